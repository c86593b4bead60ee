/** The rules of one reading as the bulk engine sees them: how each stands on a day, on what it hangs. */
import { type Day, within } from '../base/dates.js'
import { type Candidate, type ExclusionCandidate, exclusionCandidate, tariffCandidate } from '../rates/candidates.js'
import { type DutyRate, type ExclusionRule, on, type RateSegment, type Rule } from '../rates/rules.js'
import { linesFor, reaches } from '../rates/standing.js'
import type { Classes } from './classes.js'
import type { Form, Kind } from './kind.js'

const isOnBase = (rate: DutyRate): boolean =>
  rate.form === 'floor' || rate.form === 'total' || (rate.form === 'quota' && (isOnBase(rate.inQuota) || isOnBase(rate.overQuota)))

/** A rule of one reading. */
export class Place {
  /** The other rules on which its duty can hang. */
  hangsOn: readonly Place[] = []
  /** Of each of these, whether it is of the same group. */
  rivalry: Uint8Array = new Uint8Array(0)
  /** Its place in the order of the rules. */
  place = 0
  private readonly lines = new Map<string, Line>()
  private readonly segments: (RateSegment | undefined)[] = []
  private readonly forms: number[] = []
  private readonly yields: string[] = []
  /** By clause by which it gives way, the other rules to which it does. */
  targets: readonly (readonly Place[])[] = []
  private readonly numbers = new Map<string, number>()
  private readonly candidates = new Map<number, Candidate | undefined>()
  private readonly excluding = new Map<number, readonly ExclusionCandidate[]>()
  /** The origins that the rule names in any way: it stands alike for all others. */
  private readonly named: ReadonlySet<string>
  private less: Rule | undefined
  private asked: { readonly names: readonly string[]; readonly line: Line } | undefined
  /** By state and place among the days on which rows of lists begin or end. */
  private readonly dated = new Map<number, number>()

  constructor(
    readonly kind: Kind,
    readonly rule: Rule,
    readonly exclusions: readonly ExclusionRule[],
    private readonly claims: ReadonlySet<string>,
    private readonly classes: Classes,
  ) {
    const { origins, originsExcept, rates, exemptions } = rule
    this.named = new Set([...origins, ...originsExcept, ...rates.keys(), ...exemptions.flatMap((e) => e.origins ?? [])])
  }

  /** The rule as it reaches a class of members. */
  candidate(member: number): Candidate | undefined {
    const kind = this.kind.covers.kinds[member] as number
    if (!this.candidates.has(kind)) this.candidates.set(kind, tariffCandidate(this.told, this.classes.covering(member)))
    return this.candidates.get(kind)
  }

  /** The exclusions from it that list a class of members. */
  excludingOn(member: number): readonly ExclusionCandidate[] {
    const kind = this.kind.covers.kinds[member] as number
    let found = this.excluding.get(kind)
    if (!found) {
      const covering = this.classes.covering(member)
      found = this.exclusions.flatMap((e) => exclusionCandidate(e, covering) ?? [])
      this.excluding.set(kind, found)
    }
    return found
  }

  /** The rule less the exemptions that need a claim which is not made. */
  private get told(): Rule {
    this.less ??= { ...this.rule, exemptions: this.rule.exemptions.filter((_, i) => this.kind.exemptions[i]) }
    return this.less
  }

  /** Whether another rule is of the same group, of which one applies at most. */
  rivals({ rule }: Place): boolean {
    const { combines, group } = this.rule.record
    return combines === 'one-of-group' && rule.record.combines === combines && rule.record.group === group
  }

  /** Whether its duty is on the metal in goods. */
  get onMetal(): boolean {
    return this.rule.record.basis === 'metal-content'
  }

  /** The segment of a state. */
  segmentOf(state: number): RateSegment | undefined {
    return this.segments[state]
  }

  /** The state less to what the rule gives way, and less the number of its rate where that is an ad valorem rate that is not zero. */
  formOf(state: number): number {
    return this.forms[state] as number
  }

  /** Of each clause by which it gives way, in a state, whether it holds: as bits. */
  yieldsOf(state: number): string {
    return this.yields[state] as string
  }

