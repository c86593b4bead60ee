/** Published tables, to half a unit of the last printed digit. */
import { describe, expect, test } from 'vitest'
import {
  bestUniformTariff,
  type CountryOutcome,
  caliendoParroModel,
  countryOutcomes,
  decomposeWelfare,
  economyOfShares,
  Kernel,
  ldrEconomy,
  ldrModel,
  membersOf,
  rebase,
  reciprocal,
  retaliationFormula,
  tariffFormula,
  uniformTariff,
  weightedMean,
  withoutBilateralDeficits,
  worldTradeToGdp,
} from '../../src/effects/index.js'
import { liberationDay, nafta1993, printed, published, publishedMap, type Row } from './open.js'

const MEASURES = {
  welfare: 'welfare',
  deficit: 'deficitChange',
  exports_gdp: 'exportsToGdp',
  imports_gdp: 'importsToGdp',
  employment: 'employment',
  prices: 'prices',
} as const satisfies Record<string, keyof CountryOutcome>

/** In two decimals welfare and employment, in one the others; so the tables print them, and so much is a trailing zero worth. */
const DIGITS: Record<string, number> = { welfare: 0.005, employment: 0.005 }

function expectRow(row: Row, outcome: (measure: keyof CountryOutcome) => number, what: string): void {
  for (const [name, value] of Object.entries(row)) {
    const ours = 100 * outcome(MEASURES[name as keyof typeof MEASURES])
    expect(Math.abs(ours - value), `${what}: ${name} ${ours}, published ${value}`).toBeLessThanOrEqual(DIGITS[name] ?? 0.05)
  }
}

const setting = liberationDay()
const { economy, kernel, ustr, us, world } = setting
const model = kernel.model
const eu = membersOf(world, 'EU-25')
const answer = (tariff: Float64Array, rates: Float64Array): Float64Array => {
  const out = tariff.slice()
  const n = economy.countries.length
  for (let i = 0; i < n; i++) if (i !== us) out[us * n + i] = rates[i] as number
  return out
}
const formula = tariffFormula(economy, model, us)
const optimalAnswer = retaliationFormula(economy, model, us)
const scenarios: Record<string, Float64Array> = {
  USTR_income_tax_relief: ustr,
  USTR_lump_sum: ustr,
  optimal_unilateral: uniformTariff(economy, us, formula, [true]),
  ustr_with_reciprocal_retaliation: reciprocal(economy, ustr, us),
  ustr_with_optimal_retaliation: answer(ustr, optimalAnswer),
  // The source puts income into the formula's denominator in this scenario alone.
  optimal_with_optimal_retaliation: answer(
    uniformTariff(economy, us, tariffFormula(economy, model, us, { over: 'income' }), [true]),
    optimalAnswer,
  ),
}

