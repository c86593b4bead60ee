/** Numbers in words and columns, for the commands on markets. */

/** Numbers for a machine: six digits that mean something, and no dust of floating point. */
export function rounded<T>(value: T): T {
  if (typeof value === 'number') return (Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(6))) as T
  if (Array.isArray(value)) return value.map(rounded) as T
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, rounded(v)])) as T
  return value
}

/** With a sign, and a real minus kept plain. 0 has none. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return Number(text) === 0 ? text : `${value < 0 ? '-' : '+'}${text}`
}
export const pct = (value: number, digits = 1): string => `${signed(value, digits)}%`
export const right = (text: string, width: number): string => text.padStart(width)
export const short = (value: number): string => String(Number(value.toFixed(2)))
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
