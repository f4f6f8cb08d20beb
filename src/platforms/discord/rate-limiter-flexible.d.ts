/** The package's types say that its main entry has this class; only the file behind it does. They leave out what tells whether a key is blocked. */
declare module 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js' {
  import { RateLimiterStoreAbstract } from 'rate-limiter-flexible'

  // biome-ignore lint/style/noDefaultExport: so a CommonJS module with one export is imported.
  export default abstract class extends RateLimiterStoreAbstract {
    /** Milliseconds for which consuming it is refused without a look into the storage; 0 where it is not. */
    getInMemoryBlockMsBeforeExpire(key: string): number
  }
}
