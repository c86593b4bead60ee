/** `parley topic`: one issue of the talks for reading. The first lines are the answer; the rest is what it stands on. */
import { readableDay } from '../base/dates.js'
import { compare, multiply, round } from '../base/decimal.js'
import type { EventBrief, Topic } from '../ledger/index.js'
import { readablePeriod } from '../series/index.js'
import type { Figure, RunningPledge, Standing, SuspendedItem, TopicReport } from '../watch/index.js'
import { count, pad, type Style, section, wrap } from './text.js'
import { flipText, itemLines } from './truce.js'
import { horizonWarning, readableDistance, readableMoment, readableTerms } from './values.js'

const PARTIES = { US: 'United States', CN: 'China', both: 'Both sides', other: 'Others' } as const
const NAMES: Partial<Record<Topic, string>> = { 'rare-earths': 'Rare earths', ports: 'Ports and ships' }
const nameOf = (topic: Topic): string => NAMES[topic] ?? topic.charAt(0).toUpperCase() + topic.slice(1)

/** How many of a list are shown, and the line that says how many are not. */
type Fold = <T>(list: readonly T[], most: number) => { shown: readonly T[]; rest: string[] }

/** The topics with what is on record of each. */
export function renderTopics(counts: readonly { topic: Topic; measures: number; inForce: number; events: number }[], style: Style): string {
  const out = [style.bold(`${pad('topic', 14)}${'measures'.padStart(9)}${'in force'.padStart(10)}${'events'.padStart(8)}`)]
  for (const { topic, measures, inForce, events } of counts)
    out.push(`${pad(topic, 14)}${String(measures).padStart(9)}${String(inForce).padStart(10)}${String(events).padStart(8)}`)
  out.push('', wrap('Ask for one by its name: parley topic soybeans --date 2025-10-20 --known 2025-10-20'))
  return `${out.join('\n')}\n`
}

/** The report as text of 80 columns; long lists are folded unless `all`. */
export function renderTopic(report: TopicReport, style: Style, all: boolean): string {
  // A line that hides two is no shorter than the two.
  const fold: Fold = (list, most) => {
    const whole = all || list.length <= most + 2
    return {
      shown: whole ? list : list.slice(0, most),
      rest: whole ? [] : [style.dim(`    and ${list.length - most} more: --all`)],
    }
  }
  const out = [
    ...heading(report, style),
    ...inShort(report),
    ...law(report, fold, style),
    ...observed(report, fold, style),
    ...pledges(report, fold, style),
    ...spoken(report, fold, style),
    ...disputes(report, fold, style),
  ]
  return `${out.join('\n')}\n`
}

function heading(report: TopicReport, style: Style): string[] {
  const out = [style.bold(wrap(`${nameOf(report.topic)}: ${readableDay(report.date)}, as known on ${readableDay(report.known)}`))]
  if (report.scenarios.length > 0)
    out.push(style.warn(wrap(`With the scenario ${report.scenarios.join(', ')} laid over the record: this is not the law.`)))
  const warning = horizonWarning(report.horizon, report.date)
  if (warning) out.push(style.warn(wrap(warning)))
  else if (report.known > report.date)
    out.push(wrap(`Law as known on ${readableDay(report.known)}; what was said and observed as it stood on ${readableDay(report.date)}.`))
  return out
}

/** What a reader in a hurry needs, one line a question: figures, law, clock, deal, threats, talks. */
function inShort(report: TopicReport): string[] {
  const lines: string[] = []
  const figure = report.figures.find((f) => f.headline)
  if (figure) lines.push(`${figureText(figure)}.`)
  for (const party of ['CN', 'US'] as const) {
    const mine = report.inForce.filter((s) => s.party === party)
    if (mine.length > 0) lines.push(`${PARTIES[party]} has in force: ${namely(mine, 2)}.`)
    const gone = report.lately.find((f) => f.party === party)
    if (mine.length === 0 && gone)
      lines.push(`${PARTIES[party]} has nothing in force; last, on ${readableDay(gone.moment.date)}: ${flipText(gone)}.`)
  }
  lines.push(...clockLines(report))
  if (report.published.length > 0) {
    const starts = [...new Set(report.published.map((s) => s.from))]
    lines.push(`Issued, not started: ${count(report.published.length, 'measure')}, from ${starts.map(readableDay).join(', ')}.`)
  }
  lines.push(dealLine(report))
  const [threat] = report.threats
  if (threat)
    lines.push(`${count(report.threats.length, 'threat')} open, never in force; the newest, ${readableDay(threat.known)}: ${threat.terms}`)
  const due = report.talks.ahead.map((t) => `${t.title.replace(/\.$/, '')}, ${t.from === undefined ? 'date open' : readableDay(t.from)}`)
  if (due.length > 0) lines.push(`Talks due: ${due.join('; ')}.`)
  return lines.map((line) => wrap(line, '  * ', '    '))
}

