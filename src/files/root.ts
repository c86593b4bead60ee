/** Where this package lies, whether it runs built or from its sources. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package: the nearest one above that has its data. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'data/schedule'))) {
    const up = dirname(folder)
    if (up === folder) throw new Error('the folder data/schedule of this package is missing')
    folder = up
  }
  return folder
}
