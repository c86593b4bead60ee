/** `parley truce` for reading. */
import { addDays, readableDay } from '../base/dates.js'
import { compare, subtract } from '../base/decimal.js'
import type { EventBrief } from '../ledger/index.js'
import type { BlanketOutlook, Deadline, Flip, Moment, Standing, SuspendedItem, TruceReport } from '../watch/index.js'
import { count, pad, type Style, section, wrap } from './text.js'
import { horizonWarning, readableDistance, readableFlip, readableMoment, readableTerms } from './values.js'

const PARTIES = { US: 'United States', CN: 'China' } as const

/** The report as text of 80 columns. */
export function renderTruce(report: TruceReport, style: Style): string {
  const out: string[] = []
  out.push(...heading(report, style))
  out.push(...clock(report, style))
  for (const party of ['US', 'CN'] as const) out.push(...side(report, party, style))
  out.push(...comesBack(report, style))
  out.push(...flips(report, style))
  out.push(...standing('Published, to begin later still', later(report), style, 8))
  out.push(...standing('Controls, fees and listings in force', recent(report.inForce, report.date), style, 14, report.inForce.length))
  out.push(...threats(report, style), ...talks(report, style), ...pledges(report, style), ...reported(report, style))
  return `${out.join('\n')}\n`
}

function heading(report: TruceReport, style: Style): string[] {
  const { truce } = report
  const title = truce ? truce.title : 'No truce runs'
  const out = [style.bold(wrap(`${title}: the law of ${readableDay(report.date)}, as known on ${readableDay(report.known)}`))]
  if (report.scenarios.length > 0)
    out.push(style.warn(wrap(`With the scenario ${report.scenarios.join(', ')} laid over the record: this is not the law.`)))
  const warning = horizonWarning(report.horizon, report.date)
  if (warning) out.push(style.warn(wrap(warning)))
  if (report.known > report.date && report.horizon.dateBeyond.length === 0) {
    out.push(
      wrap(
        `Law and clocks as they are known today; threats, talks, pledges and reports as they stood on ${readableDay(report.date)}. For the eyes of that day alone: --known ${report.date}.`,
      ),
    )
  }
  if (truce) {
    const agreed = truce.agreedBy.map((a) => `${a.title} (${readableDay(a.on)})`).join('; ')
    const since =
      truce.since === undefined
        ? ''
        : truce.since > report.date
          ? ` It begins on ${readableDay(truce.since)}.`
          : ` It began on ${readableDay(truce.since)}.`
    out.push(wrap(`Parties: United States and China.${since} Agreed: ${agreed}`))
  }
  return out
}

function clock(report: TruceReport, style: Style): string[] {
  const { byActs, asAnnounced } = report.deadlines
  if (byActs.length === 0 && asAnnounced.length === 0) {
    return [section('The clock', style), wrap('Nothing is suspended on this day under a truce: no clock runs.')]
  }
  const line = (d: Deadline): string =>
    `  ${pad(readableMoment(d.moment), 40)} ${pad(readableDistance(d.moment.daysLeft), 14)} ${count(d.items.length, 'measure')}`
  const first = byActs[0]?.moment
  const ranOut =
    first !== undefined && first.daysLeft <= 0
      ? [wrap(`By the acts it ran out on ${readableDay(first.date)}, ${readableDistance(first.daysLeft)}.`)]
      : []
  const out = [
    section('The clock', style),
    ...ranOut,
    asAnnounced.length > 0 ? 'By the acts:' : 'The suspensions end:',
    ...byActs.map(line),
  ]
  if (asAnnounced.length > 0) {
    out.push('As announced (no act that does it has been seen):', ...asAnnounced.map(line))
    for (const a of report.announcements) {
      const said = a.saidBy.map(({ who, on, where }) => `${who}, ${readableDay(on)}${where === undefined ? '' : ` (${where})`}`).join('; ')
      out.push(wrap(`said by ${said} [${a.id}]`, '    '))
    }
    out.push(wrap('Law follows acts. Until an act is published, the first dates hold.', '  '))
  }
  return out
}

function side(report: TruceReport, party: 'US' | 'CN', style: Style): string[] {
  const mine = report.suspended.filter((item) => item.party === party)
  const items = mine.filter((item) => item.ends)
  const open = mine.filter((item) => !item.ends)
  const out = [section(`${PARTIES[party]}: suspended`, style)]
  out.push(...blanketLines(report.blanket[party], party))
  if (items.length === 0) out.push('  Nothing of its own is suspended on a clock.')
  for (const group of byEnd(items)) {
    const ends = group[0]?.ends
    if (ends) out.push(`  ${ends.daysLeft > 0 ? 'To' : 'Ran to'} ${readableMoment(latestHour(group))}:`)
    for (const item of group) out.push(...itemLines(item, style))
  }
  if (open.length > 0) {
    out.push(`  Suspended before, with no end set (no clock):`)
    for (const item of open) out.push(wrap(`${item.title}, since ${readableDay(item.since)} [${item.measure}]`, '    - ', '      '))
  }
  return out
}

