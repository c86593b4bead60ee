/** From duties by product to tariffs by sector and pair of regions of a world. */
import { fail } from '../base/errors.js'
import { membersOf, type World } from '../effects/index.js'
import type { TradeEffect } from '../scenarios/index.js'
import { PARTNERS } from '../trade/index.js'
import { type Basket, basketOf } from './aggregate.js'
import { type Concordance, industryOf } from './concordance.js'

/** A product of one pair, in percent of the value; a rate is absent where there is no total. */
export interface RatedProduct {
  readonly code: string
  readonly value_usd: number
  readonly before_pct?: number
  readonly after_pct?: number
}

/** The products of one importer from one partner. */
export interface RatedPair {
  readonly importer: 'US' | 'CN'
  /** ISO two letters, or `EU`. */
  readonly origin: string
  readonly products: readonly RatedProduct[]
  /** The duties under the law of the world's year, by code, in percent: for a world whose tariffs come on top of those of its year. */
  readonly inYear?: ReadonlyMap<string, number>
}

/** Trade of one sector between two regions with its duties under both readings of the law. */
export interface Cell {
  /** Codes of the world: a country, or a group such as EU. */
  readonly importer: string
  readonly exporter: string
  /** Code of the world. */
  readonly sector: string
  /** Value of the products that have a total under every reading: the weights. */
  readonly value_usd: number
  readonly before: Basket
  readonly after: Basket
  readonly inYear?: Basket
}

/** What of a pair's trade became weights, and what did not. US dollars. */
export interface Coverage {
  readonly importer: RatedPair['importer']
  readonly origin: string
  /** The region of the world that the origin is counted in; absent where the world has none for it, and it is left out. */
  readonly region?: string
  readonly value_usd: number
  /** Without a total on one of the days. */
  readonly open_usd: number
  /** Of no industry of the world: special provisions of the tariff. */
  readonly unmapped_usd: number
  readonly counted_usd: number
}

/** Cells and coverage of some pairs. */
export interface Cells {
  readonly cells: readonly Cell[]
  readonly coverage: readonly Coverage[]
}

/** The region of a world in which goods of a partner are counted. Hong Kong goes with China where it does not stand by itself. */
export function regionOf(world: World, partner: string): string | undefined {
  const own = world.countries.find(({ code, iso2 }) => iso2 === partner || code === partner)
  if (own) return own.code
  if (world.groups[partner]) return partner
  if (partner === 'HK') return regionOf(world, 'CN')
  if (partner === 'SK' && (world.groups.EU || world.countries.some(({ code }) => code === 'EU'))) return 'EU'
  return world.countries.find(({ code }) => code === 'ROW')?.code
}

/** The partners of which US imports must be counted so that every region with one of `affected` is counted whole. */
export function wholeRegions(world: World, affected: readonly string[]): string[] {
  const regions = new Set(affected.map((partner) => regionOf(world, partner)))
  return PARTNERS.filter((partner) => affected.includes(partner) || (regions.has(regionOf(world, partner)) && partner !== 'US'))
}

/** Whether the tariffs of a world are those of the law, or come on top of what its year had. */
export const hasLevels = (world: World): boolean => world.arrays.tariff !== undefined

/**
 * Sorts products into cells. A world of one sector takes all goods together.
 * @throws ParleyError if the world has not the importer by itself
 */
export function cellsOf(world: World, pairs: readonly RatedPair[], concordance: Concordance): Cells {
  const one = world.sectors.length === 1 ? world.sectors[0]?.code : undefined
  const byIndustry = new Map(world.sectors.filter((s) => s.goods).map(({ code }) => [industryOf(code), code]))
  const sectorOf = (code: string): string | undefined => {
    const industry = concordance.sectorOf(code)
    return industry === undefined ? undefined : (one ?? byIndustry.get(industry))
  }
  const found = new Map<string, Pick<Cell, 'importer' | 'exporter' | 'sector'> & { products: Counted[] }>()
  const coverage = pairs.map(({ importer, origin, products, inYear }): Coverage => {
    const to = importerOf(world, importer)
    const from = regionOf(world, origin)
    let [value, open, unmapped, counted] = [0, 0, 0, 0]
    for (const { code, value_usd, before_pct, after_pct } of products) {
      value += value_usd
      const sector = sectorOf(code)
      const in_year_pct = inYear?.get(code)
      if (sector === undefined) unmapped += value_usd
      else if (before_pct === undefined || after_pct === undefined || (inYear && in_year_pct === undefined)) open += value_usd
      else if (from !== undefined && value_usd > 0) {
        counted += value_usd
        const key = `${to} ${from} ${sector}`
        const cell = found.get(key) ?? { importer: to, exporter: from, sector, products: [] }
        cell.products.push({ value: value_usd, before: before_pct, after: after_pct, inYear: in_year_pct })
        found.set(key, cell)
      }
    }
    const region = from === undefined ? {} : { region: from }
    return { importer, origin, ...region, value_usd: value, open_usd: open, unmapped_usd: unmapped, counted_usd: counted }
  })
  const order = new Map(world.sectors.map(({ code }, k) => [code, k]))
  const cells = [...found.values()].map(({ products, ...cell }): Cell => {
    const basket = (of: 'before' | 'after' | 'inYear'): Basket =>
      basketOf(products.map((p) => ({ rate: (p[of] as number) / 100, value: p.value })))
    return {
      ...cell,
      value_usd: products.reduce((sum, p) => sum + p.value, 0),
      before: basket('before'),
      after: basket('after'),
      ...(products[0]?.inYear !== undefined && { inYear: basket('inYear') }),
    }
  })
  // A group first, inYear the member that stands apart from it.
  const rank = (c: Cell): number => (world.groups[c.exporter] ? 0 : 1)
  cells.sort((a, b) => rank(a) - rank(b) || (order.get(a.sector) as number) - (order.get(b.sector) as number))
  return { cells, coverage }
}

interface Counted {
  readonly value: number
  readonly before: number
  readonly after: number
  readonly inYear: number | undefined
}

function importerOf(world: World, importer: string): string {
  const [one] = world.groups[importer] ? [] : membersOf(world, importer, 'world')
  const code = one === undefined ? undefined : world.countries[one]?.code
  return code ?? fail('bad-input', `the world ${world.id} has not ${importer} by itself`, 'world')
}

/** A comparison by product, with the duties of the world's year where they are needed. */
export const ratedPair = (effect: TradeEffect, inYear?: TradeEffect): RatedPair => ({
  importer: effect.importer,
  origin: effect.origin,
  products: effect.products,
  ...(inYear && {
    inYear: new Map(inYear.products.flatMap(({ code, before_pct }) => (before_pct === undefined ? [] : [[code, before_pct] as const]))),
  }),
})
