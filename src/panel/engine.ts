/**
 * What is added to the base duty, in bulk. A rule's duty on goods hangs on how the rule stands on the day for the origin, on how it
 * covers the goods, and on the same of the few rules to which it can give way: each such combination is evaluated once, by the engine
 * that assesses single lines, and shared by all goods, origins, days and readings of the record that have it.
 */
import type { Day } from '../base/dates.js'
import { perValue } from '../rates/amount.js'
import { type EntryLine, readEntry } from '../rates/entry-line.js'
import { Evaluation } from '../rates/evaluate.js'
import type { Importer } from '../rates/index.js'
import { NAMES_CHANGE, namesOf } from '../rates/origins.js'
import type { ExclusionRule, Rules } from '../rates/rules.js'
import type { InForce, Standing } from '../rates/standing.js'
import type { Classes } from './classes.js'
import type { Added, BaseRate, Duty } from './duty.js'
import { entryOf, VALUE } from './goods.js'
import { breaks, piecewise } from './pieces.js'
import { connect, Kind, Place } from './places.js'

/** What is stated of all goods alike: mostly nothing. */
export interface Stated {
  readonly claims?: readonly string[]
  readonly facts?: Readonly<Record<string, string>>
}

/** What rules in force add, on all classes: for each rule the number of its duty by class of members; 0 where there is none. */
export interface Column {
  /** The same law has the same key: origins and days that share it share the column. */
  readonly law: string
  readonly duties: readonly Int32Array[]
}

/** Which rate holds is decided: the others are not looked at. */
const NO_LINES: readonly never[] = []

/** More than all the covers of all rules in all their standings. */
const TOKENS = 4_194_304

/** What is worked out of combinations of rules: shared by readings of the record. */
export class Combinations {
  readonly duties: (Duty | undefined)[] = [undefined]
  /** The rates of duties, by number; NaN where it depends on the base duty or is open. */
  readonly rates: number[] = [0]
  private readonly workedOutAt: number[] = [0]
  private readonly numbers = new Map<string, number>()
  private readonly scaled = new Map<number, number>()
  readonly vectors = new Map<string, Int32Array>()
  /** Numbers of duties by combination. */
  readonly dutyOf = new Map<number, number>()
  private readonly kinds: Kind[] = []
  private readonly chains = new Map<number, number>()
  private readonly tokenOf = new Map<number, number>()
  private tokens = 1

  constructor(
    readonly classes: Classes,
    readonly importer: Importer,
    readonly stated: Stated = {},
  ) {}

  /** The rules of a reading, in order. */
  places(rules: Rules): Place[] {
    const claims = new Set(this.stated.claims)
    const excluding = new Map<string, ExclusionRule[]>()
    for (const e of rules.exclusions) for (const id of e.record.excludes) excluding.set(id, [...(excluding.get(id) ?? []), e])
    const places = rules.tariffs.map((rule) => {
      const exclusions = excluding.get(rule.id) ?? []
      let kind = this.kinds.find((k) => k.serves(rule, exclusions))
      if (!kind) {
        kind = new Kind(this.kinds.length, rule, exclusions, this.classes, claims)
        this.kinds.push(kind)
      }
      return new Place(kind, rule, exclusions, claims, this.classes)
    })
    connect(places)
    places.forEach((p, i) => {
      p.place = i
    })
    return places
  }

  /** The number of a duty: the same for the same duty. @param of the ad valorem rate at which it was worked out; 0: another */
  add(duty: Duty, of = 0): number {
    const text = 'unmapped' in duty ? undefined : JSON.stringify([duty, of])
    const known = text === undefined ? undefined : this.numbers.get(text)
    if (known !== undefined) return known
    this.rates.push('rate' in duty && duty.rate !== undefined && duty.open === undefined ? duty.rate : Number.NaN)
    const number = this.duties.push(duty) - 1
    this.workedOutAt[number] = of
    if (text !== undefined) this.numbers.set(text, number)
    return number
  }

