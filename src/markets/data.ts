/** What the markets start from, as compiled into `data/markets`. Nothing is read here: the rows are passed in. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { Market } from './model.js'

/** A base quantity, in million tonnes. */
export interface FlowRow {
  /** The season, e.g. `2023/24`. */
  readonly base: string
  readonly exporter: string
  readonly importer: string
  readonly quantity: number
  readonly status: 'data' | 'assumption'
  readonly source: string
}
/** What the US sold to China in a month of a base season, in million tonnes. */
export interface MonthRow {
  readonly base: string
  /** `YYYY-MM`. */
  readonly month: string
  readonly quantity: number
}
/** The crop of an exporter in a base season, in million tonnes. */
export interface CropRow {
  readonly base: string
  readonly exporter: string
  readonly production: number
  readonly source: string
}
/** A US season as one report had it. */
export interface SeasonRow {
  /** The day of the report. */
  readonly known: Day
  readonly season: string
  readonly status: 'actual' | 'estimate' | 'projection'
  /** Average price that farms receive, USD a bushel. */
  readonly farmPrice: number
  /** Million bushels. */
  readonly production: number
  readonly exports: number
  /** Million acres. */
  readonly areaPlanted: number
  /** Bushels an acre harvested. */
  readonly yield: number
}
/** An elasticity, where it is from, and how far it may be off. */
export interface ElasticityRow {
  readonly market: string
  readonly setting: string
  readonly parameter: string
  readonly value: number
  readonly low?: number
  readonly high?: number
  readonly standardError?: number
  readonly status: 'published' | 'our calibration' | 'assumption'
  readonly source: string
  readonly note: string
}
/** A published figure beside which a run of ours stands. */
export interface CheckRow {
  readonly id: string
  readonly source: string
  readonly link: string
  readonly known: Day
  readonly base: string
  readonly tariff: number
  readonly setting: string
  readonly sigma?: number
  readonly measure: string
  readonly published?: number
  readonly publishedText: string
  readonly kind: 'fitted' | 'out of sample' | 'other measure' | 'not simulated' | 'a decision'
  readonly remark: string
}
/** The compiled files of `data/markets`. */
export interface MarketData {
  readonly flows: readonly FlowRow[]
  readonly months: readonly MonthRow[]
  readonly crops: readonly CropRow[]
  readonly seasons: readonly SeasonRow[]
  /** World price by month `YYYY-MM`, USD a tonne. */
  readonly prices: readonly { readonly month: string; readonly price: number }[]
  readonly elasticities: readonly ElasticityRow[]
  readonly checks: readonly CheckRow[]
}

/** Bushels of soybeans (60 lb) in a tonne. */
export const BUSHELS_PER_TONNE = 1000 / 27.2155

/** The base seasons: the last day of each, and the day on which its figures were known. */
const BASES: readonly { readonly base: string; readonly ends: Day; readonly known: Day }[] = [
  { base: '2016/17', ends: '2017-08-31', known: '2018-02-08' },
  { base: '2023/24', ends: '2024-09-30', known: '2025-02-11' },
]

/** A base season as a market. */
export interface Base {
  readonly season: string
  readonly known: Day
  readonly market: Market
  readonly assumed: readonly FlowRow[]
  readonly rows: readonly FlowRow[]
}

/**
 * The newest base season that was over on a day, of those known. For a day before all of them the first is taken.
 * @throws {ParleyError} not-found, if none was known yet
 */
export function baseFor(data: MarketData, date: Day, known: Day): Base {
  const published = BASES.filter((b) => b.known <= known)
  const [first] = published
  if (!first)
    return fail('not-found', `no base season was known on ${known}; the first, 2016/17, is known since ${BASES[0]?.known}`, 'known')
  return baseOf(data, published.findLast((b) => b.ends < date)?.base ?? first.base)
}

/** A base season by its name. @throws {ParleyError} not-found */
export function baseOf(data: MarketData, season: string): Base {
  const rows = data.flows.filter((f) => f.base === season)
  if (rows.length === 0) return fail('not-found', `no base season ${season}`)
  const exporters = [...new Set(rows.map((f) => f.exporter))]
  const importers = [...new Set(rows.map((f) => f.importer))]
  return {
    season,
    known: BASES.find((b) => b.base === season)?.known ?? fail('not-found', `no base season ${season}`),
    market: {
      exporters,
      importers,
      base: exporters.map((e) => importers.map((i) => rows.find((f) => f.exporter === e && f.importer === i)?.quantity ?? 0)),
    },
    assumed: rows.filter((f) => f.status === 'assumption'),
    rows,
  }
}

/** The US season that a day falls in: September to August. */
export function seasonOn(date: Day): string {
  const year = Number(date.slice(0, 4)) - (date.slice(5, 7) < '09' ? 1 : 0)
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}

/** The first day of a US season, and the day after its last. */
export const spanOf = (season: string): { readonly from: Day; readonly until: Day } => {
  const year = Number(season.slice(0, 4))
  return { from: `${year}-09-01`, until: `${year + 1}-09-01` }
}

/**
 * The US season of a day as the last report known had it; the newest one known, if that season had no report yet.
 * @throws {ParleyError} not-found, if no report was known yet
 */
export function seasonKnown(data: MarketData, date: Day, known: Day): SeasonRow {
  const reports = data.seasons.filter((s) => s.known <= known)
  const wanted = seasonOn(date)
  const found =
    reports.findLast((s) => s.season === wanted) ??
    reports
      .filter((s) => s.season < wanted)
      .reduce<SeasonRow | undefined>((best, s) => (!best || s.season >= best.season ? s : best), undefined)
  return found ?? fail('not-found', `no report on the US season ${wanted} was known on ${known}`, 'known')
}

/** An elasticity. @throws {ParleyError} not-found */
export function elasticity(data: MarketData, market: string, setting: string, parameter: string): ElasticityRow {
  return (
    data.elasticities.find((e) => e.market === market && e.setting === setting && e.parameter === parameter) ??
    fail('not-found', `no ${parameter} of ${market} for the setting "${setting}"`)
  )
}
