/**
 * Plain calendar days. A day is the string `YYYY-MM-DD`: it sorts as text, prints as itself, and never becomes a local
 * time by accident. Days are counted in UTC; periods and zones are Temporal's.
 */
import { Temporal } from 'temporal-polyfill'

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** Whether `text` is a day that the calendar has (`2025-02-30` is not). */
export function isDay(text: string): text is Day {
  if (!SHAPE.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The day that is `days` after `day` (before it, if negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(utc(day) + days * DAY).toISOString().slice(0, 10)
}

/** Milliseconds of a day; days are counted in UTC, where all are as long. */
const DAY = 86_400_000
const utc = (day: Day): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))

/** `day` moved by an ISO 8601 duration such as `P1Y` or `P90D`. */
export function addPeriod(day: Day, period: string): Day {
  return Temporal.PlainDate.from(day).add(Temporal.Duration.from(period)).toString()
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (utc(to) - utc(from)) / DAY
}

/** Whether a day lies in a span: from its first day, before the first that it no longer holds; an end left out is open. */
export function within(span: { readonly from?: Day | undefined; readonly until?: Day | undefined }, day: Day): boolean {
  return (span.from === undefined || span.from <= day) && (span.until === undefined || day < span.until)
}

/** The earlier of two days. */
export function earlier(a: Day, b: Day): Day {
  if (a < b) return a
  return b
}

/** The later of two days. */
export function later(a: Day, b: Day): Day {
  if (a > b) return a
  return b
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2025-11-10` as `10 Nov 2025`, for reading. */
export function readableDay(day: Day): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
}

/** A wall clock in a named zone, as the ledger writes it: `00:01 America/New_York`. */
export interface Clock {
  readonly time: string
  readonly zone: string
}

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d) ([A-Za-z]+\/[A-Za-z_]+)$/

/** Reads `HH:MM Area/City`; `undefined` if it is not of that form. */
export function parseClock(text: string): Clock | undefined {
  const found = CLOCK.exec(text)
  return found ? { time: `${found[1]}:${found[2]}`, zone: found[3] as string } : undefined
}

/** The same instant, `day` at `clock`, read on the wall clock of another zone: its day and time there. */
export function inZone(day: Day, clock: Clock, zone: string): { day: Day; time: string } {
  const there = Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: clock.zone, plainTime: Temporal.PlainTime.from(clock.time) })
    .withTimeZone(zone)
  return { day: there.toPlainDate().toString(), time: there.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** The day that the machine's clock shows where it stands. Faces call it; rooms never do. */
export function today(): Day {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
