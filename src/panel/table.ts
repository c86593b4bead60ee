/** The panel as tables: the classes as they are, and the long rows that they stand for. */
import { type Day, daysBetween } from '../base/dates.js'
import type { Cell } from './cells.js'
import type { Panel, Stretch } from './panel.js'

/** A row of the long table: a line from an origin over days on which nothing changes. Rates are in percent of the value. */
export interface LongRow {
  readonly hts: string
  readonly origin: string
  readonly from: Day
  /** First day no longer. */
  readonly until: Day
  /** The base duty; absent where it cannot be computed from the value alone. */
  readonly base_pct?: number
  /** Base and layers together; absent where a part is open. */
  readonly total_pct?: number
  /** The layers, as `measure rate`, in order, with blanks between. */
  readonly layers: string
  /** Why there is no total. */
  readonly open?: string
}

/** Which rows are wanted; by default all lines of the tariff, all origins of the panel. */
export interface RowsAsked {
  readonly origins?: readonly string[]
  readonly chapters?: readonly string[]
  /** The lines that are told. */
  readonly lines: readonly string[]
}

/** A stretch of days with the cell that holds on them. */
interface Run {
  readonly from: Day
  readonly until: Day
  readonly cell: Cell
}

/** The long rows of some origins, in order of origin, line and day. Neighbouring days of one cell are one row. */
export function* longRows(panel: Panel, { origins = panel.origins, chapters, lines }: RowsAsked): Generator<LongRow> {
  for (const [origin, hts, runs] of runsOf(panel, origins, chapters, lines))
    for (const { from, until, cell } of runs) yield { hts, origin, from, until, ...toldOf(cell) }
}

function* runsOf(
  panel: Panel,
  origins: readonly string[],
  chapters: readonly string[] | undefined,
  lines: readonly string[],
): Generator<[origin: string, hts: string, runs: readonly Run[]]> {
  const { classes } = panel.duties
  const wanted = lines.filter((code) => !chapters || chapters.includes(code.slice(0, 2))).map((code) => [code, panel.line(code)] as const)
  const known = new Map<number, Map<number, Run[]>>()
  for (const origin of origins) {
    const of = panel.originClass[panel.origin(origin)] as number
    const pairs = known.get(of) ?? new Map<number, Run[]>()
    known.set(of, pairs)
    for (const [hts, line] of wanted) {
      const member = classes.members[line] as number
      const rate = classes.rates[line] as number
      if (line < 0 || member < 0 || rate < 0) continue
      const key = member * 65536 + rate
      let runs = pairs.get(key)
      if (!runs) {
        runs = runsIn(panel, panel.stretches[of] as readonly Stretch[], member, rate)
        pairs.set(key, runs)
      }
      yield [origin, hts, runs]
    }
  }
}

function runsIn(panel: Panel, stretches: readonly Stretch[], member: number, rate: number): Run[] {
  const runs: { from: Day; until: Day; cell: Cell }[] = []
  let key = ''
  for (const stretch of stretches) {
    const { from, until } = stretch
    // The numbers of the duties tell cells apart: they need not be compared part by part.
    const next = `${panel.baseOf(stretch, rate).number} ${panel.key(stretch, member)}`
    const last = runs.at(-1)
    if (last && next === key) last.until = until
    else runs.push({ from, until, cell: panel.cellOf(stretch, member, rate) })
    key = next
  }
  return runs
}

const told = new WeakMap<Cell, Pick<LongRow, 'base_pct' | 'total_pct' | 'layers' | 'open'>>()
function toldOf(cell: Cell): Pick<LongRow, 'base_pct' | 'total_pct' | 'layers' | 'open'> {
  let of = told.get(cell)
  if (!of) {
    const { base, total, layers, open } = cell
    of = {
      ...(base !== undefined && { base_pct: base / 1e6 }),
      ...(total !== undefined && { total_pct: total / 1e6 }),
      layers: layers.map((l) => `${l.measure} ${l.rate / 1e6}`).join(' '),
      ...(open.length > 0 && { open: open.join('; ') }),
    }
    told.set(cell, of)
  }
  return of
}

/** A column of a table. Days are counted from 1 January 1970; a cell without a value is `null`. */
export interface TableColumn {
  readonly name: string
  readonly type: 'text' | 'integer' | 'number' | 'day'
  readonly data: readonly (string | number | null)[] | Int32Array
}

const EPOCH: Day = '1970-01-01'
const dayNumber = (day: Day): number => daysBetween(EPOCH, day)

/** The long rows as columns. */
export function longTable(panel: Panel, asked: RowsAsked): TableColumn[] {
  const of = {
    hts: [] as string[],
    origin: [] as string[],
    from: [] as number[],
    until: [] as number[],
    base: [] as (number | null)[],
    total: [] as (number | null)[],
    layers: [] as string[],
    open: [] as (string | null)[],
  }
  const numbers = new Map<Day, number>()
  const number = (day: Day): number => {
    const n = numbers.get(day) ?? dayNumber(day)
    numbers.set(day, n)
    return n
  }
  for (const [origin, hts, runs] of runsOf(panel, asked.origins ?? panel.origins, asked.chapters, asked.lines)) {
    for (const { from, until, cell } of runs) {
      const { base_pct = null, total_pct = null, layers, open = null } = toldOf(cell)
      of.hts.push(hts)
      of.origin.push(origin)
      of.from.push(number(from))
      of.until.push(number(until))
      of.base.push(base_pct)
      of.total.push(total_pct)
      of.layers.push(layers)
      of.open.push(open)
    }
  }
  return [
    { name: 'hts', type: 'text', data: of.hts },
    { name: 'origin', type: 'text', data: of.origin },
    { name: 'from', type: 'day', data: of.from },
    { name: 'until', type: 'day', data: of.until },
    { name: 'base_pct', type: 'number', data: of.base },
    { name: 'total_pct', type: 'number', data: of.total },
    { name: 'layers', type: 'text', data: of.layers },
    { name: 'open', type: 'text', data: of.open },
  ]
}

