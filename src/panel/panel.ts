/**
 * The panel: the duty on every line, from every origin, on every day. It is kept as classes: lines that behave alike, origins that
 * behave alike, and days between which nothing changes; any cell is answered from them in constant time.
 */
import { addDays, type Day, daysBetween } from '../base/dates.js'
import { ORIGINS } from '../rates/origins.js'
import type { NumberedBase } from './bases.js'
import { type Cell, type Duties, makeCell } from './cells.js'
import type { Millionths } from './duty.js'
import type { Column } from './engine.js'

/** The first and the last day of the panel: from the first of the added duties on. */
export const PANEL_DAYS: readonly [first: Day, last: Day] = ['2018-07-06', '2026-12-31']

/** The first day of US duties on record that were added to the tariff: safeguards of 2018. */
export const BEGINS: Day = '2018-01-01'

/** A stretch of days on which nothing changes for goods of an origin: the number of its law, from a day on. */
export interface Stretch {
  readonly from: Day
  /** First day no longer. */
  readonly until: Day
  readonly column: number
  readonly base: number
}

/** What is added by one law, on all classes of members. */
export interface Sums {
  readonly column: Column
  /** By class: all that is added, in millionths of a point; NaN where it depends on the base duty or is open. */
  readonly added: Float64Array
}

/** See the module. */
export class Panel {
  readonly origins: readonly string[]
  /** By origin, the number of its class; an origin of each class. */
  readonly originClass: Int32Array
  readonly examples: readonly string[]
  /** By class of origins, its stretches in order. */
  readonly stretches: readonly (readonly Stretch[])[]
  readonly columns: readonly Sums[]
  /** Base duties by class of rates, for each run of days on which none changes; the last is column 2. */
  private readonly bases: readonly (readonly NumberedBase[])[]
  /** The first days of runs of days on which no base duty changes. */
  private readonly eras: readonly Day[]
  /** By class of origins and day, the number of the stretch. */
  private readonly byDay: readonly Uint16Array[]
  private readonly cells: Map<number, Cell>[]

  /** @internal Use {@link buildPanel}. */
  constructor(
    readonly duties: Duties,
    readonly first: Day,
    readonly last: Day,
    origins: readonly string[],
  ) {
    const { engine, bases, classes, shared } = duties
    this.origins = origins.filter((o) => o !== shared.importer)
    const columns: Sums[] = []
    const laws = new Map<number, number>()
    const adding = new Adding(duties)
    const number = (column: Column): number => {
      let found = laws.get(column.law)
      if (found === undefined) {
        found = columns.push({ column, added: adding.of(column) }) - 1
        laws.set(column.law, found)
      }
      return found
    }
    const ofClass = new Map<string, number>()
    const examples: string[] = []
    const stretches: Stretch[][] = []
    const eras: readonly Day[] = [first, ...classes.baseDays.filter((day) => day > first && day <= last)]
    this.eras = eras
    const end = addDays(last, 1)
    this.originClass = Int32Array.from(this.origins, (origin) => {
      const signature = `${engine.signature(origin, first, last)}|${bases.programmesOf(origin)}`
      let found = ofClass.get(signature)
      if (found === undefined) {
        found = examples.push(origin) - 1
        ofClass.set(signature, found)
        const days = new Set([...eras, ...engine.edges(origin, first, last), ...bases.edges(origin)])
        const starts = [...days].filter((day) => day >= first && day <= last).sort()
        const own: { from: Day; until: Day; column: number; base: number }[] = []
        const over = engine.over(origin, starts)
        starts.forEach((from, i) => {
          const until = starts[i + 1] ?? end
          const column = number(over[i] as Column)
          const base = bases.column2(origin, from) ? eras.length : eras.findLastIndex((day) => day <= from)
          const before = own.at(-1)
          if (before && before.column === column && before.base === base) before.until = until
          else own.push({ from, until, column, base })
        })
        stretches.push(own)
      }
      return found
    })
    this.examples = examples
    this.stretches = stretches
    this.columns = columns
    const rates = Array.from({ length: classes.rateCount }, (_, i) => i)
    const general = eras.map((day) => rates.map((rate) => bases.general(rate, day)))
    this.bases = [...general, rates.map((rate) => bases.second(rate))]
    const count = daysBetween(first, last) + 1
    this.byDay = stretches.map((own) => {
      const of = new Uint16Array(count)
      own.forEach(({ from, until }, i) => void of.fill(i, daysBetween(first, from), daysBetween(first, until)))
      return of
    })
    this.cells = columns.map(() => new Map())
  }

