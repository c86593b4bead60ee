/**
 * Ignatenko, Lashkaripour, Macedoni and Simonovska, "Making America Great Again? The Economic Impacts of Liberation Day
 * Tariffs" (Journal of International Economics 2025), as a configuration of the kernel. Own sales and the share ν of
 * distribution in final prices are inferred from trade and GDP.
 */
import { fail } from '../base/errors.js'
import { at, countryIndex, type Economy, economyOf } from './economy.js'
import { matrixTimes, timesMatrix } from './linear.js'
import type { Model } from './model.js'
import { arrayOf, type World } from './world.js'

/** Targets of ν: the share of imports and exports in world trade of which distribution is 12% and 26%. */
const TARGETS = [0.12, 0.26] as const

export interface LdrOptions {
  /** ε: trade elasticity. */
  readonly elasticity?: number
  /** κ: elasticity of labour supply. */
  readonly labourSupply?: number
  /** ε·ψ, and ε/θ̃: what the scale elasticity is beside the trade elasticity. */
  readonly scaleShare?: number
  /** φ0: 1 in the baseline, 0.25 for partial pass-through. */
  readonly phi0?: number
  readonly rebate?: Model['rebate']
}

export interface LdrBase {
  /** β: 1 without inputs; 0.49 in the paper's roundabout variant, where own sales grow by 1/β. */
  readonly valueAddedShare?: number
  /**
   * False: own sales are inferred with ν, and ν is 0 from then on, as where the paper holds deficits fixed after Dekle, Eaton and
   * Kortum (Table 10).
   */
  readonly margins?: boolean
}

/**
 * ν of the United States and of all others, from the aggregate of two regions: with r_ii the share of own sales in a region's
 * trade, (1-r11) ν_US + r11 ν_row = 0.12 and r22 ν_US + (1-r22) ν_row = 0.26, neither below 0.
 * @returns [ν of the rest of the world, ν of the United States]
 */
export function calibrateMargins(trade: Float64Array, gdp: Float64Array, us: number): readonly [number, number] {
  const n = gdp.length
  // x[a][b]: trade from region a to region b; 0 the rest of the world, 1 the United States.
  const x = [
    [0, 0],
    [0, 0],
  ] as [[number, number], [number, number]]
  const y: [number, number] = [0, 0]
  const exports = new Float64Array(n)
  matrixTimes(trade, 0, new Float64Array(n).fill(1), n, exports, 0)
  for (let j = 0; j < n; j++) {
    y[j === us ? 1 : 0] += at(gdp, j)
    const all = at(exports, j) - at(trade, j * n + j)
    const toUs = j === us ? 0 : at(trade, j * n + us)
    x[j === us ? 1 : 0][0] += all - toUs
    x[j === us ? 1 : 0][1] += toUs
  }
  let nu: [number, number] = [TARGETS[0], TARGETS[1]]
  for (let pass = 0; pass < 200; pass++) {
    const spending = ([0, 1] as const).map((i) => {
      const imports = x[0][i] + x[1][i]
      const exports = (1 - nu[0]) * x[i][0] + (1 - nu[1]) * x[i][1]
      return y[i] + (1 - nu[i]) * (imports - exports)
    }) as [number, number]
    const own1 = spending[0] - x[1][0]
    const own2 = spending[1] - x[0][1]
    const r11 = own1 / (own1 + x[0][1])
    const r22 = own2 / (own2 + x[1][0])
    const determinant = r11 * r22 - (1 - r11) * (1 - r22)
    const next: [number, number] = [
      Math.max((r22 * TARGETS[0] - (1 - r11) * TARGETS[1]) / determinant, 0),
      Math.max((r11 * TARGETS[1] - (1 - r22) * TARGETS[0]) / determinant, 0),
    ]
    const change = Math.max(Math.abs(next[0] - nu[0]), Math.abs(next[1] - nu[1]))
    nu = next
    if (change < 1e-15) return nu
  }
  return fail('bad-input', 'the shares of distribution do not settle: check that trade and GDP are in one unit', 'gdp')
}

