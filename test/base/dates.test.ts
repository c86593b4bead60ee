import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addPeriod, daysBetween, inZone, isDay, parseClock, readableDay } from '../../src/base/dates.js'

describe('days', () => {
  test.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '25-04-01', '2025-4-1', '2025-04-01T00:00', '', '1899-12-31'])(
    '%s is no day',
    (text) => {
      expect(isDay(text)).toBe(false)
    },
  )
  test.each(['2024-02-29', '2000-02-29', '2025-12-31'])('%s is a day', (text) => expect(isDay(text)).toBe(true))
  test('1900 was no leap year', () => expect(isDay('1900-02-29')).toBe(false))

  test('isDay agrees with the platform on every day of four centuries, sampled', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2300-01-01'), noInvalidDate: true }), (date) => {
        const text = date.toISOString().slice(0, 10)
        expect(isDay(text)).toBe(true)
        expect(daysBetween(text, addDays(text, 40))).toBe(40)
      }),
    )
  })

  test('ninety days from 12 August 2025 is 10 November', () => expect(addPeriod('2025-08-12', 'P90D')).toBe('2025-11-10'))
  test('a year on', () => expect(addPeriod('2025-11-10', 'P1Y')).toBe('2026-11-10'))
  test('for reading', () => expect(readableDay('2025-11-01')).toBe('1 Nov 2025'))
})

describe('clocks', () => {
  test('one minute past midnight in Washington is 13:01 in Beijing once summer time has ended', () => {
    const clock = parseClock('00:01 America/New_York')
    expect(clock && inZone('2025-11-10', clock, 'Asia/Shanghai')).toEqual({ day: '2025-11-10', time: '13:01' })
    expect(clock && inZone('2025-05-14', clock, 'Asia/Shanghai')).toEqual({ day: '2025-05-14', time: '12:01' })
  })
  test.each(['24:00 Asia/Shanghai', '9:01 Asia/Shanghai', '09:01', '09:01 ET'])('%s is no clock', (text) =>
    expect(parseClock(text)).toBeUndefined(),
  )
})
