/**
 * One tariff for many products. No single one serves every purpose (Bach and Martin 2001): the mean is what is quoted, the price
 * effect and the revenue need aggregates of their own, which let buyers turn to the products that pay less.
 */
import { fail } from '../base/errors.js'

/** Products of one kind of goods from one origin: weights by rate. Weights are trade before any of the changes asked about. */
export interface Basket {
  /** Ad valorem rates as fractions, each once. */
  readonly rates: Float64Array
  /** Shares of trade at those rates; they sum to one. */
  readonly shares: Float64Array
}

/** The three aggregates of a basket, fractions. */
export interface Aggregates {
  /** Σ w t: the trade-weighted mean. */
  readonly mean: number
  /** 1+t = [Σ w (1+t)^(1-σ)]^(1/(1-σ)): what the price of the basket rises by. */
  readonly price: number
  /** Σ w t (1+t)^(-σ) / Σ w (1+t)^(-σ): revenue over customs value. */
  readonly revenue: number
}

/** A basket from products: equal rates are put together. @throws ParleyError if a rate is at or below -100%, or nothing has a value */
export function basketOf(products: Iterable<{ readonly rate: number; readonly value: number }>): Basket {
  const at = new Map<number, number>()
  let total = 0
  for (const { rate, value } of products) {
    if (!(rate > -1 && rate < Number.POSITIVE_INFINITY))
      fail('bad-input', `is ${rate}; a rate is a fraction above -1, 0.25 for 25%`, 'rate')
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) fail('bad-input', `is ${value}; trade is zero or more`, 'value')
    // Rates are exact to the millionth of a point; sums of averages may differ below that.
    const key = Math.round(rate * 1e8) / 1e8
    at.set(key, (at.get(key) ?? 0) + value)
    total += value
  }
  if (!(total > 0)) fail('bad-input', 'has no trade: without weights there is no aggregate', 'value')
  return { rates: Float64Array.from(at.keys()), shares: Float64Array.from(at.values(), (value) => value / total) }
}

/**
 * The aggregates under one elasticity.
 * @param elasticity σ - 1 above 0: the trade elasticity of the goods, taken between the products of the basket too
 */
export function aggregate({ rates, shares }: Basket, elasticity: number): Aggregates {
  if (!(elasticity > 0)) fail('bad-input', `is ${elasticity}; it must be above 0`, 'elasticity')
  let [mean, spent, bought, duty] = [0, 0, 0, 0]
  for (let i = 0; i < rates.length; i++) {
    const [t, w] = [rates[i] as number, shares[i] as number]
    const spending = w * (1 + t) ** -elasticity
    const value = spending / (1 + t)
    mean += w * t
    spent += spending
    bought += value
    duty += t * value
  }
  return { mean, price: spent ** (-1 / elasticity) - 1, revenue: duty / bought }
}
