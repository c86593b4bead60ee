/** `parley market soybeans` for reading. */
import { addDays, readableDay } from '../base/dates.js'
import type { Bounds, ExporterOutcome, FarmLoss, Lead, SoybeanMarket } from '../markets/index.js'
import { capital, pct, short, signed } from './market-text.js'
import { pad, right, type Style, section, wrap } from './text.js'
import { horizonWarning } from './values.js'

const NAMES: Record<string, string> = { US: 'United States', BR: 'Brazil', AR: 'Argentina', other: 'Others', CN: 'China', rest: 'The rest' }
const nameOf = (id: string): string => NAMES[id] ?? id

const row = (first: string, cells: readonly string[], widths: readonly number[]): string =>
  `  ${pad(first, 24)}${cells.map((c, i) => right(c, widths[i] as number)).join('')}`.trimEnd()

const RUN = { medium: 'over several years', short: 'within one season' } as const

/** The soybean market as text of 80 columns. */
export function renderSoybeans(report: SoybeanMarket, style: Style): string {
  const out = [style.bold(wrap(headline(report)))]
  if (report.scenarios.length > 0)
    out.push(style.warn(wrap(`With the scenario ${report.scenarios.join(', ')} laid over the record: this is not the law.`)))
  const warning = horizonWarning(report.horizon, report.date)
  if (warning) out.push(style.warn(wrap(warning)))
  out.push(...sure(report))
  if (report.reported_zero && report.purchases === undefined && report.lead.us_to_cn_mt > 0.5)
    out.push(
      wrap(
        `Reported: ${report.reported_zero.title} [${report.reported_zero.id}] The duty alone does not explain that here, unless beans of all origins are alike: ask the decision by --purchases none.`,
      ),
    )
  // With nothing that sets origins apart there is nothing to tell but the duties.
  if (Math.abs(report.duty.wedge) < 1e-9 && report.purchases === undefined)
    return `${[...out, ...duties(report, style), ...basis(report, style)].join('\n')}\n`
  out.push(
    ...trade(report, style),
    ...prices(report, style),
    ...money(report, style),
    ...decision(report, style),
    ...pledged(report, style),
  )
  out.push(...aid(report, style), ...range(report, style), ...duties(report, style), ...basis(report, style))
  return `${out.join('\n')}\n`
}

function headline(report: SoybeanMarket): string {
  const { lead, duty, purchases, setting } = report
  const when = `${readableDay(report.date)}, as known on ${readableDay(report.known)}`
  const us = report.outcome.exporters[0] as ExporterOutcome
  const wedge =
    duty.from === 'asked'
      ? `an added duty of ${short(duty.us - duty.other)} points on US beans (asked; ${short(duty.us)}% against ${short(duty.other)}%: ${duty.wedge.toFixed(1)}% dearer)`
      : `China's duty of ${short(duty.us)}% on US beans and ${short(duty.other)}% on others' makes them ${duty.wedge.toFixed(1)}% dearer`
  const still = Math.abs(lead.us_price_usd_bu) < 0.005 && Math.abs(lead.br_price_usd_bu) < 0.005
  const alike = report.outcome.homogeneous ? ', if all beans are alike' : ''
  const does = `US sales to China go from ${us.to_cn_before_mt.toFixed(1)} to ${lead.us_to_cn_mt.toFixed(1)} Mt a season (${pct(lead.us_to_cn_pct, 0)}), ${still ? 'and prices stay where they were' : `the US price ${moves(lead.us_price_usd_bu, lead.us_price_pct)} and Brazil's ${moves(lead.br_price_usd_bu, lead.br_price_pct)}`}`
  const alone = `Against the duty alone the decision is worth ${signed(lead.decision_usd_bu ?? 0, 2)} USD a bushel to US farms`
  if (purchases?.asked_mt === 0)
    return `Soybeans, ${when}: if China buys none of the US, ${RUN[setting]}${alike}, ${does}. ${alone} (${wedge}).`
  const least =
    purchases &&
    (report.pledged?.asked
      ? `${purchases.asked_mt.toFixed(1)} Mt of the US, as its pledges make of ${report.pledged.season}`
      : `${short(purchases.asked_mt)} Mt of the US`)
  if (purchases)
    return purchases.binding
      ? `Soybeans, ${when}: if China buys at least ${least}, ${RUN[setting]}${alike}, where ${wedge}, ${does}. The duty alone would leave ${purchases.free_mt.toFixed(1)} Mt. ${alone}.`
      : `Soybeans, ${when}: to buy at least ${least} does not bind: the market gives ${purchases.free_mt.toFixed(1)} Mt ${RUN[setting]}${alike}. ${capital(wedge)}: ${does}.`
  if (Math.abs(duty.wedge) < 1e-9)
    return `Soybeans, ${when}: China's duty is ${short(duty.us)}% on US beans as on others'. Nothing sets the origins apart, and nothing changes from the season of ${report.base.season}.`
  return `Soybeans, ${when}: ${wedge}. ${capital(RUN[setting])}${alike}, ${does}.`
}

