/** The law here, as the comparison takes it: panels of what is known. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../../src/base/errors.js'
import { embeddedClasses } from '../../src/files/classes.js'
import { openLedger } from '../../src/index.js'
import { buildPanel, type Cell, type Content, type Duties, openDuties, type Panel } from '../../src/panel/index.js'
import { compileRules } from '../../src/rates/rules.js'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
/** What is added is counted from this day. */
export const START = '2025-01-01'

const classes = embeddedClasses(root, 'US', '2026-01-01')
export const rules = compileRules(openLedger().asOf({ date: '2026-01-01' }), 'US')
// From the day before the first list on, so that what was before it is known.
const days = ['2018-07-05', '2026-12-31'] as const
const panelOf = (stated?: Stated, content: Content = 'all'): Panel =>
  buildPanel((openDuties([rules], classes, 'US', stated, content) as [Duties])[0], { days })
/** Nothing stated, nothing claimed. */
export const panel = panelOf()
/** Nothing claimed, metal content estimated. */
export const estimated = panelOf({}, 'estimate')
export const claimed = panelOf({ claims: ['usmca'] })
/** No article has metal in it: what is owed on what else is in the value. */
export const withoutMetal = panelOf({}, 'none')
export const claimedWithoutMetal = panelOf({ claims: ['usmca'] }, 'none')
type Stated = Parameters<typeof openDuties>[3]

/** Kinds of duties. */
export interface Layers {
  readonly s301: number
  readonly s201: number
  readonly metals: number
  readonly derivatives: number
  readonly autos: number
  readonly wood: number
  readonly other232: number
  readonly fentanyl: number
  readonly ieepa: number
  readonly s122: number
  readonly labour: number
  readonly brazil: number
  readonly s338: number
  /** Of Section 232 on steel and on aluminum, each on the full value: what is counted a second time. */
  readonly twice: number
}
type Kind = keyof Layers

const KINDS: readonly (readonly [begins: RegExp, kind: Kind])[] = [
  [/^us\.s301\.forced-labour/, 'labour'],
  [/^us\.s301\.brazil/, 'brazil'],
  [/^us\.s301\./, 's301'],
  [/^us\.s338\./, 's338'],
  [/^us\.s201\./, 's201'],
  [/^us\.s122\./, 's122'],
  [/^us\.ieepa\.fentanyl\./, 'fentanyl'],
  [/^us\.ieepa\./, 'ieepa'],
  [/^us\.s232\.(autos|auto-parts)/, 'autos'],
  [/^us\.s232\.(softwood|upholstered|kitchen)/, 'wood'],
  [/^us\.s232\.(steel|aluminum)-derivatives/, 'derivatives'],
  [/^us\.s232\.(steel|aluminum|copper|metals)/, 'metals'],
  [/^us\.s232\./, 'other232'],
]
const kinds = new Map<string, Kind>()
function kindOf(measure: string): Kind {
  let kind = kinds.get(measure)
  if (!kind) {
    kind = KINDS.find(([begins]) => begins.test(measure))?.[1] ?? fail('bad-input', `${measure} is of no kind that is compared`)
    kinds.set(measure, kind)
  }
  return kind
}

const NONE = { ...Object.fromEntries(KINDS.map(([, kind]) => [kind, 0])), twice: 0 } as Record<Kind, number>
const known = new WeakMap<Cell, Layers>()
/** What is added to the base duty in a cell, by kind, in percent. */
export function layersOf(cell: Cell): Layers {
  let of = known.get(cell)
  if (!of) {
    const sums = { ...NONE }
    for (const { measure, rate } of cell.layers) sums[kindOf(measure)] += rate / 1e6
    const metal = (name: string): number =>
      cell.layers.reduce((sum, { measure, rate }) => sum + (measure.startsWith(`us.s232.${name}`) ? rate / 1e6 : 0), 0)
    sums.twice = Math.min(metal('steel'), metal('aluminum'))
    sums.derivatives -= sums.twice
    of = sums
    known.set(cell, of)
  }
  return of
}
export const addedOf = (layers: Layers): number => Object.values(layers).reduce((sum: number, rate: number) => sum + rate, 0)
export const of232 = ({ metals, derivatives, autos, wood, other232 }: Layers): number => metals + derivatives + autos + wood + other232
