/**
 * Compiles the Harmonized Tariff Schedule into `data/schedule/us`: the law's own words, shared as a tree, one file a chapter,
 * `changes.json` (what other editions have otherwise), `index.json`, and the schedule's part of `data/PROVENANCE.md`.
 * Run by `npx tsx scripts/compile-schedule.ts <folder of the source tables>`; nothing else reads that folder.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../src/base/errors.js'
import type { ChapterData, ChapterNode } from '../src/schedule/index.js'
import { type Fields as Row, readTable } from './read-table.js'
import { compileChanges } from './schedule/changes.js'
import { provenance } from './schedule/provenance.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the source tables')
const data = join(dirname(fileURLToPath(import.meta.url)), '../data')
const folder = join(data, 'schedule/us')

const rateRows = readTable(join(source, 'hts8_2025_basic.csv'))
const lineRows = readTable(join(source, 'hts10_2025_basic.csv'))
const rateOf = new Map(rateRows.map((row) => [row.hts as string, row]))

/** Rate lines and statistical lines in one order, a rate line before its own statistical lines. */
const all: Row[] = [
  ...rateRows.map((row) => ({ ...row, code: row.hts as string })),
  ...lineRows.map((row) => ({ ...row, code: row.hts10 as string })),
]
all.sort((a, b) => ((a.code as string) < (b.code as string) ? -1 : 1))

/** A table in which each entry stands once. */
class Table<T> {
  readonly rows: T[] = []
  private readonly at = new Map<string, number>()
  add(row: T): number {
    const key = JSON.stringify(row)
    const found = this.at.get(key)
    if (found !== undefined) return found
    this.at.set(key, this.rows.length)
    return this.rows.push(row) - 1
  }
}

function compileChapter(chapter: string, rows: readonly Row[]): ChapterData {
  const rates = new Table<[string, string, string]>()
  const units = new Table<string[]>()
  const nodes: ChapterNode[] = []
  let open: string[] = []
  for (const row of rows) {
    const code = row.code as string
    const path = (row.description as string).split(' > ').map((words) => words.replace(/\s+/g, ' ').trim())
    const rate = rateOf.get(code.slice(0, 8))
    const rateIndex = rates.add([rate?.general_raw ?? '', rate?.special_raw ?? '', rate?.col2_raw ?? ''])
    const unitIndex = units.add(unitsOf(row))
    let shared = 0
    while (shared < path.length && path[shared] === open[shared]) shared++
    const last = nodes.at(-1)
    if (shared === path.length && last && code.length === 10 && last[2] === code.slice(0, 8) && last[0] === path.length - 1) {
      nodes[nodes.length - 1] = [last[0], last[1], code, rateIndex, unitIndex]
      continue
    }
    if (shared === path.length) shared--
    for (let depth = shared; depth < path.length - 1; depth++) nodes.push([depth, path[depth] as string])
    nodes.push([path.length - 1, path.at(-1) as string, code, rateIndex, unitIndex])
    open = path
  }
  return { chapter, rates: rates.rows, units: units.rows, nodes }
}

/** The units of a row, without empty ones: `["doz.","kg"]`, `["No. and kg"]`. */
function unitsOf(row: Row): string[] {
  const text = row.unit_raw as string
  return ((text ? JSON.parse(text) : []) as string[])
    .flatMap((unit) => unit.split(' and '))
    .map((unit) => unit.trim())
    .filter(Boolean)
}

const chapters = new Map<string, Row[]>()
for (const row of all) {
  const chapter = (row.code as string).slice(0, 2)
  chapters.set(chapter, [...(chapters.get(chapter) ?? []), row])
}
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const write = (name: string, value: unknown): { sha256: string; bytes: number } => {
  const text = `${JSON.stringify(value)}\n`
  writeFileSync(join(folder, name), text)
  return { sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text) }
}

const files = [...chapters].map(([chapter, rows]) => {
  const compiled = compileChapter(chapter, rows)
  const rateLines = new Set(rows.map((row) => (row.code as string).slice(0, 8))).size
  const statisticalLines = rows.filter((row) => (row.code as string).length === 10).length
  return { chapter, rateLines, statisticalLines, ...write(`${chapter}.json`, compiled) }
})
const changes = compileChanges(source, new Set(rateOf.keys()))
const sum = (of: (file: (typeof files)[number]) => number, but = ''): number =>
  files.reduce((n, f) => n + (f.chapter === but ? 0 : of(f)), 0)
const index = {
  title: 'Harmonized Tariff Schedule of the United States, chapters 1 to 98',
  edition: '2025 basic edition',
  from: changes.current.from,
  comparedUntil: changes.current.until,
  counts: {
    rateLines: sum((f) => f.rateLines),
    rateLinesOfChapters1To97: sum((f) => f.rateLines, '98'),
    statisticalLines: sum((f) => f.statisticalLines),
    statisticalLinesOfChapters1To97: sum((f) => f.statisticalLines, '98'),
  },
  caveats: [
    'One edition serves 2025 and 2026: the general rates of all rate lines of chapters 1 to 97 equal those of 2026 revision 15 (9 August 2026); those of chapter 98 were compared through 2026 revision 10. Special and column 2 rates, units and descriptions are those of the basic edition of 2025 and were not compared with later revisions.',
    'Statistical numbers changed with revision 16 of 2025 and revision 2 of 2026: changes.json names those that ended and began, by rate line. Line 4420.19.00 (3.2%) is missing in the basic edition and stands in all later ones: it is in changes.json.',
    '95 rate lines of chapter 91 (watches, reported by component) and 378 of chapter 98 have no statistical number here. 9802.00.91 has a statistical number and no rate row.',
    'Chapter 77 is reserved. Chapter 99 is the ledger, not part of this. Titles of chapters and the legal notes are not part of the source.',
    'Earlier editions: 2017, October 2023 and May 2024 only. What held between them is not known where two of them differ.',
  ],
  chapters: files,
  changes: write('changes.json', changes),
}
writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)
const page = join(data, 'PROVENANCE.md')
writeFileSync(page, provenance(existsSync(page) ? readFileSync(page, 'utf8') : ''))
process.stdout.write(`${JSON.stringify({ ...index.counts, bytes: sum((f) => f.bytes), changes: index.changes.bytes }, null, 2)}\n`)
