/** `parley effects` for people: what the tariffs asked about do, by country. */
import {
  type Assumptions,
  type Configuration,
  type CountryOutcome,
  type DrawSummary,
  type EffectsOutcome,
  LEAST_ELASTICITY,
  MODELS,
  OUTCOME_MEASURES,
  type OutcomeMeasure,
  type TariffsForOwnWelfare,
} from '../effects/index.js'
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

const HEADS = ['welfare', 'bn USD', 'real wage', 'prices', 'exports', 'imports'] as const
/** The same measures, as intervals have them. */
const DRAWN = ['welfare', 'equivalentVariation', 'realWage', 'prices', 'exportsChange', 'importsChange'] as const

/** What a question assumed otherwise than the model's papers. */
function assumed({ options = {}, deficits }: Assumptions): string {
  const said = [
    options.elasticity !== undefined && `trade elasticity ${options.elasticity}`,
    options.labourSupply !== undefined && `labour supply elasticity ${options.labourSupply}`,
    options.scaleShare !== undefined && `scale elasticity times trade elasticity ${options.scaleShare}`,
    options.phi0 !== undefined && `pass-through ${options.phi0}`,
    options.rebate !== undefined && `tariff revenue ${options.rebate === 'lump-sum' ? 'comes back as a lump sum' : 'cuts income tax'}`,
    deficits !== undefined && (deficits === 'balanced' ? 'deficits ended' : 'deficits keep their share in world income'),
  ].filter((x) => x !== false)
  return said.length > 0 ? ` Assumed here: ${said.join(', ')}.` : ''
}

/** The answer in words, 80 columns wide. */
export function renderEffects(o: EffectsOutcome, style: Style, intervals?: DrawSummary): string {
  const perBillion = unitsPerBillion(o.world)
  const billions = (x: number): string => signed(x / perBillion, 1)
  const names = new Map(o.world.countries.map((c) => [c.code, c.name]))
  const shown = o.countries.length <= 12 ? o.countries : important(o)
  const line = (name: string, cells: readonly string[]): string =>
    pad(name.length > 19 ? `${name.slice(0, 18)}…` : name, 20) + cells.map((cell) => right(cell, 10)).join('')
  /** The ends of the intervals, under the figures. */
  const ends = (country: string): string[] => {
    const measures = intervals?.countries.find((x) => x.country === country)?.measures
    if (!measures) return []
    return (['low', 'high'] as const).map((end) =>
      style.dim(
        line(
          end === 'low' ? '    from' : '    to',
          DRAWN.map((m) => {
            const x = measures[m][end]
            return m === 'equivalentVariation' ? billions(x) : m === 'welfare' ? `${signed(100 * x, 3)}%` : percent(x)
          }),
        ),
      ),
    )
  }
  const out = [
    style.bold(wrap(`Tariffs of ${o.world.year}, changed: ${describeChanges(o)}`)),
    wrap(
      `World: ${o.world.title} (${o.world.label}). Model: ${o.modelTitle}. Trade elasticities: ${o.elasticitySource}.${assumed(o.assumptions)}`,
    ),
    section(intervals ? `By country (under it, ${(100 * intervals.level).toFixed(0)}% of ${intervals.draws} draws)` : 'By country', style),
    line('', HEADS),
    ...shown.flatMap((c) => [
      line(names.get(c.country) ?? c.country, [
        percent(c.welfare),
        billions(c.equivalentVariation),
        percent(c.realWage),
        percent(c.prices),
        percent(c.exports[1] / c.exports[0] - 1),
        percent(c.imports[1] / c.imports[0] - 1),
      ]),
      ...ends(c.country),
    ]),
    ...(shown.length < o.countries.length
      ? [
          wrap(
            `Countries named, and those that gain or lose most in money; ${count(o.countries.length, 'country', 'countries')} with --json.`,
          ),
        ]
      : []),
    wrap(
      intervals
        ? `Only the elasticities vary. ${intervals.elasticities.notes.join(' ')} Draws below ${LEAST_ELASTICITY} are made anew. Seed ${intervals.seed}.`
        : o.elasticitySource === 'as asked'
          ? 'No intervals: the elasticity is the one asked.'
          : 'No intervals here: --draws 200 makes them, from the standard errors published for the elasticities.',
    ),
    ...o.diversion.flatMap((d) => [
      section(`Purchases of ${names.get(d.importer) ?? d.importer}, billion USD`, style),
      wrap(
        `From those that pay more ${billions(d.fromTargets)}, from others ${billions(d.fromOthers)}${d.ratio >= 0 && d.ratio <= 1 ? `: ${(100 * d.ratio).toFixed(0)}% of what is lost there is bought elsewhere abroad` : ''}. Before tariffs, at the prices that follow.`,
      ),
    ]),
    section('To be minded', style),
    wrap(
      `Money and prices are measured with ${NUMERAIRE[o.numeraire]} held as in the base year. Welfare in money is at prices of the base year.`,
      '- ',
      '  ',
    ),
    ...(o.retaliation === 'formula' ? [wrap(answersByFormula(o, names), '- ', '  ')] : []),
    ...o.world.notes.map((note) => wrap(note, '- ', '  ')),
  ]
  return `${out.join('\n')}\n`
}

