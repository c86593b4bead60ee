/** Duties that depend on the base duty, as what they are between the base duties at which something turns. */
import type { DutyRate } from '../rates/rules.js'
import { type Added, type BaseRate, type Millionths, type OnBase, type Piece, topUp, WHOLE_VALUE } from './duty.js'

/** A rate of a measure in force, and the group of which it is one at most. */
export interface GroupedRate {
  readonly rate: DutyRate | undefined
  readonly group: string | undefined
}

/**
 * The base duties at which a duty can turn: where a floor is reached, and where what tops up to one is as high as another rate of its
 * group (there, and just above it, a piece begins). Above the highest floor nothing turns any more.
 */
export function breaks(rates: readonly GroupedRate[]): { starts: Millionths[]; heights: Millionths[] } {
  const at: number[] = []
  const heights = new Set<Millionths>()
  for (const { rate, group } of rates) {
    for (const top of tops(rate)) {
      at.push(top)
      heights.add(top)
      if (group === undefined) continue
      for (const rival of rates)
        if (rival.group === group) for (const flat of flats(rival.rate)) if (top > flat) at.push(top - flat, top - flat + 1)
    }
  }
  return { starts: [...new Set([0, ...at])].sort((a, b) => a - b), heights: [...heights] }
}

const each = (rate: DutyRate | undefined): DutyRate[] =>
  rate === undefined ? [] : rate.form === 'quota' ? [...each(rate.inQuota), ...each(rate.overQuota)] : [rate]
const tops = (rate: DutyRate | undefined): Millionths[] =>
  each(rate).flatMap((r) => (r.form === 'floor' || r.form === 'total' ? [Number(r.percent)] : []))
const flats = (rate: DutyRate | undefined): Millionths[] => each(rate).flatMap((r) => (r.form === 'ad-valorem' ? [Number(r.percent)] : []))

/**
 * A duty by pieces: each is worked out at its two ends, and is a rate or tops up to one, on the whole value or a part of it.
 * @param heights to which rates top up
 */
export function piecewise(
  compute: (base: BaseRate) => Added,
  starts: readonly Millionths[],
  heights: readonly Millionths[],
): Pick<OnBase, 'on' | 'pieces'> {
  const pieces: Piece[] = []
  starts.forEach((from, i) => {
    const below = starts[i + 1]
    const last = below === undefined ? from : below - 1
    const first = compute({ rate: from })
    const end = last === from ? undefined : compute({ rate: last })
    const same = end === undefined || (end.rate === first.rate && end.open === first.open)
    const rise = same ? undefined : riseOf(first, end, from, last, heights)
    const before = pieces.at(-1)
    if (before && joins(before, first, rise, from, last > from)) pieces[pieces.length - 1] = withEnd(before, below)
    else pieces.push(withEnd({ from, added: first, ...rise }, below))
  })
  const open = new Map<string, Added>()
  const on = ({ rate, problem = '' }: BaseRate): Added => {
    if (rate !== undefined) {
      const piece = pieces.findLast((p) => p.from <= rate) as Piece
      return piece.top === undefined ? piece.added : { ...piece.added, rate: topUp(piece, rate) }
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

/** Up to what a duty tops up that is one thing at a base duty and another at a higher one, and on which part of the value. */
function riseOf(
  { measure, rate }: Added,
  end: Added,
  from: Millionths,
  last: Millionths,
  heights: readonly Millionths[],
): Required<Pick<Piece, 'top' | 'part'>> {
  if (rate !== undefined && end.rate !== undefined) {
    const part = Math.round((WHOLE_VALUE * (rate - end.rate)) / (last - from))
    for (const top of heights) if (topUp({ top, part }, from) === rate && topUp({ top, part }, last) === end.rate) return { top, part }
  }
  throw new Error(`${measure}: neither a rate nor a total between base duties of ${from} and ${last}`)
}

/** Whether what is added from a base duty on goes on as the piece before it. */
function joins(before: Piece, first: Added, rise: Pick<Piece, 'top' | 'part'> | undefined, from: Millionths, long: boolean): boolean {
  if (before.top === undefined) return !rise && before.added.rate === first.rate && before.added.open === first.open
  if (rise) return rise.top === before.top && rise.part === before.part
  return !long && first.rate !== undefined && topUp(before, from) === first.rate
}

function withEnd({ below: _, ...piece }: Piece, below: Millionths | undefined): Piece {
  return below === undefined ? piece : { ...piece, below }
}
