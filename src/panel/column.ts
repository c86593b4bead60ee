/**
 * One column of the panel: the duty on every code from one origin on one day, nothing claimed. Codes whose memberships are alike as far
 * as the measures in force there look are evaluated once, by the engine that assesses single lines.
 */
import type { Day } from '../base/dates.js'
import { type Percent, perValue } from '../rates/amount.js'
import { compute, type RateBook, type Result } from '../rates/assess.js'
import { baseDuty } from '../rates/base.js'
import { productRules, signatures } from '../rates/candidates.js'
import { type EntryLine, readEntry } from '../rates/entry-line.js'
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
  /** For each class: by rule, a number that says how the rule covers it; 0 where it does not. */
  private readonly of: (Int32Array | undefined)[] = []
  private readonly numbers = new Map<string, number>()
  private readonly at: ReadonlyMap<string, number>

  constructor(
    readonly book: RateBook,
    readonly classes: LineClasses,
    readonly date: Day,
  ) {
    this.at = new Map(ruled(book.rules).map(({ id }, i) => [id, i]))
  }

  /** Whether another reading of the record has the same measures of the same scopes. */
  serves({ rules, lists, schedule }: RateBook): boolean {
    const own = ruled(this.book.rules)
    const others = ruled(rules)
    return (
      lists === this.book.lists &&
      schedule === this.book.schedule &&
      own.length === others.length &&
      own.every(({ record }, i) => record === others[i]?.record)
    )
  }

  goods(code: string): Goods {
    return lineOf(this.book, code, this.date).goods
  }

  /** How the rules at some places cover a class, as one key. */
  key(member: number, places: readonly number[]): string {
    let covers = this.of[member]
    if (!covers) {
      covers = this.coversOf(this.classes.members.examples[member] as string)
      this.of[member] = covers
    }
    let key = ''
    for (const place of places) key += `${covers[place]},`
    return key
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

  private coversOf(code: string): Int32Array {
    const covers = new Int32Array(this.at.size)
    for (const [id, text] of signatures(productRules(this.book.rules, this.book.lists, this.goods(code)))) {
      const place = this.at.get(id)
      if (place === undefined) continue
      const number = this.numbers.get(text) ?? this.numbers.size + 1
      this.numbers.set(text, number)
      covers[place] = number
    }
    return covers
  }
}

/** The line of a code of the classes: of China's, maybe with the line of 2018 that the goods were. */
function lineOf({ schedule }: RateBook, code: string, date: Day): TariffLine {
  const [hts = '', code2018] = code.split(':')
  return findLine(schedule, hts, date, code2018)
}

const ruled = ({ tariffs, exclusions }: Rules): readonly (Rule | ExclusionRule)[] => [...tariffs, ...exclusions]

/** See the module. Cells are worked out when they are asked for. */
export class Column {
  private readonly entry: EntryLine
  private readonly places: readonly number[]
  private readonly groups = new Map<string, Cell | 'by base'>()
  private readonly ofMember: (Cell | 'by base' | undefined)[] = []
  private readonly bases: { readonly base?: Percent; readonly problem?: string }[] = []
  private readonly whole = new Map<string, Cell>()
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
    let added = this.ofMember[member]
    const group = `${corner(code)} ${this.memberships.key(member, this.places)}`
    if (added === undefined) {
      added = this.groups.get(group)
      if (added === undefined) {
        const result = this.result(this.memberships.classes.members.examples[member] as string)
        added = result.layers.some((l) => l.onBase) ? 'by base' : cellOf(result)
        this.groups.set(group, added)
      }
      this.ofMember[member] = added
    }
    if (added === 'by base') {
      const key = `${group}|${rate}`
      const known = this.whole.get(key) ?? cellOf(this.result(code))
      this.whole.set(key, known)
      return known
    }
    const { base, problem } = this.base(code, rate)
    const unmapped = this.memberships.goods(code).unmapped
    const open = [...new Set([problem, unmapped].filter((why) => why !== undefined)), ...added.open]
    const sum = added.layers.reduce((total, l) => total + l.rate, base ?? 0n)
    return {
      ...(base !== undefined && { base }),
      layers: added.layers,
      ...(open.length === 0 && { total: sum }),
      open,
      layersOpen: added.layersOpen || unmapped !== undefined,
    }
  }

  private base(code: string, rate: number): { base?: Percent; problem?: string } {
    let known = this.bases[rate]
    if (!known) {
      const { line } = lineOf(this.book, code, this.date)
      const { amount, problem } = baseDuty(this.entryOf(code), line, this.book.rules, this.entry.value)
      known = problem === undefined ? { base: perValue(amount, this.entry.value) } : { problem }
      this.bases[rate] = known
    }
    return known
  }

  /** A number of chapter 98 is the claim of its heading. */
  private entryOf(code: string): EntryLine {
    return { ...this.entry, hts: code, ...(code.startsWith('98') && { claims: new Set([dottedCode(code.slice(0, 8))]) }) }
  }

  private result(code: string): Result {
    return compute(this.book, this.entryOf(code), lineOf(this.book, code, this.date))
  }
}

/** A result as a cell; `open` holds what is open beside the base duty. */
function cellOf({ base, layers, value, duty, fine }: Result): Cell {
  const owed = layers.filter((l) => l.status === 'applies')
  const open = layers.filter((l) => l.status === 'needs an answer').map((l) => `${l.rule.record.title}: ${l.reason}`)
  return {
    ...(base.problem === undefined && { base: perValue(base.amount, value) }),
    layers: owed.map((l) => ({ measure: l.rule.id, authority: l.rule.record.authority, rate: perValue(l.amount, value) })),
    ...(duty !== undefined && { total: perValue(fine, value) }),
    open,
    layersOpen: open.length > 0,
  }
}
