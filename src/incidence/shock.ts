/** Tariffs by cell as a shock to the kernel: prices by the price aggregate, revenue by the revenue aggregate. */
import { applyTariffs, type Economy, type Model, type Shock, type TariffChange, type World } from '../effects/index.js'
import { type Aggregates, aggregate } from './aggregate.js'
import type { Cell } from './cells.js'

/** A cell's tariffs under both readings, at the elasticity of its sector. */
export interface AppliedTariff {
  readonly importer: string
  readonly exporter: string
  readonly sector: string
  readonly value_usd: number
  readonly before: Aggregates
  readonly after: Aggregates
  /** Under the law of the world's year, where the world's tariffs come on top of those. */
  readonly inYear?: Aggregates
}

export type Side = 'before' | 'after'

/** The aggregates of every cell. @param elasticity by sector of the world */
export function appliedTariffs(world: World, cells: readonly Cell[], elasticity: Float64Array): AppliedTariff[] {
  const at = new Map(world.sectors.map(({ code }, k) => [code, elasticity[k] as number]))
  return cells.map(({ before, after, inYear, ...cell }) => {
    const e = at.get(cell.sector) as number
    return { ...cell, before: aggregate(before, e), after: aggregate(after, e), ...(inYear && { inYear: aggregate(inYear, e) }) }
  })
}

/** What is set in the world for one side of a cell: the duty itself, or the duty over that of the world's year. */
export function setRate(tariff: AppliedTariff, side: Side, by: keyof Aggregates): number {
  const rate = tariff[side][by]
  return tariff.inYear ? (1 + rate) / (1 + tariff.inYear[by]) - 1 : rate
}

/**
 * The shock that one reading of the law is to the world's base year. The kernel takes what an importer pays as duty out of its
 * spending at the revenue aggregate, t_R. Buyers feel the price aggregate, t_P: the rest, d̂ = [(1+t_P)/(1+t_R)]^φ, is what turning
 * to products with less duty costs them, and enters as a cost of trade that nobody earns. With d̂^(-ε) [(1+t_R)/(1+t)]^(-εφ)
 * demand is that of t_P, and with λ'E' t_R/(1+t_R) revenue that of t_R, exactly.
 */
export function shockOf(world: World, economy: Economy, model: Model, tariffs: readonly AppliedTariff[], side: Side): Shock {
  const by = (which: keyof Aggregates): Float64Array =>
    applyTariffs(
      world,
      economy,
      tariffs.map(
        (t): TariffChange => ({ importer: t.importer, exporter: t.exporter, sector: t.sector, rate: setRate(t, side, which), how: 'set' }),
      ),
    )
  const tariff = by('revenue')
  const n = economy.countries.length
  const iceberg = by('price').map((price, c) => ((1 + price) / (1 + (tariff[c] as number))) ** (model.passThrough[c % n] as number))
  return { tariff, iceberg }
}
