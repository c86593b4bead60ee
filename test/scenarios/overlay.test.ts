/** What scenarios lay over the ledger: in which order, marked how, and what they refuse. */
import { describe, expect, test } from 'vitest'
import { type Ledger, openLedger, ParleyError, record, type Scenario } from '../../src/index.js'
import { CLOSED } from '../../src/ledger/closed.js'
import { indexRecords } from '../../src/ledger/index-of-records.js'
import { expand, FOLLOW_ANNOUNCEMENTS, openAnnouncements, visibleEntries } from '../../src/ledger/overlay.js'

type Operation = Scenario['entries'][number]
type Records = typeof record.records

const ledger = openLedger()
const index = indexRecords(record.records, record.horizon)
const scenario = (id: string, ...entries: Operation[]): Scenario => ({ id, title: id, summary: id, entries })
const laid = (l: Ledger, ...scenarios: (Scenario | string)[]): Ledger => scenarios.reduce<Ledger>((sum, s) => sum.with(s), l)
const rate = (l: Ledger, measure: string, date: string, known: string): unknown =>
  l.asOf({ date, known }).measure(measure)?.terms[0]?.segment?.effective

/** A ledger of one duty, its truce, and what is said about it. */
const small = (announcements: object[] = []): Ledger => {
  const paper = (known: string) => ({ known, instrument: `act of ${known}`, sources: ['a'], grade: 'seen' })
  const event = { party: 'both', title: 'X', topics: ['tariffs'], grade: 'seen', sources: ['a'] }
  const truce = (id: string, known: string) => ({ ...event, id, kind: 'truce', known, agreedBy: ['talks-x'] })
  const records = [
    { id: 'us.authority.x', kind: 'authority', party: 'US', title: 'X', statute: 'X', sources: ['a'] },
    { ...event, id: 'talks-x', kind: 'talks', known: '2025-01-01' },
    truce('truce.x', '2025-01-01'),
    truce('truce.y', '2025-01-01'),
    { ...event, id: 'act-x', kind: 'act', does: 'tariff', known: '2025-08-01', instrument: 'Act X' },
    ...['us.x', 'us.y'].map((id) => ({
      id,
      kind: 'tariff',
      party: 'US',
      title: 'X',
      authority: 'us.authority.x',
      topics: ['tariffs'],
      scope: { origins: ['CN'], products: 'all' },
      combines: 'adds',
      entries: [
        { set: { rate: '30%' }, from: '2025-01-01', ...paper('2025-01-01') },
        { suspend: 'pause', points: '20', truce: `truce.${id.at(-1)}`, from: '2025-02-01', until: '2025-09-01', ...paper('2025-01-01') },
        ...(id === 'us.x' ? [{ set: { rate: '40%' }, from: '2025-10-01', by: 'act-x' }] : []),
      ],
    })),
    ...announcements.map((a) => ({ ...event, kind: 'announcement', saidBy: [{ who: 'X', on: '2025-06-01' }], known: '2025-06-01', ...a })),
  ]
  return openLedger({
    format: 1,
    horizon: {
      parties: {
        US: { looked: '2025-12-31', basis: 'x' },
        CN: { looked: '2025-12-31', basis: 'x' },
        courts: { looked: '2025-12-31', basis: 'x' },
      },
    },
    records: records as unknown as Records,
    scenarios: [],
  })
}
const said = (id: string, would: object[], rest: object = {}) => ({ id, would: would.map((w) => ({ covered: 'named', ...w })), ...rest })

