/**
 * Compiles what the commodity markets start from: base quantities, crops, US seasons as each USDA report had them, world prices, into
 * `data/markets/*.csv` and their part of `data/PROVENANCE.md`. Run by `npx tsx scripts/compile-markets.ts <folder of the source data>`.
 * `elasticities.csv` and `checks.csv` of that folder are kept by hand: each row names its source.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../src/base/errors.js'
import { type Fields, readTable } from './read-table.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the source data')
const data = join(dirname(fileURLToPath(import.meta.url)), '../data')
mkdirSync(join(data, 'markets'), { recursive: true })
const read = (file: string): Fields[] => readTable(join(source, 'data', file))

const world = read('cn/usda_wasde_world_soybeans_2017_2025.csv')
const us = read('cn/usda_wasde_us_soybeans_vintages_2017_2026.csv')
const arrivals = read('flows/china_soybean_imports_by_origin_monthly_2018_2024.csv')
const census = read('flows/us_soybean_exports_to_china_monthly_2018_2024.csv')
const prices = read('flows/soybean_prices_monthly_2017_2026.csv')

/** A figure of the world table of one report, in million tonnes. */
function wasde(report: string, region: string, season: string, column: string): number {
  const row = world.find(
    (r) => r.report_date === report && r.region === region && (r.marketing_year === season || r.marketing_year === `${season} Est.`),
  )
  const value = Number(row?.[column])
  return row && row[column] !== '' && value >= 0
    ? value
    : fail('bad-input', `no ${column} of ${region} ${season} in the report of ${report}`)
}

/** Sums a monthly series over months, in million tonnes; `months` is how many must be there (0: gaps are months without trade). */
function overMonths(rows: readonly Fields[], from: string, to: string, partner: string, months = 0): number {
  const mine = rows.filter((r) => r.partner === partner && (r.period as string) >= from && (r.period as string) <= to)
  if (mine.length < months) fail('bad-input', `${partner}: ${mine.length} of ${months} months from ${from} to ${to}`)
  return mine.reduce((sum, r) => sum + Number(r.value), 0) / 1000
}

const ORIGINS: Readonly<Record<string, string>> = { US: 'United States', BR: 'Brazil', AR: 'Argentina' }
const REPORTS = { '2016/17': '2018-02-08', '2023/24': '2025-02-11' } as const

interface Flow {
  readonly base: string
  readonly exporter: string
  readonly importer: string
  readonly quantity: number
  readonly status: 'data' | 'assumption'
  readonly source: string
}
const flows: Flow[] = []

// 2016/17: shares of China's imports as Taheripour and Tyner (2018) give them, totals of the report of their month.
{
  const base = '2016/17'
  const report = REPORTS[base]
  const total = wasde(report, 'China', base, 'imports_mmt')
  const shares = { US: 0.42, BR: 0.44, AR: 0.09, other: 0.05 }
  const paper = `WASDE of ${report}: China imports ${total} Mt; share of the origin in them: Taheripour and Tyner (GTAP Working Paper 83, 2018)`
  for (const [exporter, share] of Object.entries(shares))
    flows.push({ base, exporter, importer: 'CN', quantity: share * total, status: 'data', source: paper })
  for (const exporter of ['US', 'BR'] as const) {
    const all = wasde(report, ORIGINS[exporter] as string, base, 'exports_mmt')
    const rest = all - shares[exporter] * total
    flows.push({
      base,
      exporter,
      importer: 'rest',
      quantity: rest,
      status: 'data',
      source: `WASDE of ${report}: exports ${all} Mt, less China`,
    })
  }
  const why = 'assumption: Argentina by WASDE exports 7.0 Mt, less than China records as bought there; the rest is not known by destination'
  flows.push({ base, exporter: 'AR', importer: 'rest', quantity: 1.5, status: 'assumption', source: why })
  flows.push({ base, exporter: 'other', importer: 'rest', quantity: 8, status: 'assumption', source: why })
}

// 2023/24: the last season before the duties of 2025, as the last report before them had it.
{
  const base = '2023/24'
  const report = REPORTS[base]
  const [from, to] = ['2023-10', '2024-09']
  const all = overMonths(arrivals, from, to, 'WORLD', 12)
  const atChina = Object.fromEntries(['US', 'BR', 'AR'].map((o) => [o, overMonths(arrivals, from, to, o, o === 'AR' ? 0 : 12)]))
  const shipped = overMonths(census, '2023-09', '2024-08', 'CN', 12)
  const customs = `China's customs, arrivals of Oct 2023 to Sep 2024, as compiled publicly`
  const toChina: Record<string, [number, string]> = {
    US: [
      shipped,
      `US Census exports to China, Sep 2023 to Aug 2024 (China's customs, Oct to Sep: ${(atChina.US as number).toFixed(1)} Mt)`,
    ],
    BR: [atChina.BR as number, customs],
    AR: [atChina.AR as number, `${customs} (9 months with trade)`],
    other: [
      all - (atChina.US as number) - (atChina.BR as number) - (atChina.AR as number),
      `${customs}: all origins, less US, Brazil, Argentina`,
    ],
  }
  const exports: Record<string, number> = Object.fromEntries(
    Object.entries(ORIGINS).map(([o, region]) => [o, wasde(report, region, base, 'exports_mmt')]),
  )
  exports.other = wasde(report, 'World', base, 'exports_mmt') - Object.values(exports).reduce((a, b) => a + b, 0)
  for (const [exporter, [quantity, from_]] of Object.entries(toChina)) {
    flows.push({ base, exporter, importer: 'CN', quantity, status: 'data', source: from_ })
    const total = exports[exporter] as number
    flows.push({
      base,
      exporter,
      importer: 'rest',
      quantity: total - quantity,
      status: 'data',
      source: `WASDE of ${report}: exports ${total.toFixed(1)} Mt, less China`,
    })
  }
}
/** How the US spreads a season's sales to China over its months: the base season's, by which terms of a few months are read. */
const months = census
  .filter((r) => r.partner === 'CN' && (r.period as string) >= '2023-09' && (r.period as string) <= '2024-08')
  .map((r) => ['2023/24', r.period, Number(r.value) / 1000])