/** The best tariff of a country, in words: the formula and the optimum are two things. */
export function renderBest(
  { world, name }: Configuration,
  assumptions: Assumptions,
  { country, formula, optimum }: TariffsForOwnWelfare,
): string {
  const who = world.countries.find((c) => c.code === country)?.name ?? country
  const rate = (x: number): string => `${(100 * x).toFixed(2)}%`
  return `${[
    wrap(
      `The uniform tariff on all imports that is best for ${who}, if nobody answers: ${rate(optimum.rate)}, with a welfare of ${percent(optimum.welfare)}. It is the maximum of welfare in the solved model.`,
    ),
    wrap(
      formula
        ? `The formula on base-year data, 1/[(1 + ε δ) φ - 1], gives ${rate(formula.rate)}, and in the solved model a welfare of ${percent(formula.welfare)}: an approximation, not the optimum.`
        : 'The formula on base-year data is for one sector without inputs: it has no figure here.',
    ),
    wrap(`World: ${world.title} (${world.label}). Model: ${MODELS[name]}.${assumed(assumptions)}`),
  ].join('\n')}\n`
}

/** How many answer by the formula, and at what rates. */
function answersByFormula({ answers = [], diversion }: EffectsOutcome, names: ReadonlyMap<string, string>): string {
  const rate = (x: number): string => `${(100 * x).toFixed(2)}%`
  const rates = answers.map((a) => a.rate)
  const [least, most] = [rate(Math.min(...rates)), rate(Math.max(...rates))]
  const china = answers.find((a) => a.country === 'CHN')
  const at = least === most ? `each with ${least}` : `with ${least} to ${most}${china ? `, China with ${rate(china.rate)}` : ''}`
  const importer = diversion[0] && names.get(diversion[0].importer)
  return `All ${answers.length} partners answer on goods of the importer${importer ? ` (${importer})` : ''}, also those that it charges nothing more, ${at}: by the formula of Ignatenko and others on base-year data, which takes all partners together as one region; an approximation of what is best for them.`
}

function describeChanges(o: EffectsOutcome): string {
  const said = o.changes.map(
    ({ importer, exporter, sector, rate, how }) =>
      `${importer} on ${exporter === '*' ? 'all' : exporter}${sector ? ` (sector ${sector})` : ''} ${how === 'set' ? '' : '+'}${+(100 * rate).toFixed(4)}%`,
  )
  const most = said.length > 6 ? [...said.slice(0, 5), `and ${said.length - 5} more`] : said
  return (
    most.join(', ') +
    (o.retaliation === 'reciprocal'
      ? '; answered in kind'
      : o.retaliation === 'formula'
        ? `; answered by all ${o.answers?.length} partners, by the formula`
        : '')
  )
}

/** Who sets tariffs, then those named that they move most, then those that gain and that lose most in money. */
function important(o: EffectsOutcome): EffectsOutcome['countries'] {
  const setters = new Set(o.diversion.map((d) => d.importer))
  const named = new Set(o.targets)
  const first = o.countries.filter((c) => setters.has(c.country))
  const others = o.countries.filter((c) => !setters.has(c.country))
  const most = others
    .filter((c) => named.has(c.country))
    .sort((a, b) => Math.abs(b.equivalentVariation) - Math.abs(a.equivalentVariation))
    .slice(0, 12 - Math.min(first.length, 6))
  const rest = others.filter((c) => !most.includes(c)).sort((a, b) => b.equivalentVariation - a.equivalentVariation)
  return [...first, ...most, ...rest.slice(0, 5), ...rest.slice(-5)]
}

/** Figures of a country that CSV has only beside their intervals. */
const BESIDE: Readonly<Partial<Record<OutcomeMeasure, (c: CountryOutcome) => number>>> = {
  employment: (c) => c.employment,
  incomeChange: (c) => c.incomeChange,
  exportsChange: (c) => c.exports[1] / c.exports[0] - 1,
  importsChange: (c) => c.imports[1] / c.imports[0] - 1,
  revenueShare: (c) => c.revenueShare,
}

const finite = (x: number): number | '' => (Number.isFinite(x) ? x : '')

/** Every figure by country and by country and sector as CSV; money in the world's units, before and after. The last columns have the figures that are changes of others, and every interval, where there are any. */
export function effectsCsv(o: EffectsOutcome, intervals?: DrawSummary): string {
  const pairOf = ([before, after]: readonly [number, number]): number[] => [before, after]
  const last = OUTCOME_MEASURES.length * 2 + Object.keys(BESIDE).length
  const countries = o.countries.map((c) => {
    const measures = intervals?.countries.find((x) => x.country === c.country)?.measures
    return [
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
      ...OUTCOME_MEASURES.flatMap((m) => {
        const figure = BESIDE[m]
        return [...(figure ? [finite(figure(c))] : []), ...(measures ? [measures[m].low, measures[m].high] : ['', ''])]
      }),
    ]
  })
  const sectors = o.sectors.map((s) => [
    s.country,
    s.sector,
    ...Array(4).fill(''),
    ...pairOf(s.exports),
    ...pairOf(s.imports),
    ...Array(4).fill(''),
    ...pairOf(s.output),
    ...Array(last).fill(''),
  ])
  const drawn = OUTCOME_MEASURES.flatMap((m) => {
    const name = m.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
    return [...(BESIDE[m] ? [name] : []), `${name}_low`, `${name}_high`]
  })
  const head = `country,sector,welfare,equivalent_variation,real_wage,prices,exports_before,exports_after,imports_before,imports_after,balance_before,balance_after,revenue_before,revenue_after,output_before,output_after,${drawn.join(',')}`
  return `${[head, ...[...countries, ...sectors].map((row) => row.join(','))].join('\n')}\n`
}
