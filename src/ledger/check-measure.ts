/** What only the whole ledger can tell of a measure. Files and scenarios go through the same checks. */
import type { Day } from '../base/dates.js'
import { add, compare, isDecimal } from '../base/decimal.js'
import type { Entry, TermValue } from './entry.js'
import { isMeasure } from './index-of-records.js'
import { entryOf, provenanceOf } from './resolve.js'
import type { EventRecord, LedgerRecord, MeasureRecord } from './schema/index.js'
import { type Segment, timeline } from './timeline.js'

/** Takes one thing that is wrong, and where in the record. */
export type Report = (path: readonly PropertyKey[], message: string) => void

/** The ledger that a record must fit into. */
export interface Surroundings {
  find(id: string): LedgerRecord | undefined
  readonly events: ReadonlyMap<string, EventRecord>
  /** The last day looked, and what to do about a day after it. */
  readonly looked: Day
  readonly beyond: string
  /** Ids of the product lists; absent: not checked. */
  readonly lists?: ReadonlySet<string> | undefined
}

/** References and days, checked against the ledger around. */
export interface Checks {
  readonly report: Report
  refer(id: string, path: readonly PropertyKey[], want: (r: LedgerRecord) => boolean, what: string): void
  referAll(ids: readonly string[] | undefined, path: readonly PropertyKey[], want: (r: LedgerRecord) => boolean, what: string): void
  known(day: string | undefined, path: readonly PropertyKey[]): void
}

export function checksIn({ find, looked, beyond }: Surroundings, report: Report): Checks {
  const refer: Checks['refer'] = (id, path, want, what) => {
    const found = find(id)
    if (!found) report(path, `no record "${id}"`)
    else if (!want(found)) report(path, `"${id}" is of kind ${found.kind}; ${what} is wanted`)
  }
  return {
    report,
    refer,
    referAll: (ids, path, want, what) => {
      for (const [n, id] of (ids ?? []).entries()) refer(id, [...path, n], want, what)
    },
    known: (day, path) => {
      if (day !== undefined && day > looked) report(path, `known on ${day}, after the ledger's horizon ${looked}: ${beyond}`)
    },
  }
}

/** Reports what keeps a measure from fitting into the ledger. */
export function checkMeasure(measure: MeasureRecord, around: Surroundings, report: Report): void {
  const checks = checksIn(around, report)
  const { refer, referAll, known } = checks
  refer(measure.authority, ['authority'], (r) => r.kind === 'authority', 'an authority')
  const entries = measure.entries.map((written, i) => {
    let complete = true
    const provenance = provenanceOf(written, around.events, (message) => {
      complete = false
      report(['entries', i], message)
    })
    if (complete) known(provenance.known, ['entries', i])
    return entryOf(measure, i, written, provenance)
  })
  entries.forEach((entry, i) => {
    checkEntry(entry, entries.slice(0, i), entries, ['entries', i], checks)
  })
  for (const { entry, message } of excessPoints(entries)) report(['entries', entry.index, 'points'], message)
  if (!measure.entries.some((e) => 'set' in e)) report(['entries'], 'no entry sets a term')
  if (measure.kind === 'exclusion') referAll(measure.excludes, ['excludes'], isMeasure, 'a measure')
  if (measure.kind === 'export-control') measure.readings?.forEach((r, i) => void known(r.known, ['readings', i, 'known']))
  if (measure.kind === 'port-fee') {
    referAll(measure.yieldsTo, ['yieldsTo'], (r) => r.kind === 'port-fee', 'a port fee')
    for (const list of ['reaches', 'exempt'] as const)
      measure[list]?.forEach((clause, i) => {
        known(clause.known, [list, i, 'known'])
      })
    known(measure.charges?.known, ['charges', 'known'])
    measure.entries.forEach((entry, i) => {
      if (!('set' in entry)) return
      const amounts = Object.values(entry.set).filter((amount) => amount !== undefined)
      if (amounts.length === 0) report(['entries', i, 'set'], 'a port fee is set by perNetTon, perContainer or perCapacityUnit')
      if (amounts.length > 1 && !measure.basis?.larger)
        report(['entries', i, 'set'], 'of several bases say how they combine: basis: {larger: true}')
      if (new Set(amounts.map((amount) => amount.currency)).size > 1) report(['entries', i, 'set'], 'all bases in one currency')
    })
  }
  if (measure.kind !== 'tariff') return
  referAll(measure.supersedes, ['supersedes'], isMeasure, 'a measure')
  measure.yieldsTo?.forEach(({ to }, i) => {
    if (!to.includes('*')) refer(to, ['yieldsTo', i, 'to'], isMeasure, 'a measure')
  })
  const { lists } = around
  if (lists) for (const [path, id] of listsNamed(measure)) if (!lists.has(id)) report(path, `no product list "${id}" under data/lists`)
}

