/**
 * Money and rates as scaled integers, exact to the last digit that a duty can need: a rate of ad valorem percent in
 * millionths of a point, a value in cents, an amount of duty in units of 1e-10 USD (cents × millionths / 100).
 */
import { fail } from '../base/errors.js'

/** Millionths of a percentage point: 7.5% is 7_500_000n. */
export type Percent = bigint
/** US cents. */
export type Cents = bigint
/** Units of 1e-10 USD: what cents times {@link Percent} gives. */
export type Fine = bigint

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** A decimal as an integer of `digits` decimal places; digits beyond are refused unless they are zeros. */
export function scaled(text: string, digits: number): bigint | undefined {
  const found = DECIMAL.exec(text)
  if (!found) return undefined
  const [, sign, whole = '0', fraction = ''] = found
  if (/[1-9]/.test(fraction.slice(digits))) return undefined
  const units = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return sign ? -units : units
}

/** As {@link scaled}, rounding half up what lies beyond. */
export function scaledRounding(text: string, digits: number): bigint {
  const found = DECIMAL.exec(text)
  if (!found) return fail('bad-input', `"${text}" is not a decimal number`)
  const [, sign, whole = '0', fraction = ''] = found
  const units = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0')) + (Number(fraction[digits] ?? '0') >= 5 ? 1n : 0n)
  return sign ? -units : units
}

/** An integer of `digits` decimal places as a decimal, trailing zeros cut down to `keep` places. */
export function decimal(units: bigint, digits: number, keep = 0): string {
  const sign = units < 0n ? '-' : ''
  const all = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const whole = all.slice(0, all.length - digits)
  let fraction = digits === 0 ? '' : all.slice(all.length - digits)
  while (fraction.length > keep && fraction.endsWith('0')) fraction = fraction.slice(0, -1)
  return sign + whole + (fraction ? `.${fraction}` : '')
}

/** `25%` as millionths of a point. */
export const percent = (text: string): Percent => scaledRounding(text, 6)
/** Millionths of a point as a number for JSON: 7.5. Exact for every rate that a law writes. */
export const percentNumber = (rate: Percent): number => Number(rate) / 1e6
/** Cents as `812.50`. */
export const dollars = (cents: Cents): string => (cents === 0n ? '0.00' : decimal(cents, 2, 2))
/** The part of a value that a share in millionths of a point names, in cents, half up. */
export const share = (value: Cents, part: Percent): Cents => (value * part + 50_000_000n) / 100_000_000n
/** Duty in fine units as whole cents, half up, as customs rounds each line. */
export const toCents = (amount: Fine): Cents =>
  amount < 0n ? -((-amount + 50_000_000n) / 100_000_000n) : (amount + 50_000_000n) / 100_000_000n
/** What `amount` is in percent of `value`, in millionths of a point, half up; 0 where there is no value. */
export const perValue = (amount: Fine, value: Cents): Percent => (value === 0n ? 0n : (amount + value / 2n) / value)

/** One hundred percent. */
export const WHOLE: Percent = 100_000_000n
