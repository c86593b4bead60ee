/**
 * What is added to the base duty, in bulk. A rule's duty on goods hangs on how the rule stands on the day for the origin, on how it
 * covers the goods, and on the same of the few rules to which it can give way: each such combination is evaluated once, by the engine
 * that assesses single lines, and shared by all goods, origins, days and readings of the record that have it.
 */
import type { Day } from '../base/dates.js'
import { perValue } from '../rates/amount.js'
import { type EntryLine, METALS, readEntry } from '../rates/entry-line.js'
import { Evaluation } from '../rates/evaluate.js'
import { NAMES_CHANGE, namesOf } from '../rates/origins.js'
import type { Rule, Rules } from '../rates/rules.js'
import type { InForce, Standing } from '../rates/standing.js'
import type { MetalContent } from '../trade/index.js'
import type { Combinations, Sorts } from './combinations.js'
import type { Added, BaseRate } from './duty.js'
import { entryOf, VALUE } from './goods.js'
import { forms, type Law, linksOf, ruleOn } from './law.js'
import { between, CONTENTS, type Content, NO_METAL, PURE, withContent } from './metal.js'
import { Pairs } from './pairs.js'
import { breaks, piecewise } from './pieces.js'
import type { Place } from './places.js'

/** What rules in force add, on all classes: for each rule the number of its duty by class of members; 0 where there is none. */
export interface Column {
  /** The same law has the same key: origins and days that share it share the column. */
  readonly law: number
  readonly duties: readonly Int32Array[]
}

/** More than the ways in which any rule can stand. */
const STATES = 65_536

/** Which rate holds is decided: the others are not looked at. */
const NO_LINES: readonly never[] = []

/** The names under which law may name an origin, from a day on. */
function namings(origin: string, first: Day, last: Day): { readonly from: Day; readonly names: readonly string[] }[] {
  const days = [first, ...NAMES_CHANGE.filter((day) => day > first && day <= last)]
  const all = days.map((from) => ({ from, names: namesOf(origin, from) }))
  return all.filter(({ names }, i) => i === 0 || names !== all[i - 1]?.names)
}

/** How a combination is worked out: at which ad valorem rate (0: another), on goods of which stated content, and whether that is an estimate. */
interface How {
  readonly of: number
  readonly content?: MetalContent
  readonly estimated?: boolean
}

/** The rules of one reading of the record, in bulk. */
export class Engine {
  readonly places: readonly Place[]
  private readonly columns = new Map<number, Column>()
  private readonly laws = new Pairs()
  private readonly known = new Map<Place, Sorts>()
  private readonly signed = new Pairs()

  constructor(
    rules: Rules,
    readonly shared: Combinations,
    readonly content: Content,
  ) {
    this.places = shared.places(rules)
  }

  /** What is added to goods of an origin on a day. */
  column(origin: string, date: Day): Column {
    return this.over(origin, [date])[0] as Column
  }

  /** The same on days in order: of a rule is asked again only where something begins or ends for it. */
  over(origin: string, days: readonly Day[]): Column[] {
    const { places } = this
    const states = new Int32Array(places.length)
    let names: readonly string[] | undefined
    let edges: readonly (readonly [day: Day, place: number])[] = []
    let next = 0
    return days.map((day) => {
      const now = namesOf(origin, day)
      if (now !== names) {
        names = now
        for (let i = 0; i < places.length; i++) states[i] = (places[i] as Place).state(names, day)
        edges = days.length > 1 ? this.edgesAfter(names, day) : []
        next = 0
      }
      for (; next < edges.length && (edges[next]?.[0] as Day) <= day; next++) {
        const i = edges[next]?.[1] as number
        states[i] = (places[i] as Place).state(names, day)
      }
      return this.columnOf(origin, day, names, states)
    })
  }

  /** The days after one on which something begins or ends for a rule, with its place; in order. */
  private edgesAfter(names: readonly string[], after: Day): (readonly [Day, number])[] {
    const found: (readonly [Day, number])[] = []
    this.places.forEach((place, i) => {
      for (const day of place.edges(names)) if (day > after) found.push([day, i])
    })
    return found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  }

