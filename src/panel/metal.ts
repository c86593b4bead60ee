/**
 * Duties on the metal in goods. Each duty is linear in the shares of metals in the value: so it is worked out for goods without metal and
 * for goods wholly of each, and for all others in between.
 */
import type { EntryLine } from '../rates/entry-line.js'
import type { MetalContent } from '../trade/index.js'
import { type Added, type Duty, WHOLE_VALUE } from './duty.js'

/** What metal content counts that no one states: as estimated where there is an estimate, none, or (as Customs takes it) the whole value. */
export type Content = 'estimate' | 'none' | 'all'

/** In an order. */
export const CONTENTS: readonly Content[] = ['all', 'estimate', 'none']

/** Goods without metal. */
export const NO_METAL: MetalContent = [0, 0, 0]

/** Goods without metal, wholly of steel, of aluminium, of copper. */
export const PURE: readonly MetalContent[] = [NO_METAL, [WHOLE_VALUE, 0, 0], [0, WHOLE_VALUE, 0], [0, 0, WHOLE_VALUE]]

/** An entry of which the metal content is stated. */
export function withContent(entry: EntryLine, content: MetalContent): EntryLine {
  const [steel, aluminum, copper] = content.map((share) => BigInt(share) * 10_000n) as [bigint, bigint, bigint]
  return { ...entry, shares: { ...entry.shares, steel_value_pct: steel, aluminum_value_pct: aluminum, copper_value_pct: copper } }
}

/**
 * The duty on goods of some content from those on {@link PURE} goods (`undefined`: there is none). `null` where one of these depends on
 * the base duty or is open: then it is to be worked out by itself.
 */
export function between(pure: readonly (Duty | undefined)[], content: MetalContent): Added | undefined | null {
  const rates: number[] = []
  let some: Added | undefined
  for (const duty of pure) {
    if (duty && ('on' in duty || 'unmapped' in duty || duty.open !== undefined)) return null
    rates.push(duty?.rate ?? 0)
    some ??= duty
  }
  if (!some) return undefined
  const [none = 0, ...wholly] = rates
  const rate = content.reduce((sum, share, i) => sum + share * ((wholly[i] as number) - none), none * WHOLE_VALUE)
  return { ...some, rate: Math.floor(rate / WHOLE_VALUE + 0.5), estimated: true }
}
