/** Compiles `ledger/` and `scenarios/` into one module, so that opening the record is parsing one text. Run by `npm ci`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ParleyError } from '../base/errors.js'
import { readCheckout } from '../files/sources.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

try {
  const data = readCheckout(root)
  const text = `export default JSON.parse(${JSON.stringify(JSON.stringify(data))})\n`
  for (const folder of ['src/generated', 'dist/src/generated']) {
    mkdirSync(join(root, folder), { recursive: true })
    writeFileSync(join(root, folder, 'record.js'), text)
  }
} catch (error) {
  if (!(error instanceof ParleyError)) throw error
  console.error(`The ledger is not valid:\n${error.message}`)
  process.exitCode = 1
}
