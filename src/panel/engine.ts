/**
 * What is added to the base duty, in bulk. A rule's duty on goods hangs on how the rule stands on the day for the origin, on how it
 * covers the goods, and on the same of the few rules to which it can give way: each such combination is evaluated once, by the engine
 * that assesses single lines, and shared by all goods, origins and days that have it.
 */
import type { Day } from '../base/dates.js'
import { perValue } from '../rates/amount.js'
import { exclusionCandidate, tariffCandidate } from '../rates/candidates.js'
import { type EntryLine, readEntry } from '../rates/entry-line.js'
import { Evaluation } from '../rates/evaluate.js'
import type { Importer } from '../rates/index.js'
import { namesOf } from '../rates/origins.js'
import type { Rules } from '../rates/rules.js'
import { type InForce, linesFor, type Standing } from '../rates/standing.js'
import { dottedCode } from '../schedule/index.js'
import type { Classes } from './classes.js'
import { type Place, placesOf } from './places.js'

/** What is stated of all goods alike: mostly nothing. */
export interface Stated {
  readonly claims?: readonly string[]
  readonly facts?: Readonly<Record<string, string>>
}

/** Rates are in millionths of a percentage point. */
export type Millionths = number

/** A base duty: a rate, or why it cannot be computed. */
export interface BaseRate {
  readonly rate?: Millionths
  readonly problem?: string
}

/** What one rule adds on goods: a rate, or why it is open; nothing if neither. */
export interface Added {
  readonly measure: string
  readonly authority: string
  readonly rate?: Millionths
  readonly open?: string
}

/** The duty of one rule on a class: what is added, or a function of the base duty. */
export type Duty = Added | { readonly measure: string; readonly on: (base: BaseRate) => Added }

/** The value on which duty is worked out: large enough that a share of it in cents is exact to the millionth of a point. */
export const VALUE = '1000000.00'

const NOTHING = 0

/** What some rules in force add, on all classes. */
export interface Column {
  readonly origin: string
  readonly date: Day
  /** By rule in force: the number of its duty by class of members (0: none), and the classes that it reaches. */
  readonly duties: readonly { readonly place: Place; readonly of: Int32Array }[]
}

/** See the module. One engine serves one reading of the record. */
export class Engine {
  readonly places: readonly Place[]
  private readonly all: (Duty | undefined)[] = [undefined]
  /** Combinations of rules' standings and covers, by number. */
  private readonly chains = new Map<number, number>()
  private readonly dutyOf = new Map<number, number>()
  private readonly vectors = new Map<string, Int32Array>()
  private readonly columns = new Map<string, Column>()
  private tokens = 1

  constructor(
    readonly rules: Rules,
    readonly classes: Classes,
    readonly importer: Importer,
    private readonly stated: Stated = {},
  ) {
    this.places = placesOf(rules, classes, new Set(stated.claims))
  }

  duty(number: number): Duty {
    return this.all[number] as Duty
  }

  /** What is added to goods of an origin on a day. */
  column(origin: string, date: Day): Column {
    const names = namesOf(origin, date)
    const standing: { place: Place; state: number }[] = []
    let law = ''
    for (const place of this.places) {
      const state = place.state(names, date)
      if (state === 0) continue
      standing.push({ place, state })
      law += `${place.index}.${state} `
    }
    let column = this.columns.get(law)
    if (!column) {
      const states = new Map(standing.map(({ place, state }) => [place.index, state]))
      const of = { names, states, entry: this.entry(origin, date) }
      column = { origin, date, duties: standing.map(({ place }) => ({ place, of: this.vector(place, of) })) }
      this.columns.set(law, column)
    }
    return column
  }

  private entry(origin: string, date: Day): EntryLine {
    const { claims, facts } = this.stated
    const input = { hts: '0000000000', origin, entry_date: date, value_usd: VALUE, ...(claims && { claims }), ...(facts && { facts }) }
    return readEntry(input, this.importer)
  }

