/** `parley controls` for reading. */
import { readableDay } from '../base/dates.js'
import { type Control, type ControlsReport, dotted, type FoundItem, type MineralData, type Verdict } from '../controls/index.js'
import { count, type Style, section, wrap } from './text.js'
import { horizonWarning, readableTime, readableValue } from './values.js'

/** Countries within a sentence. */
const PLACES: Record<string, string> = { US: 'the United States', CN: 'China', HK: 'Hong Kong', MO: 'Macau' }
const REGIONS = new Intl.DisplayNames('en', { type: 'region' })
const place = (code: string): string => PLACES[code] ?? REGIONS.of(code) ?? code
const partyName = (party: string): string => PLACES[party] ?? party
const requirement = (value: string): string => readableValue(value, 'requirement')

type Whole = ControlsReport & { readonly minerals?: MineralData }

/** The report as text of 80 columns. */
export function renderControls(report: Whole, style: Style): string {
  const out = [...heading(report, style)]
  const block = (title: string, list: readonly Control[], intro?: string, short = false): void => {
    if (list.length === 0) return
    out.push(section(title, style), ...(intro ? [wrap(intro)] : []), ...list.flatMap((c) => one(c, report, style, short)))
  }
  for (const party of ['CN', 'US'])
    block(
      `Controls of ${partyName(party)}`,
      report.controls.filter((c) => c.party === party),
    )
  out.push(...comesBack(report, style))
  block(
    'On goods shipped from elsewhere',
    report.fromAbroad,
    'Not on an export from the party itself: on goods with its materials or technology that leave other countries.',
  )
  block('By who receives them, whatever the goods', report.byReceiver)
  if (report.family.length > 0)
    out.push(
      section('On rare earths as a family', style),
      ...report.family.flatMap((c) => [...brief(c), `    ${count(c.items.length, 'item')}: parley show ${c.measure}`]),
    )
  block(
    'Goods the law names without a code',
    report.withoutCode,
    'The same acts name these of the same materials and give no customs code; whether the goods asked are among them, the words decide.',
    true,
  )
  block(
    'Acts that name the material only',
    report.materialOnly,
    'They reach dual-use items of a material named here. Items and codes are taken from the acts that control them, and the code asked is in none of those.',
    true,
  )
  if (report.issuedLater.length > 0) out.push(section('Issued after this day', style), ...report.issuedLater.flatMap((c) => brief(c)))
  if (report.ended.length > 0) out.push(section('Ended before', style), ...report.ended.flatMap((c) => brief(c)))
  if (report.minerals) out.push(...minerals(report.minerals, style))
  if (report.listings) out.push(...listings(report, style))
  out.push('', style.dim(wrap(coverage(report))))
  return `${out.join('\n')}\n`
}

function subject({ asked }: ControlsReport): string {
  const goods = [asked.digits && dotted(asked.digits), asked.element && withSymbol(asked.element), asked.words && `"${asked.words}"`]
    .filter(Boolean)
    .join(', ')
  const way = [asked.from && `from ${place(asked.from)}`, asked.to && `to ${place(asked.to)}`]
  return [goods, ...way].filter(Boolean).join(' ')
}

const withSymbol = ({ name, symbol }: { name: string; symbol?: string }): string => (symbol ? `${name} (${symbol})` : name)

function heading(report: ControlsReport, style: Style): string[] {
  const on = `${readableDay(report.date)}, as known on ${readableDay(report.known)}`
  const out: string[] = []
  for (const verdict of report.verdicts) {
    const who = report.asked.from === undefined ? `, exports of ${partyName(verdict.party)}` : ''
    out.push(style.bold(wrap(`${subject(report)}${who} on ${on}: ${verdictWords(verdict)}`)))
  }
  if (report.verdicts.length === 0) {
    const goods = subject(report)
    out.push(style.bold(wrap(goods ? `${goods} on ${on}: no control on record reaches it` : `Lists of entities on ${on}`)))
  }
  if (report.scenarios.length > 0)
    out.push(style.warn(wrap(`With the scenario ${report.scenarios.join(', ')} laid over the record: this is not the law.`)))
  const warning = horizonWarning(report.horizon, report.date)
  if (warning) out.push(style.warn(wrap(warning)))
  if (report.known > report.date && report.horizon.dateBeyond.length === 0)
    out.push(wrap(`To leave out what was published later: --known ${report.date}.`))
  return out
}

function verdictWords({ requirement: strictest, inForce, suspended, notStarted, certainUsers, stricter, inOthers }: Verdict): string {
  const head =
    strictest === 'none'
      ? 'no control in force on record'
      : strictest === 'unclear'
        ? `${count(inForce, 'control')} in force with these words (which goods are meant, the items say)`
        : `${requirement(strictest)} for goods as described (${count(inForce, 'control')} in force)`
  const rest = [
    stricter && `${requirement(stricter.requirement)} to ${stricter.destinations.map(place).join(', ')}`,
    notStarted > 0 && `${notStarted} issued but not started`,
    suspended > 0 && `${suspended} suspended`,
    certainUsers > 0 && `${certainUsers} for certain users only`,
    inOthers && `${requirement(inOthers.requirement)} for compounds listed under ${and(inOthers.materials)}`,
  ].filter(Boolean)
  return [head, ...rest].join(', ')
}

