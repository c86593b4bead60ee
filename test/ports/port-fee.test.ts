import { describe, expect, test } from 'vitest'
import { ParleyError } from '../../src/base/errors.js'
import { portFee, type VesselInput } from '../../src/ports/index.js'
import { BOX, call, DUES, fee, GREEK, I, II, III, ledger } from './ports.js'

const COSCO: VesselInput = { operator: 'CN', type: 'container', netTons: 60000 }

describe('steps of the rate', () => {
  test.each([
    ['2025-04-17', '0.00', 'zero rate'],
    ['2025-10-13', '0.00', 'zero rate'],
    ['2025-10-14', '3000000.00', 'owed'],
    ['2025-11-09', '3000000.00', 'owed'],
    ['2025-11-10', '0.00', 'suspended'],
    ['2026-04-17', '0.00', 'suspended'],
    ['2026-11-09', '0.00', 'suspended'],
    ['2026-11-10', '4800000.00', 'owed'],
    ['2027-04-16', '4800000.00', 'owed'],
    ['2027-04-17', '6600000.00', 'owed'],
    ['2028-04-17', '8400000.00', 'owed'],
  ])('Annex I on %s: %s', (date, amount, status) => {
    const report = call('US', date, COSCO)
    expect(report.amount).toBe(amount)
    expect(fee(report, I).status).toBe(status)
  })
  test.each([
    ['2025-10-13', '0.00', 'not in force'],
    ['2025-10-14', '42000000.00', 'owed'],
    ['2026-11-09', '0.00', 'suspended'],
    ['2026-11-10', '67200000.00', 'owed'],
    ['2027-04-17', '92400000.00', 'owed'],
    ['2028-04-17', '117600000.00', 'owed'],
  ])('China on %s: %s', (date, amount, status) => {
    const report = call('CN', date, GREEK)
    expect(report.amount).toBe(amount)
    expect(fee(report, DUES).status).toBe(status)
  })
  test('vehicle carriers: 46 a net ton, which no later step raises', () => {
    const car: VesselInput = { built: 'KR', owner: 'NO', operator: 'NO', type: 'vehicle-carrier', netTons: 26000 }
    expect(call('US', '2025-10-14', car).amount).toBe('1196000.00')
    expect(call('US', '2028-04-17', car).amount).toBe('1196000.00')
    const april = call('US', '2025-10-14', { ...car, capacityUnits: 6500 }, { known: '2025-10-09' })
    expect(april.amount).toBe('975000.00')
    expect(call('US', '2025-10-14', car, { known: '2025-10-09' }).questions.find((q) => q.needed)?.fact).toBe('capacityUnits')
  })
})

describe('suspension', () => {
  test('on the day itself the hour counts: 00:01 in the US, 13:01 in China', () => {
    expect(call('US', '2025-11-10', COSCO).hour).toEqual({
      time: '00:01 America/New_York',
      before: { amount: '3000000.00', status: 'owed' },
    })
    expect(call('CN', '2025-11-10', GREEK).hour).toEqual({ time: '13:01 Asia/Shanghai', before: { amount: '42000000.00', status: 'owed' } })
    expect(call('CN', '2026-11-10', GREEK).hour).toEqual({ time: '13:01 Asia/Shanghai', before: { amount: '0.00', status: 'suspended' } })
    expect(call('US', '2025-10-14', COSCO).hour?.before).toEqual({ amount: '0.00', status: 'zero rate' })
    expect(call('US', '2027-04-17', COSCO).hour?.before.amount).toBe('4800000.00')
    expect(call('US', '2025-11-11', COSCO).hour).toBeUndefined()
    expect(call('US', '2026-04-17', COSCO).hour, 'the step under the suspension changes nothing owed').toBeUndefined()
  })
  test('no hour where it changes nothing for the vessel', () =>
    expect(call('US', '2025-11-10', { operator: 'GR', owner: 'GR', built: 'KR', type: 'bulk' }).hour).toBeUndefined())
  test('what comes back is the rate of the step then in force, and the day and hour are told', () => {
    const { later } = call('US', '2026-01-15', COSCO)
    expect(later.map((l) => [l.date, l.time, l.amount])).toEqual([
      ['2026-11-10', '00:01 America/New_York', '4800000.00'],
      ['2027-04-17', '00:01 America/New_York', '6600000.00'],
      ['2028-04-17', '00:01 America/New_York', '8400000.00'],
    ])
    expect(later[0]?.changes).toMatchObject([{ measure: I, cause: 'returns', bases: [{ rate: '80' }] }])
    expect(call('CN', '2026-01-15', GREEK).later[0]).toMatchObject({
      date: '2026-11-10',
      time: '13:01 Asia/Shanghai',
      amount: '67200000.00',
    })
  })
  test('what was announced stands beside it, not for it', () => {
    const report = call('US', '2026-11-24', COSCO)
    expect(report.amount).toBe('4800000.00')
    expect(report.announced).toMatchObject({ by: ['truce-extended-2027-01-10'], amount: '0.00' })
    expect(report.announced?.later[0]?.date).toBe('2027-01-10')
    expect(report.horizon.dateBeyond).toContain('US')
    expect(call('US', '2026-11-24', COSCO, { known: '2026-09-22' }).announced).toBeUndefined()
  })
  test('nothing is needed for an answer while nothing is collected', () => {
    const report = call('US', '2026-06-01', {})
    expect(report.amount).toBe('0.00')
    expect(report.questions.filter((q) => q.needed)).toEqual([])
    expect(report.questions.length).toBeGreaterThan(0)
  })
})