  private columnOf(origin: string, date: Day, names: readonly string[], states: Int32Array): Column {
    let law = 0
    for (let i = 0; i < states.length; i++)
      if (states[i] !== 0) law = this.laws.number(law, (this.places[i] as Place).kind.index * STATES + (states[i] as number))
    let column = this.columns.get(law)
    if (!column) {
      const standing = new Map<Place, number>()
      for (let i = 0; i < states.length; i++) if (states[i] !== 0) standing.set(this.places[i] as Place, states[i] as number)
      const own = forms(standing)
      const key = (p: Place, form: number, state: number): number => this.shared.token(`${p.kind.index} ${form} ${p.yieldsOf(state)}`)
      const inGroup = new Int32Array(states.length)
      const elsewhere = new Int32Array(states.length)
      for (const [p, state] of standing) {
        inGroup[p.place] = key(p, own.get(p) as number, state)
        elsewhere[p.place] = key(p, p.formOf(state), state)
      }
      const of = { names, states: standing, forms: own, inGroup, elsewhere, entry: this.entry(origin, date), rules: new Map<Place, Rule>() }
      column = { law, duties: [...standing.keys()].map((place) => this.vector(place, of)) }
      this.columns.set(law, column)
    }
    return column
  }

  /** The days on which something changes for goods of an origin, from one day to another. */
  edges(origin: string, first: Day, last: Day): Set<Day> {
    const days = new Set<Day>()
    for (const names of namings(origin, first, last)) {
      for (let i = 0; i < this.places.length; i++) {
        const edges = (this.places[i] as Place).edges(names.names)
        for (let k = 0; k < edges.length; k++) days.add(edges[k] as Day)
      }
      days.add(names.from)
    }
    return days
  }

  /** What tells how the rules stand for an origin on all days: origins of one signature behave alike. */
  signature(origin: string, first: Day, last: Day): string {
    const all = namings(origin, first, last).map(({ from, names }) => {
      const number = this.places.reduce((before, p) => this.signed.number(before, p.line(names).number), 0)
      return `${from} ${number}`
    })
    return all.join('|')
  }

  private entry(origin: string, date: Day): EntryLine {
    const { importer, stated } = this.shared
    const { claims, facts } = stated
    const input = { hts: '0000000000', origin, entry_date: date, value_usd: VALUE, ...(claims && { claims }), ...(facts && { facts }) }
    return readEntry(input, importer)
  }

  /** The duty of a rule by class. */
  private vector(place: Place, law: Law): Int32Array {
    const { shared } = this
    const rate = place.rateOf(law.states.get(place) as number)
    // A number for what the duty hangs on: the rule, those beside it, and how metal counts where one of them is on it.
    let key = shared.beside.number(0, law.inGroup[place.place] as number)
    let onMetal = place.onMetal
    for (let i = 0; i < place.hangsOn.length; i++) {
      const other = place.hangsOn[i] as Place
      const of = (place.rivalry[i] === 1 ? law.inGroup : law.elsewhere)[other.place] as number
      if (of === 0) continue
      key = shared.beside.number(key, of)
      onMetal ||= other.onMetal
    }
    key = shared.beside.number(key, onMetal ? -CONTENTS.indexOf(this.content) : -CONTENTS.length)
    let known = shared.vectors[key]
    if (!known) {
      const some = [place, ...place.hangsOn.filter((other) => law.states.has(other))]
      known = this.worked(place, some, law, rate)
      shared.vectors[key] = known
    }
    if (rate === undefined) return known
    const rated = shared.beside.number(key, -CONTENTS.length - rate)
    let vector = shared.vectors[rated]
    if (!vector) {
      vector = new Int32Array(known.length)
      const { reached } = place.kind.covers
      for (let i = 0; i < reached.length; i++) {
        const number = known[reached[i] as number] as number
        if (number !== 0) vector[reached[i] as number] = shared.at(number, rate)
      }
      shared.vectors[rated] = vector
    }
    return vector
  }

