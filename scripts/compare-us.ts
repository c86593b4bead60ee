/**
 * Compares average US duties with published series (tradewartracker by day and by partner, PIIE's average on China, the Treasury's
 * customs revenue) and writes the US part of `docs/comparison.md`. The series, and the lists and shares their rules need, are read where
 * they lie and are no part of the project. Run after a build by
 * `npx tsx scripts/compare-us.ts <folder of the published series> <folder of the source data>`; it takes some minutes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../src/base/errors.js'
import { fifteenDays } from './compare-us/china-days.js'
import { root } from './compare-us/law.js'
import { piieReport } from './compare-us/piie.js'
import { reduxReport } from './compare-us/redux-report.js'
import { treasuryReport } from './compare-us/treasury.js'
import { usmcaReport } from './compare-us/usmca.js'

const [series, data] = process.argv.slice(2)
if (!series || !data) fail('bad-input', 'name the folder of the published series and the folder of the source data')

const text = `## Average US duties

Weights are US imports for consumption of 2024 by origin and ten-digit number; nothing is claimed or stated, metal content
counts as the full value unless a table says otherwise. Lines of which what is added is open are left out.

${fifteenDays()}

${reduxReport(series, join(data, 'us'))}

${usmcaReport(data)}

${piieReport(series, data)}

${treasuryReport(series, data)}
`

const [START, END] = ['<!-- US: written by scripts/compare-us.ts -->', '<!-- end of US -->']
const page = join(root, 'docs/comparison.md')
const old = readFileSync(page, 'utf8')
const part = `${START}\n\n${text.trim()}\n\n${END}\n`
const [first, last] = [old.indexOf(START), old.indexOf(END)]
writeFileSync(
  page,
  first >= 0 && last > first ? old.slice(0, first) + part + old.slice(last + END.length + 1) : `${old.trimEnd()}\n\n${part}`,
)
process.stdout.write(text)
