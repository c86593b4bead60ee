/** Duties on an import: on a day, of several origins, and in history. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { Ledger } from '../ledger/index.js'
import { type Assessment, assess, type EntryInput, history, IMPORTERS, type Importer, RECORD_BEGINS } from '../rates/index.js'
import type { Shelf } from './shelf.js'

/** A step of the duty over entry dates. */
export interface DutyStep {
  readonly from: Day
  readonly until?: Day
  readonly rate_pct?: number
  readonly incomplete?: readonly string[]
  readonly changes: readonly string[]
}

/** An entry line, but for its origin. */
export type EntryOfOrigin = Omit<EntryInput, 'origin'>

/** What the duty of a line is asked of. */
export interface DutyAsked {
  readonly ledger: Ledger
  readonly known: Day | undefined
  readonly to: Importer
  readonly entry: EntryOfOrigin
}

const bookOf = (shelf: Shelf, { ledger, known, to, entry }: DutyAsked) => shelf.book(ledger, to, known, entry.hts)

/** The full stack, with the effect of every question. @throws {ParleyError} */
export const dutyOf = (shelf: Shelf, asked: DutyAsked, origin: string): Assessment =>
  assess(bookOf(shelf, asked), { ...asked.entry, origin }, { effects: true })

/** The same goods of several origins; one named twice counts once. @throws {ParleyError} */
export function comparison(shelf: Shelf, asked: DutyAsked, origins: readonly string[]): Assessment[] {
  const book = bookOf(shelf, asked)
  return [...new Set(origins)].map((origin) => assess(book, { ...asked.entry, origin }))
}

/** Every step of the duty since the record begins, to the entry date. @throws {ParleyError} */
export const dutySteps = (shelf: Shelf, asked: DutyAsked, origin: string): DutyStep[] =>
  history(bookOf(shelf, asked), { ...asked.entry, origin }, RECORD_BEGINS[asked.to]).map(({ from, until, assessment: a, changes }) => ({
    from,
    ...(until !== undefined && { until }),
    ...(a.rate_pct !== undefined && { rate_pct: a.rate_pct }),
    ...(a.incomplete && { incomplete: a.incomplete }),
    changes,
  }))

/** The importing party by its two letters. @throws {ParleyError} bad-input */
export function importerOf(text: string, field: string): Importer {
  const party = text.toUpperCase()
  return IMPORTERS.find((p) => p === party) ?? fail('bad-input', `"${text}": imports into ${IMPORTERS.join(' or ')} are assessed`, field)
}

/** @throws {ParleyError} bad-input, if the text is no tariff number */
export function checkTariffNumber(hts: string, field = 'hts'): void {
  if (!/^\d{2,10}$/.test(hts.replaceAll(/[.\s]/g, '')))
    fail('bad-input', `"${hts}" is not a tariff number; write digits, with or without dots, e.g. 8505.11.00.70`, field)
}
