/**
 * The difference between the daily series and the law here, by the rule that makes it: on every ten-digit number what the series puts on
 * it is set against what the law adds, kind of duty by kind. Nothing is fitted: the rules are compared with what is published as well.
 */
import { originOf, type Trade } from '../../src/trade/index.js'
import { addedOf, type Layers, layersOf, of232, panel, START } from './law.js'
import { chinese, northern, type Redux, type SeriesRate, type Stamp } from './redux.js'
import type { Rule } from './rules.js'

/** What each rule adds, in points. */
export type Parts = Map<Rule, number>

/** A step of the series for a partner: what is added since the start, in points of all its goods. */
export interface Step {
  readonly date: string
  /** Here, over the numbers of which what is added is known. */
  readonly here: number
  /** By the rules of the series. */
  readonly series: number
  readonly parts: Parts
  /** By rule and heading. */
  readonly headings: ReadonlyMap<Rule, ReadonlyMap<string, number>>
}

/** The day whose law the series has on a day, where its days for all goods of a partner are not those of the acts. */
function lawDay(partner: string, date: string): string {
  const china = chinese(partner)
  const spans: readonly (readonly [from: string, until: string, day: string, applies: boolean])[] = [
    ['2025-02-04', '2025-03-04', '2025-03-04', china],
    ['2025-04-05', '2025-04-09', '2025-04-09', !china],
    ['2025-04-08', '2025-04-09', '2025-04-09', china],
    ['2025-04-09', '2025-04-10', '2025-04-10', true],
    ['2025-05-12', '2025-05-14', '2025-05-14', china],
    ['2025-06-03', '2025-06-04', '2025-06-04', true],
    ['2025-08-07', '2025-08-27', '2025-08-27', partner === 'IN'],
    ['2025-11-01', '2025-11-10', '2025-11-10', china],
    ['2026-08-19', '2026-08-22', '2026-08-22', partner === 'CA'],
  ]
  return spans.find(([from, until, , applies]) => applies && from <= date && date < until)?.[2] ?? date
}

/** A product: the law on the day, on the day whose law the series has, and at the start. */
interface Product {
  readonly partner: string
  readonly code: string
  readonly line: number
  readonly date: string
  readonly law: Layers
  readonly start: Layers
  /** The base duty, in percent, if it is a rate. */
  readonly base: number
  readonly rate: SeriesRate
}

/** The step of a partner on a day. */
export function stepOf(redux: Redux, partner: string, trade: Trade, date: string): Step {
  const origin = panel.origin(originOf(partner))
  const days = [date, lawDay(partner, date), START].map((day) => panel.day(day))
  const parts: Parts = new Map()
  const headings = new Map<Rule, Map<string, number>>()
  const put = (rule: Rule, amount: number, code?: string): void => {
    if (amount === 0) return
    parts.set(rule, (parts.get(rule) ?? 0) + amount)
    if (code === undefined) return
    const of = headings.get(rule) ?? new Map<string, number>()
    headings.set(rule, of)
    of.set(code.slice(0, 4), (of.get(code.slice(0, 4)) ?? 0) + amount)
  }
  let [value, closed, here, there, open] = [0, 0, 0, 0, 0]
  const products: (Product & { readonly usd: number })[] = []
  trade.codes.forEach((code, k) => {
    const usd = trade.values[k] as number
    value += usd
    const rate = redux.rate(partner, code, date)
    const line = panel.line(code)
    const [now, then, first] = line < 0 ? [] : days.map((day) => panel.cellAt(line, origin, day))
    if (!now || !then || !first || now.layersOpen || then.layersOpen || first.layersOpen) {
      open += usd * rate.total
      return
    }
    const [law, start] = [layersOf(then), layersOf(first)]
    closed += usd
    here += usd * (addedOf(layersOf(now)) - addedOf(start))
    there += usd * (addedOf(law) - addedOf(start))
    products.push({ partner, code, line, date, law, start, base: (then.base ?? 0) / 1e6, rate, usd })
  })
  const [mean, onTheirDay] = closed === 0 ? [0, 0] : [here / closed, there / closed]
  put('days', onTheirDay - mean)
  put('left out', open / value - onTheirDay * (1 - closed / value))
  let series = open / value
  for (const product of products) {
    series += (product.usd * product.rate.total) / value
    for (const [rule, amount] of compare(product, redux)) put(rule, (product.usd * amount) / value, product.code)
  }
  return { date, here: mean, series, parts, headings }
}

const SECTOR: Readonly<Partial<Record<Stamp, 'metals' | 'autos' | 'wood'>>> = {
  metals: 'metals',
  copper: 'metals',
  autos: 'autos',
  wood: 'wood',
}
/** Partners on whose goods the reciprocal duty tops the base up to 15, and from when. */
const FLOORS: Readonly<Record<string, string>> = {
  EU: '2025-08-07',
  SK: '2025-08-07',
  JP: '2025-08-07',
  KR: '2025-11-14',
  CH: '2025-11-14',
}

