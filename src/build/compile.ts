/** Compiles `ledger/` with `scenarios/`, `data/lists`, `data/minerals` and `data/markets`, into a module each, so that opening them is parsing one text. Run by `npm ci`. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ParleyError } from '../base/errors.js'
import { readExposure } from '../files/exposure.js'
import { readMarkets } from '../files/markets.js'
import { readCheckout, readLists, readMinerals } from '../files/sources.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

try {
  const data = readCheckout(root)
  // As a module for programs and browsers, and as plain JSON for the command line, which reads it faster.
  const module = (json: string): string => `export default JSON.parse(${JSON.stringify(json)})\n`
  const record = JSON.stringify(data)
  const lists = JSON.stringify(readLists(root))
  const minerals = JSON.stringify(readMinerals(root))
  const markets = JSON.stringify(readMarkets(root))
  const exposure = JSON.stringify(readExposure(root))
  const files = {
    'record.js': module(record),
    'record.json': record,
    'lists.js': module(lists),
    'lists.json': lists,
    'minerals.js': module(minerals),
    'minerals.json': minerals,
    'markets.js': module(markets),
    'markets.json': markets,
    'exposure.js': module(exposure),
    'exposure.json': exposure,
  }
  for (const folder of ['src/generated', 'dist/src/generated']) {
    mkdirSync(join(root, folder), { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, folder, name), text)
  }
  for (const types of ['record.d.ts', 'lists.d.ts', 'minerals.d.ts', 'markets.d.ts', 'exposure.d.ts'])
    copyFileSync(join(root, 'src/generated', types), join(root, 'dist/src/generated', types))
} catch (error) {
  if (!(error instanceof ParleyError)) throw error
  console.error(`The ledger is not valid:\n${error.message}`)
  process.exitCode = 1
}
