/** The questions that can be asked with GET: one table. A route says what it takes, what it gives, and which answer it calls. */
import { z } from '@hono/zod-openapi'
import { averageDuties, GROUPINGS } from '../answers/average.js'
import { AverageOutput } from '../answers/average-schema.js'
import { TRADE_YEARS } from '../answers/comparison.js'
import { controlsOf } from '../answers/controls.js'
import { ControlsOutput } from '../answers/controls-schemas.js'
import { COUNTED } from '../answers/counted.js'
import { coverage } from '../answers/coverage.js'
import { diffReport } from '../answers/diff.js'
import { comparison, dutyOf, dutySteps } from '../answers/duty.js'
import { AssessmentOutput, ComparisonOutput, HistoryOutput } from '../answers/duty-schemas.js'
import {
  MODEL_NAMES,
  SCENARIO_WORLD,
  scenarioEffects,
  scenarioIntervals,
  scenarioJson,
  WORLD_IDS,
  worldOf,
} from '../answers/effects-scenario.js'
import { ScenarioEffectsOutput } from '../answers/effects-scenario-schemas.js'
import { pairs, quantities } from '../answers/entries.js'
import { exposureOf, exposureOfAll } from '../answers/exposure.js'
import { ExposureIndexOutput, ExposureReportOutput } from '../answers/exposure-schemas.js'
import { linesFor } from '../answers/hts.js'
import { HtsOutput } from '../answers/hts-schemas.js'
import { MARKET_SETTINGS, purchasesOf, soybeansOf } from '../answers/market.js'
import { SoybeanOutput } from '../answers/market-schemas.js'
import { PortFeeOutput } from '../answers/port-fee-schemas.js'
import { recordWhole } from '../answers/record.js'
import { CheckOutput, DiffOutput, ShowOutput, TimelineOutput, TopicReport, TruceOutput } from '../answers/schemas.js'
import { type Question, question, type Shelf } from '../answers/shelf.js'
import { timeline } from '../answers/timeline.js'
import { topicOf } from '../answers/topic.js'
import { VESSEL_WORDS, vesselOf } from '../answers/vessel.js'
import { whatIf } from '../answers/what-if.js'
import { WhatIfOutput } from '../answers/what-if-schemas.js'
import { fail } from '../base/errors.js'
import { embeddedRecord } from '../files/generated.js'
import { type Ledger, Topic, VESSEL_FACTS, type VesselFact } from '../ledger/index.js'
import { portFee } from '../ports/index.js'
import { truceReport } from '../watch/index.js'
import { asOf, day, lens, many, number, oneOf, text, whole, yes } from './parameters.js'

/** What a route is. `asked` has the parameters by name, and the day asked. */
export interface Route<Q extends z.ZodRawShape = z.ZodRawShape, P extends z.ZodRawShape = z.ZodRawShape> {
  readonly path: `/v1/${string}`
  readonly summary: string
  readonly query: Q
  readonly params?: P
  readonly output: z.ZodType
  /** More than some tens of milliseconds: done in another thread. */
  readonly heavy?: true
  /** Parameters that a room knows by another name, for what it says of them. */
  readonly names?: Readonly<Record<string, string>>
  /** An address that is answered, for the documentation and the tests. */
  readonly example: string
  answer(shelf: Shelf, asked: z.output<z.ZodObject<Q>> & z.output<z.ZodObject<P>> & { readonly date: string }): unknown
}
const route = <Q extends z.ZodRawShape, P extends z.ZodRawShape = Record<never, never>>(r: Route<Q, P>): Route => r as unknown as Route

const ask = (shelf: Shelf, asked: { date: string; known?: string | undefined; scenario?: string[] | undefined }): Question =>
  question(
    (asked.scenario ?? []).reduce((l, s) => lay(l, s), shelf.ledger),
    asked,
  )

/** A ledger with a scenario that ships. A file is never read: its name would come from a stranger. */
export function lay(ledger: Ledger, scenario: string, field = 'scenario'): Ledger {
  const ids = embeddedRecord().scenarios.map(({ id }) => id)
  return ids.includes(scenario)
    ? ledger.with(scenario)
    : fail('bad-input', `there is no scenario "${scenario}"; there are ${ids.join(', ')}`, field)
}

