/**
 * Compiles the product lists of law into small files of the project's own: `data/lists/<id>.csv`, `data/lists/index.json`
 * and the lists' part of `data/PROVENANCE.md`. Codes only: no prices, no trade values, no descriptions of goods.
 * Run by `npx tsx scripts/compile-lists.ts <folder of the source data>`; nothing else reads that folder.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDay } from '../src/base/dates.js'
import { fail } from '../src/base/errors.js'
import { checkTable } from './lists/checks.js'
import { china } from './lists/china.js'
import { GROUPS, provenance } from './lists/groups.js'
import type { List } from './lists/read.js'
import { metals, otherS232 } from './lists/us-232.js'
import { s301, s301Exclusions } from './lists/us-301-china.js'
import { ieepa } from './lists/us-ieepa.js'
import { blanketExemptions } from './lists/us-other.js'

const data = join(dirname(fileURLToPath(import.meta.url)), '../data')

/** The lines of a list: sorted, each once. */
function lines(list: List): string[] {
  const all = list.rows.map(({ code, from = '', until = '', note = '' }) => {
    if (!/^(\d\d){1,5}$/.test(code)) fail('bad-input', `"${code}" is no code`, list.id)
    if ([from, until].some((day) => day !== '' && !isDay(day))) fail('bad-input', `${code}: ${from} or ${until} is no day`, list.id)
    return [code, from, until, note.replaceAll(/[",]/g, ';')].join(',')
  })
  return [...new Set(all)].sort()
}

const lists = [...s301(), ...s301Exclusions(), ...blanketExemptions(), ...metals(), ...otherS232(), ...ieepa(), ...china()].sort((a, b) =>
  a.id < b.id ? -1 : 1,
)
const folder = join(data, 'lists')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const codes = new Map<string, string[]>()
const index = lists.map((list) => {
  const rows = lines(list)
  codes.set(
    list.id,
    rows.map((row) => row.slice(0, row.indexOf(','))),
  )
  const text = ['code,from,until,note', ...rows].map((row) => `${row}\n`).join('')
  writeFileSync(join(folder, `${list.id}.csv`), text)
  const { source: from, grade } = { ...GROUPS[list.group], ...(list.grade && { grade: list.grade }) }
  const sha256 = createHash('sha256').update(text).digest('hex')
  return {
    id: list.id,
    title: list.title,
    rows: rows.length,
    sha256,
    source: from,
    grade,
    ...(list.caveat && { caveat: list.caveat }),
  }
})
writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)
const page = join(data, 'PROVENANCE.md')
writeFileSync(page, provenance(lists, existsSync(page) ? readFileSync(page, 'utf8') : ''))

process.stdout.write(checkTable(codes))
