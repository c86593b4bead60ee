/**
 * The exact-hat kernel: one equilibrium in changes, of which the models of the literature are configurations.
 *
 * With x̂ = x'/x, j the exporter, i the importer, k and l sectors:
 *
 *     ĉ_j^k  = ŵ_j^{γ_j^k} Π_l (P̂_j^l)^{γ_j^{lk}}                                      unit cost
 *     M̂_j^k  = V̂_j^k / ĉ_j^k                                                           scale: bundles of inputs at work
 *     A_ji^k = λ_ji^k (d̂_ji^k ĉ_j^k (M̂_j^k)^{-ψ_k})^{-ε_k} [(1+t')/(1+t)]^{-ε_k φ_i}
 *     λ'_ji  = A_ji / Σ_j A_ji
 *     P̂_i^k  = (Ê_i^k/ŵ_i)^{1-φ_i} (Σ_j A_ji^k)^{-1/ε_k}
 *     X'_ji  = λ'_ji E'_i,  R'_i = Σ_k Σ_j t' X'_ji/(1+t')
 *     Q'_j^k = Σ_i (1-ν_i) X'_ji/(1+t'),  V'_j^k = γ_j^k (1-π_k) Q'_j^k + ν_j Σ_n X'_nj/(1+t')
 *     (1) ŵ_i L̂_i Y_i = Σ_k V'_i^k
 *     (2) E'_i^l = α_i^l (ŵ_i L̂_i Y_i + R'_i + Π'_i + T'_i) + Σ_k γ_i^{lk} (1-π_k) Q'_i^k,  Π'_i = Σ_k π_k Q'_i^k
 *     (3) L̂_i = (τ̂_i ŵ_i / Π_k (P̂_i^k)^{α_i^k})^κ,  τ̂_i = (1 - R_i/Y_i)/(1 - R'_i/Y'_i) or 1
 *     T'_i = T_i · ΣY'/ΣY
 *
 * Cost and tariff are factored: what tariffs do to A is fixed during a solve, so a pass is two products of a matrix with a
 * vector for each sector and a few columns. The fixed point is sought in logarithms; each pass is scaled to ΣŵL̂Y = ΣY.
 */
import { fail } from '../base/errors.js'
import { Anderson, type FixedPointOptions, type FixedPointResult } from './anderson.js'
import { type Economy, totals } from './economy.js'
import { matrixTimes, timesMatrix } from './linear.js'
import { checkModel, type Model, partOfShock, type Shock, type Solution } from './model.js'
import { noEquilibrium } from './no-equilibrium.js'
import { Prepared } from './prepared.js'
import { solutionOf, wageSteps } from './solution.js'

export interface SolveOptions extends Partial<FixedPointOptions> {
  /** State of a neighbouring solution to start from; default: no change. */
  readonly start?: Float64Array
}

const DEFAULTS = { tolerance: 1e-10, maxIterations: 1000, damping: 1 }

/** Solves one base year under one model, for many shocks, in the same memory. */
export class Kernel {
  private readonly n: number
  private readonly s: number
  private readonly baseRevenue: Float64Array
  private readonly baseValue: Float64Array
  /** Σ_k Σ_n of own sales and shares: how strongly a country's wage moves its income. */
  private readonly wageStep: Float64Array
  private readonly fixed: Prepared
  // One value a country and sector, or a country, each pass.
  private readonly c: Float64Array
  private readonly a: Float64Array
  private readonly lnP: Float64Array
  private readonly q: Float64Array
  private readonly border: Float64Array
  private readonly rowSum: Float64Array
  private readonly g: Float64Array
  private readonly h: Float64Array
  private readonly revenue: Float64Array
  private readonly value: Float64Array
  private readonly profit: Float64Array
  private readonly final: Float64Array
  private readonly netOfTax: Float64Array
  private readonly income: Float64Array
  private readonly bundle: Float64Array
  private readonly outlay: Float64Array
  private readonly atL: number
  private readonly atE: number
  private readonly atP: number
  private readonly atV: number
  private readonly length: number
  private readonly worldIncome: number
  private readonly search: Anderson
  private readonly memory: number
  private readonly hasInputs: boolean
  /** The last country that was left with nothing to spend during a search. */
  private ruined = -1
  /** The last country whose revenue passed its labour income. */
  private overtaxed = -1