describe('scenarios', () => {
  test.each(['lapse', 'busan'])('%s: the fees are back on 10 November 2026', (scenario) => {
    expect(call('US', '2026-11-10', COSCO, { scenario }).amount).toBe('4800000.00')
    expect(call('CN', '2026-11-10', GREEK, { scenario }).amount).toBe('67200000.00')
  })
  test.each(['extend-one-year', 'announced'])('%s: they are not', (scenario) => {
    expect(call('US', '2026-11-10', COSCO, { scenario }).amount).toBe('0.00')
    expect(call('CN', '2026-11-10', GREEK, { scenario }).amount).toBe('0.00')
  })
  test('seen from before the suspension, 10 November 2025 pays; under what was agreed at Busan it does not', () => {
    expect(call('US', '2025-11-10', COSCO, { known: '2025-10-20' }).amount).toBe('3000000.00')
    expect(call('US', '2025-11-10', COSCO, { known: '2025-10-20', scenario: 'busan' }).amount).toBe('0.00')
  })
})

test('under an authority that is void nothing is owed, nothing asked, nothing comes back', () => {
  const void301 = {
    id: 'void-301',
    title: 'X',
    summary: 'X',
    entries: [{ void: 'us.authority.s301', from: '2026-12-01' }],
  }
  const report = portFee(ledger.with(void301).asOf({ date: '2026-12-05' }), { port: 'US', vessel: COSCO })
  expect(report).toMatchObject({ amount: '0.00', later: [] })
  expect(report.questions.filter((q) => q.bears.some((b) => b.measure !== III))).toEqual([])
  expect(fee(report, I)).toMatchObject({ status: 'not in force', reason: expect.stringMatching(/void/) })
})

describe('what was known', () => {
  test('on 9 October 2025 nothing was known of what China would charge', () => {
    const report = call('CN', '2025-10-20', GREEK, { known: '2025-10-09' })
    expect(report).toMatchObject({ amount: '0.00', considered: [], later: [], questions: [], disputed: [], notes: [] })
  })
  test('from 10 October it was; that Chinese-built vessels are let off only from the 14th', () => {
    const built: VesselInput = { flag: 'US', built: 'CN', netTons: 100 }
    expect(call('CN', '2025-10-20', built, { known: '2025-10-13' }).amount).toBe('40000.00')
    expect(call('CN', '2025-10-20', built, { known: '2025-10-14' }).amount).toBe('0.00')
  })
  test('a ro-ro vessel is under Annex III since the modification', () => {
    const roro: VesselInput = { built: 'CN', owner: 'SE', operator: 'SE', type: 'ro-ro', netTons: 1000, containers: 0 }
    expect(call('US', '2025-10-14', roro, { known: '2025-10-09' }).owed).toBe(II)
    expect(call('US', '2025-10-14', roro, { known: '2025-10-10' }).owed).toBe(III)
  })
  test('no remark of a later day', () => {
    const early = call('US', '2025-10-20', BOX, { known: '2025-05-01' })
    expect(early).toMatchObject({ notes: [], disputed: [] })
    expect(JSON.stringify(early)).not.toMatch(/suspen|October|Programme/)
  })
})