describe('LDR 2025', () => {
  test('the shares of distribution', () => {
    expect(economy.margin[0]).toBeCloseTo(0.11433521, 8)
    expect(economy.margin[us]).toBeCloseTo(0.27047098, 8)
  })

  test('the map: 194 × 7 values to 1e-5', () => {
    const outcomes = countryOutcomes(economy, model, kernel.solve({ tariff: ustr }))
    expect(publishedMap).toHaveLength(194)
    let worst = 0
    for (const [i, { country, values }] of publishedMap.entries()) {
      const o = outcomes[i] as CountryOutcome
      expect(o.country).toBe(country)
      const ours = [...Object.values(MEASURES).map((m) => 100 * o[m]), o.revenueShare]
      for (const [m, value] of values.entries()) worst = Math.max(worst, Math.abs((ours[m] as number) - value))
    }
    expect(worst).toBeLessThan(1e-5)
  })

  test.each(Object.entries({ ...published.ldr2025.table1, ...published.ldr2025.table2 }))('Tables 1 and 2: %s', (name, rows) => {
    const { kernel: k } = name === 'USTR_lump_sum' ? liberationDay({ rebate: 'lump-sum' }) : setting
    const outcomes = countryOutcomes(economy, k.model, k.solve({ tariff: scenarios[name] as Float64Array }))
    for (const [who, row] of Object.entries(rows)) {
      const include = (i: number): boolean => (who === 'nonUS' ? i !== us : who === 'EU' ? eu.includes(i) : economy.countries[i] === who)
      expectRow(
        row,
        (m) =>
          weightedMean(
            outcomes.map((o) => o[m] as number),
            economy.spending,
            include,
          ),
        `${name}, ${who}`,
      )
    }
  })

  test('Table 3: revenue of the United States', () => {
    const of = {
      ustr,
      optimal: scenarios.optimal_unilateral,
      ustr_optimal_retaliation: scenarios.ustr_with_optimal_retaliation,
      ustr_reciprocal_retaliation: scenarios.ustr_with_reciprocal_retaliation,
    }
    for (const [name, tariff] of Object.entries(of)) {
      const share =
        100 * (countryOutcomes(economy, model, kernel.solve({ tariff: tariff as Float64Array }))[us] as CountryOutcome).revenueShare
      expect(Math.abs(share - (published.ldr2025.table3_us_revenue.pct_of_gdp?.[name] as number)), name).toBeLessThanOrEqual(0.005)
      // The federal budget is 23% of GDP.
      expect(
        Math.abs(share / 0.23 - (published.ldr2025.table3_us_revenue.pct_of_federal_budget?.[name] as number)),
        name,
      ).toBeLessThanOrEqual(0.005)
    }
  })

  test('welfare of partners under optimal retaliation, to 1e-5', () => {
    const outcomes = countryOutcomes(economy, model, kernel.solve({ tariff: scenarios.ustr_with_optimal_retaliation as Float64Array }))
    for (const [country, value] of Object.entries(published.ldr2025.map_optimal_retaliation_welfare))
      expect(Math.abs(100 * (outcomes.find((o) => o.country === country) as CountryOutcome).welfare - value), country).toBeLessThan(1e-5)
  })

  test('Tables 4 and 11: the roundabout variant, and trade over GDP', () => {
    const io = liberationDay({}, true)
    const solution = io.kernel.solve({ tariff: ustr })
    const outcomes = countryOutcomes(io.economy, io.kernel.model, solution)
    expectRow(
      published.ldr2025.table4_roundabout.ustr_nonUS_gdp_weighted as Row,
      (m) =>
        weightedMean(
          outcomes.map((o) => o[m] as number),
          io.economy.gdp,
          (i) => i !== us,
        ),
      'inputs',
    )
    const back = reciprocal(economy, ustr, us)
    const change = (k: Kernel, tariff: Float64Array): number => 100 * worldTradeToGdp(k.economy, k.solve({ tariff }))
    const { one_sector, roundabout } = published.ldr2025.table11_world_trade_gdp as Record<string, Row>
    expect(Math.abs(change(kernel, ustr) - (one_sector?.ustr as number))).toBeLessThanOrEqual(0.05)
    expect(Math.abs(change(kernel, back) - (one_sector?.reciprocal as number))).toBeLessThanOrEqual(0.05)
    expect(Math.abs(100 * worldTradeToGdp(io.economy, solution) - (roundabout?.ustr as number))).toBeLessThanOrEqual(0.05)
    expect(Math.abs(change(io.kernel, back) - (roundabout?.reciprocal as number))).toBeLessThanOrEqual(0.05)
  })

  test.each(Object.entries(published.ldr2025.table10_fixed_deficits))('Table 10, deficits fixed: %s', (name, rows) => {
    const base = ldrEconomy(world, { margins: false })
    const m = ldrModel(base)
    const tariff = name === 'ustr' ? ustr : answer(ustr, retaliationFormula(base, m, us, { delta: 1, passThrough: 1 }))
    const outcomes = countryOutcomes(base, m, new Kernel(base, m).solve({ tariff }))
    const row = (measure: keyof CountryOutcome, include: (i: number) => boolean, weights: ArrayLike<number>): number =>
      weightedMean(
        outcomes.map((o) => o[measure] as number),
        weights,
        include,
      )
    expectRow(rows.USA as Row, (measure) => row(measure, (i) => i === us, base.spending), `${name}, USA`)
    // The table's welfare of others is the simple mean.
    const { welfare, ...others } = rows.nonUS as Row
    expectRow(others, (measure) => row(measure, (i) => i !== us, base.spending), `${name}, others`)
    expectRow(
      { welfare: welfare as number },
      (measure) =>
        row(
          measure,
          (i) => i !== us,
          base.gdp.map(() => 1),
        ),
      `${name}, others`,
    )
  })

  test('transfers that do not add up are refused, unless the source is to be repeated', () => {
    const deficits = withoutBilateralDeficits(economy, us)
    expect(() => kernel.solve({ deficits })).toThrow(/deficits: transfers sum to/)
    expect(() => kernel.solve({ deficits, absorber: 193 })).not.toThrow()
  })

  test('the formula and the optimum are two things', () => {
    expect(formula).toBeCloseTo(0.218, 4)
    const best = bestUniformTariff(kernel, us)
    expect(best.rate).toBeCloseTo(0.2511, 3)
    const atFormula = countryOutcomes(economy, model, kernel.solve({ tariff: scenarios.optimal_unilateral as Float64Array }))[
      us
    ] as CountryOutcome
    expect(100 * best.welfare).toBeCloseTo(1.806, 3)
    expect(100 * atFormula.welfare).toBeCloseTo(1.79, 2)
    expect(best.welfare).toBeGreaterThan(atFormula.welfare)
  })
})

test('Caliendo and Parro 2015, Table 2: NAFTA', () => {
  const data = nafta1993()
  const source = economyOfShares(data)
  const parameters = caliendoParroModel(data, source)
  const base = rebase(source, new Kernel(source, parameters).solve())
  const solution = new Kernel(base, parameters).solve({ tariff: data.arrays['tariff-nafta'] as Float64Array })
  const parts = decomposeWelfare(base, solution)
  for (const [country, row] of Object.entries(published.nafta)) {
    const i = base.countries.indexOf(country)
    const ours: Row = {
      welfare: parts.welfare[i] as number,
      tot: parts.termsOfTrade[i] as number,
      vot: parts.volumeOfTrade[i] as number,
      real_wage: (solution.wage[i] as number) / (solution.consumerPrice[i] as number) - 1,
    }
    for (const [name, value] of Object.entries(row))
      expect(Math.abs(100 * (ours[name] as number) - value), `${country} ${name}`).toBeLessThanOrEqual(printed(0.01))
  }
})
