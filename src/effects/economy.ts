/**
 * A calibrated base year: what the kernel is solved from.
 *
 * N countries, S sectors. Vectors over sectors and countries are sector-major, `v[k * N + i]`; trade arrays are
 * `x[(k * N + j) * N + i]` with j the exporter and i the importer, so that the matrix of a sector lies together.
 */
import { fail } from '../base/errors.js'
import { matrixTimes, nonZero, timesMatrix } from './linear.js'

/** Base-year data in the symbols of the papers. All values in one currency unit. */
export interface Economy {
  /** Codes, in the order of every index. */
  readonly countries: readonly string[]
  readonly sectors: readonly string[]
  /** λ: share of each exporter in an importer's spending on a sector, tariffs included; columns sum to one. N × N × S. */
  readonly share: Float64Array
  /** t: ad valorem tariff of the base year, as a fraction. N × N × S. */
  readonly tariff: Float64Array
  /** E: gross spending on a sector, tariffs included. N × S. */
  readonly spending: Float64Array
  /** Y: income of labour. N. */
  readonly income: Float64Array
  /** T: transfers received; the base year's trade deficit as the model sees it. N, sums to zero. */
  readonly transfer: Float64Array
  /** γ_i^k: value added in a sector's cost, 1 where there are no inputs. N × S. */
  readonly valueAdded: Float64Array
  /** γ_i^{lk}: share of input l in the cost of sector k, `[(i * S + k) * S + l]`; `undefined` where there are no inputs. */
  readonly inputs: Float64Array | undefined
  /** α_i^k: share of a sector in final spending; sums to one over sectors. N × S. */
  readonly final: Float64Array
  /** ν_i: share of the final price that is distribution paid in the destination. N. */
  readonly margin: Float64Array
  /** Π: profits. N; zero without markups. */
  readonly profit: Float64Array
  /** Gross domestic product as published, the weight of averages where a table uses it; labour income where it is not known. N. */
  readonly gdp: Float64Array
}

/** Base-year flows from which an {@link Economy} is made. */
export interface Flows {
  readonly countries: readonly string[]
  readonly sectors: readonly string[]
  /** Value of each flow before tariffs, own sales included. N × N × S. */
  readonly trade: Float64Array
  /** t as in {@link Economy}; zero if left out. */
  readonly tariff?: Float64Array
  readonly valueAdded?: Float64Array
  readonly inputs?: Float64Array
  readonly margin?: Float64Array
  /** π_k: profits as a share of sales. S; zero if left out. */
  readonly profitShare?: Float64Array
  readonly gdp?: Float64Array
}

/** Size, sales and revenue that follow from shares, spending and tariffs. */
export interface Totals {
  /** Q_j^k = Σ_i (1-ν_i) X_ji^k/(1+t): sales of producers. N × S. */
  readonly sales: Float64Array
  /** Σ_j X_ji^k/(1+t): spending before tariffs, own sales included. N × S. */
  readonly border: Float64Array
  /** R_i: tariff revenue. N. */
  readonly revenue: Float64Array
}

/** Sales, spending before tariffs and revenue of a base year. */
export function totals(e: Pick<Economy, 'countries' | 'sectors' | 'share' | 'tariff' | 'spending' | 'margin'>): Totals {
  const n = e.countries.length
  const s = e.sectors.length
  const sales = new Float64Array(n * s)
  const border = new Float64Array(n * s)
  const revenue = new Float64Array(n)
  const { share, tariff, spending, margin } = e
  const kept = new Float64Array(n)
  for (let k = 0; k < s; k++) {
    for (let i = 0; i < n; i++) {
      border[k * n + i] = spending[k * n + i] as number
      kept[i] = (1 - at(margin, i)) * at(spending, k * n + i)
    }
    matrixTimes(share, k * n * n, kept, n, sales, k * n)
    // What is paid at the border comes off again.
    for (let j = 0; j < n; j++) {
      const row = (k * n + j) * n
      if (nonZero(tariff, row, n) === 0) continue
      for (let i = 0; i < n; i++) {
        const t = at(tariff, row + i)
        if (t === 0) continue
        const duty = (at(share, row + i) * at(spending, k * n + i) * t) / (1 + t)
        add(sales, k * n + j, -(1 - at(margin, i)) * duty)
        add(border, k * n + i, -duty)
        add(revenue, i, duty)
      }
    }
  }
  return { sales, border, revenue }
}

/**
 * Makes a base year from flows: shares, spending, income, transfers; final spending is what producers do not use.
 * The base year is an equilibrium by construction.
 * @throws ParleyError if shapes do not fit, a flow is negative or not a number, or final spending is not positive
 */
