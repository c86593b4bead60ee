/**
 * Average duties over products: weighted with imports of 2024 of each origin (before the shock, so that prohibitive duties do not
 * weigh themselves away), simple over lines, and the two averages that a model of trade needs: the one uniform duty of the same price
 * index (CES-exact), and of the same revenue on the same imports.
 */
import type { Day } from '../base/dates.js'
import type { Trade } from '../trade/index.js'
import type { Cell } from './cells.js'
import type { Panel, Stretch } from './panel.js'

/** How products are grouped. */
export type Grouping = 'authority' | 'measure' | 'chapter' | 'section' | 'origin'

/** The elasticity of substitution of the CES averages, if none is given: that of the trade model here, 4, and one. */
export const SIGMA = 5

/** Averages over some products, in percent of the value. */
export interface Averages {
  readonly from: Day
  /** First day no longer. */
  readonly until: Day
  /** Weighted with imports; absent where no product has a total. */
  readonly weighted_pct?: number
  /** Over the lines of the tariff, each once. */
  readonly simple_pct?: number
  /** The uniform duty that gives the same price index at the elasticity of substitution given. */
  readonly ces_pct?: number
  /** The uniform duty that gives the same revenue on the imports that the duties leave. */
  readonly revenue_pct?: number
  /** Of the weighted average, by part: these add up to it. The base duty is the part `base`. */
  readonly parts?: Readonly<Record<string, number>>
  readonly value_usd: number
  /** Value of the products that have no total: they are left out. */
  readonly open_usd: number
}

/** Trade of an origin, by class of lines. */
export interface Weights {
  /** The country whose goods these are, or that stands for a group. */
  readonly origin: string
  readonly value: number
  /** Value under codes that the tariff does not have. */
  readonly noCode: number
  readonly rows: readonly WeightRow[]
}

interface WeightRow {
  readonly member: number
  readonly rate: number
  readonly chapter: string
  readonly value: number
  /** How many lines of the tariff. */
  readonly lines: number
}

/**
 * Weights of the lines of a panel.
 * @param own the lines of the tariff: each counts once in simple averages
 */
export function weightsOf(panel: Panel, origin: string, trade: Trade, own: ReadonlySet<string>): Weights {
  const { classes } = panel.duties
  const rows = new Map<number, { member: number; rate: number; chapter: string; value: number; lines: number }>()
  const row = (i: number): { value: number; lines: number } | undefined => {
    const member = classes.members[i] as number
    const rate = classes.rates[i] as number
    if (member < 0 || rate < 0) return undefined
    const chapter = (classes.codes[i] as string).slice(0, 2)
    const key = (member * 65536 + rate) * 100 + Number(chapter)
    let found = rows.get(key)
    if (!found) {
      found = { member, rate, chapter, value: 0, lines: 0 }
      rows.set(key, found)
    }
    return found
  }
  let [value, noCode] = [0, 0]
  trade.codes.forEach((code, k) => {
    const usd = trade.values[k] as number
    value += usd
    const i = classes.at(code)
    const of = i === undefined ? undefined : row(i)
    if (of) of.value += usd
    else noCode += usd
  })
  classes.codes.forEach((code, i) => {
    const of = own.has(code) ? row(i) : undefined
    if (of) of.lines += 1
  })
  return { origin, value, noCode, rows: [...rows.values()] }
}

/** Sums from which averages are taken: of several origins and groups they add. */
class Sums {
  value = 0
  weight = 0
  lines = 0
  private trade = 0
  private simple = 0
  private price = 0
  private revenue = 0
  private left = 0
  readonly parts = new Map<string, number>()

  constructor(private readonly sigma: number) {}

  add({ total, base = 0, layers }: Cell, { value, lines }: WeightRow, part?: 'authority' | 'measure'): void {
    this.value += value
    if (total === undefined) return
    const t = total / 1e8
    this.weight += value
    this.lines += lines
    this.trade += value * total
    this.simple += lines * total
    const after = value * (1 + t) ** -this.sigma
    this.left += after
    this.revenue += after * t
    this.price += after * (1 + t)
    if (part === undefined) return
    this.part('base', value * base)
    for (const layer of layers) this.part(layer[part], value * layer.rate)
  }

  merge(other: Sums): void {
    this.value += other.value
    this.weight += other.weight
    this.lines += other.lines
    this.trade += other.trade
    this.simple += other.simple
    this.price += other.price
    this.revenue += other.revenue
    this.left += other.left
    for (const [name, amount] of other.parts) this.part(name, amount)
  }

  private part(name: string, amount: number): void {
    this.parts.set(name, (this.parts.get(name) ?? 0) + amount)
  }

