/** `parley effects` for people: what the tariffs asked about do, by country. */
import { type DrawSummary, type EffectsOutcome, LEAST_ELASTICITY } from '../effects/index.js'
import { count, pad, right, type Style, section, wrap } from './text.js'
import { unitsPerBillion } from './values.js'

/** With its sign; a zero has none. */
export const signed = (x: number, digits: number): string => {
  const text = x.toFixed(digits)
  return Number(text) === 0 ? text.replace('-', '') : `${x > 0 ? '+' : ''}${text}`
}
export const percent = (x: number): string => `${signed(100 * x, 2)}%`

export const NUMERAIRE: Record<string, string> = {
  'consumer-prices': "the world's consumer prices",
  wages: "the world's wages",
  'world-income': "the world's labour income",
}

/** The answer in words, 80 columns wide. */
export function renderEffects(o: EffectsOutcome, style: Style, intervals?: DrawSummary): string {
  const perBillion = unitsPerBillion(o.world)
  const billions = (x: number): string => signed(x / perBillion, 1)
  const names = new Map(o.world.countries.map((c) => [c.code, c.name]))
  const shown = o.countries.length <= 12 ? o.countries : important(o)
  const out = [
    style.bold(wrap(`Tariffs of ${o.world.year}, changed: ${describeChanges(o)}`)),
    wrap(`World: ${o.world.title} (${o.world.label}). Model: ${o.modelTitle}. Trade elasticities: ${o.elasticitySource}.`),
    section('By country', style),
    `${pad('', 20)}${['welfare', 'bn USD', 'real wage', 'prices', 'exports', 'imports'].map((h) => right(h, 10)).join('')}`,
    ...shown.map((c) => {
      const name = names.get(c.country) ?? c.country
      const cells = [
        percent(c.welfare),
        billions(c.equivalentVariation),
        percent(c.realWage),
        percent(c.prices),
        percent(c.exports[1] / c.exports[0] - 1),
        percent(c.imports[1] / c.imports[0] - 1),
      ]
      return pad(name.length > 19 ? `${name.slice(0, 18)}…` : name, 20) + cells.map((cell) => right(cell, 10)).join('')
    }),
    ...(shown.length < o.countries.length
      ? [
          wrap(
            `Countries named, and those that gain or lose most in money; ${count(o.countries.length, 'country', 'countries')} with --json.`,
          ),
        ]
      : []),
    ...o.diversion.flatMap((d) => [
      section(`Purchases of ${names.get(d.importer) ?? d.importer}, billion USD`, style),
      wrap(
        `From those that pay more ${billions(d.fromTargets)}, from others ${billions(d.fromOthers)}${d.ratio >= 0 && d.ratio <= 1 ? `: ${(100 * d.ratio).toFixed(0)}% of what is lost there is bought elsewhere abroad` : ''}. Before tariffs, at the prices that follow.`,
      ),
    ]),
    ...(intervals
      ? [
          section(`Welfare in ${(100 * intervals.level).toFixed(0)}% of ${intervals.draws} draws`, style),
          ...shown.map((c) => {
            const i = intervals.countries.find((x) => x.country === c.country)?.measures.welfare
            return i
              ? `${pad(names.get(c.country) ?? c.country, 24)}${right(`${signed(100 * i.low, 3)}%`, 10)} to ${signed(100 * i.high, 3)}%`
              : ''
          }),
          wrap(
            `Only the elasticities vary. ${intervals.elasticities.notes.join(' ')} Draws below ${LEAST_ELASTICITY} are made anew. Seed ${intervals.seed}.`,
          ),
        ]
      : []),
    section('To be minded', style),
    wrap(
      `Money and prices are measured with ${NUMERAIRE[o.numeraire]} held as in the base year. Welfare in money is at prices of the base year.`,
      '- ',
      '  ',
    ),
    ...o.world.notes.map((note) => wrap(note, '- ', '  ')),
  ]
  return `${out.join('\n')}\n`
}

function describeChanges(o: EffectsOutcome): string {
  const said = o.changes.map(
    ({ importer, exporter, sector, rate, how }) =>
      `${importer} on ${exporter === '*' ? 'all' : exporter}${sector ? ` (sector ${sector})` : ''} ${how === 'set' ? '' : '+'}${+(100 * rate).toFixed(4)}%`,
  )
  const most = said.length > 6 ? [...said.slice(0, 5), `and ${said.length - 5} more`] : said
  return most.join(', ') + (o.retaliation === 'reciprocal' ? '; answered in kind' : '')
}

/** The countries named in the changes, and the five that gain and the five that lose most in money. */
function important(o: EffectsOutcome): EffectsOutcome['countries'] {
  const named = new Set(o.diversion.flatMap((d) => [d.importer]).concat(o.targets))
  const others = o.countries.filter((c) => !named.has(c.country)).sort((a, b) => b.equivalentVariation - a.equivalentVariation)
  const first = o.countries.filter((c) => named.has(c.country))
  return [...(first.length <= 12 ? first : first.slice(0, 12)), ...others.slice(0, 5), ...others.slice(-5)]
}

/** Every figure by country and by country and sector as CSV; money in the world's units, before and after. */
export function effectsCsv(o: EffectsOutcome): string {
  const pairOf = ([before, after]: readonly [number, number]): number[] => [before, after]
  const countries = o.countries.map((c) => [
    c.country,
    '',
    c.welfare,
    c.equivalentVariation,
    c.realWage,
    c.prices,
    ...pairOf(c.exports),
    ...pairOf(c.imports),
    ...pairOf(c.balance),
    ...pairOf(c.revenue),
    '',
    '',
  ])
  const sectors = o.sectors.map((s) => [
    s.country,
    s.sector,
    ...Array(4).fill(''),
    ...pairOf(s.exports),
    ...pairOf(s.imports),
    ...Array(4).fill(''),
    ...pairOf(s.output),
  ])
  const head =
    'country,sector,welfare,equivalent_variation,real_wage,prices,exports_before,exports_after,imports_before,imports_after,balance_before,balance_after,revenue_before,revenue_after,output_before,output_after'
  return `${[head, ...[...countries, ...sectors].map((row) => row.join(','))].join('\n')}\n`
}