function blanketLines(outlook: BlanketOutlook, party: 'US' | 'CN'): string[] {
  const { now, announced, deadline, highest } = outlook
  const goods = party === 'US' ? 'products of China' : 'US goods'
  const layers = now.layers.map((l) => `${l.rate}% ${l.title}`).join(' + ')
  const out = [wrap(`On all ${goods} (before exemptions, beside listed duties): ${now.percent}%${layers ? ` = ${layers}` : ''}.`, '  ')]
  if (announced) out.push(wrap(`As announced, with no act seen: ${announced.percent}%.`, '  > '))
  if (!deadline) return out
  const { lapsed, prolonged } = deadline
  const change = subtract(lapsed.percent, prolonged.percent)
  if (compare(change, '0') === 0) {
    out.push(wrap(`On ${readableDay(deadline.date)} ${lapsed.percent}%, whether it is prolonged or not.`, '  '))
    return out
  }
  out.push(
    wrap(
      `On ${readableDay(deadline.date)}: ${lapsed.percent}% if nothing is prolonged, ${prolonged.percent}% if it is: a lapse means ${change} points more.`,
      '  ',
    ),
  )
  if (highest && compare(highest.percent, lapsed.percent) > 0) {
    out.push(
      wrap(
        `Not ${highest.percent}%, the height of ${readableDay(highest.date)} to ${readableDay(addDays(highest.until, -1))} that is often printed: those rates were replaced, not suspended. Only what is suspended comes back by itself.`,
        '  ',
      ),
    )
  }
  return out
}

