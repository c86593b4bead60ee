/** What a rate comes to on an entry: exact, and never a guess at a quantity that was not given. */
import { add, compare, divide, isDecimal, multiply, subtract } from '../base/decimal.js'
import { fail } from '../base/errors.js'
import type { PercentPart, RateExpression, UnitPart } from './expression.js'
import { quantityIn } from './units.js'

/** The facts of an entry that a rate rests on. */
export interface Facts {
  /** The value entered, in US dollars. */
  readonly valueUsd: string
  /**
   * Quantities by unit (`kg`, `No.`, `pf.liter`, `kg of lead content`, `jewel`), and other values in US dollars by name
   * (`value of the battery`): whatever `needs` named.
   */
  readonly quantity: Readonly<Record<string, string>>
}

/** The duty; or the units that are missing; or why no amount follows. */
export type Evaluation =
  | {
      /** US dollars, not rounded: exact, or to 20 places where a conversion does not end. */
      readonly amount: string
      /** Percent of the value entered, to 6 places, half-up; absent for a value of 0. */
      readonly adValoremEquivalent?: string
    }
  | { readonly needs: readonly string[] }
  | { readonly uncomputable: string }

/** Degrees of polarization, for sugar. */
export const DEGREES = 'polarization degree'

/** Applies a rate to an entry. @throws ParleyError if a value or quantity is no decimal of 0 or more */
export function evaluate(rate: RateExpression, facts: Facts): Evaluation {
  check('valueUsd', facts.valueUsd)
  for (const [unit, amount] of Object.entries(facts.quantity)) check(`quantity.${unit}`, amount)
  switch (rate.kind) {
    case 'uncomputable':
      return { uncomputable: rate.why }
    case 'free':
      return total([], facts)
    case 'graduated':
      return graduated(rate, facts)
    case 'compound':
      return total(rate.parts, facts)
    default:
      return total([rate], facts)
  }
}

function check(field: string, text: string): void {
  if (!isDecimal(text) || text.startsWith('-'))
    fail('bad-input', `"${text}" is no amount: write a decimal of 0 or more, such as 1250 or 0.75`, field)
}

function total(parts: readonly (PercentPart | UnitPart)[], facts: Facts): Evaluation {
  const needs: string[] = []
  let amount = '0'
  for (const part of parts) {
    if ('usd' in part) {
      const quantity = quantityIn(part.per, facts.quantity)
      if (quantity === undefined) needs.push(part.per)
      else amount = add(amount, multiply(part.usd, quantity))
    } else {
      const base = part.of === undefined ? facts.valueUsd : facts.quantity[part.of]
      if (base === undefined) needs.push(part.of as string)
      else amount = add(amount, multiply(multiply(base, part.percent), '0.01'))
    }
  }
  return needs.length > 0 ? { needs: [...new Set(needs)] } : withEquivalent(amount, facts)
}

function graduated(rate: Extract<RateExpression, { kind: 'graduated' }>, facts: Facts): Evaluation {
  const quantity = quantityIn(rate.per, facts.quantity)
  const degrees = facts.quantity[DEGREES]
  if (quantity === undefined || degrees === undefined)
    return { needs: [...(quantity === undefined ? [rate.per] : []), ...(degrees === undefined ? [DEGREES] : [])] }
  const below = subtract(rate.under, degrees)
  const reduced = subtract(rate.usd, multiply(rate.lessUsd, compare(below, '0') > 0 ? below : '0'))
  return withEquivalent(multiply(compare(reduced, rate.floorUsd) < 0 ? rate.floorUsd : reduced, quantity), facts)
}

function withEquivalent(amount: string, { valueUsd }: Facts): Evaluation {
  if (compare(valueUsd, '0') === 0) return { amount }
  return { amount, adValoremEquivalent: divide(multiply(amount, '100'), valueUsd, 6) }
}