/** `falls by 0.19 USD a bushel (1.9%)`. */
const moves = (usd: number, percent: number): string =>
  Math.abs(usd) < 0.005
    ? 'stays as it was'
    : `${usd < 0 ? 'falls' : 'rises'} by ${Math.abs(usd).toFixed(2)} USD a bushel (${Math.abs(percent).toFixed(1)}%)`

/** One paragraph on how far the lead figures may be off. */
function sure({ range, interval, setting, other, duty, purchases }: SoybeanMarket): string[] {
  if (Math.abs(duty.wedge) < 1e-9 && purchases === undefined) return []
  const decided = purchases !== undefined
  // With purchases fixed the sales do not vary, and what is in doubt is what the decision is worth.
  const value = (r: Lead): number => (decided ? (r.decision_usd_bu ?? 0) : r.us_price_usd_bu)
  const all = range.map(value)
  const sales = range.map((r) => r.us_to_cn_mt)
  const bounds = decided && interval.decision_usd_bu ? interval.decision_usd_bu : interval.us_price_usd_bu
  const what = decided ? 'worth of the decision' : 'US price'
  return [
    wrap(
      `Other substitution: ${decided ? '' : `${Math.min(...sales).toFixed(1)} to ${Math.max(...sales).toFixed(1)} Mt to China, `}${what} ${signed(Math.min(...all), 2)} to ${signed(Math.max(...all), 2)} USD a bushel. Nobody has published standard errors for these elasticities; with the published elasticity of farm goods as a whole (${interval.elasticity}, s.e. ${interval.standard_error}), 95% of ${interval.draws} draws: ${what} ${signed(bounds.low, 2)} to ${signed(bounds.high, 2)}${decided ? '' : `, sales ${pct(interval.us_to_cn_pct.low, 0)} to ${pct(interval.us_to_cn_pct.high, 0)}`}.`,
    ),
    wrap(
      `${capital(RUN[other.setting])} instead (--setting ${other.setting}; this is ${setting}): ${decided ? '' : `${other.us_to_cn_mt.toFixed(1)} Mt, `}US price ${signed(other.us_price_usd_bu, 2)}, Brazil ${signed(other.br_price_usd_bu, 2)} USD a bushel${decided ? `; worth of the decision ${signed(other.decision_usd_bu ?? 0, 2)}` : ''}.`,
    ),
  ]
}

function trade({ outcome, base }: SoybeanMarket, style: Style): string[] {
  const widths = [9, 9, 9, 9, 9, 9]
  const line = (x: ExporterOutcome): string =>
    row(
      nameOf(x.exporter),
      [x.to_cn_before_mt.toFixed(1), x.to_cn_mt.toFixed(1), x.to_rest_before_mt.toFixed(1), x.to_rest_mt.toFixed(1), pct(x.exports_pct)],
      widths,
    )
  const [cn, rest] = outcome.importers as [SoybeanMarket['outcome']['importers'][0], SoybeanMarket['outcome']['importers'][0]]
  return [
    section(`Trade, Mt a season, against ${base.season}`, style),
    row('', ['to China', 'after', 'to rest', 'after', 'exports'], widths),
    ...outcome.exporters.map(line),
    row(
      'All',
      [cn.imports_before_mt.toFixed(1), cn.imports_mt.toFixed(1), rest.imports_before_mt.toFixed(1), rest.imports_mt.toFixed(1)],
      widths,
    ),
  ]
}

function prices({ outcome, price }: SoybeanMarket, style: Style): string[] {
  const widths = [9, 12, 12]
  return [
    section(`Prices that exporters receive, on ${price.usd_bu.toFixed(2)} USD a bushel (${price.usd_t.toFixed(0)} a tonne)`, style),
    row('', ['', 'USD/bushel', 'USD/tonne'], widths),
    ...outcome.exporters.map((x) =>
      row(nameOf(x.exporter), [pct(x.price_pct), signed(x.price_usd_bu, 2), signed(x.price_usd_t, 1)], widths),
    ),
    ...outcome.importers.map((x) => row(`${nameOf(x.importer)} pays`, [pct(x.price_pct)], widths)),
  ]
}

