/** Reading the source data: its CSV files and the text of chapter 99. What a list is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Day } from '../../src/base/dates.js'
import { fail } from '../../src/base/errors.js'
import { type Fields, readTable } from '../read-table.js'
import type { GroupName } from './groups.js'

/** One line of a list: a code prefix, the days between which it is on the list (empty: as long as the list), and a note. */
export interface Row {
  readonly code: string
  readonly from?: Day
  readonly until?: Day
  readonly note?: string
}
export interface List {
  readonly id: string
  readonly title: string
  readonly group: GroupName
  readonly rows: readonly Row[]
  /** Where it differs from its group's. */
  readonly grade?: 'seen' | 'partly'
  readonly caveat?: string
}
export type { Fields }

const source = process.argv[2] ?? fail('bad-input', 'name the folder of the source data: compile-lists.ts <folder>')

/** The rows of a CSV file of the source data, by the names of its header. */
export const table = (path: string): Fields[] => readTable(join(source, path))

/** Chapter 99, subchapter III, as one line of text. */
export const law = gunzipSync(readFileSync(join(source, 'us/ch99/chapter99_subch3_2026rev6.txt.gz')))
  .toString('utf8')
  .replace(/\s+/g, ' ')

/** The passage of the law that begins with `start` and ends before `end`. */
export function passage(start: string, end: string): string {
  const from = law.indexOf(start)
  const to = law.indexOf(end, from)
  return from < 0 || to < 0 ? fail('bad-input', `the text of chapter 99 has no passage from "${start}" to "${end}"`) : law.slice(from, to)
}

export const digits = (code: string): string => code.replaceAll('.', '')
/** The codes of 6 to 10 digits that a passage names, in its order; headings of chapter 99 left out. */
export const codesIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\d.])\d{4}\.\d{2}(?:\.\d{2}(?:\d{2})?)?(?!\d)/g)]
    .map(([code]) => digits(code))
    .filter((code) => !code.startsWith('99'))

export const plain = (codes: Iterable<string>, note?: string): Row[] => [...codes].map((code) => (note ? { code, note } : { code }))
export const column = (rows: readonly Fields[], name: string, note?: string): Row[] =>
  plain(
    rows.map((r) => digits(r[name] ?? '')),
    note,
  )
export const where = (rows: readonly Fields[], name: string, ...values: readonly string[]): Fields[] =>
  rows.filter((r) => values.includes(r[name] ?? ''))
