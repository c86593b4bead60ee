/** The data of Caliendo and Parro (2015): 31 regions, 40 sectors, 1993, and NAFTA's tariffs. For tests only. */
import { readFileSync } from 'node:fs'
import type { World } from '../../src/effects/world.js'

interface Source {
  readonly regions: string[]
  readonly sectors: string[]
  readonly [name: string]: unknown
}

export function nafta1993(path: string): World {
  const source = JSON.parse(readFileSync(path, 'utf8')) as Source
  const n = source.regions.length
  const s = source.sectors.length
  const cube = source as unknown as Record<string, number[][][]>
  const square = source as unknown as Record<string, number[][]>
  const line = source as unknown as Record<string, number[]>
  const get3 = (name: string, a: number, b: number, c: number): number => ((cube[name] as number[][][])[a] as number[][])[b]?.[c] as number
  /** Of the source's [importer][exporter][sector]. */
  const pairs = (name: string): Float64Array => {
    const out = new Float64Array(n * n * s)
    for (let k = 0; k < s; k++) for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) out[(k * n + j) * n + i] = get3(name, i, j, k)
    return out
  }
  /** Of the source's [region][sector]. */
  const bySector = (name: string): Float64Array => {
    const out = new Float64Array(n * s)
    for (let k = 0; k < s; k++) for (let i = 0; i < n; i++) out[k * n + i] = (square[name] as number[][])[i]?.[k] as number
    return out
  }
  const inputs = new Float64Array(n * s * s)
  for (let i = 0; i < n; i++)
    for (let k = 0; k < s; k++) for (let l = 0; l < s; l++) inputs[(i * s + k) * s + l] = get3('gamma_nkj', i, l, k)
  return {
    id: 'nafta-1993',
    title: 'Caliendo and Parro (2015): 31 regions, 40 sectors, 1993',
    year: 1993,
    unit: 'USD',
    label: 'replication data of Caliendo and Parro (2015) through the R package cp2015 (MIT); tests only',
    sources: [
      {
        what: 'Trade shares, spending, inputs, tariffs of 1993',
        publisher: 'R package paulofelipe/cp2015, data/cp2015_nafta.rda',
        licence: 'MIT',
      },
    ],
    countries: source.regions.map((name) => ({ code: name, name })),
    sectors: source.sectors.map((name, k) => ({ code: name, name, goods: k < 20 })),
    groups: {},
    schedules: [],
    notes: ['Shares and levels of the source are not an equilibrium: solve the base year first.'],
    arrays: {
      share: pairs('pi_nij'),
      tariff: pairs('tau_nij_bln'),
      'tariff-nafta': pairs('tau_nij_cfl'),
      spending: bySector('X_nj'),
      income: Float64Array.from(line.wL_n as number[]),
      transfer: Float64Array.from(line.D_n as number[]),
      valueAdded: bySector('gamma_nj'),
      inputs,
      final: bySector('alpha_nj'),
      elasticity: Float64Array.from(line.theta_j as number[]),
    },
  }
}