if (months.length !== 12) fail('bad-input', `${months.length} of 12 months of US exports to China in 2023/24`)
for (const f of flows) if (!(f.quantity > 0)) fail('bad-input', `${f.base} ${f.exporter} to ${f.importer}: ${f.quantity}`)

const crops = Object.entries(REPORTS).flatMap(([base, report]) =>
  Object.entries(ORIGINS).map(([exporter, region]) => [
    base,
    exporter,
    wasde(report, region, base, 'production_mmt'),
    `WASDE of ${report}`,
  ]),
)

/** The attributes of a US season as one report had them. */
const seasons = new Map<string, Record<string, string>>()
for (const { release_date = '', marketing_year = '', year_status = '', attribute = '', value = '' } of us) {
  const key = `${release_date} ${marketing_year}`
  const row = seasons.get(key) ?? { known: release_date, season: marketing_year, status: year_status }
  row[attribute] = value
  seasons.set(key, row)
}
const SEASON = ['farm_price', 'production', 'exports', 'area_planted', 'yield_per_harvested_acre'] as const
/** A report repeats what the one before said: only what changed is kept. */
const news = [...seasons.values()]
  .sort((a, b) => ((a.known as string) + a.season < (b.known as string) + b.season ? -1 : 1))
  .filter((row) => SEASON.every((name) => row[name] !== undefined))
  .filter((row, i, all) => {
    const last = all.slice(0, i).findLast((r) => r.season === row.season)
    return !last || SEASON.some((name) => last[name] !== row[name]) || last.status !== row.status
  })

const cell = (value: unknown): string => {
  const text = typeof value === 'number' ? String(Number(value.toFixed(4))) : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const write = (file: string, header: readonly string[], rows: readonly (readonly unknown[])[]): void =>
  writeFileSync(join(data, 'markets', file), `${[header.join(','), ...rows.map((r) => r.map(cell).join(','))].join('\n')}\n`)

write(
  'flows.csv',
  ['base', 'exporter', 'importer', 'quantity_mt', 'status', 'source'],
  flows.map((f) => [f.base, f.exporter, f.importer, f.quantity, f.status, f.source]),
)
write('us-to-cn-months.csv', ['base', 'month', 'quantity_mt'], months)
write('crops.csv', ['base', 'exporter', 'production_mt', 'source'], crops)
write(
  'us-seasons.csv',
  ['known', 'season', 'status', 'farm_price_usd_bu', 'production_mbu', 'exports_mbu', 'area_planted_macre', 'yield_bu_acre'],
  news.map((r) => [r.known, r.season, r.status, ...SEASON.map((name) => r[name])]),
)
write(
  'world-prices.csv',
  ['month', 'usd_per_t'],
  prices.filter((r) => r.product === 'soybeans').map((r) => [r.period, Number(r.value)]),
)

const BEGIN = '<!-- markets: written by scripts/compile-markets.ts -->'
const END = '<!-- end of markets -->'
const part = `${BEGIN}

## Commodity markets (\`data/markets/\`)
What the market for soybeans starts from. \`flows.csv\` ${flows.length} base quantities, \`crops.csv\` ${crops.length} crops, \`us-seasons.csv\` ${news.length}
states of a US season, \`us-to-cn-months.csv\` US exports to China in the twelve months of 2023/24 (US Census), \`world-prices.csv\` ${prices.filter((r) => r.product === 'soybeans').length} months.

- Publishers: USDA, World Agricultural Supply and Demand Estimates (public domain; reports of January 2017 to June 2026 for the US, of
  8 February 2018 and 11 February 2025 for the world); US Census Bureau, exports to China (public domain); China's customs by origin, figures as
  compiled in a public repository; shares of origins in 2016/17: Taheripour and Tyner, GTAP Working Paper 83 (2018); World Bank, Commodity Price Data
  (Pink Sheet; CC BY 4.0)
- How: Million tonnes. What does not go to China is an exporter's total less China. A season of the US is kept as each report had it, where a figure
  changed, so that nothing later is used. US sales to China in 2023/24 are as the US counts them: China's customs counted 4 Mt less.
- Care: seasons differ by country (US September to August; the world table October to September). The two rows marked \`assumption\` are not data.
- By hand: \`elasticities.csv\` and \`checks.csv\`, each row with its status and source

${END}`
const page = join(data, 'PROVENANCE.md')
const old = existsSync(page) ? readFileSync(page, 'utf8') : ''
const from = old.indexOf(BEGIN)
const to = old.indexOf(END)
writeFileSync(page, from < 0 || to < 0 ? `${old.trimEnd()}\n\n${part}\n` : `${old.slice(0, from)}${part}${old.slice(to + END.length)}`)
process.stdout.write(`${flows.length} flows, ${crops.length} crops, ${news.length} seasons\n`)
