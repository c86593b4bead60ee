/** The rules of a reading as the bulk engine sees them: how each covers classes of goods, how it stands on a day, on what it hangs. */
import { type Day, within } from '../base/dates.js'
import { type Candidate, type ExclusionCandidate, exclusionCandidate, tariffCandidate } from '../rates/candidates.js'
import { type DutyRate, type ExclusionRule, type Exemption, on, type RateSegment, type Rule } from '../rates/rules.js'
import { linesFor, reaches } from '../rates/standing.js'
import type { Classes } from './classes.js'
import { headings98 } from './scope.js'

const isOnBase = (rate: DutyRate): boolean =>
  rate.form === 'floor' || rate.form === 'total' || (rate.form === 'quota' && (isOnBase(rate.inQuota) || isOnBase(rate.overQuota)))

/** Ways in which a cover divides classes: not at all; as all that cannot be mapped; as all that are covered whole. */
const SAME = 0
const UNMAPPED = 65000
const WHOLE_LINE = 65001

/** The exemptions and exclusions that matter for what a rule covers in one way, by their places. */
interface Touched {
  readonly exemptions: readonly number[]
  readonly exclusions: readonly number[]
}

/** How a rule stands, less the number of its rate and to what it gives way: which exemptions and exclusions hold, as bits. */
interface Form {
  readonly rest: string
  readonly exemptions: string
  readonly exclusions: string
}

/** A rule less its dates: what readings of the record can share. */
export class Kind {
  private covered: ReturnType<Kind['cover']> | undefined
  private readonly states = new Map<string, number>()
  private readonly parts: (Form | undefined)[] = []
  /** By form and cover. */
  private readonly tokens: Int32Array[] = []

  constructor(
    readonly index: number,
    private readonly rule: Rule,
    private readonly exclusions: readonly ExclusionRule[],
    private readonly classes: Classes,
    private readonly claims: ReadonlySet<string>,
  ) {
    this.exemptions = rule.exemptions.map((e) => this.matters(e))
  }

  /** Of each exemption, whether it can be granted where no more is claimed than that. */
  readonly exemptions: readonly boolean[]

  private matters({ claim, heading, presumed }: Exemption): boolean {
    const { claims } = this
    if (claim === undefined || presumed || claim === 'chapter-98' || claims.has(claim)) return true
    return heading !== undefined && (claims.has(heading) || heading.startsWith('98'))
  }

  /** Why goods of a class cannot be mapped to the scope of the rule. */
  unmapped(member: number): string | undefined {
    const { scope } = this.rule.record
    const cover = this.classes.covering(member).cover(scope.products, scope.productsExcept)
    return cover?.match === 'unmapped' ? (cover.note ?? '') : undefined
  }

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
   * classes that it reaches, the exemptions and exclusions that matter by number, and the days on which rows of lists begin or end.
   */
  get covers(): ReturnType<Kind['cover']> {
    this.covered ??= this.cover()
    return this.covered
  }

  private cover(): { kinds: Int32Array; reached: Int32Array; touched: readonly Touched[]; days: readonly Day[] } {
    const { rule, classes, claims } = this
    const { scope } = rule.record
    const days = new Set<Day>()
    const kinds = new Int32Array(classes.count)
    // What covers everything matters to all.
    const all = rule.exemptions.flatMap((e, i) => (classes.covers(e.products ?? 'all', e.productsExcept) ? [] : [i]))
    const touched: Touched[] = [
      { exemptions: [], exclusions: [] },
      { exemptions: all, exclusions: [] },
    ]
    const divide = (of: readonly number[], as: (cover: number) => number, by: Partial<Touched> = {}): void => {
      const numbers = new Map<number, number>()
      for (let i = 0; i < of.length; i += 2) {
        const m = of[i] as number
        const kind = as(of[i + 1] as number)
        if (kinds[m] === 0 || kind === SAME) continue
        const key = (kinds[m] as number) * 65536 + kind
        let number = numbers.get(key)
        if (number === undefined) {
          const { exemptions, exclusions } = touched[kinds[m] as number] as Touched
          number =
            touched.push({
              exemptions: [...exemptions, ...(by.exemptions ?? [])],
              exclusions: [...exclusions, ...(by.exclusions ?? [])],
            }) - 1
          numbers.set(key, number)
        }
        kinds[m] = number
      }
    }
    const dated = (cover: number): boolean => {
      const rows = classes.datedRows(cover)
      for (const { from, until } of rows) for (const day of [from, until]) if (day !== undefined) days.add(day)
      return rows.length > 0
    }
    // Where nothing more is stated a part of a line counts as the line, and only what exempts or excludes lines whole does so.
    const own = classes.covers(scope.products, scope.productsExcept)
    if (own) {
      for (let i = 0; i < own.length; i += 2) kinds[own[i] as number] = 1
      divide(own, (c) => (dated(c) ? c + 1 : classes.cover(c).match === 'unmapped' ? UNMAPPED : SAME))
    } else kinds.fill(1)
    const whole = (c: number): number => (dated(c) ? c + 1 : classes.cover(c).match === 'whole' ? WHOLE_LINE : SAME)
    const listed = (c: number): number => (classes.cover(c).rows.some((r) => r.match === 'whole') || dated(c) ? c + 1 : SAME)
    rule.exemptions.forEach((e, i) => {
      if (!this.exemptions[i]) return
      // A claim grants what is covered in part, too.
      divide(classes.covers(e.products ?? 'all', e.productsExcept) ?? [], e.claim === undefined ? whole : (c) => c + 1, {
        exemptions: [i],
      })
    })
    this.exclusions.forEach(({ record, presumed }, i) => {
      const by = { exclusions: [i] }
      divide(classes.covers(record.products) ?? [], presumed || claims.size > 0 ? (c) => c + 1 : listed, by)
      if (presumed) divide(classes.covers(presumed.products) ?? [], (c) => c + 1, by)
    })
    // Goods of chapter 98 are claimed to be of their heading.
    divide(classes.headings98, (kind) => kind)
    for (const heading of headings98(rule.exemptions, rule.fullValueUnder))
      divide(classes.covers({ prefixes: [heading.replaceAll('.', '')] }) ?? [], () => WHOLE_LINE)
    return { kinds, reached: Int32Array.from(kinds.keys()).filter((m) => kinds[m] !== 0), touched, days: [...days].sort() }
  }

  /** A number for the part of a way in which the rule stands that decides something for what it covers in a way. */
  part(form: number, cover: number, number: (text: string) => number): number {
    let tokens = this.tokens[form]
    if (!tokens) {
      tokens = new Int32Array(this.covers.touched.length)
      this.tokens[form] = tokens
    }
    let token = tokens[cover] as number
    if (token === 0) {
      const { rest, exemptions, exclusions } = this.parts[form] as Form
      const of = this.covers.touched[cover] as Touched
      const bits = `${of.exemptions.map((i) => exemptions[i]).join('')} ${of.exclusions.map((i) => exclusions[i]).join('')}`
      token = number(`${this.index} ${cover} ${rest} ${bits}`)
      tokens[cover] = token
    }
    return token
  }

  /** A number for a form, and the form of a number. */
  form(form: Form): number {
    const number = this.state(`${form.rest} ${form.exemptions} ${form.exclusions}`)
    this.parts[number] = form
    return number
  }

  /** The number of a form with something more that decides. */
  further(form: number, more: string): number {
    const of = this.parts[form] as Form
    return this.form({ ...of, rest: `${of.rest} ${more}` })
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
  }
}
