import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isExact } from '../../src/schedule/expression.js'
import { describeRate, NOT_UNDERSTOOD, parseRate, parseSpecial, type RateExpression } from '../../src/schedule/index.js'
import { schedule } from './open.js'

const watch = (usd: string, ...parts: [string, string][]): RateExpression => ({
  kind: 'compound',
  parts: [{ usd, per: 'No.' }, ...parts.map(([percent, of]) => ({ percent, of: `value of the ${of}` }))],
})

describe('rates of every class', () => {
  test.each<[string, RateExpression]>([
    ['Free', { kind: 'free' }],
    ['6.8%', { kind: 'ad-valorem', percent: '6.8' }],
    ['37% /', { kind: 'ad-valorem', percent: '37' }],
    ['6.5% on the entire set', { kind: 'ad-valorem', percent: '6.5' }],
    ['33 1/3%', { kind: 'ad-valorem', percent: '33.33333333333333333333' }],
    ['1.5¢/kg', { kind: 'specific', usd: '0.015', per: 'kg' }],
    ['$1.646/kg', { kind: 'specific', usd: '1.646', per: 'kg' }],
    ['8 cents each', { kind: 'specific', usd: '0.08', per: 'No.' }],
    ['52.5¢/bbl', { kind: 'specific', usd: '0.525', per: 'bbl' }],
    ['1.9¢/ liter', { kind: 'specific', usd: '0.019', per: 'liter' }],
    ['18.9¢/pf.liter', { kind: 'specific', usd: '0.189', per: 'pf.liter' }],
    ['$1.34/1000', { kind: 'specific', usd: '1.34', per: 'thousand' }],
    ['5¢/lin. m', { kind: 'specific', usd: '0.05', per: 'm' }],
    ['14.5¢/m2', { kind: 'specific', usd: '0.145', per: 'm2' }],
    ['2¢/head', { kind: 'specific', usd: '0.02', per: 'No.' }],
    ['2¢/clean kg', { kind: 'specific', usd: '0.02', per: 'clean kg' }],
    ['1.5¢/kg on lead content', { kind: 'specific', usd: '0.015', per: 'kg of lead content' }],
    ['5.74¢/kg on drained weight', { kind: 'specific', usd: '0.0574', per: 'kg on drained weight' }],
    ['3.6606¢/kg of total sugars', { kind: 'specific', usd: '0.036606', per: 'kg of total sugars' }],
    [
      '2.9¢/kg +4.5%',
      {
        kind: 'compound',
        parts: [{ usd: '0.029', per: 'kg' }, { percent: '4.5' }],
      },
    ],
    [
      '13.5¢/kg + 6.3% + 1.9¢/article',
      {
        kind: 'compound',
        parts: [{ usd: '0.135', per: 'kg' }, { percent: '6.3' }, { usd: '0.019', per: 'article' }],
      },
    ],
    [
      '0.3¢/line/ gross + 4.6%',
      {
        kind: 'compound',
        parts: [{ usd: '0.003', per: 'gross line' }, { percent: '4.6' }],
      },
    ],
    ['$2.50/thou- sand + 40%', { kind: 'compound', parts: [{ usd: '2.5', per: 'thousand' }, { percent: '40' }] }],
    ['10¢/1,000 pins + 3.5%', { kind: 'compound', parts: [{ usd: '0.1', per: 'thousand pins' }, { percent: '3.5' }] }],
    [
      '1.9¢/liter + 13.9¢/pf. liter on ethyl alcohol content',
      {
        kind: 'compound',
        parts: [
          { usd: '0.019', per: 'liter' },
          { usd: '0.139', per: 'pf.liter' },
        ],
      },
    ],
    ['2.5% on the value of the lead content', { kind: 'compound', parts: [{ percent: '2.5', of: 'value of the lead content' }] }],
    ['3 percent of the fair retail value', { kind: 'compound', parts: [{ percent: '3', of: 'fair retail value' }] }],
    [
      '51¢ each + 6.25% on the case and strap, band or bracelet + 5.3% on the battery',
      watch('0.51', ['6.25', 'case and strap, band or bracelet'], ['5.3', 'battery']),
    ],
    ['41¢ each + 5% on case and strap, band or bracelet', watch('0.41', ['5', 'case and strap, band or bracelet'])],
    [
      '$1.75 each + 45% on the case +80% on the strap, band or bracelet + 35% on thebattery',
      watch('1.75', ['45', 'case'], ['80', 'strap, band or bracelet'], ['35', 'battery']),
    ],
    [
      '43¢ each + 2.8¢/jewel over 7 + 3.7% on the case',
      {
        kind: 'compound',
        parts: [
          { usd: '0.43', per: 'No.' },
          { usd: '0.028', per: 'jewel over 7' },
          { percent: '3.7', of: 'value of the case' },
        ],
      },
    ],
    [
      '4.7% on the value of the rifle + 20% on the value of the telescopic sight, if any',
      {
        kind: 'compound',
        parts: [
          { percent: '4.7', of: 'value of the rifle' },
          { percent: '20', of: 'value of the telescopic sight' },
        ],
      },
    ],
    [
      '1.4606¢/kg less 0.020668¢/kg for each degree under 100 degrees (and fractions of a degree in proportion) but not less than 0.943854¢/kg',
      { kind: 'graduated', usd: '0.014606', per: 'kg', lessUsd: '0.00020668', under: '100', floorUsd: '0.00943854' },
    ],
  ])('%s', (text, rate) => expect(parseRate(text)).toEqual(rate))

  test.each([
    '',
    'See 9822.05.20',
    'The rate applicable to the natural juice in heading 2009',
    'The duty rate provided in such subheading minus 10%',
    'A duty upon the value of the repairs or alterations (see U.S. note 3 of this subchapter)',
    'Free, under bond, as prescribed in U.S. note 1 to this subchapter',
    'Free (see U.S. note 4 of this subchapter)',
    '4.3% + 1.7¢/jewel + 0.2¢ for each other piece or part, but if consisting in part of a plate or a set of plates the total duty shall not exceed the duty for the complete movement',
    '0.022',
    '5¢',
    '5% + something',
    '-3%',
    '1.2.3%',
    'free',
  ])('no amount follows from "%s"', (text) => {
    const rate = parseRate(text)
    expect(rate).toMatchObject({ kind: 'uncomputable', text })
    expect(rate.kind === 'uncomputable' && rate.why).toMatch(/\w+\.$/)
  })

  test('only the word Free is free', () => {
    const words = fc.array(fc.constantFrom('Free', '0', '%', ' ', '+', '¢/kg', '5', '(A)', ',', '/', 'See'), { maxLength: 6 })
    fc.assert(fc.property(words, (w) => (parseRate(w.join('')).kind === 'free') === (w.join('').trim() === 'Free')))
    fc.assert(fc.property(fc.string(), (text) => isExact(parseRate(text))))
  })
})

