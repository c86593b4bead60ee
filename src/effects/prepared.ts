/** What a shock fixes for a whole solve. */
import type { Economy } from './economy.js'
import { nonZero } from './linear.js'
import { checkShock, type Model, type Shock } from './model.js'

/** λ times the effect of the wedges, the cells that bear a tariff, the transfers. Reused from shock to shock. */
export class Prepared {
  /** λ d̂^{-ε} [(1+t')/(1+t)]^{-ε φ}: A without the exporter's cost. N × N × S. */
  readonly demand: Float64Array
  readonly tariff: Float64Array
  /** Cells with a tariff, sector after sector: who sells, who buys, and the part of `demand` that is revenue. */
  sellers = new Int32Array(0)
  buyers = new Int32Array(0)
  wedges = new Float64Array(0)
  /** Where a sector's cells begin; S + 1. */
  readonly cellsFrom: Int32Array
  /** Whether a sector is traded at all. */
  readonly crosses: Uint8Array
  transfer: Float64Array
  /** The country whose market takes up what transfers do not sum to (-1 for none), and that sum. */
  absorber = -1
  surplus = 0

  constructor(
    private readonly economy: Economy,
    private readonly model: Model,
  ) {
    const n = economy.countries.length
    const s = economy.sectors.length
    this.demand = new Float64Array(economy.share.length)
    this.tariff = economy.tariff.slice()
    this.cellsFrom = new Int32Array(s + 1)
    this.crosses = new Uint8Array(s)
    for (let row = 0; row < economy.share.length / n; row++)
      if (nonZero(economy.share, row * n, n) > (economy.share[row * n + (row % n)] === 0 ? 0 : 1)) this.crosses[Math.floor(row / n)] = 1
    this.transfer = economy.transfer
  }

  /** @throws ParleyError if the shock does not fit the base year */
  set(shock: Shock): void {
    const { economy, model, demand, tariff } = this
    checkShock(economy, shock)
    const n = economy.countries.length
    const s = economy.sectors.length
    tariff.set(shock.tariff ?? economy.tariff)
    const { iceberg } = shock
    const { share, tariff: baseTariff } = economy
    demand.set(share)
    let count = 0
    for (let row = 0; row < n * s; row++) count += nonZero(tariff, row * n, n)
    if (count > this.sellers.length) {
      this.sellers = new Int32Array(count)
      this.buyers = new Int32Array(count)
      this.wedges = new Float64Array(count)
    }
    const { sellers, buyers, wedges } = this
    let cell = 0
    for (let k = 0; k < s; k++) {
      this.cellsFrom[k] = cell
      const e = model.elasticity[k] as number
      for (let j = 0; j < n; j++) {
        const row = (k * n + j) * n
        if (iceberg) for (let i = 0; i < n; i++) if (iceberg[row + i] !== 1) scaleBy(demand, row + i, (iceberg[row + i] as number) ** -e)
        for (let c = nextTariff(tariff, baseTariff, row, row + n); c >= 0; c = nextTariff(tariff, baseTariff, c + 1, row + n)) {
          const i = c - row
          const t = tariff[c] as number
          const t0 = baseTariff[c] as number
          if (t !== t0) scaleBy(demand, c, ((1 + t) / (1 + t0)) ** (-e * (model.passThrough[i] as number)))
          const b = demand[c] as number
          if (t === 0 || b === 0) continue
          sellers[cell] = j
          buyers[cell] = i
          wedges[cell++] = (b * t) / (1 + t)
        }
      }
    }
    this.cellsFrom[s] = cell
    const { deficits } = shock
    this.transfer = deficits === 'balanced' ? new Float64Array(n) : deficits instanceof Float64Array ? deficits : economy.transfer
    this.absorber = shock.absorber ?? -1
    this.surplus = this.transfer.reduce((sum, t) => sum + t, 0)
  }
}

// Small functions: an engine compiles them early.
/** The next cell, from `from` to before `end`, that bears a tariff now or did in the base year; -1 where none is left. */
function nextTariff(now: Float64Array, was: Float64Array, from: number, end: number): number {
  for (let c = from; c < end; c++) if (now[c] !== 0 || was[c] !== 0) return c
  return -1
}

function scaleBy(array: Float64Array, index: number, factor: number): void {
  array[index] = (array[index] as number) * factor
}