  /** The codes of the lines. A line is named by its place among them. */
  get codes(): readonly string[] {
    return this.duties.classes.codes
  }

  /** The place of a line, an origin, a day (days since the first), for {@link total} and {@link cellAt}; -1 if there is none. */
  line(code: string): number {
    return this.duties.classes.at(code) ?? -1
  }

  origin(code: string): number {
    return this.origins.indexOf(code)
  }

  day(day: Day): number {
    return day < this.first || day > this.last ? -1 : daysBetween(this.first, day)
  }

  /**
   * The total duty on a line from an origin on a day, by their places, in millionths of a point; NaN where a part is open, or a
   * place is none.
   */
  total(line: number, origin: number, day: number): Millionths {
    const { members, rates } = this.duties.classes
    if (!(line >= 0 && origin >= 0 && day >= 0)) return Number.NaN
    const stretch = this.stretch(origin, day)
    const base = (this.bases[stretch.base] as NumberedBase[])[rates[line] as number] as NumberedBase
    const member = members[line] as number
    const added = (this.columns[stretch.column] as Sums).added[member] as number
    if (!Number.isNaN(added) && base.rate !== undefined && base.unmapped === undefined) return base.rate + added
    return this.cell(stretch, member, base).total ?? Number.NaN
  }

  /** The cell of a line, an origin and a day, by their places; `undefined` if the tariff does not have the line. */
  cellAt(line: number, origin: number, day: number): Cell | undefined {
    const { members, rates } = this.duties.classes
    const member = members[line] as number
    const rate = rates[line] as number
    return member < 0 || rate < 0 ? undefined : this.cellOf(this.stretch(origin, day), member, rate)
  }

  /** The cell of classes of members and rates, in a stretch of days. */
  cellOf(stretch: Stretch, member: number, rate: number): Cell {
    return this.cell(stretch, member, (this.bases[stretch.base] as NumberedBase[])[rate] as NumberedBase)
  }

  /** The cell of a class of members where goods are free of the base duty, in a stretch of days. */
  freeCellOf(stretch: Stretch, member: number): Cell {
    return this.cell(stretch, member, this.duties.bases.free)
  }

  /** The stretches of an origin, in order. */
  stretchesOf(origin: string): readonly Stretch[] {
    return this.stretches[this.originClass[this.origin(origin)] as number] as readonly Stretch[]
  }

  /** The base duty of a class of rates in a stretch of days. */
  baseOf(stretch: Stretch, rate: number): NumberedBase {
    return (this.bases[stretch.base] as NumberedBase[])[rate] as NumberedBase
  }

  /** By measure in force in a stretch, the numbers of its duties by class of members. */
  vectors({ column }: Stretch): readonly Int32Array[] {
    return (this.columns[column] as Sums).column.duties
  }

  /** What is added to a class of members in a stretch, as text: the same where it is the same. */
  key({ column }: Stretch, member: number): string {
    let key = ''
    for (const of of (this.columns[column] as Sums).column.duties) if (of[member] !== 0) key += `${of[member]} `
    return key
  }

  /** Whether goods fall under column 2 in a stretch. */
  isColumn2({ base }: Stretch): boolean {
    return base === this.eras.length
  }

