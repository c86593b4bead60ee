/**
 * Compiles trade by product, the weights of averages: `data/trade/us-imports-2024/<partner>.csv.gz` (US imports for consumption by
 * statistical number), `data/trade/us-exports-to-cn.csv` and `data/trade/us-imports-from-cn.csv` (by subheading, 2022 to 2025).
 * Run by `npx tsx scripts/compile-trade.ts <folder of the source data>`; nothing else reads that folder.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { fail } from '../src/base/errors.js'
import { CENSUS } from './census.js'
import { readTable } from './read-table.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the source data')
const folder = join(dirname(fileURLToPath(import.meta.url)), '../data/trade')

rmSync(folder, { recursive: true, force: true })
mkdirSync(join(folder, 'us-imports-2024'), { recursive: true })

const rows = new Map<string, string[]>()
let total = 0
const text = gunzipSync(readFileSync(join(source, 'us/imports/us_imports_2024_hts10_country.csv.gz'))).toString('utf8')
for (const line of text.trim().split('\n').slice(1)) {
  const [census = '', code = '', value = '', duty = ''] = line.split(',')
  const partner = CENSUS[census] ?? fail('bad-input', `no partner for the Census code ${census}`)
  const whole = Math.round(Number(value))
  total += whole
  const owed = Math.round(Number(duty))
  rows.set(partner, [...(rows.get(partner) ?? []), `${code},${whole}${owed === 0 ? '' : `,${owed}`}`])
}
for (const [partner, lines] of rows) {
  const csv = `code,value,duty\n${lines.sort().join('\n')}\n`
  writeFileSync(join(folder, 'us-imports-2024', `${partner}.csv.gz`), gzipSync(csv, { level: 9 }))
}

const YEARS = ['2022', '2023', '2024', '2025']
function bySubheading(file: string, measure: string): string {
  const values = new Map<string, string[]>()
  for (const { period = '', product = '', measure: what, value = '' } of readTable(join(source, 'flows', file))) {
    if (what !== measure) continue
    const of = values.get(product) ?? YEARS.map(() => '')
    of[YEARS.indexOf(period)] = String(Math.round(Number(value)))
    values.set(product, of)
  }
  return `code,${YEARS.join(',')}\n${[...values]
    .map(([code, of]) => [code, ...of].join(','))
    .sort()
    .join('\n')}\n`
}
writeFileSync(join(folder, 'us-exports-to-cn.csv'), bySubheading('us_exports_to_china_hs6_annual_2022_2025.csv', 'export_value_fas'))
writeFileSync(
  join(folder, 'us-imports-from-cn.csv'),
  bySubheading('us_imports_from_china_hs6_annual_2022_2025.csv', 'import_value_customs_fob'),
)
process.stdout.write(`${rows.size} partners, ${total} USD\n`)