  /** The duty of a rule by class, at whatever rate it was worked out first. */
  private worked(place: Place, some: readonly Place[], law: Law, rate: number | undefined): Int32Array {
    const { shared } = this
    const { sortOf, examples } = this.sorts(place)
    const chain = new Int32Array(examples.length)
    const links = linksOf(some, law, shared.beside)
    for (const p of some) {
      const { kinds } = p.kind.covers
      const form = p === place || place.rivals(p) ? (law.forms.get(p) as number) : p.formOf(law.states.get(p) as number)
      const link = links.get(p)
      const given = link === undefined ? 0 : shared.token(`to ${p.kind.index}: ${link}`)
      for (let sort = 0; sort < examples.length; sort++) {
        const cover = kinds[examples[sort] as number] as number
        if (cover === 0) continue
        const next = shared.chained(chain[sort] as number, p.kind.part(form, cover, shared.token))
        chain[sort] = given === 0 ? next : shared.chained(next, given)
      }
    }
    const inOrder = [...some].sort((p, q) => p.place - q.place)
    const metal = this.content === 'all' ? [] : some.filter((p) => p.onMetal)
    // Of a metal that no rule here is on, goods are like goods without any.
    const metals = METALS.map((name) => metal.some((p) => p.rule.record.metal === name))
    const numbers = new Int32Array(examples.length)
    for (let sort = 0; sort < examples.length; sort++) {
      const member = examples[sort] as number
      const combination = chain[sort] as number
      const content = metal.some((p) => p.kind.covers.kinds[member] !== 0) ? this.contentOf(member) : undefined
      const work = (of?: MetalContent, estimated?: boolean): number =>
        this.evaluate(place, inOrder, member, law, { of: rate ?? 0, ...(of && { content: of }), ...(estimated && { estimated }) })
      numbers[sort] = content
        ? this.onMetal(combination, content, rate, metals, work)
        : (shared.dutyOf.get(combination) ?? shared.know(combination, work()))
    }
    const vector = new Int32Array(shared.classes.count)
    const { reached } = place.kind.covers
    for (let i = 0; i < reached.length; i++) {
      const member = reached[i] as number
      vector[member] = numbers[sortOf[member] as number] as number
    }
    return vector
  }

  /** Sorts of goods that a rule and all on which it hangs cover alike: their duties are the same on any day, from any origin. */
  private sorts(place: Place): Sorts {
    const known = this.known.get(place)
    if (known) return known
    const { shared } = this
    const all = [place, ...place.hangsOn]
    const key = `${all.some((p) => p.onMetal) ? this.content : ''} ${all.map((p) => p.kind.index).join(' ')}`
    const sorts = shared.sorts.get(key) ?? this.sorted(all)
    shared.sorts.set(key, sorts)
    this.known.set(place, sorts)
    return sorts
  }

  private sorted(all: readonly Place[]): Sorts {
    const { shared } = this
    const { kinds: own, reached } = (all[0] as Place).kind.covers
    const chain = new Int32Array(shared.classes.count)
    const numbers = new Pairs()
    for (const { kind, onMetal } of all) {
      const { kinds, reached: covered } = kind.covers
      for (let i = 0; i < covered.length; i++) {
        const member = covered[i] as number
        if (own[member] === 0) continue
        let next = numbers.number(numbers.number(chain[member] as number, -1 - kind.index), kinds[member] as number)
        const content = onMetal ? this.contentOf(member) : undefined
        if (content) next = numbers.number(next, shared.tokenOfMetal(content))
        chain[member] = next
      }
    }
    const sorts = new Map<number, number>()
    const sortOf = new Int32Array(shared.classes.count)
    const examples: number[] = []
    for (let i = 0; i < reached.length; i++) {
      const member = reached[i] as number
      let sort = sorts.get(chain[member] as number)
      if (sort === undefined) {
        sort = examples.push(member) - 1
        sorts.set(chain[member] as number, sort)
      }
      sortOf[member] = sort
    }
    return { sortOf, examples: Int32Array.from(examples) }
  }

