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

interface Row {
  readonly code: string
  readonly membership: Membership
}

/** Lists by id, parsed when first asked for. */
export class ProductLists {
  private readonly parsed = new Map<string, ReadonlyMap<string, Row[]>>()

  constructor(private readonly data: ListData) {}

  has(id: string): boolean {
    return id in this.data
  }

  /**
   * How a 10-digit code stands on a list, one membership a row; none if it is not on it. The most specific rows that fit
   * decide: a 10-digit row before the 8-digit one that contains it. A row may also take a code out ("not in 4A").
   * @throws {ParleyError} bad-ledger, if there is no such list
   */
  match(id: string, code: string): Membership[] {
    const rows = this.rows(id)
    for (let length = code.length; length >= 2; length--) {
      const found = rows.get(code.slice(0, length))
      if (!found) continue
      if (found.some((r) => r.membership.note?.startsWith('not '))) return []
      return found.map((r) => r.membership)
    }
    return []
  }

  private rows(id: string): ReadonlyMap<string, Row[]> {
    const known = this.parsed.get(id)
    if (known) return known
    const text = this.data[id]
    if (text === undefined) fail('bad-ledger', `there is no product list "${id}"`)
    const rows = new Map<string, Row[]>()
    for (const line of text.split('\n')) {
      if (line === '') continue
      const [code = '', from = '', until = '', note = ''] = line.split(',')
      const part = note.startsWith('ex') || note.startsWith('described')
      const membership: Membership = {
        match: part ? 'part' : 'whole',
        ...(note && { note }),
        ...(from && { from }),
        ...(until && { until }),
      }
      const row = { code, membership }
      const same = rows.get(code)
      if (same) same.push(row)
      else rows.set(code, [row])
    }
    this.parsed.set(id, rows)
    return rows
  }
}
