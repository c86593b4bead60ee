/** Numbers in words and columns, for the commands on markets. */

/** With a sign, and a real minus kept plain. 0 has none. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return Number(text) === 0 ? text : `${value < 0 ? '-' : '+'}${text}`
}
export const pct = (value: number, digits = 1): string => `${signed(value, digits)}%`
export const short = (value: number): string => String(Number(value.toFixed(2)))
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
