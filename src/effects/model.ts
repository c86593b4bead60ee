/** What a model assumes beside its base year, what shocks it, and what a solution is. */
import { fail } from '../base/errors.js'
import { type Economy, firstOutside } from './economy.js'

/** The switches of the kernel, in the symbols of the papers. */
export interface Model {
  /** ε_k (θ_j in Caliendo and Parro): trade elasticity. S. */
  readonly elasticity: Float64Array
  /** ψ_k: scale elasticity; 0 for constant returns. S. */
  readonly scale: Float64Array
  /** φ_i: by how much a tariff weighs on demand beside ε, and 1 - φ_i how the price level falls with spending per wage. 1 switches it off. N. */
  readonly passThrough: Float64Array
  /** κ: elasticity of labour supply; 0 for a fixed supply. */
  readonly labourSupply: number
  /** Tariff revenue cuts the tax on labour income, or comes back as a lump sum. */
  readonly rebate: 'income-tax' | 'lump-sum'
  /** π_k: profits as a share of sales (1/σ_k with constant markups and no entry); 0 for none. S. */
  readonly profitShare: Float64Array
  /**
   * What is held at its base-year value in the results: consumer prices (Σ E_i P̂_i), wages (Σ Y_i ŵ_i), or the labour income
   * of the world. No real result depends on it.
   */
  readonly numeraire: 'consumer-prices' | 'wages' | 'world-income'
}

/** A change of policy. What is left out stays as in the base year. */
export interface Shock {
  /** t': the new tariffs, all of them, as fractions. N × N × S. */
  readonly tariff?: Float64Array
  /** d̂: factor on iceberg costs, as of an export control; 1 is no change. N × N × S. */
  readonly iceberg?: Float64Array
  /**
   * Deficits: `scaled` keeps each transfer's share in the world's income (Dekle, Eaton and Kortum), `balanced` ends them,
   * a vector replaces T_i (N, summing to zero), again as shares in the world's income.
   */
  readonly deficits?: 'scaled' | 'balanced' | Float64Array
  /**
   * Index of the country whose market takes up what given transfers do not sum to. Only to repeat a source whose transfers do not
   * add up (LDR's balanced trade leaves the last country's market uncleared); without it such transfers are refused.
   */
  readonly absorber?: number
}

/** An equilibrium. Hats are ratios to the base year, in the model's numeraire. */
export interface Solution {
  /** ŵ, L̂. N. */
  readonly wage: Float64Array
  readonly labour: Float64Array
  /** P̂_i^k and P̂_i = Π_k (P̂_i^k)^α. N × S; N. */
  readonly price: Float64Array
  readonly consumerPrice: Float64Array
  /** ĉ_i^k: unit cost before scale. N × S. */
  readonly cost: Float64Array
  /** p̂_i^k = ĉ_i^k (M̂_i^k)^{-ψ_k}: what producers charge. N × S. */
  readonly producerPrice: Float64Array
  /** λ', E', X'/(1+t') (before tariffs), t'. */
  readonly share: Float64Array
  readonly spending: Float64Array
  readonly trade: Float64Array
  readonly tariff: Float64Array
  /** Y' = ŵ L̂ Y, R', Π', T', and final spending I' = Y' + R' + Π' + T'. N. */
  readonly income: Float64Array
  readonly revenue: Float64Array
  readonly profit: Float64Array
  readonly transfer: Float64Array
  readonly finalSpending: Float64Array
  /** τ̂: change of what is left of a wage after tax. N. */
  readonly netOfTax: Float64Array
  /** Q_i^k: sales of producers, without the destination's distribution. N × S. */
  readonly sales: Float64Array
  /** Largest relative gap in any equation, and passes of the kernel. */
  readonly residual: number
  readonly iterations: number
  /** The state, to start a neighbouring solve from. */
  readonly state: Float64Array
}

/** A model with every switch off: perfect competition, constant returns, fixed labour. */
export function plainModel(economy: Economy, elasticity: number | Float64Array): Model {
  const s = economy.sectors.length
  return {
    elasticity: typeof elasticity === 'number' ? new Float64Array(s).fill(elasticity) : elasticity,
    scale: new Float64Array(s),
    passThrough: new Float64Array(economy.countries.length).fill(1),
    labourSupply: 0,
    rebate: 'lump-sum',
    profitShare: new Float64Array(s),
    numeraire: 'world-income',
  }
}

/** @throws ParleyError naming the field that does not fit the base year or the theory */
export function checkModel(e: Economy, m: Model): void {
  const n = e.countries.length
  const s = e.sectors.length
  vector(m.elasticity, s, 'elasticity', Number.MIN_VALUE, 'above 0')
  vector(m.scale, s, 'scale', 0, '0 or more')
  vector(m.passThrough, n, 'passThrough', Number.MIN_VALUE, 'above 0')
  vector(m.profitShare, s, 'profitShare', 0, 'from 0 to below 1', 1)
  if (!(m.labourSupply >= 0 && m.labourSupply < 100)) fail('bad-input', `is ${m.labourSupply}; it must be 0 or more`, 'labourSupply')
  for (let k = 0; k < s; k++) {
    const product = (m.elasticity[k] as number) * (m.scale[k] as number)
    if (product >= 1)
      fail(
        'bad-input',
        `ε·ψ of ${e.sectors[k]} is ${product.toFixed(3)}: from 1 on production may gather in one country and the equilibrium is not unique; lower the scale elasticity`,
        'scale',
      )
  }
}

/** @throws ParleyError naming the cell that is no tariff, no iceberg cost, or no transfer */
export function checkShock(e: Economy, { tariff, iceberg, deficits, absorber }: Shock): void {
  const n = e.countries.length
  const cells = n * n * e.sectors.length
  if (tariff) vector(tariff, cells, 'tariff', -1 + Number.EPSILON, 'a fraction above -1 (0.25 for 25%)')
  if (iceberg) vector(iceberg, cells, 'iceberg', Number.MIN_VALUE, 'a factor above 0 (1 for no change)')
  if (deficits instanceof Float64Array) {
    vector(deficits, n, 'deficits', -Number.MAX_VALUE, 'a number')
    const sum = deficits.reduce((a, b) => a + b, 0)
    const size = deficits.reduce((a, b) => a + Math.abs(b), 0)
    if (absorber === undefined && Math.abs(sum) > 1e-6 * size)
      fail('bad-input', `transfers sum to ${sum}; one country's deficit is another's surplus`, 'deficits')
  }
}

/** A part of a shock: wedges in proportion of their logarithms, transfers in proportion. */
export function partOfShock(e: Economy, shock: Shock, part: number): Shock {
  const { tariff, iceberg, deficits } = shock
  const transfer = deficits === 'balanced' ? new Float64Array(e.countries.length) : deficits instanceof Float64Array ? deficits : e.transfer
  return {
    ...shock,
    ...(tariff && { tariff: tariff.map((t, c) => (1 + (e.tariff[c] as number)) ** (1 - part) * (1 + t) ** part - 1) }),
    ...(iceberg && { iceberg: iceberg.map((d) => d ** part) }),
    deficits: e.transfer.map((t, i) => t + part * ((transfer[i] as number) - t)),
  }
}

function vector(array: Float64Array, length: number, field: string, least: number, words: string, below = Number.POSITIVE_INFINITY): void {
  if (array.length !== length) fail('bad-input', `has ${array.length} values; it needs ${length}`, field)
  const wrong = firstOutside(array, least, below)
  if (wrong >= 0) fail('bad-input', `is ${array[wrong]} at ${wrong}; it must be ${words}`, field)
}
