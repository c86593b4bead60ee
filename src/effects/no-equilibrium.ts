/** The error of a search that found nothing. */
import { ParleyError } from '../base/errors.js'
import type { FixedPointResult } from './anderson.js'

/** No equilibrium was found. Carries how far the search came; the message says what to change. */
export class NoEquilibrium extends ParleyError {
  constructor(
    message: string,
    readonly residual: number,
    readonly iterations: number,
  ) {
    super('bad-input', [{ message }])
  }
}

export interface FailedSearch {
  readonly tolerance: number
  /** Part of the shock that could be solved on the way to it. */
  readonly done: number
  /** The largest of the model. */
  readonly passThrough: number
  /** A country that was left with nothing to spend; one whose revenue passed its labour income. */
  readonly ruined?: string
  readonly overtaxed?: string
}

export function noEquilibrium(
  { residual, iterations }: FixedPointResult,
  { tolerance, done, passThrough, ruined, overtaxed }: FailedSearch,
): NoEquilibrium {
  const far = done > 0 ? `; step by step ${(100 * done).toFixed(0)}% of the shock could be solved` : ''
  const off = Number.isFinite(residual)
    ? `an equation is off by ${residual.toExponential(1)} (tolerance ${tolerance})`
    : 'the search ran out of all bounds: there may be none'
  const how = `no equilibrium was found: after ${iterations} passes ${off}${far}. `
  const steep = passThrough > 1.75 ? 'lower the pass-through (phi0), ' : ''
  const what = ruined
    ? `${ruined} was left with nothing to spend: what it transfers abroad is a fixed share of the world's income, and its own falls. End deficits (deficits: "balanced"), ${steep}or make the shock smaller`
    : overtaxed
      ? `Tariff revenue of ${overtaxed} passed its labour income, so that no tax is left to cut. Give revenue back as a lump sum (rebate: "lump-sum") or lower its tariffs`
      : `Make the shock smaller, ${steep}lower the scale elasticity, or raise maxIterations`
  return new NoEquilibrium(how + what, residual, iterations)
}
