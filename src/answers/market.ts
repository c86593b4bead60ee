/** Commodity markets under the law of a day. */

import { fail } from '../base/errors.js'
import { type CutReport, rareEarthCut } from '../exposure/index.js'
import { embeddedExposure, embeddedMarkets } from '../files/generated.js'
import type { View } from '../ledger/index.js'
import { type Check, type MarketAsked, SETTINGS, type SoybeanMarket, soybeanChecks, soybeanMarket } from '../markets/index.js'
import type { Question, Shelf } from './shelf.js'

/** Over what time a market answers. */
export const MARKET_SETTINGS = SETTINGS

/** The most purchases that may be asked, in million tonnes a season; what the market can bear is checked later. */
const MOST_PURCHASES = 1000

/** What purchases a text asks: "none", "pledged", or million tonnes a season. @throws {ParleyError} naming the field */
export function purchasesOf(text: string, field = 'purchases'): number | 'pledged' {
  if (text === 'pledged') return text
  const value = text === 'none' ? 0 : /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return value <= MOST_PURCHASES
    ? value
    : fail('bad-input', `"${text}": write none, pledged, or a number of million tonnes from 0 to ${MOST_PURCHASES}`, field)
}

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
