/** What stands around a search for an equilibrium: how far wages step, and the solution that the last pass amounts to. */
import { at, type Economy } from './economy.js'
import { timesMatrix } from './linear.js'
import type { Model, Solution } from './model.js'

/**
 * How far a wage goes towards balance in one pass: one over the elasticity of a country's excess demand for labour in its own
 * wage, at the base year. An open country's wage moves little, a closed one's nearly all the way.
 */
export function wageSteps(economy: Economy, model: Model, sales: Float64Array, value: Float64Array): Float64Array {
  const n = economy.countries.length
  const step = new Float64Array(n)
  const { share, spending, tariff } = economy
  const kept = economy.margin.map((nu) => 1 - nu)
  for (let j = 0; j < n; j++) {
    let elasticity = 0
    let weight = 0
    for (let k = 0; k < economy.sectors.length; k++) {
      const sold = at(sales, k * n + j)
      if (sold === 0) continue
      const lost = contested(share, (k * n + j) * n, kept, spending, k * n, tariff) / sold
      const w = at(value, k * n + j)
      weight += w
      elasticity += w * at(economy.valueAdded, k * n + j) * at(model.elasticity, k) * lost
    }
    step[j] = weight > 0 ? 1 / (1 + elasticity / weight) : 1
  }
  return step
}

/** Σ_i (1-ν_i) λ_ji (1-λ_ji) E_i/(1+t_ji): what a seller would lose to others, a row. */
function contested(
  share: Float64Array,
  row: number,
  kept: Float64Array,
  spending: Float64Array,
  from: number,
  tariff: Float64Array,
): number {
  let sum = 0
  for (let i = 0; i < kept.length; i++) {
    const x = share[row + i] as number
    if (x !== 0) sum += ((kept[i] as number) * x * (1 - x) * (spending[from + i] as number)) / (1 + (tariff[row + i] as number))
  }
  return sum
}

/** What the kernel holds after its last pass, in the units of its search. */
export interface LastPass {
  /** ln ŵ, ln L̂, ln Ê, … */
  readonly state: Float64Array
  readonly lnP: Float64Array
  /** (ĉ M̂^{-ψ})^{-ε}. */
  readonly a: Float64Array
  readonly lnc: Float64Array
  /** λ times what wedges do to it. */
  readonly demand: Float64Array
  readonly sales: Float64Array
  readonly tariff: Float64Array
  readonly transfer: Float64Array
  readonly revenue: Float64Array
  readonly profit: Float64Array
  readonly final: Float64Array
  readonly netOfTax: Float64Array
}

/** The equilibrium of the last pass, in the model's numeraire, in arrays of its own. */
export function solutionOf(
  economy: Economy,
  model: Model,
  last: LastPass,
  { residual, iterations }: { readonly residual: number; readonly iterations: number },
): Solution {
  const n = economy.countries.length
  const s = economy.sectors.length
  const wage = last.state.slice(0, n).map(Math.exp)
  const labour = last.state.slice(n, 2 * n).map(Math.exp)
  const consumerPrice = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let ln = 0
    for (let k = 0; k < s; k++) if (at(economy.final, k * n + i) !== 0) ln += at(economy.final, k * n + i) * at(last.lnP, k * n + i)
    consumerPrice[i] = Math.exp(ln)
  }
  const unit = numeraire(economy, model, wage, consumerPrice)
  const scaled = (array: Float64Array): Float64Array => array.map((value) => value / unit)
  const spending = new Float64Array(n * s)
  for (let z = 0; z < n * s; z++) spending[z] = (Math.exp(at(last.state, 2 * n + z)) * at(economy.spending, z)) / unit
  const share = new Float64Array(n * n * s)
  const trade = new Float64Array(n * n * s)
  const perUnit = new Float64Array(n)
  const { demand, tariff } = last
  for (let k = 0; k < s; k++) {
    timesMatrix(last.a, k * n, last.demand, k * n * n, n, perUnit)
    for (let i = 0; i < n; i++) perUnit[i] = 1 / at(perUnit, i)
    for (let j = 0; j < n; j++) {
      const row = (k * n + j) * n
      shares(demand, row, at(last.a, k * n + j), perUnit, share)
      borderValues(share, row, spending, k * n, tariff, trade, n)
    }
  }
  const income = economy.income.map((y, i) => (y * at(wage, i) * at(labour, i)) / unit)
  const world = sum(income) / sum(economy.income)
  return {
    wage: scaled(wage),
    labour,
    price: scaled(last.lnP.map(Math.exp)),
    consumerPrice: scaled(consumerPrice),
    cost: scaled(last.lnc.map(Math.exp)),
    producerPrice: scaled(last.a.map((x, z) => x ** (-1 / at(model.elasticity, Math.floor(z / n))))),
    share,
    spending,
    trade,
    tariff: last.tariff.slice(),
    income,
    revenue: scaled(last.revenue),
    profit: scaled(last.profit),
    transfer: last.transfer.map((t) => t * world),
    finalSpending: scaled(last.final),
    netOfTax: last.netOfTax.slice(),
    sales: scaled(last.sales),
    residual,
    iterations,
    state: last.state.slice(),
  }
}

function shares(demand: Float64Array, row: number, a: number, perUnit: Float64Array, out: Float64Array): void {
  for (let i = 0; i < perUnit.length; i++) out[row + i] = (demand[row + i] as number) * a * (perUnit[i] as number)
}

function borderValues(
  share: Float64Array,
  row: number,
  spending: Float64Array,
  from: number,
  tariff: Float64Array,
  out: Float64Array,
  n: number,
): void {
  for (let i = 0; i < n; i++)
    out[row + i] = ((share[row + i] as number) * (spending[from + i] as number)) / (1 + (tariff[row + i] as number))
}

/** The value of the numeraire in the units of the search. */
function numeraire(economy: Economy, model: Model, wage: Float64Array, consumerPrice: Float64Array): number {
  if (model.numeraire === 'world-income') return 1
  const n = economy.countries.length
  let now = 0
  let was = 0
  for (let i = 0; i < n; i++) {
    let weight = at(economy.income, i)
    if (model.numeraire === 'consumer-prices') {
      weight = 0
      for (let k = 0; k < economy.sectors.length; k++) weight += at(economy.spending, k * n + i)
    }
    now += weight * at(model.numeraire === 'wages' ? wage : consumerPrice, i)
    was += weight
  }
  return now / was
}

const sum = (array: Float64Array): number => array.reduce((a, b) => a + b, 0)