describe('the special column', () => {
  test('rates one after another, each with its programmes', () => {
    expect(parseSpecial('Free (A+,AU,BH,CL,CO,D,E, IL,JO,KR) 1.2% (JP)')).toEqual([
      { programmes: ['A+', 'AU', 'BH', 'CL', 'CO', 'D', 'E', 'IL', 'JO', 'KR'], raw: 'Free', rate: { kind: 'free' } },
      { programmes: ['JP'], raw: '1.2%', rate: { kind: 'ad-valorem', percent: '1.2' } },
    ])
  })
  test.each([
    ['Free \n(A*, AU,\nSG)8.8¢/liter(JO)', ['A*,AU,SG', 'JO']],
    ['Free (E IL,MA,.OM,B,C,)', ['E,IL,MA,OM,B,C']],
    ['See 9919.04.50, 9919.04.57 (PA (PA)', ['PA']],
    ['Free (BH) See 9822.05.20 (P+) See 9823.09.01-9823.09.09 (S+)', ['BH', 'P+', 'S+']],
    ['Free (AU) A duty upon the value of the repairs (see U.S. note 3 of this subchapter) (B,C)', ['AU', 'B,C']],
    ['', []],
  ])('spacing and misprints: %s', (text, programmes) => expect(parseSpecial(text).map((s) => s.programmes.join(','))).toEqual(programmes))
  test('a reference stays one', () => {
    expect(parseSpecial('See 9822.05.20 (P+)')[0]?.rate).toMatchObject({ kind: 'uncomputable', text: 'See 9822.05.20' })
    expect(parseSpecial('Free')[0]).toMatchObject({ programmes: [], note: expect.any(String) })
  })
})

describe('the whole schedule', () => {
  test('is understood: all three columns, and nothing is zero by accident', () => {
    const kinds: Record<string, number> = {}
    const seen = new Set<string>()
    for (const { rateCode, general, special, column2 } of schedule.lines()) {
      if (seen.has(rateCode)) continue
      seen.add(rateCode)
      kinds[general.rate.kind] = (kinds[general.rate.kind] ?? 0) + 1
      for (const { raw, rate } of [general, column2, ...special]) {
        if (rate.kind === 'free') expect(raw).toBe('Free')
        if (rate.kind === 'uncomputable') expect(rate.why, raw).not.toBe(NOT_UNDERSTOOD)
        expect(isExact(rate), raw).toBe(true)
        expect(describeRate(rate).length).toBeGreaterThan(0)
        const parts = rate.kind === 'compound' ? rate.parts : [rate]
        for (const part of parts)
          expect(
            Object.entries(part).filter(([key, value]) => /percent|usd/i.test(key) && Number(value) === 0),
            raw,
          ).toEqual([])
      }
      if (!rateCode.startsWith('98')) expect(general.raw).not.toBe('')
    }
    expect(kinds).toEqual({ free: 4431, 'ad-valorem': 5864, specific: 759, compound: 422, graduated: 12, uncomputable: 371 })
  })
})
