/**
 * Compiles observed series into `data/series/<subject>.csv`, `data/series/index.json` and their part of `data/PROVENANCE.md`.
 * Run by `npx tsx scripts/compile-series.ts <folder of the source data>`; nothing else reads that folder.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../src/base/errors.js'
import { readTable } from './read-table.js'
import { aid, fentanyl, rareEarths, ships, trade } from './series/others.js'
import { provenance } from './series/provenance.js'
import { RULES } from './series/publish.js'
import { type Read, soybeans } from './series/soybeans.js'
import { Table } from './series/table.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the source tables')
const data = join(dirname(fileURLToPath(import.meta.url)), '../data')
const folder = join(data, 'series')
const read: Read = (file) => readTable(join(source, file))

const table = new Table()
for (const compile of [soybeans, rareEarths, fentanyl, trade, ships, aid]) compile(read, table)

const texts = [...new Set([...table.points.values()].flat().map((p) => p.source))].sort()
const sources = new Map(texts.map((text, i) => [text, `s${i + 1}`]))
const rows = new Map<string, string[]>()
for (const { id } of [...table.heads].sort((a, b) => (a.id < b.id ? -1 : 1))) {
  const dot = id.indexOf('.')
  const subject = id.slice(0, dot)
  const own = (table.points.get(id) ?? []).map((p) =>
    [id.slice(dot + 1), p.period, p.value, p.how, p.known, p.dated, sources.get(p.source), p.note ?? ''].join(','),
  )
  rows.set(subject, [...(rows.get(subject) ?? []), ...own])
}
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const files = [...rows].map(([subject, lines]) => {
  const text = ['name,period,value,how,known,dated,source,note', ...lines].map((line) => `${line}\n`).join('')
  writeFileSync(join(folder, `${subject}.csv`), text)
  return { subject, points: lines.length, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }
})
// One line a series: small, and a change shows as one.
const lines = (list: readonly unknown[]): string => list.map((x) => `  ${JSON.stringify(x)}`).join(',\n')
const keyed = (pairs: readonly (readonly [string, unknown])[]): string =>
  pairs.map(([k, v]) => `  ${JSON.stringify(k)}: ${JSON.stringify(v)}`).join(',\n')
const rules = Object.entries(RULES).map(([id, rule]) => [id, { text: rule.text, presumed: id !== 'source' }] as const)
writeFileSync(
  join(folder, 'index.json'),
  `{"files": [\n${lines(files)}\n],\n"rules": {\n${keyed(rules)}\n},\n"series": [\n${lines(table.heads)}\n],\n"sources": {\n${keyed([...sources].map(([text, id]) => [id, text]))}\n}}\n`,
)
const page = join(data, 'PROVENANCE.md')
writeFileSync(page, provenance(existsSync(page) ? readFileSync(page, 'utf8') : ''))
process.stdout.write(
  `${files.map((f) => `${f.subject}: ${f.points} points, ${f.bytes} bytes`).join('\n')}\n${table.heads.length} series, ${sources.size} sources\n`,
)
