/** Duties that depend on the base duty, as what they are between the base duties at which something turns. */
import type { DutyRate } from '../rates/rules.js'
import type { Added, BaseRate, Millionths, OnBase, Piece } from './duty.js'

/** A rate of a measure in force, and the group of which it is one at most. */
export interface GroupedRate {
  readonly rate: DutyRate | undefined
  readonly group: string | undefined
}

/**
 * The base duties at which a duty can turn: where a floor is reached, and where what tops up to one is as high as another rate of its
 * group (there, and just above it, a piece begins). Above the highest floor nothing turns any more.
 */
export function breaks(rates: readonly GroupedRate[]): Millionths[] {
  const at: number[] = []
  for (const { rate, group } of rates) {
    for (const top of tops(rate)) {
      at.push(top)
      if (group === undefined) continue
      for (const rival of rates)
        if (rival.group === group) for (const flat of flats(rival.rate)) if (top > flat) at.push(top - flat, top - flat + 1)
    }
  }
  return [...new Set([0, ...at])].sort((a, b) => a - b)
}

const each = (rate: DutyRate | undefined): DutyRate[] =>
  rate === undefined ? [] : rate.form === 'quota' ? [...each(rate.inQuota), ...each(rate.overQuota)] : [rate]
const tops = (rate: DutyRate | undefined): Millionths[] =>
  each(rate).flatMap((r) => (r.form === 'floor' || r.form === 'total' ? [Number(r.percent)] : []))
const flats = (rate: DutyRate | undefined): Millionths[] => each(rate).flatMap((r) => (r.form === 'ad-valorem' ? [Number(r.percent)] : []))

/** A duty by pieces: each is worked out at its two ends, and is a rate or tops up to one. */
export function piecewise(compute: (base: BaseRate) => Added, starts: readonly Millionths[]): Pick<OnBase, 'on' | 'pieces'> {
  const pieces: Piece[] = []
  starts.forEach((from, i) => {
    const below = starts[i + 1]
    const last = below === undefined ? from : below - 1
    const [first, end] = [compute({ rate: from }), last === from ? undefined : compute({ rate: last })]
    const same = end === undefined || (end.rate === first.rate && end.open === first.open)
    if (!same && (first.rate === undefined || first.rate + from !== (end?.rate ?? Number.NaN) + last))
      throw new Error(`${first.measure}: neither a rate nor a total between base duties of ${from} and ${last}`)
    const before = pieces.at(-1)
    const top = same ? undefined : (first.rate as number) + from
    const joins =
      before !== undefined &&
      (before.top === undefined
        ? top === undefined && before.added.rate === first.rate && before.added.open === first.open
        : top === before.top || (end === undefined && before.top === (first.rate ?? 0) + from && first.rate !== undefined))
    if (before && joins) pieces[pieces.length - 1] = withEnd(before, below)
    else pieces.push(withEnd({ from, added: first, ...(top !== undefined && { top }) }, below))
  })
  const open = new Map<string, Added>()
  const on = ({ rate, problem = '' }: BaseRate): Added => {
    if (rate !== undefined) {
      const { added, top } = pieces.findLast((p) => p.from <= rate) as Piece
      return top === undefined ? added : { ...added, rate: top - rate }
    }
    let added = open.get(problem)
    if (!added) {
      added = compute({ problem })
      open.set(problem, added)
    }
    return added
  }
  return { on, pieces }
}

function withEnd({ below: _, ...piece }: Piece, below: Millionths | undefined): Piece {
  return below === undefined ? piece : { ...piece, below }
}
