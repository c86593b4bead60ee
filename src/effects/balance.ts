/** Input shares under which no final use is negative. */

interface Uses {
  /** Numbers of countries and sectors. */
  readonly n: number
  readonly s: number
  /** Flows before tariffs, tariffs, value added and input shares, as in `Flows`. */
  readonly trade: Float64Array
  readonly tariff: Float64Array
  readonly valueAdded: Float64Array
  readonly inputs: Float64Array
}

export interface Balanced {
  readonly inputs: Float64Array
  /** Cells (country, good) whose final use was negative, and the largest cut of an input's share in cost, relative to it. */
  readonly cells: number
  readonly largestCut: number
}

/**
 * Where producers use more of a good than a country buys (stocks run down, or tables that do not add up), the good's share in their
 * costs is cut until they use all of it, and their other inputs make up for it: flows and value added stay as they are.
 */
export function balanceInputs({ n, s, trade, tariff, valueAdded, inputs: given }: Uses): Balanced {
  const g = (array: Float64Array, x: number): number => array[x] as number
  const inputs = given.slice()
  const bought = new Float64Array(n * s)
  const sales = new Float64Array(n * s)
  for (let c = 0; c < trade.length; c++) {
    const k = Math.floor(c / (n * n))
    const to = k * n + (c % n)
    const from = k * n + (Math.floor(c / n) % n)
    bought[to] = g(bought, to) + g(trade, c) * (1 + g(tariff, c))
    sales[from] = g(sales, from) + g(trade, c)
  }
  const cut = new Set<number>()
  for (let i = 0; i < n; i++)
    for (let pass = 0; pass < 1000; pass++) {
      const used = new Float64Array(s)
      for (let k = 0; k < s; k++) for (let l = 0; l < s; l++) used[l] = g(used, l) + g(inputs, (i * s + k) * s + l) * g(sales, k * n + i)
      let excess = false
      for (let l = 0; l < s; l++) {
        if (g(used, l) <= g(bought, l * n + i)) continue
        excess = true
        cut.add(l * n + i)
        // A hair below, so that rounding does not bring the excess back.
        const factor = (g(bought, l * n + i) / g(used, l)) * (1 - 1e-9)
        for (let k = 0; k < s; k++) {
          const x = (i * s + k) * s + l
          inputs[x] = g(inputs, x) * factor
        }
      }
      if (!excess) break
      for (let k = 0; k < s; k++) {
        const row = inputs.subarray((i * s + k) * s, (i * s + k + 1) * s)
        const all = row.reduce((a, b) => a + b, 0)
        if (all > 0) for (let l = 0; l < s; l++) row[l] = (g(row, l) / all) * (1 - g(valueAdded, k * n + i))
      }
    }
  let largestCut = 0
  for (let x = 0; x < inputs.length; x++) if (g(given, x) > 0) largestCut = Math.max(largestCut, 1 - g(inputs, x) / g(given, x))
  return { inputs, cells: cut.size, largestCut }
}
