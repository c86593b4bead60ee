/** The soybean market: US, Brazil, Argentina and others selling to China and to the rest, under a duty or a decision of China's. */
import { fail } from '../base/errors.js'
import { type Base, BUSHELS_PER_TONNE, elasticity, type MarketData } from './data.js'
import { interval, normalDraws } from './draws.js'
import { type Elasticities, type Equilibrium, noWedges, type Shock, solve, wedgeOn } from './model.js'
import { solveHomogeneous } from './spatial.js'
import { accounts } from './welfare.js'

/** Several years, with other crops on the same land; or one season, with the crop in the ground. */
export const SETTINGS = ['medium', 'short'] as const
export type Setting = (typeof SETTINGS)[number]

/** China's duty on US beans and on the others', in percent. Both 3 in the base: no wedge. */
export interface DutyPair {
  readonly us: number
  readonly other: number
}

/** What is asked. */
export interface SoybeansAsked {
  readonly setting: Setting
  readonly duty: DutyPair
  /** China's purchases of US beans in a season, in million tonnes: 0 is none; above it, at least so much. */
  readonly purchases?: number
  /** USD a bushel, before the change. */
  readonly price: number
  /** All beans alike, whatever their origin. */
  readonly homogeneous?: boolean
  readonly draws?: number
  readonly seed?: number
}

/** One exporter, before and after. Mt, USD, percent. */
export interface ExporterOutcome {
  readonly exporter: string
  readonly price_pct: number
  readonly price_usd_bu: number
  readonly price_usd_t: number
  readonly to_cn_before_mt: number
  readonly to_cn_mt: number
  readonly to_rest_before_mt: number
  readonly to_rest_mt: number
  readonly exports_pct: number
  readonly revenue_before_bn: number
  /** Change of what exports earn, and of producers' surplus on them. */
  readonly revenue_bn: number
  readonly surplus_bn: number
  /** The price change on the whole crop of the base season. */
  readonly crop_bn?: number
}
export interface ImporterOutcome {
  readonly importer: string
  readonly price_pct: number
  readonly imports_before_mt: number
  readonly imports_mt: number
  readonly surplus_bn: number
  readonly duty_revenue_bn: number
  /** What buyers pay above the market for purchases fixed by decision (below 0: a cost). */
  readonly decision_bn: number
}
export interface Outcome {
  readonly sigma?: number
  readonly homogeneous?: true
  readonly epsilon: number
  readonly eta: number
  readonly exporters: readonly ExporterOutcome[]
  readonly importers: readonly ImporterOutcome[]
  /** The duty on US beans above the others' that would bring the same sales; below 0 a preference. Absent where no duty would. */
  readonly equivalent_pct?: number
  /** Where purchases are decided: the US price that the decision alone brings, over that of the duty alone, USD a bushel. */
  readonly decision_usd_bu?: number
}
/** The lead figures of one run. */
export interface Lead {
  readonly name: string
  readonly us_to_cn_mt: number
  readonly us_to_cn_pct: number
  readonly us_price_pct: number
  readonly us_price_usd_bu: number
  readonly br_price_pct: number
  readonly br_price_usd_bu: number
  /** As in {@link Outcome}. */
  readonly decision_usd_bu?: number
}
export interface SoybeansReport {
  readonly outcome: Outcome
  /** Whether the decision binds, and what the duty alone would bring. */
  readonly purchases?: { readonly asked_mt: number; readonly binding: boolean; readonly free_mt: number }
  /** What other elasticities give; no standard errors are published for those used. */
  readonly range: readonly Lead[]
  /** 95% of draws of an elasticity that has a published standard error. */
  readonly interval: {
    readonly elasticity: number
    readonly standard_error: number
    readonly source: string
    readonly draws: number
    readonly seed: number
    readonly centre: Lead
    readonly us_to_cn_pct: Bounds
    readonly us_price_usd_bu: Bounds
    readonly br_price_usd_bu: Bounds
    readonly decision_usd_bu?: Bounds
  }
}
export interface Bounds {
  readonly low: number
  readonly high: number
}

const US = 0
const CN = 0

