/** Published figures on the soybean market beside what this model gives for the same shock. */
import { fail } from '../base/errors.js'
import { BUSHELS_PER_TONNE, baseOf, type CheckRow, type MarketData } from './data.js'
import { type ExporterOutcome, leadOf, outcome, settingOf } from './soybeans.js'

/** A published figure, and ours where the model has one. */
export interface Check extends CheckRow {
  readonly ours?: number
}

/** The price by which percents become cents: the world price of the middle month of the five that the price study covers. */
export const CHECK_MONTH = '2018-09'

/** The checks, in the order of the file. */
export function soybeanChecks(data: MarketData): Check[] {
  const price =
    (data.prices.find((p) => p.month === CHECK_MONTH)?.price ?? fail('not-found', `no world price of ${CHECK_MONTH}`)) / BUSHELS_PER_TONNE
  return data.checks.map((row) => {
    if (row.kind === 'not simulated') return row
    const base = baseOf(data, row.base)
    const run = outcome(data, base, { duty: { us: row.tariff, other: 0 }, price }, settingOf(data, row.setting, row.sigma))
    const [us, br] = ['US', 'BR'].map((id) => run.exporters.find((x) => x.exporter === id)) as [ExporterOutcome, ExporterOutcome]
    const lead = leadOf('', run, price)
    const measures: Record<string, number> = {
      us_to_cn_pct: lead.us_to_cn_pct,
      us_exports_pct: us.exports_pct,
      us_price_usd_bu: us.price_usd_bu,
      br_price_usd_bu: br.price_usd_bu,
      price_gap_usd_bu: br.price_usd_bu - us.price_usd_bu,
      br_to_cn_mt: br.to_cn_mt - br.to_cn_before_mt,
      us_surplus_bn: us.surplus_bn,
      br_surplus_bn: br.surplus_bn,
    }
    return { ...row, ours: measures[row.measure] ?? fail('not-found', `the check ${row.id} asks for "${row.measure}", which no run gives`) }
  })
}