  /** @throws ParleyError if the model does not fit the base year */
  constructor(
    readonly economy: Economy,
    readonly model: Model,
    memory?: number,
  ) {
    checkModel(economy, model)
    const n = economy.countries.length
    const s = economy.sectors.length
    this.n = n
    this.s = s
    this.hasInputs = economy.inputs !== undefined
    const base = totals(economy)
    this.baseRevenue = base.revenue
    this.baseValue = new Float64Array(n * s)
    for (let x = 0; x < n * s; x++)
      this.baseValue[x] =
        v(economy.valueAdded, x) * (1 - v(model.profitShare, Math.floor(x / n))) * v(base.sales, x) +
        v(economy.margin, x % n) * v(base.border, x)
    // Profits are in the base year's flows and in the model: they must be the same.
    for (let i = 0; i < n; i++) {
      let profit = 0
      for (let k = 0; k < s; k++) profit += v(model.profitShare, k) * v(base.sales, k * n + i)
      if (Math.abs(profit - v(economy.profit, i)) > 1e-6 * (profit + v(economy.income, i)))
        fail(
          'bad-input',
          `would give ${economy.countries[i]} other profits than its base year has; make the base year with the same profitShare`,
          'profitShare',
        )
    }
    this.worldIncome = economy.income.reduce((total, y) => total + y, 0)
    this.wageStep = wageSteps(economy, model, base.sales, this.baseValue)
    this.fixed = new Prepared(economy, model)
    const perCell = (): Float64Array => new Float64Array(n * s)
    const perCountry = (): Float64Array => new Float64Array(n)
    this.c = perCell()
    this.a = perCell()
    this.lnP = perCell()
    this.q = perCell()
    this.border = perCell()
    this.rowSum = perCountry()
    this.g = perCountry()
    this.h = perCountry()
    this.revenue = perCountry()
    this.value = perCountry()
    this.profit = perCountry()
    this.final = perCountry()
    this.netOfTax = perCountry()
    this.income = perCountry()
    this.bundle = new Float64Array(s)
    this.outlay = new Float64Array(s)
    // The state: ln ŵ, ln L̂, ln Ê, and where they are needed ln P̂ (inputs) and ln V̂ (scale in more than one sector).
    this.atL = n
    this.atE = 2 * n
    this.atP = this.atE + n * s
    this.atV = this.atP + (this.hasInputs ? n * s : 0)
    this.length = this.atV + (s > 1 && model.scale.some((x) => x > 0) ? n * s : 0)
    // Scale in many sectors makes for slow modes, which a longer memory finds.
    this.memory = memory ?? (this.length > this.atV ? 16 : 8)
    this.search = new Anderson(this.length, this.memory)
  }

  /**
   * The equilibrium after a shock.
   * @throws ParleyError if the shock does not fit the base year
   * @throws NoEquilibrium if neither acceleration, damping nor a path of smaller shocks comes within the tolerance; the message says what to change
   */
  solve(shock: Shock = {}, options: SolveOptions = {}): Solution {
    this.fixed.set(shock)
    this.ruined = -1
    this.overtaxed = -1
    const set = { ...DEFAULTS, memory: this.memory, ...options }
    const x = new Float64Array(this.length)
    if (options.start) {
      if (options.start.length !== this.length)
        fail('bad-input', `the state has ${options.start.length} values; this model's has ${this.length}`, 'start')
      x.set(options.start)
    }
    const search = (): FixedPointResult => this.search.solve((from, image) => this.pass(from, image), x, set)
    let found = search()
    if (!found.converged) found = this.followPath(shock, x, search, found, set.tolerance)
    const { economy, model, fixed, lnP, a, c, q, revenue, profit, final, netOfTax } = this
    const { demand, tariff, transfer } = fixed
    return solutionOf(
      economy,
      model,
      { state: x, lnP, a, lnc: c, demand, sales: q, tariff, transfer, revenue, profit, final, netOfTax },
      found,
    )
  }

