/** `parley what-if` for reading, and as rows. */
import type { TradeReport, WhatIfReport } from '../answers/what-if.js'
import { readableDay } from '../base/dates.js'
import type { AuthorityChanges, Sums, TradeEffect } from '../scenarios/index.js'
import { chapterTitle, dottedCode } from '../schedule/index.js'
import { count, pad, right, type Style, section, WIDTH, wrap } from './text.js'
import { horizonWarning, readableValue, unitOf } from './values.js'

const points = (n: number | undefined): string => (n === undefined ? 'open' : `${n.toFixed(1)}%`)

/** `438.9 bn`, `12.3 m`, `4,500`. */
export function money(usd: number): string {
  const size = Math.abs(usd)
  if (size >= 1e9) return `${(usd / 1e9).toFixed(1)} bn`
  if (size >= 1e6) return `${(usd / 1e6).toFixed(1)} m`
  return Math.round(usd).toLocaleString('en-US')
}

/** The comparison as text. */
export function renderWhatIf(report: WhatIfReport, style: Style): string {
  const { on, tariffs_on: day = on, changes } = report
  const out = [style.bold(wrap(`${report.title} (${report.scenario}), against: ${report.against_title}`))]
  out.push(wrap(`As known on ${readableDay(report.known)}, from ${readableDay(report.date)} on.`))
  const warning = horizonWarning(report.horizon, on ?? report.date)
  if (warning) out.push(style.warn(wrap(warning)))
  if (on === undefined || day === undefined) {
    out.push('', wrap('Nothing differs from this day on: by what is known the two readings of the law are one.'))
    return `${out.join('\n')}\n`
  }
  const all = changes.flatMap((c) => c.differences)
  out.push(section(`What changes: ${count(all.length, 'term')} of ${count(new Set(all.map((d) => d.measure)).size, 'measure')}`, style))
  for (const { party, title, differences } of changes) {
    out.push(style.bold(wrap(`${party}: ${title}`, '  ', '      ')))
    for (const { d, before, after, origins } of alike(differences)) {
      const when = `${readableDay(d.from)}${d.until === undefined ? '' : ` to ${readableDay(d.until)}`}`
      const whose = origins.length === 0 ? '' : ` (${origins.join(', ')})`
      out.push(wrap(`${d.title}: ${before} → ${after}${whose}, ${when} [${d.measure}]`, '    * ', '      '))
    }
  }
  // The two sides first, then whom it costs most; whom it costs nothing in one line.
  const sides = (e: TradeReport): boolean => e.importer === 'CN' || e.origin === 'CN'
  const touched = report.trade.filter((e) => sides(e) || e.covered_usd > 0)
  const order = [...touched].sort((a, b) => Number(sides(b)) - Number(sides(a)) || Math.abs(b.added_duty_usd) - Math.abs(a.added_duty_usd))
  for (const effect of order) out.push(...tradeText(effect, day, style))
  const spared = report.trade.filter((e) => !touched.includes(e)).map((e) => e.origin)
  if (spared.length > 0) out.push('', wrap(`No duty changes on what was imported from ${spared.join(', ')}.`))
  if (report.trade.length > 0) {
    const notes = [
      'Trade is that of the year named: nobody buys less, or elsewhere.',
      'Nothing is claimed.',
      'Averages leave out products that have no total; the added duty counts those of which the change is known.',
      ...(all.some((d) => d.from > day && d.kind === 'tariff')
        ? ['Duties that differ only from a later day are not in the figures: ask for that day.']
        : []),
    ]
    out.push('', wrap(notes.join(' ')))
  }
  return `${out.join('\n')}\n`
}

type Difference = AuthorityChanges['differences'][number]

/** Differences that read alike but for the origin whose rate they are, told once. */
function alike(differences: readonly Difference[]): { d: Difference; before: string; after: string; origins: string[] }[] {
  const found = new Map<string, { d: Difference; before: string; after: string; origins: string[] }>()
  for (const d of differences) {
    const [before, after] = [d.without, d.with].map((r) => readingOf(r, d.term)) as [string, string]
    const origin = /^rate\.([A-Z]{2})$/.exec(d.term)?.[1]
    const key = [d.measure, before, after, d.from, d.until].join(' ')
    const same = found.get(key)
    if (same && origin !== undefined) same.origins.push(origin)
    else if (!same) found.set(key, { d, before, after, origins: origin === undefined ? [] : [origin] })
  }
  return [...found.values()]
}

