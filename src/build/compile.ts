/**
 * Compiles `ledger/` with `scenarios/`, and what lies in `data/`, into a module each, so that opening them is parsing one text; and from
 * these with the tariffs the classes of codes that behave alike. Run by `npm ci`.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ParleyError } from '../base/errors.js'
import { compiledClasses } from '../files/classes.js'
import { readExposure } from '../files/exposure.js'
import { readMarkets } from '../files/markets.js'
import { readCheckout, readLists, readMinerals, readSeries } from '../files/sources.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

try {
  const data = readCheckout(root)
  // As a module for programs and browsers, and as plain JSON for the command line, which reads it faster.
  const module = (json: string): string => `export default JSON.parse(${JSON.stringify(json)})\n`
  const record = JSON.stringify(data)
  const listed = readLists(root)
  const lists = JSON.stringify(listed)
  const minerals = JSON.stringify(readMinerals(root))
  const series = JSON.stringify(readSeries(root))
  const markets = JSON.stringify(readMarkets(root))
  const exposure = JSON.stringify(readExposure(root))
  const texts = { record, lists, minerals, series, markets, exposure }
  const files = [
    ...Object.entries(texts).flatMap(([name, json]) => [[`${name}.js`, module(json)] as const, [`${name}.json`, json] as const]),
    ...Object.entries(compiledClasses(root, data, listed)).map(
      ([name, classes]) => [`classes-${name}.json`, JSON.stringify(classes)] as const,
    ),
  ]
  for (const folder of ['src/generated', 'dist/src/generated']) {
    mkdirSync(join(root, folder), { recursive: true })
    for (const [name, text] of files) writeFileSync(join(root, folder, name), text)
  }
  for (const types of Object.keys(texts).map((name) => `${name}.d.ts`))
    copyFileSync(join(root, 'src/generated', types), join(root, 'dist/src/generated', types))
} catch (error) {
  if (!(error instanceof ParleyError)) throw error
  console.error(`The ledger is not valid:\n${error.message}`)
  process.exitCode = 1
}
