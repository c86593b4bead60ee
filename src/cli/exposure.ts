/** `parley exposure` for reading. */
import type { ExposureIndex } from '../answers/exposure.js'
import { readableDay } from '../base/dates.js'
import { type Control, dotted, type Use } from '../controls/index.js'
import type { Estimate, ExposureBrief, ExposureReport, Figure, ImportSum } from '../exposure/index.js'
import { standingWords } from './controls.js'
import { count, pad, type Style, section, wrap } from './text.js'
import { horizonWarning } from './values.js'

/** Dollars in millions, to two digits that mean something. */
function million(usd: number): string {
  if (usd === 0) return '0'
  const digits = usd < 1e6 ? 2 : usd < 1e8 ? 1 : 0
  return (usd / 1e6).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const partly = ({ grade }: { grade: string }): string => (grade === 'partly' ? ' (partly verified)' : '')
const percentOf = (value: string): string => (/^[<>]?[\d.]+$/.test(value) ? `${value}%` : value)
/** A figure's value: `99%`, `more than 95%`, `W (withheld)`. */
function valueWords({ value, unit }: Figure): string {
  const words = unit.replace(/^percent,? ?/, '')
  if (value === 'W') return 'withheld'
  if (value === 'E') return 'net exporter'
  if (value === 'NA') return 'not available'
  return /^percent/.test(unit) ? `${words === '' || /of quantity/.test(words) ? '' : `${words} `}${percentOf(value)}` : `${value} ${unit}`
}

function warnings({ scenarios, horizon, date }: Pick<ExposureIndex, 'scenarios' | 'horizon' | 'date'>, style: Style): string[] {
  const warning = horizonWarning(horizon, date)
  return [
    ...(scenarios.length > 0
      ? [style.warn(wrap(`With the scenario ${scenarios.join(', ')} laid over the record: this is not the law.`))]
      : []),
    ...(warning ? [style.warn(wrap(warning))] : []),
  ]
}

const VERDICTS: Record<string, string> = {
  prohibited: 'prohibited',
  licence: 'licence',
  'licence-by-rule': 'licence by rule',
  'end-user-check': 'end-user check',
  'general-licence': 'general licence',
}

/** All materials, one a line. */
export function renderIndex(index: ExposureIndex, style: Style): string {
  const on = `${readableDay(index.date)}, as known on ${readableDay(index.known)}`
  const licensed = index.materials.filter((m) => m.control.requirement !== 'none')
  const out = [
    style.bold(
      wrap(
        `Materials that China controls, ${on}: for ${licensed.length} of ${index.materials.length} an export to the US needs a licence or is prohibited on that day.`,
      ),
    ),
    ...warnings(index, style),
    '',
    `${pad('', 19)}${['China', 'China', 'US net', 'China in', 'imports', ''].map((t, i) => (i < 5 ? t.padStart(9) : '')).join('')}`,
    `${pad('', 19)}${['mines', 'refines', 'imports', 'imports', 'M USD'].map((t) => t.padStart(9)).join('')}  control`,
  ]
  for (const m of index.materials) {
    const cell = (f: Figure | undefined): string => (f ? `${valueShort(f)}${f.grade === 'partly' ? '?' : ''}` : '-').padStart(9)
    const usd = m.imports
      ? m.imports.only.codes > 0
        ? million(m.imports.only.china)
        : m.imports.others.codes > 0
          ? `(${million(m.imports.others.china)})`
          : '-'
      : '-'
    out.push(
      `${pad(m.material, 19)}${cell(m.mining)}${cell(m.refining)}${cell(m.reliance)}${cell(m.sources)}${usd.padStart(9)}  ${verdictShort(m)}`,
    )
  }
  out.push(
    '',
    style.dim(
      wrap(
        'China mines, refines (or makes): percent of the world. US net imports: percent of US consumption, from anywhere. China in imports: percent of US imports by quantity. imports: customs value of US imports from China in 2024 under codes that hold this material only; in brackets, codes that hold others too, not to be added. ?: partly verified. -: no figure on record for this material alone. parley exposure <material> gives sources.',
      ),
    ),
  )
  return `${out.join('\n')}\n`
}

const valueShort = ({ value, unit }: Figure): string =>
  value === 'E' ? 'exports' : value === 'W' ? 'withheld' : /more than|over/.test(unit) ? `>${value}` : value

const verdictShort = ({ control: { requirement, suspended } }: ExposureBrief): string =>
  requirement === 'none' ? (suspended ? 'suspended' : 'none') : (VERDICTS[requirement] as string)

/** One material as text of 80 columns. */
export function renderExposure(report: ExposureReport, style: Style): string {
  const { material } = report
  const out = [style.bold(wrap(headline(report))), ...warnings(report, style)]
  if (report.withheld > 0)
    out.push(
      wrap(
        `${count(report.withheld, 'figure')} published after ${readableDay(report.known)} ${report.withheld === 1 ? 'is' : 'are'} left out.`,
      ),
    )
  out.push(section("China's share", style), ...list(report.shares, (f) => figureLine(f, material.name)))
  out.push(section('What the US imports', style), ...list(report.reliance, (f) => figureLine(f, material.name)))
  for (const s of report.sources) {
    out.push(
      wrap(
        `${named(s.material, material.name)}${s.form === 'All' ? 'imports' : s.form}, ${s.year}, by quantity: ${s.shares.map((x) => `${x.country} ${x.pct}%`).join(', ')}.`,
        '  * ',
        '    ',
      ),
    )
  }
  out.push(
    ...importSection(report, style),
    ...useSection(report, style),
    ...controlSection(report, style),
    ...estimateSection(report, style),
  )
  if (report.silent.length > 0)
    out.push(section('No answer on record', style), ...report.silent.map((s) => wrap(`${capital(s)}.`, '  - ', '    ')))
  const sources = [...new Set([...report.shares, ...report.reliance, ...report.sources].map((f) => f.source.replace(/, chapter .*$/, '')))]
  if (sources.length > 0) out.push(section('Sources', style), ...sources.map((s) => style.dim(wrap(s, '  ', '  '))))
  return `${out.join('\n')}\n`
}

const list = <T>(rows: readonly T[], line: (row: T) => string): string[] => (rows.length > 0 ? rows.map(line) : ['  No figure on record.'])
const named = (of: string, asked: string): string => (of.toLowerCase() === asked ? '' : `${capital(of)}: `)

function headline(report: ExposureReport): string {
  const { material, shares, reliance, imports } = report
  const name = `${capital(material.name)}${material.symbol ? ` (${material.symbol})` : ''}`
  const on = `${readableDay(report.date)}, as known on ${readableDay(report.known)}`
  const share = shares[0]
  const relies = reliance[0]
  const parts = [
    share && `China ${valueWords(share)} of ${of(share, material.name)}${partly(share)}`,
    relies &&
      `US net import reliance ${valueWords(relies)}${subjectOf(relies, material.name) === '' ? '' : ` (${subjectOf(relies, material.name)})`}`,
    imports && importWords(imports.only, imports.others),
    verdictWords(report),
  ].filter(Boolean)
  return `${name}, ${on}: ${parts.join('; ')}.`
}

/** Of what a figure is, where that is not the material asked: its group, or an input that the measure names. */
const subjectOf = (f: Figure, name: string): string =>
  /^(\w+): /.exec(f.measure)?.[1] ?? (f.material.toLowerCase() === name ? '' : f.material)

const of = (f: Figure, name: string): string => {
  const what = f.measure.replace(/^.*China share of /, '').replace(/ \(.*\)$/, '')
  return `${what}${subjectOf(f, name) === '' ? '' : ` of ${subjectOf(f, name)}`} in ${f.year.replace('e', '')}`
}

function importWords(only: ImportSum, others: ImportSum): string {
  if (only.codes > 0) return `US imports from China in 2024 ${million(only.china)} million USD`
  if (others.codes > 0)
    return `no US tariff code of its own (codes that hold it among others: ${million(others.china)} million USD from China in 2024)`
  return 'no US tariff code on record'
}

function verdictWords({ control }: ExposureReport): string {
  const { requirement, suspended, controls } = control
  if (requirement === 'prohibited') return 'China: export to the US prohibited'
  if (requirement !== 'none') return `China: ${VERDICTS[requirement]} required to export to the US`
  if (controls.length === 0) return 'no export control of China on record'
  return suspended ? "China's controls on it are suspended" : 'no control of China in force'
}

function figureLine(f: Figure, asked: string): string {
  const note = f.note && !/^[EW] =/.test(f.note) ? ` (${f.note})` : ''
  return wrap(
    `${named(f.material, asked)}${f.measure.replace(/ \((Mine|Refinery|Primary) production\)/, '')}, ${f.year.replace(/^(\d+)e$/, '$1 (estimate)')}: ${valueWords(f)}${partly(f)}${note}`,
    '  * ',
    '    ',
  )
}

function importSection({ imports, known }: ExposureReport, style: Style): string[] {
  const title = section('US tariff lines, imports for consumption of 2024', style)
  if (!imports) return [title, wrap(`The values of 2024 were not final by ${readableDay(known)}.`, '  ')]
  if (imports.lines.length === 0) return [title, '  No line on record.']
  const SHOWN = 12
  const shown = imports.lines.slice(0, SHOWN)
  const share = (china: number, all: number): string => (all > 0 ? `${((100 * china) / all).toFixed(0)}%` : '-')
  const sum = (words: string, s: ImportSum): string[] =>
    s.codes === 0
      ? []
      : [
          wrap(
            `${count(s.codes, 'code')} ${words}: ${million(s.china)} of ${million(s.partners)} million USD from China (${share(s.china, s.partners)}).`,
            '  ',
          ),
        ]
  return [
    title,
    `  ${pad('', 15)}${'China'.padStart(9)}${'all'.padStart(9)}${'share'.padStart(7)}   million USD`,
    ...shown.map((l) =>
      wrap(
        `${l.forms.join(', ')}${l.holds === 'only this' ? '' : ` [${l.specificity}]`}`,
        `  ${pad(dotted(l.hts), 15)}${million(l.china).padStart(9)}${million(l.partners).padStart(9)}${share(l.china, l.partners).padStart(7)}   `,
        ' '.repeat(45),
      ),
    ),
    ...(imports.lines.length > SHOWN ? [`  and ${count(imports.lines.length - SHOWN, 'more line')} with less; --json gives all.`] : []),
    ...sum('that hold only this', imports.only),
    ...sum('that hold other goods too', imports.others),
    ...sum('of products made with it', imports.products),
    style.dim(
      wrap(
        'Each code once. "all" is the 50 partners and the EU on record, not the world: the share is an upper bound. Not to be added over materials.',
        '  ',
      ),
    ),
  ]
}

function useSection({ uses, material }: ExposureReport, style: Style): string[] {
  const own = uses.filter((u) => !material.groups.includes(u.material))
  // What a family is used for stands in only where nothing is said of the material itself.
  const of = (kind: Use['kind']): Use[] => {
    const mine = own.filter((u) => u.kind === kind)
    return mine.length > 0 ? mine : uses.filter((u) => u.kind === kind)
  }
  const line = (u: Use): string =>
    wrap(
      `${material.groups.includes(u.material) ? named(u.material, material.name) : ''}${u.item}${u.sharePct === undefined ? '' : `: ${percentOf(u.sharePct)}`}${u.scope ? `${u.sharePct === undefined ? '; ' : ' of '}${u.scope}` : ''}${u.year ? `, ${u.year}` : ''}${partly(u)}`,
      '  * ',
      '    ',
    )
  return [
    section('What it is used for', style),
    ...list(of('use'), line),
    ...(of('substitute').length > 0 ? ['  What could stand in for it:', ...of('substitute').map(line)] : []),
  ]
}

function controlSection({ control, date }: ExposureReport, style: Style): string[] {
  const line = (c: Control): string => wrap(`${c.title} [${c.measure}]: ${standingWords(c)}`, '  * ', '    ')
  return [
    section(`Controls of China on ${readableDay(date)}, to the US`, style),
    ...(control.controls.length > 0 ? control.controls.map(line) : ['  None on record.']),
    ...(control.inOthers.length > 0 ? ['  On goods of other materials that hold it:', ...control.inOthers.map(line)] : []),
  ]
}

const KINDS: readonly (readonly [Estimate['kind'], string])[] = [
  ['cut-off', 'Published losses from a cut-off'],
  ['observed', 'What was observed'],
  ['rank', 'Rank'],
  ['elasticity', 'Elasticities'],
  ['cost of reply', 'Cost of a reply'],
]

function estimateSection({ estimates, material }: ExposureReport, style: Style): string[] {
  const out: string[] = []
  for (const [kind, title] of KINDS) {
    const rows = estimates.filter((e) => e.kind === kind)
    if (rows.length === 0) continue
    out.push(section(title, style))
    if (kind === 'cut-off') out.push(style.dim(wrap('They do not measure the same thing: read what each counts.', '  ')))
    const told = new Set<string>()
    for (const e of rows) {
      const how = howWords(e)
      const again = how !== '' && told.has(how)
      told.add(how)
      out.push(
        wrap(
          `${named(e.material, material.name)}${estimateWords(e)}${how === '' ? '' : again ? ' How: as above.' : ` ${how}`}`,
          '  * ',
          '    ',
        ),
      )
    }
  }
  return out
}

/** Who, what shock, what outcome. */
export function estimateWords(e: Estimate): string {
  const who = [e.publisher, e.publisher?.includes(e.year ?? '') ? '' : e.year].filter(Boolean).join(' ')
  const shock = [e.shock, e.horizon].filter(Boolean).join(', ')
  return `${who}${shock ? `, ${shock}` : ''}: ${outcomeWords(e)}${partly(e)}${e.note && !/^low = from/.test(e.note) ? ` (${e.note})` : ''}.`
}

function outcomeWords(e: Estimate): string {
  if (e.kind === 'rank') return `${e.outcome.replace(/^rank/, `rank ${e.central}`)}`
  const range = e.low !== undefined && e.high !== undefined ? `${e.low} to ${e.high}` : (e.low ?? e.high)
  const value = [e.central, e.central !== undefined && range ? `(${range})` : range].filter(Boolean).join(' ')
  // `percent, "more than"`: the words of the source go before the figure.
  const [, unit = e.unit ?? '', quoted = '', rest = ''] = /^(.*?), "([^"]+)"(.*)$/.exec(e.unit ?? '') ?? []
  return `${e.outcome} ${quoted ? `${quoted} ` : ''}${value}${unit ? ` ${unit}` : ''}${rest}`
}

/** What it measures and assumes; nothing if the source says nothing. */
export function howWords(e: Estimate): string {
  const words = [e.model && e.model !== 'same' && `how: ${e.model}`, e.assumptions && `assumes: ${e.assumptions}`]
    .filter(Boolean)
    .join('; ')
  return words === '' ? '' : `${capital(words)}.`
}