/** The first few of a list, and how many more. */
function namely(list: readonly Standing[], most: number): string {
  const words = list.slice(0, most).map((s) => `${s.title}: ${readableTerms(s.terms, 2)}`)
  return words.join('; ') + (list.length > most ? `; and ${count(list.length - most, 'measure')} more` : '')
}

/** What is suspended and until when; and what came back when a clock ran out. Each with its end as announced, if that is another. */
function clockLines(report: TopicReport): string[] {
  const ahead = report.suspended.filter((i) => i.state === 'suspended' && i.ends)
  const back = report.suspended.filter((i) => i.state === 'returned')
  const first = report.deadlines.byActs.find((d) => d.moment.daysLeft > 0)
  const lines: string[] = []
  if (ahead.length > 0 && first)
    lines.push(
      `Suspended to ${readableMoment(first.moment)}, ${readableDistance(first.moment.daysLeft)}, and back by itself unless prolonged: ${titles(ahead)}${asAnnounced(ahead)}.`,
    )
  if (back.length > 0)
    lines.push(
      `Back in force by the acts since ${readableDay(back[0]?.ends?.date ?? '')}, its suspension having run out: ${titles(back)}${asAnnounced(back)}.`,
    )
  return lines.length > 0 ? lines : ['Nothing on this topic is suspended on a clock.']
}

function titles(items: readonly SuspendedItem[]): string {
  const shown = items.slice(0, 2).map((i) => `${i.points === undefined ? '' : `${i.points} points of `}${i.title}`)
  return `${shown.join('; ')}${items.length > 2 ? `; and ${items.length - 2} more` : ''}`
}

function asAnnounced(items: readonly SuspendedItem[]): string {
  const days = [...new Set(items.flatMap((i) => (i.announced ? [i.announced.ends.date] : [])))].sort()
  return days.length === 0 ? '' : ` (as announced, with no act that does it, suspended to ${days.map(readableDay).join(', ')})`
}

function dealLine(report: TopicReport): string {
  if (report.pledges.length > 0) return `Pledged: ${report.pledges.map((p) => p.commitment.title.replace(/\.$/, '')).join('; ')}.`
  return report.settled.length > 0
    ? 'No pledge on this topic runs; the last ones are below.'
    : 'No pledge by either side is on record on this topic.'
}

function law(report: TopicReport, fold: Fold, style: Style): string[] {
  const out: string[] = []
  for (const party of ['CN', 'US', 'other'] as const) {
    const mine = report.inForce.filter((s) => s.party === party)
    if (mine.length === 0) continue
    const { shown, rest } = fold(mine, 5)
    out.push(section(`${PARTIES[party]}: in force (${mine.length})`, style), ...shown.flatMap(standingLines), ...rest)
  }
  const clocked = report.suspended.filter((i) => i.ends)
  if (clocked.length > 0) {
    const { shown, rest } = fold(clocked, 4)
    out.push(
      section('Suspended, and what comes back', style),
      ...shown.flatMap((i) => (i.state === 'returned' ? [returned(i)] : [...itemLines(i, style), ...comesBack(i)])),
      ...rest,
    )
  }
  const open = fold(
    report.suspended.filter((i) => !i.ends),
    3,
  )
  if (open.shown.length > 0) {
    out.push('  Suspended with no end set:')
    out.push(...open.shown.map((i) => wrap(`${i.title}, since ${readableDay(i.since)} [${i.measure}]`, '  - ', '    ')), ...open.rest)
  }
  if (report.published.length > 0) {
    const { shown, rest } = fold(report.published, 4)
    out.push(section('Issued, not started', style), ...shown.flatMap(standingLines), ...rest)
  }
  if (report.sameDay.length > 0) {
    const { shown, rest } = fold(report.sameDay, 3)
    out.push('  Published on the same day as measures of this topic, on other goods:')
    out.push(...shown.map((s) => wrap(`${s.party} ${s.title} (${s.instrument}), from ${readableDay(s.from)}`, '  - ', '    ')), ...rest)
  }
  if (report.lately.length > 0) {
    const { shown, rest } = fold(report.lately, 3)
    out.push(section('What changed in the eight months before', style))
    out.push(...shown.map((f) => wrap(flipText(f), `  ${pad(readableDay(f.moment.date), 12)} `)), ...rest)
  }
  return out
}

