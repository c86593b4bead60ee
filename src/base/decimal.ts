/** Exact decimal arithmetic on text, for rates: `34` less `24` is `10`, and 7.5 never becomes 7.499999. */

const split = (text: string): { units: bigint; scale: number } => {
  const [whole = '0', fraction = ''] = text.split('.')
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

const join = (units: bigint, scale: number): string => {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return sign + whole + (fraction ? `.${fraction}` : '')
}

const aligned = (a: string, b: string): [bigint, bigint, number] => {
  const x = split(a)
  const y = split(b)
  const scale = Math.max(x.scale, y.scale)
  return [x.units * 10n ** BigInt(scale - x.scale), y.units * 10n ** BigInt(scale - y.scale), scale]
}

/** `a + b`, exactly, without trailing zeros. */
export function add(a: string, b: string): string {
  const [x, y, scale] = aligned(a, b)
  return join(x + y, scale)
}

/** `a − b`, exactly. */
export function subtract(a: string, b: string): string {
  const [x, y, scale] = aligned(a, b)
  return join(x - y, scale)
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: string, b: string): number {
  const [x, y] = aligned(a, b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** `a × b`, exactly. */
export function multiply(a: string, b: string): string {
  const x = split(a)
  const y = split(b)
  return join(x.units * y.units, x.scale + y.scale)
}

/** `a ÷ b` to `digits` places, half-up (away from zero), without trailing zeros: exact wherever the division ends by then. */
export function divide(a: string, b: string, digits: number): string {
  const [x, y] = aligned(a, b)
  return join(halfUp(x * 10n ** BigInt(digits), y), digits)
}

/** `a` to `digits` places. The one way that customs rounds: half-up, away from zero. */
export function round(a: string, digits: number, way: 'half-up'): string {
  return way === 'half-up' ? divide(a, '1', digits) : a
}

/** Whether `text` is a decimal number as this file reads it: `12`, `0.015`, `-3`; no exponent, no comma, no sign `+`. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}

function halfUp(n: bigint, d: bigint): bigint {
  const [top, bottom] = d < 0n ? [-n, -d] : [n, d]
  const size = top < 0n ? -top : top
  const whole = (2n * size + bottom) / (2n * bottom)
  return top < 0n ? -whole : whole
}
