/** `parley check`: what the ledger covers. */
import type { CoverageReport, Grades } from '../answers/coverage.js'
import { pad, type Style, section, wrap } from './text.js'

/** Coverage as text. */
export function renderCoverage(c: CoverageReport, style: Style): string {
  const graded = (g: Grades): string => `seen ${g.seen}, partly ${g.partly}, recalled ${g.recalled}`
  const out = [
    style.bold(`The ledger is valid: ${c.records} records, ${c.first} to ${c.last}.`),
    section('Coverage', style),
    `  measures   ${pad(String(c.measures), 6)}`,
    `  values     ${pad(String(c.values), 6)} ${graded(c.valueGrades)}`,
    `  events     ${pad(String(c.events), 6)} ${graded(c.eventGrades)}`,
    `  disputed   ${pad(String(c.disputed), 6)} facts with both versions kept`,
    `  sources    ${pad(String(c.sources), 6)} different`,
    section('By kind', style),
    ...Object.entries(c.byKind)
      .sort((a, b) => b[1] - a[1])
      .map(([kind, n]) => `  ${pad(kind, 16)} ${n}`),
    section('Horizon: the last day that the maintainers looked', style),
    ...Object.entries(c.horizon.parties).map(([party, { looked, basis }]) => wrap(basis, `  ${pad(party, 7)} ${looked}  `)),
    ...(c.horizon.note ? [wrap(c.horizon.note, '  ')] : []),
    '',
    `Scenarios: ${c.scenarios.join(', ')}`,
  ]
  return `${out.join('\n')}\n`
}
