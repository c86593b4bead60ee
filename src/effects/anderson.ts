/**
 * Fixed points x = G(x) by Anderson acceleration (Anderson 1965; type II of Walker and Ni 2011), with a damped iteration to fall back on.
 * Nothing is allocated between two passes.
 */

export interface FixedPointOptions {
  /** Largest residual, as the map measures it, at which x counts as a fixed point. */
  readonly tolerance: number
  /** Passes of the map in all, over both methods. */
  readonly maxIterations: number
  /** How many earlier passes are used; 0 is the damped iteration. */
  readonly memory: number
  /** Share of the way from x to G(x) that a pass goes, (0, 1]. */
  readonly damping: number
}

export interface FixedPointResult {
  readonly converged: boolean
  /** The residual at `x`. */
  readonly residual: number
  readonly iterations: number
}

/** Memory of an accelerated iteration of a given length; reused from solve to solve. */
export class Anderson {
  private readonly image: Float64Array
  private readonly step: Float64Array
  private readonly lastX: Float64Array
  private readonly lastStep: Float64Array
  private readonly start: Float64Array
  /** Rings of differences: of x, and of G(x) - x. */
  private readonly dx: Float64Array[] = []
  private readonly df: Float64Array[] = []
  /** Products of the differences of G(x) - x with each other, kept from pass to pass. */
  private readonly gram: Float64Array
  private readonly factor: Float64Array
  private readonly weights: Float64Array

  constructor(
    length: number,
    private readonly memory: number,
  ) {
    this.image = new Float64Array(length)
    this.step = new Float64Array(length)
    this.lastX = new Float64Array(length)
    this.lastStep = new Float64Array(length)
    this.start = new Float64Array(length)
    for (let m = 0; m < memory; m++) {
      this.dx.push(new Float64Array(length))
      this.df.push(new Float64Array(length))
    }
    this.gram = new Float64Array(memory * memory)
    this.factor = new Float64Array(memory * memory)
    this.weights = new Float64Array(memory)
  }

  /**
   * Finds a fixed point from `x`, in place.
   * @param map writes G(x) into its second argument and returns the residual of x; not a number where x is out of its domain
   */
  solve(map: (x: Float64Array, image: Float64Array) => number, x: Float64Array, options: FixedPointOptions): FixedPointResult {
    this.start.set(x)
    const fast = this.run(map, x, options, Math.min(options.memory, this.memory), options.damping, options.maxIterations >> 1)
    if (fast.converged) return fast
    x.set(this.start)
    const slow = this.run(map, x, options, 0, options.damping / 2, options.maxIterations - fast.iterations)
    return { ...slow, iterations: fast.iterations + slow.iterations }
  }

  private run(
    map: (x: Float64Array, image: Float64Array) => number,
    x: Float64Array,
    { tolerance }: FixedPointOptions,
    memory: number,
    damping: number,
    budget: number,
  ): FixedPointResult {
    const { image, step, lastX, lastStep, dx, df, weights } = this
    let kept = 0
    let next = 0
    let best = Number.POSITIVE_INFINITY
    let residual = Number.POSITIVE_INFINITY
    for (let pass = 1; pass <= budget; pass++) {
      residual = map(x, image)
      if (residual <= tolerance) return { converged: true, residual, iterations: pass }
      // Out of the domain, or the extrapolation went astray: forget it and go on from the last plain step.
      if (!Number.isFinite(residual) || (residual > 1e3 * best && kept > 0)) {
        if (pass === 1 || memory === 0) return { converged: false, residual, iterations: pass }
        x.set(lastX)
        advance(x, lastStep, 0.5 * damping)
        kept = 0
        best = Number.POSITIVE_INFINITY
        continue
      }
      best = Math.min(best, residual)
      difference(image, x, step)
      if (memory > 0 && pass > 1) {
        difference(x, lastX, dx[next] as Float64Array)
        difference(step, lastStep, df[next] as Float64Array)
        kept = Math.min(kept + 1, memory)
        this.products(next, kept)
        next = (next + 1) % memory
      }
      lastX.set(x)
      lastStep.set(step)
      advance(x, step, damping)
      if (kept > 0 && this.leastSquares(kept))
        for (let m = 0; m < kept; m++) {
          const w = weights[m] as number
          advance(x, dx[m] as Float64Array, -w)
          advance(x, df[m] as Float64Array, -w * damping)
        }
    }
    return { converged: false, residual, iterations: budget }
  }

  /** Brings the products of one column with the others up to date. */
  private products(column: number, kept: number): void {
    const { df, gram, memory } = this
    for (let m = 0; m < kept; m++)
      gram[m * memory + column] = gram[column * memory + m] = dot(df[m] as Float64Array, df[column] as Float64Array)
  }

  /** Weights that make |step - Σ w df| least, by Cholesky with a little ridge. False where the columns are too nearly alike. */
  private leastSquares(kept: number): boolean {
    const { df, gram, factor, weights, step, memory } = this
    for (let a = 0; a < kept; a++) {
      weights[a] = dot(df[a] as Float64Array, step)
      for (let b = 0; b <= a; b++) {
        let sum = gram[a * memory + b] as number
        if (a === b) sum *= 1 + 1e-12
        for (let c = 0; c < b; c++) sum -= (factor[a * memory + c] as number) * (factor[b * memory + c] as number)
        if (a === b) {
          if (!(sum > 0)) return false
          factor[a * memory + a] = Math.sqrt(sum)
        } else factor[a * memory + b] = sum / (factor[b * memory + b] as number)
      }
    }
    for (let a = 0; a < kept; a++) {
      let sum = weights[a] as number
      for (let c = 0; c < a; c++) sum -= (factor[a * memory + c] as number) * (weights[c] as number)
      weights[a] = sum / (factor[a * memory + a] as number)
    }
    for (let a = kept - 1; a >= 0; a--) {
      let sum = weights[a] as number
      for (let c = a + 1; c < kept; c++) sum -= (factor[c * memory + a] as number) * (weights[c] as number)
      weights[a] = sum / (factor[a * memory + a] as number)
    }
    return true
  }
}

// Small functions: an engine compiles them within the first solve of a process.
function difference(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < a.length; i++) out[i] = (a[i] as number) - (b[i] as number)
}

/** x ← x + w d. */
function advance(x: Float64Array, d: Float64Array, w: number): void {
  for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) + w * (d[i] as number)
}

function dot(a: Float64Array, b: Float64Array): number {
  let even = 0
  let odd = 0
  const end = a.length & ~1
  for (let i = 0; i < end; i += 2) {
    even += (a[i] as number) * (b[i] as number)
    odd += (a[i + 1] as number) * (b[i + 1] as number)
  }
  if (end < a.length) even += (a[end] as number) * (b[end] as number)
  return even + odd
}
