/**
 * PIIE's averages on China of 2018 to 2020, and what of the distance can be computed. PIIE weights with China's exports to the world of
 * 2017; these are on hand by industry only: industries weigh as in 2017, numbers within them as in US imports of 2024.
 */
import { join } from 'node:path'
import { industriesOfGoods } from '../../src/files/concordance.js'
import { readUsImports } from '../../src/files/trade.js'
import type { Cell } from '../../src/panel/index.js'
import { PARTNERS } from '../../src/trade/index.js'
import { readTable } from '../read-table.js'
import { panel, root, rules } from './law.js'
import { signed, table, two } from './text.js'

/** Goods industries of the table of trade of 2017, by its numbers. */
const INDUSTRIES =
  '1 01T02,2 03,3 05T06,4 07T08,6 10T12,7 13T15,8 16,9 17T18,10 19,11 20,12 21,13 22,14 23,15 24,16 25,17 26,18 27,19 28,20 29,21 30,22 31T33'
    .split(',')
    .map((pair) => pair.split(' ') as [number: string, industry: string])
/** Partners on whose goods column 1 is owed on most lines: their duties of 2024 say what a specific rate is worth. */
const COLUMN_1 = 'EU JP TW GB VN TH ID MY IN TR CH NO BD PK BR'.split(' ')

interface Line {
  readonly code: string
  readonly line: number
  readonly usd: number
  readonly industry: string | undefined
  /** The duty of 2024 on the number, or its heading, from partners that pay column 1, in percent. */
  readonly equivalent: number
  /** US imports of the number from all partners. */
  readonly all: number
}

/** Averages over lines: as the law is here, and with what can be changed of it. */
interface How {
  /** Within an industry numbers weigh as in imports from all partners, not from China alone. */
  readonly spread?: boolean
  /** By industry, what it weighs. */
  readonly weight?: ReadonlyMap<string, number>
  /** A base duty that is no rate is what it was worth in 2024. */
  readonly equivalents?: boolean
  /** Numbers on which the duty of Section 301 is not owed. */
  readonly spared?: ReadonlySet<string>
  /** The rate on lines whose list is not on record. */
  readonly unknown?: number
}

export function piieReport(series: string, data: string): string {
  const lines = readLines()
  const origin = panel.origin('CN')
  const sums = [false, true].map((spread) => {
    const of = new Map<string, number>()
    for (const { industry = '', usd, all } of lines) of.set(industry, (of.get(industry) ?? 0) + (spread ? all : usd))
    return of
  }) as [Map<string, number>, Map<string, number>]
  const inIndustry = (spread: boolean): Map<string, number> => sums[spread ? 1 : 0]
  const average = (date: string, { weight, spread, equivalents, spared, unknown }: How = {}): number => {
    const day = panel.day(date)
    let [sum, all] = [0, 0]
    for (const { code, line, usd, industry, equivalent, all: fromAll } of lines) {
      const cell = panel.cellAt(line, origin, day)
      if (!cell || (cell.layersOpen && unknown === undefined)) continue
      const base = cell.base ?? (equivalents ? equivalent * 1e6 : undefined)
      if (base === undefined) continue
      const own = spread ? fromAll : usd
      const w = own * (weight ? (weight.get(industry ?? '') ?? 0) / (inIndustry(spread ?? false).get(industry ?? '') ?? 1) : 1)
      sum += w * (base + addedOf(cell, spared?.has(code) ?? false) + (cell.layersOpen ? (unknown ?? 0) * 1e6 : 0))
      all += w
    }
    return sum / all / 1e6
  }
  const flows = readTable(join(data, 'model/usch2017_7x44/TradeFlow2017.csv')).filter((r) => r.iso_o === 'CHN' && r.iso_d !== 'CHN')
  const toUs = weights(flows, (to) => to === 'USA')
  const toWorld = weights(flows, () => true)
  const monthly = monthlyRates(join(data, 'flows/us_china_goods_trade_monthly_2018_2026.csv'))
  const rows = readTable(join(series, 'piie_us_average_tariff_on_china.csv')).map((r) => {
    const date = r.date as string
    const theirs = Number(r.avg_pct)
    const law = date === '2019-06-14' ? '2019-05-09' : date
    const world = { equivalents: true, weight: toWorld, spread: true }
    const steps = [
      average(date),
      average(law),
      average(law, { equivalents: true }),
      average(law, { equivalents: true, weight: toUs }),
      average(law, { equivalents: true, weight: toWorld }),
      average(law, world),
      average(law, { ...world, unknown: 0 }),
      average(law, { ...world, unknown: 0, spared: excluded(date, false) }),
    ]
    const most = average(law, { ...world, unknown: 0, spared: excluded(date, true) })
    const highest = average(law, { ...world, unknown: date >= '2020-02-14' ? 7.5 : date >= '2019-09-01' ? 15 : 0 })
    return { date, theirs, steps, most, highest, month: monthly.get(date.slice(0, 7)) }
  })
  const part = (steps: readonly number[], i: number): string => signed((steps[i] as number) - (steps[i - 1] as number))
  return `### China, against PIIE

Levels, in percent, base included. PIIE weights by six digits with China’s exports to the world of 2017 (as recalled: its note was not read);
those are not on hand, and US imports of 2024 have moved away from what was taxed. What can be computed of it, one after another:

- *in transit*: goods exported before 10 May 2019 paid 10 on list 3 until 15 June (84 FR 26930);
- *specific*: base duties that are no rate, at what they were worth in 2024 on goods of partners that pay column 1;
- *US imports 2017*, *exports 2017*: ${INDUSTRIES.length} goods industries weighted as in US imports from China of 2017, then as in China’s exports to the world
  (an input-output table of 2017);
- *within*: the numbers of an industry as in US imports of 2024 from all partners, which the duties on China did not push away, in place of
  those from China: a stand-in for China’s exports to the world;
- *list unknown*: lines whose Section 301 list is not on record, at the base alone;
- *excluded*: numbers that an exclusion in force, as known now, names whole.

${table(
  [
    'date',
    'here',
    'in transit',
    'specific',
    'US imports 2017',
    'exports 2017',
    'within',
    'list unknown',
    'excluded',
    'together',
    'PIIE',
    'left',
  ],
  rows.map(({ date, steps, theirs }) => [
    date,
    two(steps[0] as number),
    ...[1, 2, 3, 4, 5, 6, 7].map((i) => part(steps, i)),
    two(steps[7] as number),
    two(theirs),
    signed(theirs - (steps[7] as number)),
  ]),
)}

No step is left with more than ${two(Math.max(...rows.map(({ theirs, steps }) => Math.abs(theirs - (steps[7] as number)))))} points. Not computed: the safeguard on washers of 2018, which is not on record, and
PIIE’s own weights by six digits. The duties are those of the acts in either; the weights differ, and no act decides on weights.

Bounds: if every number that an exclusion in force, as known now, describes in part were spared whole; if every line whose list is not on
record stood on list 4A. Beside them the duties that the Census Bureau calculates, over imports of the month.

${table(
  ['date', 'all excluded', 'all on list 4A', 'Census, month'],
  rows.map(({ date, most, highest, month }) => [date, two(most), two(highest), month === undefined ? '' : two(month)]),
)}`
}

