/** `parley port-fee` for reading. */
import { readableDay } from '../base/dates.js'
import { VESSEL_FACTS, type VesselFact } from '../ledger/index.js'
import type { Basis, LaterStep, PortFeeQuestion, PortFeeReport, VesselInput } from '../ports/index.js'
import { moment } from '../watch/index.js'
import { pad, right, type Style, section, WIDTH, wrap } from './text.js'
import { horizonWarning, readableMoment } from './values.js'

/** `netTons` as `--net-tons`. */
export const optionOf = (fact: string): string => `--${fact.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`

const SIDES = { US: 'United States', CN: 'China' } as const
const UNIT: Readonly<Record<string, string>> = { perNetTon: 'a net ton', perContainer: 'a container', perCapacityUnit: 'a capacity unit' }

/** `3000000.00` as `3,000,000.00`. */
const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')

/** The report as text. */
export function renderPortFee(r: PortFeeReport, vessel: VesselInput, style: Style): string {
  const cash = (amount: string): string => `${grouped(amount)} ${r.currency}`
  const warning = horizonWarning(r.horizon, r.date)
  const out = [
    style.bold(
      wrap(
        `A call at a port of ${r.port === 'US' ? 'the United States' : 'China'} on ${readableDay(r.date)}, as known on ${readableDay(r.known)}`,
      ),
    ),
    wrap(`Vessel: ${described(vessel)}`),
    ...(warning === undefined ? [] : [style.warn(wrap(warning))]),
    '',
  ]
  if (r.considered.length === 0)
    out.push(wrap(`Nothing published by ${readableDay(r.known)} charges a port fee of this kind at ports of ${SIDES[r.port]}.`))
  const owed = r.considered.filter((c) => c.status === 'owed')
  for (const c of owed) {
    out.push(wrap(`${c.title} [${c.measure}]`), wrap(`because: ${c.reason}`, '  '))
    for (const b of c.bases) out.push(...basisLines(b, r.currency))
    if (c.bases.length > 1) out.push('  The larger of the two is owed.')
  }
  if (owed.length > 0) out.push(style.dim('─'.repeat(WIDTH)))
  out.push(style.bold(`${pad('Owed for this call', 40)}${right(r.amount === undefined ? 'open' : cash(r.amount), WIDTH - 40)}`))
  if (r.hour) {
    const at = readableMoment(moment(r.date, r.hour.time, r.port, r.date))
    const then = r.hour.before.amount === undefined ? 'open' : cash(r.hour.before.amount)
    out.push(
      style.warn(
        wrap(
          `The law changes within the day, at ${at.replace(/^\d+ \w+ \d+ /, '')}: before that hour ${then} (${r.hour.before.status}), from then on ${r.amount === undefined ? 'open' : cash(r.amount)}.`,
          '  ! ',
          '    ',
        ),
      ),
    )
  }
  if (r.year) {
    const { calls, most, charged, from, until } = r.year
    const words = calls === undefined ? `All ${most} calls that are charged in the year` : `${calls} calls in the year, ${charged} charged`
    out.push(`${pad(words, 46)}${right(cash(r.year.amount), WIDTH - 46)}`)
    out.push(
      wrap(
        `The year runs from ${readableDay(from)} until ${readableDay(until)}; at most ${most} charges on one vessel. Reckoned as if all were made at the rate of this day.`,
        '  ',
      ),
    )
  }
  for (const why of r.incomplete ?? []) out.push(style.warn(wrap(`No amount: ${why}`, '  ! ', '    ')))
  for (const c of r.considered.filter((x) => x.status === 'needs an answer' && x.amount_if !== undefined))
    out.push(wrap(`If it is owed: ${cash(c.amount_if as string)} (${c.title})`, '    '))
  const rest = r.considered.filter((c) => c.status !== 'owed' && c.status !== 'needs an answer')
  if (rest.length > 0) {
    out.push(section('Considered, and not owed', style))
    for (const c of rest) {
      const rates =
        c.amount_if !== undefined && c.status !== 'suspended'
          ? `; if that does not hold, ${cash(c.amount_if)}`
          : c.status === 'suspended'
            ? `; else ${c.bases.map((b) => rate(b, r.currency)).join(' or ')}${c.amount_if === undefined ? '' : `, ${cash(c.amount_if)}`}`
            : ''
      out.push(wrap(`${c.title}: ${c.status}: ${c.reason}${rates} [${c.measure}]`, '  - ', '    '))
    }
  }
  out.push(...questionLines(r, style, cash))
  if (r.later.length > 0)
    out.push(section('What comes by itself, no further act needed', style), ...r.later.flatMap((l) => laterLines(l, r, cash)))
  if (r.announced) {
    const here = new Set(r.later.map((l) => JSON.stringify(l)))
    out.push(section('As announced, with no act that does it', style))
    const now =
      r.announced.amount === r.amount ? '' : ` Owed for this call: ${r.announced.amount === undefined ? 'open' : cash(r.announced.amount)}.`
    out.push(wrap(`${r.announced.by.join(', ')}.${now} It would move the days to:`, '  '))
    out.push(...r.announced.later.filter((l) => !here.has(JSON.stringify(l))).flatMap((l) => laterLines(l, r, cash)))
  }
  if (r.unverified.length > 0) out.push(section('Unverified', style), ...r.unverified.map((u) => wrap(u, '  ! ', '    ')))
  if (r.disputed.length > 0) {
    out.push(section('Disputed', style))
    for (const d of r.disputed)
      out.push(
        wrap(`${d.point}: ${d.versions.map((v) => v.says).join(' / ')}.${d.followed ? ` Followed: ${d.followed}` : ''}`, '  - ', '    '),
      )
  }
  if (r.notes.length > 0) out.push(section('Notes', style), ...r.notes.map((n) => wrap(n, '  - ', '    ')))
  const sources = r.considered.filter((c) => c.status === 'owed' || c.status === 'suspended' || c.status === 'needs an answer')
  if (sources.length > 0)
    out.push(section('By what law', style), ...sources.map((c) => wrap(`${c.measure}: ${c.instrument}`, '  ', '    ')))
  return `${out.join('\n')}\n`
}

