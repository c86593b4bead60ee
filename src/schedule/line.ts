/** A line of the schedule. */
import type { Day } from '../base/dates.js'
import type { OtherRate } from './data.js'
import type { GeneralRate } from './editions.js'
import type { RateExpression, SpecialRate } from './expression.js'

/** A column of rates: the law's words, and what they say. */
export interface Column {
  readonly raw: string
  readonly rate: RateExpression
}

/** What is known of a code that another edition has otherwise. */
export interface Changed {
  /** In a sentence. */
  readonly text: string
  /** Numbers of ten digits under the same rate line that ended when those in `new` began. */
  readonly old: readonly string[]
  readonly new: readonly string[]
  /** For a line that only other editions have: its general rate there. */
  readonly general?: readonly OtherRate[]
}

/** A statistical line, or a rate line that has no statistical number. */
export interface ScheduleLine {
  /** Ten digits; eight where the schedule gives the rate line no statistical number (watches, much of chapter 98). */
  readonly code: string
  /** The code as `8505.11.00.70`. */
  readonly dotted: string
  /** The eight digits that fix the rate. */
  readonly rateCode: string
  /** Words from the heading down to the line. */
  readonly description: readonly string[]
  /** Units of quantity as printed, the first one first. */
  readonly units: readonly string[]
  readonly general: Column
  /** The special column, one rate for each group of programmes: none where the schedule prints none. */
  readonly special: readonly SpecialRate[]
  /** The whole special column as printed. */
  readonly specialRaw: string
  readonly column2: Column
  /** Where a later revision has ended this number: by what. */
  readonly changed?: Changed
  /** The general rate on a day, by all editions known. @throws ParleyError if `date` is no day */
  generalOn(date: Day): GeneralRate
}

/** `8505110070` as `8505.11.00.70`; any length. */
export function dottedCode(code: string): string {
  return [code.slice(0, 4), ...(code.slice(4).match(/../g) ?? [])].join('.')
}
