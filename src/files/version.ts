/** Which data this package answers from. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './root.js'

/** The package's version, and a digest of the record and of all data: two services with the same give the same answers. */
export function dataVersion(): { readonly version: string; readonly data: string } {
  const root = packageRoot()
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const hash = createHash('sha256')
  for (const folder of ['data', 'dist/src/generated'])
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((e) => e.isFile() && /\.(json|csv|gz|parquet)$/.test(e.name))
      .map((e) => join(e.parentPath, e.name))
      .sort())
      hash.update(readFileSync(entry))
  return { version, data: hash.digest('hex').slice(0, 16) }
}
