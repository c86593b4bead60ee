/** `parley average` for reading, and as rows. */
import type { AverageReport, Bounds } from '../answers/average.js'
import { readableDay } from '../base/dates.js'
import type { Averages } from '../panel/index.js'
import { chapterTitle } from '../schedule/index.js'
import { pad, right, type Style, section, WIDTH, wrap } from './text.js'
import { horizonWarning } from './values.js'
import { money } from './what-if.js'

const pct = (n: number | undefined): string => (n === undefined ? 'open' : n.toFixed(2))

/** The averages as text. */
export function renderAverage(report: AverageReport, style: Style): string {
  const { origins, series, by, versus } = report
  const all = series.flatMap((s) => s.rows)
  const last = all.at(-1)
  const who = origins.length > 6 ? `${origins.length} partners` : origins.join(', ')
  const out = [style.bold(wrap(`Average US duty on goods of ${who}, in percent of the value, as known on ${readableDay(report.known)}`))]
  const warning = last && horizonWarning(report.horizon, last.from)
  if (warning) out.push(style.warn(wrap(warning)))
  const split = by === 'authority' || by === 'measure'
  // One day is told once; a series has a day in each row.
  const days = new Set(all.map((r) => r.from))
  const [day] = days.size === 1 && by !== undefined && !split ? days : []
  out.push('', heading(day === undefined ? `from${split || by === undefined ? '' : `, ${by}`}` : `${readableDay(day)}, by ${by}`))
  for (const { group, rows } of series)
    for (const row of rows) {
      const name = group === 'all' ? '' : `${group}${by === 'chapter' ? ` ${chapterTitle(group)}` : ''}`
      out.push(line(day === undefined ? `${readableDay(row.from)}${name && '  '}${name}` : name, row))
      if (split) out.push(...partLines(row.parts))
      if (row.bounds) out.push(...boundLines(row.bounds))
    }
  if (versus) out.push(...versusText(report, versus, style))
  // Lists overlap: what they have together is told by none.
  const lastSum = (of: 'open_usd' | 'estimated_usd' | 'preferred_usd'): string =>
    by === 'list' ? 'some' : money(series.reduce((sum, s) => sum + (s.rows.at(-1)?.[of] ?? 0), 0))
  out.push(
    '',
    wrap(
      `Weighted: with US imports for consumption of 2024 of each origin (${money(report.value_usd)} USD). Simple: every line once${report.preferences === 'none' ? '' : ', in two parts where a part of its imports is under a preference'}. CES: the one duty of the same price index, elasticity of substitution ${report.sigma}. Revenue: the one duty of the same revenue on the imports that are left.`,
    ),
    wrap(
      `Left out, as a total is open (duties by quantity; lines whose list before the four-year review is not on record): ${lastSum('open_usd')}. Under special numbers that the tariff does not have: ${money(report.no_code_usd)}.`,
    ),
    wrap(`${metalText(report, lastSum('estimated_usd'))} ${preferenceText(report, lastSum('preferred_usd'))}`),
    ...(by === 'list' ? [wrap('A product may be on several lists, or on none: lists do not add up.')] : []),
  )
  return `${out.join('\n')}\n`
}

function metalText({ metal }: AverageReport, estimated: string): string {
  if (metal === 'none') return 'Duties on the metal in goods: as if there were none.'
  if (metal === 'all') return 'Duties on the metal in goods: on the full value, as Customs takes it where the content is not stated.'
  return `Metal in goods, where a duty is on it: estimated from input-output accounts (on ${estimated} in the last row), articles of chapters 72 to 76 as metal through and through.`
}

function preferenceText({ preferences }: AverageReport, preferred: string): string {
  if (preferences === 'none') return 'No preference is claimed.'
  const who = preferences === 'all' ? 'all goods of origins that have one' : 'estimated from their use in 2024, and from 2025 on in 2025'
  return `Under a preference, free of the base duty and of what it spares: ${who} (${preferred} in the last row). Exclusions and other conditions are not claimed.`
}

