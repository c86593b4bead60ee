/**
 * Compiles estimates of what entries do not say, `data/shares/`: `metal-content.csv` (steel, aluminium and copper in the value, by code),
 * `usmca.csv` (imports that claim the agreement, by code and year) and `preferences.csv` (imports that enter free under a preference, by
 * chapter and partner). Run by `npx tsx scripts/compile-shares.ts <folder of the source data>`; nothing else reads that folder.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../src/base/errors.js'
import { readUsImports } from '../src/files/trade.js'
import { CENSUS } from './census.js'
import { readTable } from './read-table.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the source data')
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = join(root, 'data/shares')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/** A share in percent with two decimals: an estimate has no more. Above 100 (an input bought in at more than the output's price) it is 100. */
const percent = (text = ''): number => Math.round(Math.min(1, Number(text)) * 10_000) / 100

// By the shortest prefix under which all codes have the same shares.
const content = new Map<string, string>()
for (const row of readTable(join(source, 'us/shares/metal_content_shares_bea_hs10.csv'))) {
  const of = [row.steel_share, row.aluminum_share, row.copper_share].map(percent)
  const sum = of.reduce((a, b) => a + b, 0)
  const within = sum > 100 ? of.map((s) => Math.floor((s / sum) * 10_000) / 100) : of
  content.set(row.hs10 as string, within.join())
}
const below = new Map<string, Set<string>>()
for (const [code, shares] of content)
  for (let length = 2; length <= code.length; length += 2) {
    const prefix = code.slice(0, length)
    below.set(prefix, (below.get(prefix) ?? new Set()).add(shares))
  }
const alike = (prefix: string): boolean => below.get(prefix)?.size === 1
const metal = [...below]
  .filter(([prefix]) => alike(prefix) && !alike(prefix.slice(0, -2)))
  .map(([prefix, shares]) => [prefix, ...shares].join())
writeFileSync(join(folder, 'metal-content.csv'), `code,steel,aluminum,copper\n${metal.sort().join('\n')}\n`)

const usmca: string[] = []
const [then, now] = ['2024', '2025'].map(
  (year) =>
    new Map(
      readTable(join(source, `us/shares/usmca_shares_${year}.csv`)).map((r) => [
        `${CENSUS[r.cty_code as string]} ${r.hts10}`,
        percent(r.usmca_share),
      ]),
    ),
) as [Map<string, number>, Map<string, number>]
for (const partner of ['CA', 'MX'])
  for (const code of readUsImports(root, partner).codes) {
    const of = [then, now].map((year) => year.get(`${partner} ${code}`) ?? 0)
    if (of.some((share) => share > 0)) usmca.push(`${partner},${code},${of.join()}`)
  }
writeFileSync(join(folder, 'usmca.csv'), `partner,code,2024,2025\n${usmca.join('\n')}\n`)

const preferences = readTable(join(source, 'us/shares/mfn_exemption_shares_hs2_country.csv')).flatMap((r) => {
  const partner = CENSUS[r.cty_code as string]
  const share = percent(r.exemption_share)
  return partner === undefined || share === 0 ? [] : [`${partner},${r.hs2},${share}`]
})
writeFileSync(join(folder, 'preferences.csv'), `partner,chapter,share\n${preferences.sort().join('\n')}\n`)
process.stdout.write(`${metal.length} prefixes, ${usmca.length} codes, ${preferences.length} chapters\n`)
