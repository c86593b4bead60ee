/**
 * Tariffs that are best for the country that sets them. Two different things, kept apart: a formula on base-year data
 * ({@link tariffFormula}), and the maximum of welfare in the solved model ({@link bestUniformTariff}).
 */
import { fail } from '../base/errors.js'
import type { Configuration } from './configuration.js'
import { at, type Economy, totals } from './economy.js'
import { Kernel } from './kernel.js'
import { countryOutcomes } from './measures.js'
import type { Model, Shock, Solution } from './model.js'

export interface FormulaOptions {
  /** What stands in the denominator of δ beside own sales: spending E_i, or income Y_i as in one of the paper's scenarios. */
  readonly over?: 'spending' | 'income'
  /** δ itself, where a scenario fixes it (1 in the paper's Table 10). */
  readonly delta?: number
}

/**
 * LDR's formula for the best uniform tariff, t = 1/[(1 + ε δ_i) φ_i - 1], with
 * δ_i = Σ_{n≠i} (1-ν_n) X_in (1-λ_in) / [(1-ν_i)(E_i - X_ii)]. One sector. An approximation at base-year data, not the optimum:
 * for the United States of 2023 it gives 0.218 where the model's optimum is 0.251.
 */
export function tariffFormula(economy: Economy, model: Model, country: number, { over = 'spending', delta }: FormulaOptions = {}): number {
  oneSector(economy)
  const d = delta ?? exposure(economy, country, over)
  return 1 / ((1 + at(model.elasticity, 0) * d) * at(model.passThrough, country) - 1)
}

/**
 * LDR's formula for the answer of each partner, t_i = 1/[(1 + ε δ) φ_i - 1], with δ of all partners together as one region (income
 * in its denominator). With δ = 1 and φ = 1 it is 1/ε.
 * @returns one tariff for each country; 0 for `against` itself
 */
export function retaliationFormula(
  economy: Economy,
  model: Model,
  against: number,
  { delta, passThrough }: { readonly delta?: number; readonly passThrough?: number } = {},
): Float64Array {
  oneSector(economy)
  const d = delta ?? jointExposure(economy, against)
  return economy.margin.map((_, i) =>
    i === against ? 0 : 1 / ((1 + at(model.elasticity, 0) * d) * (passThrough ?? at(model.passThrough, i)) - 1),
  )
}

/** Tariffs of `importer` on all others, uniform over origins and goods sectors, on top of given ones. */
export function uniformTariff(
  economy: Economy,
  importer: number,
  rate: number,
  goods: readonly boolean[],
  on = economy.tariff,
): Float64Array {
  const n = economy.countries.length
  const tariff = on.slice()
  for (let k = 0; k < economy.sectors.length; k++) {
    if (!goods[k]) continue
    for (let j = 0; j < n; j++)
      if (j !== importer) tariff[(k * n + j) * n + importer] = at(economy.tariff, (k * n + j) * n + importer) + rate
  }
  return tariff
}

export interface BestTariff {
  readonly rate: number
  readonly solution: Solution
  /** Welfare of the country at the optimum, as a fraction. */
  readonly welfare: number
}

export interface BestTariffOptions {
  /** Everything else that happens, the tariffs of others among it. */
  readonly shock?: Shock
  /** Sectors that bear the tariff; all if left out. */
  readonly goods?: readonly boolean[]
  /** Largest rate tried; default 2. */
  readonly most?: number
}

/**
 * The uniform tariff that makes the country's own welfare highest in the solved model, others not answering beyond `shock`.
 * Steps up until welfare falls, then a golden-section search to 1e-5, each solve starting from the last. Above `most` nothing is tried.
 */