  /**
   * The last resort: from the base year to the shock along a path of parts of it, each solved from the last, in steps that grow and
   * shrink. It also keeps to the equilibrium that is joined to the base year, where scale makes for several.
   */
  private followPath(
    shock: Shock,
    x: Float64Array,
    search: () => FixedPointResult,
    direct: FixedPointResult,
    tolerance: number,
  ): FixedPointResult {
    let iterations = direct.iterations
    const last = new Float64Array(this.length)
    let done = 0
    for (let step = 0.5; step >= 1 / 64; ) {
      const part = Math.min(1, done + step)
      x.set(last)
      this.fixed.set(part === 1 ? shock : partOfShock(this.economy, shock, part))
      const found = search()
      iterations += found.iterations
      if (!found.converged) {
        step /= 2
        continue
      }
      if (part === 1) return { ...found, iterations }
      done = part
      step *= 1.5
      last.set(x)
    }
    const { ruined, overtaxed } = this
    const { countries } = this.economy
    throw noEquilibrium(
      { ...direct, iterations },
      {
        tolerance,
        done,
        // A country that receives has what it earns and more.
        ...(ruined >= 0 && v(this.fixed.transfer, ruined) < 0 && { ruined: countries[ruined] as string }),
        ...(overtaxed >= 0 && { overtaxed: countries[overtaxed] as string }),
      },
    )
  }

  /** One pass of the equations above. Returns the largest relative gap, or not a number outside the domain. */
  private pass(x: Float64Array, image: Float64Array): number {
    const { n, s, economy, model, atE, atL, atP, atV, g, h, q, border, revenue, value, profit, rowSum, lnP, a, c } = this
    const { demand, sellers, buyers, wedges, cellsFrom, crosses } = this.fixed
    const scaleStates = this.length > atV
    this.costs(x)
    revenue.fill(0)
    value.fill(0)
    profit.fill(0)
    let gap = 0
    for (let k = 0; k < s; k++) {
      const e = v(model.elasticity, k)
      const psi = v(model.scale, k)
      const at = k * n
      for (let j = 0; j < n; j++) {
        const lnc = v(c, at + j)
        const lnM = psi === 0 ? 0 : (scaleStates ? v(x, atV + at + j) : v(x, j) + v(x, atL + j)) - lnc
        a[at + j] = Math.exp(-e * (lnc - psi * lnM))
      }
      const traded = crosses[k] === 1
      if (traded) timesMatrix(a, at, demand, at * n, n, rowSum)
      else for (let i = 0; i < n; i++) rowSum[i] = v(a, at + i) * v(demand, (at + i) * n + i)
      for (let i = 0; i < n; i++) {
        const lnE = v(x, atE + at + i)
        lnP[at + i] = (1 - v(model.passThrough, i)) * (lnE - v(x, i)) - Math.log(v(rowSum, i)) / e
        const spent = v(economy.spending, at + i) * Math.exp(lnE)
        border[at + i] = spent
        g[i] = spent / v(rowSum, i)
        h[i] = (1 - v(economy.margin, i)) * v(g, i)
      }
      if (traded) matrixTimes(demand, at * n, h, n, q, at)
      else for (let i = 0; i < n; i++) q[at + i] = v(demand, (at + i) * n + i) * v(h, i)
      for (let z = cellsFrom[k] as number; z < (cellsFrom[k + 1] as number); z++) {
        const j = sellers[z] as number
        const i = buyers[z] as number
        const w = v(wedges, z)
        q[at + j] = v(q, at + j) - w * v(h, i)
        const r = w * v(a, at + j) * v(g, i)
        revenue[i] = v(revenue, i) + r
        border[at + i] = v(border, at + i) - r
      }
      const pi = v(model.profitShare, k)
      for (let j = 0; j < n; j++) {
        const sold = v(q, at + j) * v(a, at + j)
        q[at + j] = sold
        const worth = v(economy.valueAdded, at + j) * (1 - pi) * sold + v(economy.margin, j) * v(border, at + j)
        value[j] = v(value, j) + worth
        profit[j] = v(profit, j) + pi * sold
        if (scaleStates) {
          const was = v(this.baseValue, at + j)
          const lnV = was > 0 ? Math.log(worth / was) : 0
          gap = larger(gap, lnV - v(x, atV + at + j))
          image[atV + at + j] = lnV
        }
      }
    }
    gap = larger(gap, this.spendAndWork(x, image))
    if (this.hasInputs)
      for (let z = 0; z < n * s; z++) {
        gap = larger(gap, v(lnP, z) - v(x, atP + z))
        image[atP + z] = v(lnP, z)
      }
    return gap
  }