const standingLines = (s: Standing): string[] => [
  wrap(`${s.title}: ${readableTerms(s.terms)} (${s.instrument}) [${s.measure}]`, `  ${pad(readableDay(s.from), 12)} `),
]

/** What came back stands under what is in force: here only when, and what was announced of it. */
const returned = (item: SuspendedItem): string =>
  wrap(
    `${item.title}: back in force since ${readableDay(item.ends?.date ?? '')}, by the acts${asAnnounced([item])} [${item.measure}]`,
    '  * ',
    '    ',
  )

function comesBack(item: SuspendedItem): string[] {
  if (!item.ends) return []
  const back = item.returns.filter((r) => r.effective !== null)
  const why = item.returns.find((r) => r.whyNot !== undefined)?.whyNot
  const what =
    back.length > 0
      ? `comes back: ${readableTerms(back)} (${back[0]?.instrument ?? ''})`
      : `does not come back: ${why ?? 'nothing is left of it'}`
  return [wrap(`${readableDay(item.ends.date)}: ${what}`, '    + ', '      ')]
}

/** `1712.5` thousand tonnes as `1.71 Mt`; other units with thousands set apart. */
function readableNumber(value: string, unit: string): string {
  if (unit !== '1000 t') return `${grouped(round(value, digits(value), 'half-up'))}${unit === '%' ? '%' : ` ${unit}`}`
  return compare(value, '1000') < 0
    ? `${grouped(round(multiply(value, '1000'), 0, 'half-up'))} t`
    : `${grouped(round(multiply(value, '0.001'), 2, 'half-up'))} Mt`
}

const digits = (value: string): number =>
  compare(value, '1000') >= 0 || compare(value, '-1000') <= 0 ? 0 : compare(value, '100') >= 0 ? 1 : 2
