import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, subtract } from '../../src/base/decimal.js'

test('rates stay exact', () => {
  expect(subtract('34', '24')).toBe('10')
  expect(add('7.5', '0.1')).toBe('7.6')
  expect(add('0.1', '0.2')).toBe('0.3')
  expect(subtract('2.5', '5')).toBe('-2.5')
  expect(compare('7.50', '7.5')).toBe(0)
})

const decimal = fc
  .tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: 0, max: 4 }))
  .map(([units, scale]) => (units / 10 ** scale).toFixed(scale))

test('adding and taking away again gives the same number', () => {
  fc.assert(fc.property(decimal, decimal, (a, b) => compare(subtract(add(a, b), b), a) === 0))
})
test('compare agrees with numbers', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => compare(a, b) < 0 === Number(a) < Number(b) && compare(a, b) > 0 === Number(a) > Number(b)),
  )
})
