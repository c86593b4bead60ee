/** What a change of law means for trade as it was: value covered, average duty before and after, added duty at unchanged trade. */
import type { Day } from '../base/dates.js'
import { type Cell, type Classes, type Duties, openDuties } from '../panel/index.js'
import type { Importer } from '../rates/index.js'
import type { Rules } from '../rates/rules.js'
import type { Trade } from '../trade/index.js'

/** Two readings of the law of one importing party. */
export interface Readings {
  readonly importer: Importer
  readonly before: Rules
  readonly after: Rules
  /** The days asked of each: mostly one and the same. */
  readonly days: { readonly before: Day; readonly after: Day }
  /** The codes of its tariff. */
  readonly classes: Classes
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
  /** A duty is worked out with an estimate of the metal in the goods. */
  readonly estimated?: true
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

/** Trade of one origin with the importing party. */
export interface OriginTrade {
  /** ISO two letters, or `EU`: a member of the Union stands for it. */
  readonly origin: string
  readonly trade: Trade
}

/**
 * The effect of a change of law on the trade of some origins with one importing party. Nothing is claimed; the metal in goods, where a
 * duty is on it, is estimated.
 */
export function tradeEffects(readings: Readings, pairs: readonly OriginTrade[], only: Only = []): TradeEffect[] {
  const { importer, days } = readings
  const [before, after] = openDuties([readings.before, readings.after], readings.classes, importer, {}, 'estimate') as [Duties, Duties]
  const { classes } = after
  return pairs.map(({ origin, trade }) => {
    const entered = origin === 'EU' ? MEMBER : origin
    const [a, b] = [before.column(entered, days.before), after.column(entered, days.after)]
    let noCode = 0
    const products: ProductEffect[] = []
    for (let k = 0; k < trade.codes.length; k++) {
      const code = trade.codes[k] as string
      if (only.length > 0 && !only.some((p) => code.startsWith(p) || p.startsWith(code))) continue
      const value = trade.values[k] as number
      const place = classes.at(code)
      const parts = place === undefined ? undefined : classes.partsAt(place)
      const old = place === undefined ? undefined : a.at(place)
      const now = place === undefined ? undefined : b.at(place)
      if (parts) {
        const cells = parts.flatMap((i) => {
          const pair = [a.at(i), b.at(i)] as const
          return pair[0] && pair[1] ? [[pair[0], pair[1]] as const] : []
        })
        if (cells.length > 0) products.push(product(code, value, cells))
        else noCode += value
      } else if (old && now) {
        const effect = told(code, value, share(old.total), share(now.total), change(old, now))
        products.push(old.estimated || now.estimated ? { ...effect, estimated: true } : effect)
      } else noCode += value
    }
    return {
      importer,
      origin,
      what: trade.what,
      year: trade.year,
      no_code_usd: noCode,
      ...sums(products),
      chapters: byChapter(products).map(([chapter, of]) => ({ chapter, ...sums(of) })),
      products,
    }
  })
}

function byChapter(products: readonly ProductEffect[]): [chapter: string, products: ProductEffect[]][] {
  const chapters = new Map<string, ProductEffect[]>()
  for (const p of products) {
    const chapter = p.code.slice(0, 2)
    const of = chapters.get(chapter)
    if (of) of.push(p)
    else chapters.set(chapter, [p])
  }
  return [...chapters].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** A member of the Union whose goods stand for those of all. */
const MEMBER = 'DE'

/** Millionths of a point as points. */
const points = (rate: number): number => rate / 1e6

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length

function product(code: string, value: number, cells: readonly (readonly [Cell, Cell])[]): ProductEffect {
  const totals = (side: 0 | 1): number[] => cells.flatMap((c) => c[side].total ?? []).map(points)
  const [before, after] = [totals(0), totals(1)]
  const each = cells.map(([a, b]) => change(a, b))
  const changed = each.some((c) => c === undefined) ? undefined : mean(each as number[])
  const whole = (of: readonly number[]): number | undefined => (of.length === cells.length ? mean(of) : undefined)
  const effect = told(code, value, whole(before), whole(after), changed)
  return new Set(before).size > 1 || new Set(after).size > 1 ? { ...effect, averaged: true } : effect
}

function told(code: string, value: number, before?: number, after?: number, changed?: number): ProductEffect {
  const effect: { -readonly [K in keyof ProductEffect]: ProductEffect[K] } = { code, value_usd: value }
  if (before !== undefined) effect.before_pct = before
  if (after !== undefined) effect.after_pct = after
  if (changed !== undefined) {
    effect.change_points = changed
    effect.added_duty_usd = (value * changed) / 100
  }
  return effect
}

const share = (rate: number | undefined): number | undefined => (rate === undefined ? undefined : points(rate))

/** By how much the duty changes, in points; also where only the base duty is open and stays what it is. */
function change(a: Cell, b: Cell): number | undefined {
  if (a === b) return a.layersOpen ? undefined : 0
  if (a.total !== undefined && b.total !== undefined) return points(b.total - a.total)
  return a.layersOpen || b.layersOpen ? undefined : points(added(b) - added(a))
}

const added = (cell: Cell): number => cell.layers.reduce((sum, l) => sum + l.rate, 0)

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
