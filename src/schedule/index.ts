/**
 * The Harmonized Tariff Schedule of the United States as a dated, searchable, exactly read schedule: {@link openSchedule}
 * takes the chapters given and finds a line by code, or lines by words; {@link parseRate} and {@link parseSpecial} read the
 * law's words as a rate; {@link evaluate} says what a rate comes to, what it lacks, or why no amount follows. Chapter 99 is
 * not here: the ledger holds it. Nothing is read or fetched: the data is passed in, so that this runs in a browser.
 */

export { chapterTitle } from './chapters.js'
export { type ChinaLine, ChinaTariff, type ChinaTariffData, listed, type Nomenclature } from './china.js'
export type { ChangesData, ChapterData, ChapterNode, CodeChange, Edition, OtherRate } from './data.js'
export type { GeneralRate } from './editions.js'
export { DEGREES, type Evaluation, evaluate, type Facts } from './evaluate.js'
export {
  describeRate,
  NOT_UNDERSTOOD,
  type PercentPart,
  parseRate,
  parseSpecial,
  type RateExpression,
  type SpecialRate,
  type UnitPart,
} from './expression.js'
export { type Changed, type Column, dottedCode, type ScheduleLine } from './line.js'
export { type Found, openSchedule, Schedule } from './schedule.js'
export { type Hit, lowerBound } from './search.js'
export { quantityIn, unitName } from './units.js'