/** Items in groups of one end, the nearest first. */
function byEnd(items: readonly SuspendedItem[]): SuspendedItem[][] {
  const groups = new Map<string, SuspendedItem[]>()
  for (const item of items) {
    const day = item.ends?.date ?? ''
    groups.set(day, [...(groups.get(day) ?? []), item])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** Of items that end on one day, a moment that has its hour, if any has. */
function latestHour(group: readonly SuspendedItem[]): Moment {
  const moments = group.flatMap((i) => (i.ends ? [i.ends] : []))
  return moments.find((m) => m.time !== undefined) ?? (moments[0] as Moment)
}

const COVERED = { named: 'named in it', said: 'said to be covered', implied: 'covered by implication only', 'not-named': 'not named in it' }

/** A suspended measure: what, how much, since when, by which act, and to when as announced. */
export function itemLines(item: SuspendedItem, style: Style): string[] {
  const last = item.acts.at(-1)
  const terms = item.terms.map(({ term, value }) => ({ term, effective: value }))
  const what = item.points === undefined ? readableTerms(terms) : `${item.points} points of ${readableTerms(terms)}`
  const state = {
    suspended: item.points === undefined ? `suspended: ${what}` : `${what} suspended; ${readableTerms(item.terms)} is collected`,
    returned: `back in force since ${readableDay(item.ends?.date ?? '')}, by the acts: ${readableTerms(terms)}`,
    void: `${what} suspended on paper; nothing is left, its authority is void`,
    ended: 'the measure has ended',
  }[item.state]
  const grade = last === undefined || last.grade === 'seen' ? '' : `, ${last.grade}`
  const out = [
    wrap(`${style.bold(item.title)} [${item.measure}]`, '  * ', '    '),
    wrap(
      `${state} (${item.state === 'returned' ? 'was suspended ' : ''}since ${readableDay(item.since)}; ${last?.instrument ?? ''}${grade})`,
      '    ',
    ),
  ]
  if (item.announced) {
    const remark = item.announced.remark === undefined ? '' : `: ${item.announced.remark}`
    out.push(
      wrap(
        `announced to ${readableMoment(item.announced.ends)}; ${COVERED[item.announced.covered ?? 'implied']}${remark}`,
        '    > ',
        '      ',
      ),
    )
  }
  return out
}

function comesBack(report: TruceReport, style: Style): string[] {
  const items = report.suspended.filter((i) => i.ends)
  if (items.length === 0) return []
  const out = [
    section(items.every((i) => i.state === 'returned') ? 'What came back by itself, by the acts' : 'What comes back by itself', style),
  ]
  const back = items.filter((i) => i.returns.some((r) => r.effective !== null))
  for (const party of ['US', 'CN'] as const) {
    const mine = back.filter((i) => i.party === party)
    out.push(`${PARTIES[party]}:${mine.length === 0 ? ' nothing' : ''}`)
    for (const group of byEnd(mine)) {
      out.push(`  ${readableDay(group[0]?.ends?.date ?? '')}`)
      for (const item of group) {
        const terms = item.returns.filter((r) => r.effective !== null)
        out.push(wrap(`${item.title}: ${readableTerms(terms)} (${terms[0]?.instrument ?? ''})`, '  + ', '    '))
      }
    }
  }
  const never = items.flatMap((i) => i.returns.filter((r) => r.whyNot !== undefined).map((r) => ({ i, r })))
  if (never.length > 0) {
    out.push('Does not come back:')
    const said = new Set<string>()
    for (const { i, r } of never) {
      const text = `${i.title}: ${r.whyNot ?? ''}`
      if (!said.has(text)) out.push(wrap(text, '  - ', '    '))
      said.add(text)
    }
  }
  return out
}

function flips(report: TruceReport, style: Style): string[] {
  const returned = new Set(report.suspended.filter((i) => i.ends).map((i) => `${i.ends?.date ?? ''} ${i.measure}`))
  const rest = report.flips.filter((f) => !(f.cause === 'returns' && returned.has(`${f.moment.date} ${f.measure}`)))
  if (rest.length === 0) return []
  const out = [section('What else changes by itself, no further act needed', style)]
  let day = ''
  for (const flip of rest) {
    const at = readableMoment(flip.moment)
    if (at !== day) out.push(`${at}, ${readableDistance(flip.moment.daysLeft)}:`)
    day = at
    out.push(wrap(flipText(flip), '  * ', '    '))
  }
  return out
}

/** A change that needs no further act, in a sentence. */
export function flipText(flip: Flip): string {
  const announced =
    flip.announced === undefined
      ? ''
      : `; as announced ${flip.announced.date === undefined ? 'not' : `on ${readableDay(flip.announced.date)}`}`
  return `${flip.party} ${flip.title} ${readableFlip(flip)} (${flip.instrument})${announced}`
}

/** Published measures whose first day lies beyond the changes listed above. */
function later(report: TruceReport): Standing[] {
  const listed = new Set(report.flips.map((f) => f.measure))
  return report.published.filter((s) => !listed.has(s.measure))
}

/** Those that began in the two years before the day. */
function recent(list: readonly Standing[], date: string): Standing[] {
  const oldest = `${Number(date.slice(0, 4)) - 2}${date.slice(4)}`
  return list.filter((s) => s.from >= oldest)
}

function standing(title: string, list: readonly Standing[], style: Style, most: number, total = list.length): string[] {
  if (list.length === 0) return []
  const out = [section(title, style)]
  for (const s of list.slice(0, most))
    out.push(
      wrap(
        `${s.party} ${s.title}: ${readableTerms(s.terms)} (${s.instrument})${s.announced === undefined ? '' : `; as announced: ${s.announced}`}`,
        `  ${pad(readableDay(s.from), 12)} `,
      ),
    )
  const hidden = total - Math.min(most, list.length)
  if (hidden > 0) out.push(style.dim(`  and ${hidden} more; all with --json`))
  return out
}

function threats(report: TruceReport, style: Style): string[] {
  const out = [section('Threats open (never in force)', style)]
  if (report.threats.length === 0) out.push('  None on record.')
  for (const t of report.threats.slice(0, 8)) {
    out.push(wrap(`${t.party}: ${t.terms}`, `  ${pad(readableDay(t.known), 12)} `))
    out.push(
      wrap(`condition: ${t.trigger}${t.latest ? `; ${readableDay(t.latest.known)}: ${t.latest.text}` : ''} [${t.id}]`, ' '.repeat(15)),
    )
  }
  if (report.threats.length > 8) out.push(style.dim(`  and ${report.threats.length - 8} more`))
  return out
}

const when = (e: EventBrief): string => readableDay(e.from ?? e.known)

function talks(report: TruceReport, style: Style): string[] {
  const out = [section('Talks', style)]
  const { ahead, held } = report.talks
  for (const t of ahead) {
    const past = t.from !== undefined && t.from <= report.date ? '; its outcome is not known here' : ''
    out.push(
      wrap(`due: ${t.title}${t.latest ? ` (${t.latest.text})` : ''}${past}`, `  ${pad(t.from === undefined ? 'date open' : when(t), 12)} `),
    )
  }
  if (ahead.length === 0) out.push('  None announced.')
  for (const t of held)
    out.push(wrap(`held: ${t.title}${t.latest ? `${/[.!?]$/.test(t.title) ? '' : '.'} ${t.latest.text}` : ''}`, `  ${pad(when(t), 12)} `))
  return out
}

function pledges(report: TruceReport, style: Style): string[] {
  const out = [section('Pledges running', style)]
  if (report.pledges.length === 0) out.push('  None on record.')
  for (const { commitment, reports, carriers } of report.pledges) {
    out.push(wrap(`${commitment.party}: ${commitment.title} [${commitment.id}]`, `  ${pad(readableDay(commitment.known), 12)} `))
    const latest = reports[0]
    if (latest) out.push(wrap(`newest report, ${readableDay(latest.known)}: ${latest.title}`, ' '.repeat(15)))
    const fallen = carriers.filter((c) => c.state === 'void' || c.state === 'ended')
    if (fallen.length > 0)
      out.push(wrap(`the pledge outlives its carrier: ${fallen.map((c) => `${c.title} is ${c.state}`).join('; ')}`, ' '.repeat(15)))
  }
  return out
}

function reported(report: TruceReport, style: Style): string[] {
  if (report.reported.length === 0) return []
  const out = [section('Reported in the weeks before', style)]
  for (const r of report.reported.slice(0, 10)) out.push(wrap(r.title, `  ${pad(readableDay(r.known), 12)} `))
  if (report.reported.length > 10) out.push(style.dim(`  and ${report.reported.length - 10} more`))
  return out
}
