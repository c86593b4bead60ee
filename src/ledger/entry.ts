/**
 * The ledger's atom. Whatever a file, a scenario, a threat or an announcement says about a measure becomes entries of
 * this one form, each with its two dates and its provenance.
 */
import type { Day } from '../base/dates.js'
import type { Grade } from './schema/index.js'

/** The value of a term: a rate as the ledger writes it, a requirement, an amount, a count. */
export type TermValue = string | number | { readonly [key: string]: TermValue }

/** Where a statement comes from: the act, its instrument and sources, the day it was published, how far it is verified. */
export interface Provenance {
  readonly known: Day
  readonly instrument: string
  readonly sources: readonly string[]
  readonly grade: Grade
  /** The act of this ledger that made it, if it is on record. */
  readonly by?: string
  readonly note?: string
  /** The scenario that laid this entry over the ledger; absent for the record itself. */
  readonly scenario?: string
}

interface Dated extends Provenance {
  /** The measure it belongs to and its place in the file, counted from 0 (overlaid entries come after). */
  readonly measure: string
  readonly index: number
}

/** Terms hold from a day (until another, exclusive). */
export interface SetEntry extends Dated {
  readonly verb: 'set'
  /** Terms by name. A rate by origin is one term an origin: `rate.CN`. */
  readonly terms: Readonly<Record<string, TermValue>>
  readonly from: Day
  readonly until?: Day
  readonly fromTime?: string
  readonly untilTime?: string
  readonly label?: string
  readonly truce?: string
  readonly heading?: string
  /** With a floor: the heading filed where column 1 reaches it. */
  readonly headingAbove?: string
  /** The terms hold only for goods of which this is asserted. */
  readonly claim?: string
}

/** A part of a term, a term or all terms do not apply; they come back by themselves at `until`. */
export interface SuspendEntry extends Dated {
  readonly verb: 'suspend'
  readonly label: string
  readonly term?: string
  readonly points?: string
  readonly rest?: string
  readonly from: Day
  readonly until?: Day
  readonly fromTime?: string
  readonly untilTime?: string
  readonly truce?: string
}

/** The end of a labelled suspension (or set) moves. */
export interface ExtendEntry extends Dated {
  readonly verb: 'extend'
  readonly label: string
  /** First day of the prolonged term; by default the end so far. */
  readonly from?: Day
  readonly until: Day
  readonly untilTime?: string
  readonly truce?: string
}

/** A suspension ends early. */
export interface ResumeEntry extends Dated {
  readonly verb: 'resume'
  readonly label: string
  readonly from: Day
  readonly fromTime?: string
}

/** All terms, or one, end for good. */
export interface EndEntry extends Dated {
  readonly verb: 'end'
  /** `all`, or a term's name. */
  readonly term: string
  readonly from: Day
  readonly fromTime?: string
}

export type Entry = SetEntry | SuspendEntry | ExtendEntry | ResumeEntry | EndEntry

/** An authority is void: nothing that rests on it is collected or enforced from `from` on. */
export interface VoidEntry extends Provenance {
  readonly authority: string
  readonly from: Day
  readonly fromTime?: string
  /** The day from which it was void in law, where that is earlier. */
  readonly declared?: Day
}
