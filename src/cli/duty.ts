/** `parley duty` for reading: one assessment, a product's history, origins side by side. */
import { readableDay } from '../base/dates.js'
import type { Assessment, Layer } from '../rates/index.js'
import { pad, right, type Style, section, WIDTH, wrap } from './text.js'

/** One assessment as text. */
export function renderDuty(a: Assessment, description: string, style: Style): string {
  const out = [
    style.bold(wrap(`${a.hts} of ${a.origin}, entered into ${a.to} on ${readableDay(a.date)}, as known on ${readableDay(a.known)}`)),
    wrap(description),
    ...(a.horizon.beyond.length > 0
      ? [
          style.warn(
            wrap(
              `The record was last looked at on ${readableDay(a.horizon.latest)}: for a later day this is what the acts known then imply.`,
            ),
          ),
        ]
      : []),
    '',
    row('heading', 'layer', 'rate', 'amount USD'),
    style.dim('─'.repeat(WIDTH)),
    row(
      a.hts.slice(0, 10),
      `${a.base.column === 'general' && a.to === 'CN' ? 'most-favoured-nation' : a.base.column} rate ${a.base.rate}`,
      '',
      a.base.amount_usd ?? 'open',
    ),
  ]
  for (const l of a.layers.filter((x) => x.status === 'applies')) out.push(...layerRow(l, a))
  out.push(style.dim('─'.repeat(WIDTH)))
  out.push(style.bold(row('', 'duty', a.rate_pct === undefined ? '' : `${a.rate_pct}%`, a.duty_usd ?? 'open')))
  for (const why of a.incomplete ?? []) out.push(style.warn(wrap(`No total: ${why}`, '  ! ', '    ')))
  for (const note of a.base.notes ?? []) out.push(wrap(note, '  ! ', '    '))
  for (const f of a.fees)
    out.push(
      row('', `${f.title}${f.status === 'applies' ? '' : ` (${f.reason})`}`, f.rate_pct ? `${f.rate_pct}%` : '', f.amount_usd ?? 'open'),
    )
  if (a.questions.length > 0) {
    out.push(section('What could change it', style))
    for (const q of a.questions) {
      const change = q.change_usd === undefined ? '' : ` → ${q.duty_usd_if} USD (${q.change_usd.startsWith('-') ? '' : '+'}${q.change_usd})`
      out.push(wrap(`${q.ask}${change} [${answerBy(q.key)}]`, '  ? ', '    '))
    }
    out.push(wrap('Silence is read as customs would: what is not claimed is not granted.', '  '))
  }
  const not = a.layers.filter((l) => l.status !== 'applies')
  if (not.length > 0) {
    out.push(section('Considered, and not owed', style))
    for (const { text, heading, measures } of alike(not, (l) => `${l.status}: ${l.reason}`))
      out.push(wrap(`${text} [${measures.join(', ')}]`, `  ${pad(heading, 12)} `))
  }
  out.push(section('By what law', style))
  for (const { text, heading, measures } of alike(
    a.layers.filter((x) => x.status === 'applies'),
    (l) => `${l.authority}; ${l.instrument}`,
  ))
    out.push(wrap(heading === '' ? `${text} [${measures.join(', ')}]` : text, `  ${pad(heading, 12)} `))
  return `${out.join('\n')}\n`
}

/** Layers of one heading and one text, told once. */
function alike(layers: readonly Layer[], of: (layer: Layer) => string): { text: string; heading: string; measures: string[] }[] {
  const found = new Map<string, { text: string; heading: string; measures: string[] }>()
  for (const layer of layers) {
    const text = of(layer)
    const key = `${layer.heading} ${text}`
    const same = found.get(key)
    if (same) same.measures.push(layer.measure)
    else found.set(key, { text, heading: layer.heading, measures: [layer.measure] })
  }
  return [...found.values()]
}

/** The option that answers a question. */
function answerBy(key: string): string {
  const [about = '', name = ''] = key.split('.', 2)
  if (about === 'claims') return `--claim ${key.slice(about.length + 1)}`
  if (about === 'denies') return `--deny ${key.slice(about.length + 1)}`
  if (about === 'loaded_date') return '--loaded <day>'
  if (about === 'exported_date') return '--exported <day>'
  if (about === 'quantity') return '--quantity'
  return name.endsWith('_value_pct') ? `--metal-value ${name.slice(0, -'_value_pct'.length)}=<share>` : `--fact ${name}=…`
}

function row(heading: string, text: string, rate: string, amount: string): string {
  const width = WIDTH - 13 - 12 - 15
  const [first = '', ...rest] = wrap(text, '', '', width).split('\n')
  return [
    `${pad(heading, 13)}${pad(first, width)}${right(rate, 12)}${right(amount, 15)}`,
    ...rest.map((line) => `${' '.repeat(13)}${line}`),
  ].join('\n')
}

function layerRow(l: Layer, a: Assessment): string[] {
  const basis = l.basis_usd === a.value_usd ? '' : ` (on ${l.basis_usd})`
  return [row(l.heading, `${l.reason}${basis}`, `${l.rate_pct}%`, l.amount_usd)]
}

/** A stretch of entry dates on which a product's duty does not change. */
export interface HistoryStep {
  readonly from: string
  readonly until?: string
  readonly rate_pct?: number
  readonly incomplete?: readonly string[]
  /** What changed against the step before, in words. */
  readonly changes: readonly string[]
}

/** A product's history as text. */
export function renderHistory(hts: string, origin: string, steps: readonly HistoryStep[], style: Style): string {
  const out = [style.bold(`${hts} of ${origin}: every step since ${readableDay(steps[0]?.from ?? '')}`), '']
  for (const s of steps) {
    const total = s.rate_pct === undefined ? 'open' : `${s.rate_pct}%`
    out.push(wrap(s.changes.join('; '), `${pad(readableDay(s.from), 13)}${right(total, 9)}  `))
  }
  return `${out.join('\n')}\n`
}

/** Several origins side by side. */
export function renderComparison(assessments: readonly Assessment[], style: Style): string {
  const first = assessments[0] as Assessment
  const out = [style.bold(`${first.hts}, entered into ${first.to} on ${readableDay(first.date)}, value ${first.value_usd} USD`)]
  if (first.horizon.beyond.length > 0)
    out.push(
      style.warn(
        wrap(
          `The record was last looked at on ${readableDay(first.horizon.latest)}: for a later day this is what the acts known then imply.`,
        ),
      ),
    )
  out.push('')
  out.push(`${pad('origin', 8)}${right('rate', 10)}${right('duty USD', 16)}   layers`)
  for (const a of assessments) {
    const layers = a.layers.filter((l) => l.status === 'applies').map((l) => `${l.heading || l.measure} ${l.rate_pct}%`)
    const head = `${pad(a.origin, 8)}${right(a.rate_pct === undefined ? 'open' : `${a.rate_pct}%`, 10)}${right(a.duty_usd ?? 'open', 16)}   `
    out.push(wrap([`base ${a.base.rate}`, ...layers].join(', '), head))
  }
  const notes = [...new Set(assessments.flatMap((a) => [...(a.incomplete ?? []), ...(a.base.notes ?? [])]))]
  if (notes.length > 0) out.push('', ...notes.map((note) => wrap(note, '  ! ', '    ')))
  const open = assessments.filter((a) => a.questions.length > 0).map((a) => a.origin)
  if (open.length > 0) out.push('', wrap(`Answers could change it for ${open.join(', ')}: ask one origin alone to see the questions.`))
  return `${out.join('\n')}\n`
}
