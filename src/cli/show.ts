/** `parley show`: one record whole. */
import { type Day, readableDay } from '../base/dates.js'
import type { AuthorityWhole, Entry, EventWhole, MeasureWhole, Relation, Remarks } from '../ledger/index.js'
import { pad, type Style, section, wrap } from './text.js'
import { readableTime, readableValue } from './values.js'

/** A measure whole, as text. */
export function renderMeasure(m: MeasureWhole, date: Day, style: Style): string {
  const out = [
    style.bold(m.title),
    wrap(`${m.id} · ${m.kind} · ${m.party} · ${m.status} on ${readableDay(date)} · known since ${readableDay(m.firstKnown)}`),
    ...(m.summary ? [wrap(m.summary)] : []),
    wrap(`Authority: ${m.authority.title} (${m.authority.statute}) [${m.authority.id}]`),
    ...voidLines(m.authority.voids),
    `Topics: ${m.topics.join(', ')}`,
  ]
  const particulars = Object.entries(m.particulars)
  if (particulars.length > 0) {
    out.push(section('Scope and rules', style))
    for (const [key, value] of particulars) out.push(...field(key, value))
  }
  out.push(section('What holds when, by what is known', style))
  for (const [term, segments] of Object.entries(m.timeline)) {
    out.push(`${term}:`)
    for (const s of segments) {
      const span = `${readableDay(s.from)} – ${s.until ? `until ${readableDay(s.until)}` : 'open'}`
      const value =
        s.state === 'in-force'
          ? readableValue(s.effective as never, term)
          : `${readableValue(s.value as never, term)} set, ${s.effective === null ? 'nothing' : readableValue(s.effective as never, term)} owed: ${s.state}`
      out.push(wrap(`${value}${s.suspendedUntil ? `, suspended until ${readableDay(s.suspendedUntil)}` : ''}`, `  ${pad(span, 34)}`))
    }
  }
  out.push(section(`Entries (${m.entries.length})`, style))
  for (const e of m.entries) out.push(...entryLines(e))
  out.push(...remarks(m.remarks, style), ...relations(m.relations, style))
  return `${out.join('\n')}\n`
}

const voidLines = (voids: AuthorityWhole['voids']): string[] =>
  voids.map((v) =>
    wrap(
      `Void from ${readableDay(v.from)}${v.declared ? ` (in law from ${readableDay(v.declared)})` : ''}: ${v.instrument}${v.note ? `. ${v.note}` : ''}`,
      '  ! ',
    ),
  )

function entryLines(e: Entry): string[] {
  const what =
    e.verb === 'set'
      ? `set ${Object.entries(e.terms)
          .map(([t, v]) => `${t} ${readableValue(v, t)}`)
          .join(', ')}${e.heading ? ` [${e.heading}]` : ''}`
      : e.verb === 'suspend'
        ? `suspend ${e.points ? `${e.points} points of ${e.term ?? 'all terms'}` : (e.term ?? 'all')} (${e.label})`
        : e.verb === 'extend'
          ? `extend ${e.label}`
          : e.verb === 'resume'
            ? `resume: ${e.label} ends`
            : `end ${e.term}`
  const from =
    'from' in e && e.from !== undefined
      ? ` from ${readableDay(e.from)}${'fromTime' in e && e.fromTime ? ` ${readableTime(e.fromTime)}` : ''}`
      : ''
  const until =
    'until' in e && e.until !== undefined
      ? ` until ${readableDay(e.until)}${'untilTime' in e && e.untilTime ? ` ${readableTime(e.untilTime)}` : ''}`
      : ''
  const truce = 'truce' in e && e.truce ? ` · ${e.truce}` : ''
  return [
    wrap(`${what}${from}${until}`, '  * ', '    '),
    wrap(
      `known ${readableDay(e.known)} · ${e.instrument} · ${e.grade}${e.by ? ` · by ${e.by}` : ''}${truce}${e.scenario ? ` · scenario ${e.scenario}` : ''}`,
      '    ',
    ),
    ...(e.note ? [wrap(`note: ${e.note}`, '    ')] : []),
    ...e.sources.map((s) => `    ${s}`),
  ]
}