/**
 * The base year. E_i = GDP_i + (1-ν_i)(M_i - Σ_n (1-ν_n) X_in), own sales are what imports leave of it (0 at least), and spending,
 * income and transfers follow from the completed flows.
 * @param world one sector, with `trade` between countries and `gdp` in one unit
 */
export function ldrEconomy(world: World, { valueAddedShare = 1, margins = true }: LdrBase = {}): Economy {
  const countries = world.countries.map(({ code }) => code)
  const n = countries.length
  if (world.sectors.length !== 1) fail('bad-input', `this model has one sector; the world ${world.id} has ${world.sectors.length}`)
  if (!(valueAddedShare > 0 && valueAddedShare <= 1))
    fail('bad-input', `is ${valueAddedShare}; it must be above 0, and 1 at most`, 'valueAddedShare')
  const gdp = arrayOf(world, 'gdp')
  const trade = arrayOf(world, 'trade').slice()
  const us = countryIndex({ countries }, 'USA')
  const [row, usa] = calibrateMargins(trade, gdp, us)
  const margin = new Float64Array(n).fill(row)
  margin[us] = usa
  const imports = new Float64Array(n)
  const exports = new Float64Array(n)
  for (let i = 0; i < n; i++) trade[i * n + i] = 0
  timesMatrix(new Float64Array(n).fill(1), 0, trade, 0, n, imports)
  matrixTimes(
    trade,
    0,
    margin.map((nu) => 1 - nu),
    n,
    exports,
    0,
  )
  for (let i = 0; i < n; i++) {
    const spending = at(gdp, i) + (1 - at(margin, i)) * (at(imports, i) - at(exports, i))
    trade[i * n + i] = Math.max(spending - at(imports, i), 0) / valueAddedShare
  }
  const one = valueAddedShare === 1
  return economyOf({
    countries,
    sectors: world.sectors.map(({ code }) => code),
    trade,
    ...(margins && { margin }),
    gdp,
    ...(!one && { valueAdded: new Float64Array(n).fill(valueAddedShare), inputs: new Float64Array(n).fill(1 - valueAddedShare) }),
  })
}

/** The paper's parameters: ε 4, κ 0.5, ψ = 0.67/ε, θ̃ = ε/0.67, φ_i = (1+θ̃)/((1-ν_i)θ̃) - 1/θ̃ + (φ0-1). */
export function ldrModel(economy: Economy, options: LdrOptions = {}): Model {
  const { elasticity = 4, labourSupply = 0.5, scaleShare = 0.67, phi0 = 1, rebate = 'income-tax' } = options
  const s = economy.sectors.length
  // 1/θ̃, which is 0 without scale economies.
  const inverse = scaleShare / elasticity
  return {
    elasticity: new Float64Array(s).fill(elasticity),
    scale: new Float64Array(s).fill(scaleShare / elasticity),
    passThrough: economy.margin.map((nu) => (1 + inverse) / (1 - nu) - inverse + (phi0 - 1)),
    labourSupply,
    rebate,
    profitShare: new Float64Array(s),
    numeraire: economy.inputs ? 'wages' : 'consumer-prices',
  }
}

/**
 * Transfers without what stands behind one country's bilateral deficits (the paper's balanced trade, after Ossa 2014):
 * T'_i = T_i - (X_ci - X_ic) for partners, T'_c = 0. The paper reports changes between two solutions under these, with tariffs and without.
 */
export function withoutBilateralDeficits(economy: Economy, country: number): Float64Array {
  const n = economy.countries.length
  const flow = (j: number, i: number): number => at(economy.share, j * n + i) * at(economy.spending, i)
  return economy.transfer.map((t, i) => (i === country ? 0 : t - (flow(country, i) - flow(i, country))))
}
