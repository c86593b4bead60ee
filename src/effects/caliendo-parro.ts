/**
 * Caliendo and Parro, "Estimates of the Trade and Welfare Effects of NAFTA" (Review of Economic Studies 2015), as a configuration
 * of the kernel: many sectors with inputs, constant returns, fixed labour, revenue returned as a lump sum.
 */
import { fail } from '../base/errors.js'
import { add, at, type Economy, economyOf } from './economy.js'
import { type Model, plainModel, type Solution } from './model.js'
import { arrayOf, type World } from './world.js'

/**
 * The base year of a world with sectors and inputs.
 * @param world with `trade` (own sales included), and `tariff`, `valueAdded`, `inputs` where the data have them
 */
export function sectoralEconomy(world: World): Economy {
  const { tariff, valueAdded, inputs, gdp } = world.arrays
  return economyOf({
    countries: world.countries.map(({ code }) => code),
    sectors: world.sectors.map(({ code }) => code),
    trade: arrayOf(world, 'trade'),
    ...(tariff && { tariff }),
    ...(valueAdded && { valueAdded }),
    ...(inputs && { inputs }),
    ...(gdp && { gdp }),
  })
}

/** θ_j of the world, or given; nothing else is switched on. @throws ParleyError if the world has none and none is given */
export function caliendoParroModel(world: World, economy: Economy, elasticity?: Float64Array): Model {
  const theta = elasticity ?? world.arrays.elasticity
  return plainModel(
    economy,
    theta ??
      fail(
        'bad-input',
        `the world ${world.id} has no trade elasticities: give them by sector, or take a model that has its own (ldr)`,
        'elasticity',
      ),
  )
}

/**
 * Scale economies by sector with the world's ψ, or a part of it, on top of {@link caliendoParroModel}. Inputs multiply returns to scale:
 * with the whole of ψ production gathers, results of small shocks are large and may jump, and the equilibrium need not be unique. No
 * named configuration, for that reason.
 */
export function withScale(world: World, model: Model, part = 1): Model {
  return { ...model, scale: arrayOf(world, 'scale').map((psi) => part * psi) }
}

/**
 * A base year given as shares and levels that need not be an equilibrium (the form of the paper's replication data): arrays
 * `share`, `tariff`, `spending`, `income`, `transfer`, `valueAdded`, `inputs`, `final`. Shares are made to add up exactly, without
 * which the world would not spend what it earns. Solve it, then {@link rebase} it.
 */
export function economyOfShares(world: World): Economy {
  const countries = world.countries.map(({ code }) => code)
  const n = countries.length
  const s = world.sectors.length
  const income = arrayOf(world, 'income')
  const valueAdded = arrayOf(world, 'valueAdded')
  return {
    countries,
    sectors: world.sectors.map(({ code }) => code),
    share: normalised(arrayOf(world, 'share'), (c) => Math.floor(c / (n * n)) * n + (c % n)),
    tariff: arrayOf(world, 'tariff'),
    spending: arrayOf(world, 'spending'),
    income,
    transfer: arrayOf(world, 'transfer'),
    valueAdded,
    inputs: normalised(
      arrayOf(world, 'inputs'),
      (x) => Math.floor(x / s),
      (row) => 1 - at(valueAdded, (row % s) * n + Math.floor(row / s)),
    ),
    final: normalised(arrayOf(world, 'final'), (x) => x % n),
    margin: new Float64Array(countries.length),
    profit: new Float64Array(countries.length),
    gdp: income,
  }
}

/** An array of shares, each group of which adds up to one, or to what `total` says of it. */
function normalised(array: Float64Array, group: (index: number) => number, total: (group: number) => number = () => 1): Float64Array {
  const sums = new Map<number, number>()
  array.forEach((x, z) => {
    sums.set(group(z), (sums.get(group(z)) ?? 0) + x)
  })
  return array.map((x, z) => (x === 0 ? 0 : (x / (sums.get(group(z)) as number)) * total(group(z))))
}

/** The base year that a solution is: changes from it are changes between two equilibria. */
export function rebase(economy: Economy, solution: Solution): Economy {
  return {
    ...economy,
    share: solution.share,
    tariff: solution.tariff,
    spending: solution.spending,
    income: solution.income,
    transfer: solution.transfer,
    profit: solution.profit,
    gdp: solution.income,
  }
}

/** The paper's decomposition of welfare, to first order, by country; fractions. */
export interface WelfareDecomposition {
  /** Σ_k Σ_i [E_ni (ĉ_n - 1) - M_in (ĉ_i - 1)]/I_n. */
  readonly termsOfTrade: Float64Array
  /** Σ_k Σ_i t M_in (M̂_in - ĉ_i)/I_n. */
  readonly volumeOfTrade: Float64Array
  readonly welfare: Float64Array
}

/**
 * Terms of trade, volume of trade and their sum, measured at the base year's flows (the published welfare numbers are these, not Î/P̂).
 * @param economy the equilibrium from which the solution was found
 */
export function decomposeWelfare(economy: Economy, solution: Solution): WelfareDecomposition {
  const n = economy.countries.length
  const s = economy.sectors.length
  const tot = new Float64Array(n)
  const vot = new Float64Array(n)
  const income = Float64Array.from(economy.income, (y, i) => y + at(economy.transfer, i) + at(economy.profit, i))
  for (let k = 0; k < s; k++)
    for (let j = 0; j < n; j++)
      for (let i = 0; i < n; i++) {
        const c = (k * n + j) * n + i
        const t = at(economy.tariff, c)
        const m = (at(economy.share, c) * at(economy.spending, k * n + i)) / (1 + t)
        add(income, i, t * m)
        if (i === j || m === 0) continue
        const cost = at(solution.cost, k * n + j)
        add(tot, j, m * (cost - 1))
        add(tot, i, -m * (cost - 1))
        add(vot, i, t * m * (at(solution.trade, c) / m - cost))
      }
  const share = (array: Float64Array): Float64Array => array.map((x, i) => x / at(income, i))
  const termsOfTrade = share(tot)
  const volumeOfTrade = share(vot)
  return { termsOfTrade, volumeOfTrade, welfare: termsOfTrade.map((x, i) => x + at(volumeOfTrade, i)) }
}
