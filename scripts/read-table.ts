/** Reading a CSV file of the source data. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

export type Fields = Readonly<Record<string, string>>

/** The rows of a file, by the names of its header; a short row has empty fields. */
export function readTable(path: string): Fields[] {
  const [header = [], ...rows] = parse(readFileSync(path), { bom: true, relax_column_count: true }) as string[][]
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])))
}