  /** The number of a duty that is like another but for its ad valorem rate. */
  at(number: number, rate: number): number {
    const of = this.workedOutAt[number] as number
    if (of === rate || of === 0) return number
    const key = number * 1e9 + rate
    let found = this.scaled.get(key)
    if (found === undefined) {
      const duty = this.duties[number] as Duty
      const scaled = (a: Added): Added =>
        a.rate === undefined ? a : { ...a, rate: a.rate === of ? rate : Math.round(a.rate * (rate / of)) }
      found =
        'on' in duty
          ? this.add(
              {
                ...duty,
                on: (base) => scaled(duty.on(base)),
                pieces: duty.pieces.map((piece) => ({ ...piece, added: scaled(piece.added) })),
              },
              rate,
            )
          : 'unmapped' in duty
            ? number
            : this.add(scaled(duty), rate)
      this.scaled.set(key, found)
    }
    return found
  }

  /** Numbers for the covers of a rule that stands in a way: this one and as many after it as there are covers. */
  token({ index, covers }: Kind, state: number): number {
    const key = index * 65536 + state
    let token = this.tokenOf.get(key)
    if (token === undefined) {
      token = this.tokens
      this.tokens += covers.count + 1
      this.tokenOf.set(key, token)
    }
    return token
  }

  /** The number of a combination with one more rule. */
  chained(before: number, token: number): number {
    const key = before * TOKENS + token
    let chain = this.chains.get(key)
    if (chain === undefined) {
      chain = this.chains.size + 1
      this.chains.set(key, chain)
    }
    return chain
  }
}

/**
 * How rules stand less the numbers of their rates. An ad valorem rate that is not zero decides nothing but how high its own duty is, and
 * which of a group is the highest: so the rank in the group stands for it, where no rate of the group depends on the base duty.
 */
function forms(states: ReadonlyMap<Place, number>): ReadonlyMap<Place, number> {
  const groups = new Map<string, Place[]>()
  for (const place of states.keys()) {
    const { combines, group } = place.rule.record
    if (combines === 'one-of-group') groups.set(group ?? '', [...(groups.get(group ?? '') ?? []), place])
  }
  const found = new Map<Place, number>()
  for (const [place, state] of states) if (place.rule.record.combines !== 'one-of-group') found.set(place, place.formOf(state))
  for (const group of groups.values()) {
    const rates = group.map((p) => p.rateOf(states.get(p) as number))
    const ranked = [...new Set(rates)].sort((a = 0, b = 0) => a - b)
    const plain = rates.every((r) => r !== undefined)
    group.forEach((p, i) => {
      const state = states.get(p) as number
      found.set(p, plain ? p.kind.state(`${p.formOf(state)} rank ${ranked.indexOf(rates[i])}`) : state)
    })
  }
  return found
}

/** The names under which law may name an origin, from a day on. */
function namings(origin: string, first: Day, last: Day): { readonly from: Day; readonly names: readonly string[] }[] {
  const days = [first, ...NAMES_CHANGE.filter((day) => day > first && day <= last)]
  const all = days.map((from) => ({ from, names: namesOf(origin, from) }))
  return all.filter(({ names }, i) => i === 0 || names.join() !== all[i - 1]?.names.join())
}

/** Where the rules stand for an origin on a day. */
interface Law {
  readonly names: readonly string[]
  readonly states: ReadonlyMap<Place, number>
  /** The same less the numbers of rates that decide nothing. */
  readonly forms: ReadonlyMap<Place, number>
  readonly entry: EntryLine
}

/** The rules of one reading of the record, in bulk. */
export class Engine {
  readonly places: readonly Place[]
  private readonly columns = new Map<string, Column>()

  constructor(
    rules: Rules,
    readonly shared: Combinations,
  ) {
    this.places = shared.places(rules)
  }

  /** What is added to goods of an origin on a day. */
  column(origin: string, date: Day): Column {
    const names = namesOf(origin, date)
    const states = new Map<Place, number>()
    let law = ''
    for (const place of this.places) {
      const state = place.state(names, date)
      if (state === 0) continue
      states.set(place, state)
      law += `${place.kind.index}.${state} `
    }
    let column = this.columns.get(law)
    if (!column) {
      const of = { names, states, forms: forms(states), entry: this.entry(origin, date) }
      column = { law, duties: [...states.keys()].map((place) => this.vector(place, of)) }
      this.columns.set(law, column)
    }
    return column
  }

  /** The days on which something changes for goods of an origin, from one day to another. */
  edges(origin: string, first: Day, last: Day): Set<Day> {
    const days = new Set<Day>()
    for (const names of namings(origin, first, last)) {
      for (const place of this.places) for (const day of place.edges(names.names)) days.add(day)
      days.add(names.from)
    }
    return days
  }

