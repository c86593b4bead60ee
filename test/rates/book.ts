/** One rate book for all tests of this folder: the record, its lists, the whole schedule. */
import { readSchedule } from '../../src/files/schedule.js'
import lists from '../../src/generated/lists.js'
import { openLedger } from '../../src/index.js'
import { type Assessment, assess, type EntryInput, openRates, type RateBook } from '../../src/rates/index.js'

export const schedule = readSchedule('.')
export { lists }
export const ledger = openLedger()
const books = new Map<string, RateBook>()

/** The book of a day of knowledge; by default of all that is known. */
export function book(known = '2026-10-10'): RateBook {
  const found = books.get(known) ?? openRates(ledger, schedule, lists, known)
  books.set(known, found)
  return found
}

/** The total rate in percent, or what is missing. */
export function total(entry: EntryInput, known?: string): number | string {
  const a = assess(book(known), entry)
  return a.rate_pct ?? (a.incomplete ?? []).join('; ')
}

/** The layers that are owed: heading and rate. */
export const owed = (a: Assessment): string[] => a.layers.filter((l) => l.status === 'applies').map((l) => `${l.heading} ${l.rate_pct}`)
