/** The panel as tables: the classes as they are, and the long rows that they stand for. */
import { type Day, daysBetween } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { Cell } from './cells.js'
import { type Duty, WHOLE_VALUE } from './duty.js'
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
  /** A layer is worked out with an estimate of the metal in the goods. */
  readonly estimated?: true
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

/** So many rows are worked out before others are let in. */
const ROWS_AT_ONCE = 2000

/**
 * The long rows one after another, as a stream: whoever reads them is let go on in between, so that a server or a page stays alive.
 * @example
 * ```ts
 * for await (const row of streamRows(panel, { lines: panel.codes, origins: ['CN'], chapters: ['85'] })) write(row)
 * ```
 */
export async function* streamRows(panel: Panel, asked: RowsAsked): AsyncGenerator<LongRow> {
  let count = 0
  for (const row of longRows(panel, asked)) {
    yield row
    if (++count % ROWS_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve))
  }
}

function* runsOf(
  panel: Panel,
  origins: readonly string[],
  chapters: readonly string[] | undefined,
  lines: readonly string[],
): Generator<[origin: string, hts: string, runs: readonly Run[]]> {
  const { classes } = panel.duties
  const strange = origins.find((origin) => panel.origin(origin) < 0)
  if (strange !== undefined) fail('bad-input', `the panel has no goods of "${strange}"; write ISO two letters, e.g. CN`, 'origins')
  const wrong = chapters?.find((chapter) => !/^\d\d$/.test(chapter))
  if (wrong !== undefined) fail('bad-input', `"${wrong}" is no chapter; write two digits, e.g. 85`, 'chapters')
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
    else {
      // Law that changes may come to the same.
      const cell = panel.cellOf(stretch, member, rate)
      if (last && alike(last.cell, cell)) last.until = until
      else runs.push({ from, until, cell })
    }
    key = next
  }
  return runs
}

/** Whether two cells are told alike. */
function alike(one: Cell, other: Cell): boolean {
  const [a, b] = [toldOf(one), toldOf(other)]
  return (
    a.base_pct === b.base_pct && a.total_pct === b.total_pct && a.layers === b.layers && a.open === b.open && a.estimated === b.estimated
  )
}

