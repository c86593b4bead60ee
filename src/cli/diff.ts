/** `parley diff`: what a scenario changes. */
import type { DiffReport } from '../answers/diff.js'
import { readableDay } from '../base/dates.js'
import type { Difference, Reading } from '../scenarios/index.js'
import { count, type Style, section, wrap } from './text.js'
import { horizonWarning, readableValue } from './values.js'

/** The differences as text. */
export function renderDiff(report: DiffReport, style: Style): string {
  const out = [
    style.bold(wrap(`${report.title}: from ${readableDay(report.date)} on, as known on ${readableDay(report.known)}`)),
    wrap(report.summary),
    section(`Against the ledger: ${count(report.differences.length, 'difference')}`, style),
    ...list(report.differences, 'ledger', 'scenario', style),
  ]
  if (report.differences.length === 0) {
    out.push(
      wrap(
        'No term differs from this day on: the ledger, by what is known, says the same, or the scenario changes only what is void or past.',
        '  ',
      ),
    )
  }
  if (report.against) {
    const { scenario, title, differences } = report.against
    out.push(
      section(`Against "${scenario}": ${count(differences.length, 'difference')}`, style),
      wrap(title, '  '),
      ...list(differences, scenario, report.scenario, style),
    )
  }
  if (report.announcements.length > 0) {
    out.push(
      '',
      wrap(
        `Announced, with no act seen: ${report.announcements.map((a) => `${a.title} [${a.id}]`).join(' ')} The ledger does not follow it; --scenario announced does.`,
      ),
    )
  }
  const warning = horizonWarning(report.horizon, report.date)
  if (warning) out.push('', style.warn(wrap(warning)))
  return `${out.join('\n')}\n`
}

/** How a measure would stand if announcements were followed. */
export function renderAnnounced(differences: readonly Difference[], style: Style): string {
  return `${[section('As announced, with no act seen', style), ...list(differences, 'by the acts', 'as announced', style)].join('\n')}\n`
}

function list(differences: readonly Difference[], left: string, right: string, style: Style): string[] {
  return differences.flatMap((d) => [
    wrap(`${style.bold(d.title)} [${d.measure}] ${d.term}`, '  * ', '    '),
    `    ${readableDay(d.from)} – ${d.until === undefined ? 'open' : `until ${readableDay(d.until)}`}`,
    wrap(`${left}: ${reading(d.without, d.term)}`, '      ', '        '),
    wrap(`${right}: ${reading(d.with, d.term)}`, '      ', '        '),
  ])
}

function reading(r: Reading | null, term: string): string {
  if (!r) return 'nothing set'
  const value = r.state === 'void' ? 'void' : r.state === 'suspended' ? 'suspended' : readableValue(r.effective, term)
  return `${value}${r.suspendedUntil && r.state !== 'void' ? ` (until ${readableDay(r.suspendedUntil)})` : ''}, ${r.instrument}`
}