/** Elasticities of a setting. */
export function settingOf(data: MarketData, setting: string, sigma?: number): Elasticities {
  return {
    sigma: sigma ?? elasticity(data, 'soybeans', setting, 'sigma').value,
    epsilon: elasticity(data, 'soybeans', setting, 'epsilon').value,
    eta: elasticity(data, 'soybeans', setting, 'eta').value,
  }
}

/**
 * What a duty or a decision of China's does to the market, against the base season without a wedge.
 * @throws {ParleyError} bad-input: a duty below 0, a price or purchases that are no amounts, purchases above what can be bought
 */
export function soybeans(data: MarketData, base: Base, asked: SoybeansAsked): SoybeansReport {
  if (!(asked.duty.us >= 0) || !(asked.duty.other >= 0)) fail('bad-input', 'a duty is 0 or more percent', 'duty')
  if (!(asked.price > 0)) fail('bad-input', `price ${asked.price}: USD a bushel, above 0`, 'price')
  const supply = base.market.base[US]?.reduce((a, b) => a + b, 0) as number
  const all = base.market.base.reduce((sum, row) => sum + (row[CN] as number), 0)
  const most = Math.min(supply, all)
  if (asked.purchases !== undefined && !(asked.purchases >= 0 && asked.purchases < most))
    fail(
      'bad-input',
      `${asked.purchases} Mt: from 0 to below ${most.toFixed(1)}, all that the US exports, or China imports, in ${base.season}`,
      'purchases',
    )
  const own = settingOf(data, asked.setting)
  const rows = data.elasticities.filter((e) => e.market === 'soybeans' && e.setting === asked.setting && e.parameter === 'sigma')
  const run = (e: Elasticities, homogeneous = false): Outcome => outcome(data, base, asked, e, homogeneous)
  const published = elasticity(data, 'soybeans', 'published', 'trade_elasticity')
  const draws = asked.draws ?? 1000
  const seed = asked.seed ?? 1
  const drawn = normalDraws(published.value, published.standardError ?? 0, draws, seed).map((e) =>
    leadOf('', run({ ...own, sigma: 1 + e }), asked.price),
  )
  const bounds = (of: (lead: Lead) => number): Bounds => interval(drawn.map(of))
  const free = asked.purchases === undefined ? undefined : solved(base, own, wedges(base, asked.duty), asked.homogeneous ?? false)
  const freely = free?.flows[US]?.[CN] as number
  return {
    outcome: run(own, asked.homogeneous),
    ...(asked.purchases !== undefined && {
      purchases: { asked_mt: asked.purchases, binding: binds(asked.purchases, freely), free_mt: freely },
    }),
    range: [
      ...rows.flatMap(({ low, high }) =>
        [low, high].flatMap((sigma) => (sigma === undefined ? [] : [leadOf(`substitution ${sigma}`, run({ ...own, sigma }), asked.price)])),
      ),
      leadOf('all beans alike (arbitrage)', run(own, true), asked.price),
    ],
    interval: {
      elasticity: published.value,
      standard_error: published.standardError ?? 0,
      source: published.source,
      draws,
      seed,
      centre: leadOf('the published elasticity of farm goods', run({ ...own, sigma: 1 + published.value }), asked.price),
      us_to_cn_pct: bounds((l) => l.us_to_cn_pct),
      us_price_usd_bu: bounds((l) => l.us_price_usd_bu),
      br_price_usd_bu: bounds((l) => l.br_price_usd_bu),
      ...(asked.purchases !== undefined && { decision_usd_bu: bounds((l) => l.decision_usd_bu ?? 0) }),
    },
  }
}

/** No purchases always bind; a pledge of at least so much only where the market gives less. */
const binds = (purchases: number, free: number): boolean => purchases === 0 || free < purchases - 1e-9

/** Duties as wedges on delivered prices, against the base in which all pay what the others pay. */
const wedges = (base: Base, { us, other }: DutyPair): number[][] => wedgeOn(base.market, US, CN, (100 + us) / (100 + other))

function solved(base: Base, e: Elasticities, w: readonly (readonly number[])[], homogeneous: boolean, fixed?: Shock['fixed']): Equilibrium {
  const shock: Shock = { wedges: w, ...(fixed && { fixed }) }
  return homogeneous ? solveHomogeneous(base.market, e, shock) : solve(base.market, e, shock)
}

