/** `parley truce` against what the record must answer: the article's world, the asymmetry, two ends side by side. */
import { describe, expect, test } from 'vitest'
import { openLedger } from '../../src/index.js'
import { type SuspendedItem, type TruceReport, truceReport } from '../../src/watch/index.js'

const ledger = openLedger()
const on = (date: string, known = date): TruceReport => truceReport(ledger, { date, known })
const item = (report: TruceReport, measure: string): SuspendedItem => {
  const found = report.suspended.find((i) => i.measure === measure)
  if (!found) throw new Error(`${measure} is not among the suspended: ${report.suspended.map((i) => i.measure).join(', ')}`)
  return found
}
const ids = (list: readonly { measure?: string; id?: string }[]): string[] => list.map((x) => x.measure ?? x.id ?? '')

describe('20 October 2025, as known that day', () => {
  const report = on('2025-10-20')

  test('24 points are suspended on each side, to 00:01 Eastern on 10 November, 13:01 in Beijing', () => {
    const us = item(report, 'us.ieepa.reciprocal.cn')
    const cn = item(report, 'cn.reciprocal')
    for (const i of [us, cn]) {
      expect(i.points).toBe('24')
      expect(i.terms).toEqual([{ term: 'rate', value: '34%', effective: '10%' }])
      expect(i.ends).toMatchObject({ date: '2025-11-10', daysLeft: 21 })
      expect(i.returns).toMatchObject([{ term: 'rate', effective: '34%' }])
    }
    expect(us.ends).toMatchObject({ time: '00:01 America/New_York', elsewhere: '13:01 Beijing' })
    expect(cn.ends).toMatchObject({ time: '13:01 Asia/Shanghai', elsewhere: '00:01 ET' })
    expect(us.acts.at(-1)?.instrument).toContain('EO 14334')
    expect(cn.acts.at(-1)?.instrument).toContain('2025 No. 8')
  })

  test('a lapse means 24 points more, not the 145% and 125% that the press printed: those were replaced', () => {
    expect(report.blanket.US.now.percent).toBe('30')
    expect(report.blanket.US.deadline).toMatchObject({ date: '2025-11-10', lapsed: { percent: '54' }, prolonged: { percent: '30' } })
    expect(report.blanket.US.highest).toMatchObject({ percent: '145', date: '2025-04-10', until: '2025-05-14' })
    expect(report.blanket.CN.now.percent).toBe('10')
    expect(report.blanket.CN.deadline).toMatchObject({ date: '2025-11-10', lapsed: { percent: '34' }, prolonged: { percent: '10' } })
    expect(report.blanket.CN.highest?.percent).toBe('125')
    expect(item(report, 'us.ieepa.reciprocal.cn').replaced.map((r) => r.value)).toEqual(['84%', '125%'])
    expect(item(report, 'cn.reciprocal').replaced.map((r) => r.value)).toEqual(['84%', '125%'])
  })

  test('the 100% threat, with its day and terms', () => {
    const threat = report.threats.find((t) => t.id === 'us-100-threat-2025')
    expect(threat?.terms).toMatch(/100%/)
    expect(threat?.trigger).toMatch(/November\s+1/)
    expect(threat?.known).toBe('2025-10-10')
  })

  test('Announcements 55 to 58, 61 and 62 of 9 October with their starts, and No. 18 in force', () => {
    const first = new Map(report.flips.filter((f) => f.cause === 'starts').map((f) => [f.measure, f.moment.date]))
    for (const n of ['55', '56', '57', '58']) expect(first.get(`cn.export-control.ann-${n}-2025`)).toBe('2025-11-08')
    expect(first.get('cn.export-control.ann-61-2025.foreign-made')).toBe('2025-12-01')
    const now = ids(report.inForce)
    expect(now).toContain('cn.export-control.ann-62-2025')
    expect(now).toContain('cn.export-control.ann-18-2025')
  })

  test('both sides’ port fees since 14 October, and the affiliates rule since 29 September', () => {
    const since = new Map(report.inForce.map((s) => [s.measure, s.from]))
    expect(since.get('us.port-fee.annex-1')).toBe('2025-10-14')
    expect(since.get('us.port-fee.annex-2')).toBe('2025-10-14')
    expect(since.get('cn.port-dues')).toBe('2025-10-14')
    expect(since.get('us.export-control.affiliates-rule')).toBe('2025-09-29')
  })

  test('talks due in Malaysia, soybeans at zero and the shutdown are told; Busan and the ruling are not', () => {
    expect(ids(report.talks.ahead)).toContain('talks-kuala-lumpur-2025')
    const reported = ids(report.reported)
    expect(reported).toContain('cn-soy-zero-sept-2025')
    expect(reported).toContain('us-shutdown-2025')
    expect(reported).toContain('us-farm-aid-delay-2025')
    const all = JSON.stringify({ ...report, horizon: undefined })
    expect(all).not.toMatch(/busan-soy|factsheet|scotus-ieepa|us-extension-2025-11|12 Mt/)
    expect(all).not.toMatch(/2026-(0[2-9]|1)/)
  })

  test('the exclusions, the crane duty and the controls are in the bundle that flips', () => {
    const dates = new Map(report.flips.map((f) => [f.measure, f.moment.date]))
    expect(dates.get('us.s301.cranes.9903-91-14')).toBe('2025-11-09')
    expect(dates.get('us.s301.exclusions.9903-88-69')).toBe('2025-11-30')
  })
})

