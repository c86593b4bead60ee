import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, multiply, round } from '../../src/base/decimal.js'
import { ParleyError } from '../../src/base/errors.js'
import { DEGREES, evaluate, parseRate, quantityIn, unitName } from '../../src/schedule/index.js'

const on = (text: string, valueUsd: string, quantity: Record<string, string> = {}) => evaluate(parseRate(text), { valueUsd, quantity })

describe('amounts', () => {
  test('are exact and not rounded', () => {
    expect(on('Free', '1000')).toEqual({ amount: '0', adValoremEquivalent: '0' })
    expect(on('6.8%', '1234.56')).toEqual({ amount: '83.95008', adValoremEquivalent: '6.8' })
    expect(on('0.1%', '0.1')).toEqual({ amount: '0.0001', adValoremEquivalent: '0.1' })
    expect(on('1.5¢/kg', '10', { kg: '3' })).toEqual({ amount: '0.045', adValoremEquivalent: '0.45' })
    expect(on('2.9¢/kg + 4.5%', '100', { kg: '7' })).toEqual({ amount: '4.703', adValoremEquivalent: '4.703' })
    expect(on('5%', '0')).toEqual({ amount: '0' })
  })
  test('33 1/3 percent is right to the cent', () => {
    for (const value of ['1', '100', '999999999999.99', '0.05']) {
      const third = (BigInt(Math.round(Number(value) * 1)) >= 0n && on('33 1/3%', value)) as { amount: string }
      expect(compare(round(multiply(third.amount, '3'), 6, 'half-up'), value)).toBe(0)
    }
    expect(round((on('33 1/3%', '100') as { amount: string }).amount, 2, 'half-up')).toBe('33.33')
  })
  test('of a watch rest on the values of its components', () => {
    const text = '51¢ each + 6.25% on the case and strap, band or bracelet + 5.3% on the battery'
    expect(on(text, '1000')).toEqual({ needs: ['No.', 'value of the case and strap, band or bracelet', 'value of the battery'] })
    expect(on(text, '1000', { 'doz.': '1', 'value of the case and strap, band or bracelet': '400', 'value of the battery': '20' })).toEqual(
      {
        amount: '32.18',
        adValoremEquivalent: '3.218',
      },
    )
  })
  test('of sugar fall with its polarization, down to the floor', () => {
    const text =
      '1.4606¢/kg less 0.020668¢/kg for each degree under 100 degrees (and fractions of a degree in proportion) but not less than 0.943854¢/kg'
    expect(on(text, '1000', { t: '1' })).toEqual({ needs: [DEGREES] })
    expect(on(text, '1000', { t: '1', [DEGREES]: '96.5' })).toMatchObject({ amount: '13.88262' })
    expect(on(text, '1000', { kg: '1000', [DEGREES]: '60' })).toMatchObject({ amount: '9.43854' })
    expect(on(text, '1000', { kg: '1000', [DEGREES]: '100.5' })).toMatchObject({ amount: '14.606' })
  })
  test('do not follow from a missing quantity or from words', () => {
    expect(on('5¢/kg + 2¢/liter', '9')).toEqual({ needs: ['kg', 'liter'] })
    expect(on('0.7¢/kg on copper content + 0.7¢/kg on lead content', '9', { kg: '5', 'Cu kg': '2' })).toEqual({
      needs: ['kg of lead content'],
    })
    expect(on('See 9822.05.20', '9')).toEqual({ uncomputable: expect.stringContaining('another place') })
  })
  test('a wrong number says which', () => {
    for (const [value, quantity] of [
      ['1,000', {}],
      ['-1', {}],
      ['1e3', {}],
      ['1', { kg: '' }],
    ] as const)
      expect(() => on('5%', value, quantity)).toThrow(ParleyError)
    expect(() => on('5%', '1', { kg: 'x' })).toThrow('quantity.kg: "x" is no amount')
  })
  const cents = fc.integer({ min: 0, max: 10 ** 12 }).map((n) => (n / 100).toFixed(2))
  test('ad valorem agrees with whole-number arithmetic', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 9000 }), (value, hundredths) => {
        const { amount } = on(`${(hundredths / 100).toFixed(2)}%`, value) as { amount: string }
        return compare(multiply(amount, '1000000'), String(BigInt(value.replace('.', '')) * BigInt(hundredths))) === 0
      }),
    )
  })
})

describe('units', () => {
  test('have one name', () => {
    expect(
      ['No.', 'each', 'prs.', 'doz. prs.', 'm²', 'Pb kg', 'cy kg', 'liters', 'pf.liters', 'gr.lines', 'Jwls.', 'kg cmsc'].map(unitName),
    ).toEqual([
      'No.',
      'No.',
      'pr.',
      'doz. pr.',
      'm2',
      'kg of lead content',
      'clean kg',
      'liter',
      'pf.liter',
      'gross line',
      'jewel',
      'kg cmsc',
    ])
  })
  test.each([
    ['kg', { t: '1.5' }, '1500'],
    ['t', { g: '1' }, '0.000001'],
    ['doz.', { 'No.': '30' }, '2.5'],
    ['gross', { 'doz.': '6' }, '0.5'],
    ['thousand', { pcs: '1' }, '0.001'],
    ['pr.', { 'doz. prs.': '2' }, '24'],
    ['pr.', { 'No.': '2' }, undefined],
    ['liter', { hl: '1' }, '100'],
    ['liter', { kg: '1' }, undefined],
    ['kg of lead content', { kg: '1' }, undefined],
    ['m2', { cm2: '5' }, '0.0005'],
    ['kg', { g: '1', kg: '2' }, '2'],
  ] as const)('%s from %o', (unit, given, expected) => expect(quantityIn(unit, given)).toBe(expected))
})