describe('one fee only', () => {
  test('Annex I before II', () => {
    const report = call('US', '2025-10-20', { ...BOX, operator: 'HK' })
    expect(report).toMatchObject({ owed: I, amount: '2500000.00' })
    expect(fee(report, II).status).toBe('gives way')
  })
  test('Annex III before I and II, unless built in the US', () => {
    const car: VesselInput = { ...BOX, operator: 'CN', type: 'vehicle-carrier' }
    expect(call('US', '2025-10-20', car)).toMatchObject({ owed: III, amount: '2300000.00' })
    expect(call('US', '2025-10-20', { ...car, built: 'US' })).toMatchObject({ owed: I, amount: '2500000.00' })
  })
  test('an LNG carrier pays none: it is under Annex IV', () => {
    const report = call('US', '2025-10-20', { ...BOX, operator: 'CN', type: 'lng', containers: 0 })
    expect(report.amount).toBe('0.00')
    expect(fee(report, I)).toMatchObject({ status: 'exempt', reason: expect.stringMatching(/Annex IV/) })
  })
})

describe('larger of two bases', () => {
  test.each([
    [7500, '900000.00'],
    [7501, '900120.00'],
    [0, '900000.00'],
  ])('50,000 net tons and %s containers', (containers, amount) =>
    expect(call('US', '2025-10-20', { ...BOX, containers }).amount).toBe(amount),
  )
  test('without the containers there is no amount; a bulk carrier is taken to have none, and the answer says so', () => {
    const { containers: _, ...without } = BOX
    const open = call('US', '2025-10-20', without)
    expect(open.amount).toBeUndefined()
    expect(open.questions.filter((q) => q.needed).map((q) => q.fact)).toEqual(['containers'])
    const bulk = call('US', '2025-10-20', { ...without, type: 'bulk' })
    expect(bulk.amount).toBe('900000.00')
    expect(fee(bulk, II).bases[1]).toMatchObject({ quantity: '0', counted: expect.stringMatching(/no containers/) })
  })
})

describe('caps', () => {
  test('at most five charges a year', () => {
    expect(call('US', '2025-10-20', BOX, { calls: 3 }).year).toMatchObject({ charged: 3, amount: '3240000.00' })
    expect(call('US', '2025-10-20', BOX, { calls: 8 }).year).toMatchObject({ calls: 8, charged: 5, amount: '5400000.00' })
    expect(call('US', '2025-10-20', BOX, { call: 5 }).amount).toBe('1080000.00')
    const sixth = call('US', '2025-10-20', BOX, { call: 6 })
    expect(sixth.amount).toBe('0.00')
    expect(fee(sixth, II).status).toBe('beyond the cap')
    expect(sixth.later.at(-1)?.amount, 'a call that is charged').toBe('2250000.00')
  })
  test('China counts from 17 April', () => {
    expect(call('CN', '2025-10-20', GREEK).year).toMatchObject({ from: '2025-04-17', until: '2026-04-17', most: 5 })
    expect(call('CN', '2027-04-16', GREEK).year).toMatchObject({ from: '2026-04-17', until: '2027-04-17' })
    expect(call('CN', '2027-04-17', GREEK).year).toMatchObject({ from: '2027-04-17' })
  })
  test('of the US the year is disputed, and the answer says so', () =>
    expect(call('US', '2025-10-20', BOX).disputed.map((d) => d.point)).toEqual(['In which year the five charges are counted']))
})

