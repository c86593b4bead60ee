/** Two panels compared: which classes of lines are owed something else, from which origins, on which days. */
import { type Day, earlier, later } from '../base/dates.js'
import type { Panel, Stretch } from './panel.js'

/** Days on which goods of some origins are owed something else, with the classes of lines of which that is so. */
export interface PanelDifference {
  /** Origins that behave alike in both panels. */
  readonly origins: readonly string[]
  readonly from: Day
  /** First day no longer. */
  readonly until: Day
  /** Classes of members. */
  readonly members: readonly number[]
}

/** Every difference of two panels of the same classes, days and origins, in order of origins and days. */
export function panelDiff(before: Panel, after: Panel): PanelDifference[] {
  const groups = new Map<string, string[]>()
  before.origins.forEach((origin, i) => {
    const key = `${before.originClass[i]} ${after.originClass[i]}`
    const group = groups.get(key)
    if (group) group.push(origin)
    else groups.set(key, [origin])
  })
  const known = new Map<number, readonly number[]>()
  const changed = (a: Stretch, b: Stretch): readonly number[] => {
    const key = a.column * 65536 + b.column
    let members = known.get(key)
    if (!members) {
      members = changedMembers(before, after, a, b)
      known.set(key, members)
    }
    return members
  }
  const out: PanelDifference[] = []
  for (const origins of groups.values()) {
    const place = before.origin(origins[0] as string)
    const [left, right] = [before, after].map((p) => p.stretches[p.originClass[place] as number]) as [Stretch[], Stretch[]]
    for (let i = 0, j = 0; i < left.length && j < right.length; ) {
      const [a, b] = [left[i] as Stretch, right[j] as Stretch]
      const from = later(a.from, b.from)
      const until = earlier(a.until, b.until)
      const members = changed(a, b)
      const last = out.at(-1)
      if (members.length > 0) {
        if (last && last.origins === origins && last.until === from && last.members === members) out[out.length - 1] = { ...last, until }
        else out.push({ origins, from, until, members })
      }
      if (a.until === until) i++
      if (b.until === until) j++
    }
  }
  return out
}

/** Readings that share what they have worked out have the same number for the same duty. */
function changedMembers(before: Panel, after: Panel, a: Stretch, b: Stretch): number[] {
  const same = before.duties.shared === after.duties.shared
  const [left, right] = [before.vectors(a), after.vectors(b)]
  const found: number[] = []
  if (!same) throw new Error('the panels are not of readings opened together: see openDuties')
  // What stands in both alike is the same on every class.
  const [x, y] = [left.filter((v) => !right.includes(v)), right.filter((v) => !left.includes(v))]
  if (x.length === 0 && y.length === 0) return found
  for (let m = 0; m < before.duties.classes.count; m++) {
    const [p, q] = [x, y].map((of) =>
      of
        .flatMap((v) => (v[m] === 0 ? [] : [v[m] as number]))
        .sort((s, t) => s - t)
        .join(' '),
    )
    if (p !== q) found.push(m)
  }
  return found
}