/** What each rule adds on a product to what the law adds: together the series less the law. */
function* compare(product: Product, redux: Redux): Generator<readonly [Rule, number]> {
  const { partner, code, line, date, start, rate } = product
  yield ['Section 301', start.s301 - product.law.s301]
  yield ['Section 201', start.s201 - product.law.s201]
  yield ['two metals', start.twice - product.law.twice]
  let { law } = product
  if (date >= '2026-02-20' && date < '2026-02-24') {
    yield ['void', -law.fentanyl - law.ieepa]
    law = { ...law, fentanyl: 0, ieepa: 0 }
  }
  const [ours, before] = [of232(law), of232(start)]
  const beside = law.fentanyl + law.ieepa + law.s122 + law.labour + law.brazil + law.s338
  if (code.startsWith('98')) {
    yield ['chapter 98', rate.total - (ours - before) - beside]
    return
  }
  const sector = SECTOR[rate.stamp]
  if (ours > 0 && !sector) {
    const rule =
      law.other232 > 0 ? 'other 232' : law.autos > 0 ? 'autos' : law.wood > 0 ? 'wood' : law.derivatives > 0 ? 'derivatives' : 'metals'
    yield [rule, rate.total - (ours - before) - beside]
    return
  }
  yield ['counted twice', before]
  if (ours > 0) {
    yield [sector === 'autos' ? 'auto rates' : sector === 'wood' ? 'wood' : 'metal rates', rate.stamped - ours]
    yield ['232 alone', rate.total - rate.stamped - beside]
    return
  }
  if (sector) {
    const inMay = panel.cellAt(line, panel.origin(originOf(partner)), panel.day('2025-05-03'))
    const early = sector === 'autos' && date < '2025-05-03' && inMay !== undefined && layersOf(inMay).autos > 0
    yield [early ? 'parts early' : sector, rate.total - beside]
    return
  }
  yield* besides(product, law, redux)
}

/** The same on a product to which neither the law nor the series applies Section 232. */
function* besides({ partner, code, line, date, base, rate }: Product, law: Layers, redux: Redux): Generator<readonly [Rule, number]> {
  yield ['Brazil 301', rate.brazil - law.brazil]
  yield ['Section 338', rate.s338 - law.s338]
  const capped = rate.labour > 0 && (law.labour > 0 || base >= 10)
  yield [northern(partner) ? 'USMCA' : capped ? 'labour caps' : 'labour lists', rate.labour - law.labour]
  if (date >= '2026-02-24') {
    const rule = northern(partner) ? 'USMCA' : rate.stamp === 'removed' ? 'removed' : '122 lists'
    yield [rule, rate.stamped - law.s122]
    return
  }
  if (date >= '2026-02-20') return
  if (northern(partner)) {
    yield [rate.stamp === 'exempt' ? 'Annex II in the north' : 'flat', rate.stamped - law.fentanyl - law.ieepa]
    return
  }
  const [fentanyl, rest] = split(partner, date, rate)
  const in125 = date >= '2025-04-09' && date < '2025-05-12' && rate.stamp === 'country'
  yield [in125 ? '125 in all' : 'fentanyl', fentanyl - law.fentanyl]
  if (rest === law.ieepa) return
  const floor = (FLOORS[partner] ?? '9') <= date
  if (rest > 0 && law.ieepa > 0) yield [floor ? 'floor' : partner === 'BR' ? 'lists' : 'rate', rest - law.ieepa]
  else if (rest > 0 && floor && base >= 15) yield ['floor', rest]
  else if (rest === 0) yield ['lists', -law.ieepa]
  else if (date < '2025-04-11') yield ['Annex II late', rest]
  else {
    const inApril = panel.cellAt(line, panel.origin(originOf(partner)), panel.day('2025-04-06'))
    const since = inApril !== undefined && layersOf(inApril).ieepa > 0
    yield [redux.missesNumber(code) ? 'ten digits' : since ? 'amended' : 'lists', rest]
  }
}

/** The rate of the series on goods of no Section 232 list: the fentanyl duty in it, and the rest. */
function split(partner: string, date: string, { stamp, stamped }: SeriesRate): readonly [fentanyl: number, rest: number] {
  if (!chinese(partner)) return [0, stamped]
  if (stamp === 'exempt') return [stamped, 0]
  const in125 = date >= '2025-04-09' && date < '2025-05-12'
  const fentanyl = date >= '2025-11-01' ? 10 : in125 || date < '2025-02-04' ? 0 : 20
  return [fentanyl, stamped - fentanyl]
}
