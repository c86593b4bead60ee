/**
 * A commodity market with several exporters whose goods are imperfect substitutes: exact, in changes from a base.
 *
 * For exporters r and importers v with base quantities Q: the price that r receives changes by the factor p_r, the delivered price by
 * p_r·w_rv; P_v = [Σ s_rv (p_r w_rv)^(1−σ)]^(1/(1−σ)) with base shares s; demand is Q_rv (p_r w_rv / P_v)^−σ P_v^η; and Σ_v demand =
 * (Σ_v Q_rv) p_r^ε clears every exporter's market. Log-linearised it is the global simulation model of Francois and Hall (2003).
 * Solved by Newton's method in logarithms.
 */
import { fail } from '../base/errors.js'

/** Base quantities of a market; `base[r][v]` from exporter r to importer v, in any one unit. */
export interface Market {
  readonly exporters: readonly string[]
  readonly importers: readonly string[]
  readonly base: readonly (readonly number[])[]
}

/** Elasticities of a market, one number where all are alike. */
export interface Elasticities {
  /** Substitution between origins, above 0. */
  readonly sigma: number
  /** Export supply of each exporter with respect to the price that it receives, 0 or more. */
  readonly epsilon: number
  /** Import demand of each importer with respect to its price index, 0 or less. */
  readonly eta: number
}

/** What changes: factors on delivered prices, and quantities that a decision fixes. */
export interface Shock {
  /** `[r][v]`: (1 + new duty) / (1 + base duty); 1 where nothing changes. */
  readonly wedges: readonly (readonly number[])[]
  /** Flows fixed by decision; the wedge that would bring them about is found. 0 shuts the flow. */
  readonly fixed?: readonly { readonly exporter: number; readonly importer: number; readonly quantity: number }[]
}

/** A solved market. */
export interface Equilibrium {
  /** Factor on the price that each exporter receives. */
  readonly prices: readonly number[]
  /** Factor on each importer's price index. */
  readonly indices: readonly number[]
  /** `[r][v]`, in the unit of the base. */
  readonly flows: readonly (readonly number[])[]
  /** Wedges at which the flows come about: those of the shock, for fixed flows what stands in for the decision (Infinity if shut). */
  readonly wedges: readonly (readonly number[])[]
  /** Largest gap, in logarithms, between supply and demand or between a fixed flow and its quantity. */
  readonly residual: number
}

const TOLERANCE = 1e-12
const STEPS = 200

/**
 * Solves the market.
 * @throws {ParleyError} bad-input: an elasticity out of its range, a quantity or wedge that is no number, a fixed flow that the base does not have
 */
export function solve(market: Market, elasticities: Elasticities, shock: Shock): Equilibrium {
  check(market, elasticities, shock)
  const start = new Float64Array(market.exporters.length + (shock.fixed?.length ?? 0))
  const whole = newton(market, elasticities, shock, start, 1)
  if (whole) return whole
  // Far shocks at high substitution: walk there, halving the stride when a step fails.
  let at = 0
  let stride = 0.5
  let x: Float64Array = start
  while (at < 1) {
    const next = Math.min(1, at + stride)
    const found: Float64Array = Float64Array.from(x)
    const solved = newton(market, elasticities, shock, found, next)
    if (solved) {
      if (next === 1) return solved
      x = found
      at = next
    } else if (stride < 1e-6) return fail('bad-input', 'no prices clear this market: supply and demand do not meet', 'elasticities')
    else stride /= 2
  }
  return fail('bad-input', 'no prices clear this market', 'elasticities')
}

