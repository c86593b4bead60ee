/** Entry lines from a stream: JSON lines, or CSV with the same keys as columns. A bad line is a problem, and the run goes on. */
import type { parse } from 'csv-parse'

/** An entry line as read, with its line number in the input (1-based). */
export interface NumberedEntry {
  readonly line: number
  readonly entry: unknown
  /** Why it could not be read. */
  readonly problem?: string
}

/** Entry lines of JSON, one object a line; blank lines are passed over. */
export async function* entriesOfLines(input: AsyncIterable<Buffer | string>): AsyncGenerator<NumberedEntry> {
  const decoder = new TextDecoder()
  let rest = ''
  let line = 0
  const read = function* (text: string): Generator<NumberedEntry> {
    line += 1
    if (text.trim() === '') return
    try {
      yield { line, entry: JSON.parse(text) }
    } catch (error) {
      yield { line, entry: undefined, problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
    }
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

/** Entry lines of CSV. Lists and pairs stand in one cell, parted by semicolons; `facts.steel_value_pct` may be a column of its own. */
export async function* entriesOfCsv(
  input: NodeJS.ReadableStream & AsyncIterable<Buffer>,
  csv: typeof parse,
): AsyncGenerator<NumberedEntry> {
  const parser = input.pipe(csv({ columns: true, bom: true, trim: true, skip_empty_lines: true, info: true, relax_column_count: true }))
  for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    yield { line: info.lines, ...entryOfCells(record) }
  }
}

/** One row of cells as an entry line. Empty cells say nothing. */
export function entryOfCells(cells: Readonly<Record<string, string>>): { entry: unknown; problem?: string } {
  const entry: Record<string, unknown> = {}
  for (const [column, cell] of Object.entries(cells)) {
    if (cell === '') continue
    const [name = '', ...inner] = column.split('.')
    if (LISTS.has(column)) entry[column] = cell.split(';').map((s) => s.trim())
    else if (PAIRS.has(column)) {
      for (const pair of cell.split(';')) {
        const [key, value] = pair.split('=').map((s) => s.trim())
        if (!key || value === undefined) return { entry, problem: `${column}: "${pair}" is not of the form name=value` }
        entry[column] = { ...(entry[column] as object | undefined), [key]: value }
      }
    } else if (PAIRS.has(name) && inner.length > 0) entry[name] = { ...(entry[name] as object | undefined), [inner.join('.')]: cell }
    else entry[column] = cell
  }
  return { entry }
}
