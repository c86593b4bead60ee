/** The parts of the workbench that need no browser: scenarios in the address, answers in the address, scales. */
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import record from '../../src/generated/record.js'
import { openLedger } from '../../src/index.js'
import { readScenario } from '../../src/ledger/index.js'
import { padded, scale, timeScale } from '../../src/web/charts/scale.js'
import { broken } from '../../src/web/ui/export.js'
import { answered, answers, entryOf } from '../../src/web/views/product/asked.js'
import {
  fateOf,
  othersOf,
  ownOf,
  paramOf,
  ratesOf,
  threatOf,
  withFate,
  withoutRate,
  withRate,
  withThreat,
} from '../../src/web/views/what-if/own.js'

test('a scenario of switches is one that the record takes, and the command line reads', () => {
  let own = ownOf(undefined)
  expect(paramOf(own)).toBeUndefined()
  own = withFate(own, 'cn.reciprocal', 'truce-24', 'extend', '2026-11-10')
  own = withThreat(own, 'us-100-threat-2025', true, '2025-11-01')
  own = withRate(own, 'us.ieepa.fentanyl.cn', 'rate', '10%', '2025-11-10')
  expect(fateOf(own, 'cn.reciprocal', 'truce-24')).toEqual({ fate: 'extend', day: '2026-11-10' })
  expect(threatOf(own, 'us-100-threat-2025')).toEqual({ on: true, from: '2025-11-01' })
  expect(ratesOf(own)).toEqual([{ measure: 'us.ieepa.fentanyl.cn', term: 'rate', rate: '10%', from: '2025-11-10' }])
  const view = openLedger().with(own).asOf({ date: '2025-11-10', known: '2025-10-20' })
  expect(view.measure('cn.reciprocal')?.terms[0]?.segment?.effective).toBe('10%')
  expect(view.measure('us.ieepa.fentanyl.cn')?.terms[0]?.segment?.effective).toBe('10%')
  expect(view.measure('us.threat.100-2025')?.status).toBe('in-force')
  expect(readScenario({ file: 'mine.yaml', text: stringify(own) }, record)).toEqual(own)
  expect(ownOf(paramOf(own))).toEqual(own)
})

test('each switch takes back only its own entry', () => {
  let own = withFate(ownOf(undefined), 'cn.reciprocal', 'truce-24', 'return', '2025-10-25')
  own = withFate(own, 'cn.reciprocal', 'truce-24', 'end', '2025-10-26')
  expect(own.entries).toEqual([{ on: 'cn.reciprocal', end: 'all', from: '2025-10-26' }])
  own = withRate(own, 'us.s301.list-1', 'rate.CN', '30%', '2025-11-01')
  expect(own.entries.at(-1)).toEqual({ on: 'us.s301.list-1', set: { rate: { CN: '30%' } }, from: '2025-11-01' })
  expect(ratesOf(own)[0]?.term).toBe('rate.CN')
  own = withoutRate(withThreat({ ...own, entries: [...own.entries, { lapseAll: 'truce' }] }, 'a-threat', false), 'us.s301.list-1')
  expect(othersOf(own, [{ measure: 'cn.reciprocal', label: 'truce-24' }], [])).toEqual([{ lapseAll: 'truce' }])
  expect(withFate(own, 'cn.reciprocal', 'truce-24', 'as-is', '').entries).toEqual([{ lapseAll: 'truce' }])
  expect(ownOf('{not JSON').entries).toEqual([])
})

test('answers to questions stand in the address and can be taken back', () => {
  const params = {
    code: '8505.11',
    ...answered({ claims: 'donation' }, 'claims.usmca', 'true'),
    'facts.steel_value_pct': '40',
    'quantity.kg': '500',
  } as Record<string, string>
  expect(params.claims).toBe('donation,usmca')
  expect(entryOf(params, '8505.11', 'CN')).toEqual({
    hts: '8505.11',
    origin: 'CN',
    value_usd: '10000.00',
    claims: ['donation', 'usmca'],
    facts: { steel_value_pct: '40' },
    quantity: { kg: '500' },
  })
  expect(answers(params).map((a) => a.text)).toEqual(['claimed: donation', 'claimed: usmca', 'steel value pct: 40', 'quantity.kg: 500'])
  expect(answers(params)[0]?.without).toEqual({ claims: 'usmca' })
  expect(answered({}, 'loaded_date', '2025-04-01')).toEqual({ loaded_date: '2025-04-01' })
})

test('scales have round ticks within their range', () => {
  const x = timeScale('2018-01-01', '2027-03-01', 0, 1000)
  expect(x('2018-01-01')).toBe(0)
  expect(x('2027-03-01')).toBe(1000)
  expect(x.ticks[0]).toEqual({ day: '2018-01-01', label: '2018' })
  expect(timeScale('2025-05-11', '2025-11-13', 0, 600).ticks.map((t) => t.label)).toEqual(['Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov'])
  const y = scale(0, 159.5, 272, 14)
  expect(y.ticks).toEqual([0, 50, 100, 150])
  expect(y(0)).toBe(272)
  expect(padded('2025-01-01', '2025-04-11')).toEqual(['2024-12-28', '2025-04-15'])
})

test('text breaks between words, and keeps all of them', () => {
  const text = 'Percent of value, before exemptions and without duties on listed products'
  const lines = broken(text, 200)
  expect(lines.length).toBeGreaterThan(2)
  expect(lines.join(' ')).toBe(text)
})