const and = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Where it stands, in one sentence. */
export function standingWords(c: Control): string {
  const what = requirement(c.requirement)
  const hour = c.coming?.time === undefined ? '' : ` ${readableTime(c.coming.time)}`
  const back = c.coming
    ? `; by itself ${c.coming.date === c.starts || c.beforeStart || c.heldBackFrom ? 'in force' : 'back'} on ${readableDay(c.coming.date)}${hour}`
    : ''
  switch (c.status) {
    case 'in-force': {
      const until = c.until === undefined ? '' : `, until ${readableDay(c.until)}`
      return `in force since ${readableDay(c.since ?? c.starts)}${c.returned ? ', when the suspension had run out' : ''}${until}: ${what}`
    }
    case 'suspended': {
      const until = c.until === undefined ? 'with no end set' : `until ${readableDay(c.until)}`
      const never = c.beforeStart ? ', before its first day, so that it has not applied' : ''
      return `suspended ${until} (since ${readableDay(c.since ?? c.starts)}${never}): ${what} if it were in force`
    }
    case 'not-started': {
      const held =
        c.heldBackFrom !== undefined
          ? `, but suspended from ${readableDay(c.heldBackFrom)} on${back}`
          : c.beforeStart
            ? `, but ended before by ${c.by}`
            : ''
      return `issued but not started: ${what} from ${readableDay(c.starts)} on${held}`
    }
    case 'not-issued':
      return `issued on ${readableDay(c.issued)}: ${what} from ${readableDay(c.starts)} on`
    case 'ended':
      return `ended${c.since === undefined ? '' : ` on ${readableDay(c.since)}`}: ${what} ${c.beforeStart ? `from ${readableDay(c.starts)} on, which did not come` : 'before'}`
    case 'void':
      return `not in force: the authority is void since ${readableDay(c.since ?? c.starts)}`
  }
}

const TO_BE_SURE = (c: Control): string => (c.grade === 'seen' ? '' : ` (${gradeWords(c.grade)})`)
const gradeWords = (grade: string): string => (grade === 'partly' ? 'partly verified' : 'from memory, not verified')

function one(c: Control, report: ControlsReport, style: Style, short: boolean): string[] {
  const to = c.destinations === 'all' ? 'to every destination' : `to ${c.destinations.map(place).join(', ')} only`
  const out = [
    wrap(`${style.bold(c.title)} [${c.measure}]`, '* ', '  '),
    wrap(`${standingWords(c)}, ${to}${TO_BE_SURE(c)}`, '  '),
    wrap(
      `${c.instrument}, issued ${readableDay(c.published)}${c.by === undefined ? '' : `; ${c.status === 'ended' || (c.beforeStart && c.status !== 'suspended') ? 'ended' : 'suspended'} by ${c.by}`}`,
      '  ',
    ),
  ]
  const one = new Set(c.items.flatMap((item) => item.elements))
  const told = one.size === 1 && [...one].every((element) => c.title.toLowerCase().includes(element))
  if (short) return [...out.slice(0, 2), ...c.items.flatMap((item) => itemLines(item, report, told))]
  if (c.users !== undefined) out.push(wrap(`Reaches: ${c.users}`, '  ', '    '))
  if (c.text !== undefined) out.push(wrap(c.text, '  '))
  out.push(...c.items.flatMap((item) => itemLines(item, report, told)))
  for (const r of c.readings) out.push(wrap(`How the authority reads it (${readableDay(r.known)}): ${r.text}`, '  ! ', '    '))
  for (const e of c.eased) out.push(wrap(`Eased, not ended: ${e.title} (${readableDay(e.known)}) [${e.id}]`, '  + ', '    '))
  if (c.announced) {
    const until = c.announced.until === undefined ? '' : ` until ${readableDay(c.announced.until)}`
    out.push(wrap(`As announced, with no act seen: ${c.announced.status}${until} [${c.announced.by.join(', ')}]`, '  ? ', '    '))
  }
  return out
}

const ORIGINS: Record<string, string> = {
  tariff: 'codes from the tariff by name, not from the act',
  'licence-flag': 'codes of tariff lines that carry the licence flag, not from the act',
  'other-act': 'codes of the earlier act on the same goods',
}