const boundLines = (bounds: Bounds): string[] =>
  (['metal', 'preferences'] as const).map((of) =>
    line0(
      `    ${of === 'metal' ? 'no metal … all metal' : 'no preference … all'}`,
      `${pct(bounds[`${of}_none_pct`])} …`,
      pct(bounds[`${of}_all_pct`]),
      '',
      '',
    ),
  )

const heading = (first: string): string => line0(first, 'weighted', 'simple', 'CES', 'revenue')
const line = (head: string, r: Averages): string => line0(head, pct(r.weighted_pct), pct(r.simple_pct), pct(r.ces_pct), pct(r.revenue_pct))

function line0(head: string, ...cells: readonly string[]): string {
  const width = WIDTH - 10 * cells.length
  return `${pad(head.length > width ? `${head.slice(0, width - 1)}…` : head, width)}${cells.map((c) => right(c, 10)).join('')}`
}

function partLines(parts: Averages['parts']): string[] {
  const found = Object.entries(parts ?? {}).filter(([, share]) => Math.abs(share) >= 0.005)
  return found
    .sort(([, a], [, b]) => b - a)
    .map(([name, share]) => line0(`    ${name === 'base' ? 'base duty' : name}`, pct(share), '', '', ''))
}

function versusText({ series }: AverageReport, other: NonNullable<AverageReport['versus']>, style: Style): string[] {
  const scenario = other.scenario === '' ? '' : `, ${other.scenario}`
  const out = [section(`Against ${readableDay(other.date)} as known on ${readableDay(other.known)}${scenario}`, style), heading('')]
  for (const { group, rows } of series) {
    const [now, then] = [rows.at(-1), other.series.find((s) => s.group === group)?.rows.at(-1)]
    if (!now || !then) continue
    out.push(line(group === 'all' ? 'then' : `${group}, then`, then))
    out.push(
      line0('change', ...(['weighted_pct', 'simple_pct', 'ces_pct', 'revenue_pct'] as const).map((k) => signed(less(now[k], then[k])))),
    )
    const names = new Set([...Object.keys(now.parts ?? {}), ...Object.keys(then.parts ?? {})])
    const changes = [...names]
      .map((n) => [n, (now.parts?.[n] ?? 0) - (then.parts?.[n] ?? 0)] as const)
      .filter(([, c]) => Math.abs(c) >= 0.005)
    for (const [name, change] of changes.sort(([, a], [, b]) => Math.abs(b) - Math.abs(a)))
      out.push(line0(`    ${name === 'base' ? 'base duty' : name}`, signed(change), '', '', ''))
  }
  return out
}

const less = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || b === undefined ? undefined : a - b)
const signed = (n: number | undefined): string => (n === undefined ? 'open' : `${n > 0 ? '+' : ''}${n.toFixed(2)}`)

const BOUNDS = ['metal_none_pct', 'metal_all_pct', 'preferences_none_pct', 'preferences_all_pct'] as const

/** The averages as CSV: a row for each group and stretch of days; by authority or measure a column for each part. */
export function averageCsv({ series }: AverageReport): string {
  const cell = (n: number | undefined): string => (n === undefined ? '' : String(Math.round(n * 1e6) / 1e6))
  const parts = [...new Set(series.flatMap((s) => s.rows.flatMap((r) => Object.keys(r.parts ?? {}))))].sort()
  const bounded = series.some((s) => s.rows.some((r) => r.bounds))
  const rows = series.flatMap(({ group, rows: of }) =>
    of.map((r) =>
      [
        r.from,
        r.until,
        group,
        ...[r.weighted_pct, r.simple_pct, r.ces_pct, r.revenue_pct, r.value_usd, r.open_usd, r.estimated_usd, r.preferred_usd].map(cell),
        ...(bounded ? BOUNDS.map((b) => cell(r.bounds?.[b])) : []),
        ...parts.map((p) => cell(r.parts?.[p] ?? 0)),
      ].join(','),
    ),
  )
  const sums = ['value_usd', 'open_usd', 'estimated_usd', 'preferred_usd', ...(bounded ? BOUNDS : [])]
  const head = ['from', 'until', 'group', 'weighted_pct', 'simple_pct', 'ces_pct', 'revenue_pct', ...sums, ...parts]
  return `${[head.join(','), ...rows].join('\n')}\n`
}