function money({ outcome, base, price, per_acre_usd: acre }: SoybeanMarket, style: Style): string[] {
  const widths = [10, 10, 10, 14]
  return [
    section('Money, billion USD a season', style),
    row('', ['exports', 'change', 'surplus', 'on the crop'], widths),
    ...outcome.exporters.map((x) =>
      row(
        nameOf(x.exporter),
        [
          x.revenue_before_bn.toFixed(1),
          signed(x.revenue_bn, 2),
          signed(x.surplus_bn, 2),
          x.crop_bn === undefined ? '' : signed(x.crop_bn, 2),
        ],
        widths,
      ),
    ),
    ...outcome.importers.map((x) =>
      wrap(
        `${x.importer === 'CN' ? "China's buyers" : 'Buyers in the rest'} ${signed(x.surplus_bn, 2)}${x.importer === 'CN' ? `, duty revenue ${signed(x.duty_revenue_bn, 2)}${x.decision_bn === 0 ? '' : `; by deciding where to buy they ${x.decision_bn < 0 ? 'pay above' : 'stay below'} the market by ${Math.abs(x.decision_bn).toFixed(2)}`}` : ''}.`,
        '  ',
      ),
    ),
    style.dim(
      wrap(
        `exports: value before, and its change. surplus: of producers, on what is exported. on the crop: the price change on the whole crop of ${base.season}, sold at home or abroad. On a US acre ${signed(acre, 2)} USD, at the yield of ${price.season}.`,
        '  ',
      ),
    ),
  ]
}

function decision(report: SoybeanMarket, style: Style): string[] {
  const { purchases, outcome, duty, nearly_none_pct: nearly } = report
  if (!purchases) return []
  const out = [section('The decision in terms of a duty', style)]
  if (purchases.asked_mt === 0) {
    const alike = outcome.homogeneous
    out.push(
      wrap(
        alike
          ? `All beans alike: China's demand is met by others once US beans cost it ${(outcome.equivalent_pct ?? 0).toFixed(1)}% more.`
          : `No duty stops the last tonne while origins differ. One of ${(nearly ?? 0).toFixed(0)}% above the others' would stop 99%.`,
        '  ',
      ),
    )
  } else if (purchases.binding) {
    const equal = outcome.equivalent_pct ?? 0
    const way = equal < 0 ? `a preference of ${Math.abs(equal).toFixed(1)}%` : `a wedge of ${equal.toFixed(1)}%`
    out.push(
      wrap(
        `The purchases are those of ${way}${equal < 0 ? ' for US beans' : ''}, where the duty makes ${duty.wedge.toFixed(1)}%: someone in China bears the difference.`,
        '  ',
      ),
    )
  }
  return out
}

/** The pledges on record, each with its own term, and what they make of the season. */
function pledged({ pledged: all, purchases, date }: SoybeanMarket, style: Style): string[] {
  if (!all || purchases?.asked_mt === 0) return []
  const widths = [10, 10, 12, 12]
  const span = (from: string, until: string): string =>
    `${readableDay(from).slice(2).trim()} to ${readableDay(addDays(until, -1)).slice(2).trim()}`
  return [
    section(`Pledges to buy, read for the season ${all.season} (September to August)`, style),
    row('', ['pledged', 'share', 'in season', 'the market'], widths),
    ...all.terms.map((t) =>
      row(
        span(t.from, t.until),
        [`${short(t.quantity)} Mt`, `${(100 * t.share).toFixed(0)}%`, `${t.season_mt.toFixed(1)} Mt`, `${t.market_mt.toFixed(1)} Mt`],
        widths,
      ),
    ),
    row('At least', ['', '', `${all.at_least_mt.toFixed(1)} Mt`, ''], widths),
    ...[...new Map(all.terms.map((t) => [t.id, t.title]))].map(([id, title]) => wrap(`${title} [${id}]`, '  * ', '    ')),
    wrap(
      `A term has its own months, the model has a season: the part of a term that falls in it is that of the same months of ${all.months_of} in their exports to China.${all.uncovered.length > 0 ? ` ${monthsOf(all.uncovered)} ${all.uncovered.length === 1 ? 'has' : 'have'} no pledge: nothing is counted for ${all.uncovered.length === 1 ? 'it' : 'them'}.` : ''} Pledged are purchases; the model has shipments. ${all.asked ? `This answer takes them as at least so much in the season.` : purchases ? `The ${short(purchases.asked_mt)} Mt asked are a quantity of the season of ${readableDay(date)}, not these: --purchases pledged.` : 'This answer is without them: --purchases pledged.'}`,
      '  ',
    ),
  ]
}

