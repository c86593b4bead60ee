/** A cut of what China sells of rare earths to the US, with what has been published beside it. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { HorizonState, View } from '../ledger/index.js'
import { type CutOutcome, type ElasticityRow, elasticity, type MarketData, supplyCut } from '../markets/index.js'
import type { Estimate, ExposureData, Figure } from './data.js'

export interface CutReport {
  readonly commodity: 'rare-earths'
  readonly date: Day
  readonly known: Day
  readonly scenarios: readonly string[]
  readonly horizon: HorizonState
  readonly cut_pct: number
  /** China's share of what US buyers get. */
  readonly share: Figure
  readonly epsilon: number
  readonly eta: number
  readonly outcome: CutOutcome
  /** The same at the ends of what is assumed. */
  readonly range: readonly (CutOutcome & { readonly epsilon: number; readonly eta: number })[]
  readonly elasticities: readonly ElasticityRow[]
  readonly beside: readonly Estimate[]
}

/**
 * The price of rare-earth compounds and metals to US buyers if China sells less of them for a year.
 * @param cut in percent
 * @throws {ParleyError} not-found, if China's share was not published yet on the day of knowledge
 */
export function rareEarthCut(view: View, markets: MarketData, data: ExposureData, cut: number): CutReport {
  const share = data.figures
    .filter(
      (f) =>
        f.material === 'rare earths' && f.known <= view.known && /import source share: .*compounds and metals: China$/i.test(f.measure),
    )
    .sort((a, b) => (a.year < b.year ? 1 : -1))[0]
  if (!share)
    return fail('not-found', `China's share of US imports was not on record by ${view.known}; the first is of January 2025`, 'known')
  const rows = [elasticity(markets, 'rare-earths', 'short', 'epsilon'), elasticity(markets, 'rare-earths', 'short', 'eta')] as const
  const [supply, demand] = rows
  const run = (epsilon: number, eta: number): CutOutcome & { epsilon: number; eta: number } => ({
    ...supplyCut({ share: Number(share.value) / 100, cut: cut / 100, epsilon, eta }),
    epsilon,
    eta,
  })
  const ends = ({ value, low = value, high = value }: ElasticityRow): number[] => [low, high]
  const { epsilon, eta, ...outcome } = run(supply.value, demand.value)
  // With nothing from China and no answer of others, any price clears only if demand falls that far: the ends are where it may not.
  return {
    commodity: 'rare-earths',
    date: view.date,
    known: view.known,
    scenarios: view.scenarios.map((s) => s.id),
    horizon: view.horizon,
    cut_pct: cut,
    share,
    epsilon,
    eta,
    outcome,
    range: ends(supply).flatMap((e) => ends(demand).map((d) => run(e, d))),
    elasticities: rows,
    beside: data.estimates.filter(
      (e) => e.material === 'rare earths' && e.known <= view.known && (e.kind === 'cut-off' || e.kind === 'observed'),
    ),
  }
}
