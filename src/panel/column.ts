/**
 * One column of the panel: the duty on every code from one origin on one day, nothing claimed. Codes whose memberships are alike as far
 * as the measures in force there look are evaluated once, by the engine that assesses single lines.
 */
import type { Day } from '../base/dates.js'
import { type Cents, type Percent, perValue } from '../rates/amount.js'
import type { RateBook } from '../rates/assess.js'
import { baseDuty } from '../rates/base.js'
import { exclusionCandidate, exclusionSignature, type ProductRules, Scopes, tariffCandidate, tariffSignature } from '../rates/candidates.js'
import { type EntryLine, readEntry } from '../rates/entry-line.js'
import { Evaluation } from '../rates/evaluate.js'
import type { RawLayer } from '../rates/layer.js'
import { namesOf } from '../rates/origins.js'
import { type ExclusionRule, on, type Rule, type Rules } from '../rates/rules.js'
import { linesFor, reaches } from '../rates/standing.js'
import { findLine, type Goods, type TariffLine } from '../rates/tariff.js'
import { dottedCode } from '../schedule/index.js'
import { corner, type LineClasses } from './classes.js'

/** A layer owed on a code, in percent of the value. */
export interface ColumnLayer {
  readonly measure: string
  /** The record of the authority on which it rests. */
  readonly authority: string
  readonly rate: Percent
}

/** What is owed on a code. */
export interface Cell {
  /** The base duty; absent where it cannot be computed from the value alone. */
  readonly base?: Percent
  readonly layers: readonly ColumnLayer[]
  /** Base and layers together; absent where a part is open. */
  readonly total?: Percent
  /** Why there is no total. */
  readonly open: readonly string[]
  /** Whether it is a layer, or the code, that is open: then what is added is not known either. */
  readonly layersOpen: boolean
}

/** The membership classes of a record, ready to be told apart by any set of measures. A scenario that moves days only shares them. */
export class Memberships {
  private readonly of: (Covers | undefined)[] = []
  private readonly numbers = new Map<string, number>()
  private readonly ruled: readonly (Rule | ExclusionRule)[]
  private readonly at: ReadonlyMap<string, number>
  private readonly bases: { readonly of: string; readonly known: Base[] }[] = []

  constructor(
    readonly book: RateBook,
    readonly classes: LineClasses,
    readonly date: Day,
  ) {
    this.ruled = ruled(book.rules)
    this.at = new Map(this.ruled.map(({ id }, i) => [id, i]))
  }

  /** Whether another reading of the record has the same measures of the same scopes. */
  serves({ rules, lists, schedule }: RateBook): boolean {
    const others = ruled(rules)
    return (
      lists === this.book.lists &&
      schedule === this.book.schedule &&
      this.ruled.length === others.length &&
      this.ruled.every(({ record }, i) => record === others[i]?.record)
    )
  }

  goods(code: string): Goods {
    return lineOf(this.book, code, this.date).goods
  }

  /** How the rules at some places cover a class, as one key. */
  key(member: number, places: readonly number[]): string {
    const { numbers, scopes } = this.covers(member)
    let key = ''
    for (const place of places) {
      let number = numbers[place] as number
      if (number < 0) {
        number = this.number(this.ruled[place] as Rule | ExclusionRule, scopes)
        numbers[place] = number
      }
      key += `${number},`
    }
    return key
  }

  /** The rules at some places of one reading of the record, as they reach a class. */
  productRules(member: number, places: readonly number[], { rules }: RateBook): ProductRules {
    const { scopes } = this.covers(member)
    const own = ruled(rules)
    const found = places.map((place) => own[place] as Rule | ExclusionRule)
    return {
      tariffs: found.flatMap((rule) => ('granted' in rule ? [] : (tariffCandidate(rule, scopes) ?? []))),
      exclusions: found.flatMap((rule) => ('granted' in rule ? (exclusionCandidate(rule, scopes) ?? []) : [])),
      fees: [],
    }
  }

  private covers(member: number): Covers {
    let known = this.of[member]
    if (!known) {
      const goods = this.goods(this.classes.members.examples[member] as string)
      known = { numbers: new Int32Array(this.ruled.length).fill(-1), scopes: new Scopes(this.book.lists, goods) }
      this.of[member] = known
    }
    return known
  }

  /** The places of the rules that can matter for an origin on a day. */
  places(rules: Rules, names: readonly string[], date: Day): number[] {
    const matter = rules.tariffs.filter(
      (rule) => reaches(rule, names) && linesFor(rule, names).some((line) => on(line, date) !== undefined),
    )
    const excluding = rules.exclusions.filter(
      (e) => on(e.granted, date) !== undefined && matter.some((rule) => e.record.excludes.includes(rule.id)),
    )
    return [...matter, ...excluding].map(({ id }) => this.at.get(id) as number)
  }

  /** Base duties by class of rates, shared by the columns of one origin and day whose programmes are the same. */
  basesOf({ rules }: RateBook, origin: string, date: Day): Base[] {
    const of = JSON.stringify([
      origin,
      date,
      rules.programmes.map(({ id, granted }) => [id, granted.map((g) => [g.from, g.until, g.state])]),
    ])
    const found = this.bases.find((b) => b.of === of)
    if (found) return found.known
    const known: Base[] = []
    this.bases.push({ of, known })
    return known
  }

  private number(rule: Rule | ExclusionRule, scopes: Scopes): number {
    const text = 'granted' in rule ? exclusionText(rule, scopes) : tariffText(rule, scopes)
    if (text === undefined) return 0
    const number = this.numbers.get(text) ?? this.numbers.size + 1
    this.numbers.set(text, number)
    return number
  }
}