/** @param told whether the control's title says already of which material the items are */
function itemLines(item: FoundItem, { asked }: ControlsReport, told: boolean): string[] {
  const named = !told && item.elements.length === 1 && !item.item.includes(item.elements[0] as string) ? `${item.elements[0]}: ` : ''
  const control =
    item.controlCode === undefined ? '' : ` [${item.controlCode}${item.controlCodeGrade === 'recalled' ? ', code from memory' : ''}]`
  const shown = item.matched.length > 0 ? item.matched : item.codes
  const more = item.codes.length - shown.length
  const codes = shown.length > 0 ? `: ${shown.map(dotted).join(', ')}${more > 0 ? ` and ${more} more` : ''}` : ''
  const how =
    item.match === 'hs6' && (asked.digits?.length ?? 0) > 6
      ? 'same six digits, another line'
      : item.match === 'exact'
        ? 'this very line'
        : item.match === 'described'
          ? `no code in the act; ${item.headings.map(dotted).join(', ')} by our reading`
          : item.codes.length === 0
            ? 'no code in the act'
            : ''
  const remarks = [how, item.codesFrom && ORIGINS[item.codesFrom], item.grade && item.grade !== 'seen' && gradeWords(item.grade)].filter(
    Boolean,
  )
  return [wrap(`${named}${item.item}${control}${codes}${remarks.length > 0 ? ` (${remarks.join('; ')})` : ''}`, '  - ', '    ')]
}

const brief = (c: Control): string[] => [wrap(`${c.title}, ${standingWords(c)} [${c.measure}]`, '* ', '  ')]

function comesBack(report: ControlsReport, style: Style): string[] {
  const coming = [...report.controls, ...report.fromAbroad, ...report.byReceiver, ...report.family].filter((c) => c.coming)
  if (coming.length === 0) return []
  const days = [...new Set(coming.map((c) => c.coming?.date as string))].sort()
  return [
    section('What starts or comes back by itself', style),
    ...days.flatMap((day) => [
      `${readableDay(day)}:`,
      ...coming
        .filter((c) => c.coming?.date === day)
        .map((c) => {
          const truce = c.coming?.truce === undefined ? '' : `, on the clock of ${c.coming.truce}`
          return wrap(
            `${c.party}: ${requirement(c.coming?.requirement ?? '')}, ${c.title} (${c.coming?.instrument}${truce})`,
            '  + ',
            '    ',
          )
        }),
    ]),
  ]
}

function minerals({ uses, tariffLines }: MineralData, style: Style): string[] {
  const out: string[] = []
  const unsure = (grade: string): string => (grade === 'seen' ? '' : ` (${gradeWords(grade)})`)
  if (uses.length > 0) out.push(section('What it is used for', style))
  for (const u of uses) {
    const share = u.sharePct === undefined ? '' : ` ${u.sharePct}%`
    const scope = [u.scope, u.year].filter(Boolean).join(', ')
    out.push(
      wrap(`${u.kind === 'substitute' ? 'instead: ' : ''}${u.item}${share}${scope ? ` (${scope})` : ''}${unsure(u.grade)}`, '  - ', '    '),
    )
  }
  if (tariffLines.length > 0) out.push(section('US tariff codes under which it is imported', style))
  for (const l of tariffLines) out.push(wrap(`${dotted(l.hts)} ${l.form} (${l.specificity})${unsure(l.grade)}`, '  - ', '    '))
  return out
}

function listings({ listings: lists = [] }: ControlsReport, style: Style): string[] {
  const out: string[] = []
  for (const party of ['CN', 'US', 'both', 'other']) {
    const mine = lists.filter((l) => l.party === party)
    if (mine.length > 0) out.push(section(`Lists of ${partyName(party)}`, style))
    for (const l of mine) {
      const parts = [
        `${l.inForce} in force`,
        l.suspended > 0 && `${l.suspended} suspended`,
        l.notStarted > 0 && `${l.notStarted} not started`,
      ].filter(Boolean)
      out.push(wrap(`${l.list}: ${parts.join(', ')} (${count(l.actions.length, 'action')})`, '* ', '  '))
      const held = l.actions.filter((a) => a.status !== 'in-force')
      for (const a of held) {
        const when = a.until ? ` until ${readableDay(a.until)}` : a.starts ? `, from ${readableDay(a.starts)}` : ''
        out.push(wrap(`${a.title}: ${a.status === 'not-started' ? 'not started' : a.status}${when} [${a.measure}]`, '  - ', '    '))
      }
    }
  }
  return [...out, wrap('Entities are counted by the additions on record; names taken off one by one are not.')]
}

function coverage({ onRecord, asked }: ControlsReport): string {
  const digits =
    (asked.digits?.length ?? 0) > 6
      ? ' Customs tariffs agree to six digits: beyond them a US number and a Chinese one are different lines.'
      : ''
  return `The record has ${onRecord} export controls, those around the quarrel of the two countries: not the whole dual-use catalogue of China, nor the Commerce Control List. No control on record is not "no licence needed".${digits}`
}
