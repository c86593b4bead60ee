/** What a solution means: welfare, prices, trade, work and revenue by country; output and trade by sector. */
import { at, type Economy, totals } from './economy.js'
import type { Model, Solution } from './model.js'

/** Changes from the base year. Fractions unless a unit is named; money in the world's unit and the model's numeraire. */
export interface CountryOutcome {
  readonly country: string
  /** Ŵ - 1 with Ŵ = δ Î/P̂ + (1-δ) ŵL̂/P̂, δ = I/(I - κ/(1+κ) Y/τ̂): equivalent variation over the base year's welfare. */
  readonly welfare: number
  /** The same in money at base-year prices. */
  readonly equivalentVariation: number
  /** ŵ/P̂ - 1, before tax. */
  readonly realWage: number
  readonly wage: number
  readonly prices: number
  readonly employment: number
  /** Y' in money, and its change. */
  readonly income: number
  readonly incomeChange: number
  /** Border values in the base year and after: money. */
  readonly exports: readonly [number, number]
  readonly imports: readonly [number, number]
  /** Change of exports and imports over labour income (GDP). */
  readonly exportsToGdp: number
  readonly importsToGdp: number
  /** Exports less imports, before and after: money. */
  readonly balance: readonly [number, number]
  /** (D' - D)/|D|, D imports less exports; not a number where the base year was balanced. */
  readonly deficitChange: number
  /** Tariff revenue before and after, in money, and after over the base year's spending. */
  readonly revenue: readonly [number, number]
  readonly revenueShare: number
}

/** What each country gains and loses. In the order of the economy's countries. */
export function countryOutcomes(economy: Economy, model: Model, solution: Solution): CountryOutcome[] {
  const n = economy.countries.length
  const s = economy.sectors.length
  const base = totals(economy)
  const before = borderTrade(economy, baseTrade(economy))
  const after = borderTrade(economy, solution.trade)
  const { labourSupply } = model
  return economy.countries.map((country, i) => {
    const y = at(economy.income, i)
    const spent = y + at(economy.transfer, i) + at(base.revenue, i) + at(economy.profit, i)
    const leisure = (labourSupply / (1 + labourSupply)) * (y / at(solution.netOfTax, i))
    const delta = spent / (spent - leisure)
    const p = at(solution.consumerPrice, i)
    const earned = y === 0 ? 1 : at(solution.income, i) / y
    const welfare = (delta * (at(solution.finalSpending, i) / spent) + (1 - delta) * earned) / p
    const deficit = [before.imports, before.exports, after.imports, after.exports].map((array) => at(array, i))
    const [m0, x0, m1, x1] = deficit as [number, number, number, number]
    let gross = 0
    for (let k = 0; k < s; k++) gross += at(economy.spending, k * n + i)
    return {
      country,
      welfare: welfare - 1,
      equivalentVariation: ((welfare - 1) * spent) / delta,
      realWage: at(solution.wage, i) / p - 1,
      wage: at(solution.wage, i) - 1,
      prices: p - 1,
      employment: at(solution.labour, i) - 1,
      income: at(solution.income, i),
      incomeChange: earned - 1,
      exports: [x0, x1],
      imports: [m0, m1],
      exportsToGdp: x1 / x0 / earned - 1,
      importsToGdp: m1 / m0 / earned - 1,
      balance: [x0 - m0, x1 - m1],
      deficitChange: (m1 - x1 - (m0 - x0)) / Math.abs(m0 - x0),
      revenue: [at(base.revenue, i), at(solution.revenue, i)],
      revenueShare: at(solution.revenue, i) / gross,
    }
  })
}

/** Output and trade of one country's sector. Money in the world's unit; volumes are changes, as fractions. */
export interface SectorOutcome {
  readonly country: string
  readonly sector: string
  readonly output: readonly [number, number]
  /** Sales over the producer's price. */
  readonly outputVolume: number
  readonly producerPrice: number
  readonly exports: readonly [number, number]
  readonly imports: readonly [number, number]
}

