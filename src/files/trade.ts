/** Reading compiled trade from disk. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { fail } from '../base/errors.js'
import {
  importsOfPartner,
  inYear,
  type MetalContent,
  metalContents,
  type PreferenceUse,
  preferenceUse,
  type Trade,
  tradeBySubheading,
} from '../trade/index.js'
import { readSchedule } from './schedule.js'

const FOLDER = 'data/trade'

/** The codes of the lines of the US schedule. */
export const linesOf = (root: string): ReadonlySet<string> => new Set(readSchedule(root).codes())

/** US imports of 2024 from a partner. @throws ParleyError not-found, if there are none on record */
export function readUsImports(root: string, partner: string): Trade {
  const file = join(root, FOLDER, 'us-imports-2024', `${partner}.csv.gz`)
  if (!/^[A-Z]{2}$/.test(partner) || !existsSync(file)) fail('not-found', `no US imports of 2024 from ${partner} are on record`)
  return importsOfPartner(gunzipSync(readFileSync(file)).toString('utf8'))
}

/** Estimates of the metal in the value of goods. */
export const readMetalContents = (root: string): ((code: string) => MetalContent | undefined) =>
  metalContents(shares(root, 'metal-content'))

/** Estimates of the imports that enter under a preference. */
export const readPreferenceUse = (root: string): PreferenceUse => preferenceUse(shares(root, 'usmca'), shares(root, 'preferences'))

const shares = (root: string, name: string): string => readFileSync(join(root, 'data/shares', `${name}.csv`), 'utf8')

/** US exports to China by subheading, 2022 to 2025. */
export function readUsExportsToChina(root: string, year: number): Trade {
  const text = readFileSync(join(root, FOLDER, 'us-exports-to-cn.csv'), 'utf8')
  return tradeBySubheading(text, 'US exports to China, free alongside ship (US Census Bureau by way of UN Comtrade)', year)
}

/** US imports from China of a year, by statistical number: of 2024 as counted, of another year the subheading's value in the proportions of 2024. */
export function readUsImportsFromChina(root: string, year: number): Trade {
  const counted = readUsImports(root, 'CN')
  if (year === counted.year) return counted
  const text = readFileSync(join(root, FOLDER, 'us-imports-from-cn.csv'), 'utf8')
  return inYear(counted, tradeBySubheading(text, 'US imports from China, customs value (US Census Bureau by way of UN Comtrade)', year))
}
