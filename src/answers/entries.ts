/** Entry lines from a stream: JSON lines, or CSV with the same keys as columns. A bad line is a problem, and the run goes on. */
import type { parse } from 'csv-parse/sync'
import { fail } from '../base/errors.js'

/** An entry line as read, with its line number in the input (1-based). */
export interface NumberedEntry {
  readonly line: number
  readonly entry: unknown
  /** Why it could not be read. */
  readonly problem?: string
}

/** One line of JSON as an entry; nothing, if it is blank. */
export function entryOfLine(text: string, line: number): NumberedEntry | undefined {
  if (text.trim() === '') return undefined
  try {
    return { line, entry: JSON.parse(text) }
  } catch (error) {
    return { line, entry: undefined, problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Entry lines of JSON, one object a line; blank lines are passed over. */
export async function* entriesOfLines(input: AsyncIterable<Buffer | string>): AsyncGenerator<NumberedEntry> {
  const decoder = new TextDecoder()
  let rest = ''
  let line = 0
  const read = function* (text: string): Generator<NumberedEntry> {
    line += 1
    const entry = entryOfLine(text, line)
    if (entry) yield entry
  }
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield* read(text)
  }
  if (rest !== '') yield* read(rest)
}

/** Columns whose cell is a list, parted by semicolons. */
const LISTS = new Set(['claims', 'denies'])
/** Columns whose cell is a set of pairs, `name=value` parted by semicolons. */
const PAIRS = new Set(['quantity', 'facts'])

/** What an input may be. */
export type Format = 'csv' | 'jsonl'

/** The format of an input: the one given, else by its first character that is no blank. Gives the input back whole. */
export async function formatOf(
  input: AsyncIterable<Buffer | string>,
  given?: Format,
): Promise<{ format: Format; input: AsyncIterable<Buffer | string> }> {
  if (given !== undefined) return { format: given, input }
  const decoder = new TextDecoder()
  const chunks = input[Symbol.asyncIterator]()
  const read: (Buffer | string)[] = []
  let first = ''
  while (first === '') {
    const next = await chunks.next()
    if (next.done) break
    read.push(next.value)
    const text = typeof next.value === 'string' ? next.value : decoder.decode(next.value, { stream: true })
    first = text.trimStart().slice(0, 1)
  }
  const whole = async function* (): AsyncGenerator<Buffer | string> {
    yield* read
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return { format: first === '' || first === '{' || first === '[' ? 'jsonl' : 'csv', input: whole() }
}

/** Over how many lines a quoted cell may go; beyond, its quote counts as never closed. */
const MOST_LINES = 50

/**
 * Entry lines of CSV. Lists and pairs stand in one cell, parted by semicolons; `facts.steel_value_pct` may be a column of its own.
 * A row with a bad quote is a problem of its first line, and reading goes on with the next line.
 */
export async function* entriesOfCsv(input: AsyncIterable<Buffer | string>, csv: typeof parse): AsyncGenerator<NumberedEntry> {
  let header: readonly string[] | undefined
  for await (const { line, cells, problem } of rowsOfCsv(input, csv)) {
    if (header === undefined) {
      header = cells ?? fail('bad-input', `the heads of the columns (line ${line}) cannot be read: ${problem}`, 'file')
    } else if (cells === undefined) yield { line, entry: undefined, ...(problem !== undefined && { problem }) }
    else if (cells.slice(header.length).some((cell) => cell !== '')) {
      yield {
        line,
        entry: undefined,
        problem: `${cells.length} cells under ${header.length} column heads; a cell with a comma in it is quoted`,
      }
    } else {
      const row = Object.fromEntries(header.map((column, i) => [column, cells[i] ?? '']))
      yield { line, ...entryOfCells(row) }
    }
  }
}

interface Row {
  readonly line: number
  readonly cells?: readonly string[]
  readonly problem?: string
}

/** Rows of CSV with the line on which each begins; blank lines are passed over. */
async function* rowsOfCsv(input: AsyncIterable<Buffer | string>, csv: typeof parse): AsyncGenerator<Row> {
  const source = linesOf(input)
  /** Lines read ahead, after a quote that was not closed. */
  let ahead: string[] = []
  const next = async (): Promise<string | undefined> => {
    if (ahead.length > 0) return ahead.shift()
    const read = await source.next()
    return read.done ? undefined : read.value
  }
  let line = 1
  for (let first = await next(); first !== undefined; first = await next()) {
    if (first.trim() === '') {
      line += 1
      continue
    }
    const lines = [first]
    let read = cellsOf(first, csv)
    while (read === 'open' && lines.length < MOST_LINES) {
      const more = await next()
      if (more === undefined) break
      lines.push(more)
      read = cellsOf(lines.join('\n'), csv)
    }
    if (Array.isArray(read)) {
      yield { line, cells: read }
      line += lines.length
    } else {
      // The next line is read afresh: the bad quote may have swallowed good lines.
      ahead = [...lines.slice(1), ...ahead]
      const opened = read === 'open' || lines.length > 1
      yield { line, problem: `not CSV: ${opened ? 'a quote is opened and not closed' : read}` }
      line += 1
    }
  }
}

/** The cells of one row; `open` if a quote is not closed yet, or else what is wrong with it. */
function cellsOf(text: string, csv: typeof parse): string[] | string {
  try {
    return (csv(text, { trim: true, relax_column_count: true, record_delimiter: '\n' }) as string[][])[0] ?? []
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === 'CSV_QUOTE_NOT_CLOSED') return 'open'
    if (code === 'CSV_INVALID_CLOSING_QUOTE' || code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE')
      return 'text follows a closing quote; a quote within a quoted cell is written twice'
    if (code === 'INVALID_OPENING_QUOTE') return 'a quote stands within a cell that is not quoted'
    return message
  }
}

/** Lines of a stream, whichever way they end, without a byte order mark. */
async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  let begun = false
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    if (!begun && rest !== '') {
      begun = true
      rest = rest.replace(/^\ufeff/, '')
    }
    // A carriage return at the very end may be half of a line's end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest.replace(/\r$/, '')
}

/** `500kg` or `500 kg` as its unit and number. */
export function quantityOf(text: string): [unit: string, amount: string] | undefined {
  const found = /^([\d.]+)\s*(.+)$/.exec(text.trim())
  return found ? [found[2] as string, found[1] as string] : undefined
}

/** Each `500kg` or `500 kg` as `{kg: '500'}`. @throws {ParleyError} bad-input */
export function quantities(list: readonly string[], field: string): Record<string, string> {
  return Object.fromEntries(
    list.map((text) => quantityOf(text) ?? fail('bad-input', `"${text}" is not a quantity; write e.g. 500kg`, field)),
  )
}

/** Each `name=value` as `{name: value}`. @throws {ParleyError} bad-input */
export function pairs(list: readonly string[], field: string): Record<string, string> {
  return Object.fromEntries(
    list.map((text) => {
      const [name, value] = text.split('=')
      return name && value !== undefined ? [name, value] : fail('bad-input', `"${text}" is not of the form name=value`, field)
    }),
  )
}

/** One row of cells as an entry line. Empty cells say nothing. */
export function entryOfCells(cells: Readonly<Record<string, string>>): { entry: unknown; problem?: string } {
  const entry: Record<string, unknown> = {}
  for (const [column, cell] of Object.entries(cells)) {
    if (cell.trim() === '') continue
    const [name = '', ...inner] = column.split('.')
    if (LISTS.has(column)) entry[column] = parts(cell)
    else if (PAIRS.has(column)) {
      for (const part of parts(cell)) {
        const [key, value] = (column === 'quantity' && quantityOf(part)) || part.split('=').map((s) => s.trim())
        if (!key || value === undefined) {
          const form = column === 'quantity' ? 'a quantity; write e.g. 500kg or kg=500' : 'of the form name=value'
          return { entry, problem: `${column}: "${part}" is not ${form}` }
        }
        entry[column] = { ...(entry[column] as object | undefined), [key]: value }
      }
    } else if (PAIRS.has(name) && inner.length > 0) entry[name] = { ...(entry[name] as object | undefined), [inner.join('.')]: cell }
    else entry[column] = cell
  }
  return { entry }
}

/** What stands between semicolons, without what is empty. */
const parts = (cell: string): string[] =>
  cell
    .split(';')
    .map((s) => s.trim())
    .filter((s) => s !== '')
