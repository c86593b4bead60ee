/** The equations of the model written down anew, over a solution: how far each is from holding. */
import type { Economy, Model, Shock, Solution } from '../../src/effects/index.js'

/** The largest relative gap in any equation, with unit costs, prices, shares, markets, budgets and labour worked out from the definitions. */
export function largestGap(e: Economy, m: Model, shock: Shock, x: Solution): number {
  const n = e.countries.length
  const s = e.sectors.length
  const C = e.countries.map((_, i) => i)
  const K = e.sectors.map((_, k) => k)
  const g = (array: Float64Array, z: number): number => array[z] as number
  const cell = (k: number, j: number, i: number): number => (k * n + j) * n + i
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0)
  const t = shock.tariff ?? e.tariff
  const gaps: number[] = []
  const gap = (ours: number, theirs: number): void => void gaps.push(Math.abs(ours - theirs) / Math.max(Math.abs(ours), 1e-12))
  const base = (k: number, j: number): { q: number; v: number } => {
    const net = (i: number, from: number): number =>
      (g(e.share, cell(k, from, i)) * g(e.spending, k * n + i)) / (1 + g(e.tariff, cell(k, from, i)))
    const q = sum(C.map((i) => (1 - g(e.margin, i)) * net(i, j)))
    return { q, v: g(e.valueAdded, k * n + j) * (1 - g(m.profitShare, k)) * q + g(e.margin, j) * sum(C.map((from) => net(j, from))) }
  }
  const X = (k: number, j: number, i: number): number => (g(x.share, cell(k, j, i)) * g(x.spending, k * n + i)) / (1 + g(t, cell(k, j, i)))
  const now = (k: number, j: number): { q: number; v: number } => {
    const q = sum(C.map((i) => (1 - g(e.margin, i)) * X(k, j, i)))
    return { q, v: g(e.valueAdded, k * n + j) * (1 - g(m.profitShare, k)) * q + g(e.margin, j) * sum(C.map((from) => X(k, from, j))) }
  }
  const cost = (k: number, j: number): number =>
    g(x.wage, j) ** g(e.valueAdded, k * n + j) *
    K.reduce((p, l) => p * (e.inputs ? g(x.price, l * n + j) ** g(e.inputs, (j * s + k) * s + l) : 1), 1)
  const charge = (k: number, j: number): number => {
    const c = cost(k, j)
    const psi = g(m.scale, k)
    return psi === 0 ? c : c * (now(k, j).v / base(k, j).v / c) ** -psi
  }
  for (const k of K) {
    const eps = g(m.elasticity, k)
    const charges = C.map((j) => charge(k, j))
    for (const i of C) {
      const A = C.map(
        (j) =>
          g(e.share, cell(k, j, i)) *
          ((charges[j] as number) * (shock.iceberg ? g(shock.iceberg, cell(k, j, i)) : 1)) ** -eps *
          ((1 + g(t, cell(k, j, i))) / (1 + g(e.tariff, cell(k, j, i)))) ** (-eps * g(m.passThrough, i)),
      )
      for (const j of C) gap(g(x.share, cell(k, j, i)) + 1, (A[j] as number) / sum(A) + 1)
      const spread = (g(x.spending, k * n + i) / g(e.spending, k * n + i) / g(x.wage, i)) ** (1 - g(m.passThrough, i))
      gap(g(x.price, k * n + i), spread * sum(A) ** (-1 / eps))
    }
  }
  const growth = sum(C.map((i) => g(x.income, i))) / sum(C.map((i) => g(e.income, i)))
  for (const i of C) {
    const revenue = sum(K.flatMap((k) => C.map((j) => g(t, cell(k, j, i)) * X(k, j, i))))
    const was = sum(
      K.flatMap((k) =>
        C.map(
          (j) => (g(e.tariff, cell(k, j, i)) * g(e.share, cell(k, j, i)) * g(e.spending, k * n + i)) / (1 + g(e.tariff, cell(k, j, i))),
        ),
      ),
    )
    const income = g(e.income, i) * g(x.wage, i) * g(x.labour, i)
    gap(income, sum(K.map((k) => now(k, i).v)))
    const transfer = shock.deficits === 'balanced' ? 0 : g(shock.deficits instanceof Float64Array ? shock.deficits : e.transfer, i) * growth
    const final = income + revenue + transfer + sum(K.map((k) => g(m.profitShare, k) * now(k, i).q))
    gap(g(x.finalSpending, i), final)
    for (const l of K)
      gap(
        g(x.spending, l * n + i),
        g(e.final, l * n + i) * final +
          sum(K.map((k) => (e.inputs ? g(e.inputs, (i * s + k) * s + l) : 0) * (1 - g(m.profitShare, k)) * now(k, i).q)),
      )
    const left = m.rebate === 'income-tax' ? (1 - was / g(e.income, i)) / (1 - revenue / income) : 1
    const price = K.reduce((p, k) => p * g(x.price, k * n + i) ** g(e.final, k * n + i), 1)
    gap(g(x.labour, i), ((left * g(x.wage, i)) / price) ** m.labourSupply)
  }
  return Math.max(...gaps)
}
