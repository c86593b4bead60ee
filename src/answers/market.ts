/** Commodity markets under the law of a day. */
import { type CutReport, rareEarthCut } from '../exposure/index.js'
import { embeddedExposure, embeddedMarkets } from '../files/generated.js'
import type { View } from '../ledger/index.js'
import { type Check, type MarketAsked, SETTINGS, type SoybeanMarket, soybeanChecks, soybeanMarket } from '../markets/index.js'
import type { Question, Shelf } from './shelf.js'

/** Over what time a market answers. */
export const MARKET_SETTINGS = SETTINGS

/** Soybeans under China's duties and decisions. */
export function soybeansOf(shelf: Shelf, { ledger, view, known }: Question, asked: MarketAsked): SoybeanMarket {
  return rounded(soybeanMarket(view, shelf.book(ledger, 'CN', known ?? view.known), embeddedMarkets(), asked))
}

/** Published figures beside those of the model. */
export const soybeanCheckReport = (): Check[] => rounded(soybeanChecks(embeddedMarkets()))

/** A cut of what China sells of rare earths, in percent. */
export const rareEarthsOf = (view: View, cut: number): CutReport => rounded(rareEarthCut(view, embeddedMarkets(), embeddedExposure(), cut))

/** Numbers for a machine: six digits that mean something, and no dust of floating point. */
function rounded<T>(value: T): T {
  if (typeof value === 'number') return (Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(6))) as T
  if (Array.isArray(value)) return value.map(rounded) as T
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, rounded(v)])) as T
  return value
}
