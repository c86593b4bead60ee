/** The markets hold what the theory says of them, at hand-made and at random bases. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accounts,
  interval,
  type Market,
  normalDraws,
  noWedges,
  solve,
  solveHomogeneous,
  supplyCut,
  wedgeOn,
} from '../../src/markets/index.js'

const SOY: Market = {
  exporters: ['US', 'BR', 'AR', 'other'],
  importers: ['CN', 'rest'],
  base: [
    [39.27, 19.89],
    [41.14, 22],
    [8.415, 1.5],
    [4.675, 8],
  ],
}
const quantity = fc.double({ min: 0.5, max: 100, noNaN: true })
const market = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.array(fc.tuple(quantity, quantity), { minLength: 5, maxLength: 5 }))
  .map(([n, rows]): Market => ({ exporters: rows.slice(0, n).map((_, i) => `r${i}`), importers: ['a', 'b'], base: rows.slice(0, n) }))
const elasticities = fc.record({
  sigma: fc.double({ min: 1.5, max: 40, noNaN: true }),
  epsilon: fc.double({ min: 0.05, max: 20, noNaN: true }),
  eta: fc.double({ min: -2, max: -0.05, noNaN: true }),
})
const tariff = fc.double({ min: 0, max: 1.5, noNaN: true })
const total = (row: readonly number[] | undefined): number => (row ?? []).reduce((a, b) => a + b, 0)

describe('several exporters', () => {
  test('no wedge changes nothing', () => {
    fc.assert(
      fc.property(market, elasticities, (m, e) => {
        const s = solve(m, e, { wedges: noWedges(m) })
        for (const p of s.prices) expect(p).toBeCloseTo(1, 10)
        for (const [r, row] of s.flows.entries())
          for (const [v, q] of row.entries()) expect(q / (m.base[r]?.[v] as number)).toBeCloseTo(1, 9)
      }),
      { numRuns: 60 },
    )
  })

  test('every exporter sells what it supplies at its price, and every index is that of its flows', () => {
    fc.assert(
      fc.property(market, elasticities, tariff, (m, e, t) => {
        const s = solve(m, e, { wedges: wedgeOn(m, 0, 0, 1 + t) })
        for (const [r, p] of s.prices.entries()) expect(total(s.flows[r]) / (total(m.base[r]) * p ** e.epsilon)).toBeCloseTo(1, 8)
        m.importers.forEach((_, v) => {
          const imports = m.base.reduce((sum, row) => sum + (row[v] as number), 0)
          const spent = s.flows.reduce(
            (sum, row, r) => sum + (row[v] as number) * (s.prices[r] as number) * (s.wedges[r]?.[v] as number),
            0,
          )
          // Spending at the index is spending on the flows: P · imports · P^η.
          expect(spent / (imports * (s.indices[v] as number) ** (1 + e.eta))).toBeCloseTo(1, 8)
        })
      }),
      { numRuns: 60 },
    )
  })

  test('a market twice as large moves in the same proportions', () => {
    fc.assert(
      fc.property(market, elasticities, tariff, (m, e, t) => {
        const one = solve(m, e, { wedges: wedgeOn(m, 0, 0, 1 + t) })
        const two = solve({ ...m, base: m.base.map((row) => row.map((q) => 2 * q)) }, e, { wedges: wedgeOn(m, 0, 0, 1 + t) })
        for (const [r, p] of one.prices.entries()) expect(two.prices[r]).toBeCloseTo(p, 9)
      }),
      { numRuns: 40 },
    )
  })

  test('a duty leaves whom it falls on with a lower price than any rival', () => {
    fc.assert(
      fc.property(market, elasticities, fc.double({ min: 0.01, max: 1, noNaN: true }), (m, e, t) => {
        fc.pre(e.sigma > -e.eta + 0.1)
        const s = solve(m, e, { wedges: wedgeOn(m, 0, 0, 1 + t) })
        // The level of prices hangs on supply and demand as a whole; what a duty is sure to do is set the prices apart.
        for (const p of s.prices.slice(1)) expect(p).toBeGreaterThan((s.prices[0] as number) - 1e-9)
      }),
      { numRuns: 60 },
    )
  })

  test('for a small duty it is the log-linear model of Francois and Hall', () => {
    const [sigma, epsilon, eta, t] = [5, 1.5, -0.8, 1e-4]
    const s = solve(SOY, { sigma, epsilon, eta }, { wedges: wedgeOn(SOY, 0, 0, 1 + t) })
    const T = [t, 0, 0, 0]
    const imports = [0, 1].map((v) => SOY.base.reduce((sum, row) => sum + (row[v] as number), 0))
    const p = s.prices.map((x) => x - 1)
    // Excess demand of each exporter, to the first order, by its own words: own and cross elasticities by expenditure shares.
    SOY.exporters.forEach((_, r) => {
      let demand = 0
      for (const v of [0, 1]) {
        const share = (i: number): number => (SOY.base[i]?.[v] as number) / (imports[v] as number)
        const price = (i: number): number => (p[i] as number) + (v === 0 ? (T[i] as number) : 0)
        let change = (share(r) * eta - (1 - share(r)) * sigma) * price(r)
        SOY.exporters.forEach((__, i) => {
          if (i !== r) change += share(i) * (eta + sigma) * price(i)
        })
        demand += change * ((SOY.base[r]?.[v] as number) / total(SOY.base[r]))
      }
      expect(demand).toBeCloseTo(epsilon * (p[r] as number), 7)
    })
  })

  test('a fixed flow is met exactly, at the wedge that would bring it about', () => {
    fc.assert(
      fc.property(elasticities, fc.double({ min: 0.5, max: 45, noNaN: true }), (e, q) => {
        const s = solve(SOY, e, { wedges: noWedges(SOY), fixed: [{ exporter: 0, importer: 0, quantity: q }] })
        expect(Math.abs((s.flows[0]?.[0] as number) / q - 1)).toBeLessThan(1e-8)
        const w = s.wedges[0]?.[0] as number
        const again = solve(SOY, e, { wedges: wedgeOn(SOY, 0, 0, w) })
        expect(again.flows[0]?.[0]).toBeCloseTo(q, 5)
      }),
      { numRuns: 40 },
    )
  })

  test('a flow that is shut is 0, and no duty stands for it', () => {
    const s = solve(
      SOY,
      { sigma: 7.8, epsilon: 0.3, eta: -0.2 },
      { wedges: noWedges(SOY), fixed: [{ exporter: 0, importer: 0, quantity: 0 }] },
    )
    expect(s.flows[0]?.[0]).toBe(0)
    expect(s.wedges[0]?.[0]).toBe(Number.POSITIVE_INFINITY)
    expect(s.flows[0]?.[1]).toBeCloseTo(total(SOY.base[0]) * (s.prices[0] as number) ** 0.3, 8)
  })

  test.each([
    [{ sigma: 1, epsilon: 1, eta: -1 }, /substitution 1/],
    [{ sigma: -2, epsilon: 1, eta: -1 }, /substitution/],
    [{ sigma: 2, epsilon: -1, eta: -1 }, /supply elasticity/],
    [{ sigma: 2, epsilon: 1, eta: 1 }, /demand elasticity/],
    [{ sigma: Number.NaN, epsilon: 1, eta: -1 }, /substitution/],
  ])('%j is refused', (e, message) => expect(() => solve(SOY, e, { wedges: noWedges(SOY) })).toThrow(message))

  test('a base with a hole, a wedge of 0, a flow that is not there are refused', () => {
    const e = { sigma: 3, epsilon: 1, eta: -1 }
    expect(() => solve({ ...SOY, base: SOY.base.slice(1) }, e, { wedges: noWedges(SOY) })).toThrow(/one quantity/)
    expect(() => solve(SOY, e, { wedges: wedgeOn(SOY, 0, 0, 0) })).toThrow(/above 0/)
    expect(() => solve(SOY, e, { wedges: noWedges(SOY), fixed: [{ exporter: 9, importer: 0, quantity: 1 }] })).toThrow(/no such flow/)
  })
})

describe('all goods alike', () => {
  const E = { epsilon: 0.3, eta: -0.2 }

  test.each([0.1, 0.25, 0.3, 0.8])('substitution without end comes to it, at a duty of %f', (t) => {
    for (const epsilon of [0.3, 2]) {
      const limit = solveHomogeneous(SOY, { ...E, epsilon }, { wedges: wedgeOn(SOY, 0, 0, 1 + t) })
      const gaps = [100, 1000, 5000].map((sigma) => {
        const s = solve(SOY, { ...E, epsilon, sigma }, { wedges: wedgeOn(SOY, 0, 0, 1 + t) })
        return Math.max(...s.prices.map((p, r) => Math.abs(p - (limit.prices[r] as number))))
      })
      expect(gaps[1]).toBeLessThan(gaps[0] as number)
      expect(gaps[2]).toBeLessThan(gaps[1] as number)
      expect(gaps[2]).toBeLessThan(0.002)
    }
  })

  test('no buyer pays more than the cheapest offer, and nobody sells where it gets less', () => {
    fc.assert(
      fc.property(market, tariff, fc.double({ min: 0.05, max: 5, noNaN: true }), (m, t, epsilon) => {
        const s = solveHomogeneous(m, { ...E, epsilon }, { wedges: wedgeOn(m, 0, 0, 1 + t) })
        for (const r of m.exporters.keys())
          for (const v of [0, 1]) {
            const offer = (s.prices[r] as number) * (r === 0 && v === 0 ? 1 + t : 1)
            expect(offer).toBeGreaterThanOrEqual((s.indices[v] as number) * (1 - 1e-9))
            if ((s.flows[r]?.[v] as number) > 1e-9) expect(offer).toBeCloseTo(s.indices[v] as number, 8)
          }
        expect(s.residual).toBeLessThan(1e-8)
        for (const [r, p] of s.prices.entries()) expect(total(s.flows[r]) / (total(m.base[r]) * p ** epsilon)).toBeCloseTo(1, 8)
      }),
      { numRuns: 80 },
    )
  })

  test('the gap of prices is at most the duty', () => {
    for (const t of [0.05, 0.25, 1]) {
      const s = solveHomogeneous(SOY, E, { wedges: wedgeOn(SOY, 0, 0, 1 + t) })
      expect((s.prices[1] as number) / (s.prices[0] as number)).toBeLessThanOrEqual(1 + t + 1e-9)
    }
  })

  test('where others can serve an importer whole, shutting out one changes no price', () => {
    const wide: Market = {
      ...SOY,
      base: [
        [25, 21],
        [77, 27],
        [3, 2],
        [4, 18],
      ],
    }
    const s = solveHomogeneous(wide, E, { wedges: noWedges(wide), fixed: [{ exporter: 0, importer: 0, quantity: 0 }] })
    for (const p of s.prices) expect(p).toBeCloseTo(1, 9)
    expect(s.flows[0]).toEqual([0, expect.closeTo(46, 6)])
  })

  test('what is fixed is met, and more than there is is refused', () => {
    const s = solveHomogeneous(SOY, E, { wedges: wedgeOn(SOY, 0, 0, 1.25), fixed: [{ exporter: 0, importer: 0, quantity: 25 }] })
    expect(s.flows[0]?.[0]).toBe(25)
    expect(s.residual).toBeLessThan(1e-9)
  })
})

describe('accounts', () => {
  test('a duty costs whom it falls on and its own buyers, and helps rivals', () => {
    const e = { sigma: 7.8, epsilon: 0.3, eta: -0.2 }
    const s = solve(SOY, e, { wedges: wedgeOn(SOY, 0, 0, 1.25) })
    const zero = noWedges(SOY).map((row) => row.map(() => 0))
    const duties = zero.map((row, r) => row.map((_, v) => (r === 0 && v === 0 ? 0.25 : 0)))
    const books = accounts(SOY, e, s, 1, duties, zero)
    expect(books.exporters[0]?.surplus).toBeLessThan(0)
    for (const x of books.exporters.slice(1)) expect(x.surplus).toBeGreaterThan(0)
    expect(books.importers[0]?.surplus).toBeLessThan(0)
    expect(books.importers[0]?.revenue).toBeCloseTo(0.25 * (s.flows[0]?.[0] as number) * (s.prices[0] as number), 8)
    expect(books.importers[1]?.surplus).toBeGreaterThan(0)
    // A duty of any size loses in sum: what one side gains is less than what the other loses.
    const sum = books.exporters.reduce((t, x) => t + x.surplus, 0) + books.importers.reduce((t, x) => t + x.surplus + x.revenue, 0)
    expect(sum).toBeLessThan(0)
    expect(books.importers[0]?.decision).toBe(0)
  })

  test('a pledge costs the buyers who keep it and helps the seller', () => {
    const e = { sigma: 7.8, epsilon: 0.3, eta: -0.2 }
    const s = solve(SOY, e, { wedges: noWedges(SOY), fixed: [{ exporter: 0, importer: 0, quantity: 45 }] })
    const zero = noWedges(SOY).map((row) => row.map(() => 0))
    const books = accounts(SOY, e, s, 1, zero, zero)
    expect(books.exporters[0]?.surplus).toBeGreaterThan(0)
    expect(books.importers[0]?.decision).toBeLessThan(0)
  })

  test('for small changes producers’ surplus is R·p + ½·R·ε·p²', () => {
    const e = { sigma: 5, epsilon: 2, eta: -0.5 }
    const s = solve(SOY, e, { wedges: wedgeOn(SOY, 0, 0, 1.01) })
    const zero = noWedges(SOY).map((row) => row.map(() => 0))
    const p = (s.prices[0] as number) - 1
    const R = total(SOY.base[0])
    expect(accounts(SOY, e, s, 1, zero, zero).exporters[0]?.surplus).toBeCloseTo(R * p + 0.5 * R * e.epsilon * p * p, 5)
  })
})

describe('draws', () => {
  test('are the same for the same seed, others for another, and normal', () => {
    const one = normalDraws(3.339, 0.529, 4000, 7)
    expect(normalDraws(3.339, 0.529, 4000, 7)).toEqual(one)
    expect(normalDraws(3.339, 0.529, 4000, 8)).not.toEqual(one)
    expect(one.reduce((a, b) => a + b, 0) / one.length).toBeCloseTo(3.339, 1)
    const { low, high } = interval(one)
    expect(low).toBeGreaterThan(3.339 - 2.1 * 0.529)
    expect(low).toBeLessThan(3.339 - 1.8 * 0.529)
    expect(high).toBeGreaterThan(3.339 + 1.8 * 0.529)
    expect(normalDraws(1, 5, 500, 1).every((x) => x > 0)).toBe(true)
  })
})

describe('a cut of supply', () => {
  test('clears the market; none changes nothing', () => {
    expect(supplyCut({ share: 0.7, cut: 0, epsilon: 0.2, eta: -0.3 }).price_pct).toBeCloseTo(0, 9)
    const asked = { share: 0.71, cut: 0.5, epsilon: 0.2, eta: -0.3 }
    const { price_pct, quantity_pct, others_pct } = supplyCut(asked)
    const p = 1 + price_pct / 100
    expect(asked.share * 0.5 + (1 - asked.share) * p ** 0.2).toBeCloseTo(p ** -0.3, 9)
    expect(quantity_pct).toBeLessThan(0)
    expect(others_pct).toBeGreaterThan(0)
  })
  test('a larger cut costs more, and more elastic buyers pay less', () => {
    const price = (cut: number, eta: number): number => supplyCut({ share: 0.7, cut, epsilon: 0.2, eta }).price_pct
    expect(price(0.8, -0.3)).toBeGreaterThan(price(0.5, -0.3))
    expect(price(0.5, -0.6)).toBeLessThan(price(0.5, -0.3))
  })
  test.each([
    [{ share: 0, cut: 0.5, epsilon: 0.2, eta: -0.3 }],
    [{ share: 0.5, cut: 1.5, epsilon: 0.2, eta: -0.3 }],
    [{ share: 0.5, cut: 0.5, epsilon: 0.2, eta: 0.3 }],
    [{ share: 1, cut: 1, epsilon: 0.2, eta: -0.3 }],
  ])('%j is refused', (asked) => expect(() => supplyCut(asked)).toThrow())
})
