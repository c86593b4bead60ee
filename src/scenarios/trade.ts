/** What a change of law means for trade as it was: value covered, average duty before and after, added duty at unchanged trade. */
import type { Day } from '../base/dates.js'
import { type Cell, Column, lineClasses, Memberships } from '../panel/index.js'
import { percentNumber } from '../rates/amount.js'
import type { Importer, RateBook } from '../rates/index.js'
import { Schedule } from '../schedule/index.js'
import type { Trade } from '../trade/index.js'

/** Two readings of the law of one day. */
export interface Readings {
  readonly before: RateBook
  readonly after: RateBook
  /** The days asked of each: mostly one and the same. */
  readonly days: { readonly before: Day; readonly after: Day }
}

/** One product, in percent of the value. A rate is absent where there is no total. */
export interface ProductEffect {
  readonly code: string
  readonly value_usd: number
  readonly before_pct?: number
  readonly after_pct?: number
  /** By how much what is added changes, in points; absent where the change itself is open. */
  readonly change_points?: number
  readonly added_duty_usd?: number
  /** The lines under the code were treated differently: simple average over them. */
  readonly averaged?: true
}

/** Sums over products. */
export interface Sums {
  readonly value_usd: number
  /** Value of the products whose duty changes. */
  readonly covered_usd: number
  /** Value of the products that have no total on one of the days; they are left out of the averages. */
  readonly open_usd: number
  /** Trade-weighted averages; absent where no product has a total. */
  readonly before_pct?: number
  readonly after_pct?: number
  /** At unchanged trade, of all products of which the change is known. */
  readonly added_duty_usd: number
}

/** The effect on the trade of one pair. */
export interface TradeEffect extends Sums {
  readonly importer: Importer
  readonly origin: string
  readonly what: string
  readonly year: number
  /** Value under codes that the tariff of the day does not have. */
  readonly no_code_usd: number
  readonly chapters: readonly (Sums & { readonly chapter: string })[]
  /** Every product, in order of code. */
  readonly products: readonly ProductEffect[]
}

/** Which products are counted; all, if nothing is said. Prefixes of codes, digits only. */
export type Only = readonly string[]

/**
 * The effect of a change of law on trade.
 * @param origin ISO two letters, or `EU`: a member of the Union stands for it
 */
export function tradeEffect({ before, after, days }: Readings, origin: string, trade: Trade, only: Only = []): TradeEffect {
  const { codes, parts } = codesOf(after, trade, only)
  const entered = origin === 'EU' ? MEMBER : origin
  const classes = lineClasses(after, codes, days.after)
  const shared = new Memberships(after, classes, days.after)
  const column = (book: RateBook, day: Day): Column =>
    new Column(book, shared.serves(book) && day === days.after ? shared : new Memberships(book, classes, day), entered, day)
  const [left, right] = [column(before, days.before), column(after, days.after)]
  const at = new Map(codes.map((code, i) => [code, i]))
  let noCode = 0
  const products: ProductEffect[] = []
  trade.codes.forEach((code, i) => {
    const own = parts.get(code)
    if (!own) return
    const value = trade.values[i] as number
    const cells = own.flatMap((part) => {
      const index = at.get(part) as number
      const [a, b] = [left.cell(index), right.cell(index)]
      return a && b ? [[a, b] as const] : []
    })
    if (cells.length === 0) noCode += value
    else products.push(product(code, value, cells))
  })
  const chapters = [...new Set(products.map((p) => p.code.slice(0, 2)))].sort()
  return {
    importer: after.importer,
    origin,
    what: trade.what,
    year: trade.year,
    no_code_usd: noCode,
    ...sums(products),
    chapters: chapters.map((chapter) => ({ chapter, ...sums(products.filter((p) => p.code.startsWith(chapter))) })),
    products,
  }
}

/** A member of the Union whose goods stand for those of all. */
const MEMBER = 'DE'

/** The codes whose cells are wanted, and for each code of trade those that it stands for. */
function codesOf(book: RateBook, trade: Trade, only: Only): { codes: readonly string[]; parts: ReadonlyMap<string, readonly string[]> } {
  const { schedule } = book
  const wanted = only.length === 0 ? trade.codes : trade.codes.filter((code) => only.some((p) => code.startsWith(p) || p.startsWith(code)))
  const parts = new Map<string, readonly string[]>()
  for (const code of wanted) {
    const lines = schedule instanceof Schedule ? [] : schedule.linesUnder(code)
    // One line, or none: the code itself. Several: each of them, as the goods may have been any.
    parts.set(code, lines.length > 1 ? lines.map((line) => `${code}:${line}`) : [code])
  }
  return { codes: [...parts.values()].flat().sort(), parts }
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length

function product(code: string, value: number, cells: readonly (readonly [Cell, Cell])[]): ProductEffect {
  const totals = (side: 0 | 1): number[] => cells.flatMap((c) => c[side].total ?? []).map(percentNumber)
  const [before, after] = [totals(0), totals(1)]
  const change = changes(cells)
  const averaged = new Set(before).size > 1 || new Set(after).size > 1
  return {
    code,
    value_usd: value,
    ...(before.length === cells.length && { before_pct: mean(before) }),
    ...(after.length === cells.length && { after_pct: mean(after) }),
    ...(change !== undefined && { change_points: change, added_duty_usd: (value * change) / 100 }),
    ...(averaged && { averaged: true }),
  }
}

/** By how much the duty changes, in points; also where only the base duty is open and stays what it is. */
function changes(cells: readonly (readonly [Cell, Cell])[]): number | undefined {
  const each = cells.map(([a, b]) => {
    if (a.total !== undefined && b.total !== undefined) return percentNumber(b.total - a.total)
    if (a.layersOpen || b.layersOpen) return undefined
    return percentNumber(added(b) - added(a))
  })
  return each.some((c) => c === undefined) ? undefined : mean(each as number[])
}

const added = (cell: Cell): bigint => cell.layers.reduce((sum, l) => sum + l.rate, 0n)

function sums(products: readonly ProductEffect[]): Sums {
  let [value, covered, open, before, after, weight, duty] = [0, 0, 0, 0, 0, 0, 0]
  for (const p of products) {
    value += p.value_usd
    if (p.change_points !== undefined && p.change_points !== 0) covered += p.value_usd
    duty += p.added_duty_usd ?? 0
    if (p.before_pct === undefined || p.after_pct === undefined) open += p.value_usd
    else {
      weight += p.value_usd
      before += p.value_usd * p.before_pct
      after += p.value_usd * p.after_pct
    }
  }
  return {
    value_usd: value,
    covered_usd: covered,
    open_usd: open,
    ...(weight > 0 && { before_pct: before / weight, after_pct: after / weight }),
    added_duty_usd: duty,
  }
}