  /** The duty of a rule by class. */
  private vector(place: Place, law: Law): Int32Array {
    const beside = place.hangsOn.filter((other) => law.states.has(other.index))
    const key = [place, ...beside].map((p) => `${p.index}.${law.states.get(p.index)}`).join(' ')
    let vector = this.vectors.get(key)
    if (vector) return vector
    const chain = new Int32Array(this.classes.count)
    const extend = (p: Place, among?: Int32Array): void => {
      const token = this.token(p, law.states.get(p.index) as number)
      for (const member of p.reached) {
        if (among && among[member] === 0) continue
        chain[member] = this.chained(chain[member] as number, token + (p.kinds[member] as number))
      }
    }
    extend(place)
    const reached = place.kinds
    for (const other of beside) extend(other, reached)
    vector = new Int32Array(this.classes.count)
    for (const member of place.reached) {
      const combination = chain[member] as number
      let number = this.dutyOf.get(combination)
      if (number === undefined) {
        number = this.evaluate(place, beside, member, law)
        this.dutyOf.set(combination, number)
      }
      vector[member] = number
    }
    this.vectors.set(key, vector)
    return vector
  }

  private readonly tokenOf = new Map<number, number>()
  /** Numbers for the covers of a rule that stands in a way. */
  private token(place: Place, state: number): number {
    const key = place.index * 65536 + state
    let token = this.tokenOf.get(key)
    if (token === undefined) {
      token = this.tokens
      this.tokens += place.kindCount + 1
      this.tokenOf.set(key, token)
    }
    return token
  }

  private chained(before: number, token: number): number {
    const key = before * 4194304 + token
    let chain = this.chains.get(key)
    if (chain === undefined) {
      chain = this.chains.size + 1
      this.chains.set(key, chain)
    }
    return chain
  }

  /** The number of the duty of a rule on a class. */
  private evaluate(place: Place, beside: readonly Place[], member: number, law: Law): number {
    const some = [place, ...beside].filter((p) => p.kinds[member] !== 0).sort((a, b) => a.index - b.index)
    const rated = some.some((p) => p.onBase(law.states.get(p.index) as number))
    const measure = place.rule.id
    const compute = this.evaluation(place, some, member, law)
    if (!rated) {
      const added = compute({ rate: 0 })
      return added.rate === undefined && added.open === undefined ? NOTHING : this.all.push(added) - 1
    }
    const known = new Map<string | number, Added>()
    const on = (base: BaseRate): Added => {
      const key = base.rate ?? base.problem ?? ''
      let added = known.get(key)
      if (!added) {
        added = compute(base)
        known.set(key, added)
      }
      return added
    }
    return this.all.push({ measure, on }) - 1
  }

  private evaluation(place: Place, some: readonly Place[], member: number, law: Law): (base: BaseRate) => Added {
    const { names, states } = law
    const code = this.classes.example(member)
    const entry = entryOf(law.entry, code)
    const covering = this.classes.covering(member)
    const inForce = some.flatMap(({ rule, index, segmentOf }): InForce[] => {
      const candidate = tariffCandidate(rule, covering)
      if (!candidate) return []
      const exemptions = candidate.exemptions.filter(
        ({ exemption }) => !exemption.origins || exemption.origins.some((o) => names.includes(o)),
      )
      const reaching = { ...candidate, exemptions, lines: linesFor(rule, names) }
      const segment = segmentOf(states.get(index) as number)
      return [{ reaching, ...(segment && { segment }) }]
    })
    const exclusions = [...new Set(some.flatMap((p) => p.exclusions))].flatMap((rule) => exclusionCandidate(rule, covering) ?? [])
    const standing: Standing = { inForce, byId: new Map(inForce.map((i) => [i.reaching.rule.id, i])), idle: [] }
    const product = { tariffs: inForce.map((i) => i.reaching), exclusions, fees: [] }
    const { value } = entry
    const { id, record } = place.rule
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

/** Where the rules stand for an origin on a day. */
interface Law {
  readonly names: readonly string[]
  /** By place of the rule. */
  readonly states: ReadonlyMap<number, number>
  readonly entry: EntryLine
}

/** A number of chapter 98 is the claim of its heading. */
export function entryOf(entry: EntryLine, code: string): EntryLine {
  const hts = code.split(':')[0] as string
  if (!code.startsWith('98')) return { ...entry, hts }
  return { ...entry, hts, claims: new Set([...entry.claims, dottedCode(code.slice(0, 8))]) }
}
