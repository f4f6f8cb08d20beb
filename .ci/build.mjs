// Bundles the program into dist/: one file starts three times as fast as a tree of modules, and a lazy import stays its own chunk.
// Another entry is bundled the same way: node .ci/build.mjs test/bench.ts dist/bench/bench.js
import { chmodSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'

const [entry = 'src/main.ts', out = 'dist/headroom.js'] = process.argv.slice(2)
const folder = dirname(out)

rmSync(join(folder, 'chunks'), { recursive: true, force: true })

await build({
  entryPoints: { [basename(out, '.js')]: entry },
  outdir: folder,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Names stay: they end up in error messages and logs. To shorten them and keep them beside would cost a call for every closure made.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  // What no bundle can hold: parts for each system, and a typeface. Loaded when there is something to store, or to draw.
  external: ['@libsql/client', '@napi-rs/canvas', '@expo-google-fonts/noto-sans-sc'],
  // Packages written as CommonJS call require() even from inside an ES module.
  banner: { js: "import { createRequire as bundledRequire } from 'node:module';const require=bundledRequire(import.meta.url);" },
  logLevel: 'warning',
})

chmodSync(out, 0o755)