describe('the order in which scenarios are given', () => {
  const set = (id: string, value: string) => scenario(id, { on: 'us.x', set: { rate: value }, from: '2025-07-01' } as Operation)
  test('decides: the later prevails', () => {
    expect(rate(laid(small(), set('a', '50%'), set('b', '60%')), 'us.x', '2025-09-10', '2025-07-01')).toBe('60%')
    expect(rate(laid(small(), set('b', '60%'), set('a', '50%')), 'us.x', '2025-09-10', '2025-07-01')).toBe('50%')
  })
  test('also where one follows an announcement of an earlier day', () => {
    const l = small([said('said-x', [{ on: 'us.x', set: { rate: '70%' }, from: '2025-07-01' }])])
    const follow = scenario('follow', { enact: 'announced' })
    expect(rate(laid(l, set('a', '50%'), follow), 'us.x', '2025-09-10', '2025-07-01')).toBe('70%')
    expect(rate(laid(l, follow, set('a', '50%')), 'us.x', '2025-09-10', '2025-07-01')).toBe('50%')
  })
  test('also where one takes a later act as known', () => {
    const act = scenario('act', { enact: 'act-x' })
    expect(rate(laid(small(), act, set('a', '50%')), 'us.x', '2025-10-10', '2025-07-01')).toBe('50%')
    expect(rate(laid(small(), set('a', '50%'), act), 'us.x', '2025-10-10', '2025-07-01')).toBe('40%')
  })
  test('also for one threat carried out twice, on other days', () => {
    const on = (day: string) => scenario('again', { execute: 'us-100-threat-2025', from: day })
    const l = laid(ledger, 'threat-100', on('2025-12-01'))
    expect(rate(l, 'us.threat.100-2025', '2025-11-15', '2025-10-20')).toBeUndefined()
    expect(rate(l, 'us.threat.100-2025', '2025-12-15', '2025-10-20')).toBe('100%')
  })
  test('a prolongation before a lapse is taken back, one after it counts; acts taken as known stay', () => {
    const at = (...ids: string[]) => rate(laid(ledger, ...ids), 'cn.reciprocal', '2025-12-01', '2025-10-20')
    expect(at('extend-one-year', 'lapse')).toBe('34%')
    expect(at('lapse', 'extend-one-year')).toBe('10%')
    expect(at('busan', 'lapse')).toBe('10%')
    const announced = (...ids: string[]) => rate(laid(ledger, ...ids), 'cn.reciprocal', '2026-12-01', '2026-10-05')
    expect(announced('announced', 'lapse')).toBe('34%')
    expect(announced('lapse', 'announced')).toBe('10%')
  })
  test('everything laid over is known on the day of the decision', () => {
    for (const id of record.scenarios.map((s) => s.id)) {
      const overlay = expand(index, [record.scenarios.find((s) => s.id === id) as Scenario], '2026-10-05')
      for (const e of [...overlay.entries.values()].flat()) expect(e).toMatchObject({ known: '2026-10-05', scenario: id })
    }
  })
})

