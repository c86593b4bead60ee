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

/** A list is searched as text at first, and parsed once it has been asked this often. */
const PARSE_AFTER = 8

/** Lists by id. */
export class ProductLists {
  private readonly parsed = new Map<string, ReadonlyMap<string, readonly Membership[]>>()
  private readonly asked = new Map<string, number>()

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
    const rows = this.parsed.get(id) ?? this.parse(id)
    for (let length = code.length; length >= 2; length--) {
      const prefix = code.slice(0, length)
      const found = rows ? rows.get(prefix) : rowsOf(this.text(id), prefix)
      if (!found) continue
      return found.some((r) => r.note?.startsWith('not ')) ? [] : found
    }
    return []
  }

  /** The codes on a list that begin with a prefix and go further than it: what the list names of a shorter code. */
  under(id: string, prefix: string): readonly string[] {
    const found: string[] = []
    const text = this.text(id)
    for (
      let at = text.startsWith(prefix) ? 0 : text.indexOf(`\n${prefix}`) + 1;
      at > 0 || (at === 0 && found.length === 0 && text.startsWith(prefix));
    ) {
      const end = text.indexOf('\n', at)
      const { code } = row(end === -1 ? text.slice(at) : text.slice(at, end))
      if (code.length > prefix.length) found.push(code)
      if (end === -1 || !text.startsWith(prefix, end + 1)) break
      at = end + 1
    }
    return [...new Set(found)]
  }

  private text(id: string): string {
    return this.data[id] ?? fail('bad-ledger', `there is no product list "${id}"`)
  }

  /** The list parsed, if it is asked often enough to be worth it. */
  private parse(id: string): ReadonlyMap<string, readonly Membership[]> | undefined {
    const times = (this.asked.get(id) ?? 0) + 1
    this.asked.set(id, times)
    if (times < PARSE_AFTER) return undefined
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
}

/** The rows of one code, found in the text of a list. */
function rowsOf(text: string, code: string): Membership[] | undefined {
  const found: Membership[] = []
  const start = `${code},`
  for (
    let at = text.startsWith(start) ? 0 : text.indexOf(`\n${start}`) + 1;
    at > 0 || (at === 0 && found.length === 0 && text.startsWith(start));
  ) {
    const end = text.indexOf('\n', at)
    found.push(row(end === -1 ? text.slice(at) : text.slice(at, end)).membership)
    if (end === -1 || !text.startsWith(start, end + 1)) break
    at = end + 1
  }
  return found.length > 0 ? found : undefined
}

function row(line: string): { code: string; membership: Membership } {
  const [code = '', from = '', until = '', note = ''] = line.split(',')
  const part = note.startsWith('ex') || note.startsWith('described')
  return { code, membership: { match: part ? 'part' : 'whole', ...(note && { note }), ...(from && { from }), ...(until && { until }) } }
}