/**
 * The panel as it is, in three tables. `lines`: of each line its class, and its base duty over days, by column of the tariff. `origins`:
 * of each origin the law over days, and the column. `duties`: of each law and class of lines, what each measure adds: a rate; or `top_pct`
 * less the base duty; for base duties from `base_from_pct` to below `base_below_pct`; or why it is open.
 */
export function classTables(
  panel: Panel,
  lines: readonly string[],
): { lines: TableColumn[]; origins: TableColumn[]; duties: TableColumn[] } {
  return { lines: lineTable(panel, lines), origins: originTable(panel), duties: dutyTable(panel) }
}

function lineTable(panel: Panel, lines: readonly string[]): TableColumn[] {
  const { classes } = panel.duties
  const [hts, of, from, until, column2, base, open]: [
    string[],
    number[],
    number[],
    number[],
    number[],
    (number | null)[],
    (string | null)[],
  ] = [[], [], [], [], [], [], []]
  for (const code of lines) {
    const line = panel.line(code)
    const member = classes.members[line] as number
    const rate = classes.rates[line] as number
    if (line < 0 || member < 0) continue
    for (const era of panel.basesOver(rate)) {
      hts.push(code)
      of.push(member)
      from.push(dayNumber(era.from))
      until.push(dayNumber(era.until))
      column2.push(era.column2 ? 2 : 1)
      base.push(era.base.rate === undefined ? null : era.base.rate / 1e6)
      open.push(era.base.problem ?? null)
    }
  }
  return [
    { name: 'hts', type: 'text', data: hts },
    { name: 'line_class', type: 'integer', data: of },
    { name: 'tariff_column', type: 'integer', data: column2 },
    { name: 'from', type: 'day', data: from },
    { name: 'until', type: 'day', data: until },
    { name: 'base_pct', type: 'number', data: base },
    { name: 'open', type: 'text', data: open },
  ]
}

function originTable(panel: Panel): TableColumn[] {
  const [origin, from, until, law, column]: [string[], number[], number[], number[], number[]] = [[], [], [], [], []]
  panel.origins.forEach((code, i) => {
    let last: Stretch | undefined
    for (const stretch of panel.stretches[panel.originClass[i] as number] as readonly Stretch[]) {
      const [tariff, before] = [stretch, last].map((s) => (s && panel.isColumn2(s) ? 2 : 1)) as [number, number]
      if (last && last.column === stretch.column && tariff === before) until[until.length - 1] = dayNumber(stretch.until)
      else {
        origin.push(code)
        from.push(dayNumber(stretch.from))
        until.push(dayNumber(stretch.until))
        law.push(stretch.column)
        column.push(tariff)
      }
      last = stretch
    }
  })
  return [
    { name: 'origin', type: 'text', data: origin },
    { name: 'from', type: 'day', data: from },
    { name: 'until', type: 'day', data: until },
    { name: 'law', type: 'integer', data: law },
    { name: 'tariff_column', type: 'integer', data: column },
  ]
}

function dutyTable(panel: Panel): TableColumn[] {
  const { duties } = panel.duties.shared
  type Maybe = (number | null)[]
  const [law, measure, authority, of]: [number[], string[], string[], number[]] = [[], [], [], []]
  const [rate, top, from, below, open]: [Maybe, Maybe, Maybe, Maybe, (string | null)[]] = [[], [], [], [], []]
  const row = (l: number, m: number, added: { measure: string; authority: string }): void => {
    law.push(l)
    of.push(m)
    measure.push(added.measure)
    authority.push(added.authority)
  }
  panel.columns.forEach(({ column }, l) => {
    for (const vector of column.duties) {
      vector.forEach((number, m) => {
        const duty = duties[number]
        if (!duty) return
        const pieces = 'on' in duty ? duty.pieces : [{ from: null, added: 'unmapped' in duty ? { ...duty, open: duty.unmapped(m) } : duty }]
        for (const piece of pieces) {
          const { added } = piece
          const own = 'top' in piece ? piece.top : undefined
          if (added.rate === undefined && added.open === undefined) continue
          row(l, m, added)
          rate.push(own !== undefined || added.rate === undefined ? null : added.rate / 1e6)
          top.push(own === undefined ? null : own / 1e6)
          from.push(piece.from === null ? null : piece.from / 1e6)
          below.push('below' in piece && piece.below !== undefined ? piece.below / 1e6 : null)
          open.push(added.open ?? null)
        }
      })
    }
  })
  return [
    { name: 'law', type: 'integer', data: law },
    { name: 'measure', type: 'text', data: measure },
    { name: 'authority', type: 'text', data: authority },
    { name: 'line_class', type: 'integer', data: of },
    { name: 'rate_pct', type: 'number', data: rate },
    { name: 'top_pct', type: 'number', data: top },
    { name: 'base_from_pct', type: 'number', data: from },
    { name: 'base_below_pct', type: 'number', data: below },
    { name: 'open', type: 'text', data: open },
  ]
}
