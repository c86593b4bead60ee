/**
 * The 2025 model as a textbook would solve it: the equations of `src/effects/kernel.ts` for one sector, one after another over flat
 * arrays, iterated with damped wages. The peer of the bench, and a check on the kernel.
 */
export interface Textbook {
  /** λ, E, Y, T, ν, φ as in `Economy` and `Model`. */
  readonly share: Float64Array
  readonly spending: Float64Array
  readonly income: Float64Array
  readonly transfer: Float64Array
  readonly margin: Float64Array
  readonly passThrough: Float64Array
  readonly epsilon: number
  readonly psi: number
  readonly kappa: number
}

export interface TextbookSolution {
  readonly wage: Float64Array
  readonly labour: Float64Array
  readonly price: Float64Array
  readonly passes: number
}

/** @param tariff added tariffs, exporter × importer */
export function solveTextbook(m: Textbook, tariff: Float64Array, tolerance = 1e-10): TextbookSolution {
  const n = m.spending.length
  const g = (array: Float64Array, i: number): number => array[i] as number
  const wage = new Float64Array(n).fill(1)
  const labour = new Float64Array(n).fill(1)
  const spent = new Float64Array(n).fill(1)
  const price = new Float64Array(n)
  const A = new Float64Array(n * n)
  const wedge = tariff.map((t, c) => (t === 0 ? 1 : (1 + t) ** (-m.epsilon * g(m.passThrough, c % n))))
  for (let pass = 1; pass <= 5000; pass++) {
    const column = new Float64Array(n)
    const revenue = new Float64Array(n)
    const earned = new Float64Array(n)
    for (let j = 0; j < n; j++) {
      const cost = (g(wage, j) / g(labour, j) ** m.psi) ** -m.epsilon
      for (let i = 0; i < n; i++) {
        const a = g(m.share, j * n + i) * cost * g(wedge, j * n + i)
        A[j * n + i] = a
        column[i] = g(column, i) + a
      }
    }
    for (let j = 0; j < n; j++)
      for (let i = 0; i < n; i++) {
        const gross = (g(A, j * n + i) / g(column, i)) * g(m.spending, i) * g(spent, i)
        const net = gross / (1 + g(tariff, j * n + i))
        revenue[i] = g(revenue, i) + gross - net
        earned[j] = g(earned, j) + (1 - g(m.margin, i)) * net
        earned[i] = g(earned, i) + g(m.margin, i) * net
      }
    let world = 0
    let base = 0
    for (let i = 0; i < n; i++) {
      world += g(m.income, i) * g(wage, i) * g(labour, i)
      base += g(m.income, i)
    }
    let gap = 0
    for (let i = 0; i < n; i++) {
      const income = g(m.income, i) * g(wage, i) * g(labour, i)
      price[i] = (g(spent, i) / g(wage, i)) ** (1 - g(m.passThrough, i)) * g(column, i) ** (-1 / m.epsilon)
      const nextSpent = (g(revenue, i) + income + (g(m.transfer, i) * world) / base) / g(m.spending, i)
      const nextLabour = (g(wage, i) / g(price, i) / (1 - g(revenue, i) / income)) ** m.kappa
      const pull = g(earned, i) / income
      gap = Math.max(gap, Math.abs(pull - 1), Math.abs(nextSpent / g(spent, i) - 1), Math.abs(nextLabour / g(labour, i) - 1))
      wage[i] = (g(wage, i) * pull ** 0.25 * base) / world
      spent[i] = nextSpent
      labour[i] = nextLabour
    }
    if (gap < tolerance) return { wage, labour, price, passes: pass }
  }
  throw new Error(`no equilibrium in 5000 passes (${n} countries)`)
}