  /** The number of the duty of a combination on goods of some metal content. @param metals which metals a rule is on */
  private onMetal(
    combination: number,
    content: MetalContent,
    rate: number | undefined,
    metals: readonly boolean[],
    work: (content: MetalContent, estimated?: boolean) => number,
  ): number {
    const { shared } = this
    const pure = (of: MetalContent): number => {
      const key = shared.chained(combination, shared.tokenOfMetal(of))
      return shared.dutyOf.get(key) ?? shared.know(key, work(of, false))
    }
    if (this.content === 'none') return pure(NO_METAL)
    const key = shared.chained(combination, shared.tokenOfMetal(content))
    const known = shared.dutyOf.get(key)
    if (known !== undefined) return known
    const numbers = PURE.map((of, i) => pure(i === 0 || metals[i - 1] ? of : NO_METAL)).map((n) =>
      rate === undefined || n === 0 ? n : shared.at(n, rate),
    )
    const added = between(
      numbers.map((n) => shared.duties[n]),
      content,
    )
    return shared.know(key, added === null ? work(content, true) : added ? shared.add(added, rate) : 0)
  }

  /** The steel, aluminium and copper in goods of a class, in hundredths of a percent; `undefined` where the law presumes it. */
  private contentOf(member: number): MetalContent | undefined {
    return this.content === 'all' ? undefined : this.content === 'none' ? NO_METAL : this.shared.classes.content(member)
  }

  /** The number of the duty of a rule on a class; 0 if there is none. */
  private evaluate(place: Place, beside: readonly Place[], member: number, law: Law, how: How): number {
    const { shared } = this
    const { of } = how
    const some = beside.filter((p) => p.kind.covers.kinds[member] !== 0)
    const { record, id } = place.rule
    if (place.kind.unmapped(member)) {
      // Why differs from code to code: the same sentence, each with its own lines.
      const added = this.evaluation(place, some, member, law, how)({ rate: 0 })
      const own = (m: number): string => `${record.title}: the code cannot be mapped: ${place.kind.unmapped(m)}`
      if (added.open === own(member)) return shared.add({ measure: id, authority: record.authority, unmapped: own }, of)
    }
    const compute = this.evaluation(place, some, member, law, how)
    if (!some.some((p) => p.onBase(law.states.get(p) as number))) {
      const added = compute({ rate: 0 })
      return added.rate === undefined && added.open === undefined ? 0 : shared.add(added, of)
    }
    const rates = some.map((p) => {
      const { combines, group } = p.rule.record
      return { rate: p.segmentOf(law.states.get(p) as number)?.rate, group: combines === 'one-of-group' ? (group ?? '') : undefined }
    })
    const { starts, heights } = breaks(rates)
    const duty = piecewise(compute, starts, heights)
    return shared.add({ measure: id, ...duty }, of)
  }

  private evaluation(
    { rule }: Place,
    some: readonly Place[],
    member: number,
    law: Law,
    { content, estimated }: How,
  ): (base: BaseRate) => Added {
    const { classes } = this.shared
    const plain = entryOf(law.entry, classes.example(member))
    const entry = content ? withContent(plain, content) : plain
    const inForce = some.flatMap((p): InForce[] => {
      const candidate = p.candidate(member)
      if (!candidate) return []
      const exemptions = candidate.exemptions.filter(
        ({ exemption }) => !exemption.origins || exemption.origins.some((o) => law.names.includes(o)),
      )
      const segment = p.segmentOf(law.states.get(p) as number)
      return [
        { reaching: { rule: ruleOn(p, candidate, law), cover: candidate.cover, exemptions, lines: NO_LINES }, ...(segment && { segment }) },
      ]
    })
    const exclusions = some.flatMap((p) => p.excludingOn(member))
    const standing: Standing = { inForce, byId: new Map(inForce.map((i) => [i.reaching.rule.id, i])), idle: [] }
    const product = { tariffs: inForce.map((i) => i.reaching), exclusions, fees: [] }
    const { value } = entry
    const { id, record } = rule
    const said = { measure: id, authority: record.authority, ...(estimated && { estimated: true as const }) }
    return ({ rate = 0, problem }) => {
      const base = { value, amount: BigInt(rate) * value, ...(problem !== undefined && { problem }) }
      const layer = new Evaluation(entry, product, base, standing).layer(id)
      if (layer?.status === 'applies') return { ...said, rate: Number(perValue(layer.amount, value)) }
      if (layer?.status === 'needs an answer') return { ...said, open: `${record.title}: ${layer.reason}` }
      return said
    }
  }
}