describe('30 June 2026, as known that day', () => {
  const report = on('2026-06-30')

  test('the asymmetry: China’s 24 points can come back, the US 24 points cannot', () => {
    expect(item(report, 'cn.reciprocal').returns).toMatchObject([{ effective: '34%' }])
    const us = item(report, 'us.ieepa.reciprocal.cn')
    expect(us.state).toBe('void')
    expect(us.returns[0]?.effective).toBeNull()
    expect(us.returns[0]?.whyNot).toMatch(/void.*Learning Resources/)
  })

  test('what else runs out: controls, fees, affiliates, listings on 10 November, gallium and the others on 27 November', () => {
    const end = (id: string): string | undefined => item(report, id).ends?.date
    for (const id of [
      'cn.export-control.ann-55-2025',
      'cn.export-control.ann-57-2025',
      'cn.export-control.ann-61-2025.foreign-made',
      'cn.export-control.ann-62-2025',
      'cn.port-dues',
      'us.port-fee.annex-1',
      'us.export-control.affiliates-rule',
      'cn.listing.control-list.2025-04-04',
      'us.s301.cranes.9903-91-14',
      'us.s301.review.9903-91-12',
    ]) {
      expect(end(id), id).toBe('2026-11-10')
    }
    expect(end('cn.export-control.ann-46-2024.clause-2')).toBe('2026-11-27')
    expect(report.deadlines.byActs.map((d) => d.moment.date)).toEqual(['2026-11-10', '2026-11-27'])
    const flips = new Map(report.flips.map((f) => [f.measure, f]))
    expect(flips.get('us.s301.exclusions.9903-88-69')).toMatchObject({ cause: 'ends', moment: { date: '2026-11-10' } })
    expect(flips.get('us.s122.surcharge')).toMatchObject({ cause: 'ends', moment: { date: '2026-07-24' } })
  })

  test('no announcement is known yet', () => expect(report.deadlines.asAnnounced).toEqual([]))

  test('the soybean pledge runs on, though the duties of its bargain are void', () => {
    expect(report.pledges.map((p) => p.commitment.id)).toContain('busan-soy-25mt-2026')
  })
})

describe('5 October 2026', () => {
  const report = on('2026-10-05')
  test('the end by the acts stands beside the announced one, item by item', () => {
    expect(report.deadlines.byActs.map((d) => d.moment.date)).toEqual(['2026-11-10', '2026-11-27'])
    expect(report.deadlines.asAnnounced.map((d) => d.moment.date)).toEqual(['2027-01-10'])
    expect(report.announcements.map((a) => a.id)).toEqual(['truce-extended-2027-01-10'])
    expect(report.announcements[0]?.saidBy.map((s) => s.on)).toEqual(['2026-09-23', '2026-09-28'])
    expect(item(report, 'cn.reciprocal').announced).toMatchObject({ ends: { date: '2027-01-10' }, covered: 'implied' })
    expect(item(report, 'us.export-control.affiliates-rule').announced?.covered).toBe('said')
    const exclusions = report.flips.find((f) => f.measure === 'us.s301.exclusions.9903-88-69')
    expect(exclusions).toMatchObject({ cause: 'ends', moment: { date: '2026-11-10' }, announced: { date: '2027-01-10' } })
    expect(item(report, 'cn.export-control.ann-46-2024.clause-2').announced).toBeUndefined()
  })
  test('law follows acts: the announcement changes no term', () => {
    const view = ledger.asOf({ date: '2026-12-01', known: '2026-10-05' })
    expect(view.measure('cn.reciprocal')?.terms[0]?.segment?.effective).toBe('34%')
    expect(view.announced.measure('cn.reciprocal')?.terms[0]?.segment?.effective).toBe('10%')
  })
  test('on the day before it was said there is nothing to show', () => expect(on('2026-09-22').deadlines.asAnnounced).toEqual([]))
  test('a reader of 24 September does not yet hear MOFCOM', () => {
    expect(on('2026-09-24').announcements[0]?.saidBy.map((s) => s.on)).toEqual(['2026-09-23'])
  })
})

