// `npm run calibrate -- <folder>`: fits the few numbers about speed that cannot be counted to the measured sets of a folder, and writes
// src/estimator/calibration.json: every fit with its evidence. The estimator reads nothing else.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CalibrationFile } from '../../../src/estimator/calibration.ts'
import { readMeasured } from '../measured.ts'
import { calibrated } from './calibrated.ts'

/** One fit a line: a change of one is a change of one line. */
function text(file: CalibrationFile & { readonly about: string }): string {
  const { about, independentShare, belowFourBits, ...tables } = file
  const parts = Object.entries(tables).map(
    ([name, rows]) => `  ${JSON.stringify(name)}: [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`,
  )
  return `{\n  "about": ${JSON.stringify(about)},\n  "independentShare": ${independentShare},\n  "belowFourBits": ${belowFourBits},\n${parts.join(',\n')}\n}\n`
}

const about =
  'Made by npm run calibrate from published measurements. low, high: 80 % interval of measured / predicted, by cross-validation over pairs of model and GPU. rows, groups: measurements and pairs behind a fit; none: carried over.'
const [folder] = process.argv.slice(2)
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write('Say which folder the measured sets are in: npm run calibrate -- <folder>\n')
  process.exit(1)
}
const file = calibrated(readMeasured(folder))
writeFileSync(join(process.cwd(), 'src', 'estimator', 'calibration.json'), text({ about, ...file }))
for (const [name, rows] of Object.entries(file)) {
  process.stdout.write(`${name}\n`)
  for (const row of Array.isArray(rows) ? rows : [{ rows }]) process.stdout.write(`  ${Object.values(row).join(' ')}\n`)
}
