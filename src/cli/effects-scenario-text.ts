/** `parley effects <scenario>` for people, and as rows. */
import type { ScenarioReport } from '../answers/effects-scenario.js'
import { readableDay } from '../base/dates.js'
import { type CountryOutcome, type Interval, LEAST_ELASTICITY } from '../effects/index.js'
import type { AppliedTariff, CountryMeasure, LeftOut } from '../incidence/index.js'
import { NUMERAIRE, percent, signed } from './effects.js'
import { count, pad, right, type Style, section, wrap } from './text.js'
import { horizonWarning, leftOutWords, unitsPerBillion } from './values.js'
import { money } from './what-if.js'

/** What a side is shown of, and how: a fraction, or money in billions. */
const ROWS: readonly (readonly [label: string, measure: CountryMeasure, money?: true])[] = [
  ['welfare', 'welfare'],
  ['  bn USD a year', 'equivalentVariation', true],
  ['real wage', 'realWage'],
  ['consumer prices', 'prices'],
  ['exports', 'exportsChange'],
  ['imports', 'importsChange'],
  ['trade balance (held)', 'balanceChange', true],
  ['tariff revenue, bn USD', 'revenueChange', true],
]

const measure = (o: CountryOutcome, of: CountryMeasure): number => {
  if (of === 'exportsChange') return o.exports[1] / o.exports[0] - 1
  if (of === 'importsChange') return o.imports[1] / o.imports[0] - 1
  if (of === 'balanceChange') return o.balance[1] - o.balance[0]
  return of === 'revenueChange' ? o.revenue[1] - o.revenue[0] : o[of]
}

