/**
 * Compiles China's most-favoured-nation tariff of 2018 and 2019 into `data/schedule/cn/`: `rates.csv` (rates by line and day) and
 * `subheadings.json` (which six-digit subheadings the nomenclature of 2022 ended and began).
 * Run by `npx tsx scripts/compile-cn-tariff.ts <folder of the source data>`; nothing else reads that folder.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../src/base/errors.js'
import type { ChapterData } from '../src/schedule/index.js'
import { type Fields, readTable } from './read-table.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the source data')
const data = join(dirname(fileURLToPath(import.meta.url)), '../data')
const folder = join(data, 'schedule/cn')

const DAYS = ['2018-01-01', '2018-05-01', '2018-07-01', '2018-11-01', '2019-01-01']

/** More decimals than any ad valorem rate of the tariff has: a specific duty, of which the source has only an equivalent. */
const EQUIVALENT = /\.\d{2,}$/
/** A line that the source divides below ten digits: its duty depends on the price. */
const DIVIDED = /^\d{10}[A-Z]$/

/** `25;2018-07-01=15`: the rate of the first day, and each later one that differs; `specific` for a rate that is none of value. */
function steps(row: Fields): string {
  const rates = DAYS.map((day) => row[`mfn_${day.replaceAll('-', '_')}`] as string)
  if (rates.some((rate) => EQUIVALENT.test(rate))) return 'specific'
  if (rates.some((rate) => !/^\d+(\.\d)?$/.test(rate))) fail('bad-input', `${row.hs10}: ${rates.join(', ')} are no rates`)
  return rates.flatMap((rate, i) => (i === 0 ? [rate] : rate === rates[i - 1] ? [] : [`${DAYS[i]}=${rate}`])).join(';')
}

const lines = new Map<string, Map<string, string>>()
for (const row of readTable(join(source, 'cn/cn_mfn_2018_2019_hs10.csv'))) {
  const source = row.hs10 as string
  const code = source.slice(0, 10)
  if (!/^\d{10}$/.test(code) || (source !== code && !DIVIDED.test(source))) fail('bad-input', `"${source}" is no code`)
  const of = lines.get(code.slice(0, 8)) ?? new Map<string, string>()
  const rate = steps(row)
  lines.set(code.slice(0, 8), of.set(code, (of.get(code) ?? rate) === rate ? rate : 'specific'))
}
const rows = [...lines].flatMap(([line, codes]) => {
  const rates = new Set(codes.values())
  return rates.size === 1 ? [`${line},${[...rates][0]}`] : [...codes].map(([code, rate]) => `${code},${rate}`)
})

/**
 * The six-digit subheadings of 2022 are the same in every country's tariff: those of the US schedule, and those under which trade was
 * counted (the source of the schedule lacks one).
 */
const traded = readTable(join(source, 'flows/us_exports_to_china_hs6_annual_2022_2025.csv')).map((row) => row.product as string)
const chapters = readdirSync(join(data, 'schedule/us')).filter((name) => /^\d\d\.json$/.test(name) && name < '98')
const scheduled = chapters.flatMap((name) =>
  (JSON.parse(readFileSync(join(data, 'schedule/us', name), 'utf8')) as ChapterData).nodes.flatMap(([, , code]) => code?.slice(0, 6) ?? []),
)
const after = new Set([...scheduled, ...traded.filter((code) => code < '98')])
const before = new Set([...lines.keys()].map((code) => code.slice(0, 6)).filter((code) => code < '98'))
const ended = [...before].filter((code) => !after.has(code)).sort()
const began = [...after].filter((code) => !before.has(code)).sort()

mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'rates.csv'), `code,mfn\n${rows.sort().join('\n')}\n`)
writeFileSync(join(folder, 'subheadings.json'), `${JSON.stringify({ ended, began }, null, 1)}\n`)
process.stdout.write(
  `${lines.size} lines, ${rows.length} rows, ${rows.filter((r) => r.endsWith('specific')).length} specific; ${ended.length} subheadings ended, ${began.length} began\n`,
)
