/** The rules of a record as the bulk engine sees them: how each covers the classes of goods, how it stands on a day, on what it hangs. */
import { type Day, within } from '../base/dates.js'
import type { DutyRate, ExclusionRule, RateSegment, Rule, Rules } from '../rates/rules.js'
import { on } from '../rates/rules.js'
import { linesFor, reaches } from '../rates/standing.js'
import type { Classes } from './classes.js'

/** The rules of a reading, in order. */
export function placesOf(rules: Rules, classes: Classes, claims: ReadonlySet<string>): Place[] {
  const excluding = new Map<string, ExclusionRule[]>()
  for (const e of rules.exclusions)
    for (const id of e.record.excludes) {
      const of = excluding.get(id)
      if (of) of.push(e)
      else excluding.set(id, [e])
    }
  const places = rules.tariffs.map((rule, i) => new Place(rule, i, excluding.get(rule.id) ?? [], classes, claims))
  const direct = places.map(({ rule }) => {
    const { combines, group } = rule.record
    const targets = rule.yieldsTo.map(({ to }) => (to.endsWith('*') ? to.slice(0, -1) : to))
    return places.filter(
      (other) =>
        other.rule !== rule &&
        (rule.yieldsTo.some(({ to }, k) => (to.endsWith('*') ? other.rule.id.startsWith(targets[k] as string) : other.rule.id === to)) ||
          (combines === 'one-of-group' && other.rule.record.combines === 'one-of-group' && other.rule.record.group === group)),
    )
  })
  for (const place of places) {
    const found = new Set<Place>()
    const visit = (p: Place): void => {
      for (const next of direct[p.index] as Place[]) {
        if (next === place || found.has(next)) continue
        found.add(next)
        visit(next)
      }
    }
    visit(place)
    place.hangsOn = [...found].sort((a, b) => a.index - b.index)
  }
  return places
}

const isOnBase = (rate: DutyRate): boolean =>
  rate.form === 'floor' || rate.form === 'total' || (rate.form === 'quota' && (isOnBase(rate.inQuota) || isOnBase(rate.overQuota)))

/** A rule. */
export class Place {
  /** The other rules on which its duty can hang. */
  hangsOn: readonly Place[] = []
  private covered:
    | { readonly kinds: Int32Array; readonly reached: Int32Array; readonly count: number; readonly days: readonly Day[] }
    | undefined
  private readonly lines = new Map<string, { readonly edges: readonly Day[]; readonly states: number[] }>()
  private readonly numbers = new Map<string, number>()
  private readonly segments: (RateSegment | undefined)[] = [undefined]

  constructor(
    readonly rule: Rule,
    readonly index: number,
    readonly exclusions: readonly ExclusionRule[],
    private readonly classes: Classes,
    private readonly claims: ReadonlySet<string>,
  ) {}

  /** By class of members: a number for the way in which the rule, its exemptions and exclusions cover it; 0 where it does not. */
  get kinds(): Int32Array {
    return this.covers.kinds
  }

  /** The classes that it covers. */
  get reached(): Int32Array {
    return this.covers.reached
  }

  get kindCount(): number {
    return this.covers.count
  }

  /** The segment of a state. */
  readonly segmentOf = (state: number): RateSegment | undefined => this.segments[state]

  onBase(state: number): boolean {
    const rate = this.segments[state]?.rate
    return rate !== undefined && isOnBase(rate)
  }

  private get covers(): NonNullable<Place['covered']> {
    this.covered ??= this.cover()
    return this.covered
  }