/** @param scale how much of the shock: 0 none, 1 all. @returns nothing if it does not converge; `x` holds the logarithms found */
function newton(
  market: Market,
  { sigma, epsilon, eta }: Elasticities,
  shock: Shock,
  x: Float64Array,
  scale: number,
): Equilibrium | undefined {
  const { base } = market
  const R = market.exporters.length
  const V = market.importers.length
  const fixed = (shock.fixed ?? []).filter((f) => f.quantity > 0)
  const shut = (shock.fixed ?? []).filter((f) => f.quantity === 0)
  const n = R + fixed.length
  const flows = new Float64Array(R * V)
  const theta = new Float64Array(R * V)
  const tau = new Float64Array(R * V)
  const index = new Float64Array(V)
  const supply = base.map((row) => row.reduce((a, b) => a + b, 0))
  const imports = market.importers.map((_, v) => base.reduce((sum, row) => sum + (row[v] as number), 0))
  const g = new Float64Array(n)
  const J = new Float64Array(n * n)
  const closed = new Set(shut.map(({ exporter, importer }) => exporter * V + importer))

  /** Demand at the prices of `y`, and what is left of the conditions; @returns the largest gap */
  const gap = (y: Float64Array): number => {
    for (let r = 0; r < R; r++)
      for (let v = 0; v < V; v++) tau[r * V + v] = scale * Math.log((shock.wedges[r] as readonly number[])[v] as number)
    fixed.forEach((f, i) => {
      tau[f.exporter * V + f.importer] = y[R + i] as number
    })
    for (let v = 0; v < V; v++) {
      let most = -Infinity
      for (let r = 0; r < R; r++) most = Math.max(most, (1 - sigma) * ((y[r] as number) + (tau[r * V + v] as number)))
      let sum = 0
      for (let r = 0; r < R; r++) {
        const i = r * V + v
        const share = closed.has(i) ? 0 : ((base[r] as readonly number[])[v] as number) / (imports[v] as number)
        theta[i] = share * Math.exp((1 - sigma) * ((y[r] as number) + (tau[i] as number)) - most)
        sum += theta[i] as number
      }
      index[v] = (Math.log(sum) + most) / (1 - sigma)
      for (let r = 0; r < R; r++) theta[r * V + v] = (theta[r * V + v] as number) / sum
    }
    let worst = 0
    for (let r = 0; r < R; r++) {
      let demand = 0
      for (let v = 0; v < V; v++) {
        const i = r * V + v
        const quantity = closed.has(i) ? 0 : ((base[r] as readonly number[])[v] as number)
        flows[i] = quantity * Math.exp(-sigma * ((y[r] as number) + (tau[i] as number)) + (sigma + eta) * (index[v] as number))
        demand += flows[i] as number
      }
      g[r] = Math.log(demand) - Math.log(supply[r] as number) - epsilon * (y[r] as number)
      worst = Math.max(worst, Math.abs(g[r] as number))
    }
    fixed.forEach((f, i) => {
      // The walk takes fixed flows from the base to their quantity in step with the rest of the shock.
      const from = (base[f.exporter] as readonly number[])[f.importer] as number
      const goal = from * (f.quantity / from) ** scale
      g[R + i] = Math.log(flows[f.exporter * V + f.importer] as number) - Math.log(goal)
      worst = Math.max(worst, Math.abs(g[R + i] as number))
    })
    return Number.isNaN(worst) ? Infinity : worst
  }

  let worst = gap(x)
  for (let step = 0; step < STEPS && worst > TOLERANCE; step++) {
    for (let r = 0; r < R; r++) {
      let demand = 0
      for (let v = 0; v < V; v++) demand += flows[r * V + v] as number
      for (let s = 0; s < n; s++) {
        let d = s === r ? -epsilon : 0
        for (let v = 0; v < V; v++) d += ((flows[r * V + v] as number) / demand) * slope(r, v, s)
        J[r * n + s] = d
      }
    }
    fixed.forEach((f, i) => {
      for (let s = 0; s < n; s++) J[(R + i) * n + s] = slope(f.exporter, f.importer, s)
    })
    const move = gauss(J, g, n)
    if (!move) return undefined
    // Half the step until the gap shrinks.
    const from = Float64Array.from(x)
    let size = Math.min(1, 2 / Math.max(...move.map(Math.abs)))
    let next = Infinity
    for (let half = 0; half < 30; half++, size /= 2) {
      for (let i = 0; i < n; i++) x[i] = (from[i] as number) - size * (move[i] as number)
      next = gap(x)
      if (next < worst) break
    }
    // At the limit of the numbers no step shrinks it further: good enough if it is as small as rounding.
    if (next >= worst) {
      x.set(from)
      worst = gap(x)
      break
    }
    worst = next
  }
  if (!(worst < 1e-9)) return undefined

  const rows = (of: (i: number) => number): number[][] =>
    Array.from({ length: R }, (_, r) => Array.from({ length: V }, (_, v) => of(r * V + v)))
  return {
    prices: Array.from({ length: R }, (_, r) => Math.exp(x[r] as number)),
    indices: Array.from(index, Math.exp),
    flows: rows((i) => flows[i] as number),
    wedges: rows((i) => (closed.has(i) ? Infinity : Math.exp(tau[i] as number))),
    residual: worst,
  }

  /** How the logarithm of the flow r to v moves with unknown s. */
  function slope(r: number, v: number, s: number): number {
    const pair = s < R ? undefined : fixed[s - R]
    const source = pair ? pair.exporter : s
    if (pair && pair.importer !== v) return 0
    return (source === r ? -sigma : 0) + (sigma + eta) * (theta[source * V + v] as number)
  }
}