/** The parameters with a value. */
const given = <T extends object>(asked: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as never

const vesselParameters = Object.fromEntries(
  (Object.keys(VESSEL_FACTS) as VesselFact[]).map((fact) => [
    fact,
    VESSEL_FACTS[fact] === 'share'
      ? many(`${VESSEL_WORDS[fact]}: US=30`)
      : VESSEL_FACTS[fact] === 'yes-no'
        ? yes(VESSEL_WORDS[fact])
        : text(VESSEL_WORDS[fact]).optional(),
  ]),
) as Record<VesselFact, z.ZodOptional<z.ZodString>>

export const ROUTES: readonly Route[] = [
  route({
    path: '/v1/truce',
    summary: 'The truce on a day: what is suspended, until when, what comes back on each side',
    query: asOf,
    output: TruceOutput,
    heavy: true,
    example: '/v1/truce?date=2025-10-20&known=2025-10-20',
    answer(shelf, asked) {
      const { ledger, date, known } = ask(shelf, asked)
      return truceReport(ledger, { date, ...(known !== undefined && { known }) })
    },
  }),
  route({
    path: '/v1/timeline',
    summary: 'Events by the day on which they became known',
    query: {
      actor: oneOf('Whose acts', ['US', 'CN', 'both', 'other']).optional(),
      topic: oneOf('One issue of the talks', Topic.options).optional(),
      from: day('First day on which an event became known'),
      to: day('Last such day'),
      ...lens,
    },
    output: TimelineOutput,
    example: '/v1/timeline?topic=soybeans&from=2025-10-01&to=2025-11-20&known=2025-11-20',
    answer: (shelf, asked) => timeline(ask(shelf, asked).view, asked),
  }),
  route({
    path: '/v1/topics/{name}',
    summary: 'One issue of the talks: the law on it, pledges, figures, threats, talks',
    params: { name: oneOf('The issue', Topic.options) },
    query: asOf,
    output: TopicReport,
    heavy: true,
    example: '/v1/topics/soybeans?date=2025-10-20&known=2025-10-20',
    answer: (shelf, asked) => topicOf(ask(shelf, asked), asked.name),
  }),
  route({
    path: '/v1/measures/{id}',
    summary: 'One record whole, a measure, an event or an authority: every value, date, source and relation',
    params: { id: text('The id of a record, as the other answers name it', 'us.ieepa.reciprocal.cn') },
    query: asOf,
    output: ShowOutput,
    heavy: true,
    example: '/v1/measures/us.ieepa.reciprocal.cn',
    answer: (shelf, asked) => recordWhole(ask(shelf, asked).view, shelf.ledger, asked.id).record,
  }),
  route({
    path: '/v1/hts',
    summary: 'Lines of the US tariff schedule, by number or by words',
    query: { q: text('A tariff number, or words of its description', 'permanent magnets'), most: whole('How many lines at most', 1, 200) },
    output: HtsOutput,
    names: { code: 'q' },
    example: '/v1/hts?q=8505.11.00.70',
    answer: (shelf, asked) => linesFor(shelf, asked.q, asked.most ?? 20, 'q').answer,
  }),
  route({
    path: '/v1/duty',
    summary: 'The full stack of duties on an import into the US or China, with the reason for every layer',
    query: {
      hts: text('Tariff number, with or without dots: 8 to 10 digits for the US; 6, 8 or 10 for China', '8505.11.00.70'),
      origin: text('Country of origin, ISO two letters', 'CN').optional(),
      to: oneOf('Importing party; default: US', ['US', 'CN']).optional(),
      value_usd: text('Customs value; default: 10000.00', '10000.00').optional(),
      quantity: many('Quantity, e.g. 500kg'),
      claims: many('What the filer asserts: usmca, 9802.00.80, 9903.88.69, donation …'),
      denies: many('What is asserted not to be so'),
      facts: many('A fact of the entry, e.g. us_content_pct=30'),
      loaded_date: day('Day of loading on the final vessel'),
      exported_date: day('Day of export'),
      base_rate: text('A base rate instead of that of the schedule, e.g. 2.9%').optional(),
      history: yes('Every step of the duty since the record begins, instead of one day'),
      compare: many('An origin to set beside the others: the answer is a list'),
      ...asOf,
    },
    output: z.union([AssessmentOutput, ComparisonOutput, HistoryOutput]),
    names: { code: 'hts', entry_date: 'date' },
    example: '/v1/duty?hts=8505.11.00.70&origin=CN&date=2026-09-30',
    answer(shelf, asked) {
      const { ledger, date, known } = ask(shelf, asked)
      const { hts, origin, to = 'US', value_usd = '10000.00', quantity, facts, compare } = asked
      const { claims, denies, loaded_date, exported_date, base_rate } = asked
      const entry = {
        hts,
        entry_date: date,
        value_usd,
        ...given({ claims, denies, loaded_date, exported_date, base_rate }),
        ...(quantity && { quantity: quantities(quantity, 'quantity') }),
        ...(facts && { facts: pairs(facts, 'facts') }),
      }
      const lines = { ledger, known, to, entry }
      if (compare) return comparison(shelf, lines, [...(origin === undefined ? [] : [origin]), ...compare])
      if (origin === undefined) fail('bad-input', 'say the country of origin, e.g. origin=CN', 'origin')
      return asked.history === 'true' ? dutySteps(shelf, lines, origin) : dutyOf(shelf, lines, origin)
    },
  }),
  route({
    path: '/v1/controls',
    summary: 'Export controls of both sides that reach goods: licence, ban or none on record, by which act, until when',
    query: {
      code: text('Customs code of 2 to 10 digits', '8505.11').optional(),
      goods: text('Words of the goods', 'wire saw').optional(),
      element: text('Element or material, by name or symbol', 'Dy').optional(),
      from: text('Whose exports, ISO two letters', 'CN').optional(),
      to: text('Where they go, ISO two letters', 'US').optional(),
      listings: yes('How many entities stand on the lists of both sides'),
      ...asOf,
    },
    output: ControlsOutput,
    heavy: true,
    example: '/v1/controls?code=8505.11&from=CN&to=US&date=2025-11-15&known=2025-11-15',
    answer(shelf, asked) {
      const { code, goods, element, from, to, listings } = asked
      return controlsOf(ask(shelf, asked).view, given({ code, goods, element, from, to, listings: listings === 'true' || undefined }))
    },
  }),
  route({
    path: '/v1/port-fee',
    summary: 'What one call of a vessel costs in the port fees of the US or of China, and what would change it',
    query: {
      port: oneOf('At whose port the vessel calls', ['US', 'CN']),
      ...vesselParameters,
      calls: whole('Calls planned in the year of the cap, this one counted', 1, 366),
      call: whole('Which of the calls charged in that year this is', 1, 366),
      ...asOf,
    },
    output: PortFeeOutput,
    heavy: true,
    example: '/v1/port-fee?port=US&built=CN&owner=DK&operator=DK&type=container&netTons=50000&containers=9000&date=2025-10-20',
    answer(shelf, asked) {
      const { port, calls, call } = asked
      return portFee(ask(shelf, asked).view, { port, vessel: vesselOf(asked), ...given({ calls, call }) })
    },
  }),
  route({
    path: '/v1/what-if',
    summary: 'Everything that a scenario changes on both sides: measures by authority, trade covered, average duties, products',
    query: {
      scenario: text('A scenario by id; "record" is the law as it stands', 'lapse'),
      against: text('What it is compared with; default: what the scenario names, else the record').optional(),
      product: many('Only products of these codes'),
      chapter: many('Only these chapters'),
      year: oneOf('Year of the trade between the two that is the weight; default: 2024', TRADE_YEARS.map(String)).optional(),
      over: many('A scenario laid over both sides of the comparison'),
      date: asOf.date,
      known: lens.known,
    },
    output: WhatIfOutput,
    heavy: true,
    example: '/v1/what-if?scenario=lapse&date=2025-10-20&known=2025-10-20&chapter=85',
    answer(shelf, { over, scenario, against, product, chapter, year = '2024', ...days }) {
      const asked = ask(shelf, { ...days, scenario: over })
      return whatIf(asked, { scenario, against, products: product, chapters: chapter, year }, lay).report
    },
  }),
  route({
    path: '/v1/effects',
    summary: 'Who gains and who loses from a scenario, in general equilibrium: its tariffs against those of the law without it',
    query: {
      scenario: text('A scenario by id; "record" is the law as it stands', 'lapse'),
      against: text('What it is compared with; default: what the scenario names, else the record').optional(),
      over: many('A scenario laid over both sides of the comparison'),
      world: oneOf(`The world that the model begins from; default: ${SCENARIO_WORLD}`, WORLD_IDS).optional(),
      model: oneOf('Model; default: that of the world', MODEL_NAMES).optional(),
      year: oneOf('Year of the trade between the two that weighs products; default: 2024', TRADE_YEARS.map(String)).optional(),
      allPartners: yes('The duties of the law on US imports from everybody, not only where they change'),
      draws: whole('Intervals from so many draws of the elasticities (takes longer); default: none', 2, 200),
      seed: whole('Seed of the draws; default: 1', 0, 999_999),
      date: asOf.date,
      known: lens.known,
    },
    output: ScenarioEffectsOutput,
    heavy: true,
    example: '/v1/effects?scenario=lapse&date=2025-10-20&known=2025-10-20',
    answer(shelf, { over, scenario, against, model, year = '2024', draws, seed = 1, ...rest }) {
      const world = worldOf(rest.world ?? SCENARIO_WORLD)
      const asked = { scenario, against, world, model, year, allPartners: rest.allPartners === 'true' }
      const effects = scenarioEffects(ask(shelf, { ...rest, scenario: over }), asked, lay)
      const uncertainty = draws === undefined ? undefined : scenarioIntervals(world, effects, draws, seed)
      return scenarioJson({ ...effects.report, ...(uncertainty && { uncertainty }) })
    },
  }),
  route({
    path: '/v1/averages',
    summary: 'Average US duties by origin and day: weighted with imports of 2024, simple, and as a model of trade needs them',
    query: {
      origin: many('Origins, ISO two letters or EU; default: the partners on record together'),
      by: oneOf('By authority or measure the parts add up to the average', GROUPINGS).optional(),
      chapter: many('Only these chapters'),
      from: day('A series from this day to the day asked, every step'),
      daily: yes('A row for every day, not only for steps'),
      sigma: text('Elasticity of substitution of the CES averages').optional(),
      metal: oneOf(
        'Metal content in duties on the metal in goods: by published shares (default), none, or the whole value',
        COUNTED,
      ).optional(),
      preferences: oneOf('Goods that enter under a preference: by published shares (default), none, or all that can', COUNTED).optional(),
      bounds: yes('With each row the weighted averages at the bounds of both'),
      ...asOf,
    },
    output: AverageOutput,
    heavy: true,
    example: '/v1/averages?origin=CN&by=authority&date=2025-10-20&known=2025-10-20',
    answer(shelf, asked) {
      const { origin, chapter, by, from, sigma, metal, preferences } = asked
      const flags = { daily: asked.daily === 'true', bounds: asked.bounds === 'true' }
      return averageDuties(ask(shelf, asked), { origins: origin, chapters: chapter, by, from, sigma, metal, preferences, ...flags })
    },
  }),
  route({
    path: '/v1/market/soybeans',
    summary: "Soybeans under China's duties and decisions of a day: trade, prices, who gains and who loses",
    query: {
      setting: oneOf('medium: several years (default); short: one season', MARKET_SETTINGS).optional(),
      tariff: number("China's added duty on US beans in points, instead of the record's", 0, 1000),
      purchases: text(
        'none; pledged: what the pledges on record make of the season; or at least so many million tonnes of US beans a season, 0 to 1000',
        'pledged',
      ).optional(),
      homogeneous: yes('All beans alike, whatever their origin (arbitrage)'),
      draws: whole('Draws of the published elasticity; default: 1000', 2, 100_000),
      seed: whole('Seed of the draws; default: 1', 0, 999_999),
      ...asOf,
    },
    output: SoybeanOutput,
    heavy: true,
    example: '/v1/market/soybeans?date=2025-10-20&known=2025-10-20',
    answer(shelf, asked) {
      const { setting = 'medium', tariff, purchases, homogeneous, draws, seed } = asked
      return soybeansOf(shelf, ask(shelf, asked), {
        setting,
        ...given({
          tariff,
          purchases: purchases === undefined ? undefined : purchasesOf(purchases),
          draws,
          seed,
          homogeneous: homogeneous === 'true' || undefined,
        }),
      })
    },
  }),
  route({
    path: '/v1/exposure',
    summary: "What hangs on the controlled materials: China's share, US reliance, imports, the control in force; one a row",
    query: asOf,
    output: ExposureIndexOutput,
    heavy: true,
    example: '/v1/exposure?date=2025-10-20&known=2025-10-20',
    answer: (shelf, asked) => exposureOfAll(ask(shelf, asked).view),
  }),
  route({
    path: '/v1/exposure/{material}',
    summary: "One material: China's share, US reliance, uses, imports, controls, published losses",
    params: { material: text('An element or material: dysprosium, Ga, magnets, graphite …', 'dysprosium') },
    query: asOf,
    output: ExposureReportOutput,
    heavy: true,
    example: '/v1/exposure/dysprosium?date=2025-10-20&known=2025-10-20',
    answer: (shelf, asked) => exposureOf(ask(shelf, asked).view, asked.material),
  }),
  route({
    path: '/v1/diff',
    summary: 'Which terms a scenario changes, from a day on',
    query: { ...asOf, against: text('Compare with another scenario instead of the ledger').optional() },
    output: DiffOutput,
    heavy: true,
    example: '/v1/diff?scenario=lapse&date=2025-10-20&known=2025-10-20',
    answer(shelf, asked) {
      if (!asked.scenario?.length) fail('bad-input', 'diff needs a scenario, e.g. scenario=lapse', 'scenario')
      const against = asked.against === undefined ? undefined : lay(shelf.ledger, asked.against, 'against')
      return diffReport(ask(shelf, asked), shelf.ledger, against)
    },
  }),
  route({
    path: '/v1/check',
    summary: 'What the record covers: records by kind, values by grade, scenarios, and the last day looked at',
    query: {},
    output: CheckOutput,
    heavy: true,
    example: '/v1/check',
    answer: () => coverage(embeddedRecord()),
  }),
]