const rate = (b: Basis, currency: string): string => `${b.rate} ${currency} ${UNIT[b.term] ?? b.term}`

function basisLines(b: Basis, currency: string): string[] {
  const left = `  ${rate(b, currency)} × ${b.quantity === undefined ? 'not stated' : grouped(b.quantity)}`
  return [
    `${pad(left, 46)}${right(b.amount === undefined ? 'open' : grouped(b.amount), WIDTH - 50)}`,
    ...(b.counted ? [wrap(b.counted, '    ')] : []),
  ]
}

function laterLines(l: LaterStep, r: PortFeeReport, cash: (amount: string) => string): string[] {
  const at = readableMoment(moment(l.date, l.time, r.port, r.date))
  const what = l.changes.map((c) => {
    const rates =
      c.status === 'suspended' || c.status === 'exempt' || c.bases.length === 0
        ? ''
        : `, ${c.bases.map((b) => rate(b, r.currency)).join(' or ')}`
    return `${c.measure} ${c.cause}${rates}`
  })
  return [wrap(`${at}: ${what.join('; ')}. For a call: ${l.amount === undefined ? 'open' : cash(l.amount)}`, '  * ', '    ')]
}

/** What is not stated: what an answer needs, by fact; what it would change, by ground. */
function questionLines(r: PortFeeReport, style: Style, cash: (amount: string) => string): string[] {
  const option = (q: PortFeeQuestion): string => `${optionOf(q.fact)}${q.of ? ` ${q.of.map((c) => `${c}=…`).join(',')}` : ''}`
  const needed = r.questions.filter((q) => q.needed)
  const grounds = new Map<string, { decides: string; amount: string | undefined; options: string[] }>()
  for (const q of r.questions)
    for (const b of q.bears) {
      if (b.decides === 'amount' || (b.decides === 'reach' && q.needed)) continue
      // Being reached and exempt changes nothing.
      if (b.decides === 'reach' && b.amount_if === '0.00') continue
      const known = grounds.get(b.ground)
      if (known === undefined) grounds.set(b.ground, { decides: b.decides, amount: b.amount_if, options: [option(q)] })
      else if (!known.options.includes(option(q))) known.options.push(option(q))
    }
  const lines = (decides: readonly string[]): string[] =>
    [...grounds]
      .filter(([, g]) => decides.includes(g.decides))
      .map(([ground, g]) => {
        const amount = g.decides === 'reach' && g.amount !== undefined ? ` → ${cash(g.amount)}` : ''
        return wrap(`${ground}${amount} [${g.options.join(', ')}]`, '  - ', '    ')
      })
  const out: string[] = []
  if (needed.length > 0) {
    out.push(section('Needed for an answer', style))
    for (const q of needed) {
      const why = q.bears.filter((b) => b.decides !== 'exemption').map((b) => `${b.decides === 'amount' ? '' : 'is it '}${b.ground}`)
      out.push(wrap(`${option(q)}: ${[...new Set(why)].join('; ')}`, '  ? ', '    '))
    }
  }
  const free = lines(['exemption', 'cap'])
  const others = lines(['reach'])
  const collected = r.considered.some((c) => c.status === 'owed' || c.status === 'needs an answer')
  if (free.length + others.length > 0)
    out.push(section(collected ? 'Not stated, and taken not to be so' : 'Not stated; it matters once the fee is collected', style))
  if (others.length > 0) out.push('Another fee if this is so:', ...others)
  if (free.length > 0) out.push('Nothing if this is so:', ...free)
  return out
}

/** The vessel in words, as given. */
function described(vessel: VesselInput): string {
  const words = (Object.entries(vessel) as [VesselFact, unknown][]).map(([fact, value]) => {
    const label = optionOf(fact).slice(2).replaceAll('-', ' ')
    const kind = VESSEL_FACTS[fact]
    if (kind === 'share')
      return `${label} ${Object.entries(value as object)
        .map(([c, s]) => `${c} ${s}%`)
        .join(', ')}`
    if (kind === 'number') return `${grouped(String(value))} ${label}`
    if (kind === 'yes-no') return value === true ? label : `not ${label}`
    return kind === 'type' ? String(value) : `${label} ${value === 'none' ? 'none' : String(value).toUpperCase()}`
  })
  return words.length > 0 ? words.join(', ') : 'nothing stated'
}
