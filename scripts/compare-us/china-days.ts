/** China's average on fifteen days, with its parts. */
import { linesOf, readUsImports } from '../../src/files/trade.js'
import { averages, weightsOf } from '../../src/panel/index.js'
import { estimated, root } from './law.js'
import { table, two } from './text.js'

const DAYS =
  '2018-07-06 2018-09-24 2019-05-10 2019-09-01 2020-02-14 2024-09-27 2025-02-04 2025-03-04 2025-04-10 2025-05-14 2025-08-18 2025-11-10 2026-02-24 2026-04-06 2026-07-24'.split(
    ' ',
  )
const TITLES: Readonly<Record<string, string>> = {
  base: 'base',
  'us.authority.s301': '301',
  'us.authority.s232': '232',
  'us.authority.s201': '201',
  'us.authority.ieepa-tariffs': 'IEEPA',
  'us.authority.s122': '122',
}

export function fifteenDays(): string {
  const china = weightsOf(estimated, 'CN', readUsImports(root, 'CN'), linesOf(root))
  const series = averages(estimated, [china], { by: 'authority' }).get('all') ?? []
  const rows = DAYS.map((day) => series.findLast(({ from }) => from <= day))
  const names = [...new Set(rows.flatMap((row) => Object.keys(row?.parts ?? {})))]
  return `### China on fifteen days

Average duty on goods of China, in percent, as by all that is known now, weighted with imports of 2024; the parts add up. Here, and here
alone, the metal in goods is estimated where a duty is on it, as \`parley average\` does.

${table(
  ['from', ...names.map((name) => TITLES[name] ?? name), 'total'],
  rows.map((row, i) => [DAYS[i] as string, ...names.map((name) => two(row?.parts?.[name] ?? 0)), two(row?.weighted_pct ?? 0)]),
)}`
}
