/** A cut of what one supplier sells to a market whose buyers and other suppliers can hardly react within a year. */
import { fail } from '../base/errors.js'

/** The market before the cut. */
export interface CutAsked {
  /** Share of the supplier in what buyers get, from 0 to 1. */
  readonly share: number
  /** Part of its supply that falls away, from 0 to 1. */
  readonly cut: number
  /** How others' supply answers the price, 0 or more. */
  readonly epsilon: number
  /** How demand answers it, below 0. */
  readonly eta: number
}

/** What it does. */
export interface CutOutcome {
  /** Percent. */
  readonly price_pct: number
  readonly quantity_pct: number
  readonly others_pct: number
  /** What buyers lose, in percent of what they spent before: the material only, not what is made with it. */
  readonly loss_pct: number
}

/**
 * Solves share·(1 − cut) + (1 − share)·p^ε = p^η for the price, exactly.
 * @throws {ParleyError} bad-input: a share, cut or elasticity out of its range, or a cut that no price clears
 */
export function supplyCut({ share, cut, epsilon, eta }: CutAsked): CutOutcome {
  if (!(share > 0 && share <= 1)) fail('bad-input', `share ${share}: above 0, to 1`, 'share')
  if (!(cut >= 0 && cut <= 1)) fail('bad-input', `cut ${cut * 100}%: from 0 to 100`, 'cut')
  if (!(epsilon >= 0) || !(eta < 0)) fail('bad-input', 'supply elasticity 0 or more, demand elasticity below 0', 'elasticities')
  const left = share * (1 - cut)
  if (left === 0 && (share === 1 || epsilon + share === share)) {
    if (share === 1) fail('bad-input', 'nothing is left to sell: no price clears the market', 'cut')
  }
  let low = 0
  let high = 1000
  for (let i = 0; i < 200; i++) {
    const x = (low + high) / 2
    if (left + (1 - share) * Math.exp(epsilon * x) < Math.exp(eta * x)) low = x
    else high = x
  }
  const p = Math.exp((low + high) / 2)
  return {
    price_pct: (p - 1) * 100,
    quantity_pct: (p ** eta - 1) * 100,
    others_pct: (p ** epsilon - 1) * 100,
    loss_pct: (eta === -1 ? Math.log(p) : (p ** (1 + eta) - 1) / (1 + eta)) * 100,
  }
}
