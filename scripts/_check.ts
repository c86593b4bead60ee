// quick check for authors: npx tsx scripts/_check.ts [path prefix]
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describeProblem } from '../src/base/errors.js'
import { readYaml } from '../src/ledger/read-yaml.js'
import { LedgerRecord } from '../src/ledger/schema/index.js'

const walk = (d: string): string[] =>
  readdirSync(d).flatMap((f) => {
    const p = join(d, f)
    return statSync(p).isDirectory() ? walk(p) : p.endsWith('.yaml') && !p.endsWith('horizon.yaml') ? [p] : []
  })
const prefix = process.argv[2] ?? 'ledger'
const ids = new Map<string, any>()
let bad = 0
const all = walk('ledger')
for (const f of all) {
  const r = readYaml(readFileSync(f, 'utf8'), f, LedgerRecord as any)
  if (!r.ok) {
    if (f.startsWith(prefix)) {
      bad++
      console.log(r.problems.map(describeProblem).join('\n'))
    }
    continue
  }
  const v = r.value as any
  if (basename(f) !== v.id + '.yaml') console.log(`${f}: file name must be ${v.id}.yaml`)
  if (ids.has(v.id)) console.log(`${f}: duplicate id ${v.id}`)
  ids.set(v.id, v)
}
const out = (f: string, m: string) => {
  if (f.startsWith(prefix)) {
    bad++
    console.log(f + ': ' + m)
  }
}
for (const f of all) {
  const v = ids.get(basename(f, '.yaml'))
  if (!v) continue
  const ref = (id: string, where: string) => {
    if (!ids.has(id)) out(f, `${where}: no record "${id}"`)
  }
  if (v.authority) ref(v.authority, 'authority')
  for (const [k, l] of Object.entries(v.relations ?? {})) for (const id of l as string[]) ref(id, 'relations.' + k)
  for (const id of v.excludes ?? []) ref(id, 'excludes')
  for (const id of v.supersedes ?? []) ref(id, 'supersedes')
  for (const id of v.carriedBy ?? []) ref(id, 'carriedBy')
  for (const id of v.agreedBy ?? []) ref(id, 'agreedBy')
  for (const id of v.about ?? []) ref(id, 'about')
  for (const y of v.yieldsTo ?? []) if (!y.to.includes('*')) ref(y.to, 'yieldsTo')
  const labels = new Set<string>()
  ;(v.entries ?? []).forEach((e: any, i: number) => {
    if (e.by) ref(e.by, `entries.${i}.by`)
    if (e.truce) ref(e.truce, `entries.${i}.truce`)
    const act = ids.get(e.by)
    for (const k of ['known', 'instrument', 'sources', 'grade'])
      if (e[k] === undefined && act?.[k] === undefined) out(f, `entries.${i}: no ${k}: write it, or name an act with "by" that has it`)
    if (e.suspend) labels.add(e.suspend)
    if (e.label) labels.add(e.label)
    if ((e.extend && !labels.has(e.extend)) || (e.resume && !labels.has(e.resume)))
      out(f, `entries.${i}: label "${e.extend ?? e.resume}" was not set before`)
    if (e.until && e.from && e.until <= e.from) out(f, `entries.${i}: until must be after from`)
  })
  for (const u of v.updates ?? []) {
    if (u.known < v.known) out(f, 'update known before the record')
    if (u.by) ref(u.by, 'updates.by')
  }
}
console.log(`${all.length} files, ${ids.size} valid records, ${bad} problems under ${prefix}`)
