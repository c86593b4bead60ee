/**
 * Compiles `ledger/` with `scenarios/`, `data/lists` and `data/minerals`, into a module each, so that opening them is parsing one text; and
 * from these with the tariffs the classes of codes that behave alike. Run by `npm ci`.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ParleyError } from '../base/errors.js'
import { compiledClasses } from '../files/classes.js'
import { readCheckout, readLists, readMinerals } from '../files/sources.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

try {
  const data = readCheckout(root)
  // As a module for programs and browsers, and as plain JSON for the command line, which reads it faster.
  const module = (json: string): string => `export default JSON.parse(${JSON.stringify(json)})\n`
  const record = JSON.stringify(data)
  const listed = readLists(root)
  const lists = JSON.stringify(listed)
  const minerals = JSON.stringify(readMinerals(root))
  const files = {
    'record.js': module(record),
    'record.json': record,
    'lists.js': module(lists),
    'lists.json': lists,
    'minerals.js': module(minerals),
    'minerals.json': minerals,
    ...Object.fromEntries(
      Object.entries(compiledClasses(root, data, listed)).map(([name, classes]) => [`classes-${name}.json`, JSON.stringify(classes)]),
    ),
  }
  for (const folder of ['src/generated', 'dist/src/generated']) {
    mkdirSync(join(root, folder), { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, folder, name), text)
  }
  for (const types of ['record.d.ts', 'lists.d.ts', 'minerals.d.ts'])
    copyFileSync(join(root, 'src/generated', types), join(root, 'dist/src/generated', types))
} catch (error) {
  if (!(error instanceof ParleyError)) throw error
  console.error(`The ledger is not valid:\n${error.message}`)
  process.exitCode = 1
}