/** The answer in words, 80 columns wide. */
export function renderScenarioEffects(report: ScenarioReport, style: Style): string {
  const { compared, outcome: o, uncertainty, own } = report
  const { known, date } = compared
  const on = report.tariffsOn
  const perBillion = unitsPerBillion(o.world)
  const bn = (x: number): string => signed(x / perBillion, 1)
  const name = (code: string): string => o.world.countries.find((c) => c.code === code)?.name ?? code
  const side = (iso2: string): CountryOutcome => {
    const code = o.world.countries.find((c) => c.iso2 === iso2)?.code
    return o.countries.find((c) => c.country === code) as CountryOutcome
  }
  const [us, china] = [side('US'), side('CN')]
  const of = (c: CountryOutcome): string => {
    const i = uncertainty?.countries.find((x) => x.country === c.country)?.measures.welfare
    const within = i ? `, ${span(i, 0.01, digitsOf(100 * c.welfare))}` : ''
    return `${percent(c.welfare)} of welfare (${bn(c.equivalentVariation)} bn USD a year${within}${i ? '%' : ''})`
  }
  const out = [
    style.bold(wrap(`${compared.title}: United States ${of(us)}, China ${of(china)}, the world ${bn(o.worldWelfare)} bn USD.`)),
    wrap(
      `Against: ${compared.against_title}. As known on ${readableDay(known)}${on === undefined ? `, from ${readableDay(date)} on` : `, tariffs of ${readableDay(on)}`}.`,
    ),
    wrap(`In the world of ${o.world.year}: ${o.world.title} (${o.world.label}).`),
  ]
  const warning = horizonWarning(compared.horizon, on ?? date)
  if (warning) out.push(style.warn(wrap(warning)))
  if (o.tariffs.length === 0) {
    out.push(
      '',
      wrap(
        on === undefined
          ? 'Nothing differs from this day on: by what is known the two readings of the law are one.'
          : `No duty differs on ${readableDay(on)}, so nothing moves in the model.`,
      ),
      ...leftOutText(report.left).map((t) => wrap(t)),
    )
    return `${out.join('\n')}\n`
  }

  const intervals = new Map(uncertainty?.countries.map((c) => [c.country, c.measures]))
  const cell = (c: CountryOutcome, of: CountryMeasure, inMoney?: true): string => {
    const x = measure(c, of) / (inMoney ? perBillion : 0.01)
    const digits = inMoney ? 1 : digitsOf(x)
    const i = intervals.get(c.country)?.[of]
    return right(`${signed(x, digits)}${inMoney ? '' : '%'}`, 9) + (i ? pad(` (${span(i, inMoney ? perBillion : 0.01, digits)})`, 19) : '')
  }
  const width = uncertainty ? 28 : 16
  out.push(
    section(`The two sides${uncertainty ? ` (${(100 * uncertainty.level).toFixed(0)}% of ${uncertainty.draws} draws)` : ''}`, style),
    `${pad('', 23)}${pad('    United States', width)}    China`,
    ...ROWS.map(([label, m, inMoney]) => `${pad(label, 23)}${pad(cell(us, m, inMoney), width)}${cell(china, m, inMoney)}`.trimEnd()),
  )

  out.push(section('Goods at the borders', style))
  for (const p of o.pairs) {
    if (p.trade[0] === 0) continue
    const i = uncertainty?.pairs.find((x) => x.importer === p.importer && x.exporter === p.exporter)?.measures
    const [before, after] = p.trade.map((x) => (x / perBillion).toFixed(1))
    const trade = withSpan(p.trade[1] / p.trade[0] - 1, i?.tradeChange)
    const price = withSpan(p.buyerPrice, i?.buyerPrice)
    out.push(
      wrap(
        `${name(p.importer)} from ${name(p.exporter)}: ${before} → ${after} bn USD, ${trade}; prices to its buyers, duties included, ${price}.`,
        '* ',
      ),
    )
  }
  for (const d of o.diversion) {
    const diverted = d.ratio >= 0 && d.ratio <= 1
    out.push(
      wrap(
        `Of goods and services ${name(d.importer)} buys ${bn(d.fromTargets)} bn from where duties change, ${bn(d.fromOthers)} bn elsewhere abroad${diverted ? ` (${(100 * d.ratio).toFixed(0)}% of what is lost)` : ''}, ${bn(d.own)} bn at home.`,
        '* ',
      ),
    )
  }

  out.push(section('Who gains and who loses, billion USD', style), ...countryTable(report, us, china, name, bn))
  if (o.sectors.length > 0) out.push(section('Sectors that move most, output, billion USD', style), ...sectorTable(report, us, china, bn))
  out.push(section('Tariffs set, percent', style), ...tariffTable(report, name))

  out.push(section('To be minded', style))
  const notes = [
    ...coverageText(report),
    `Products are weighed by trade before the scenario, ${report.year === 2024 ? 'of 2024' : `of ${report.year} (between the two) and 2024`}, at the values counted then. The kernel moves buyers by the price aggregate and collects the revenue aggregate; the mean is only for comparison.`,
    o.tariffs[0]?.inYear
      ? `The world's tariffs come on top of those of ${o.world.year}: set is the law's duty over that of 1 July ${o.world.year}, by our reading of the law. Pairs not listed above have no change from ${o.world.year}.`
      : `Set is the whole duty of the law. Pairs not listed above keep the world's tariffs of ${o.world.year}, whatever has happened to them since.`,
    ...thinText(report, name, perBillion),
    ...leftOutText(report.left),
    ...(uncertainty
      ? [
          `Intervals: only the elasticities vary (${uncertainty.elasticities.source}), one draw for both equilibria. ${uncertainty.elasticities.notes.join(' ')} Draws below ${LEAST_ELASTICITY} are made anew. Seed ${uncertainty.seed}.`,
        ]
      : [`Trade elasticities: ${o.elasticitySource}. No intervals: ask for them with --draws.`]),
    ...(own
      ? [
          `At the world's own elasticities: ${own.countries
            .filter((c) => [us.country, china.country].includes(c.country))
            .sort((a) => (a.country === us.country ? -1 : 1))
            .map((c) => `${name(c.country)} ${percent(c.welfare)}`)
            .join(', ')}, the world ${bn(own.worldWelfare)} bn USD.`,
        ]
      : []),
    `Model: ${o.modelTitle}. Trade balances are transfers that keep their share in the world's income, so that a tariff moves them little. Long run; no unemployment, no adjustment.`,
    `Changes run from the equilibrium under the law before to that under the law after; money and prices with ${NUMERAIRE[o.numeraire]} held, in an economy of the size of ${o.world.year}.`,
    ...o.world.notes,
  ]
  out.push(...notes.map((note) => wrap(note, '- ', '  ')))
  return `${out.join('\n')}\n`
}

/** Digits after the point that a percentage is told with: three figures or so. */
const digitsOf = (pct: number): number => (Math.abs(pct) < 1 ? 3 : Math.abs(pct) < 10 ? 2 : 1)

/** `-0.09 to -0.08`: the ends of an interval in a unit. */
function span({ low, high }: Interval, unit: number, digits: number): string {
  return `${signed(low / unit, digits)} to ${signed(high / unit, digits)}`
}

/** `-24.7% (-25.4 to -24.0)`. */
function withSpan(x: number, i?: Interval): string {
  const digits = digitsOf(100 * x)
  return `${signed(100 * x, digits)}%${i ? ` (${span(i, 0.01, digits)})` : ''}`
}

type Words = (x: number) => string