/** `Sep and Oct 2025`. */
const monthsOf = (months: readonly string[]): string => {
  const words = months.map((m) => readableDay(`${m}-01`).slice(2).trim())
  return words.length > 2 ? `${words[0]} to ${words.at(-1)}` : words.join(' and ')
}

function aid({ aid: programmes }: SoybeanMarket, style: Style): string[] {
  if (programmes.length === 0) return []
  const widths = [14, 14]
  const line = (name: string, { usd_bu, usd_acre }: FarmLoss): string => row(name, [signed(usd_bu, 2), signed(usd_acre, 2)], widths)
  return [
    section('Aid to US farmers beside the loss of the same season', style),
    ...programmes.flatMap((a) => {
      const { loss, season } = a
      const steps = loss.duties.map((d) => `${short(d.us)}% from ${readableDay(d.from)}`).join(', ')
      const paid = a.payments.map(
        (p) =>
          `${p.rate.toFixed(2)} ${p.unit === 'USD/bu' ? 'USD a bushel' : 'USD an acre'}${p.part === 1 ? '' : ` on ${p.part * 100}% of the crop`} (${readableDay(p.known)})`,
      )
      const all = a.payments.reduce((sum, p) => sum + p.part, 0)
      return [
        wrap(`${a.title} [${a.id}]`, '  * ', '    '),
        row(`    Soybeans of ${season.season}`, ['USD/bushel', 'USD/acre'], widths),
        line('    paid', { usd_bu: a.usd_bu, usd_acre: a.usd_acre }),
        line('    lost, several years', loss.medium),
        line('    lost, one season', loss.short),
        ...(loss.none ? [line('    none sold, years', loss.none.medium), line('    none sold, season', loss.none.short)] : []),
        wrap(
          `Paid: ${paid.join(' and ')}${all < 1 ? '; what is paid on the rest was not known yet' : ''}. Lost: under China's duties on US beans of that season, each for its days (${steps}), at ${season.farmPrice.toFixed(2)} USD a bushel and ${season.yield} bushels an acre (${season.status} of ${readableDay(season.known)}), against ${loss.base}.${loss.none ? ` None sold: if China bought none all season; it bought none when ${loss.none.report} was reported.` : ''}`,
          '    ',
        ),
      ]
    }),
    style.dim(wrap('Aid answers more than this duty. An acre is one harvested; a rate by the acre planted is taken as such.', '  ')),
  ]
}

function range({ range: rows, interval, lead, elasticities, outcome }: SoybeanMarket, style: Style): string[] {
  const alike = rows.find((r) => r.name.startsWith('all beans alike'))
  const line = (r: Lead): string =>
    `  ${pad(r.name, 40)}${right(r.us_to_cn_mt.toFixed(1), 8)}${right(pct(r.us_to_cn_pct, 0), 8)}${right(signed(r.us_price_usd_bu, 2), 10)}${right(signed(r.br_price_usd_bu, 2), 10)}`
  return [
    section('What other elasticities give', style),
    `  ${pad('', 40)}${right('Mt', 8)}${right('', 8)}${right('US USD/bu', 10)}${right('Brazil', 10)}`,
    line({ ...lead, name: outcome.homogeneous ? 'as asked: all beans alike' : `as answered: substitution ${outcome.sigma}` }),
    ...rows.map(line),
    line(interval.centre),
    ...(alike && alike.us_to_cn_mt < 0.05 && Math.abs(alike.us_price_usd_bu) < 0.005
      ? [wrap('All beans alike: others export more than China buys, so that trade changes its routes and no price its level.', '  ')]
      : []),
    ...elasticities.map((e) =>
      style.dim(
        wrap(
          `${PARAMETERS[e.parameter] ?? e.parameter} ${e.value}${e.standardError === undefined ? '' : ` (s.e. ${e.standardError})`}: ${e.status}${e.source === 'none' ? '' : `, ${e.source}`}. ${capital(e.note)}.`,
          '  ',
        ),
      ),
    ),
  ]
}

const PARAMETERS: Record<string, string> = {
  sigma: 'Substitution between origins',
  epsilon: 'Export supply',
  eta: 'Import demand',
  trade_elasticity: 'Trade elasticity',
}

