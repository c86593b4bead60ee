/** `parley topic` against what a journalist of the day would have to be told, and must not be. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/base/dates.js'
import { readSeries } from '../../src/files/sources.js'
import { openLedger, record, type Topic } from '../../src/index.js'
import { openSeries } from '../../src/series/index.js'
import { type TopicReport, topicCounts, topicReport } from '../../src/watch/index.js'
import { cutOff } from '../ledger/cut-off.js'

const ledger = openLedger()
const series = openSeries(readSeries('.'))
const on = (topic: Topic, date: string, known = date): TopicReport => topicReport(ledger, series, topic, { date, known })
const ids = (list: readonly { measure?: string; id?: string; series?: string }[]): string[] =>
  list.map((x) => x.measure ?? x.id ?? x.series ?? '')
const figure = (report: TopicReport, id: string): TopicReport['figures'][number] | undefined => report.figures.find((f) => f.series === id)
const words = (report: TopicReport): string => JSON.stringify(report)

describe('20 October 2025, as known that day', () => {
  const soy = on('soybeans', '2025-10-20')
  const earths = on('rare-earths', '2025-10-20')
  const fentanyl = on('fentanyl', '2025-10-20')

  test('soybeans: none imported in September, 1.71 Mt a year before; no pledge', () => {
    expect(figure(soy, 'soybeans.cn-imports.us')).toMatchObject({
      latest: { period: '2025-09', value: '0', known: '2025-10-20' },
      yearBefore: { period: '2024-09' },
    })
    expect(soy.figures[0]?.series).toBe('soybeans.cn-imports.us')
    expect(soy.pledges).toEqual([])
    expect(words(soy)).not.toMatch(/busan-soy|\b12 Mt|\b25 Mt/)
  })
  test('soybeans: 10% on all US goods, 24 points of it suspended to 10 November, and 10% on farm goods', () => {
    const rate = (id: string): unknown => soy.inForce.find((s) => s.measure === id)?.terms[0]?.effective
    expect(rate('cn.reciprocal')).toBe('10%')
    expect(rate('cn.farm.mar-2025.tier-10')).toBe('10%')
    expect(rate('cn.retaliation.list-1')).toBe('25%')
    expect(ids(soy.inForce)).toContain('cn.exclusions.market-based')
    const cover = soy.suspended.find((i) => i.measure === 'cn.reciprocal')
    expect(cover).toMatchObject({ points: '24', ends: { date: '2025-11-10', daysLeft: 21 }, returns: [{ effective: '34%' }] })
  })
  test('soybeans: aid held up, talks due in Malaysia, the threat over cooking oil, and what the sources contradict', () => {
    expect(ids(soy.reported)).toContain('us-farm-aid-delay-2025')
    expect(soy.talks.ahead[0]).toMatchObject({ id: 'talks-kuala-lumpur-2025', from: '2025-10-25' })
    expect(ids(soy.threats)).toContain('us-cooking-oil-threat-2025')
    expect(soy.disputed[0]?.point).toMatch(/fallen to zero this year/)
    expect(soy.disputed.some((d) => /Port levies/.test(d.point))).toBe(false)
  })
  test('rare earths: No. 18 in force, Nos. 55 to 62 of 9 October each in its place, the 100% threat', () => {
    expect(ids(earths.inForce)).toEqual(
      expect.arrayContaining(['cn.export-control.ann-18-2025', 'cn.export-control.ann-61-2025.immediate', 'cn.export-control.ann-62-2025']),
    )
    const due = new Map(earths.published.map((s) => [s.measure, s.from]))
    expect(due.get('cn.export-control.ann-56-2025')).toBe('2025-11-08')
    expect(due.get('cn.export-control.ann-57-2025')).toBe('2025-11-08')
    expect(due.get('cn.export-control.ann-61-2025.foreign-made')).toBe('2025-12-01')
    expect(ids(earths.sameDay).sort()).toEqual(['cn.export-control.ann-55-2025', 'cn.export-control.ann-58-2025'])
    expect(earths.suspended).toEqual([])
    expect(ids(earths.threats)).toContain('us-100-threat-2025')
    expect(figure(earths, 'rare-earths.magnets.world')?.latest).toMatchObject({ period: '2025-09', value: '5774', how: 'reported' })
  })
  test('fentanyl: the US duty at 20%, China’s answers and controls, seizures of August', () => {
    expect(fentanyl.inForce.find((s) => s.measure === 'us.ieepa.fentanyl.cn')?.terms[0]?.effective).toBe('20%')
    expect(ids(fentanyl.inForce)).toEqual(expect.arrayContaining(['cn.farm.mar-2025.tier-15', 'cn.export-control.nitazenes-2025']))
    expect(figure(fentanyl, 'fentanyl.seized.nationwide')?.latest).toMatchObject({ period: '2025-08', value: '755' })
    expect(ids(fentanyl.inForce)).not.toContain('cn.export-control.fentanyl-precursors-2025')
    expect(words(fentanyl)).not.toMatch(/us-fentanyl-cut|11486/)
  })
})

describe('30 June 2026, as known that day', () => {
  const soy = on('soybeans', '2026-06-30')
  const earths = on('rare-earths', '2026-06-30')
  const fentanyl = on('fentanyl', '2026-06-30')

  test('soybeans: 25 Mt a year runs, 12 Mt was met, the farm duties ended, 2025 was a quarter of 2024', () => {
    expect(soy.pledges.find((p) => p.commitment.id === 'busan-soy-25mt-2026')?.pledges[0]).toMatchObject({
      quantity: 25,
      unit: 'Mt',
      per: 'year',
    })
    expect(soy.settled.find((p) => p.id === 'busan-soy-12mt-2025')?.status).toBe('met')
    expect(soy.lately.find((f) => f.measure === 'cn.farm.mar-2025.tier-10')).toMatchObject({
      cause: 'ends',
      moment: { date: '2025-11-10' },
    })
    expect(ids(soy.inForce)).not.toContain('cn.farm.mar-2025.tier-10')
    expect(figure(soy, 'soybeans.us-exports.quantity.year')).toMatchObject({
      latest: { period: '2025', value: '7562.271988979' },
      yearBefore: { period: '2024' },
    })
    expect(words(soy)).not.toMatch(/soy-2026-half|us-301-brazil-2026/)
  })
  test('rare earths: Nos. 56, 57, 61, 62 suspended to 10 November 2026 and back by itself, No. 18 in force', () => {
    const ends = new Map(earths.suspended.map((i) => [i.measure, i.ends?.date]))
    for (const n of ['56-2025', '57-2025', '61-2025.immediate', '61-2025.foreign-made', '62-2025'])
      expect(ends.get(`cn.export-control.ann-${n}`), n).toBe('2026-11-10')
    expect(ids(earths.inForce)).toContain('cn.export-control.ann-18-2025')
    expect(ids(earths.pledges.map((p) => p.commitment))).toContain('cn-general-licences-2025')
  })
  test('fentanyl: cut from 20% to 10% on 10 November, fallen with its authority on 24 February', () => {
    const steps = fentanyl.lately.filter((f) => f.measure === 'us.ieepa.fentanyl.cn')
    expect(steps.map((f) => [f.moment.date, f.cause])).toEqual([
      ['2026-02-24', 'becomes void'],
      ['2025-11-10', 'changes'],
    ])
    expect(steps[1]?.terms[0]).toMatchObject({ before: '20%', after: '10%' })
    expect(ids(fentanyl.inForce)).toContain('cn.export-control.fentanyl-precursors-2025')
    expect(figure(fentanyl, 'fentanyl.seized.nationwide.year')).toMatchObject({
      latest: { period: 'FY2025' },
      yearBefore: { value: '21889' },
    })
  })
  test('fentanyl, between: 10% in force', () => {
    expect(on('fentanyl', '2025-12-15').inForce.find((s) => s.measure === 'us.ieepa.fentanyl.cn')?.terms[0]?.effective).toBe('10%')
  })
})

test('pledges are known only from 1 November 2025', () => {
  expect(on('soybeans', '2025-10-31').pledges).toEqual([])
  expect(ids(on('soybeans', '2025-11-01').pledges.map((p) => p.commitment)).sort()).toEqual(['busan-soy-12mt-2025', 'busan-soy-25mt-2026'])
})

test('law is read by both dates, what was said and observed by the earlier', () => {
  const later = on('soybeans', '2025-10-20', '2026-06-30')
  expect(later.suspended.find((i) => i.measure === 'cn.reciprocal')?.ends?.date).toBe('2026-11-10')
  expect(figure(later, 'soybeans.cn-imports.us')?.latest.period).toBe('2025-09')
  expect(later.pledges).toEqual([])
})

/** Every day of knowledge in a value: publication, and the day on which something was said. */
function knownDays(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, v]) =>
    (key === 'known' || key === 'on') && typeof v === 'string' && /^\d{4}-/.test(v) ? [v] : knownDays(v),
  )
}

