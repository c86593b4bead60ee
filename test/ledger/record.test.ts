/** The record as it stands: nothing is deleted, and what brokers, analysts and historians would check first is right. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openLedger } from '../../src/index.js'

const ledger = openLedger()
const rate = (measure: string, date: string, known?: string): unknown => {
  const state = ledger.asOf({ date, ...(known && { known }) }).measure(measure)
  return (state?.terms.find((t) => t.term === 'rate') ?? state?.terms.find((t) => t.term === 'rate.CN'))?.segment?.effective ?? null
}

test('no record is ever deleted: every id that was once committed is still there', () => {
  const once = readFileSync('test/ledger/ids.txt', 'utf8').trim().split('\n')
  expect(once.length).toBeGreaterThan(600)
  expect(once.filter((id) => ledger.record(id) === undefined)).toEqual([])
})

describe('US duties on China, step by step (US_RULES section 1)', () => {
  const STEPS: [measure: string, ...steps: [date: string, rate: string | null][]][] = [
    ['us.s301.list-1', ['2018-07-05', null], ['2018-07-06', '25%'], ['2026-10-10', '25%']],
    ['us.s301.list-2', ['2018-08-22', null], ['2018-08-23', '25%']],
    ['us.s301.list-3', ['2018-09-24', '10%'], ['2019-05-09', '10%'], ['2019-05-10', '25%'], ['2026-10-10', '25%']],
    ['us.s301.list-4a', ['2019-08-31', null], ['2019-09-01', '15%'], ['2020-02-13', '15%'], ['2020-02-14', '7.5%']],
    ['us.s301.list-4b', ['2019-12-15', null], ['2026-10-10', null]],
    [
      'us.ieepa.fentanyl.cn',
      ['2025-02-03', null],
      ['2025-02-04', '10%'],
      ['2025-03-04', '20%'],
      ['2025-11-09', '20%'],
      ['2025-11-10', '10%'],
      ['2026-02-23', '10%'],
      ['2026-02-24', null],
    ],
    [
      'us.ieepa.reciprocal.cn',
      ['2025-04-04', null],
      ['2025-04-05', '10%'],
      ['2025-04-09', '84%'],
      ['2025-04-10', '125%'],
      ['2025-05-13', '125%'],
      ['2025-05-14', '10%'],
      ['2026-02-23', '10%'],
      ['2026-02-24', null],
    ],
    ['us.s122.surcharge', ['2026-02-23', null], ['2026-02-24', '10%'], ['2026-07-23', '10%'], ['2026-07-24', null]],
    ['us.s301.forced-labour', ['2026-07-23', null], ['2026-07-24', '12.5%']],
    ['us.s301.review.9903-91-05', ['2024-12-31', null], ['2025-01-01', '50%']],
    ['us.s301.review.9903-91-06', ['2025-12-31', null], ['2026-01-01', '25%']],
    ['us.s301.review.9903-91-12', ['2025-11-09', '100%'], ['2025-11-10', null], ['2026-11-09', null], ['2026-11-10', '100%']],
    ['us.s232.steel', ['2018-03-22', null], ['2018-03-23', '25%'], ['2025-06-03', '25%'], ['2025-06-04', '50%'], ['2026-04-06', null]],
    ['us.s232.aluminum', ['2018-03-23', '10%'], ['2025-03-11', '10%'], ['2025-03-12', '25%'], ['2025-06-04', '50%'], ['2026-04-06', null]],
  ]
  test.each(STEPS)('%s', (measure, ...steps) => {
    for (const [date, expected] of steps) expect(rate(measure, date), `${measure} on ${date}`).toBe(expected)
  })
  test('34% as signed was known for six days and replaced before it was collected', () => {
    expect(rate('us.ieepa.reciprocal.cn', '2025-04-09', '2025-04-05')).toBe('34%')
    expect(rate('us.ieepa.reciprocal.cn', '2025-04-09', '2025-04-08')).toBe('84%')
  })
})

describe('China’s duties on US goods', () => {
  test.each([
    ['2025-04-09', null],
    ['2025-04-10', '84%'],
    ['2025-04-12', '125%'],
    ['2025-05-13', '125%'],
    ['2025-05-14', '10%'],
    ['2026-11-09', '10%'],
    ['2026-11-10', '34%'],
  ])('reciprocal on %s: %s', (date, expected) => expect(rate('cn.reciprocal', date)).toBe(expected))
  test('the March 2025 farm duties ended for good on 10 November 2025', () => {
    expect(rate('cn.farm.mar-2025.tier-10', '2025-11-09')).toBe('10%')
    expect(rate('cn.farm.mar-2025.tier-10', '2025-11-10')).toBeNull()
    expect(rate('cn.farm.mar-2025.tier-10', '2027-06-01')).toBeNull()
  })
})

describe('a void authority', () => {
  test('ends what rests on it from the day it is known and effective, and nothing else', () => {
    const before = ledger.asOf({ date: '2026-03-01', known: '2026-02-19' })
    const after = ledger.asOf({ date: '2026-03-01', known: '2026-02-20' })
    const collected = ledger.asOf({ date: '2026-02-23', known: '2026-10-10' })
    for (const m of after.measures) {
      const ieepa = m.record.authority === 'us.authority.ieepa-tariffs'
      if (!ieepa) continue
      expect(m.status === 'void' || m.status === 'ended', m.id).toBe(true)
      if (m.status === 'void') expect(['in-force', 'in-force-in-part']).toContain(before.measure(m.id)?.status)
    }
    expect(collected.measure('us.ieepa.fentanyl.cn')?.status).toBe('in-force')
    expect(after.measure('us.s301.list-3')?.status).toBe('in-force')
  })
})

test('a threat is never in force', () => {
  for (const date of ['2025-10-20', '2025-11-01', '2026-10-10']) {
    expect(ledger.asOf({ date }).measures.filter((m) => m.id.startsWith('us.threat') || m.id.includes('.threat.'))).toEqual([])
  }
  const carried = ledger.with('threat-100').asOf({ date: '2025-11-01', known: '2025-10-20' })
  expect(
    carried.measures.some((m) => m.terms.some((t) => t.segment?.effective === '100%' && t.segment.entry.scenario === 'threat-100')),
  ).toBe(true)
})

test('what was agreed at Busan, seen from before it, is the law that came', () => {
  const foreseen = ledger.with('busan').asOf({ date: '2025-12-01', known: '2025-10-20' })
  const came = ledger.asOf({ date: '2025-12-01', known: '2025-12-01' })
  for (const id of [
    'us.ieepa.reciprocal.cn',
    'us.ieepa.fentanyl.cn',
    'cn.reciprocal',
    'cn.farm.mar-2025.tier-10',
    'cn.export-control.ann-55-2025',
    'us.export-control.affiliates-rule',
    'cn.port-dues',
    'us.port-fee.annex-1',
    'us.s301.exclusions.9903-88-69',
  ]) {
    expect(
      foreseen.measure(id)?.terms.map((t) => [t.segment?.state, t.segment?.effective]),
      id,
    ).toEqual(came.measure(id)?.terms.map((t) => [t.segment?.state, t.segment?.effective]))
  }
})
