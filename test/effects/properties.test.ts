/** What holds whatever the data. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { solveTextbook } from '../../bench/textbook.js'
import {
  bestUniformTariff,
  countryOutcomes,
  type Economy,
  economyOf,
  type Flows,
  Kernel,
  ldrEconomy,
  type Model,
  plainModel,
  type Shock,
  type Solution,
  tradeDiversion,
  uniformTariff,
  weightedMean,
} from '../../src/effects/index.js'
import { largestGap } from './equations.js'
import { liberationDay, world2023 } from './open.js'

interface Case {
  readonly flows: Flows
  readonly economy: Economy
  readonly model: Model
  readonly shock: Shock
}

/** Small worlds with every switch at random, and a shock of tariffs and iceberg costs. */
const cases: fc.Arbitrary<Case> = fc
  .record({ n: fc.integer({ min: 2, max: 5 }), s: fc.integer({ min: 1, max: 4 }), inputs: fc.boolean() })
  .chain(({ n, s, inputs }) => {
    const numbers = (length: number, min: number, max: number): fc.Arbitrary<Float64Array> =>
      fc.array(fc.double({ min, max, noNaN: true }), { minLength: length, maxLength: length }).map((a) => Float64Array.from(a))
    return fc
      .record({
        trade: numbers(n * n * s, 1, 20),
        tariff: numbers(n * n * s, 0, 0.2),
        added: numbers(n * n * s, 0, 0.6),
        iceberg: numbers(n * n * s, 0.9, 1.3),
        margin: numbers(n, 0, 0.3),
        valueAdded: numbers(n * s, 0.5, 0.9),
        mix: numbers(n * s * s, 0.1, 1),
        profitShare: numbers(s, 0, 0.3),
        elasticity: numbers(s, 1.5, 6),
        scaleShare: numbers(s, 0, 0.5),
        passThrough: numbers(n, 0.9, 1.4),
        labourSupply: fc.double({ min: 0, max: 0.6, noNaN: true }),
        rebate: fc.constantFrom('income-tax' as const, 'lump-sum' as const),
        numeraire: fc.constantFrom('consumer-prices' as const, 'wages' as const, 'world-income' as const),
        deficits: fc.constantFrom('scaled' as const, 'balanced' as const),
      })
      .map((r): Case => {
        const own = (k: number, i: number): number => (k * n + i) * n + i
        // Home sales stand for most, so that final use is positive and no transfer eats up a country.
        for (let k = 0; k < s; k++)
          for (let i = 0; i < n; i++) {
            r.trade[own(k, i)] = (r.trade[own(k, i)] as number) + 60
            r.tariff[own(k, i)] = 0
            r.added[own(k, i)] = 0
            r.iceberg[own(k, i)] = 1
          }
        const mix = r.mix.map((x, z) => {
          const row = Math.floor(z / s)
          let all = 0
          for (let l = 0; l < s; l++) all += r.mix[row * s + l] as number
          return (x / all) * (1 - (r.valueAdded[(row % s) * n + Math.floor(row / s)] as number))
        })
        const flows: Flows = {
          countries: Array.from({ length: n }, (_, i) => `C${i}`),
          sectors: Array.from({ length: s }, (_, k) => `S${k}`),
          trade: r.trade,
          tariff: r.tariff,
          margin: r.margin,
          profitShare: r.profitShare,
          ...(inputs && { valueAdded: r.valueAdded, inputs: mix }),
        }
        const model: Model = {
          elasticity: r.elasticity,
          scale: r.scaleShare.map((x, k) => x / (r.elasticity[k] as number)),
          passThrough: r.passThrough,
          labourSupply: r.labourSupply,
          rebate: r.rebate,
          profitShare: r.profitShare,
          numeraire: r.numeraire,
        }
        const shock: Shock = { tariff: r.tariff.map((t, c) => t + (r.added[c] as number)), iceberg: r.iceberg, deficits: r.deficits }
        return { flows, economy: economyOf(flows), model, shock }
      })
  })
  // A scale elasticity may not bring a negative final use; it is the flows that decide.
  .filter(({ economy }) => economy.final.every((x) => x >= 0))

const sum = (array: Float64Array): number => array.reduce((a, b) => a + b, 0)
const near = (a: Float64Array, b: Float64Array, digits = 8): void => {
  for (const [i, x] of a.entries()) expect(x).toBeCloseTo(b[i] as number, digits)
}
const tight = { tolerance: 1e-12 }