test('nothing known after the day of knowledge is in the answer, whatever the day', () => {
  const topics: Topic[] = ['soybeans', 'rare-earths', 'fentanyl', 'technology', 'ports', 'tariffs']
  const days = fc.integer({ min: 0, max: 3100 }).map((n) => addDays('2018-04-01', n))
  fc.assert(
    fc.property(fc.constantFrom(...topics), days, days, (topic, date, known) => {
      const report = on(topic, date, known)
      for (const day of knownDays(report)) expect(day <= known, `${topic} ${date} ${known}: ${day}`).toBe(true)
      for (const f of report.figures) expect(f.latest.known <= date, `${f.series} ${date}`).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('record and series cut off on the day of knowledge give the same answer', () => {
  const data = readSeries('.')
  for (const [topic, date, known] of [
    ['soybeans', '2025-10-20', '2025-10-20'],
    ['rare-earths', '2025-12-01', '2025-10-20'],
    ['fentanyl', '2026-06-30', '2025-12-31'],
    ['tariffs', '2019-05-20', '2019-05-20'],
  ] as const) {
    const rows = Object.entries(data.rows).map(([subject, text]) => [
      subject,
      text
        .split('\n')
        .filter((row) => (row.split(',')[4] as string) <= known)
        .join('\n'),
    ])
    const cut = topicReport(
      openLedger({ ...record, records: cutOff(record.records, known) }),
      openSeries({ ...data, rows: Object.fromEntries(rows) }),
      topic,
      { date, known },
    )
    // Cut off, an entry carries what its act gave it, and no longer names the act.
    const plain = (report: TopicReport): unknown => JSON.parse(JSON.stringify(report, (key, value) => (key === 'by' ? undefined : value)))
    expect(plain(cut)).toEqual(plain(on(topic, date, known)))
  }
})

test('topics are counted as they were known', () => {
  const then = topicCounts(ledger.asOf({ date: '2018-06-01', known: '2018-06-01' })).find((t) => t.topic === 'tariffs')
  const now = topicCounts(ledger.asOf({ date: '2026-06-30', known: '2026-06-30' })).find((t) => t.topic === 'tariffs')
  expect(then?.measures).toBeGreaterThan(0)
  expect(now?.measures).toBeGreaterThan(then?.measures ?? 0)
})
