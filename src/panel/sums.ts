/** Sums over products, and the averages that are taken from them. */
import type { Day } from '../base/dates.js'
import type { Cell } from './cells.js'
import type { Portion } from './weights.js'

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
  /** Value of the products of which a duty is worked out with an estimate of the metal in them. */
  readonly estimated_usd: number
  /** Value that is taken to enter under a preference. */
  readonly preferred_usd: number
}

/** Sums from which averages are taken: of several origins and groups they add. */
export class Sums {
  value = 0
  weight = 0
  lines = 0
  estimated = 0
  preferred = 0
  private trade = 0
  private simple = 0
  private price = 0
  private revenue = 0
  private left = 0
  private of: Map<string, number> | undefined

  constructor(private readonly sigma: number) {}

  add({ total, base = 0, layers, estimated }: Cell, { value, lines }: Portion, part?: 'authority' | 'measure'): void {
    this.value += value
    if (total === undefined) return
    const t = total / 1e8
    this.weight += value
    if (estimated) this.estimated += value
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
    this.estimated += other.estimated
    this.preferred += other.preferred
    this.trade += other.trade
    this.simple += other.simple
    this.price += other.price
    this.revenue += other.revenue
    this.left += other.left
    if (other.of) for (const [name, amount] of other.of) this.part(name, amount)
  }

  private part(name: string, amount: number): void {
    this.of ??= new Map()
    this.of.set(name, (this.of.get(name) ?? 0) + amount)
  }

  averages(from: Day, until: Day, split: boolean): Averages {
    const { weight, lines, sigma } = this
    const of: { -readonly [K in keyof Averages]: Averages[K] } = {
      from,
      until,
      value_usd: this.value,
      open_usd: this.value - weight,
      estimated_usd: this.estimated,
      preferred_usd: this.preferred,
    }
    if (lines > 0) of.simple_pct = this.simple / lines / 1e6
    if (weight > 0) {
      of.weighted_pct = this.trade / weight / 1e6
      of.ces_pct = 100 * ((this.price / weight) ** (1 / (1 - sigma)) - 1)
      of.revenue_pct = (100 * this.revenue) / this.left
      if (split) of.parts = Object.fromEntries([...(this.of ?? [])].map(([name, amount]) => [name, amount / weight / 1e6]))
    }
    return of
  }
}