export function economyOf(f: Flows): Economy {
  const n = f.countries.length
  const s = f.sectors.length
  shape(f.trade, n * n * s, 'trade', `${n} × ${n} × ${s}`)
  const tariff = f.tariff ?? new Float64Array(n * n * s)
  shape(tariff, n * n * s, 'tariff', `${n} × ${n} × ${s}`)
  const valueAdded = f.valueAdded ?? new Float64Array(n * s).fill(1)
  shape(valueAdded, n * s, 'valueAdded', `${n} × ${s}`)
  if (f.inputs) shape(f.inputs, n * s * s, 'inputs', `${n} × ${s} × ${s}`)
  const margin = f.margin ?? new Float64Array(n)
  const profitShare = f.profitShare ?? new Float64Array(s)
  const flow = firstOutside(f.trade, 0)
  if (flow >= 0) fail('bad-input', `a flow is ${f.trade[flow]}: flows are zero or more`, flowName(f, flow, 'trade'))
  const rate = f.tariff ? firstOutside(f.tariff, -1 + Number.EPSILON) : -1
  if (rate >= 0) fail('bad-input', `a tariff is ${tariff[rate]}: a fraction above -1, 0.25 for 25%`, flowName(f, rate, 'tariff'))
  const spending = new Float64Array(n * s)
  const share = f.tariff ? f.trade.map((value, c) => value * (1 + at(tariff, c))) : f.trade.slice()
  const ones = new Float64Array(n).fill(1)
  for (let k = 0; k < s; k++) {
    const bought = spending.subarray(k * n, (k + 1) * n)
    timesMatrix(ones, 0, share, k * n * n, n, bought)
    for (let j = 0; j < n; j++) divide(share, (k * n + j) * n, bought)
    // Who buys nothing of a sector would buy it at home.
    for (let i = 0; i < n; i++) if (bought[i] === 0) share[(k * n + i) * n + i] = 1
  }
  const { sales, border, revenue } = totals({ ...f, share, tariff, spending, margin })
  const income = new Float64Array(n)
  const profit = new Float64Array(n)
  const final = spending.slice()
  for (let i = 0; i < n; i++)
    for (let k = 0; k < s; k++) {
      const q = at(sales, k * n + i)
      const cost = (1 - at(profitShare, k)) * q
      add(profit, i, q - cost)
      add(income, i, at(valueAdded, k * n + i) * cost + at(margin, i) * at(border, k * n + i))
      if (f.inputs) for (let l = 0; l < s; l++) add(final, l * n + i, -at(f.inputs, (i * s + k) * s + l) * cost)
    }
  const transfer = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let total = 0
    for (let k = 0; k < s; k++) total += at(final, k * n + i)
    if (!(total > 0)) fail('bad-input', `final spending of ${f.countries[i]} is ${total}: inputs exceed what it buys`, 'inputs')
    transfer[i] = total - at(income, i) - at(revenue, i) - at(profit, i)
    for (let k = 0; k < s; k++) final[k * n + i] = at(final, k * n + i) / total
  }
  return {
    countries: f.countries,
    sectors: f.sectors,
    share,
    tariff,
    spending,
    income,
    transfer,
    valueAdded,
    inputs: f.inputs,
    final,
    margin,
    profit,
    gdp: f.gdp ?? income,
  }
}

/** The index of a country. @throws ParleyError if the world has none of that code */
export function countryIndex(world: { readonly countries: readonly string[] }, code: string, field?: string): number {
  const i = world.countries.indexOf(code)
  if (i >= 0) return i
  const known =
    world.countries.length > 12 ? `${world.countries.slice(0, 6).join(', ')} … (${world.countries.length})` : world.countries.join(', ')
  return fail('not-found', `this world has no country "${code}"; it has ${known}`, field)
}

/** An element that is there: the arrays of this room have the lengths that {@link economyOf} checked. */
export const at = (array: Float64Array, index: number): number => array[index] as number
export const add = (array: Float64Array, index: number, value: number): void => {
  array[index] = (array[index] as number) + value
}

/** Where a value first is below the least, or no finite number; -1 where none is. */
export function firstOutside(array: Float64Array, least: number, below = Number.POSITIVE_INFINITY): number {
  for (let from = 0; from < array.length; from += 256) {
    const found = firstOutsideIn(array, from, Math.min(from + 256, array.length), least, below)
    if (found >= 0) return found
  }
  return -1
}

function firstOutsideIn(array: Float64Array, from: number, to: number, least: number, below: number): number {
  for (let i = from; i < to; i++) {
    const value = array[i] as number
    if (!(value >= least && value < below)) return i
  }
  return -1
}

/** Divides a row by the totals of its columns; what has none stays zero. */
function divide(array: Float64Array, from: number, by: Float64Array): void {
  for (let i = 0; i < by.length; i++) if (by[i] !== 0) array[from + i] = (array[from + i] as number) / (by[i] as number)
}

function shape(array: Float64Array, length: number, field: string, words: string): void {
  if (array.length !== length) fail('bad-input', `has ${array.length} values; it needs ${length} (${words})`, field)
}

function flowName(f: Flows, c: number, field: string): string {
  const n = f.countries.length
  return `${field}.${f.countries[Math.floor(c / n) % n]}:${f.countries[c % n]}:${f.sectors[Math.floor(c / (n * n))]}`
}