type Told = Omit<LongRow, 'hts' | 'origin' | 'from' | 'until'>
const told = new WeakMap<Cell, Told>()
function toldOf(cell: Cell): Told {
  let of = told.get(cell)
  if (!of) {
    const { base, total, layers, open, estimated } = cell
    of = {
      ...(base !== undefined && { base_pct: base / 1e6 }),
      ...(total !== undefined && { total_pct: total / 1e6 }),
      layers: layers.map((l) => `${l.measure} ${l.rate / 1e6}`).join(' '),
      ...(open.length > 0 && { open: open.join('; ') }),
      ...(estimated && { estimated }),
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
    estimated: [] as number[],
  }
  const numbers = new Map<Day, number>()
  const number = (day: Day): number => {
    const n = numbers.get(day) ?? dayNumber(day)
    numbers.set(day, n)
    return n
  }
  for (const [origin, hts, runs] of runsOf(panel, asked.origins ?? panel.origins, asked.chapters, asked.lines)) {
    for (const { from, until, cell } of runs) {
      const { base_pct = null, total_pct = null, layers, open = null, estimated } = toldOf(cell)
      of.hts.push(hts)
      of.origin.push(origin)
      of.from.push(number(from))
      of.until.push(number(until))
      of.base.push(base_pct)
      of.total.push(total_pct)
      of.layers.push(layers)
      of.open.push(open)
      of.estimated.push(estimated ? 1 : 0)
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
    { name: 'estimated', type: 'integer', data: of.estimated },
  ]
}

/**
 * The panel as it is, in three tables. `lines`: of each line its class, and its base duty over days, by column of the tariff. `origins`:
 * of each origin the law over days, and the column. `duties`: of each law and class of lines what is added: `added_pct` in all, by layer
 * in `layers`; where a measure tops the base duty up to a rate, that is `top_measure` and `top_pct`, on the part `top_part` of the value,
 * and `{top}` stands for it in `layers`. `baseless_layers` and `baseless_open` hold where the base duty cannot be computed.
 * A row holds for base duties from `base_from_pct` to below `base_below_pct`. Where nothing is added there is no row. `estimated` is 1
 * where a layer is worked out with an estimate of the metal in the goods.
 */
export function classTables(
  panel: Panel,
  lines: readonly string[],
): { lines: TableColumn[]; origins: TableColumn[]; duties: TableColumn[] } {
  const laws = lawsOf(panel)
  return { lines: lineTable(panel, lines), origins: originTable(panel, laws.of), duties: dutyTable(panel, laws.first) }
}

/** Laws that come to the same on all classes are one: by column of the panel its number, and the first column of each number. */
function lawsOf({ columns }: Panel): { of: readonly number[]; first: readonly number[] } {
  const vectors = new Map<Int32Array, string>()
  const texts = new Map<string, string>()
  const textOf = (vector: Int32Array): string => {
    let text = vectors.get(vector)
    if (text === undefined) {
      const full = vector.join()
      text = texts.get(full) ?? String(texts.size)
      texts.set(full, text)
      vectors.set(vector, text)
    }
    return text
  }
  const numbers = new Map<string, number>()
  const first: number[] = []
  const of = columns.map(({ column }, i) => {
    const key = column.duties.map(textOf).join(' ')
    const number = numbers.get(key) ?? first.push(i) - 1
    numbers.set(key, number)
    return number
  })
  return { of, first }
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

function originTable(panel: Panel, laws: readonly number[]): TableColumn[] {
  const [origin, from, until, law, column]: [string[], number[], number[], number[], number[]] = [[], [], [], [], []]
  panel.origins.forEach((code, i) => {
    let last: Stretch | undefined
    for (const stretch of panel.stretches[panel.originClass[i] as number] as readonly Stretch[]) {
      const [tariff, before] = [stretch, last].map((s) => (s && panel.isColumn2(s) ? 2 : 1)) as [number, number]
      if (last && laws[last.column] === laws[stretch.column] && tariff === before) until[until.length - 1] = dayNumber(stretch.until)
      else {
        origin.push(code)
        from.push(dayNumber(stretch.from))
        until.push(dayNumber(stretch.until))
        law.push(laws[stretch.column] as number)
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

/** Stands in `layers` for the layer that tops the base duty up. */
const TOP = '{top}'

/** Above every base duty: a million percent. */
const MOST = 1e12

/** What is added to a class of lines at some base duties. */
interface Stack {
  readonly from: number
  readonly below: number
  readonly added: number
  readonly layers: string
  readonly top: { readonly measure: string; readonly rate: number; readonly part: number } | null
  readonly open: string | null
  readonly estimated: boolean
  /** Where the base duty cannot be computed: what stands all the same, and why the rest is open, with `{why}` for why the base duty is. */
  readonly baseless: { readonly layers: string; readonly open: string } | null
}

function dutyTable(panel: Panel, laws: readonly number[]): TableColumn[] {
  const { duties } = panel.duties.shared
  const known = new Map<string, readonly Stack[]>()
  const rows: (readonly [law: number, line: number, stack: Stack])[] = []
  laws.forEach((of, law) => {
    const vectors = panel.columns[of]?.column.duties ?? []
    for (let member = 0; member < panel.duties.classes.count; member++) {
      const numbers = vectors.flatMap((vector) => (vector[member] === 0 ? [] : [vector[member] as number]))
      if (numbers.length === 0) continue
      const own = numbers.map((n) => duties[n] as Duty)
      const key = own.some((d) => 'unmapped' in d) ? `${numbers.join(' ')} of ${member}` : numbers.join(' ')
      const stacks = known.get(key) ?? stacksOf(own, member)
      known.set(key, stacks)
      for (const stack of stacks) rows.push([law, member, stack])
    }
  })
  const column = (name: string, type: TableColumn['type'], read: (stack: Stack) => string | number | null): TableColumn => ({
    name,
    type,
    data: rows.map(([, , stack]) => read(stack)),
  })
  return [
    { name: 'law', type: 'integer', data: rows.map(([law]) => law) },
    { name: 'line_class', type: 'integer', data: rows.map(([, line]) => line) },
    column('added_pct', 'number', (s) => s.added),
    column('layers', 'text', (s) => s.layers),
    column('top_measure', 'text', (s) => s.top?.measure ?? null),
    column('top_pct', 'number', (s) => s.top?.rate ?? null),
    column('top_part', 'number', (s) => s.top?.part ?? null),
    column('base_from_pct', 'number', (s) => s.from),
    column('base_below_pct', 'number', (s) => s.below),
    column('open', 'text', (s) => s.open),
    column('baseless_layers', 'text', (s) => s.baseless?.layers ?? null),
    column('baseless_open', 'text', (s) => s.baseless?.open ?? null),
    column('estimated', 'integer', (s) => (s.estimated ? 1 : 0)),
  ]
}

/** What duties come to where the base duty cannot be computed. */
function baselessOf(duties: readonly Duty[], member: number): { layers: string; open: string } {
  const added = duties.map((d) => ('on' in d ? d.on({ problem: '{why}' }) : 'unmapped' in d ? { ...d, open: d.unmapped(member) } : d))
  const layers = added.flatMap((a) => ('rate' in a && a.rate !== undefined ? [`${a.measure} ${a.rate / 1e6}`] : []))
  return { layers: layers.join(' '), open: added.flatMap((a) => a.open ?? []).join('; ') }
}

/** The duties on a class together, for each run of base duties in which they are the same. */
function stacksOf(duties: readonly Duty[], member: number): Stack[] {
  const starts = [...new Set(duties.flatMap((d) => ('on' in d ? d.pieces.map((p) => p.from) : [])))].sort((a, b) => a - b)
  return (starts.length === 0 ? [0] : starts).map((from, i) => {
    let added = 0
    let top: Stack['top'] = null
    const layers: string[] = []
    const open: string[] = []
    let estimated = false
    for (const duty of duties) {
      const piece = 'on' in duty ? duty.pieces.findLast((p) => p.from <= from) : undefined
      const one = 'on' in duty ? piece?.added : 'unmapped' in duty ? { ...duty, open: duty.unmapped(member) } : duty
      if (one?.open !== undefined) open.push(one.open)
      if (one?.rate === undefined) continue
      if (one.estimated) estimated = true
      if (piece?.top !== undefined) {
        if (top) throw new Error(`two measures top the base duty up on one line: ${top.measure}, ${one.measure}`)
        layers.push(TOP)
        top = { measure: one.measure, rate: piece.top / 1e6, part: (piece.part ?? WHOLE_VALUE) / WHOLE_VALUE }
      } else {
        added += one.rate
        layers.push(`${one.measure} ${one.rate / 1e6}`)
      }
    }
    return {
      from: from / 1e6,
      below: (starts[i + 1] ?? MOST) / 1e6,
      added: added / 1e6,
      layers: layers.join(' '),
      top,
      open: open.length > 0 ? open.join('; ') : null,
      estimated,
      baseless: i === 0 && duties.some((d) => 'on' in d) ? baselessOf(duties, member) : null,
    }
  })
}