/** Solves J·x = g by elimination with pivots; `undefined` if it is singular. */
function gauss(matrix: Float64Array, right: Float64Array, n: number): Float64Array | undefined {
  const a = Float64Array.from(matrix)
  const x = Float64Array.from(right)
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (Math.abs(a[r * n + c] as number) > Math.abs(a[pivot * n + c] as number)) pivot = r
    const top = a[pivot * n + c] as number
    if (!(Math.abs(top) > 1e-14)) return undefined
    if (pivot !== c) {
      for (let k = 0; k < n; k++) [a[c * n + k], a[pivot * n + k]] = [a[pivot * n + k] as number, a[c * n + k] as number]
      ;[x[c], x[pivot]] = [x[pivot] as number, x[c] as number]
    }
    for (let r = c + 1; r < n; r++) {
      const factor = (a[r * n + c] as number) / top
      if (factor === 0) continue
      for (let k = c; k < n; k++) a[r * n + k] = (a[r * n + k] as number) - factor * (a[c * n + k] as number)
      x[r] = (x[r] as number) - factor * (x[c] as number)
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    let sum = x[r] as number
    for (let k = r + 1; k < n; k++) sum -= (a[r * n + k] as number) * (x[k] as number)
    x[r] = sum / (a[r * n + r] as number)
  }
  return x
}

/** @throws {ParleyError} bad-input */
export function check({ exporters, importers, base }: Market, { sigma, epsilon, eta }: Elasticities, shock: Shock): void {
  if (!(sigma > 0) || sigma === 1 || !Number.isFinite(sigma)) fail('bad-input', `substitution ${sigma}: a number above 0, not 1`, 'sigma')
  if (!(epsilon >= 0) || !Number.isFinite(epsilon)) fail('bad-input', `supply elasticity ${epsilon}: 0 or more`, 'epsilon')
  if (!(eta <= 0) || !Number.isFinite(eta)) fail('bad-input', `demand elasticity ${eta}: 0 or less`, 'eta')
  if (base.length !== exporters.length || base.some((row) => row.length !== importers.length || row.some((q) => !(q >= 0))))
    fail('bad-input', 'one quantity, 0 or more, for each exporter and importer', 'base')
  if (base.some((row) => !row.some((q) => q > 0))) fail('bad-input', 'an exporter that sells nothing has no place in a market', 'base')
  if (shock.wedges.length !== base.length || shock.wedges.some((row) => row.length !== importers.length || row.some((w) => !(w > 0))))
    fail('bad-input', 'one wedge, above 0, for each exporter and importer', 'wedges')
  for (const { exporter, importer, quantity } of shock.fixed ?? []) {
    const from = base[exporter]?.[importer]
    if (from === undefined || !(from > 0)) fail('bad-input', 'the base has no such flow', 'fixed')
    if (!(quantity >= 0) || !Number.isFinite(quantity)) fail('bad-input', `quantity ${quantity}: 0 or more`, 'fixed')
    if (quantity === 0 && (base[exporter] as readonly number[]).every((q, v) => q === 0 || v === importer))
      fail('bad-input', `${exporters[exporter]} sells to nobody else: its flow cannot be shut`, 'fixed')
  }
}

/** Wedges that change nothing. */
export const noWedges = ({ base }: Market): number[][] => base.map((row) => row.map(() => 1))

/** Wedges of one pair only. */
export function wedgeOn(market: Market, exporter: number, importer: number, factor: number): number[][] {
  const wedges = noWedges(market)
  ;(wedges[exporter] as number[])[importer] = factor
  return wedges
}
