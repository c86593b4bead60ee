import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, divide, isDecimal, multiply, round, subtract } from '../../src/base/decimal.js'

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

test('products are exact, quotients half-up', () => {
  expect(multiply('0.1', '0.2')).toBe('0.02')
  expect(multiply('-1.5', '0.015')).toBe('-0.0225')
  expect(divide('1', '3', 4)).toBe('0.3333')
  expect(divide('-2', '3', 2)).toBe('-0.67')
  expect(divide('2', '-3', 2)).toBe('-0.67')
  expect(divide('1', '8', 20)).toBe('0.125')
  expect(round('1.005', 2, 'half-up')).toBe('1.01')
  expect(round('-1.005', 2, 'half-up')).toBe('-1.01')
  expect(round('2.344', 2, 'half-up')).toBe('2.34')
  expect(() => divide('1', '0', 2)).toThrow()
})
test('what is a decimal', () => {
  expect(['0', '12', '-3', '0.015'].every(isDecimal)).toBe(true)
  expect(['', '.5', '5.', '1e3', '1,000', '+1', 'NaN', '1 '].some(isDecimal)).toBe(false)
})
test('multiplying and dividing again gives the same number', () => {
  fc.assert(fc.property(decimal, decimal, (a, b) => compare(b, '0') === 0 || compare(divide(multiply(a, b), b, 4), a) === 0))
})