const addedOf = ({ layers }: Cell, spared: boolean): number =>
  layers.reduce((sum, { measure, rate }) => sum + (spared && measure.startsWith('us.s301.list') ? 0 : rate), 0)

function readLines(): Line[] {
  const industries = industriesOfGoods(root)
  const [worth, paid] = [new Map<string, number>(), new Map<string, number>()]
  for (const partner of COLUMN_1) {
    const trade = readUsImports(root, partner)
    trade.codes.forEach((code, k) => {
      for (const key of [code, code.slice(0, 4)]) {
        worth.set(key, (worth.get(key) ?? 0) + (trade.values[k] as number))
        paid.set(key, (paid.get(key) ?? 0) + (trade.duties?.[k] ?? 0))
      }
    })
  }
  const fromAll = new Map<string, number>()
  for (const partner of PARTNERS) {
    const trade = readUsImports(root, partner)
    trade.codes.forEach((code, k) => {
      fromAll.set(code, (fromAll.get(code) ?? 0) + (trade.values[k] as number))
    })
  }
  const trade = readUsImports(root, 'CN')
  return trade.codes.flatMap((code, k) => {
    const line = panel.line(code)
    const key = worth.get(code) ? code : code.slice(0, 4)
    const equivalent = worth.get(key) ? (100 * (paid.get(key) ?? 0)) / (worth.get(key) as number) : 0
    return line < 0
      ? []
      : [{ code, line, usd: trade.values[k] as number, industry: industries.sectorOf(code), equivalent, all: fromAll.get(code) ?? 0 }]
  })
}

/** By industry: its trade of 2017 over US imports of it of 2024. */
function weights(flows: readonly Record<string, string>[], to: (iso: string) => boolean): Map<string, number> {
  return new Map(
    INDUSTRIES.map(([number, industry]) => {
      const then = flows.filter((r) => r.indcode === number && to(r.iso_d as string)).reduce((sum, r) => sum + Number(r.tradevalue), 0)
      return [industry, then]
    }),
  )
}

/** Numbers that exclusions in force on a day name. @param described also those of which they describe a part */
function excluded(date: string, described: boolean): Set<string> {
  const spared = new Set<string>()
  for (const { record, granted } of rules.exclusions) {
    if (!granted.some(({ from, until }) => from <= date && (until === undefined || date < until))) continue
    for (const list of record.products === 'all' ? [] : (record.products.lists ?? [])) {
      for (const { code, note } of readTable(join(root, 'data/lists', `${list}.csv`))) {
        if (code?.length === 10 && (described || !note?.startsWith('described'))) spared.add(code)
      }
    }
  }
  return spared
}

/** Duties calculated over imports for consumption, by month, in percent. */
function monthlyRates(file: string): Map<string, number> {
  const of = (measure: string): Map<string, number> =>
    new Map(
      readTable(file)
        .filter((r) => r.measure === measure)
        .map((r) => [r.period as string, Number(r.value)]),
    )
  const [imports, duties] = [of('imports_for_consumption'), of('calculated_duties')]
  return new Map(
    [...imports].flatMap(([month, value]) => (duties.has(month) ? [[month, (100 * (duties.get(month) as number)) / value]] : [])),
  )
}
