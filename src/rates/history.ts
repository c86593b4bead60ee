/** A product's duty over all entry dates: every interval on which it does not change, and what changed at each step. */
import type { Day } from '../base/dates.js'
import { type Assessment, assess, type RateBook } from './assess.js'
import type { EntryInput } from './entry-line.js'
import { namesOf } from './origins.js'

/** A step of a history. */
export interface Step {
  readonly from: Day
  readonly until?: Day
  readonly assessment: Assessment
  /** What changed against the step before, in words. */
  readonly changes: readonly string[]
}

/**
 * The history of a line from a day on. Only days on which some rule of the product changes are assessed.
 * @param input an entry line; its entry date is the last day looked at
 */
export function history(book: RateBook, input: EntryInput, from: Day): Step[] {
  const last = input.entry_date
  const at = (date: Day): Assessment => assess(book, { ...input, entry_date: date })
  const days = new Set<Day>([from])
  const first = at(from)
  const product = book.products.get(first.hts.replaceAll('.', '').padEnd(10, '0'))
  const add = (day: Day | undefined): void => void (day !== undefined && day > from && day <= last && days.add(day))
  for (const { rule, exemptions } of product?.tariffs ?? []) {
    for (const origin of [...namesOf(first.origin, last), ''])
      for (const s of rule.rates.get(origin) ?? []) for (const d of [s.from, s.until]) add(d)
    for (const clause of [...rule.yieldsTo, ...exemptions.map((e) => e.exemption), ...rule.transit])
      for (const d of [clause.from, clause.until]) add(d)
  }
  for (const { rule } of product?.exclusions ?? []) for (const s of rule.granted) for (const d of [s.from, s.until]) add(d)
  for (const p of book.rules.programmes) for (const s of p.granted) for (const d of [s.from, s.until]) add(d)

  const steps: Step[] = []
  for (const day of [...days].sort()) {
    const assessment = at(day)
    const before = steps.at(-1)
    const changes = before ? differences(before.assessment, assessment) : present(assessment)
    if (before && changes.length === 0) continue
    if (before) steps[steps.length - 1] = { ...before, until: day }
    steps.push({ from: day, assessment, changes })
  }
  return steps
}

const owed = (a: Assessment): Map<string, string> =>
  new Map(
    a.layers
      .filter((l) => l.status === 'applies' || l.status === 'needs an answer')
      .map((l) => [l.measure, `${l.heading} ${l.status === 'applies' ? `${l.rate_pct}%` : 'open'}`]),
  )

const present = (a: Assessment): string[] => [`base ${a.base.rate}`, ...owed(a).values()]

function differences(a: Assessment, b: Assessment): string[] {
  const before = owed(a)
  const after = owed(b)
  const out: string[] = a.base.rate === b.base.rate ? [] : [`base ${a.base.rate} to ${b.base.rate}`]
  for (const [measure, now] of after) {
    const then = before.get(measure)
    if (then === undefined) out.push(`+ ${now}`)
    else if (then !== now) out.push(`${then} to ${now}`)
  }
  for (const [measure, then] of before) if (!after.has(measure)) out.push(`- ${then}${why(b, measure)}`)
  return out
}

function why(a: Assessment, measure: string): string {
  const layer = a.layers.find((l) => l.measure === measure)
  return layer ? ` (${layer.status}: ${layer.reason})` : ''
}
