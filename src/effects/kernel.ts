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
  /** Σ ŵ L̂ Y of the last pass. */
  private world = 0
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
        passThrough: Math.max(...this.model.passThrough),
        // A country that receives has what it earns and more.
        ...(ruined >= 0 && v(this.fixed.transfer, ruined) < 0 && { ruined: countries[ruined] as string }),
        ...(overtaxed >= 0 && { overtaxed: countries[overtaxed] as string }),
      },
    )
  }

  /** One pass of the equations above. Returns the largest relative gap, or not a number outside the domain. */
  private pass(x: Float64Array, image: Float64Array): number {
    const { n, s, lnP, atP } = this
    this.costs(x)
    this.revenue.fill(0)
    this.value.fill(0)
    this.profit.fill(0)
    let gap = 0
    for (let k = 0; k < s; k++) {
      const traded = this.fixed.crosses[k] === 1
      this.offers(k, x)
      if (traded) timesMatrix(this.a, k * n, this.fixed.demand, k * n * n, n, this.rowSum)
      else this.ownOffers(k)
      this.buy(k, x)
      if (traded) matrixTimes(this.fixed.demand, k * n * n, this.h, n, this.q, k * n)
      else this.ownSales(k)
      this.collect(k)
      gap = larger(gap, this.sell(k, x, image))
    }
    this.earn(x)
    gap = larger(gap, this.balance(x, image))
    for (let i = 0; i < n; i++) gap = larger(gap, this.spend(i, x, image))
    gap = larger(gap, this.work(x, image))
    if (this.hasInputs)
      for (let z = 0; z < n * s; z++) {
        const P = lnP[z] as number
        gap = larger(gap, P - (x[atP + z] as number))
        image[atP + z] = P
      }
    return gap
  }

  // The steps of a pass. Small functions: an engine compiles them within the first solve of a process.

  /** ln ĉ, from wages and the prices of inputs. */
  private costs(x: Float64Array): void {
    const { n, s, economy, c, bundle, outlay, atP } = this
    const { inputs, valueAdded } = economy
    for (let i = 0; i < n; i++) {
      const lnw = x[i] as number
      if (!inputs) {
        for (let k = 0; k < s; k++) c[k * n + i] = lnw
        continue
      }
      for (let l = 0; l < s; l++) bundle[l] = x[atP + l * n + i] as number
      matrixTimes(inputs, i * s * s, bundle, s, outlay, 0)
      for (let k = 0; k < s; k++) c[k * n + i] = (valueAdded[k * n + i] as number) * lnw + (outlay[k] as number)
    }
  }

  /** (ĉ M̂^{-ψ})^{-ε}: what a seller's cost does to its sales. */
  private offers(k: number, x: Float64Array): void {
    const { n, a, c, atV, atL } = this
    const e = this.model.elasticity[k] as number
    const psi = this.model.scale[k] as number
    const scaleStates = this.length > atV
    for (let z = k * n, j = 0; j < n; z++, j++) {
      const lnc = c[z] as number
      const lnM = psi === 0 ? 0 : (scaleStates ? (x[atV + z] as number) : (x[j] as number) + (x[atL + j] as number)) - lnc
      a[z] = Math.exp(-e * (lnc - psi * lnM))
    }
  }

  /** P̂, what is spent before tariffs come off, and what of it a unit of A gets. */
  private buy(k: number, x: Float64Array): void {
    const { n, lnP, rowSum, border, g, h, atE } = this
    const { passThrough } = this.model
    const { spending, margin } = this.economy
    const e = this.model.elasticity[k] as number
    for (let z = k * n, i = 0; i < n; z++, i++) {
      const lnE = x[atE + z] as number
      const sum = rowSum[i] as number
      lnP[z] = (1 - (passThrough[i] as number)) * (lnE - (x[i] as number)) - Math.log(sum) / e
      const spent = (spending[z] as number) * Math.exp(lnE)
      const each = spent / sum
      border[z] = spent
      g[i] = each
      h[i] = (1 - (margin[i] as number)) * each
    }
  }

  /** A sector that is not traded has one seller for each buyer. */
  private ownOffers(k: number): void {
    const { n, a, rowSum } = this
    const { demand } = this.fixed
    for (let z = k * n, i = 0; i < n; z++, i++) rowSum[i] = (a[z] as number) * (demand[z * n + i] as number)
  }
  private ownSales(k: number): void {
    const { n, h, q } = this
    const { demand } = this.fixed
    for (let z = k * n, i = 0; i < n; z++, i++) q[z] = (demand[z * n + i] as number) * (h[i] as number)
  }

  /** Tariff revenue, where there is a tariff; it comes off sales and spending. */
  private collect(k: number): void {
    const { n, a, g, h, q, border, revenue } = this
    const { sellers, buyers, wedges, cellsFrom } = this.fixed
    const at = k * n
    const end = cellsFrom[k + 1] as number
    for (let z = cellsFrom[k] as number; z < end; z++) {
      const j = sellers[z] as number
      const i = buyers[z] as number
      const w = wedges[z] as number
      q[at + j] = (q[at + j] as number) - w * (h[i] as number)
      const r = w * (a[at + j] as number) * (g[i] as number)
      revenue[i] = (revenue[i] as number) + r
      border[at + i] = (border[at + i] as number) - r
    }
  }

  /** Q', V' and profits of a sector. Returns the gap of V̂ where it is part of the state. */
  private sell(k: number, x: Float64Array, image: Float64Array): number {
    const { n, a, q, border, value, profit, baseValue, atV } = this
    const { valueAdded, margin } = this.economy
    const pi = this.model.profitShare[k] as number
    const scaleStates = this.length > atV
    let gap = 0
    for (let z = k * n, j = 0; j < n; z++, j++) {
      const sold = (q[z] as number) * (a[z] as number)
      q[z] = sold
      const worth = (valueAdded[z] as number) * (1 - pi) * sold + (margin[j] as number) * (border[z] as number)
      value[j] = (value[j] as number) + worth
      profit[j] = (profit[j] as number) + pi * sold
      if (!scaleStates) continue
      const was = baseValue[z] as number
      const lnV = was > 0 ? Math.log(worth / was) : 0
      gap = larger(gap, lnV - (x[atV + z] as number))
      image[atV + z] = lnV
    }
    return gap
  }

  /** ŵ L̂ Y, and its sum over the world. */
  private earn(x: Float64Array): void {
    const { n, income, atL } = this
    const base = this.economy.income
    let world = 0
    for (let i = 0; i < n; i++) {
      const earned = (base[i] as number) * Math.exp((x[i] as number) + (x[atL + i] as number))
      income[i] = earned
      world += earned
    }
    this.world = world
  }

  /** Equation (1): wages. */
  private balance(x: Float64Array, image: Float64Array): number {
    const { n, income, value, wageStep, world, worldIncome } = this
    const { absorber, surplus } = this.fixed
    const scale = Math.log(worldIncome / world)
    let gap = 0
    for (let i = 0; i < n; i++) {
      const earned = income[i] as number
      let pull = 0
      if (earned > 0) {
        pull = Math.log((value[i] as number) / (i === absorber ? earned + (surplus * world) / worldIncome : earned))
        gap = larger(gap, pull)
      }
      image[i] = (x[i] as number) + (wageStep[i] as number) * pull + scale
    }
    return gap
  }

  /** Equation (2): spending of a country. */
  private spend(i: number, x: Float64Array, image: Float64Array): number {
    const { n, s, economy, model, atE, revenue, profit, income, q, bundle, outlay, world } = this
    const { inputs, spending } = economy
    const disposable =
      (income[i] as number) +
      (revenue[i] as number) +
      (profit[i] as number) +
      ((this.fixed.transfer[i] as number) * world) / this.worldIncome
    if (disposable <= 0) this.ruined = i
    this.final[i] = disposable
    if (inputs) {
      for (let k = 0; k < s; k++) outlay[k] = (1 - (model.profitShare[k] as number)) * (q[k * n + i] as number)
      timesMatrix(outlay, 0, inputs, i * s * s, s, bundle)
    } else bundle.fill(0)
    let gap = 0
    for (let k = 0; k < s; k++) {
      const z = k * n + i
      const was = spending[z] as number
      const lnE = was > 0 ? Math.log(((economy.final[z] as number) * disposable + (bundle[k] as number)) / was) : 0
      gap = larger(gap, lnE - (x[atE + z] as number))
      image[atE + z] = lnE
    }
    return gap
  }

  /** Equation (3): labour. */
  private work(x: Float64Array, image: Float64Array): number {
    const { n, s, atL, lnP, income, revenue, baseRevenue, netOfTax } = this
    const { final, income: baseIncome } = this.economy
    const { labourSupply, rebate } = this.model
    let gap = 0
    for (let i = 0; i < n; i++) {
      const earned = income[i] as number
      const taxed = rebate === 'income-tax' && earned > 0 && (revenue[i] !== 0 || baseRevenue[i] !== 0)
      const left = taxed ? (1 - (baseRevenue[i] as number) / (baseIncome[i] as number)) / (1 - (revenue[i] as number) / earned) : 1
      if (left <= 0) this.overtaxed = i
      netOfTax[i] = left
      let lnPc = 0
      for (let k = 0, z = i; k < s; k++, z += n) {
        const share = final[z] as number
        if (share !== 0) lnPc += share * (lnP[z] as number)
      }
      const nextL = labourSupply === 0 ? 0 : labourSupply * ((left === 1 ? 0 : Math.log(left)) + (x[i] as number) - lnPc)
      gap = larger(gap, nextL - (x[atL + i] as number))
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
