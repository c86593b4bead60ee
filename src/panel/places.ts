/** The rules of a reading as the bulk engine sees them: how each covers classes of goods, how it stands on a day, on what it hangs. */
import { type Day, within } from '../base/dates.js'
import { type DutyRate, type ExclusionRule, on, type RateSegment, type Rule } from '../rates/rules.js'
import { linesFor, reaches } from '../rates/standing.js'
import type { Classes } from './classes.js'

const isOnBase = (rate: DutyRate): boolean =>
  rate.form === 'floor' || rate.form === 'total' || (rate.form === 'quota' && (isOnBase(rate.inQuota) || isOnBase(rate.overQuota)))

/** A rule less its dates: what readings of the record can share. */
export class Kind {
  private covered: ReturnType<Kind['cover']> | undefined
  private readonly states = new Map<string, number>()

  constructor(
    readonly index: number,
    private readonly rule: Rule,
    private readonly exclusions: readonly ExclusionRule[],
    private readonly classes: Classes,
  ) {}

  /** Whether the rule of another reading is one with it but for dates. */
  serves(rule: Rule, exclusions: readonly ExclusionRule[]): boolean {
    return (
      rule.id === this.rule.id &&
      same(rule.record, this.rule.record) &&
      exclusions.length === this.exclusions.length &&
      exclusions.every((e, i) => {
        const own = this.exclusions[i] as ExclusionRule
        return same(e.record, own.record) && (e.presumed === undefined) === (own.presumed === undefined)
      }) &&
      (exclusions.length === 0 || headings(rule) === headings(this.rule))
    )
  }

  /**
   * By class of members a number for the way in which the rule, its exemptions and exclusions cover it (0: the rule does not), the
   * classes that it reaches, the largest number, and the days on which rows of lists begin or end.
   */
  get covers(): ReturnType<Kind['cover']> {
    this.covered ??= this.cover()
    return this.covered
  }

  private cover(): { kinds: Int32Array; reached: Int32Array; count: number; days: readonly Day[] } {
    const { rule, classes } = this
    const { scope } = rule.record
    const days = new Set<Day>()
    const kinds = new Int32Array(classes.count)
    let count = 1
    const divide = (of: readonly number[], covers = true): void => {
      const numbers = new Map<number, number>()
      for (let i = 0; i < of.length; i += 2) {
        const [m, cover] = [of[i] as number, of[i + 1] as number]
        if (kinds[m] === 0) continue
        const key = (kinds[m] as number) * 65536 + cover
        let number = numbers.get(key)
        if (number === undefined) {
          number = ++count
          numbers.set(key, number)
          if (covers) for (const row of classes.datedRows(cover)) for (const day of [row.from, row.until]) if (day !== undefined) days.add(day)
        }
        kinds[m] = number
      }
    }
    const own = classes.covers(scope.products, scope.productsExcept)
    if (own) {
      for (let i = 0; i < own.length; i += 2) kinds[own[i] as number] = 1
      divide(own)
    } else kinds.fill(1)
    for (const e of rule.exemptions) divide(classes.covers(e.products ?? 'all', e.productsExcept) ?? [])
    for (const { record, presumed } of this.exclusions) {
      divide(classes.covers(record.products) ?? [])
      if (presumed) divide(classes.covers(presumed.products) ?? [])
    }
    // Goods of chapter 98 are claimed to be of their heading: each heading is a kind of its own.
    divide(classes.headings98, false)
    return { kinds, reached: Int32Array.from(kinds.keys()).filter((m) => kinds[m] !== 0), count, days: [...days].sort() }
  }

  /** A number for a way in which the rule stands. */
  state(text: string): number {
    let state = this.states.get(text)
    if (state === undefined) {
      state = this.states.size + 1
      this.states.set(text, state)
    }
    return state
  }
}

const same = (a: object, b: object): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** The headings that an item of an exclusion may name. */
const headings = (rule: Rule): string => [...new Set([...rule.rates.values()].flat().map((s) => s.heading))].sort().join(' ')

/** A rule of one reading. */
export class Place {
  /** The other rules on which its duty can hang. */
  hangsOn: readonly Place[] = []
  private readonly lines = new Map<string, Line>()
  private readonly segments: (RateSegment | undefined)[] = []

  constructor(
    readonly kind: Kind,
    readonly rule: Rule,
    readonly exclusions: readonly ExclusionRule[],
    private readonly claims: ReadonlySet<string>,
  ) {}

  /** The segment of a state. */
  segmentOf(state: number): RateSegment | undefined {
    return this.segments[state]
  }

  /** Whether in a state its rate depends on the base duty. */
  onBase(state: number): boolean {
    const rate = this.segments[state]?.rate
    return rate !== undefined && isOnBase(rate)
  }