  private cover(): NonNullable<Place['covered']> {
    const { rule, classes } = this
    const { scope } = rule.record
    const days = new Set<Day>()
    const own = classes.covers(scope.products, scope.productsExcept)
    const kinds = own ? Int32Array.from(own) : new Int32Array(classes.count).fill(1)
    const refining = [
      ...rule.exemptions.map((e) => classes.covers(e.products ?? 'all', e.productsExcept)),
      ...this.exclusions.flatMap(({ record, presumed }) => [
        classes.covers(record.products),
        presumed && classes.covers(presumed.products),
      ]),
    ]
    const seen = new Set<number>()
    const note = (cover: number): void => {
      if (seen.has(cover)) return
      seen.add(cover)
      for (const row of classes.cover(cover).rows) for (const day of [row.from, row.until]) if (day !== undefined) days.add(day)
    }
    const reached = Int32Array.from(kinds.keys()).filter((m) => kinds[m] !== 0)
    if (own) for (const m of reached) note(own[m] as number)
    // Goods of chapter 98 are claimed to be of their heading: each heading is a kind of its own.
    const corners = new Map<string, number>()
    const corner = new Int32Array(classes.count)
    for (const m of reached) {
      const code = classes.example(m)
      if (!code.startsWith('98')) continue
      const heading = code.slice(0, 8)
      corner[m] = corners.get(heading) ?? corners.size + 1
      corners.set(heading, corner[m] as number)
    }
    for (const of of [...refining, corner]) {
      if (!of) continue
      const numbers = new Map<number, number>()
      for (const m of reached) {
        const cover = of[m] as number
        if (of !== corner && cover !== 0) note(cover)
        const key = (kinds[m] as number) * 65536 + cover
        let number = numbers.get(key)
        if (number === undefined) {
          number = numbers.size + 1
          numbers.set(key, number)
        }
        kinds[m] = number
      }
    }
    let count = 0
    for (const m of reached) count = Math.max(count, kinds[m] as number)
    return { kinds, reached, count, days: [...days].sort() }
  }

  /**
   * How the rule stands for an origin, known by some names, on a day: a number that is the same where it stands alike; 0 where nothing
   * is owed by it.
   */
  state(names: readonly string[], day: Day): number {
    const key = names.join(' ')
    let line = this.lines.get(key)
    if (!line) {
      line = { edges: this.edges(names), states: [] }
      this.lines.set(key, line)
    }
    const { edges, states } = line
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((edges[middle] as Day) <= day) low = middle + 1
      else high = middle
    }
    states[low] ??= this.stateOn(names, day)
    return states[low] as number
  }

  /** The days on which the way in which it stands for an origin can change. */
  edges(names: readonly string[]): readonly Day[] {
    if (!reaches(this.rule, names)) return []
    const { rule } = this
    const spans = [...linesFor(rule, names).flat(), ...rule.exemptions, ...rule.yieldsTo, ...this.exclusions.flatMap((e) => e.granted)]
    const days = new Set(spans.flatMap(({ from, until }) => [from, until]).filter((day) => day !== undefined))
    if (days.size > 0) for (const day of this.covers.days) days.add(day)
    return [...days].sort()
  }

  private stateOn(names: readonly string[], day: Day): number {
    const { rule, claims } = this
    if (!reaches(rule, names)) return 0
    const found = linesFor(rule, names).flatMap((line) => on(line, day) ?? [])
    const asserted = ({ claim, heading }: { claim?: string; heading?: string }): boolean =>
      claim === undefined || claims.has(claim) || (heading !== undefined && claims.has(heading))
    const segment = found[0]?.claim === undefined ? found[0] : found.find(asserted)
    if (!segment || segment.rate === undefined) return 0
    const { onClaim } = rule.record
    if (
      onClaim !== undefined &&
      onClaim !== 'chapter-98' &&
      !asserted({ claim: onClaim, ...(segment.heading && { heading: segment.heading }) })
    )
      return 0
    const key = [
      [...rule.rates].map(([, line]) => line.indexOf(segment)).join(','),
      rule.exemptions.map((e) => within(e, day) && (!e.origins || e.origins.some((o) => names.includes(o)))).join(','),
      rule.yieldsTo.map((y) => within(y, day)).join(','),
      this.exclusions.map((e) => e.granted.findIndex((s) => within(s, day))).join(','),
      this.covers.days.findLastIndex((d) => d <= day),
    ].join(' ')
    let state = this.numbers.get(key)
    if (state === undefined) {
      state = this.segments.push(segment) - 1
      this.numbers.set(key, state)
    }
    return state
  }
}