/**
 * Reports what is wrong with one entry of a measure.
 * @param before the entries that come before it
 * @param all every entry of the measure: what its terms are
 */
export function checkEntry(
  entry: Entry,
  before: readonly Entry[],
  all: readonly Entry[],
  path: readonly PropertyKey[],
  { report, refer }: Pick<Checks, 'report' | 'refer'>,
): void {
  if ('truce' in entry && entry.truce !== undefined) refer(entry.truce, [...path, 'truce'], (r) => r.kind === 'truce', 'a truce')
  const taken = new Set(before.flatMap((e) => ((e.verb === 'set' || e.verb === 'suspend') && e.label !== undefined ? [e.label] : [])))
  if ((entry.verb === 'set' || entry.verb === 'suspend') && entry.label !== undefined && taken.has(entry.label))
    report(path, `"${entry.label}" is the label of an earlier entry already; extend it, or choose another label`)
  if ((entry.verb === 'extend' || entry.verb === 'resume') && !taken.has(entry.label))
    report(path, `nothing labelled "${entry.label}" was set or suspended before`)
  if ('until' in entry && entry.from !== undefined && entry.until !== undefined && entry.until <= entry.from)
    report([...path, 'until'], `until ${entry.until} is not after from ${entry.from}; until is the first day no longer covered`)
  if (entry.verb === 'suspend' && entry.points !== undefined && !(isDecimal(entry.points) && compare(entry.points, '0') > 0))
    report(
      [...path, 'points'],
      `${entry.points} is no number of points; write how many are suspended, more than 0, or leave "points" out for the whole`,
    )
  if (entry.verb === 'suspend' || entry.verb === 'end') {
    const terms = new Set(all.flatMap((e) => (e.verb === 'set' ? Object.keys(e.terms) : [])))
    const name = entry.term
    if (name !== undefined && name !== 'all' && ![...terms].some((t) => t === name || t.startsWith(`${name}.`))) {
      const whole = new Set([...terms].map((t) => t.replace(/\..*/, '')))
      report(
        [...path, entry.verb === 'end' ? 'end' : 'term'],
        `there is no term "${name}"; write "all", or one of ${[...whole].join(', ')}`,
      )
    }
  }
}

/**
 * Where more percentage points are suspended than a rate has, or points of what is no percentage: one problem an entry.
 * @param only of all stretches, those that this entry set or suspended
 */
export function excessPoints(entries: readonly Entry[], only?: Entry): { entry: Entry; message: string }[] {
  if (!entries.some((e) => e.verb === 'suspend' && e.points !== undefined && isDecimal(e.points))) return []
  const found = new Map<Entry, string>()
  for (const [term, line] of timeline(entries, [])) {
    for (const stretch of line) {
      const last = stretch.suspensions.at(-1)
      if (!last || stretch.state !== 'in-force-in-part') continue
      if (only && stretch.entry !== only && !stretch.suspensions.some((s) => s.begun === only)) continue
      const message = excess(term, stretch)
      if (message !== undefined && !found.has(last.begun)) found.set(last.begun, message)
    }
  }
  return [...found].map(([entry, message]) => ({ entry, message }))
}

function excess(term: string, { value, from, suspensions }: Segment): string | undefined {
  const points = suspensions.reduce((sum, s) => add(sum, s.points as string), '0')
  const percent = percentOf(value)
  if (percent !== undefined && compare(points, percent) <= 0) return undefined
  const labels = suspensions.map((s) => `"${s.label}"`).join(' and ')
  const rate = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return percent === undefined
    ? `${labels} would take ${points} points from ${term}, which is ${rate} on ${from}: only a rate written as a percentage has points`
    : `${labels} would take ${points} points from ${term}, which is ${rate} on ${from}: take no more than it has, or suspend the whole`
}

const percentOf = (value: TermValue): string | undefined => (typeof value === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(value)?.[1] : undefined)

/** The product lists that a tariff names, with where it names them. */
export function listsNamed(measure: Extract<MeasureRecord, { kind: 'tariff' }>): [PropertyKey[], string][] {
  const of = (products: unknown, path: PropertyKey[]): [PropertyKey[], string][] =>
    typeof products === 'object' && products !== null && 'lists' in products && Array.isArray(products.lists)
      ? products.lists.map((id: string, i) => [[...path, 'lists', i], id])
      : []
  return [
    ...of(measure.scope.products, ['scope', 'products']),
    ...of(measure.scope.productsExcept, ['scope', 'productsExcept']),
    ...(measure.exemptions ?? []).flatMap((e, i) => [
      ...of(e.products, ['exemptions', i, 'products']),
      ...of(e.productsExcept, ['exemptions', i, 'productsExcept']),
    ]),
  ]
}