describe('exemptions of Annex II', () => {
  test.each([
    ['4,000 TEU', { teu: 4000 }],
    ['55,000 tons', { dwt: 55000 }],
    ['a bulk carrier of 80,000 tons', { type: 'bulk', dwt: 80000 }],
    ['in ballast', { ballast: true, containers: 0 }],
    ['a voyage of 1,999 miles', { voyageMiles: 1999 }],
    ['75% US-owned', { ownerShare: { US: 75 } }],
    ['a chemical tanker', { type: 'chemical-tanker' }],
    ['of the Great Lakes', { greatLakes: true }],
    ['US government cargo', { governmentCargo: true }],
    ['a later port', { laterPort: true }],
    ['in a programme, under the US flag', { programme: 'VISA', flag: 'US' }],
  ] as [string, VesselInput][])('%s: nothing is owed', (_, facts) => {
    const report = call('US', '2025-10-20', { ...BOX, ...facts })
    expect(fee(report, II)).toMatchObject({ status: 'exempt', amount: '0.00' })
    expect(report.amount).toBe('0.00')
  })
  test.each([
    ['4,001 TEU', { teu: 4001 }],
    ['55,001 tons', { dwt: 55001 }],
    ['a container ship of 80,000 tons', { dwt: 80000 }],
    ['a bulk carrier of 80,001 tons', { type: 'bulk', dwt: 80001 }],
    ['a voyage of 2,000 miles', { voyageMiles: 2000 }],
    ['74.9% US-owned', { ownerShare: { US: 74.9, CN: 0, HK: 0, MO: 0 } }],
    ['in a programme, but neither US-owned nor under its flag', { programme: 'VISA' }],
  ] as [string, VesselInput][])('%s: owed', (_, facts) => expect(call('US', '2025-10-20', { ...BOX, ...facts }).owed).toBe(II))
  test('none of them spares a vessel of Annex I', () =>
    expect(call('US', '2025-10-20', { ...BOX, operator: 'CN', teu: 1000, dwt: 10000, ballast: true, containers: 0 }).amount).toBe(
      '2500000.00',
    ))
  test('a tanker between 55,000 and 80,000 tons is doubtful: exempt, with what is owed if it is not', () => {
    const report = call('US', '2025-10-20', { ...BOX, type: 'tanker', dwt: 75000, containers: 0 })
    expect(fee(report, II)).toMatchObject({ status: 'exempt', amount: '0.00', amount_if: '900000.00' })
    expect(report.unverified.join()).toMatch(/tanker/)
    expect(report.disputed.map((d) => d.point).join()).toMatch(/tankers between/)
  })
  test('an order of a US-built vessel remits the fee, which is due if it is not delivered', () =>
    expect(fee(call('US', '2025-10-20', { ...BOX, usBuiltOrder: true }), II)).toMatchObject({
      status: 'remitted',
      amount: '0.00',
      amount_if: '1080000.00',
    }))
  test('the programme spares vehicle carriers until 18 April 2029', () => {
    const car: VesselInput = {
      built: 'JP',
      flag: 'US',
      owner: 'US',
      operator: 'US',
      type: 'vehicle-carrier',
      programme: 'MSP',
      netTons: 1000,
    }
    expect(call('US', '2029-04-18', car).amount).toBe('0.00')
    expect(call('US', '2029-04-19', car).amount).toBe('46000.00')
    expect(call('US', '2029-04-18', car).later).toMatchObject([{ date: '2029-04-19', amount: '46000.00' }])
  })
})

describe('China: who is reached', () => {
  const none: VesselInput = { ...GREEK, ownerShare: { US: 0 }, operatorShare: { US: 0 } }
  test.each([
    ['owner', { owner: 'US' }],
    ['operator', { operator: 'US' }],
    ['flag', { flag: 'US' }],
    ['build', { built: 'US' }],
    ['25% of the owner', { ownerShare: { US: 25 } }],
    ['25% of the operator', { operatorShare: { US: '25.0' } }],
  ] as [string, VesselInput][])('by %s', (_, facts) => expect(call('CN', '2025-10-20', { ...none, ...facts }).amount).toBe('42000000.00'))
  test('24.99% is not enough, and no link is none', () => {
    expect(call('CN', '2025-10-20', { ...none, ownerShare: { US: '24.99' } }).amount).toBe('0.00')
    const { status, reason } = fee(call('CN', '2025-10-20', none), DUES)
    expect(status).toBe('not reached')
    expect(reason).toMatch(/^it is not owned by a US enterprise.*, nor built in the United States$/)
  })
  test('a holding that is not stated is asked, not guessed', () => {
    const { ownerShare: _, ...unstated } = none
    const report = call('CN', '2025-10-20', unstated)
    expect(report.amount).toBeUndefined()
    expect(report.questions.filter((q) => q.needed)).toMatchObject([{ fact: 'ownerShare', of: ['US'] }])
    expect(fee(report, DUES)).toMatchObject({ status: 'needs an answer', amount_if: '42000000.00' })
  })
  test('what another country holds says nothing of it', () =>
    expect(call('CN', '2025-10-20', { ...none, ownerShare: { GR: 90 } }).amount).toBeUndefined())
  test('built in China, or empty for repair: nothing, whoever owns it', () => {
    expect(call('CN', '2025-10-20', { built: 'CN' }).amount).toBe('0.00')
    expect(call('CN', '2025-10-20', { built: 'CN' }).questions).toEqual([])
    expect(call('CN', '2025-10-20', { ...GREEK, repairOnly: true }).amount).toBe('0.00')
  })
  test('part of a ton counts as one; of the US the record does not say', () => {
    expect(call('CN', '2025-10-20', { ...GREEK, netTons: '100.01' }).amount).toBe('40400.00')
    expect(call('CN', '2025-10-20', { ...GREEK, netTons: '100.00' }).amount).toBe('40000.00')
    const us = call('US', '2025-10-20', { ...COSCO, netTons: '100.015' })
    expect(us.amount).toBe('5000.75')
    expect(fee(us, I).bases[0]?.counted).toMatch(/not on record/)
  })
})