  /** The rate of a state, where it is ad valorem and not zero. */
  rateOf(state: number): number | undefined {
    const rate = this.segments[state]?.rate
    return rate?.form === 'ad-valorem' && rate.percent > 0n ? Number(rate.percent) : undefined
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
      if (text) {
        this.segments[state] = text.segment
        this.forms[state] = this.kind.form(text.form)
        this.yields[state] = text.yields
      }
      states[low] = state
    }
    const { days } = this.kind.covers
    if (state === 0 || days.length === 0) return state
    const at = days.findLastIndex((d) => d <= day)
    const key = state * (days.length + 1) + at + 1
    const known = this.dated.get(key)
    if (known !== undefined) return known
    const dated = this.kind.state(`${state} ${at}`)
    this.dated.set(key, dated)
    this.segments[dated] = this.segments[state]
    this.forms[dated] = this.kind.further(this.forms[state] as number, `at ${at}`)
    this.yields[dated] = this.yields[state] as string
    return dated
  }

  /** The days on which the way in which it stands for an origin can change. */
  edges(names: readonly string[]): readonly Day[] {
    const { edges } = this.line(names)
    return edges.length > 0 && this.kind.covers.days.length > 0 ? [...new Set([...edges, ...this.kind.covers.days])] : edges
  }

  /** How the rule stands for an origin by days; origins of which the number is the same are alike. */
  line(names: readonly string[]): Line {
    if (this.asked?.names === names) return this.asked.line
    const line = this.lineOf(names)
    this.asked = { names, line }
    return line
  }

  private lineOf(names: readonly string[]): Line {
    let key = ''
    for (let i = 0; i < names.length; i++) if (this.named.has(names[i] as string)) key += `${names[i]} `
    let line = this.lines.get(key)
    if (!line) {
      const base = reaches(this.rule, names) ? linesFor(this.rule, names) : []
      const signature = `${base.map(lineText).join('/')}|${base.length === 0 ? '' : this.rule.exemptions.map((e) => !e.origins || e.origins.some((o) => names.includes(o))).join(' ')}`
      const number = this.numbers.get(signature) ?? this.numbers.size
      line = [...this.lines.values()].find((l) => l.number === number) ?? {
        number,
        base,
        edges: base.length === 0 ? [] : this.days(base),
        states: [],
      }
      this.numbers.set(signature, number)
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
  ): { text: string; form: Form; yields: string; segment: RateSegment } | undefined {
    const { rule } = this
    const found = base.flatMap((line) => on(line, day) ?? [])
    const segment = found[0]?.claim === undefined ? found[0] : found.find((s) => this.asserted(s.claim, s.heading))
    if (!segment?.rate) return undefined
    const { onClaim } = rule.record
    if (onClaim !== undefined && onClaim !== 'chapter-98' && !this.asserted(onClaim, segment.heading)) return undefined
    const bit = (yes: boolean): string => (yes ? '1' : '0')
    const { heading } = segment
    const rest = [
      // A heading decides something only where it is claimed.
      heading !== undefined && (this.claims.has(heading) || heading.startsWith('98')) ? heading : '',
      bit(segment.free),
    ].join(' ')
    const exemptions = rule.exemptions
      .map((e, i) => bit(this.kind.exemptions[i] === true && within(e, day) && (!e.origins || e.origins.some((o) => names.includes(o)))))
      .join('')
    const yields = rule.yieldsTo.map((y) => bit(within(y, day))).join('')
    const exclusions = this.exclusions.map((e) => bit((on(e.granted, day)?.effective ?? null) !== null)).join('')
    const { rate } = segment
    const plain = rate.form === 'ad-valorem' && rate.percent > 0n
    const form = { rest: `${plain ? 'some' : rateText(rate)} ${rest}`, exemptions, exclusions }
    return { text: `${rateText(rate)} ${rest} ${exemptions} ${yields} ${exclusions}`, form, yields, segment }
  }

  private asserted(claim: string | undefined, heading: string | undefined): boolean {
    return claim === undefined || this.claims.has(claim) || (heading !== undefined && this.claims.has(heading))
  }
}

interface Line {
  readonly number: number
  readonly base: readonly (readonly RateSegment[])[]
  readonly edges: readonly Day[]
  readonly states: number[]
}

const lineTexts = new WeakMap<object, string>()
/** The rates of an origin on all days, as text. */
function lineText(line: readonly RateSegment[]): string {
  let text = lineTexts.get(line)
  if (text === undefined) {
    text = line
      .map(
        ({ from, until, rate, free, claim, heading }) =>
          `${from} ${until} ${rate ? rateText(rate) : ''} ${free} ${claim === undefined ? '' : `${claim} ${heading}`}`,
      )
      .join(';')
    lineTexts.set(line, text)
  }
  return text
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
    place.targets = place.rule.yieldsTo.map(({ to }) =>
      to.endsWith('*') ? places.filter((p) => p.rule.id.startsWith(to.slice(0, -1))) : places.filter((p) => p === byId.get(to)),
    )
    const found = new Set<Place>(place.targets.flat())
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
    place.rivalry = Uint8Array.from(place.hangsOn, (p) => (place.rivals(p) ? 1 : 0))
  }
}
