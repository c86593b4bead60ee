/** Six subjects on eight days in two readings, against a table derived from the acts. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Control, type ControlsAsked, type ControlsReport, controlsOn, openLedger } from '../../src/index.js'

type Reading = 'day' | 'horizon'
interface Table {
  days: string[]
  subjects: { ask: ControlsAsked; controls: Record<string, Record<Reading, string[]>> }[]
}
const { days, subjects } = parse(readFileSync('test/controls/statuses.yaml', 'utf8')) as Table
const ledger = openLedger()

const all = (r: ControlsReport): Control[] => [...r.controls, ...r.fromAbroad, ...r.family, ...r.ended, ...r.issuedLater]
const words = (c: Control): string =>
  c.status === 'not-started'
    ? `not-started ${c.starts}${c.heldBackFrom === undefined ? '' : ' held'}`
    : c.status === 'suspended'
      ? `suspended ${c.until}`
      : c.status

describe.each(subjects)('$ask', ({ ask, controls }) => {
  const readings: Reading[] = ['day', 'horizon']
  test.each(days.flatMap((day, i) => readings.map((reading) => [day, reading, i] as const)))(
    '%s, by what is known on the %s',
    (date, reading, i) => {
      const expected = Object.fromEntries(
        Object.entries(controls).flatMap(([id, line]) => (line[reading][i] === 'absent' ? [] : [[id, line[reading][i]]])),
      )
      const report = controlsOn(ledger, { date, ...(reading === 'day' && { known: date }), ...ask })
      expect(Object.fromEntries(all(report).map((c) => [c.measure, words(c)]))).toEqual(expected)
    },
  )
})

describe('days between', () => {
  const one = (date: string, known: string | undefined, measure: string): Control | undefined =>
    all(controlsOn(ledger, { date, ...(known !== undefined && { known }), element: 'rare earths' })).find((c) => c.measure === measure)

  test('No. 57 is suspended on the day of No. 70, before its first day, and comes into force by itself a year later', () => {
    expect(one('2025-11-06', '2025-11-06', 'cn.export-control.ann-57-2025')).toMatchObject({ status: 'not-started', starts: '2025-11-08' })
    expect(one('2025-11-07', '2025-11-07', 'cn.export-control.ann-57-2025')).toMatchObject({
      status: 'suspended',
      since: '2025-11-07',
      until: '2026-11-10',
      beforeStart: true,
      truce: 'truce.busan-2025',
      by: 'MOFCOM & GACC Announcement 2025 No. 70',
      coming: { date: '2026-11-10', requirement: 'licence', instrument: 'MOFCOM & GACC Announcement 2025 No. 57' },
    })
    expect(one('2026-11-09', undefined, 'cn.export-control.ann-57-2025')?.status).toBe('suspended')
    expect(one('2026-11-10', undefined, 'cn.export-control.ann-57-2025')).toMatchObject({
      status: 'in-force',
      returned: true,
      since: '2026-11-10',
    })
  })
  test('No. 62 was in force for a month', () => {
    expect(one('2025-11-06', '2025-11-06', 'cn.export-control.ann-62-2025')).toMatchObject({ status: 'in-force', since: '2025-10-09' })
    expect(one('2025-11-07', '2025-11-07', 'cn.export-control.ann-62-2025')).not.toHaveProperty('beforeStart')
  })
  test('after the end of the suspension the answer is beyond the horizon, and says what was announced', () => {
    const report = controlsOn(ledger, { date: '2026-11-28', element: 'synthetic diamond' })
    expect(report.horizon.dateBeyond).toEqual(['US', 'CN', 'courts'])
    const no55 = report.controls.find((c) => c.measure === 'cn.export-control.ann-55-2025')
    expect(no55).toMatchObject({ status: 'in-force', returned: true, announced: { status: 'suspended', until: '2027-01-10' } })
    const clause2 = report.controls.find((c) => c.measure === 'cn.export-control.ann-46-2024.clause-2')
    expect(clause2).toMatchObject({ status: 'in-force', returned: true, requirement: 'prohibited' })
    expect(clause2).not.toHaveProperty('announced')
  })
  test('a scenario is answered like the law', () => {
    const extended = controlsOn(ledger.with('extend-one-year'), { date: '2026-11-28', element: 'holmium' })
    expect(extended.scenarios).toEqual(['extend-one-year'])
    expect(extended.controls[0]).toMatchObject({ measure: 'cn.export-control.ann-57-2025', status: 'suspended' })
  })
})
