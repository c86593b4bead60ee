/** Reading the concordance of products and industries from disk. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Concordance, readConcordance } from '../incidence/index.js'

/** Subheadings of the Harmonized System to goods industries of the input-output tables. */
export const industriesOfGoods = (root: string): Concordance =>
  readConcordance(readFileSync(join(root, 'data/concordance/hs-icio.csv'), 'utf8'))
