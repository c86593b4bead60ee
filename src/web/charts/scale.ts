/** Days and amounts to pixels, and the ticks of their axes. */
import { addDays, type Day, daysBetween } from '../../base/dates.js'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export interface TimeScale {
  (day: Day): number
  readonly ticks: readonly { readonly day: Day; readonly label: string }[]
}

/** @param from first day, at `left`; @param to last day, at `right` */
export function timeScale(from: Day, to: Day, left: number, right: number): TimeScale {
  const span = Math.max(1, daysBetween(from, to))
  const at = (day: Day): number => left + ((right - left) * Math.min(Math.max(daysBetween(from, day), 0), span)) / span
  const months = span / 30.4
  const room = Math.max(2, (right - left) / 64)
  const step = [1, 2, 3, 6, 12, 24, 36].find((n) => months / n <= room) ?? 60
  const ticks: { day: Day; label: string }[] = []
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1]
  month = Math.ceil(month / step) * step
  for (;;) {
    year += Math.floor(month / 12)
    month %= 12
    const day = `${year}-${String(month + 1).padStart(2, '0')}-01`
    if (day > to) break
    if (day >= from) ticks.push({ day, label: step >= 12 || month === 0 ? String(year) : (MONTHS[month] as string) })
    month += step
  }
  return Object.assign(at, { ticks })
}

export const padded = (from: Day, to: Day, share = 0.04): [Day, Day] => {
  const days = Math.max(3, Math.round(daysBetween(from, to) * share))
  return [addDays(from, -days), addDays(to, days)]
}

export interface Scale {
  (value: number): number
  readonly ticks: readonly number[]
}

/** A linear scale whose ticks are round numbers. */
export function scale(low: number, high: number, start: number, end: number, most = 5): Scale {
  const span = high - low || 1
  const rough = span / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((n) => n * power >= rough) ?? 10) * power
  const ticks: number[] = []
  for (let tick = Math.ceil(low / step) * step; tick <= high + step / 1e6; tick += step) ticks.push(Math.round(tick * 1e6) / 1e6)
  return Object.assign((value: number) => start + ((end - start) * (value - low)) / span, { ticks })
}

/** Cut to a width, at about 6.3 pixels a letter of 12 pixels. */
export const cut = (text: string, width: number, letter = 6.3): string => {
  const most = Math.floor(width / letter)
  return text.length <= most ? text : most < 4 ? '' : `${text.slice(0, most - 1).trimEnd()}…`
}