/** By rule, a number that says how the rule covers a class; 0 where it does not; -1 where that is not worked out yet. */
interface Covers {
  readonly numbers: Int32Array
  readonly scopes: Scopes
}

interface Base {
  readonly base?: Percent
  readonly problem?: string
  readonly unmapped?: string
}

function tariffText(rule: Rule, scopes: Scopes): string | undefined {
  const candidate = tariffCandidate(rule, scopes)
  return candidate && tariffSignature(candidate)
}

function exclusionText(rule: ExclusionRule, scopes: Scopes): string | undefined {
  const candidate = exclusionCandidate(rule, scopes)
  return candidate && exclusionSignature(candidate)
}

/** The line of a code of the classes: of China's, maybe with the line of 2018 that the goods were. */
function lineOf({ schedule }: RateBook, code: string, date: Day): TariffLine {
  const [hts = '', code2018] = code.split(':')
  return findLine(schedule, hts, date, code2018)
}

const ruled = ({ tariffs, exclusions }: Rules): readonly (Rule | ExclusionRule)[] => [...tariffs, ...exclusions]

/** What is added to the base duty on one group of codes. */
interface Added {
  readonly layers: readonly ColumnLayer[]
  readonly open: readonly string[]
}

/** See the module. Cells are worked out when they are asked for. */
export class Column {
  private readonly entry: EntryLine
  private readonly places: readonly number[]
  private readonly bases: Base[]
  /** What is added, by group; `by base` where it depends on the base duty. */
  private readonly groups = new Map<string, Added | 'by base'>()
  private readonly ofMember: (Added | 'by base' | undefined)[] = []
  private readonly cells = new Map<number, Cell>()
  private readonly rates: number

  constructor(
    private readonly book: RateBook,
    private readonly memberships: Memberships,
    readonly origin: string,
    readonly date: Day,
  ) {
    const { classes } = memberships
    this.entry = readEntry({ hts: '0000000000', origin, entry_date: date, value_usd: '10000.00' }, book.importer)
    this.places = memberships.places(book.rules, namesOf(origin, date), date)
    this.rates = classes.rates.examples.length
    this.bases = memberships.basesOf(book, origin, date)
  }

  /** What is owed on the i-th code of the classes; `undefined` if the tariff of the day does not have it. */
  cell(i: number): Cell | undefined {
    const { members, rates } = this.memberships.classes
    const member = members.of[i] as number
    const rate = rates.of[i] as number
    if (member < 0 || rate < 0) return undefined
    const key = member * this.rates + rate
    let cell = this.cells.get(key)
    if (!cell) {
      cell = this.make(i, member, rate)
      this.cells.set(key, cell)
    }
    return cell
  }

  private make(i: number, member: number, rate: number): Cell {
    const code = this.memberships.classes.codes[i] as string
    const { base, problem, unmapped } = this.base(code, rate)
    let added = this.ofMember[member]
    if (added === undefined) {
      const group = `${corner(code)} ${this.memberships.key(member, this.places)}`
      added = this.groups.get(group)
      if (added === undefined) {
        added = this.added(code, member, base ?? 0n, problem)
        this.groups.set(group, added)
      }
      this.ofMember[member] = added
    }
    const { layers, open } = added === 'by base' ? this.evaluated(code, member, base ?? 0n, problem) : added
    const why = [problem, unmapped, ...open].filter((w) => w !== undefined)
    return {
      ...(base !== undefined && { base }),
      layers,
      ...(why.length === 0 && { total: layers.reduce((sum, l) => sum + l.rate, base ?? 0n) }),
      open: [...new Set(why)],
      layersOpen: open.length > 0 || unmapped !== undefined,
    }
  }

  private base(code: string, rate: number): Base {
    let known = this.bases[rate]
    if (!known) {
      const { line, goods } = lineOf(this.book, code, this.date)
      const { amount, problem } = baseDuty(this.entryOf(code), line, this.book.rules, this.entry.value)
      const { unmapped } = goods
      known = problem === undefined ? { base: perValue(amount, this.entry.value) } : { problem }
      if (unmapped !== undefined) known = { ...known, unmapped }
      this.bases[rate] = known
    }
    return known
  }

  /** A number of chapter 98 is the claim of its heading. */
  private entryOf(code: string): EntryLine {
    return { ...this.entry, hts: code, ...(code.startsWith('98') && { claims: new Set([dottedCode(code.slice(0, 8))]) }) }
  }

  private added(code: string, member: number, base: Percent, problem: string | undefined): Added | 'by base' {
    const layers = this.layers(code, member, base, problem)
    return layers.some((l) => l.onBase) ? 'by base' : told(layers, this.entry.value)
  }

  private evaluated(code: string, member: number, base: Percent, problem: string | undefined): Added {
    return told(this.layers(code, member, base, problem), this.entry.value)
  }

  private layers(code: string, member: number, base: Percent, problem: string | undefined): RawLayer[] {
    const entry = this.entryOf(code)
    const { value } = entry
    const product = this.memberships.productRules(member, this.places, this.book)
    return new Evaluation(entry, product, { value, amount: base * value, ...(problem !== undefined && { problem }) }).layers()
  }
}

/** The layers that are owed, in percent of the value, and why others are open. */
const told = (layers: readonly RawLayer[], value: Cents): Added => ({
  layers: layers
    .filter((l) => l.status === 'applies')
    .map((l) => ({ measure: l.rule.id, authority: l.rule.record.authority, rate: perValue(l.amount, value) })),
  open: layers.filter((l) => l.status === 'needs an answer').map((l) => `${l.rule.record.title}: ${l.reason}`),
})
