/** Worlds and fixtures for the tests of the effects room. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  applyTariffs,
  configure,
  type Economy,
  Kernel,
  type LdrOptions,
  readWorld,
  scheduleChanges,
  type World,
} from '../../src/effects/index.js'

const fixture = (name: string): Buffer => readFileSync(join('test/effects/fixtures', name))

export const world2023 = (): World => readWorld(readFileSync('data/worlds/world-2023.bin'))
export const chinaUs2017 = (): World => readWorld(readFileSync('data/worlds/china-us-2017.bin'))
export const nafta1993 = (): World => readWorld(gunzipSync(fixture('nafta-1993.bin.gz')))
export const published = JSON.parse(fixture('published.json').toString()) as Published
/** The 194 × 7 published results of the tariffs of 2 April 2025 without retaliation. */
export const publishedMap = fixture('ldr-2025-map.csv')
  .toString()
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([country, ...values]) => ({ country: country as string, values: values.map(Number) }))

export type Row = Record<string, number>
interface Published {
  readonly ldr2025: {
    readonly table1: Record<string, Record<string, Row>>
    readonly table2: Record<string, Record<string, Row>>
    readonly table3_us_revenue: Record<string, Row>
    readonly table4_roundabout: Record<string, Row>
    readonly table10_fixed_deficits: Record<string, Record<string, Row>>
    readonly table11_world_trade_gdp: Record<string, Row>
    readonly map_optimal_retaliation_welfare: Row
  }
  readonly nafta: Record<string, Row>
}

/** Half a unit of the last digit in which a number is printed. */
export const printed = (value: number): number => {
  const decimals = `${value}`.split('.')[1]?.length ?? 0
  return 0.5 * 10 ** -Math.max(decimals, 1)
}

/** The world of 2023 under LDR, and the tariffs of 2 April 2025. */
export function liberationDay(
  options: LdrOptions = {},
  roundabout = false,
): { world: World; economy: Economy; kernel: Kernel; ustr: Float64Array; us: number } {
  const world = world2023()
  const { economy, model } = configure(world, roundabout ? 'ldr-roundabout' : 'ldr', undefined, options)
  return {
    world,
    economy,
    kernel: new Kernel(economy, model),
    ustr: applyTariffs(world, economy, scheduleChanges(world, 'us-2025-04-02')),
    us: economy.countries.indexOf('USA'),
  }
}
