/**
 * The same market if the goods of all exporters are one and the same: spatial equilibrium with arbitrage (Takayama and Judge; for
 * soybeans Sabala and Devadoss 2019). An exporter sells where it gets most; a buyer pays no more than the cheapest delivered price; what
 * is dearer is not traded. The limit of {@link solve} as substitution grows without end. Two importers.
 *
 * Freight does not appear by itself: in the base every exporter serves both importers, so that delivered prices are equal there and
 * changes alone count.
 */
import { fail } from '../base/errors.js'
import { check, type Elasticities, type Equilibrium, type Market, type Shock } from './model.js'

/**
 * Solves the homogeneous market. Flows between exporters that stand alike are not determined by prices: they keep their base proportions.
 * @throws {ParleyError} bad-input, as {@link solve}; also if there are not two importers
 */
export function solveHomogeneous(market: Market, { epsilon, eta }: Omit<Elasticities, 'sigma'>, shock: Shock): Equilibrium {
  check(market, { sigma: 2, epsilon, eta }, shock)
  const { base, importers } = market
  if (importers.length !== 2) fail('bad-input', 'two importers', 'importers')
  const R = base.length
  const supply0 = base.map((row) => row.reduce((a, b) => a + b, 0))
  const imports0 = importers.map((_, v) => base.reduce((sum, row) => sum + (row[v] as number), 0))
  const fixed = Array.from({ length: R }, () => [0, 0])
  const bound = Array.from({ length: R }, () => [false, false])
  for (const f of shock.fixed ?? []) {
    ;(fixed[f.exporter] as number[])[f.importer] = f.quantity
    ;(bound[f.exporter] as boolean[])[f.importer] = true
  }
  const wedge = (r: number, v: number): number => (bound[r]?.[v] ? Infinity : (shock.wedges[r]?.[v] as number))
  /** What an exporter has to sell freely, at a price: its supply less what is fixed. */
  const supply = (r: number, p: number): number => (supply0[r] as number) * p ** epsilon - (fixed[r] as number[]).reduce((a, b) => a + b, 0)
  const demand = (v: number, P: number): number =>
    (imports0[v] as number) * P ** eta - fixed.reduce((sum, row) => sum + (row[v] as number), 0)
  /** How much dearer the first importer must pay for r to sell there rather than to the second. */
  const ratio = base.map((_, r) => wedge(r, 0) / wedge(r, 1))
  const groups = [...new Set(ratio)].sort((a, b) => a - b).map((k) => ({ k, members: ratio.flatMap((x, r) => (x === k ? [r] : [])) }))
  const sum = (members: readonly number[], price: (r: number) => number): number => members.reduce((s, r) => s + supply(r, price(r)), 0)

  for (const [g, group] of groups.entries()) {
    const before = groups.slice(0, g).flatMap(({ members }) => members)
    const after = groups.slice(g + 1).flatMap(({ members }) => members)
    // This group divides its sales: its terms tie both prices.
    if (group.k > 0 && Number.isFinite(group.k)) {
      const P1 = root((P) => {
        const P0 = P * group.k
        return (
          sum(before, (r) => P0 / wedge(r, 0)) + sum([...group.members, ...after], (r) => P / wedge(r, 1)) - demand(0, P0) - demand(1, P)
        )
      })
      const P0 = P1 * group.k
      const here = demand(0, P0) - sum(before, (r) => P0 / wedge(r, 0))
      const most = sum(group.members, (r) => P1 / wedge(r, 1))
      if (here >= -1e-12 * most && here <= most * (1 + 1e-12))
        return answer(P0, P1, before, group.members, Math.min(Math.max(here, 0), most))
    }
    // Or the markets part between this group and the next.
    const first = [...before, ...group.members]
    if (after.length === 0) continue
    const P0 = root((P) => sum(first, (r) => P / wedge(r, 0)) - demand(0, P))
    const P1 = root((P) => sum(after, (r) => P / wedge(r, 1)) - demand(1, P))
    if (P0 / P1 >= group.k * (1 - 1e-12) && P0 / P1 <= (groups[g + 1] as { k: number }).k * (1 + 1e-12)) return answer(P0, P1, first, [], 0)
  }
  return fail('bad-input', 'no prices clear this market: what is fixed is more than supply and demand can bear', 'fixed')

  /** @param dividing exporters that sell to both, `here` of it all to the first importer */
  function answer(P0: number, P1: number, first: readonly number[], dividing: readonly number[], here: number): Equilibrium {
    const P = [P0, P1]
    const toFirst = new Set(first)
    const net = (r: number): number => Math.max(P0 / wedge(r, 0), P1 / wedge(r, 1))
    const prices = base.map((_, r) => net(r))
    const flows = base.map((_, r) => {
      const free = supply(r, net(r))
      return toFirst.has(r) ? [free, 0] : [0, free]
    })
    divide(dividing, here)
    const total = flows.map((row, r) => row.map((q, v) => q + ((fixed[r] as number[])[v] as number)))
    const gap = Math.max(
      ...P.map((price, v) => Math.abs(total.reduce((s, row) => s + (row[v] as number), 0) / ((imports0[v] as number) * price ** eta) - 1)),
    )
    return {
      prices,
      indices: P,
      flows: total,
      // A fixed flow stands for the wedge at which the exporter would choose it.
      wedges: base.map((row, r) => row.map((_, v) => (bound[r]?.[v] ? (P[v] as number) / net(r) : wedge(r, v)))),
      residual: gap,
    }

    /** In the proportions of the base, as far as each has so much to sell. */
    function divide(members: readonly number[], amount: number): void {
      let left = amount
      let open = [...members]
      while (open.length > 0 && left > 0) {
        const weight = open.reduce((s, r) => s + ((base[r] as readonly number[])[0] as number), 0)
        const shares = open.map((r) => (weight > 0 ? ((base[r] as readonly number[])[0] as number) / weight : 1 / open.length))
        const given = open.map((r, i) => Math.min((flows[r] as number[])[1] as number, left * (shares[i] as number)))
        open.forEach((r, i) => {
          const row = flows[r] as number[]
          row[0] = (row[0] as number) + (given[i] as number)
          row[1] = (row[1] as number) - (given[i] as number)
        })
        left -= given.reduce((a, b) => a + b, 0)
        const still = open.filter((r) => ((flows[r] as number[])[1] as number) > 1e-12)
        if (still.length === open.length) return
        open = still
      }
    }
  }
}

/** The price at which a rising function crosses 0, by bisection in logarithms. */
function root(f: (price: number) => number): number {
  let low = -40
  let high = 40
  for (let i = 0; i < 200 && high - low > 1e-15; i++) {
    const middle = (low + high) / 2
    if (f(Math.exp(middle)) < 0) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}
