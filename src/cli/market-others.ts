/** `parley market soybeans --checks` and `parley market rare-earths` for reading. */
import { readableDay } from '../base/dates.js'
import type { CutReport } from '../exposure/index.js'
import type { Check } from '../markets/index.js'
import { estimateWords, howWords } from './exposure.js'
import { capital, pct, short, signed } from './market-text.js'
import { pad, right, type Style, section, wrap } from './text.js'
import { horizonWarning } from './values.js'

const upTo = (value: number): string => (value > 900 ? rise(value) : `up by ${value.toFixed(0)}%`)

/** A rise in percent; a large one as how many times. */
const rise = (value: number): string => (value > 900 ? `to ${Math.round(1 + value / 100)} times` : `${signed(value, 0)}%`)

const UNITS: Record<string, (value: number) => string> = {
  us_to_cn_pct: (v) => pct(v),
  us_exports_pct: (v) => pct(v),
  us_output_pct: (v) => pct(v),
  us_price_usd_bu: (v) => signed(v, 2),
  br_price_usd_bu: (v) => signed(v, 2),
  price_gap_usd_bu: (v) => signed(v, 2),
  br_to_cn_mt: (v) => signed(v, 1),
  us_surplus_bn: (v) => signed(v, 2),
  br_surplus_bn: (v) => signed(v, 2),
  ag_exports_bn: (v) => signed(v, 1),
}
const MEASURES: Record<string, string> = {
  us_to_cn_pct: 'US sales to China',
  us_exports_pct: 'US exports',
  us_output_pct: 'US output',
  us_price_usd_bu: 'US price, USD/bu',
  br_price_usd_bu: 'Brazil price, USD/bu',
  price_gap_usd_bu: 'price gap, USD/bu',
  br_to_cn_mt: 'Brazil to China, Mt',
  us_surplus_bn: 'US, bn USD',
  br_surplus_bn: 'Brazil, bn USD',
  ag_exports_bn: 'US exports, bn USD a year',
}

/** The checks as text of 80 columns. */
export function renderChecks(checks: readonly Check[], style: Style): string {
  const out = [
    style.bold(
      wrap(
        `Published figures on the soybean market beside those of this model: ${checks.filter((c) => c.ours !== undefined).length} of ${checks.length} can be set side by side.`,
      ),
    ),
    wrap(
      'Base season 2016/17; a duty on US beans alone. "fitted": the elasticities were chosen to meet it; "out of sample": they were not. Prices on the world price of September 2018 (World Bank).',
    ),
  ]
  let last = ''
  for (const c of checks) {
    if (c.source !== last) out.push(section(c.source, style))
    last = c.source
    const asked = `${short(Number(c.tariff.toFixed(1)))}%, ${c.setting}${c.sigma === undefined ? '' : ` ${c.sigma}`}`
    const format = UNITS[c.measure] ?? String
    const published = c.published === undefined ? '' : format(c.published)
    out.push(
      `  ${pad(MEASURES[c.measure] ?? c.measure, 27)}${pad(asked, 19)}${right(published, 8)}${right(c.ours === undefined ? '-' : format(c.ours), 9)}  ${c.kind}`,
    )
    const words = [c.published === undefined || /[a-z]{4}/i.test(c.publishedText) ? c.publishedText : '', c.remark].filter(
      (w) => w !== '' && w !== 'the same',
    )
    if (words.length > 0) out.push(style.dim(wrap(words.join('; '), '    ')))
  }
  out.push(
    '',
    style.dim(wrap('Columns: published, then ours. medium: several years, substitution 7.8 unless another is named; short: one season.')),
  )
  return `${out.join('\n')}\n`
}

/** A cut of rare earths as text of 80 columns. */
export function renderCut(report: CutReport, style: Style): string {
  const { outcome, range, share } = report
  const low = Math.min(...range.map((r) => r.price_pct))
  const high = Math.max(...range.map((r) => r.price_pct))
  const when = `${readableDay(report.date)}, as known on ${readableDay(report.known)}`
  const out = [
    style.bold(
      wrap(
        `Rare earths, ${when}: if China sells ${short(report.cut_pct)}% less to the US for a year, the price that US buyers pay goes ${upTo(outcome.price_pct)}, and they get ${Math.abs(outcome.quantity_pct).toFixed(0)}% less. At the ends of the elasticities assumed below: ${rise(low)} ${high > 900 ? 'up' : 'to'} ${rise(high)}.`,
      ),
    ),
    wrap('No standard errors are published for these elasticities: the range is of assumptions, no interval.'),
  ]
  if (report.scenarios.length > 0)
    out.push(style.warn(wrap(`With the scenario ${report.scenarios.join(', ')} laid over the record: this is not the law.`)))
  const warning = horizonWarning(report.horizon, report.date)
  if (warning) out.push(style.warn(wrap(warning)))
  out.push(
    section('Assumptions', style),
    wrap(
      `China's share: ${share.value}% of US imports of compounds and metals by quantity, ${share.year}${share.grade === 'seen' ? '' : ` (${share.grade} verified)`}. ${share.source}. Taken for its share of what US buyers get: ore of their own is left out.`,
      '  * ',
      '    ',
    ),
    ...report.elasticities.map((e) =>
      wrap(
        `${e.parameter === 'epsilon' ? "Others' supply" : 'Demand'}: ${e.value} (${e.low} to ${e.high}), ${e.status}. ${capital(e.note)}.`,
        '  * ',
        '    ',
      ),
    ),
    section('What other elasticities give', style),
    `  ${pad('supply', 10)}${pad('demand', 10)}${right('price', 12)}${right('quantity', 12)}${right('others sell', 14)}${right('buyers lose', 14)}`,
    ...[{ ...outcome, epsilon: report.epsilon, eta: report.eta }, ...range].map(
      (r) =>
        `  ${pad(String(r.epsilon), 10)}${pad(String(r.eta), 10)}${right(rise(r.price_pct), 12)}${right(pct(r.quantity_pct, 0), 12)}${right(pct(r.others_pct, 0), 14)}${right(`${r.loss_pct.toFixed(0)}%`, 14)}`,
    ),
    style.dim(
      wrap(
        'buyers lose: in percent of what they spent on the material before. Not the loss of what is made with it, which is larger.',
        '  ',
      ),
    ),
  )
  if (report.beside.length > 0)
    out.push(section('Published beside it', style), ...report.beside.map((e) => wrap(`${estimateWords(e)} ${howWords(e)}`, '  * ', '    ')))
  return `${out.join('\n')}\n`
}
