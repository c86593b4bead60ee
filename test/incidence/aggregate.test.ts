/** Three aggregates of one made-up list, and what they must always hold. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aggregate, basketOf } from '../../src/incidence/index.js'

const list = (...products: [rate: number, value: number][]) => basketOf(products.map(([rate, value]) => ({ rate, value })))

describe('the aggregates of a tariff', () => {
  test('by hand: half free, half at 100%, σ = 2', () => {
    // Σ w (1+t)^-1 = 1/2 + 1/4 = 3/4; Σ w (1+t)^-2 = 1/2 + 1/8 = 5/8; Σ w t (1+t)^-2 = 1/8.
    const { mean, price, revenue } = aggregate(list([0, 10], [1, 10]), 1)
    expect(mean).toBeCloseTo(0.5, 12)
    expect(price).toBeCloseTo(1 / 3, 12)
    expect(revenue).toBeCloseTo(0.2, 12)
  })

  test('by hand: three products, σ = 5', () => {
    const { mean, price, revenue } = aggregate(list([0.1, 50], [0.25, 30], [0.6, 20]), 4)
    const spent = 0.5 * 1.1 ** -4 + 0.3 * 1.25 ** -4 + 0.2 * 1.6 ** -4
    const bought = 0.5 * 1.1 ** -5 + 0.3 * 1.25 ** -5 + 0.2 * 1.6 ** -5
    expect(mean).toBeCloseTo(0.245, 12)
    expect(price).toBeCloseTo(spent ** -0.25 - 1, 12)
    expect(revenue).toBeCloseTo((0.05 * 1.1 ** -5 + 0.075 * 1.25 ** -5 + 0.12 * 1.6 ** -5) / bought, 12)
    // What is spent is what is bought and the duty on it.
    expect(1 + revenue).toBeCloseTo(spent / bought, 12)
  })

  test('equal rates are one rate, whatever the weights', () => {
    const { rates, shares } = list([0.25, 1], [0.25, 3])
    expect([[...rates], [...shares]]).toEqual([[0.25], [1]])
    for (const x of Object.values(aggregate(list([0.25, 1], [0.25, 3]), 4))) expect(x).toBeCloseTo(0.25, 12)
  })

  test('a prohibitive tariff keeps its weight in the price, and brings no revenue', () => {
    const open = aggregate(list([0, 100]), 4)
    const { price, revenue } = aggregate(list([0, 50], [1e6, 50]), 4)
    expect(open.price).toBe(0)
    expect(price).toBeCloseTo(2 ** 0.25 - 1, 6)
    expect(revenue).toBeLessThan(1e-12)
  })

  test('they lie between the least and the largest rate, revenue below price below mean', () => {
    const product = fc.record({ rate: fc.double({ min: 0, max: 3, noNaN: true }), value: fc.double({ min: 0.01, max: 1e6, noNaN: true }) })
    fc.assert(
      fc.property(
        fc.array(product, { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        (products, elasticity) => {
          const { mean, price, revenue } = aggregate(basketOf(products), elasticity)
          const rates = products.map((p) => p.rate)
          const slack = 1e-7
          expect(revenue).toBeGreaterThanOrEqual(Math.min(...rates) - slack)
          expect(price).toBeGreaterThanOrEqual(revenue - slack)
          expect(mean).toBeGreaterThanOrEqual(price - slack)
          expect(mean).toBeLessThanOrEqual(Math.max(...rates) + slack)
        },
      ),
    )
  })

  test.each([
    [() => list([-1, 10]), /rate: is -1/],
    [() => list([0.1, -10]), /value: is -10/],
    [() => list([0.1, 0]), /no trade/],
    [() => list(), /no trade/],
    [() => aggregate(list([0.1, 1]), 0), /elasticity: is 0/],
  ])('refused %#', (run, message) => expect(run).toThrow(message))
})
