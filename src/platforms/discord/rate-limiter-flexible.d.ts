/** The package's types say that its main entry has this class; only the file behind it does. */
declare module 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js' {
  // biome-ignore lint/style/noDefaultExport: so a CommonJS module with one export is imported.
  export { RateLimiterStoreAbstract as default } from 'rate-limiter-flexible'
}
