/**
 * Aid to US farmers for soybeans beside what this market computes as lost in the same season: the season whose crop the aid was for, under
 * China's duties of that season, each for the days that it held.
 */
import { addDays, type Day, daysBetween, earlier, later } from '../base/dates.js'
import type { View } from '../ledger/index.js'
import { history, type RateBook } from '../rates/index.js'
import { type Base, baseFor, type MarketData, type SeasonRow, seasonKnown, seasonOn, spanOf } from './data.js'
import { reportedZero } from './record.js'
import { type DutyPair, leadOf, outcome, SETTINGS, type Setting, settingOf } from './soybeans.js'
import { lineOn, soybeanDuties } from './wedge.js'

/** Aid within so many days of the day asked belongs to the same quarrel. */
const NEAR = 550

/** One announced rate. */
export interface AidPayment {
  /** The day of its announcement. */
  readonly known: Day
  readonly rate: number
  readonly unit: 'USD/bu' | 'USD/acre'
  /** The part of the crop that the rate was paid on. */
  readonly part: number
}

/** A loss, below 0, on a bushel grown and on an acre. */
export interface FarmLoss {
  readonly usd_bu: number
  readonly usd_acre: number
}

/** The loss of a season as this market has it. */
export interface SeasonLoss {
  /** China's duties in the season: on US beans and on others', in percent. */
  readonly duties: readonly ({ readonly from: Day; readonly until: Day } & DutyPair)[]
  /** Each duty's effect weighed by its days. */
  readonly medium: FarmLoss
  readonly short: FarmLoss
  /** The same if China bought none of the US all season; where a report of the season says that it bought none. */
  readonly none?: { readonly medium: FarmLoss; readonly short: FarmLoss; readonly report: string }
  /** The base season that it is computed against. */
  readonly base: string
}

/** A programme of aid, as far as it set rates for soybeans. */
export interface Aid {
  readonly id: string
  readonly title: string
  /** The season whose crop it is for, with the price and the yield that turn shares into money. */
  readonly season: Pick<SeasonRow, 'season' | 'status' | 'known' | 'farmPrice' | 'yield'>
  readonly payments: readonly AidPayment[]
  /** All payments together, on each bushel grown and on an acre at the yield of the season. */
  readonly usd_bu: number
  readonly usd_acre: number
  readonly loss: SeasonLoss
}

/** A rate of aid per bushel and per acre, by the yield of a season. */
export function aidOf({ rate, unit, part }: Omit<AidPayment, 'known'>, bushels: number): FarmLoss {
  const perBushel = unit === 'USD/bu' ? rate * part : (rate * part) / bushels
  return { usd_bu: perBushel, usd_acre: perBushel * bushels }
}

/**
 * Programmes that set rates for soybeans, known and near the day.
 * @param book rates of imports into China over the same ledger
 */
export function farmAid(view: View, book: RateBook, data: MarketData): Aid[] {
  return view.events('aid').flatMap(({ record, updates }) => {
    const payments = [record, ...updates].flatMap((said) =>
      (said.quantities ?? []).flatMap((q): (AidPayment & { crop?: number })[] => {
        const unit = q.unit
        if (q.what !== 'soybeans' || typeof q.value !== 'number' || (unit !== 'USD/bu' && unit !== 'USD/acre')) return []
        if (Math.abs(daysBetween(view.date, said.known)) > NEAR) return []
        const text = 'text' in said ? said.text : ''
        const crop = /(?:planted in|production of|crop of) (\d{4})/.exec(text)?.[1]
        // The rates of 2018 were paid on the one half of the production and then on the other, as their announcements say.
        const part = /half of the production/.test(text) ? 0.5 : 1
        return [{ known: said.known, rate: q.value, unit, part, ...(crop !== undefined && { crop: Number(crop) }) }]
      }),
    )
    const [first] = payments
    if (!first) return []
    // The crop that the announcement names; else that of the season in which it was made.
    const year = payments.find((p) => p.crop !== undefined)?.crop
    const name = year === undefined ? seasonOn(first.known) : seasonOn(`${year}-09-01`)
    const season = seasonKnown(data, spanOf(name).from, view.known)
    const each = payments.map((p) => aidOf(p, season.yield))
    const { farmPrice, status, known } = season
    return [
      {
        id: record.id,
        title: record.title,
        season: { season: season.season, status, known, farmPrice, yield: season.yield },
        payments: payments.map(({ crop: _, ...p }) => p),
        usd_bu: each.reduce((sum, p) => sum + p.usd_bu, 0),
        usd_acre: each.reduce((sum, p) => sum + p.usd_acre, 0),
        loss: seasonLoss(view, book, data, season),
      },
    ]
  })
}

/** What China's duties of a US season cost a farm in it. */
export function seasonLoss(view: View, book: RateBook, data: MarketData, season: SeasonRow): SeasonLoss {
  const { from } = spanOf(season.season)
  const base = baseFor(data, from, view.known)
  const duties = dutiesIn(book, season.season)
  const days = duties.reduce((sum, d) => sum + daysBetween(d.from, d.until), 0)
  const loss =
    (of: (setting: Setting) => number) =>
    (setting: Setting): FarmLoss => {
      const usd_bu = of(setting)
      return { usd_bu, usd_acre: usd_bu * season.yield }
    }
  const byDuty = loss((setting) =>
    duties.reduce((sum, d) => sum + (change(data, base, setting, d, season.farmPrice) * daysBetween(d.from, d.until)) / days, 0),
  )
  const none = loss((setting) => change(data, base, setting, duties[0] as DutyPair, season.farmPrice, 0))
  const report = reportedZero(view, season.season)
  const both = (of: (setting: Setting) => FarmLoss) => Object.fromEntries(SETTINGS.map((s) => [s, of(s)])) as Record<Setting, FarmLoss>
  return { duties, ...both(byDuty), ...(report && { none: { ...both(none), report: report.id } }), base: base.season }
}

/** The change of the US price, USD a bushel. */
function change(data: MarketData, base: Base, setting: Setting, duty: DutyPair, price: number, purchases?: number): number {
  const asked = { duty, price, ...(purchases !== undefined && { purchases }) }
  return leadOf('', outcome(data, base, asked, settingOf(data, setting)), price).us_price_usd_bu
}

/** China's duties on soybeans over a season, as the book has the law. */
function dutiesIn(book: RateBook, season: string): SeasonLoss['duties'] {
  const { from, until } = spanOf(season)
  const days = new Set<Day>([from])
  for (const origin of ['US', 'BR'])
    for (const step of history(book, { hts: lineOn(from), origin, entry_date: addDays(until, -1), value_usd: '10000.00' }, from))
      days.add(earlier(later(step.from, from), until))
  const steps: ({ from: Day; until: Day } & DutyPair)[] = []
  for (const day of [...days].sort()) {
    const { us, other } = soybeanDuties(book, day)
    const last = steps.at(-1)
    if (last?.us === us && last.other === other) continue
    if (last) steps[steps.length - 1] = { ...last, until: day }
    steps.push({ from: day, until, us, other })
  }
  return steps
}
