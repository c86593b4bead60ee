/** Product lists of law: which codes are on them, wholly or in part. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'

/** Lists as compiled: rows `code,from,until,note` without their header line, by list id. */
export type ListData = Readonly<Record<string, string>>

/** How a code stands on a list: wholly, or in part (the list names a part of the line). */
export interface Membership {
  readonly match: 'whole' | 'part'
  /** The row's words: which part, which item. */
  readonly note?: string
  /** First day, and first day no longer, where the row itself is dated. */
  readonly from?: Day
  readonly until?: Day
}

const opened = new WeakMap<ListData, ProductLists>()
/** Opens lists; what is opened once serves all that use the same. */
export function productLists(data: ListData): ProductLists {
  const known = opened.get(data) ?? new ProductLists(data)
  opened.set(data, known)
  return known
}

/** The lists are searched as text at first, and indexed by code once they have been asked this often: by some ten codes. */
const INDEX_AFTER = 2000

type Rows = ReadonlyMap<string, readonly Membership[]>

/** Lists by id. */
export class ProductLists {
  private readonly parsed = new Map<string, Rows>()
  private asked = 0
  /** By prefix: the lists that name it, with their rows. */
  private index: Map<string, (readonly [id: string, rows: readonly Membership[]])[]> | undefined
  private last: { readonly code: string; readonly on: Rows } | undefined

  constructor(private readonly data: ListData) {}

  has(id: string): boolean {
    return id in this.data
  }

  /**
   * How a 10-digit code stands on a list, one membership a row; none if it is not on it. The most specific rows that fit
   * decide: a 10-digit row before the 8-digit one that contains it. A row may also take a code out ("not in 4A").
   * @throws {ParleyError} bad-ledger, if there is no such list
   */
  match(id: string, code: string): readonly Membership[] {
    if (this.asked++ > INDEX_AFTER) {
      if (this.last?.code !== code) this.last = { code, on: this.on(code) }
      return this.last.on.get(id) ?? NONE
    }
    for (let length = code.length; length >= 2; length--) {
      const found = rowsOf(this.text(id), code.slice(0, length))
      if (found) return taken(found)
    }
    return NONE
  }

  /** The rows of a list by the code that they name. */
  rows(id: string): Rows {
    const known = this.parsed.get(id)
    if (known) return known
    const rows = new Map<string, Membership[]>()
    for (const line of this.text(id).split('\n')) {
      if (line === '') continue
      const { code, membership } = row(line)
      const same = rows.get(code)
      if (same) same.push(membership)
      else rows.set(code, [membership])
    }
    this.parsed.set(id, rows)
    return rows
  }

  /** All lists that a code is on. */
  on(code: string): Rows {
    this.index ??= this.indexed()
    const found = new Map<string, readonly Membership[]>()
    for (let length = 2; length <= code.length; length++) {
      for (const [id, rows] of this.index.get(code.slice(0, length)) ?? NONE) found.set(id, taken(rows))
    }
    return found
  }

  private indexed(): Map<string, (readonly [id: string, rows: readonly Membership[]])[]> {
    const index = new Map<string, (readonly [id: string, rows: readonly Membership[]])[]>()
    for (const id of Object.keys(this.data)) {
      for (const [code, rows] of this.rows(id)) {
        const same = index.get(code)
        if (same) same.push([id, rows])
        else index.set(code, [[id, rows]])
      }
    }
    return index
  }

  /** The codes on a list that begin with a prefix and go further than it: what the list names of a shorter code. */
  under(id: string, prefix: string): readonly string[] {
    const codes = linesFrom(this.text(id), prefix).map((line) => row(line).code)
    return [...new Set(codes.filter((code) => code.length > prefix.length))]
  }

  private text(id: string): string {
    return this.data[id] ?? fail('bad-ledger', `there is no product list "${id}"`)
  }
}

const NONE: readonly never[] = []

/** Rows that decide, or none if they take the code out. */
const taken = (rows: readonly Membership[]): readonly Membership[] => (rows.some((r) => r.note?.startsWith('not ')) ? NONE : rows)

const WHOLE_LINE: Membership = { match: 'whole' }

/** The rows of one code, found in the text of a list. */
function rowsOf(text: string, code: string): Membership[] | undefined {
  const found = linesFrom(text, `${code},`)
  return found.length > 0 ? found.map((line) => row(line).membership) : undefined
}

/** The lines of a sorted text that begin with some characters. */
function linesFrom(text: string, start: string): string[] {
  const found: string[] = []
  let at = text.startsWith(start) ? 0 : text.indexOf(`\n${start}`) + 1
  while (text.startsWith(start, at) && (at > 0 || found.length === 0)) {
    const end = text.indexOf('\n', at)
    found.push(end === -1 ? text.slice(at) : text.slice(at, end))
    if (end === -1) break
    at = end + 1
  }
  return found
}

function row(line: string): { code: string; membership: Membership } {
  if (line.endsWith(',,,')) return { code: line.slice(0, -3), membership: WHOLE_LINE }
  const [code = '', from = '', until = '', note = ''] = line.split(',')
  const part = note.startsWith('ex') || note.startsWith('described')
  return { code, membership: { match: part ? 'part' : 'whole', ...(note && { note }), ...(from && { from }), ...(until && { until }) } }
}