/** Output and trade by country and sector; sectors without sales and trade are left out. */
export function sectorOutcomes(economy: Economy, solution: Solution): SectorOutcome[] {
  const n = economy.countries.length
  const { sales } = totals(economy)
  const trade = baseTrade(economy)
  return economy.countries.flatMap((country, i) =>
    economy.sectors.flatMap((sector, k): SectorOutcome[] => {
      const z = k * n + i
      const exports: [number, number] = [0, 0]
      const imports: [number, number] = [0, 0]
      for (let m = 0; m < n; m++) {
        if (m === i) continue
        const out = (k * n + i) * n + m
        const into = (k * n + m) * n + i
        exports[0] += at(trade, out)
        exports[1] += at(solution.trade, out)
        imports[0] += at(trade, into)
        imports[1] += at(solution.trade, into)
      }
      const output = [at(sales, z), at(solution.sales, z)] as const
      if (output[0] === 0 && imports[0] === 0) return []
      const price = at(solution.producerPrice, z)
      return [{ country, sector, output, outputVolume: output[1] / output[0] / price - 1, producerPrice: price - 1, exports, imports }]
    }),
  )
}

/** Where an importer's purchases went. Border values, money; own sales included in `own`. */
export interface Diversion {
  readonly importer: string
  /** Change of imports from the exporters whose tariffs rose most for this importer, from all other countries, and of own sales. */
  readonly fromTargets: number
  readonly fromOthers: number
  readonly own: number
  /** What others gained of what the targets lost; not a number where the targets lost nothing. */
  readonly ratio: number
  /** Each exporter, largest change first. */
  readonly partners: readonly { readonly country: string; readonly before: number; readonly after: number }[]
}

/** Trade diversion at one importer: `targets` are the exporters on which it raised tariffs. */
export function tradeDiversion(economy: Economy, solution: Solution, importer: number, targets: readonly number[]): Diversion {
  const n = economy.countries.length
  const trade = baseTrade(economy)
  const flow = (array: Float64Array, j: number): number => {
    let total = 0
    for (let k = 0; k < economy.sectors.length; k++) total += at(array, (k * n + j) * n + importer)
    return total
  }
  const all = economy.countries.map((country, j) => ({ country, j, before: flow(trade, j), after: flow(solution.trade, j) }))
  const change = (of: typeof all): number => of.reduce((sum, p) => sum + p.after - p.before, 0)
  const fromTargets = change(all.filter((p) => targets.includes(p.j)))
  const fromOthers = change(all.filter((p) => p.j !== importer && !targets.includes(p.j)))
  return {
    importer: economy.countries[importer] as string,
    fromTargets,
    fromOthers,
    own: change(all.filter((p) => p.j === importer)),
    ratio: fromTargets < 0 ? fromOthers / -fromTargets : Number.NaN,
    partners: all
      .filter((p) => p.j !== importer)
      .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
      .map(({ country, before, after }) => ({ country, before, after })),
  }
}

/** Change of the world's trade, tariffs included, over the world's labour income (Table 11 of LDR). */
export function worldTradeToGdp(economy: Economy, solution: Solution): number {
  const n = economy.countries.length
  let before = 0
  let after = 0
  for (let c = 0; c < economy.share.length; c++) {
    if (Math.floor(c / n) % n === c % n) continue
    const z = Math.floor(c / (n * n)) * n + (c % n)
    before += at(economy.share, c) * at(economy.spending, z)
    after += at(solution.share, c) * at(solution.spending, z)
  }
  const sum = (array: Float64Array): number => array.reduce((a, b) => a + b, 0)
  return after / before / (sum(solution.income) / sum(economy.income)) - 1
}

/** Mean over countries with weights; `include` says which count. */
export function weightedMean(values: readonly number[], weights: ArrayLike<number>, include: (i: number) => boolean = () => true): number {
  let total = 0
  let weight = 0
  values.forEach((value, i) => {
    if (!include(i)) return
    total += value * (weights[i] as number)
    weight += weights[i] as number
  })
  return total / weight
}

/** X/(1+t) of the base year. */
export function baseTrade(economy: Economy): Float64Array {
  const n = economy.countries.length
  return economy.share.map(
    (share, c) => (share * at(economy.spending, Math.floor(c / (n * n)) * n + (c % n))) / (1 + at(economy.tariff, c)),
  )
}

function borderTrade(economy: Economy, trade: Float64Array): { exports: Float64Array; imports: Float64Array } {
  const n = economy.countries.length
  const exports = new Float64Array(n)
  const imports = new Float64Array(n)
  for (let c = 0; c < trade.length; c++) {
    const j = Math.floor(c / n) % n
    const i = c % n
    if (i === j) continue
    exports[j] = at(exports, j) + at(trade, c)
    imports[i] = at(imports, i) + at(trade, c)
  }
  return { exports, imports }
}
