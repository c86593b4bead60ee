/** What a shock fixes for a whole solve. */
import type { Economy } from './economy.js'
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
    const s = economy.sectors.length
    this.demand = new Float64Array(economy.share.length)
    this.tariff = economy.tariff.slice()
    this.cellsFrom = new Int32Array(s + 1)
    this.crosses = new Uint8Array(s)
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
    let count = 0
    for (let c = 0; c < tariff.length; c++) if (tariff[c] !== 0) count++
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
      let crosses = false
      for (let j = 0; j < n; j++) {
        const row = (k * n + j) * n
        for (let i = 0; i < n; i++) {
          const c = row + i
          let b = share[c] as number
          if (b !== 0) {
            const t = tariff[c] as number
            const t0 = baseTariff[c] as number
            if (t !== t0) b *= ((1 + t) / (1 + t0)) ** (-e * (model.passThrough[i] as number))
            if (iceberg && iceberg[c] !== 1) b *= (iceberg[c] as number) ** -e
            if (t !== 0) {
              sellers[cell] = j
              buyers[cell] = i
              wedges[cell++] = (b * t) / (1 + t)
            }
            if (i !== j) crosses = true
          }
          demand[c] = b
        }
      }
      this.crosses[k] = crosses ? 1 : 0
    }
    this.cellsFrom[s] = cell
    const { deficits } = shock
    this.transfer = deficits === 'balanced' ? new Float64Array(n) : deficits instanceof Float64Array ? deficits : economy.transfer
    this.absorber = shock.absorber ?? -1
    this.surplus = this.transfer.reduce((sum, t) => sum + t, 0)
  }
}