  /** ln ĉ, from wages and the prices of inputs. */
  private costs(x: Float64Array): void {
    const { n, s, economy, c, bundle, outlay, atP } = this
    const { inputs } = economy
    for (let i = 0; i < n; i++) {
      const lnw = v(x, i)
      if (!inputs) {
        for (let k = 0; k < s; k++) c[k * n + i] = lnw
        continue
      }
      for (let l = 0; l < s; l++) bundle[l] = v(x, atP + l * n + i)
      matrixTimes(inputs, i * s * s, bundle, s, outlay, 0)
      for (let k = 0; k < s; k++) c[k * n + i] = v(economy.valueAdded, k * n + i) * lnw + v(outlay, k)
    }
  }

  /** Equations (1) to (3): wages, spending, labour. Returns their largest gap. */
  private spendAndWork(x: Float64Array, image: Float64Array): number {
    const { n, s, economy, model, atE, atL, revenue, value, profit, final, income, q, bundle, outlay, lnP, netOfTax } = this
    const { transfer, absorber, surplus } = this.fixed
    const { inputs } = economy
    let gap = 0
    let world = 0
    for (let i = 0; i < n; i++) {
      income[i] = v(economy.income, i) * Math.exp(v(x, i) + v(x, atL + i))
      world += v(income, i)
    }
    const scale = Math.log(this.worldIncome / world)
    for (let i = 0; i < n; i++) {
      const lnL = v(x, atL + i)
      const earned = v(income, i)
      let pull = 0
      if (earned > 0) {
        pull = Math.log(v(value, i) / (i === absorber ? earned + (surplus * world) / this.worldIncome : earned))
        gap = larger(gap, pull)
      }
      image[i] = v(x, i) + v(this.wageStep, i) * pull + scale
      const taxed = model.rebate === 'income-tax' && earned > 0 && (v(revenue, i) !== 0 || v(this.baseRevenue, i) !== 0)
      const left = taxed ? (1 - v(this.baseRevenue, i) / v(economy.income, i)) / (1 - v(revenue, i) / earned) : 1
      if (left <= 0) this.overtaxed = i
      netOfTax[i] = left
      const disposable = earned + v(revenue, i) + v(profit, i) + (v(transfer, i) * world) / this.worldIncome
      if (disposable <= 0) this.ruined = i
      final[i] = disposable
      if (inputs) {
        for (let k = 0; k < s; k++) outlay[k] = (1 - v(model.profitShare, k)) * v(q, k * n + i)
        timesMatrix(outlay, 0, inputs, i * s * s, s, bundle)
      } else bundle.fill(0)
      let lnPc = 0
      for (let k = 0; k < s; k++) {
        const z = k * n + i
        const share = v(economy.final, z)
        if (share !== 0) lnPc += share * v(lnP, z)
        const was = v(economy.spending, z)
        const lnE = was > 0 ? Math.log((share * disposable + v(bundle, k)) / was) : 0
        gap = larger(gap, lnE - v(x, atE + z))
        image[atE + z] = lnE
      }
      const nextL = model.labourSupply === 0 ? 0 : model.labourSupply * ((left === 1 ? 0 : Math.log(left)) + v(x, i) - lnPc)
      gap = larger(gap, nextL - lnL)
      image[atL + i] = nextL
    }
    return gap
  }
}

const v = (array: Float64Array, index: number): number => array[index] as number
/** The larger of a gap and the size of a difference; not a number once one is. */
const larger = (gap: number, difference: number): number => {
  const size = difference < 0 ? -difference : difference
  return size > gap || Number.isNaN(size) ? size : gap
}
