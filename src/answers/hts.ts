/** Lines of the US tariff schedule, by number or by words. */
import { fail } from '../base/errors.js'
import type { Hit, Schedule, ScheduleLine } from '../schedule/index.js'
import { checkTariffNumber } from './duty.js'
import type { Shelf } from './shelf.js'

/** A line, the lines that a shorter code stands for, or what a search found. */
export type LinesFound =
  | { readonly is: 'line'; readonly answer: ScheduleLine }
  | { readonly is: 'choice'; readonly answer: readonly ScheduleLine[] }
  | { readonly is: 'hits'; readonly answer: readonly Hit<ScheduleLine>[] }

/**
 * @param text a tariff number, or words of a description
 * @param most how many hits at most
 * @param field how the caller calls the text
 * @throws {ParleyError} not-found, if no line has the number
 */
export function linesFor(shelf: Shelf, text: string, most: number, field = 'hts'): LinesFound {
  if (!/^[\d.\s]+$/.test(text)) return { is: 'hits', answer: shelf.us().search(text, most) }
  checkTariffNumber(text, field)
  const found = shelf.us(text).find(text)
  if (found.status === 'unknown') fail('not-found', found.why, field)
  return found.status === 'line' ? { is: 'line', answer: found.line } : { is: 'choice', answer: found.lines }
}

/** The words of a code: those that all its lines share. Of six digits they are the same in every country's tariff. */
export function wordsOf(schedule: Schedule, code: string): string {
  const found = schedule.find(code)
  const lines = found.status === 'line' ? [found.line] : found.status === 'choose' ? found.lines : []
  const [first = [], ...others] = lines.map((l) => l.description)
  const shared = first.filter((words, i) => others.every((o) => o[i] === words))
  return shared.map((words) => words.replace(/:$/, '')).join(': ')
}