  averages(from: Day, until: Day, split: boolean): Averages {
    const { weight, lines, sigma } = this
    const of: { -readonly [K in keyof Averages]: Averages[K] } = { from, until, value_usd: this.value, open_usd: this.value - weight }
    if (lines > 0) of.simple_pct = this.simple / lines / 1e6
    if (weight > 0) {
      of.weighted_pct = this.trade / weight / 1e6
      of.ces_pct = 100 * ((this.price / weight) ** (1 / (1 - sigma)) - 1)
      of.revenue_pct = (100 * this.revenue) / this.left
      if (split) of.parts = Object.fromEntries([...this.parts].map(([name, amount]) => [name, amount / weight / 1e6]))
    }
    return of
  }
}

/** What is asked of averages. */
export interface AverageAsked {
  readonly by?: Grouping
  /** Elasticity of substitution; default {@link SIGMA}. */
  readonly sigma?: number
  /** Chapters that are counted, two digits; default all. */
  readonly chapters?: readonly string[]
}

/** Averages by group: `all` where products are not grouped. Days on which nothing changes are one stretch. */
export type AverageSeries = ReadonlyMap<string, readonly Averages[]>

/** The averages of all days of a panel, over the origins of some weights. */
export function averages(panel: Panel, weights: readonly Weights[], { by, sigma = SIGMA, chapters }: AverageAsked = {}): AverageSeries {
  const days = new Set<Day>()
  const own = weights.map(({ origin }) => {
    const stretches = panel.stretches[panel.originClass[panel.origin(origin)] as number] as readonly Stretch[]
    for (const { from } of stretches) days.add(from)
    return stretches
  })
  const starts = [...days].sort()
  const split = by === 'authority' || by === 'measure' ? by : undefined
  const groupOf = ({ chapter }: WeightRow, origin: string): string =>
    by === 'chapter' ? chapter : by === 'section' ? sectionOf(chapter) : by === 'origin' ? origin : 'all'
  // What an origin adds in a stretch is worked out once, and added up wherever the stretch lies.
  const known = weights.map(() => new Map<Stretch, Map<string, Sums>>())
  const of = (i: number, stretch: Stretch): Map<string, Sums> => {
    const before = known[i]?.get(stretch)
    if (before) return before
    const groups = new Map<string, Sums>()
    const { origin, rows } = weights[i] as Weights
    for (const row of rows) {
      if (chapters && !chapters.includes(row.chapter)) continue
      sumsOf(groups, groupOf(row, origin), sigma).add(panel.cellOf(stretch, row.member, row.rate), row, split)
    }
    known[i]?.set(stretch, groups)
    return groups
  }
  const series = new Map<string, Averages[]>()
  starts.forEach((from, k) => {
    const until = starts[k + 1] ?? own[0]?.at(-1)?.until ?? from
    const groups = new Map<string, Sums>()
    weights.forEach((_, i) => {
      const stretch = (own[i] as readonly Stretch[]).findLast((s) => s.from <= from) as Stretch
      for (const [name, sums] of of(i, stretch)) sumsOf(groups, name, sigma).merge(sums)
    })
    for (const [name, sums] of groups) {
      const next = sums.averages(from, until, split !== undefined)
      const line = series.get(name) ?? []
      const last = line.at(-1)
      if (last && last.until === from && alike(last, next)) line[line.length - 1] = { ...next, from: last.from }
      else line.push(next)
      series.set(name, line)
    }
  })
  return new Map([...series].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function sumsOf(groups: Map<string, Sums>, name: string, sigma: number): Sums {
  let sums = groups.get(name)
  if (!sums) {
    sums = new Sums(sigma)
    groups.set(name, sums)
  }
  return sums
}

const alike = (a: Averages, b: Averages): boolean =>
  near(a.weighted_pct, b.weighted_pct) &&
  near(a.simple_pct, b.simple_pct) &&
  a.open_usd === b.open_usd &&
  [...new Set([...Object.keys(a.parts ?? {}), ...Object.keys(b.parts ?? {})])].every((part) => near(a.parts?.[part], b.parts?.[part]))

/** The same but for the order of sums. */
const near = (a = 0, b = 0): boolean => Math.abs(a - b) < 1e-9

/** The last chapter of each section of the Harmonized System. */
const SECTION_ENDS = [5, 14, 15, 24, 27, 38, 40, 43, 46, 49, 63, 67, 70, 71, 83, 85, 89, 92, 93, 96, 97, 99]
/** The section of a chapter, as `01` to `22`. */
export const sectionOf = (chapter: string): string => String(SECTION_ENDS.findIndex((end) => Number(chapter) <= end) + 1).padStart(2, '0')