/** An event whole, as text. */
export function renderEvent(e: EventWhole, style: Style): string {
  const out = [
    wrap(style.bold(e.title)),
    wrap(`${e.id} · ${e.kind}${e.does ? ` (${e.does})` : ''} · ${e.party}${e.target ? ` towards ${e.target}` : ''} · ${e.grade}`),
    wrap(
      `Known ${readableDay(e.known)}${e.from ? ` · from ${readableDay(e.from)}` : ''}${e.until ? ` · until ${readableDay(e.until)}` : ''}${e.status ? ` · ${e.status}` : ''}`,
    ),
    ...(e.instrument ? [wrap(`Instrument: ${e.instrument}`)] : []),
    `Topics: ${e.topics.join(', ')}`,
  ]
  for (const [key, value] of Object.entries(e.particulars)) out.push(...field(key, value))
  if (e.quantities.length > 0) {
    out.push(section('Figures', style))
    for (const q of e.quantities)
      out.push(wrap(`${q.what}: ${Array.isArray(q.value) ? q.value.join(' to ') : q.value}${q.unit ? ` ${q.unit}` : ''}`, '  * ', '    '))
  }
  if (e.updates.length > 0) {
    out.push(section('What became of it', style))
    for (const u of e.updates) out.push(wrap(`${u.text}${u.status ? ` [${u.status}]` : ''}`, `  ${pad(readableDay(u.known), 12)} `))
  }
  if (e.made.length > 0) {
    out.push(section('Law made by it', style))
    for (const m of e.made) out.push(wrap(`${m.measure}: ${entryLines(m)[0]?.trim().slice(2) ?? ''}`, '  * ', '    '))
  }
  out.push(...remarks(e.remarks, style), ...relations(e.relations, style))
  out.push(section('Sources', style), ...e.sources.map((s) => `  ${s}`))
  return `${out.join('\n')}\n`
}

function field(key: string, value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [wrap(`${key}: ${value}`, '  ', '    ')]
  if (Array.isArray(value)) {
    return [`  ${key}:`, ...value.map((v) => wrap(compact(v), '    - ', '      '))]
  }
  return [wrap(`${key}: ${compact(value)}`, '  ', '    ')]
}

const compact = (value: unknown): string =>
  isClause(value)
    ? clause(value)
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([k, v]) => `${k} ${Array.isArray(v) ? v.map(compact).join(' ') : typeof v === 'object' ? compact(v) : String(v)}`)
          .join(', ')
      : String(value)

/** A ground of a port fee: its title says what the condition says. */
interface Clause {
  title: string
  when: unknown
  grade: string
  from?: Day
  until?: Day
  note?: string
}
const isClause = (value: unknown): value is Clause => typeof value === 'object' && value !== null && 'title' in value && 'when' in value

function clause({ title, grade, from, until, note }: Clause): string {
  const span = [from && `from ${readableDay(from)}`, until && `until ${readableDay(until)}`].filter(Boolean).join(' ')
  return `${title}${span ? `, ${span}` : ''} (${grade})${note ? `. ${note}` : ''}`
}

function remarks({ notes, disputed, withheld }: Remarks, style: Style): string[] {
  const out: string[] = []
  if (disputed.length > 0) {
    out.push(section('Disputed', style))
    for (const d of disputed) {
      out.push(wrap(d.point, '  * ', '    '))
      for (const v of d.versions) out.push(wrap(`${v.says}${v.source ? ` (${v.source})` : ''}`, '    - ', '      '))
      if (d.followed) out.push(wrap(`followed: ${d.followed}`, '    '))
    }
  }
  if (notes.length > 0) out.push(section('Notes', style), ...notes.map((n) => wrap(n, '  * ', '    ')))
  if (withheld > 0) out.push(style.dim(wrap(`${withheld} remark(s) written later are not shown to a reader of this day.`)))
  return out
}

function relations(list: readonly Relation[], style: Style): string[] {
  if (list.length === 0) return []
  return [
    section('Relations', style),
    ...list.map((r) => wrap(`${r.relation} ${r.id} (${readableDay(r.known)}): ${r.title}`, '  * ', '    ')),
  ]
}

/** An authority whole, as text. */
export function renderAuthority(a: AuthorityWhole, style: Style): string {
  const out = [
    style.bold(a.title),
    wrap(`${a.id} · authority · ${a.party}`),
    wrap(a.statute),
    ...voidLines(a.voids),
    section(`Measures that rest on it (${a.measures.length})`, style),
    ...a.measures.map((m) => wrap(`${m.id}: ${m.title} (${m.status})`, '  * ', '    ')),
    section('Sources', style),
    ...a.sources.map((x) => `  ${x}`),
  ]
  return `${out.join('\n')}\n`
}
