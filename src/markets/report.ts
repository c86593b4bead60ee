/** The whole answer on soybeans: the duties of a day, what they do to the market, and what the record says beside it. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { HorizonState, View } from '../ledger/index.js'
import type { RateBook } from '../rates/index.js'
import { type Aid, farmAid } from './aid.js'
import {
  BUSHELS_PER_TONNE,
  baseFor,
  type ElasticityRow,
  type FlowRow,
  type MarketData,
  type SeasonRow,
  seasonKnown,
  seasonOn,
} from './data.js'
import { type PledgedSeason, pledgedSeason } from './pledged.js'
import { reportedZero } from './record.js'
import { type Lead, leadOf, outcome, SETTINGS, type Setting, type SoybeansReport, settingOf, soybeans } from './soybeans.js'
import { type Duties, soybeanDuties, wedgeOf } from './wedge.js'

/** What is asked of the market on a day. */
export interface MarketAsked {
  readonly setting: Setting
  /** Added duty on US beans, in points over what others pay, instead of the record's. */
  readonly tariff?: number
  /** As in {@link soybeans}; `pledged` is what China's pledges on record make of the season of the day. */
  readonly purchases?: number | 'pledged'
  readonly homogeneous?: boolean
  readonly draws?: number
  readonly seed?: number
}

export interface SoybeanMarket extends SoybeansReport {
  readonly commodity: 'soybeans'
  readonly date: Day
  readonly known: Day
  readonly scenarios: readonly string[]
  readonly horizon: HorizonState
  readonly setting: Setting
  readonly duty: Duties & { readonly from: 'record' | 'asked' }
  readonly base: {
    readonly season: string
    readonly known: Day
    /** Where the base of US sales to China is from: counters differ. */
    readonly us_to_cn: string
    readonly assumed: readonly FlowRow[]
    readonly sources: readonly string[]
  }
  /** The price to which the changes are applied. */
  readonly price: { readonly usd_bu: number; readonly usd_t: number } & Pick<SeasonRow, 'season' | 'status' | 'known'>
  readonly lead: Lead
  /** The same under the other setting. */
  readonly other: Lead & { readonly setting: Setting }
  readonly elasticities: readonly ElasticityRow[]
  /** What a farm loses an acre, at the yield of the season; below 0 a loss. */
  readonly per_acre_usd: number
  readonly aid: readonly Aid[]
  /** China's pledges known, read for the season of the day: each has a term of its own. */
  readonly pledged?: PledgedSeason & { readonly asked: boolean }
  /** The duty, above the others', at which sales to China would fall by 99%, where no purchases are asked. */
  readonly nearly_none_pct?: number
  /** A report of the season that China bought none. */
  readonly reported_zero?: { readonly id: string; readonly title: string; readonly known: Day }
}

/**
 * The market on a day.
 * @param book rates of imports into China over the same ledger, as known on the same day
 * @throws {ParleyError} as {@link soybeans}, {@link baseFor}, {@link soybeanDuties}; not-found, if pledges are asked and none covers the season
 */
export function soybeanMarket(view: View, book: RateBook, data: MarketData, asked: MarketAsked): SoybeanMarket {
  const { date, known } = view
  const base = baseFor(data, date, known)
  const season = seasonKnown(data, date, known)
  const law = soybeanDuties(book, date)
  const duty = asked.tariff === undefined ? { ...law, from: 'record' as const } : askedDuty(law, asked.tariff)
  const price = season.farmPrice
  const pair = { us: duty.us, other: duty.other }
  const own = settingOf(data, asked.setting)
  // What the market gives by itself, against which the months of a pledge are read.
  const free = leadOf('', outcome(data, base, { duty: pair, price }, own, asked.homogeneous), price).us_to_cn_mt
  const now = seasonOn(date)
  const pledged = pledgedSeason(view, data, base, now, free)
  const purchases =
    asked.purchases !== 'pledged'
      ? asked.purchases
      : (pledged?.at_least_mt ??
        fail('not-found', `no pledge to buy US soybeans that was known on ${known} has a month in ${now}`, 'purchases'))
  const question = {
    setting: asked.setting,
    duty: pair,
    price,
    ...(purchases !== undefined && { purchases }),
    ...(asked.homogeneous && { homogeneous: true }),
    ...(asked.draws !== undefined && { draws: asked.draws }),
    ...(asked.seed !== undefined && { seed: asked.seed }),
  }
  const answer = soybeans(data, base, question)
  const lead = leadOf('', answer.outcome, price)
  const second = SETTINGS.find((s) => s !== asked.setting) as Setting
  const zero = reportedZero(view)
  const nearly =
    purchases === 0
      ? outcome(
          data,
          base,
          { duty: { us: 0, other: 0 }, purchases: (base.market.base[0]?.[0] as number) * 0.01, price, exactly: true },
          own,
          asked.homogeneous,
        )
      : undefined
  return {
    commodity: 'soybeans',
    date,
    known,
    scenarios: view.scenarios.map((s) => s.id),
    horizon: view.horizon,
    setting: asked.setting,
    duty,
    base: {
      season: base.season,
      known: base.known,
      us_to_cn: base.rows.find((r) => r.exporter === 'US' && r.importer === 'CN')?.source ?? '',
      assumed: base.assumed,
      sources: [...new Set(base.rows.map((r) => r.source))],
    },
    price: { usd_bu: price, usd_t: price * BUSHELS_PER_TONNE, season: season.season, status: season.status, known: season.known },
    lead,
    ...answer,
    other: { ...leadOf('', outcome(data, base, question, settingOf(data, second), asked.homogeneous), price), setting: second },
    elasticities: data.elasticities.filter((e) => e.market === 'soybeans' && (e.setting === asked.setting || e.status === 'published')),
    per_acre_usd: lead.us_price_usd_bu * season.yield,
    aid: farmAid(view, book, data),
    ...(pledged && { pledged: { ...pledged, asked: asked.purchases === 'pledged' } }),
    ...(nearly?.equivalent_pct !== undefined && { nearly_none_pct: nearly.equivalent_pct }),
    ...(zero && { reported_zero: zero }),
  }
}

/** The duties if the added duty on US beans were so many points. */
function askedDuty({ layers: _, open: __, ...law }: Duties, added: number): Duties & { from: 'asked' } {
  const us = law.other + added
  return { ...law, us, wedge: wedgeOf(us, law.other), layers: [], open: [], from: 'asked' }
}