  /** What tells how the rules stand for an origin on all days: origins of one signature behave alike. */
  signature(origin: string, first: Day, last: Day): string {
    const all = namings(origin, first, last).map(({ from, names }) => `${from}${this.places.map((p) => p.line(names).number).join(' ')}`)
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
    const some = [place, ...place.hangsOn.filter((other) => law.states.has(other))]
    const rate = place.rateOf(law.states.get(place) as number)
    const key = `${rate ?? ''} ${some.map((p) => `${p.kind.index}.${law.forms.get(p)}`).join(' ')}`
    const known = shared.vectors.get(key)
    if (known) return known
    const chain = new Int32Array(shared.classes.count)
    const own = place.kind.covers
    for (const p of some) {
      const token = shared.token(p.kind, law.forms.get(p) as number)
      const { kinds, reached } = p.kind.covers
      for (const member of reached) {
        if (own.kinds[member] !== 0) chain[member] = shared.chained(chain[member] as number, token + (kinds[member] as number))
      }
    }
    const inOrder = [...some].sort((a, b) => a.place - b.place)
    const vector = new Int32Array(shared.classes.count)
    for (const member of own.reached) {
      const combination = chain[member] as number
      let number = shared.dutyOf.get(combination)
      if (number === undefined) {
        number = this.evaluate(place, inOrder, member, law, rate)
        shared.dutyOf.set(combination, number)
      }
      vector[member] = rate === undefined || number === 0 ? number : shared.at(number, rate)
    }
    shared.vectors.set(key, vector)
    return vector
  }

  /** The number of the duty of a rule on a class; 0 if there is none. */
  private evaluate(place: Place, beside: readonly Place[], member: number, law: Law, of = 0): number {
    const { shared } = this
    const some = beside.filter((p) => p.kind.covers.kinds[member] !== 0)
    const { record, id } = place.rule
    if (place.kind.unmapped(member)) {
      // Why differs from code to code: the same sentence, each with its own lines.
      const added = this.evaluation(place, some, member, law)({ rate: 0 })
      const own = (m: number): string => `${record.title}: the code cannot be mapped: ${place.kind.unmapped(m)}`
      if (added.open === own(member)) return shared.add({ measure: id, authority: record.authority, unmapped: own }, of)
    }
    const compute = this.evaluation(place, some, member, law)
    if (!some.some((p) => p.onBase(law.states.get(p) as number))) {
      const added = compute({ rate: 0 })
      return added.rate === undefined && added.open === undefined ? 0 : shared.add(added, of)
    }
    const rates = some.map((p) => {
      const { combines, group } = p.rule.record
      return { rate: p.segmentOf(law.states.get(p) as number)?.rate, group: combines === 'one-of-group' ? (group ?? '') : undefined }
    })
    const duty = piecewise(compute, breaks(rates))
    return shared.add({ measure: id, ...duty }, of)
  }

  private evaluation({ rule }: Place, some: readonly Place[], member: number, law: Law): (base: BaseRate) => Added {
    const { classes } = this.shared
    const entry = entryOf(law.entry, classes.example(member))
    const inForce = some.flatMap((p): InForce[] => {
      const candidate = p.candidate(member)
      if (!candidate) return []
      const exemptions = candidate.exemptions.filter(
        ({ exemption }) => !exemption.origins || exemption.origins.some((o) => law.names.includes(o)),
      )
      const segment = p.segmentOf(law.states.get(p) as number)
      return [{ reaching: { ...candidate, exemptions, lines: NO_LINES }, ...(segment && { segment }) }]
    })
    const exclusions = some.flatMap((p) => p.excludingOn(member))
    const standing: Standing = { inForce, byId: new Map(inForce.map((i) => [i.reaching.rule.id, i])), idle: [] }
    const product = { tariffs: inForce.map((i) => i.reaching), exclusions, fees: [] }
    const { value } = entry
    const { id, record } = rule
    const said = { measure: id, authority: record.authority }
    return ({ rate = 0, problem }) => {
      const base = { value, amount: BigInt(rate) * value, ...(problem !== undefined && { problem }) }
      const layer = new Evaluation(entry, product, base, standing).layers().find((l) => l.rule.id === id)
      if (layer?.status === 'applies') return { ...said, rate: Number(perValue(layer.amount, value)) }
      if (layer?.status === 'needs an answer') return { ...said, open: `${record.title}: ${layer.reason}` }
      return said
    }
  }
}