export function bestUniformTariff(kernel: Kernel, country: number, options: BestTariffOptions = {}): BestTariff {
  const { economy, model } = kernel
  const { shock = {}, goods = economy.sectors.map(() => true), most = 2 } = options
  let start: Float64Array | undefined
  const tryRate = (rate: number): BestTariff => {
    const tariff = uniformTariff(economy, country, rate, goods, shock.tariff)
    const solution = kernel.solve({ ...shock, tariff }, start ? { start } : {})
    start = solution.state
    return { rate, solution, welfare: (countryOutcomes(economy, model, solution)[country] as { welfare: number }).welfare }
  }
  let last = tryRate(0)
  let low = 0
  let high = 0.1
  for (let step = 0.1; ; step *= 1.6) {
    const next = tryRate(Math.min(high, most))
    if (next.welfare <= last.welfare) break
    if (next.rate >= most) return next
    low = Math.max(0, last.rate)
    last = next
    high = next.rate + step
  }
  high = Math.min(high, most)
  const golden = (Math.sqrt(5) - 1) / 2
  let left = tryRate(high - golden * (high - low))
  let right = tryRate(low + golden * (high - low))
  while (high - low > 1e-5) {
    if (left.welfare >= right.welfare) {
      high = right.rate
      right = left
      left = tryRate(high - golden * (high - low))
    } else {
      low = left.rate
      left = right
      right = tryRate(low + golden * (high - low))
    }
  }
  return left.welfare >= right.welfare ? left : right
}

/** A uniform tariff and the welfare of the country that sets it, nobody answering. Fractions. */
export interface TariffAndWelfare {
  readonly rate: number
  readonly welfare: number
}

/** What is said of a country's best tariff: two different things. */
export interface TariffsForOwnWelfare {
  readonly country: string
  /** The formula on base-year data, and the welfare of the solved model at it; where the base year has one sector without tariffs. */
  readonly formula?: TariffAndWelfare
  /** The maximum of welfare in the solved model. */
  readonly optimum: TariffAndWelfare
}

/** The formula's tariff and the model's own optimum, each with the welfare that it brings in the model. */
export function tariffsForOwnWelfare({ world, economy, model }: Configuration, country: number): TariffsForOwnWelfare {
  const kernel = new Kernel(economy, model)
  const goods = world.sectors.map((s) => s.goods)
  const { rate, welfare } = bestUniformTariff(kernel, country, { goods })
  const code = economy.countries[country] as string
  if (economy.sectors.length !== 1 || economy.inputs) return { country: code, optimum: { rate, welfare } }
  const t = tariffFormula(economy, model, country)
  const solution = kernel.solve({ tariff: uniformTariff(economy, country, t, goods) })
  const at_ = countryOutcomes(economy, model, solution)[country] as { welfare: number }
  return { country: code, formula: { rate: t, welfare: at_.welfare }, optimum: { rate, welfare } }
}

/** δ_i: how far a country's exports are from filling the markets that they go to. */
function exposure(economy: Economy, i: number, over: 'spending' | 'income'): number {
  const n = economy.countries.length
  let sum = 0
  for (let m = 0; m < n; m++) {
    if (m === i) continue
    const share = at(economy.share, i * n + m)
    sum += (1 - at(economy.margin, m)) * share * at(economy.spending, m) * (1 - share)
  }
  const own = at(economy.share, i * n + i) * at(economy.spending, i)
  return sum / ((1 - at(economy.margin, i)) * ((over === 'spending' ? at(economy.spending, i) : at(economy.income, i)) - own))
}

/** δ of all countries but one, taken as one region. */
function jointExposure(economy: Economy, against: number): number {
  const n = economy.countries.length
  const nu = at(economy.margin, against === 0 ? 1 : 0)
  let exports = 0
  let own = 0
  let income = 0
  for (let j = 0; j < n; j++) {
    if (j === against) continue
    exports += at(economy.share, j * n + against) * at(economy.spending, against)
    income += at(economy.income, j)
    for (let i = 0; i < n; i++) if (i !== against) own += at(economy.share, j * n + i) * at(economy.spending, i)
  }
  const share = exports / at(economy.spending, against)
  return ((1 - at(economy.margin, against)) * exports * (1 - share)) / ((1 - nu) * (income - own))
}

function oneSector(economy: Economy): void {
  if (economy.sectors.length !== 1)
    fail('bad-input', `this formula is for one sector, not the ${economy.sectors.length} of the base year; give the tariffs`)
  if (economy.inputs) fail('bad-input', 'this formula is for a base year without inputs; give the tariffs', 'inputs')
  if (totals(economy).revenue.some((r) => r !== 0)) fail('bad-input', 'this formula is for a base year without tariffs', 'tariff')
}
