/** Who gains and who loses by a change of a market, in money: exact areas under the curves, at base prices. */
import type { Elasticities, Equilibrium, Market } from './model.js'

/** One exporter. Money in the unit of the base price times that of the base quantities. */
export interface ExporterAccount {
  readonly exporter: string
  readonly revenueBefore: number
  readonly revenueAfter: number
  /** Change of producers' surplus on what is exported. */
  readonly surplus: number
}

/** One importer. */
export interface ImporterAccount {
  readonly importer: string
  /** Change of the buyers' surplus. */
  readonly surplus: number
  /** Change of duty revenue. */
  readonly revenue: number
  /** What buyers pay above the market (below 0) or save (above 0) on a flow that a decision fixes. */
  readonly decision: number
}

export interface Accounts {
  readonly exporters: readonly ExporterAccount[]
  readonly importers: readonly ImporterAccount[]
}

/**
 * The accounts of a solved market.
 * @param price base price of a unit, the same for all exporters
 * @param duties `[r][v]` duty after the change, as a fraction; `baseDuties` before it
 */
export function accounts(
  market: Market,
  { epsilon, eta }: Omit<Elasticities, 'sigma'>,
  solved: Equilibrium,
  price: number,
  duties: readonly (readonly number[])[],
  baseDuties: readonly (readonly number[])[],
): Accounts {
  const { base, exporters, importers } = market
  const at = (matrix: readonly (readonly number[])[], r: number, v: number): number => matrix[r]?.[v] as number
  return {
    exporters: exporters.map((exporter, r) => {
      const p = solved.prices[r] as number
      const before = base[r]?.reduce((a, b) => a + b, 0) as number
      const after = solved.flows[r]?.reduce((a, b) => a + b, 0) as number
      return {
        exporter,
        revenueBefore: price * before,
        revenueAfter: price * p * after,
        surplus: (price * before * (p ** (1 + epsilon) - 1)) / (1 + epsilon),
      }
    }),
    importers: importers.map((importer, v) => {
      const P = solved.indices[v] as number
      const spent = base.reduce((sum, _, r) => sum + price * (1 + at(baseDuties, r, v)) * at(base, r, v), 0)
      const area = eta === -1 ? Math.log(P) : (P ** (1 + eta) - 1) / (1 + eta)
      let revenue = 0
      let decision = 0
      base.forEach((_, r) => {
        const received = price * (solved.prices[r] as number) * at(solved.flows, r, v)
        revenue += at(duties, r, v) * received - at(baseDuties, r, v) * price * at(base, r, v)
        const statutory = (1 + at(duties, r, v)) / (1 + at(baseDuties, r, v))
        const extra = at(solved.wedges, r, v) / statutory - 1
        if (received > 0 && Number.isFinite(extra)) decision += extra * (1 + at(duties, r, v)) * received
      })
      return { importer, surplus: -spent * area, revenue, decision: Math.abs(decision) < 1e-9 * spent ? 0 : decision }
    }),
  }
}
