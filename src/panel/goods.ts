/** Codes of the classes as goods, and entry lines of which nothing is stated. */
import type { Day } from '../base/dates.js'
import { ParleyError } from '../base/errors.js'
import type { EntryLine } from '../rates/entry-line.js'
import { findLine, type Goods } from '../rates/tariff.js'
import { type ChinaTariff, dottedCode, type Schedule, type ScheduleLine } from '../schedule/index.js'

/** The value on which duty is worked out: large enough that a share of it in cents is exact to the millionth of a point. */
export const VALUE = '1000000.00'

/** The line of a code of the classes: of China's, maybe with the line of 2018 that the goods were. `undefined` if there is none. */
export function lineOf(tariff: Schedule | ChinaTariff, code: string, date: Day): { line: ScheduleLine; goods: Goods } | undefined {
  const [hts = '', code2018] = code.split(':')
  try {
    return findLine(tariff, hts, date, code2018)
  } catch (error) {
    if (error instanceof ParleyError) return undefined
    throw error
  }
}

/** A number of chapter 98 is the claim of its heading. */
export function entryOf(entry: EntryLine, code: string): EntryLine {
  const hts = code.split(':')[0] as string
  if (!code.startsWith('98')) return { ...entry, hts }
  return { ...entry, hts, claims: new Set([...entry.claims, dottedCode(code.slice(0, 8))]) }
}
