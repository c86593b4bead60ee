/** Seeded draws of published estimates: the same seed gives the same interval everywhere. */

/** A generator of numbers in [0, 1): mulberry32. */
function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Draws of a normal estimate, by the method of Box and Muller. Draws at or below `above` are drawn again: the sign is not in doubt. */
export function normalDraws(mean: number, standardError: number, count: number, seed: number, above = 0): number[] {
  const next = uniform(seed)
  const out: number[] = []
  while (out.length < count) {
    const value = mean + standardError * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
    if (value > above) out.push(value)
  }
  return out
}

/** The interval that holds the middle `share` of the values. */
export function interval(values: readonly number[], share = 0.95): { low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (q: number): number => {
    const place = q * (sorted.length - 1)
    const low = Math.floor(place)
    const left = sorted[low] as number
    return left + (place - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - left)
  }
  return { low: at((1 - share) / 2), high: at((1 + share) / 2) }
}