describe('24 November 2026, today', () => {
  const report = truceReport(ledger, { date: '2026-11-24' })
  test('says that nothing after the horizon is known', () => {
    expect(report.known).toBe('2026-10-10')
    expect(report.horizon.dateBeyond).toEqual(['US', 'CN', 'courts'])
  })
  test('by the acts it ran out on 10 November; as announced it runs on', () => {
    const cn = item(report, 'cn.reciprocal')
    expect(cn.state).toBe('returned')
    expect(cn.terms[0]?.effective).toBe('34%')
    expect(cn.announced).toMatchObject({ state: 'suspended', ends: { date: '2027-01-10' } })
    expect(report.blanket.CN.now.percent).toBe('34')
    expect(report.blanket.CN.announced?.percent).toBe('10')
    expect(report.inForce.find((s) => s.measure === 'cn.export-control.ann-57-2025')?.announced).toBe('suspended')
  })
})

describe('the first days of November 2025: announced, then done', () => {
  test('on 2 November the fact sheet is an announcement beside the acts', () => {
    const report = on('2025-11-02')
    expect(report.deadlines.byActs.at(-1)?.moment.date).toBe('2025-11-10')
    expect(item(report, 'us.ieepa.reciprocal.cn').announced?.ends.date).toBe('2026-11-10')
    expect(report.announcements.map((a) => a.id)).toEqual(['wh-factsheet-2025-11-01'])
  })
  test('on 12 November the acts say the same, and nothing is announced beside them', () => {
    const report = on('2025-11-12')
    expect(report.truce?.id).toBe('truce.busan-2025')
    expect(report.deadlines.byActs.map((d) => d.moment.date)).toEqual(['2026-11-10', '2026-11-27'])
    expect(item(report, 'cn.reciprocal').announced).toBeUndefined()
  })
})

describe('what a lapse is charged with', () => {
  test.each([
    ['2026-06-30', 'CN', '34', '10'],
    ['2025-11-08', 'CN', '10', '10'],
    ['2025-08-11', 'US', '54', '30'],
  ] as const)('on %s, %s: %s%% or %s%%, and nothing that would change anyway', (day, side, lapsed, prolonged) => {
    const { deadline } = on(day).blanket[side]
    if (day === '2025-11-08') expect(deadline?.date).toBe('2026-11-10')
    else expect([deadline?.lapsed.percent, deadline?.prolonged.percent]).toEqual([lapsed, prolonged])
  })
  test('with the threat carried out the lapse is still 24 points', () => {
    const { deadline } = truceReport(ledger.with('threat-100'), { date: '2025-10-20', known: '2025-10-20' }).blanket.US
    expect([deadline?.lapsed.percent, deadline?.prolonged.percent]).toEqual(['154', '130'])
  })
})

describe('no truce', () => {
  test.each(['2025-04-20', '2023-01-01', '2018-08-01', '1900-01-01'])('%s', (day) => expect(on(day).truce).toBeUndefined())
  test('the farm duties of March 2025 are ended by the act that ended them, at its minute', () => {
    const flip = on('2025-11-08').flips.find((f) => f.measure === 'cn.farm.mar-2025.tier-10')
    expect(flip).toMatchObject({ cause: 'ends', moment: { date: '2025-11-10', time: '13:01 Asia/Shanghai' } })
    expect(flip?.instrument).toContain('No. 9')
  })
})

describe('earlier truces', () => {
  test('Buenos Aires: China’s car duties are suspended from 1 January 2019 to the end of March', () => {
    const report = on('2019-01-15')
    expect(report.truce?.id).toBe('truce.buenos-aires-2018')
    expect(item(report, 'cn.retaliation.autos.list-1').ends?.date).toBe('2019-04-01')
  })
  test('before any truce nothing is suspended', () => expect(on('2018-08-01').truce).toBeUndefined())
})
