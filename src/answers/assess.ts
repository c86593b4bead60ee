/** Entry lines, one answer a line: the assessment, or an error record in its place. */
import { ParleyError } from '../base/errors.js'
import type { Ledger } from '../ledger/index.js'
import { type Assessment, assess, type EntryInput, type Importer } from '../rates/index.js'
import type { NumberedEntry } from './entries.js'
import type { Shelf } from './shelf.js'

/** What stands in place of a line that cannot be assessed. */
export interface ErrorRecord {
  readonly id?: string
  readonly line: number
  readonly error: string
}

/** Through which record the lines are looked at, and whether the effect of each question is computed. */
export interface LinesAsked {
  readonly ledger: Ledger
  readonly known: string | undefined
  readonly effects: boolean
}

/** The assessment of a numbered line, or an error record in its place. */
export function answerTo(
  shelf: Shelf,
  { ledger, known, effects }: LinesAsked,
  { line, entry, problem }: NumberedEntry,
): Assessment | ErrorRecord {
  if (problem !== undefined) return { ...idOf(entry), line, error: problem }
  try {
    return assess(shelf.book(ledger, toOf(entry), known), entry as EntryInput, { effects })
  } catch (error) {
    // Of lists within lists without end, not even the words of an error can be made.
    if (error instanceof RangeError) return { line, error: 'the line is nested too deeply' }
    if (!(error instanceof ParleyError)) throw error
    return { ...idOf(entry), line, error: error.problems.map((p) => (p.field ? `${p.field}: ${p.message}` : p.message)).join('; ') }
  }
}

const idOf = (entry: unknown): { id?: string } =>
  typeof entry === 'object' && entry !== null && 'id' in entry && (typeof entry.id === 'string' || typeof entry.id === 'number')
    ? { id: String(entry.id) }
    : {}

/** The importing party that a line names; the US unless it is China. */
const toOf = (entry: unknown): Importer =>
  typeof entry === 'object' && entry !== null && 'to' in entry && typeof entry.to === 'string' && entry.to.toUpperCase() === 'CN'
    ? 'CN'
    : 'US'