/**
 * One run: the duty, and the decision where it binds.
 * @param asked.exactly purchases are exactly so many, not at least
 */
export function outcome(
  data: MarketData,
  base: Base,
  { duty, purchases, price, exactly }: Pick<SoybeansAsked, 'duty' | 'purchases' | 'price'> & { readonly exactly?: boolean },
  e: Elasticities,
  homogeneous = false,
): Outcome {
  const w = wedges(base, duty)
  const free = solved(base, e, w, homogeneous)
  const binding = purchases !== undefined && (exactly || binds(purchases, free.flows[US]?.[CN] as number))
  const s = binding ? solved(base, e, w, homogeneous, [{ exporter: US, importer: CN, quantity: purchases }]) : free
  const { market } = base
  const tonne = price * BUSHELS_PER_TONNE
  const level = duty.other / 100
  // What others pay is taken to have been paid by all in the base: a wedge against the US is what changes.
  const baseDuties = noWedges(market).map((row) => row.map((_, v) => (v === CN ? level : 0)))
  const duties = baseDuties.map((row, r) => row.map((d, v) => (r === US && v === CN ? duty.us / 100 : d)))
  // Mt times USD a tonne is million USD.
  const books = accounts(market, e, s, tonne / 1000, duties, baseDuties)
  const at = (r: number, v: number): number => s.flows[r]?.[v] as number
  const before = (r: number, v: number): number => market.base[r]?.[v] as number
  const wedge = s.wedges[US]?.[CN] as number
  return {
    ...(homogeneous ? { homogeneous: true as const } : { sigma: e.sigma }),
    epsilon: e.epsilon,
    eta: e.eta,
    exporters: market.exporters.map((exporter, r) => {
      const change = (s.prices[r] as number) - 1
      const account = books.exporters[r]
      const crop = data.crops.find((c) => c.base === base.season && c.exporter === exporter)
      const exports = before(r, 0) + before(r, 1)
      return {
        exporter,
        price_pct: change * 100,
        price_usd_bu: change * price,
        price_usd_t: change * tonne,
        to_cn_before_mt: before(r, CN),
        to_cn_mt: at(r, CN),
        to_rest_before_mt: before(r, 1),
        to_rest_mt: at(r, 1),
        exports_pct: ((at(r, 0) + at(r, 1)) / exports - 1) * 100,
        revenue_before_bn: account?.revenueBefore as number,
        revenue_bn: (account?.revenueAfter as number) - (account?.revenueBefore as number),
        surplus_bn: account?.surplus as number,
        ...(crop && { crop_bn: (change * crop.production * tonne) / 1000 }),
      }
    }),
    importers: market.importers.map((importer, v) => ({
      importer,
      price_pct: ((s.indices[v] as number) - 1) * 100,
      imports_before_mt: market.base.reduce((sum, _, r) => sum + before(r, v), 0),
      imports_mt: market.base.reduce((sum, _, r) => sum + at(r, v), 0),
      surplus_bn: books.importers[v]?.surplus as number,
      duty_revenue_bn: books.importers[v]?.revenue as number,
      decision_bn: books.importers[v]?.decision as number,
    })),
    ...(Number.isFinite(wedge) && { equivalent_pct: (wedge - 1) * 100 }),
    ...(purchases !== undefined && { decision_usd_bu: ((s.prices[US] as number) - (free.prices[US] as number)) * price }),
  }
}

/** The lead figures of a run. */
export function leadOf(name: string, { exporters, decision_usd_bu }: Outcome, price: number): Lead {
  const us = exporters[US] as ExporterOutcome
  const br = exporters.find((x) => x.exporter === 'BR') as ExporterOutcome
  return {
    name,
    us_to_cn_mt: us.to_cn_mt,
    us_to_cn_pct: (us.to_cn_mt / us.to_cn_before_mt - 1) * 100,
    us_price_pct: us.price_pct,
    us_price_usd_bu: (us.price_pct / 100) * price,
    br_price_pct: br.price_pct,
    br_price_usd_bu: (br.price_pct / 100) * price,
    ...(decision_usd_bu !== undefined && { decision_usd_bu }),
  }
}