function readingOf(r: AuthorityChanges['differences'][number]['with'], term: string): string {
  if (!r || r.state === 'void') return 'none'
  return r.state === 'suspended' ? 'suspended' : `${readableValue(r.effective, term)}${unitOf(term)}`
}

function tradeText(e: TradeReport, on: string, style: Style): string[] {
  const title = e.importer === 'US' ? `US imports from ${e.origin}` : `China's imports from ${e.origin}`
  const share = (part: number): string => `${((100 * part) / (e.value_usd || 1)).toFixed(0)}%`
  const out = [section(`${title}, law of ${readableDay(on)}`, style)]
  if (e.value_usd === 0) return [...out, wrap('No trade is on record under these codes.', '  ')]
  const special =
    e.no_code_usd > 0 ? `, and ${money(e.no_code_usd)} more under special numbers that the tariff does not have, left out here` : ''
  const known = e.value_usd - e.open_usd
  out.push(
    wrap(`${money(e.value_usd)} USD in ${e.year}${special} (${e.what}).`, '  '),
    wrap(
      `The duty changes on ${money(e.covered_usd)} of it (${share(e.covered_usd)}): ${money(e.added_duty_usd)} USD of added duty.`,
      '  ',
    ),
    wrap(
      `Average over the ${e.open_usd > 0 ? `${money(known)} (${share(known)}) that has a total` : 'whole'}: ${points(e.before_pct)} → ${points(e.after_pct)}.`,
      '  ',
    ),
  )
  if (e.products.some((p) => p.averaged))
    out.push(wrap('Where the lines under a code are treated differently, their simple average is taken (~).', '  '))
  if (e.products.some((p) => p.estimated)) out.push(wrap('Where a duty is on the metal in goods, its share is estimated (≈).', '  '))
  if (e.covered_usd === 0) return out
  out.push('', rowText('  of the average, by authority', '', 'before', 'after', ''))
  for (const a of e.authorities) out.push(rowText(`  ${a.title}`, '', points(a.before_pct), points(a.after_pct), ''))
  out.push('', rowText('  chapter', 'value', 'before', 'after', 'added duty'))
  for (const c of top(e.chapters))
    out.push(
      rowText(
        `  ${c.chapter} ${chapterTitle(c.chapter)}`,
        money(c.value_usd),
        points(c.before_pct),
        points(c.after_pct),
        money(c.added_duty_usd),
      ),
    )
  out.push('', rowText('  product', 'value', 'before', 'after', 'added duty'))
  for (const p of e.products.slice(0, TOP)) {
    const about = p.averaged ? '~' : p.estimated ? '≈' : ''
    out.push(
      rowText(
        `  ${dottedCode(p.code)} ${p.words}`,
        money(p.value_usd),
        about + points(p.before_pct),
        about + points(p.after_pct),
        p.added_duty_usd === undefined ? 'open' : money(p.added_duty_usd),
      ),
    )
  }
  return out
}

const TOP = 8
const top = <T extends Sums>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => Math.abs(b.added_duty_usd) - Math.abs(a.added_duty_usd)).slice(0, TOP)

function rowText(head: string, value: string, before: string, after: string, added: string): string {
  const width = WIDTH - 10 - 9 - 9 - 12
  const cut = head.length > width ? `${head.slice(0, width - 1)}…` : head
  return `${pad(cut, width)}${right(value, 10)}${right(before, 9)}${right(after, 9)}${right(added, 12)}`.trimEnd()
}

/** Every product of every pair as CSV. */
export function csvOf(effects: readonly TradeEffect[]): string {
  const cell = (n: number | undefined): string => (n === undefined ? '' : String(Math.round(n * 1e6) / 1e6))
  const rows = effects.flatMap((e) =>
    e.products.map((p) =>
      [
        e.importer,
        e.origin,
        e.year,
        p.code,
        cell(p.value_usd),
        cell(p.before_pct),
        cell(p.after_pct),
        cell(p.change_points),
        cell(p.added_duty_usd),
        p.averaged ? 'true' : '',
        p.estimated ? 'true' : '',
      ].join(','),
    ),
  )
  return ['importer,origin,year,code,value_usd,before_pct,after_pct,change_points,added_duty_usd,averaged,estimated', ...rows, ''].join(
    '\n',
  )
}
