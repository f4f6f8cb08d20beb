// Bundles the program into dist/: one file starts three times as fast as a tree of modules, and a lazy import stays its own chunk.
// With two arguments it bundles another entry (the bench) the same way: node .ci/build.mjs test/bench.ts dist/bench.js
import { rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { build } from 'esbuild'

const [entry = 'src/main.ts', out = 'dist/headroom.js'] = process.argv.slice(2)
const isProgram = entry === 'src/main.ts'

if (isProgram) rmSync('dist/chunks', { recursive: true, force: true })

await build({
  entryPoints: { [basename(out, '.js')]: entry },
  outdir: dirname(out),
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  // Class and function names are part of error messages and logs.
  keepNames: true,
  legalComments: 'linked',
  // Packages written as CommonJS call require() even inside an ES module.
  banner: {
    js: `${isProgram ? '#!/usr/bin/env node\n' : ''}import { createRequire as bundledRequire } from 'node:module';const require=bundledRequire(import.meta.url);`,
  },
  logLevel: 'warning',
})