describe('announcements', () => {
  const longer = { on: 'us.x', extend: 'pause', until: '2026-09-01', truce: 'truce.x' }
  const up = { on: 'us.x', set: { rate: '70%' }, from: '2025-07-01' }
  const open = (l: Ledger, known: string) => l.asOf({ date: known, known }).announcements.map((a) => a.id)

  test.each([...CLOSED])('one that is %s is closed from that day on', (status) => {
    const l = small([said('said-x', [longer], { updates: [{ known: '2025-07-01', text: 'X', status }] })])
    expect(open(l, '2025-06-30')).toEqual(['said-x'])
    expect(open(l, '2025-07-01')).toEqual([])
  })
  test('the newest known status counts', () => {
    const status = (known: string, s?: string) => ({ known, text: 'X', ...(s && { status: s }) })
    const l = small([
      said('said-x', [longer], { updates: [status('2025-07-01', 'withdrawn'), status('2025-08-01', 'open'), status('2025-08-02')] }),
    ])
    expect(open(l, '2025-07-15')).toEqual([])
    expect(open(l, '2025-08-15')).toEqual(['said-x'])
  })
  test('one that acts have carried out changes nothing, even if it is named', () => {
    const l = small([said('said-x', [up], { updates: [{ known: '2025-07-01', text: 'X', status: 'executed' }] })])
    expect(rate(laid(l, scenario('s', { enact: 'said-x' })), 'us.x', '2025-07-15', '2025-07-01')).toBe('10%')
    expect(rate(laid(l, scenario('s', { enact: 'said-x' })), 'us.x', '2025-07-15', '2025-06-30')).toBe('50%')
  })
  test('an act published since prevails, item by item', () => {
    const l = small([said('said-x', [up, longer])])
    const { announced } = l.asOf({ date: '2025-10-15', known: '2025-08-02' })
    expect(announced.measure('us.x')?.terms[0]?.segment).toMatchObject({ value: '40%', effective: '20%' })
    expect(l.asOf({ date: '2025-10-15', known: '2025-07-01' }).announced.measure('us.x')?.terms[0]?.segment?.value).toBe('70%')
  })
  test('of two announcements the later prevails', () => {
    const l = small([said('said-x', [longer]), said('said-y', [{ ...longer, until: '2026-12-01' }])])
    const { announced } = l.asOf({ date: '2025-10-15', known: '2025-07-01' })
    expect(announced.measure('us.x')?.terms[0]?.segment?.suspensions[0]?.until).toBe('2026-12-01')
  })
  test('one that is not yet known can be followed, and its entries say what is assumed', () => {
    const l = laid(small([said('said-x', [up])]), scenario('s', { enact: 'said-x' }))
    expect(l.asOf({ date: '2025-07-15', known: '2025-05-01' }).measure('us.x')?.entries.at(-1)).toMatchObject({
      known: '2025-05-01',
      instrument: 'announced; no act seen',
      note: 'assumed: it was announced on 1 Jun 2025',
    })
  })
  test('what stands beside a scenario gives way to it', () => {
    const beside = (s: Scenario) => {
      const overlay = expand(index, [s, FOLLOW_ANNOUNCEMENTS], '2026-10-05')
      const entries = visibleEntries(index, overlay, 'cn.reciprocal', '2026-10-05')
      return entries.filter((e) => e.verb === 'extend').at(-1)
    }
    expect(beside(scenario('s', { extendAll: 'truce', by: 'P1Y' }))).toMatchObject({ until: '2027-11-10', scenario: 's' })
    expect(beside(scenario('s', { void: 'us.authority.s301', from: 'decision' }))).toMatchObject({
      until: '2027-01-10',
      scenario: 'announced',
    })
    expect(beside(scenario('s', { lapseAll: 'truce.busan-2025' }))).toMatchObject({ until: '2026-11-10' })
    expect(beside(scenario('s', { lapseAll: 'truce.geneva-2025' }))).toMatchObject({ until: '2027-01-10' })
  })
  test('a lapse of one truce leaves what is on the clock of another', () => {
    const l = [said('said-x', [longer]), said('said-y', [{ ...longer, on: 'us.y', truce: 'truce.y' }])]
    const data = indexOf(small(l))
    const overlay = expand(data, [scenario('s', { lapseAll: 'truce.x' })], '2025-07-01')
    expect([...(overlay.lapses as Set<string>)]).toEqual(['truce.x'])
    expect(openAnnouncements(data, '2025-07-01', overlay).map((a) => a.id)).toEqual(['said-y'])
    const all = expand(data, [scenario('s', { lapseAll: 'truce' })], '2025-07-01')
    expect(all.lapses).toBe('all')
    expect(openAnnouncements(data, '2025-07-01', all)).toEqual([])
  })
})