  /** The base duties of a class of rates over the days of the panel, in the general column and in column 2. */
  basesOver(rate: number): { readonly from: Day; readonly until: Day; readonly column2: boolean; readonly base: NumberedBase }[] {
    const end = addDays(this.last, 1)
    const over: { from: Day; until: Day; column2: boolean; base: NumberedBase }[] = []
    this.eras.forEach((from, i) => {
      const base = (this.bases[i] as readonly NumberedBase[])[rate] as NumberedBase
      const last = over.at(-1)
      if (last?.base === base) last.until = this.eras[i + 1] ?? end
      else over.push({ from, until: this.eras[i + 1] ?? end, column2: false, base })
    })
    const second = (this.bases.at(-1) as readonly NumberedBase[])[rate] as NumberedBase
    return [...over, { from: this.first, until: end, column2: true, base: second }]
  }

  /** The stretch of an origin, by its place, on a day. */
  stretch(origin: number, day: number): Stretch {
    const of = this.originClass[origin] as number
    return (this.stretches[of] as Stretch[])[(this.byDay[of] as Uint16Array)[day] as number] as Stretch
  }

  /** Lets go of the cells that were worked out for the law of a stretch. */
  forget({ column }: Stretch): void {
    this.cells[column] = new Map()
  }

  private cell({ column }: Stretch, member: number, base: NumberedBase): Cell {
    const cells = this.cells[column] as Map<number, Cell>
    const key = member * 65536 + base.number
    let cell = cells.get(key)
    if (!cell) {
      cell = makeCell(this.duties, (this.columns[column] as Sums).column, member, base)
      cells.set(key, cell)
    }
    return cell
  }
}

/** What of the panel is built. */
export interface Extent {
  /** First and last day; by default {@link PANEL_DAYS}. */
  readonly days?: readonly [first: Day, last: Day]
  /** Countries of origin, ISO two letters; by default all. */
  readonly origins?: readonly string[]
}

/** Builds the panel of one reading of the record, for all lines. */
export function buildPanel(duties: Duties, { days: [first, last] = PANEL_DAYS, origins = ORIGINS }: Extent = {}): Panel {
  return new Panel(duties, first, last, origins)
}

/** Where a vector of duties is not empty: the classes, and the rates there. */
interface Owed {
  readonly members: Int32Array
  readonly rates: Float64Array
}

/** Adds up the vectors of one law after another: from law to law few change. */
class Adding {
  private readonly owedOn = new Map<Int32Array, Owed>()
  private readonly sum: Float64Array
  /** How many of the duties on a class are no rate. */
  private readonly open: Int32Array
  private last: ReadonlySet<Int32Array> = new Set()

  constructor(private readonly duties: Duties) {
    this.sum = new Float64Array(duties.classes.count)
    this.open = new Int32Array(duties.classes.count)
  }

  /** What is added by class of members under a law; NaN where it depends on the base duty or is open. */
  of({ duties }: Column): Float64Array {
    const now = new Set(duties)
    for (const vector of this.last) if (!now.has(vector)) this.add(vector, -1)
    for (const vector of now) if (!this.last.has(vector)) this.add(vector, 1)
    this.last = now
    const added = this.sum.slice()
    for (let m = 0; m < added.length; m++) if (this.open[m] !== 0) added[m] = Number.NaN
    return added
  }

  private add(vector: Int32Array, sign: 1 | -1): void {
    const { members, rates } = this.owed(vector)
    for (let i = 0; i < members.length; i++) {
      const member = members[i] as number
      const rate = rates[i] as number
      if (Number.isNaN(rate)) (this.open[member] as number) += sign
      else (this.sum[member] as number) += sign * rate
    }
  }

  private owed(vector: Int32Array): Owed {
    let owed = this.owedOn.get(vector)
    if (!owed) {
      const { rates } = this.duties.shared
      let count = 0
      for (let m = 0; m < vector.length; m++) if (vector[m] !== 0) count++
      owed = { members: new Int32Array(count), rates: new Float64Array(count) }
      for (let m = 0, i = 0; m < vector.length; m++) {
        if (vector[m] === 0) continue
        owed.members[i] = m
        owed.rates[i++] = rates[vector[m] as number] as number
      }
      this.owedOn.set(vector, owed)
    }
    return owed
  }
}
