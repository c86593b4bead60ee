/**
 * The 2025 model as a textbook would solve it: the equations of `src/effects/kernel.ts` for one sector, one after another over flat
 * arrays, wages damped; as it is or with Anderson's acceleration. The peer of the bench, and a check on the kernel.
 */
import { Anderson } from '../src/effects/anderson.js'

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

/**
 * @param tariff added tariffs, exporter × importer
 * @param memory of the acceleration; 0 for none
 */
export function solveTextbook(m: Textbook, tariff: Float64Array, memory = 0, tolerance = 1e-10): TextbookSolution {
  const n = m.spending.length
  const g = (array: Float64Array, i: number): number => array[i] as number
  const price = new Float64Array(n)
  const A = new Float64Array(n * n)
  const wedge = tariff.map((t, c) => (t === 0 ? 1 : (1 + t) ** (-m.epsilon * g(m.passThrough, c % n))))
  const base = m.income.reduce((a, b) => a + b, 0)
  /** One pass; x is ln ŵ, ln Ê, ln L̂. */
  const pass = (x: Float64Array, image: Float64Array): number => {
    const [wage, spent, labour] = [0, 1, 2].map((part) => x.subarray(part * n, (part + 1) * n).map(Math.exp)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ]
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
    for (let i = 0; i < n; i++) world += g(m.income, i) * g(wage, i) * g(labour, i)
    let gap = 0
    for (let i = 0; i < n; i++) {
      const income = g(m.income, i) * g(wage, i) * g(labour, i)
      price[i] = (g(spent, i) / g(wage, i)) ** (1 - g(m.passThrough, i)) * g(column, i) ** (-1 / m.epsilon)
      const pull = Math.log(g(earned, i) / income)
      image[i] = g(x, i) + 0.25 * pull + Math.log(base / world)
      image[n + i] = Math.log((g(revenue, i) + income + (g(m.transfer, i) * world) / base) / g(m.spending, i))
      image[2 * n + i] = m.kappa * Math.log(g(wage, i) / g(price, i) / (1 - g(revenue, i) / income))
      gap = Math.max(gap, Math.abs(pull), Math.abs(g(image, n + i) - g(x, n + i)), Math.abs(g(image, 2 * n + i) - g(x, 2 * n + i)))
    }
    return gap
  }
  const x = new Float64Array(3 * n)
  const found = new Anderson(3 * n, memory).solve(pass, x, { tolerance, maxIterations: 5000, memory, damping: 1 })
  if (!found.converged) throw new Error(`no equilibrium in ${found.iterations} passes (${n} countries)`)
  const part = (from: number): Float64Array => x.slice(from * n, (from + 1) * n).map(Math.exp)
  return { wage: part(0), labour: part(2), price, passes: found.iterations }
}