describe('any world', () => {
  test('no shock gives exactly no change', () =>
    fc.assert(
      fc.property(cases, ({ economy, model }) => {
        const x = new Kernel(economy, model).solve()
        for (const hat of [x.wage, x.labour, x.price, x.consumerPrice])
          near(
            hat,
            hat.map(() => 1),
            10,
          )
        for (const o of countryOutcomes(economy, model, x)) expect(Math.abs(o.welfare)).toBeLessThan(1e-10)
      }),
      { numRuns: 40 },
    ))

  test('a solution satisfies the equations as the papers write them', () =>
    fc.assert(
      fc.property(cases, ({ economy, model, shock }) => {
        expect(largestGap(economy, model, shock, new Kernel(economy, model).solve(shock, tight))).toBeLessThan(1e-8)
      }),
      { numRuns: 60 },
    ))

  test('the world spends what it earns', () =>
    fc.assert(
      fc.property(cases, ({ economy, model, shock }) => {
        const x = new Kernel(economy, model).solve(shock, tight)
        expect(sum(x.finalSpending) / (sum(x.income) + sum(x.revenue) + sum(x.profit))).toBeCloseTo(1, 9)
        for (const exports of [countryOutcomes(economy, model, x)])
          expect(exports.reduce((b, o) => b + o.balance[1], 0) / sum(x.income)).toBeCloseTo(0, 9)
      }),
      { numRuns: 40 },
    ))

  test('twice the money changes nothing, nor does the numeraire', () =>
    fc.assert(
      fc.property(cases, ({ flows, economy, model, shock }) => {
        const twice = economyOf({ ...flows, trade: flows.trade.map((x) => 2 * x) })
        const [a, b] = [economy, twice].map((e) => new Kernel(e, model).solve(shock, tight)) as [Solution, Solution]
        near(a.wage, b.wage)
        near(a.price, b.price)
        const other = { ...model, numeraire: 'wages' as const }
        const c = new Kernel(economy, other).solve(shock, tight)
        const real = (x: Solution): Float64Array => x.wage.map((w, i) => w / (x.consumerPrice[i] as number))
        near(real(a), real(c))
        near(
          Float64Array.from(countryOutcomes(economy, model, a), (o) => o.welfare),
          Float64Array.from(countryOutcomes(economy, other, c), (o) => o.welfare),
        )
      }),
      { numRuns: 40 },
    ))
})

test('in a symmetric world all fare alike, and worse', () => {
  const n = 4
  const trade = new Float64Array(n * n).fill(5)
  for (let i = 0; i < n; i++) trade[i * n + i] = 80
  const economy = economyOf({ countries: ['A', 'B', 'C', 'D'], sectors: ['S'], trade })
  const tariff = Float64Array.from(trade, (_, c) => (Math.floor(c / n) === c % n ? 0 : 0.5))
  const model = plainModel(economy, 4)
  const outcomes = countryOutcomes(economy, model, new Kernel(economy, model).solve({ tariff }, tight))
  for (const o of outcomes) {
    expect(o.welfare).toBeCloseTo(outcomes[0]?.welfare as number, 10)
    expect(o.wage).toBeCloseTo(0, 10)
    expect(o.welfare).toBeLessThan(-0.001)
  }
})

describe('the world of 2023', () => {
  const { economy, kernel, us } = liberationDay()

  test('a small tariff of a large country helps it and hurts the others', () => {
    const outcomes = countryOutcomes(economy, kernel.model, kernel.solve({ tariff: uniformTariff(economy, us, 0.01, [true]) }, tight))
    expect(outcomes[us]?.welfare).toBeGreaterThan(0)
    const welfare = outcomes.map((o) => o.welfare)
    expect(weightedMean(welfare, economy.spending, (i) => i !== us)).toBeLessThan(0)
  })

  test('without distortions at home (scale, a tax that revenue cuts, margins) the world as a whole loses', () => {
    const bare = ldrEconomy(world2023(), { margins: false })
    const plain = plainModel(bare, 4)
    for (const rate of [0.01, 0.1]) {
      const solved = countryOutcomes(bare, plain, new Kernel(bare, plain).solve({ tariff: uniformTariff(bare, us, rate, [true]) }, tight))
      expect(solved[us]?.equivalentVariation).toBeGreaterThan(0)
      expect(solved.reduce((total, o) => total + o.equivalentVariation, 0)).toBeLessThan(0)
    }
  })

  test('a textbook iteration finds the same equilibrium', () => {
    const tariff = uniformTariff(economy, us, 0.3, [true])
    const ours = kernel.solve({ tariff }, tight)
    const theirs = solveTextbook({ ...economy, passThrough: kernel.model.passThrough, epsilon: 4, psi: 0.67 / 4, kappa: 0.5 }, tariff)
    const unit = (ours.wage[us] as number) / (theirs.wage[us] as number)
    near(
      ours.wage.map((w) => w / unit),
      theirs.wage,
    )
    near(
      ours.consumerPrice.map((p) => p / unit),
      theirs.price,
    )
    near(ours.labour, theirs.labour)
  })

  test('what China loses at the American border, others gain in part', () => {
    const n = 194
    const china = economy.countries.indexOf('CHN')
    const tariff = economy.tariff.slice()
    tariff[china * n + us] = 0.6
    const diversion = tradeDiversion(economy, kernel.solve({ tariff }), us, [china])
    expect(diversion.fromTargets).toBeLessThan(0)
    expect(diversion.fromOthers).toBeGreaterThan(0)
    expect(diversion.ratio).toBeGreaterThan(0)
    expect(diversion.ratio).toBeLessThan(1)
    expect(diversion.partners[0]?.country).toBe('CHN')
  })

  test('where no equilibrium is, the error says what to change', () => {
    expect(() => kernel.solve({ tariff: uniformTariff(economy, us, 20, [true]) }, { maxIterations: 400 })).toThrow(
      /left with nothing to spend.*deficits: "balanced"/s,
    )
    expect(() => kernel.solve({ tariff: uniformTariff(economy, us, 0.3, [true]) }, { maxIterations: 10 })).toThrow(/raise maxIterations/)
  })

  test('no neighbour of the best tariff is better', () => {
    const best = bestUniformTariff(kernel, us)
    for (const rate of [best.rate - 0.01, best.rate + 0.01]) {
      const w = countryOutcomes(economy, kernel.model, kernel.solve({ tariff: uniformTariff(economy, us, rate, [true]) }))[us]
        ?.welfare as number
      expect(w).toBeLessThan(best.welfare)
    }
  })
})