function countryTable(
  { outcome: o, uncertainty }: ScenarioReport,
  us: CountryOutcome,
  china: CountryOutcome,
  name: (code: string) => string,
  bn: Words,
): string[] {
  const flow = (exporter: string, importer: string): string => {
    if (exporter === importer) return ''
    const f = o.flows.find((x) => x.exporter === exporter && x.importer === importer)
    return f ? bn(f.trade[1] - f.trade[0]) : '0.0'
  }
  const ordered = [...o.countries].sort((a, b) => a.equivalentVariation - b.equivalentVariation)
  const shown = ordered.length <= 12 ? ordered : ordered.filter((c, i) => i < 6 || i >= ordered.length - 6 || c === us || c === china)
  const rows = shown.map((c) => {
    const i = uncertainty?.countries.find((x) => x.country === c.country)?.measures.welfare
    const label = name(c.country)
    const cells = [
      percent(c.welfare),
      bn(c.equivalentVariation),
      flow(c.country, us.country),
      flow(c.country, china.country),
      bn(c.exports[1] - c.exports[0]),
    ]
    return `${pad(label.length > 17 ? `${label.slice(0, 16)}…` : label, 18)}${cells.map((x, at) => right(x, at < 2 ? 8 : 9)).join('')}${i ? right(span(i, 0.01, 3), 19) : ''}`
  })
  const head = ['welfare', 'bn', 'to US', 'to China', 'exports'].map((h, at) => right(h, at < 2 ? 8 : 9)).join('')
  return [
    `${pad('', 18)}${head}${uncertainty ? right(`${(100 * uncertainty.level).toFixed(0)}% of draws`, 19) : ''}`,
    ...rows,
    ...(shown.length < ordered.length
      ? [wrap(`Those that lose and gain most; ${count(ordered.length, 'country', 'countries')} with --json.`)]
      : []),
  ]
}

function sectorTable({ outcome: o }: ScenarioReport, us: CountryOutcome, china: CountryOutcome, bn: Words): string[] {
  const of = (country: string, sector: string) => o.sectors.find((s) => s.country === country && s.sector === sector)
  const change = (both: readonly [number, number] | undefined): number => (both ? both[1] - both[0] : 0)
  const volume = (x: number | undefined): string => (x === undefined || !Number.isFinite(x) ? '' : percent(x))
  const moved = o.world.sectors
    .map((s) => ({ name: s.name, us: of(us.country, s.code), china: of(china.country, s.code) }))
    .sort(
      (a, b) =>
        Math.abs(change(b.us?.output)) +
        Math.abs(change(b.china?.output)) -
        Math.abs(change(a.us?.output)) -
        Math.abs(change(a.china?.output)),
    )
  const line = (cells: readonly string[]): string => cells.map((x) => right(x, 9)).join('')
  return [
    `${pad('', 26)}${right('United States', 27)}${right('China', 27)}`,
    `${pad('', 26)}${line(['output', 'volume', 'exports', 'output', 'volume', 'exports'])}`,
    ...moved.slice(0, 8).map((s) => {
      const label = s.name.length > 25 ? `${s.name.slice(0, 24)}…` : s.name
      const cells = [s.us, s.china].flatMap((x) => [bn(change(x?.output)), volume(x?.outputVolume), bn(change(x?.exports))])
      return `${pad(label, 26)}${line(cells)}`
    }),
  ]
}

function tariffTable({ outcome: o }: ScenarioReport, name: (code: string) => string): string[] {
  const arrow = (t: AppliedTariff, by: 'mean' | 'price' | 'revenue'): string =>
    right(`${(100 * t.before[by]).toFixed(1)} → ${(100 * t.after[by]).toFixed(1)}`, 15)
  const out = [`${pad('', 26)}${right('weight', 9)}${['mean', 'price', 'revenue'].map((h) => right(h, 15)).join('')}`]
  for (const key of new Set(o.tariffs.map((t) => `${t.importer} ${t.exporter}`))) {
    const [importer, exporter] = key.split(' ') as [string, string]
    const own = o.tariffs.filter((t) => t.importer === importer && t.exporter === exporter)
    out.push(`${name(importer)} on goods of ${name(exporter)}`)
    const most = [...own]
      .sort((a, b) => b.value_usd * Math.abs(b.after.price - b.before.price) - a.value_usd * Math.abs(a.after.price - a.before.price))
      .slice(0, 6)
    for (const t of most) {
      const label = o.world.sectors.find((s) => s.code === t.sector)?.name ?? t.sector
      out.push(
        `  ${pad(label.length > 23 ? `${label.slice(0, 22)}…` : label, 24)}${right(money(t.value_usd), 9)}${arrow(t, 'mean')}${arrow(t, 'price')}${arrow(t, 'revenue')}`,
      )
    }
    if (own.length > most.length) out.push(`  ${own.length - most.length} more with --csv`)
  }
  return out
}

