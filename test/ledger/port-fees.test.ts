/** A port fee with each kind of mistake gives an error at the right place. */
import { describe, expect, test } from 'vitest'
import { openLedgerData, readLedger, type SourceText } from '../../src/ledger/index.js'
import { portFee, type VesselInput } from '../../src/ports/index.js'

const HORIZON = {
  file: 'ledger/horizon.yaml',
  text: 'parties:\n  US: {looked: 2026-10-10, basis: seen}\n  CN: {looked: 2026-10-08, basis: seen}\n  courts: {looked: 2026-10-08, basis: seen}\n',
}
const AUTHORITY = {
  file: 'us.authority.x.yaml',
  text: 'id: us.authority.x\nkind: authority\nparty: US\ntitle: X\nstatute: X\nsources: [a]\n',
}
const fee = (id: string): string => `id: ${id}
kind: port-fee
party: US
title: A fee (${id})
authority: us.authority.x
topics: [ports]
vessels: Those built in China
reaches:
  - title: built in China
    when: {fact: built, in: [CN]}
    grade: seen
exempt:
  - title: small
    when: {all: [{fact: type, in: [bulk]}, {any: [{fact: dwt, atMost: 100}, {fact: teu, below: 10}]}]}
    from: 2025-06-01
    until: 2025-07-01
    known: 2025-05-01
    grade: partly
yieldsTo: [us.other]
basis: {larger: true}
charges: {most: 2, yearFrom: "07-01", grade: seen}
entries:
  - set:
      perNetTon: {amount: "1.5", currency: USD}
      perContainer: {amount: "10", currency: USD}
    from: 2025-01-01
    known: 2024-12-01
    instrument: An order
    sources: [a gazette]
    grade: seen
`
const OTHER = {
  file: 'us.other.yaml',
  text: fee('us.other').replace('built, in: [CN]', 'flag, in: [CN]').replace('yieldsTo: [us.other]\n', ''),
}
const read = (text: string, ...more: SourceText[]) => readLedger(HORIZON, [AUTHORITY, OTHER, ...more, { file: 'us.fee.yaml', text }], [])
const GOOD = fee('us.fee')

describe('mistakes', () => {
  test('the good one reads', () => expect(() => read(GOOD)).not.toThrow())
  test.each([
    ['an unknown fact', 'fact: built', 'fact: builder', /us.fee.yaml:10/],
    ['a country in words', 'in: [CN]', 'in: [China]', /us.fee.yaml:10/],
    ['an unknown type', 'in: [bulk]', 'in: [boat]', /us.fee.yaml:14/],
    ['a test that does not fit the fact', 'fact: dwt, atMost: 100', 'fact: dwt, is: true', /us.fee.yaml:14/],
    ['no ground', '  - title: built in China\n    when: {fact: built, in: [CN]}\n    grade: seen\n', '', /us.fee.yaml:8/],
    ['a ground without a grade', 'in: [CN]}\n    grade: seen', 'in: [CN]}', /grade/],
    ['a fee that is not on record', 'yieldsTo: [us.other]', 'yieldsTo: [us.others]', /yieldsTo.0: no record "us.others"/],
    ['what is no fee', 'yieldsTo: [us.other]', 'yieldsTo: [us.authority.x]', /of kind authority; a port fee is wanted/],
    ['knowledge after the horizon', 'known: 2025-05-01', 'known: 2027-05-01', /exempt.0.known: .*after the ledger's horizon/],
    ['a year from no day', '"07-01"', '"7-1"', /MM-DD/],
    ['a negative fee', '"1.5"', '"-1.5"', /0 or more/],
    ['two bases and no word how', 'basis: {larger: true}\n', '', /say how they combine/],
    ['two currencies', '"10", currency: USD', '"10", currency: CNY', /one currency/],
    ['no basis', /set:\n.*\n.*\n/, 'set: {}\n', /perNetTon, perContainer or perCapacityUnit/],
  ] as [string, string | RegExp, string, RegExp][])('%s', (_, from, to, says) => {
    const text = GOOD.replace(from, to)
    expect(text).not.toBe(GOOD)
    expect(() => read(text)).toThrow(says)
  })
})

describe('what the words mean', () => {
  const ledger = openLedgerData(read(GOOD))
  const amount = (date: string, vessel: VesselInput, known = date): string | undefined =>
    portFee(ledger.asOf({ date, known }), { port: 'US', vessel: { built: 'CN', flag: 'GR', netTons: 100, containers: 0, ...vessel } })
      .amount
  test('any and all; from, until and known of a ground', () => {
    const small: VesselInput = { type: 'bulk', dwt: 100 }
    expect(amount('2025-06-15', small)).toBe('0.00')
    expect(amount('2025-06-15', { ...small, dwt: 101, teu: 9 })).toBe('0.00')
    expect(amount('2025-06-15', { ...small, dwt: 101, teu: 10 })).toBe('150.00')
    expect(amount('2025-06-15', { ...small, type: 'tanker' })).toBe('150.00')
    expect(amount('2025-05-31', small)).toBe('150.00')
    expect(amount('2025-07-01', small)).toBe('150.00')
    expect(amount('2025-06-15', small, '2025-04-30')).toBe('150.00')
  })
  test('what is not stated leaves it open', () => {
    const { flag: _, ...rest }: VesselInput = { built: 'CN', flag: 'GR', netTons: 100, containers: 0 }
    const report = portFee(ledger.asOf({ date: '2025-08-01' }), { port: 'US', vessel: rest })
    expect(report.amount).toBeUndefined()
    expect(report.questions.filter((q) => q.needed).map((q) => q.fact)).toEqual(['flag'])
  })
  test('the year of the cap', () =>
    expect(
      portFee(ledger.asOf({ date: '2025-06-30' }), { port: 'US', vessel: { built: 'CN', flag: 'GR', netTons: 100, containers: 20 } }).year,
    ).toEqual({
      from: '2024-07-01',
      until: '2025-07-01',
      most: 2,
      charged: 2,
      amount: '400.00',
    }))
})
