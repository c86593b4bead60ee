/** The soybean market under a scenario and without it. */

import type { Day } from '../../base/dates.js'
import marketsUrl from '../../generated/markets.json?url'
import type { Ledger } from '../../ledger/index.js'
import { type MarketData, type SoybeanMarket, soybeanMarket } from '../../markets/index.js'
import { openRates } from '../../rates/index.js'
import { type Comparison, dutyDay } from '../../scenarios/index.js'
import { readingsOf, type WhatIfAsked } from './compare.js'
import { once, textOf, unlessNewer } from './load.js'
import { chinaTariff, productLists } from './schedules.js'

const markets = (): Promise<MarketData> =>
  once('markets', async () => JSON.parse(await textOf(marketsUrl, 'What the soybean market starts from')) as MarketData)

/** The market on the first day on which a duty of China's differs; on the day asked, where nothing does. */
export interface SoybeansAnswer {
  readonly on: Day
  readonly before: SoybeanMarket
  readonly after: SoybeanMarket
}

/** The first day on which a duty of China's differs; where none does, that of any duty. */
const chinasDay = (comparison: Comparison): Day | undefined =>
  dutyDay({ changes: comparison.changes.filter((c) => c.party === 'CN') }) ?? dutyDay(comparison)

/** @throws Error, if another question came meanwhile; ParleyError, if China's duty on soybeans has no total, or no season is known */
export async function soybeans(asked: WhatIfAsked): Promise<SoybeansAnswer> {
  await unlessNewer('soybeans')()
  const [readings, data, tariff, lists] = await Promise.all([readingsOf(asked), markets(), chinaTariff(), productLists()])
  const on = chinasDay(readings.comparison) ?? asked.date
  const of = (ledger: Ledger): SoybeanMarket =>
    soybeanMarket(ledger.asOf({ date: on, known: asked.known }), openRates(ledger, tariff, lists, asked.known), data, { setting: 'medium' })
  return { on, before: of(readings.ledgers[0]), after: of(readings.ledgers[1]) }
}
