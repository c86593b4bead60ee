/** The compiled schedule as it lies in files: one a chapter, and one of what differs in other editions. */
import type { Day } from '../base/dates.js'

/**
 * A node of a chapter's descriptions, in the order of the schedule: depth below the chapter, words, and for a line its code.
 * Ten digits: a statistical line; eight: a rate line (both at once where a rate line has but one statistical number,
 * whose words are its own). `rates` and `units` point into the tables of the chapter; -1 is none.
 */
export type ChapterNode = readonly [depth: number, words: string, code?: string, rates?: number, units?: number]

/** One chapter. */
export interface ChapterData {
  /** Two digits. */
  readonly chapter: string
  /** The three columns as printed: general, special, column 2. */
  readonly rates: readonly (readonly [general: string, special: string, column2: string])[]
  /** Units of quantity as printed. */
  readonly units: readonly (readonly string[])[]
  readonly nodes: readonly ChapterNode[]
}

/** A span of days in which an edition of the schedule was read; `until` is exclusive. */
export interface Edition {
  readonly id: string
  readonly title: string
  readonly from: Day
  readonly until: Day
}

/** A general rate as another edition has it. `from` and `until` (exclusive) are the edition's own dates for the rate. */
export interface OtherRate {
  readonly edition: string
  readonly general: string
  readonly from?: Day
  readonly until?: Day
}

/** Statistical numbers of one rate line that ended, and that began, from one revision to the next. */
export interface CodeChange {
  readonly before: string
  readonly after: string
  readonly old: readonly string[]
  readonly new: readonly string[]
}

/** What differs from the compiled edition. Codes have eight digits but in `codes`, where they have ten. */
export interface ChangesData {
  /** The compiled edition: it holds from `from`, was compared with later ones through `until` (exclusive). */
  readonly current: Edition
  /** For chapters that were compared less far. */
  readonly shorter: Readonly<Record<string, Day>>
  /** Earlier editions, in order of time. */
  readonly editions: readonly Edition[]
  /** Lines whose general rate differs in an earlier edition. */
  readonly rates: Readonly<Record<string, readonly OtherRate[]>>
  /** By edition: lines that it does not have. */
  readonly absent: Readonly<Record<string, readonly string[]>>
  /** Lines that the compiled edition does not have, with the general rate where others have them. */
  readonly other: Readonly<Record<string, readonly OtherRate[]>>
  readonly codes: readonly CodeChange[]
  /** What else is said to be known of a line's rates, from memory. */
  readonly remarks: readonly { readonly text: string; readonly codes: readonly string[] }[]
}
