/** Reading the record's source files from disk. The only place, beside the command line, that knows of paths. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { MineralData } from '../controls/index.js'
import { type LedgerData, readLedger, type SourceText } from '../ledger/index.js'
import type { SeriesData } from '../series/index.js'

/** All YAML files below a folder, in order of path, named relative to `root`. */
export function yamlBelow(root: string, folder: string): SourceText[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
}

/** Ids of the product lists under `data/lists`, or `undefined` where there are none. */
export function listIds(root: string): ReadonlySet<string> | undefined {
  const index = join(root, 'data/lists/index.json')
  if (!existsSync(index)) return undefined
  return new Set((JSON.parse(readFileSync(index, 'utf8')) as { id: string }[]).map(({ id }) => id))
}

/** Reads and validates the ledger and scenarios of a checkout. @throws ParleyError with every problem */
export function readCheckout(root: string): LedgerData {
  const files = yamlBelow(root, 'ledger')
  const horizon = files.find(({ file }) => file === 'ledger/horizon.yaml')
  if (!horizon) throw new Error(`no ledger/horizon.yaml under ${root}`)
  return readLedger(
    horizon,
    files.filter((f) => f !== horizon),
    yamlBelow(root, 'scenarios'),
    listIds(root),
  )
}

/** The product lists of a checkout: the rows of each as text, without the header line. */
export function readLists(root: string): Record<string, string> {
  const folder = join(root, 'data/lists')
  const ids = [...(listIds(root) ?? [])]
  return Object.fromEntries(
    ids.map((id) => {
      const text = readFileSync(join(folder, `${id}.csv`), 'utf8')
      return [id, text.slice(text.indexOf('\n') + 1).trimEnd()]
    }),
  )
}

/** Uses and US tariff codes of controlled minerals, of a checkout. Empty cells are left out. */
export function readMinerals(root: string): MineralData {
  const rows = (name: string): Record<string, string>[] =>
    (parse(readFileSync(join(root, 'data/minerals', name)), { columns: true }) as Record<string, string>[]).map(
      ({ share_pct: sharePct = '', ...row }) =>
        Object.fromEntries(Object.entries({ ...row, sharePct }).filter(([, value]) => value !== '')),
    )
  return { uses: [...rows('uses.csv'), ...rows('uses-by-hand.csv')], tariffLines: rows('concordance.csv') } as unknown as MineralData
}

/** The observed series of a checkout: their heads, rules and sources, and the rows of each subject without the header line. */
export function readSeries(root: string): SeriesData {
  const folder = join(root, 'data/series')
  const { files, rules, series, sources } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as SeriesData & {
    files: { subject: string }[]
  }
  const rows = files.map(({ subject }) => {
    const text = readFileSync(join(folder, `${subject}.csv`), 'utf8')
    return [subject, text.slice(text.indexOf('\n') + 1).trimEnd()]
  })
  return { rules, series, sources, rows: Object.fromEntries(rows) }
}
