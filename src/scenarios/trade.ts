/** What a change of law means for trade as it was: value covered, average duty before and after, added duty at unchanged trade. */
import type { Day } from '../base/dates.js'
import { type Cell, type Cells, type Classes, type Duties, openDuties } from '../panel/index.js'
import type { Importer } from '../rates/index.js'
import type { Rules } from '../rates/rules.js'
import { originOf, type Trade } from '../trade/index.js'

/** Two readings of the law of one importing party. */
export interface Readings {
  readonly importer: Importer
  readonly before: Rules
  readonly after: Rules
  /** The days asked of each: mostly one and the same. */
  readonly days: { readonly before: Day; readonly after: Day }
  /** The codes of its tariff. */
  readonly classes: Classes
  /** The reading before, opened for an earlier comparison over the same classes: what was worked out for it is used again. */
  readonly opened?: Opened
}

/** A reading with which many others are compared. */
export class Opened {
  private readonly duties: Duties
  private readonly columns = new Map<string, Cells>()

  constructor(
    readonly rules: Rules,
    readonly classes: Classes,
    importer: Importer,
  ) {
    this.duties = openDuties([rules], classes, importer, {}, 'estimate')[0] as Duties
  }

  /** Another reading over what is worked out already; nothing, if it names goods otherwise than the classes do. */
  beside(rules: Rules): Duties | undefined {
    const other = this.duties.beside(rules)
    return other.classes === this.duties.classes ? other : undefined
  }

  column(origin: string, day: Day): Cells {
    const key = `${origin} ${day}`
    const known = this.columns.get(key) ?? this.duties.column(origin, day)
    this.columns.set(key, known)
    return known
  }
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

/** A part of the averages, in percent of the value of the products that have a total on both days. */
export interface AuthorityShare {
  /** The record of the authority, or `base`. */
  readonly authority: string
  readonly before_pct: number
  readonly after_pct: number
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
  /** What each authority adds to the averages, the base duty first: they add up to them. Empty where there are none. */
  readonly authorities: readonly AuthorityShare[]
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
  const { importer, days, opened } = readings
  const beside = opened?.beside(readings.after)
  const [before, after] =
    opened && beside
      ? [opened, beside]
      : (openDuties([readings.before, readings.after], readings.classes, importer, {}, 'estimate') as [Duties, Duties])
  const { classes } = after
  return pairs.map(({ origin, trade }) => {
    const entered = originOf(origin)
    const [a, b] = [before.column(entered, days.before), after.column(entered, days.after)]
    let noCode = 0
    const shares = new Shares()
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
        if (cells.length > 0) {
          products.push(product(code, value, cells))
          shares.add(value, cells)
        } else noCode += value
      } else if (old && now) {
        const effect = told(code, value, share(old.total), share(now.total), change(old, now))
        products.push(old.estimated || now.estimated ? { ...effect, estimated: true } : effect)
        shares.addOne(value, old, now)
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
      authorities: shares.byAuthority(),
      products,
    }
  })
}

/** Values by cell before and after, of which the averages are made. Many products have one cell. */
class Shares {
  private weight = 0
  private readonly of = new Map<Cell, [before: number, after: number]>()

  /** @param cells of the lines under a code, before and after: each has the same part of the value */
  add(value: number, cells: readonly (readonly [Cell, Cell])[]): void {
    if (cells.some(([a, b]) => a.total === undefined || b.total === undefined)) return
    for (const [a, b] of cells) this.addOne(value / cells.length, a, b)
  }

  addOne(value: number, before: Cell, after: Cell): void {
    if (before.total === undefined || after.total === undefined) return
    this.weight += value
    this.at(before)[0] += value
    this.at(after)[1] += value
  }

  private at(cell: Cell): [number, number] {
    let both = this.of.get(cell)
    if (!both) {
      both = [0, 0]
      this.of.set(cell, both)
    }
    return both
  }

  byAuthority(): AuthorityShare[] {
    if (this.weight === 0) return []
    const found = new Map<string, [number, number]>([['base', [0, 0]]])
    const part = (authority: string, rate: number, [before, after]: readonly [number, number]): void => {
      let both = found.get(authority)
      if (!both) {
        both = [0, 0]
        found.set(authority, both)
      }
      both[0] += (before * points(rate)) / this.weight
      both[1] += (after * points(rate)) / this.weight
    }
    for (const [{ base = 0, layers }, values] of this.of) {
      part('base', base, values)
      for (const { authority, rate } of layers) part(authority, rate, values)
    }
    const [base, ...others] = [...found].filter(([, both]) => both.some((pct) => pct !== 0))
    others.sort(([, a], [, b]) => Math.max(...b) - Math.max(...a))
    return [...(base ? [base] : []), ...others].map(([authority, [before_pct, after_pct]]) => ({ authority, before_pct, after_pct }))
  }
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
  // Nearly all have everything: written at once, they are made and read faster.
  if (before !== undefined && after !== undefined && changed !== undefined)
    return { code, value_usd: value, before_pct: before, after_pct: after, change_points: changed, added_duty_usd: (value * changed) / 100 }
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
