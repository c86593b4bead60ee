/** Trade elasticities with their published standard errors, and draws from them. */
import { fail } from '../base/errors.js'
import type { World } from './world.js'

export interface ElasticityEstimate {
  /** What the estimate is of. */
  readonly group: string
  readonly estimate: number
  readonly standardError: number
}

export interface ElasticitySet {
  readonly id: string
  readonly source: string
  readonly estimates: readonly ElasticityEstimate[]
  /** What is assumed beside the source. */
  readonly notes: readonly string[]
}

/** Ignatenko et al. (2025), Table 7: coefficients of ln(1+t), signs turned. */
export const LDR_TABLE_7: ElasticitySet = {
  id: 'ldr-2025-table-7',
  source: 'Ignatenko, Lashkaripour, Macedoni and Simonovska (2025), Table 7',
  estimates: [
    { group: 'agriculture', estimate: 3.339, standardError: 0.529 },
    { group: 'manufacturing', estimate: 3.801, standardError: 0.17 },
    { group: 'mining', estimate: 4.056, standardError: 2.198 },
  ],
  notes: ['Sectors of a group share one draw. Services keep the elasticity of the world; no standard error is published.'],
}

/** The paper's ε = 4 for one sector, with the standard error of manufacturing. */
export const LDR_ONE_SECTOR: ElasticitySet = {
  id: 'ldr-2025-one-sector',
  source: 'Ignatenko, Lashkaripour, Macedoni and Simonovska (2025): ε = 4; standard error of manufacturing, Table 7',
  estimates: [{ group: 'all', estimate: 4, standardError: 0.17 }],
  notes: ['The paper gives no standard error for its 4: that of manufacturing stands in.'],
}

/** Elasticities below this are drawn anew: near zero the model says that no price would part a buyer from its supplier. */
export const LEAST_ELASTICITY = 0.5

/** The group of a sector by its ISIC division, written as in the OECD's tables (01T02, A01_02, C10T12); `undefined` for services. */
export function groupOf(sector: string): 'agriculture' | 'mining' | 'manufacturing' | 'all' | undefined {
  if (sector === 'ALL') return 'all'
  const division = Number(/^[A-C]?(\d\d)/.exec(sector)?.[1] ?? Number.NaN)
  if (division <= 3) return 'agriculture'
  if (division <= 9) return 'mining'
  return division <= 33 ? 'manufacturing' : undefined
}

/** The estimates of a set by sector of the world; where it has none, the world's own. @throws ParleyError if a sector has neither */
export function centralElasticities(world: World, set: ElasticitySet): Float64Array {
  return bySector(world, (group) => set.estimates.find((e) => e.group === group)?.estimate)
}

/**
 * Draw number `index` of a seed: each group from a normal with its standard error, cut off at {@link LEAST_ELASTICITY}. It depends
 * on nothing but seed and index, so draws may be made anywhere and in any order.
 */
export function drawElasticities(world: World, set: ElasticitySet, seed: number, index: number): Float64Array {
  const normal = normals(seed, index)
  const drawn = new Map<string, number>()
  for (const { group, estimate, standardError } of set.estimates) {
    let value = Number.NaN
    while (!(value >= LEAST_ELASTICITY)) value = estimate + standardError * normal()
    drawn.set(group, value)
  }
  return bySector(world, (group) => drawn.get(group))
}

function bySector(world: World, elasticity: (group: string) => number | undefined): Float64Array {
  return Float64Array.from(world.sectors, ({ code }, k) => {
    const group = groupOf(code)
    const value = (group && elasticity(group)) ?? world.arrays.elasticity?.[k]
    return (
      value ??
      fail('bad-input', `sector ${code} of ${world.id} has no elasticity: neither an estimate nor one of the world's`, 'elasticity')
    )
  })
}

/** Standard normal numbers by Box and Muller from sfc32, seeded by two integers. */
function normals(seed: number, index: number): () => number {
  let [a, b, c, counter] = [seed | 0, index | 0, 0x9e3779b9 | 0, 1]
  const uniform = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return ((t >>> 0) + 0.5) / 4294967296
  }
  for (let warm = 0; warm < 15; warm++) uniform()
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}
