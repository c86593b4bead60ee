/**
 * Which codes stand on the same lists in the same way. Worked out for all codes at once, list by list: a row of a list is a prefix and
 * so a stretch of the sorted codes, and of two rows that reach a code the longer decides.
 */
import type { Membership, ProductLists } from '../rates/lists.js'

/**
 * Classes by list and prefix: for each code the number of its class; two codes of one class stand alike on every list and prefix.
 * @param codes sorted, each once
 * @param prefixes sets of prefixes under which law names goods without a list
 */
export function membershipClasses(
  codes: readonly string[],
  lists: ProductLists,
  ids: Iterable<string>,
  prefixes: Iterable<readonly string[]>,
): Int32Array {
  const stretches = new Stretches(codes)
  const of = new Int32Array(codes.length)
  const mark = new Int32Array(codes.length)
  let count = 1

  /** Divides the classes by what has been marked, and wipes the marks. */
  const divide = (touched: readonly (readonly [number, number])[]): void => {
    const classes = new Map<number, number>()
    for (const [first, end] of touched) {
      for (let i = first; i < end; i++) {
        const row = mark[i] as number
        if (row === 0) continue
        mark[i] = 0
        const key = (of[i] as number) * 65536 + row
        let next = classes.get(key)
        if (next === undefined) {
          next = count++
          classes.set(key, next)
        }
        of[i] = next
      }
    }
  }

  for (const id of ids) {
    const kinds = new Map<string, number>()
    const touched: (readonly [number, number])[] = []
    const rows = [...lists.rows(id)].sort(([a], [b]) => a.length - b.length)
    for (const [code, members] of rows) {
      const stretch = stretches.of(code)
      if (!stretch) continue
      const kind = kindOf(members)
      let row = kinds.get(kind)
      if (row === undefined) {
        row = kinds.size + 1
        kinds.set(kind, row)
      }
      mark.fill(row, stretch[0], stretch[1])
      touched.push(stretch)
    }
    divide(touched)
  }
  for (const set of prefixes) {
    const touched = set.flatMap((prefix) => {
      const stretch = stretches.of(prefix)
      return stretch ? [stretch] : []
    })
    for (const [first, end] of touched) mark.fill(1, first, end)
    divide(touched)
  }
  return of
}

/** How rows stand for their code: rows alike give memberships alike. */
const kindOf = (members: readonly Membership[]): string =>
  members.length === 1 && members[0]?.note === undefined && members[0]?.from === undefined && members[0]?.until === undefined
    ? ''
    : JSON.stringify(members)

/** Where in the sorted codes those lie that begin with a prefix. */
class Stretches {
  private readonly at = new Map<string, [first: number, end: number]>()

  constructor(private readonly codes: readonly string[]) {
    codes.forEach((code, i) => {
      for (let length = 2; length <= code.length; length += 2) {
        const prefix = code.slice(0, length)
        const known = this.at.get(prefix)
        if (known) known[1] = i + 1
        else this.at.set(prefix, [i, i + 1])
      }
    })
  }

  of(prefix: string): readonly [first: number, end: number] | undefined {
    if (prefix.length % 2 === 0) return this.at.get(prefix)
    const first = this.codes.findIndex((c) => c.startsWith(prefix))
    if (first < 0) return undefined
    let end = first
    while (this.codes[end]?.startsWith(prefix)) end++
    return [first, end]
  }
}
