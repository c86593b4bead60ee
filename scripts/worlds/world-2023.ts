/** The world of 2023: 194 economies, goods trade and GDP. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../../src/base/errors.js'
import type { World } from '../../src/effects/world.js'
import { readTable } from '../read-table.js'
import { isoTwo } from './iso.js'

/** Members of the Union in the paper's tables, by position: without Czechia and Slovakia. */
const EU_OF_PAPER = [10, 13, 17, 45, 47, 50, 56, 57, 59, 61, 71, 78, 80, 83, 88, 107, 108, 109, 119, 133, 144, 145, 149, 164, 165]

const column = (path: string): Float64Array =>
  Float64Array.from(readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1), (text) => Number(text))

export function world2023(folder: string): World {
  const labels = readTable(join(folder, 'country_labels.csv'))
  const countries = labels.map(({ iso3, CountryName }) => {
    const name = CountryName as string
    const iso2 = isoTwo(iso3 as string, name)
    return { code: iso3 as string, ...(iso2 && { iso2 }), name }
  })
  const n = countries.length
  const rows = readFileSync(join(folder, 'trade_cepii.csv'), 'utf8').trim().split(/\r?\n/).slice(1)
  if (rows.length !== n) fail('bad-input', `has ${rows.length} rows and there are ${n} countries`, 'trade_cepii.csv')
  const trade = new Float64Array(n * n)
  rows.forEach((row, j) => {
    const cells = row.split(',')
    if (cells.length !== n) fail('bad-input', `row ${j + 1} has ${cells.length} cells`, 'trade_cepii.csv')
    for (const [i, cell] of cells.entries()) trade[j * n + i] = cell === '' ? 0 : Number(cell)
  })
  const code = (position: number): string => (countries[position - 1] as { code: string }).code
  const us = countries.findIndex((c) => c.code === 'USA')
  // Every origin pays at least 10%, its own country nothing.
  const announced = column(join(folder, 'tariffs.csv')).map((t, j) => (j === us ? 0 : Math.max(t, 0.1)))
  return {
    id: 'world-2023',
    title: 'The world of 2023: 194 economies, one sector',
    year: 2023,
    unit: 'thousand USD',
    label: 'goods trade of 2023 (BACI, CEPII) and GDP (World Bank), 194 economies; tariffs are added to those of 2023',
    sources: [
      {
        what: 'Goods trade between countries, 2023, HS 2022, summed over products',
        publisher: 'CEPII (BACI)',
        licence: 'Etalab 2.0',
      },
      { what: 'Gross domestic product', publisher: 'World Bank (World Development Indicators)', licence: 'CC BY 4.0' },
      { what: 'US reciprocal tariffs announced on 2 April 2025, 10% at least', publisher: 'USTR', licence: 'US law, public domain' },
    ],
    countries,
    sectors: [{ code: 'ALL', name: 'All goods and services', goods: true }],
    groups: { EU: [...EU_OF_PAPER.map(code), 'CZE', 'SVK'], 'EU-25': EU_OF_PAPER.map(code) },
    schedules: [{ id: 'us-2025-04-02', title: 'US tariffs as announced on 2 April 2025, 10% at least for every origin', importer: 'USA' }],
    notes: [
      'The data have no tariffs of the base year: what is given is added to them.',
      "EU-25 is the Union of the paper's tables, which leave out Czechia and Slovakia.",
      'Own sales and the share of distribution are inferred from trade and GDP.',
      'Read through github:JoeLoera/liberation-day-replication, the data of Ignatenko, Lashkaripour, Macedoni and Simonovska (2025).',
    ],
    arrays: { trade, gdp: column(join(folder, 'gdp.csv')).map((usd) => usd / 1000), 'us-2025-04-02': announced },
  }
}
