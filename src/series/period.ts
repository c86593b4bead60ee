/** Periods of observation as text that sorts: `2025`, `2025-09`, `2025-09-18`, `2025-01/2025-09`, `FY2025`, `MY2025/26`. */
import { addDays, type Day, isDay, readableDay } from '../base/dates.js'
import { fail } from '../base/errors.js'

const FORMS: readonly [RegExp, (m: RegExpExecArray) => { from: Day; until: Day }][] = [
  [/^(\d{4})$/, ([, y]) => ({ from: `${y}-01-01`, until: `${Number(y) + 1}-01-01` })],
  [/^(\d{4})-(0[1-9]|1[0-2])$/, ([month]) => ({ from: `${month}-01`, until: next(`${month}-01`) })],
  [/^\d{4}-\d{2}-\d{2}$/, ([day]) => ({ from: day, until: addDays(day, 1) })],
  // The US fiscal year ends on 30 September, the marketing year of soybeans on 31 August.
  [/^FY(\d{4})$/, ([, y]) => ({ from: `${Number(y) - 1}-10-01`, until: `${y}-10-01` })],
  [/^MY(\d{4})\/\d{2}$/, ([, y]) => ({ from: `${y}-09-01`, until: `${Number(y) + 1}-09-01` })],
]

const next = (firstOfMonth: Day): Day => `${addDays(firstOfMonth, 32).slice(0, 7)}-01`

/** The days of a period: its first, and the first that it no longer holds; `undefined` if `text` is no period. */
export function daysOf(text: string): { from: Day; until: Day } | undefined {
  const span = /^([^/]+)\/([^/]+)$/.exec(text)
  if (span && !text.startsWith('MY')) {
    const [a, b] = [daysOf(span[1] as string), daysOf(span[2] as string)]
    return a && b && a.from < b.from && span[1]?.length === span[2]?.length ? { from: a.from, until: b.until } : undefined
  }
  for (const [form, days] of FORMS) {
    const found = form.exec(text)
    if (found && (text.length !== 10 || isDay(text))) return days(found)
  }
  return undefined
}

/** The last day of a period. @throws ParleyError bad-input, if it is none */
export function lastDay(period: string): Day {
  const days = daysOf(period) ?? fail('bad-input', `"${period}" is no period`)
  return addDays(days.until, -1)
}

const SEASON = /^MY(\d{4})\/\d{2}$/

/** The same period a year earlier: `2024-09` for `2025-09`. */
export function yearBefore(period: string): string {
  const season = SEASON.exec(period)
  if (season) return `MY${Number(season[1]) - 1}/${String(Number(season[1])).slice(2)}`
  return period.replace(/\d{4}/g, (year) => String(Number(year) - 1)).replace(/-02-29/g, '-02-28')
}

/** A period for reading: `Sep 2025`, `Jan to Sep 2025`, `fiscal 2025`, `18 Sep 2025`, `season 2025/26`. */
export function readablePeriod(period: string): string {
  if (SEASON.test(period)) return `season ${period.slice(2)}`
  if (period.startsWith('FY')) return `fiscal ${period.slice(2)}`
  const [a = '', b] = period.split('/')
  if (b === undefined) return single(a)
  const shared = a.length > 4 && a.slice(0, 4) === b.slice(0, 4)
  return `${shared ? single(a).slice(0, -5) : single(a)} to ${single(b)}`
}

const single = (p: string): string => (p.length === 4 ? p : p.length === 7 ? readableDay(`${p}-01`).slice(2) : readableDay(p))
