/** Reading what is published on controlled materials, of a checkout. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { ExposureData } from '../exposure/index.js'

/** Figures, estimates and imports under `data/minerals`. Empty cells are left out. */
export function readExposure(root: string): Omit<ExposureData, 'minerals'> {
  const rows = (name: string): Record<string, string>[] =>
    (parse(readFileSync(join(root, 'data/minerals', name)), { columns: true }) as Record<string, string>[]).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')),
    )
  return {
    figures: [...rows('figures.csv'), ...rows('figures-by-hand.csv')] as unknown as ExposureData['figures'],
    estimates: rows('estimates.csv') as unknown as ExposureData['estimates'],
    imports: rows('imports-2024.csv').map((r) => ({
      hts: r.hts as string,
      china: Number(r.china_usd),
      partners: Number(r.partners_usd),
    })),
  }
}