  /**
   * How the rule stands for an origin, known by some names, on a day: a number that is the same where it stands alike; 0 where nothing
   * is owed by it.
   */
  state(names: readonly string[], day: Day): number {
    const { edges, states, base } = this.line(names)
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((edges[middle] as Day) <= day) low = middle + 1
      else high = middle
    }
    let state = states[low]
    if (state === undefined) {
      const text = base.length === 0 ? undefined : this.standing(names, base, day)
      state = text === undefined ? 0 : this.kind.state(text.text)
      if (text) this.segments[state] = text.segment
      states[low] = state
    }
    if (state === 0 || this.kind.covers.days.length === 0) return state
    const dated = this.kind.state(`${state} ${this.kind.covers.days.findLastIndex((d) => d <= day)}`)
    this.segments[dated] = this.segments[state]
    return dated
  }

  /** The days on which the way in which it stands for an origin can change. */
  edges(names: readonly string[]): readonly Day[] {
    const { edges } = this.line(names)
    return edges.length > 0 && this.kind.covers.days.length > 0 ? [...new Set([...edges, ...this.kind.covers.days])] : edges
  }

  private line(names: readonly string[]): Line {
    const key = names.length === 1 ? (names[0] as string) : names.join(' ')
    let line = this.lines.get(key)
    if (!line) {
      const base = reaches(this.rule, names) ? linesFor(this.rule, names) : []
      line = { base, edges: base.length === 0 ? [] : this.days(base), states: [] }
      this.lines.set(key, line)
    }
    return line
  }

  private days(base: readonly (readonly RateSegment[])[]): readonly Day[] {
    const days = new Set<Day>()
    const add = (spans: readonly { readonly from?: Day | undefined; readonly until?: Day | undefined }[]): void => {
      for (const { from, until } of spans) {
        if (from !== undefined) days.add(from)
        if (until !== undefined) days.add(until)
      }
    }
    for (const line of base) add(line)
    add(this.rule.exemptions)
    add(this.rule.yieldsTo)
    for (const e of this.exclusions) add(e.granted)
    return [...days].sort()
  }

  private standing(
    names: readonly string[],
    base: readonly (readonly RateSegment[])[],
    day: Day,
  ): { text: string; segment: RateSegment } | undefined {
    const { rule } = this
    const found = base.flatMap((line) => on(line, day) ?? [])
    const segment = found[0]?.claim === undefined ? found[0] : found.find((s) => this.asserted(s.claim, s.heading))
    if (!segment?.rate) return undefined
    const { onClaim } = rule.record
    if (onClaim !== undefined && onClaim !== 'chapter-98' && !this.asserted(onClaim, segment.heading)) return undefined
    const bit = (yes: boolean): string => (yes ? '1' : '0')
    const text = [
      rateText(segment.rate),
      segment.heading,
      bit(segment.free),
      rule.exemptions.map((e) => bit(within(e, day) && (!e.origins || e.origins.some((o) => names.includes(o))))).join(''),
      rule.yieldsTo.map((y) => bit(within(y, day))).join(''),
      this.exclusions.map((e) => bit((on(e.granted, day)?.effective ?? null) !== null)).join(''),
    ].join(' ')
    return { text, segment }
  }

  private asserted(claim: string | undefined, heading: string | undefined): boolean {
    return claim === undefined || this.claims.has(claim) || (heading !== undefined && this.claims.has(heading))
  }
}

interface Line {
  readonly base: readonly (readonly RateSegment[])[]
  readonly edges: readonly Day[]
  readonly states: number[]
}

function rateText(rate: DutyRate): string {
  if (rate.form === 'words') return rate.why
  if (rate.form === 'quota') return `${rateText(rate.inQuota)}/${rateText(rate.overQuota)}`
  return `${rate.form}${rate.percent}`
}

/** Finds for each rule of a reading the others on which its duty can hang: those to which it gives way, its group, and theirs. */
export function connect(places: readonly Place[]): void {
  const byId = new Map(places.map((p) => [p.rule.id, p]))
  const direct = new Map<Place, Place[]>()
  for (const place of places) {
    const { combines, group } = place.rule.record
    const found = new Set<Place>()
    for (const { to } of place.rule.yieldsTo) {
      if (!to.endsWith('*')) {
        const target = byId.get(to)
        if (target) found.add(target)
      } else for (const other of places) if (other.rule.id.startsWith(to.slice(0, -1))) found.add(other)
    }
    if (combines === 'one-of-group')
      for (const { rule } of places)
        if (rule.record.combines === combines && rule.record.group === group) found.add(byId.get(rule.id) as Place)
    direct.set(place, [...found])
  }
  for (const place of places) {
    const found = new Set<Place>([place])
    const open = [place]
    for (let p = open.pop(); p; p = open.pop())
      for (const next of direct.get(p) as Place[])
        if (!found.has(next)) {
          found.add(next)
          open.push(next)
        }
    found.delete(place)
    place.hangsOn = places.filter((p) => found.has(p))
  }
}