const grouped = (value: string): string => {
  const [whole = '', fraction] = value.split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`)
}

/** What a title says of the length of a period, and the period itself says too. */
const SPAN = /,?( mean of)? a (month|year|fiscal year|week)$/
const inPeriod = (period: string): string =>
  `${/\d\/\d{4}/.test(period) ? 'from' : period.length === 10 ? 'on' : 'in'} ${readablePeriod(period)}`

/** A figure in a sentence without its full stop: what, how much, when, against a year before, and since when it is known. */
function figureText({ title, unit, latest, yearBefore }: Figure): string {
  const before = yearBefore ? `, against ${readableNumber(yearBefore.value, unit)} ${inPeriod(yearBefore.period)}` : ''
  const how = [latest.how === 'derived' && 'worked out', latest.note].filter(Boolean).join('; ')
  const known = `${latest.dated === 'source' ? 'published' : 'published about'} ${readableDay(latest.known)}`
  return `${title.replace(SPAN, '')}: ${readableNumber(latest.value, unit)} ${inPeriod(latest.period)}${how ? ` (${how})` : ''}${before}; ${known}`
}

function observed(report: TopicReport, fold: Fold, style: Style): string[] {
  if (report.figures.length === 0) return [section('Figures', style), '  No observed series bears on this topic.']
  const first = report.figures.filter((f) => f.headline)
  const { shown, rest } = fold([...first, ...report.figures.filter((f) => !f.headline)], Math.min(first.length || 4, 5))
  const caveats = [...new Set(shown.flatMap((f) => f.caveats))].slice(0, 1)
  return [
    section('Figures, the newest known', style),
    ...shown.map((f) => wrap(figureText(f), '  * ', '    ')),
    ...rest,
    ...caveats.map((c) => style.dim(wrap(c, '    ! ', '      '))),
  ]
}

const reportLine = (e: EventBrief): string =>
  wrap(`${e.title}${e.grade === 'seen' ? '' : ` (${e.grade})`}`, `  ${pad(readableDay(e.known), 12)} `)

function pledges(report: TopicReport, fold: Fold, style: Style): string[] {
  const out = [section('Pledges', style)]
  if (report.pledges.length === 0) out.push('  None runs.')
  for (const pledge of report.pledges) out.push(...pledgeLines(pledge, fold))
  for (const e of report.settled) {
    out.push(wrap(`${e.title} [${e.id}]`, `  ${pad(readableDay(e.known), 12)} `))
    out.push(
      wrap(`${e.status ?? 'its term is over'}${e.latest ? `, ${readableDay(e.latest.known)}: ${e.latest.text}` : ''}`, ' '.repeat(15)),
    )
  }
  return out
}

function pledgeLines({ commitment, reports, carriers }: RunningPledge, fold: Fold): string[] {
  const { shown } = fold(reports, 3)
  const fallen = carriers.filter((c) => c.state === 'void' || c.state === 'ended')
  return [
    wrap(`${commitment.title} [${commitment.id}]`, `  ${pad(readableDay(commitment.known), 12)} `),
    ...(commitment.latest ? [wrap(`${readableDay(commitment.latest.known)}: ${commitment.latest.text}`, ' '.repeat(15))] : []),
    ...shown.map((r) => wrap(`reported ${readableDay(r.known)}: ${r.title}`, ' '.repeat(15))),
    ...(fallen.length > 0
      ? [wrap(`the pledge outlives its carrier: ${fallen.map((c) => `${c.title} is ${c.state}`).join('; ')}`, ' '.repeat(15))]
      : []),
  ]
}

function spoken(report: TopicReport, fold: Fold, style: Style): string[] {
  const out: string[] = []
  if (report.threats.length > 0) {
    const { shown, rest } = fold(report.threats, 2)
    out.push(section('Threats open (never in force)', style))
    for (const t of shown) {
      out.push(wrap(`${t.party}: ${t.terms} [${t.id}]`, `  ${pad(readableDay(t.known), 12)} `))
      if (t.latest) out.push(wrap(`${readableDay(t.latest.known)}: ${t.latest.text}`, ' '.repeat(15)))
    }
    out.push(...rest)
  }
  if (report.announcements.length > 0) {
    const { shown, rest } = fold(report.announcements, 2)
    out.push(section('Announced (an announcement is not an act)', style))
    for (const a of shown) out.push(wrap(`${a.title} [${a.id}]`, `  ${pad(readableDay(a.known), 12)} `))
    out.push(...rest)
  }
  const { ahead, held } = report.talks
  if (ahead.length + held.length > 0) {
    out.push(section('Talks', style))
    for (const t of ahead)
      out.push(
        wrap(
          `due: ${t.title}${t.latest ? ` (${t.latest.text})` : ''}`,
          `  ${pad(t.from === undefined ? 'date open' : readableDay(t.from), 12)} `,
        ),
      )
    const { shown, rest } = fold(held, 2)
    for (const t of shown)
      out.push(
        wrap(
          `held: ${t.title}${t.latest ? `${/[.!?]$/.test(t.title) ? '' : '.'} ${t.latest.text}` : ''}`,
          `  ${pad(readableDay(t.from ?? t.known), 12)} `,
        ),
      )
    out.push(...rest)
  }
  if (report.reported.length > 0) {
    const { shown, rest } = fold(report.reported, 3)
    out.push(section('Reported in the year before', style), ...shown.map(reportLine), ...rest)
  }
  return out
}

function disputes(report: TopicReport, fold: Fold, style: Style): string[] {
  if (report.disputed.length === 0) return []
  const { shown, rest } = fold(report.disputed, 2)
  const out = [section('Disputed: the sources contradict each other', style)]
  for (const d of shown) {
    out.push(wrap(`${d.point} [${d.record}]`, '  * ', '    '))
    for (const v of d.versions) out.push(wrap(v.says, '    - ', '      '))
    if (d.followed) out.push(wrap(`followed: ${d.followed}`, '    '))
  }
  return [...out, ...rest]
}