describe('what is missing in the US', () => {
  test('whether it is built in China, when no one Chinese has to do with it', () => {
    const { built: _, ...unstated } = BOX
    const report = call('US', '2025-10-20', unstated)
    expect(report.amount).toBeUndefined()
    expect(report.questions.filter((q) => q.needed).map((q) => q.fact)).toEqual(['built'])
    expect(fee(report, II).amount_if).toBe('1080000.00')
  })
  test('the operator, though it is built in China', () => {
    const { operator: _, ...unstated } = BOX
    const report = call('US', '2025-10-20', unstated)
    expect(report.amount).toBeUndefined()
    expect(fee(report, I)).toMatchObject({ status: 'needs an answer', amount_if: '2500000.00' })
    expect(fee(report, II)).toMatchObject({ status: 'needs an answer', amount_if: '1080000.00' })
  })
  test('the type is taken not to be a vehicle carrier, and asked with what it would cost', () => {
    const report = call('US', '2025-10-20', { operator: 'CN', netTons: 60000, built: 'CN' })
    expect(report.amount).toBe('3000000.00')
    const type = report.questions.find((q) => q.fact === 'type')
    expect(type?.needed).toBe(false)
    expect(type?.bears.find((b) => b.measure === III)?.amount_if).toBe('2760000.00')
  })
  test('25% of Annex I is recalled, and an answer that rests on it says so', () => {
    const report = call('US', '2025-10-20', { ...BOX, ownerShare: { CN: 15, HK: 10 } })
    expect(report.owed).toBe(I)
    expect(report.unverified.join()).toMatch(/recalled/)
    expect(call('US', '2025-10-20', { ...BOX, ownerShare: { CN: 14.99, HK: 10, MO: 0 } }).owed).toBe(II)
  })
})

describe('bad input never yields a number', () => {
  const field = (vessel: unknown): (string | undefined)[] => {
    try {
      call('US', '2025-10-20', vessel as VesselInput)
      return []
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error
      expect(error.fault).toBe('bad-input')
      return error.problems.map((p) => p.field)
    }
  }
  test.each([
    [{ flag: 'CHN' }, ['flag']],
    [{ flag: 'XX' }, ['flag']],
    [{ netTons: -1 }, ['netTons']],
    [{ netTons: 0 }, ['netTons']],
    [{ netTons: '60,000' }, ['netTons']],
    [{ netTons: Number.NaN }, ['netTons']],
    [{ netTons: 1e30 }, ['netTons']],
    [{ containers: 1.5 }, ['containers']],
    [{ ownerShare: { US: 101 } }, ['ownerShare']],
    [{ ownerShare: { US: 60, GR: 60 } }, ['ownerShare']],
    [{ ownerShare: { USA: 60 } }, ['ownerShare']],
    [{ ownerShare: 30 }, ['ownerShare']],
    [{ type: 'boat' }, ['type']],
    [{ ballast: 'yes' }, ['ballast']],
    [{ ballast: true, containers: 5 }, ['containers']],
    [{ crew: 20 }, ['crew']],
    [{ constructor: 1 }, ['constructor']],
    [{ flag: 'CHN', netTons: -1 }, ['flag', 'netTons']],
  ])('%o', (vessel, fields) => expect(field(vessel)).toEqual(fields))
  test('calls and port', () => {
    expect(() => call('US', '2025-10-20', {}, { calls: 0 })).toThrow(/calls: write a whole number/)
    expect(() => call('US', '2025-10-20', {}, { call: 1.5 })).toThrow(/call: write a whole number/)
    expect(() => call('US', '2025-10-20', {}, { call: 3, calls: 2 })).toThrow(/calls: this is call 3 of the year, and only 2/)
    expect(() => call('EU' as 'US', '2025-10-20', {})).toThrow(/port: "EU" is neither/)
  })
})