function coverageText({ coverage }: ScenarioReport): string[] {
  const side = (importer: 'US' | 'CN', words: string): string[] => {
    const own = coverage.filter((c) => c.importer === importer)
    if (own.length === 0) return []
    const sum = (of: (c: (typeof own)[number]) => number): number => own.reduce((total, c) => total + of(c), 0)
    const [value, noCode] = [sum((c) => c.value_usd), sum((c) => c.no_code_usd)]
    const all = value + noCode
    const share = (x: number): string => `${((100 * x) / all).toFixed(1)}%`
    const nowhere = own.filter((c) => c.region === undefined).map((c) => c.origin)
    return [
      `${words} (${own.map((c) => c.origin).join(', ')}): ${share(sum((c) => c.counted_usd))} of ${money(all)} USD are weights. Left out: ${share(sum((c) => c.open_usd))} without a total on the day, ${share(sum((c) => c.unmapped_usd) + noCode)} under special provisions or numbers that the tariff has not${nowhere.length > 0 ? `; ${nowhere.join(', ')}: no place in this world` : ''}.`,
    ]
  }
  return [...side('US', 'US imports'), ...side('CN', "China's imports")]
}

/** Sectors whose products on record are few beside what the world trades in them. */
function thinText({ outcome: o }: ScenarioReport, name: (code: string) => string, perBillion: number): string[] {
  const thin = o.tariffs
    .filter((t) => t.flow > perBillion && t.value_usd / 1e9 < (0.1 * t.flow) / perBillion)
    .map((t) => {
      const sector = o.world.sectors.find((s) => s.code === t.sector)?.name ?? t.sector
      return `${sector} of ${name(t.exporter)} in ${name(t.importer)} (${money(t.value_usd)} for ${(t.flow / perBillion).toFixed(1)} bn)`
    })
  return thin.length === 0 ? [] : [`Few products weigh for much trade of ${o.world.year}: ${thin.join('; ')}.`]
}

const leftOutText = (left: readonly LeftOut[]): string[] =>
  left.length === 0
    ? []
    : [`The scenario changes more than the model has: ${leftOutWords(left)}. They are in parley what-if, and in no figure here.`]

/** Every figure as rows. */
export function scenarioCsv({ outcome: o, uncertainty }: ScenarioReport): string {
  const rows: string[] = []
  const row = (what: string, country: string, partner: string, sector: string, of: string, value: number, i?: Interval): void => {
    if (!Number.isFinite(value)) return
    rows.push([what, country, partner, sector, of, number(value), i ? number(i.low) : '', i ? number(i.high) : ''].join(','))
  }
  row('world', '', '', '', 'equivalentVariation', o.worldWelfare, uncertainty?.worldWelfare)
  for (const c of o.countries) {
    const i = uncertainty?.countries.find((x) => x.country === c.country)?.measures
    for (const [, of] of ROWS) row('country', c.country, '', '', of, measure(c, of), i?.[of])
  }
  for (const p of o.pairs) {
    const i = uncertainty?.pairs.find((x) => x.importer === p.importer && x.exporter === p.exporter)?.measures
    if (p.trade[0] > 0) row('pair', p.importer, p.exporter, '', 'tradeChange', p.trade[1] / p.trade[0] - 1, i?.tradeChange)
    row('pair', p.importer, p.exporter, '', 'buyerPrice', p.buyerPrice, i?.buyerPrice)
  }
  for (const f of o.flows) {
    row('flow', f.importer, f.exporter, '', 'before', f.trade[0])
    row('flow', f.importer, f.exporter, '', 'after', f.trade[1])
  }
  for (const s of o.sectors)
    for (const of of ['output', 'exports', 'imports'] as const) {
      row('sector', s.country, '', s.sector, `${of}Before`, s[of][0])
      row('sector', s.country, '', s.sector, `${of}After`, s[of][1])
    }
  for (const t of o.tariffs) {
    row('tariff', t.importer, t.exporter, t.sector, 'weightUsd', t.value_usd)
    for (const by of ['mean', 'price', 'revenue'] as const) {
      row('tariff', t.importer, t.exporter, t.sector, `${by}Before`, t.before[by])
      row('tariff', t.importer, t.exporter, t.sector, `${by}After`, t.after[by])
    }
  }
  return `what,country,partner,sector,measure,value,low,high\n${rows.join('\n')}\n`
}

const number = (x: number): string => String(Number(x.toPrecision(10)))
