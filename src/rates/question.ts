/** What an answer leaves open. */
import type { Day } from '../base/dates.js'

/** Something not said that could change the answer. */
export interface RawQuestion {
  /** The key of an entry line under which the answer goes, and the name there. */
  readonly about: 'claims' | 'denies' | 'facts' | 'dates' | 'quantity'
  readonly name: string
  readonly ask: string
  readonly measure: string
  /** Of a date: a day that would make a difference. */
  readonly under?: Day
}
