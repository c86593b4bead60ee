/** A product's duty over all entry dates: every interval on which it does not change, and what changed at each step. */
import type { Day } from '../base/dates.js'
import { ParleyError } from '../base/errors.js'
import { type Assessment, assess, type RateBook, rulesOf } from './assess.js'
import type { ProductRules } from './candidates.js'
import type { EntryInput } from './entry-line.js'
import { namesOf } from './origins.js'
import { findLine } from './tariff.js'

/** A step of a history. */
export interface Step {
  readonly from: Day
  readonly until?: Day
  readonly assessment: Assessment
  /** What changed against the step before, in words. */
  readonly changes: readonly string[]
}

/**
 * The history of a line from a day on. Only days on which some rule of the product changes are assessed. Where the nomenclature
 * changed and the code is only of one, the history is that of its days.
 * @param input an entry line; its entry date is the last day looked at
 */
export function history(book: RateBook, input: EntryInput, from: Day): Step[] {
  const last = input.entry_date
  let missing: ParleyError | undefined
  const look = <T>(what: () => T): T | undefined => {
    try {
      return what()
    } catch (error) {
      if (!(error instanceof ParleyError && error.fault === 'not-found')) throw error
      missing = error
      return undefined
    }
  }
  const days = new Set<Day>([from, ...book.schedule.breaks.filter((day) => day > from && day <= last)])
  const products = new Set([...days].flatMap((day) => look(() => rulesOf(book, findLine(book.schedule, input.hts, day).goods)) ?? []))
  const origins = [...namesOf(input.origin.toUpperCase(), last), '']
  for (const product of products) for (const day of edges(book, product, origins)) if (day > from && day <= last) days.add(day)

  const steps: Step[] = []
  for (const day of [...days].sort()) {
    const assessment = look(() => assess(book, { ...input, entry_date: day }))
    const before = steps.at(-1)
    const changes = !assessment ? [] : before ? differences(before.assessment, assessment) : present(assessment)
    if (assessment && before && changes.length === 0) continue
    if (before && before.until === undefined) steps[steps.length - 1] = { ...before, until: day }
    if (assessment) steps.push({ from: day, assessment, changes })
  }
  if (steps.length === 0 && missing) throw missing
  return steps
}

/** The days on which something changes for a product of some origins. */
function edges(book: RateBook, { tariffs, exclusions }: ProductRules, origins: readonly string[]): Day[] {
  const spans = [
    ...tariffs.flatMap(({ rule, exemptions }) => [
      ...origins.flatMap((origin) => rule.rates.get(origin) ?? []),
      ...rule.yieldsTo,
      ...exemptions.map((e) => e.exemption),
      ...rule.transit,
    ]),
    ...exclusions.flatMap(({ rule }) => rule.granted),
    ...book.rules.programmes.flatMap((p) => p.granted),
  ]
  return spans.flatMap(({ from, until }) => [from, until]).filter((day) => day !== undefined)
}

const owed = (a: Assessment): Map<string, string> =>
  new Map(
    a.layers
      .filter((l) => l.status === 'applies' || l.status === 'needs an answer')
      .map((l) => [l.measure, `${l.heading || l.measure} ${l.status === 'applies' ? `${l.rate_pct}%` : 'open'}`]),
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
  if (!layer) return ''
  // Of an exclusion it is enough that it excludes.
  return ` (${layer.status}: ${layer.reason.replace(/^(excluded from it[^:]*):.*$/s, '$1')})`
}