function duties({ duty, date }: SoybeanMarket, style: Style): string[] {
  if (duty.from === 'asked') return []
  const vat = duty.vat ?? 0
  const printed = ((1 + duty.us / 100) * (1 + vat / 100) - 1) * 100
  return [
    section(`China's duties on ${duty.code} on ${readableDay(date)}`, style),
    wrap(`Most-favoured-nation rate ${short(duty.other)}%, of all origins.`, '  * ', '    '),
    ...duty.layers.map((l) => wrap(`${l.title}: ${short(l.rate)}% [${l.measure}]`, '  * ', '    ')),
    ...(vat > 0 && duty.us !== duty.other
      ? [
          wrap(
            `Value-added tax of ${short(vat)}% falls on all origins and sets none apart: with it the charge on US beans comes to ${printed.toFixed(0)}%, of which only ${duty.wedge.toFixed(1)}% is against the US.`,
            '  ',
          ),
        ]
      : []),
    ...duty.open.map((o) => wrap(`${o.ask} Then ${short(o.us)}%, a wedge of ${o.wedge.toFixed(1)}%.`, '  ? ', '    ')),
  ]
}

function basis({ base, price, date }: SoybeanMarket, style: Style): string[] {
  const assumed = base.assumed.map((f) => `${nameOf(f.exporter)} to ${nameOf(f.importer).toLowerCase()} ${f.quantity} Mt`)
  return [
    '',
    style.dim(
      wrap(
        `Base: the season ${base.season} (known ${readableDay(base.known)}), in which no duty set the origins apart; its quantities stand for a season without the wedge, not for ${date.slice(0, 4)}. US sales to China: ${base.us_to_cn}. ${assumed.length > 0 ? `Assumed: ${assumed.join(', ')}. ` : 'No quantity is assumed. '}Price: US farm price of ${price.season}, ${price.status} in USDA's report of ${readableDay(price.known)}; it holds whatever had moved it by then, and percentages of the export price are applied to it. Oil, meal, freight and exchange rates stand still. Sources: data/PROVENANCE.md.`,
      ),
    ),
  ]
}

/**
 * The exporters as CSV; a change is called so, and other figures are levels. The last columns are the interval of draws of the published elasticity, where the report has one: of the price in
 * USD a bushel, and of the change of sales to China in percent.
 */
export function csvOfMarket({ outcome, interval, range }: SoybeanMarket): string {
  const columns: readonly (readonly [name: string, figure: keyof ExporterOutcome])[] = [
    ['exporter', 'exporter'],
    ['price_change_pct', 'price_pct'],
    ['price_change_usd_bu', 'price_usd_bu'],
    ['price_change_usd_t', 'price_usd_t'],
    ['to_cn_before_mt', 'to_cn_before_mt'],
    ['to_cn_mt', 'to_cn_mt'],
    ['to_rest_before_mt', 'to_rest_before_mt'],
    ['to_rest_mt', 'to_rest_mt'],
    ['exports_change_pct', 'exports_pct'],
    ['revenue_before_bn', 'revenue_before_bn'],
    ['revenue_change_bn', 'revenue_bn'],
    ['surplus_change_bn', 'surplus_bn'],
    ['crop_change_bn', 'crop_bn'],
  ]
  const price = (id: string): Bounds | undefined =>
    id === 'US' ? interval.us_price_usd_bu : id === 'BR' ? interval.br_price_usd_bu : undefined
  const sales = (id: string): Bounds | undefined => (id === 'US' ? interval.us_to_cn_pct : undefined)
  const ranged = (id: string): (number | '')[] => {
    const values = id === 'US' ? range.map((r) => r.us_price_usd_bu) : id === 'BR' ? range.map((r) => r.br_price_usd_bu) : []
    return values.length > 0 ? [Math.min(...values), Math.max(...values)] : ['', '']
  }
  const drawn = (b: Bounds | undefined): (number | '')[] => (b ? [b.low, b.high] : ['', ''])
  const rows = outcome.exporters.map((x) => [
    ...columns.map(([, figure]) => x[figure] ?? ''),
    ...ranged(x.exporter),
    ...drawn(price(x.exporter)),
    ...drawn(sales(x.exporter)),
  ])
  const more = [
    'range_price_change_usd_bu_low',
    'range_price_change_usd_bu_high',
    'drawn_price_change_usd_bu_low',
    'drawn_price_change_usd_bu_high',
    'drawn_to_cn_change_pct_low',
    'drawn_to_cn_change_pct_high',
  ]
  return `${[[...columns.map(([name]) => name), ...more].join(','), ...rows.map((r) => r.join(','))].join('\n')}\n`
}