describe('a threat carried out', () => {
  const entry = (l: Ledger, known: string) => l.asOf({ date: '2025-11-15', known }).measure('us.threat.100-2025')?.entries[0]

  test('says that it is carried out by assumption, and keeps the remark of the record', () => {
    expect(entry(ledger.with('threat-100'), '2025-10-20')).toMatchObject({
      known: '2025-10-20',
      by: 'us-100-threat-2025',
      scenario: 'threat-100',
      instrument: 'Truth Social post, 10 Oct 2025; carried out by assumption',
      note: expect.stringMatching(/^The post names no authority; IEEPA is assumed/),
    })
  })
  test('before it was uttered it is assumed that it was', () => {
    expect(entry(ledger.with('threat-100'), '2025-10-01')).toMatchObject({
      known: '2025-10-01',
      note: expect.stringMatching(/^assumed: the threat was uttered on 10 Oct 2025\. The post names no authority/),
    })
  })
  test('the remark of the scenario comes first', () => {
    const l = ledger.with(scenario('s', { execute: 'us-50-threat-2025-04-07', note: 'As if nothing had been agreed' }))
    expect(l.asOf({ date: '2025-04-10', known: '2025-04-07' }).measure('us.ieepa.reciprocal.cn')?.entries.at(-1)).toMatchObject({
      instrument: 'Truth Social post, 7 Apr 2025; carried out by assumption',
      note: 'As if nothing had been agreed. 50 points on the 34% of EO 14257',
    })
  })
  test('a remark on a measure added, and on an act taken as known, reaches the entries', () => {
    const measure = { ...(record.records.find((r) => r.id === 'us.s122.surcharge') as object), id: 'us.mine' }
    const l = laid(ledger, scenario('s', { add: measure, note: 'Mine' }), scenario('t', { enact: 'us-extension-2025-11', note: 'Early' }))
    const view = l.asOf({ date: '2025-12-01', known: '2025-10-20' })
    expect(view.measure('us.mine')?.entries[0]?.note).toMatch(/^Mine/)
    expect(view.measure('us.ieepa.reciprocal.cn')?.entries.at(-1)).toMatchObject({
      by: 'us-extension-2025-11',
      scenario: 't',
      note: /Early$/,
    })
  })
})

describe('what is no scenario', () => {
  const ask = (given: unknown) => () => ledger.with(given as Scenario).asOf({ date: '2026-01-01' })
  test.each([
    [undefined, /scenario/],
    [null, /scenario/],
    [42, /scenario/],
    [[], /scenario/],
    [{}, /scenario.id/],
    [{ id: 'x', title: 'x', summary: 'x' }, /scenario.entries/],
    [{ id: 'x', title: 'x', summary: 'x', entries: [] }, /scenario.entries/],
    [
      { id: 'x', title: 'x', summary: 'x', entries: [{ delete: 'cn.reciprocal' }] },
      /scenario.entries.0: an operation has exactly one verb/,
    ],
    [{ id: 'x', title: 'x', summary: 'x', entries: [{ extendAll: 'truce', by: 'P' }] }, /scenario.entries.0.by: write a period/],
    [
      { id: 'x', title: 'x', summary: 'x', entries: [{ on: 'cn.reciprocal', end: 'all', from: '2026-02-30' }] },
      /scenario.entries.0.from: "2026-02-30"/,
    ],
  ])('%j is bad input', (given, says) => {
    expect(ask(given)).toThrow(ParleyError)
    expect(ask(given)).toThrow(says)
  })
  test('numbers are read as in a file', () => {
    const mine = scenario('s', {
      on: 'cn.reciprocal',
      suspend: 'mine',
      points: 4,
      from: '2026-12-01',
      until: '2027-01-01',
    } as unknown as Operation)
    expect(rate(ledger.with(mine), 'cn.reciprocal', '2026-12-15', '2026-10-05')).toBe('30%')
  })
  test('an end that the day of the decision has overtaken is refused', () => {
    const mine = ledger.with(
      scenario('s', { on: 'cn.reciprocal', set: { rate: '50%' }, from: 'decision', until: '2026-07-01' } as Operation),
    )
    expect(rate(mine, 'cn.reciprocal', '2026-06-30', '2026-06-30')).toBe('26%')
    expect(() => mine.asOf({ date: '2026-10-05', known: '2026-10-05' })).toThrow(/until 2026-07-01 is not after from 2026-10-05/)
  })
  test('no rate goes below 0%, even where a prolongation meets a lower one', () => {
    const l = laid(
      small(),
      scenario('s', { on: 'us.x', set: { rate: '5%' }, from: '2025-09-01' } as Operation),
      scenario('t', { extendAll: 'truce', by: 'P1Y' }),
    )
    expect(rate(l, 'us.x', '2025-09-15', '2025-07-01')).toBe('0%')
  })
})

function indexOf(l: Ledger) {
  return indexRecords(l.records, l.horizon)
}
