/**
 * Compiles facts on controlled minerals into small files of the project's own: `data/minerals/*.csv` and their part of
 * `data/PROVENANCE.md`. Only rows that were read somewhere are taken: `recalled` ones never.
 * Run by `npx tsx scripts/compile-minerals.ts <folder of the source data>` (the one that has `data/minerals`). A further
 * table is one more entry of `TABLES`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../src/base/errors.js'
import { type Fields, readTable } from './read-table.js'

interface Table {
  readonly file: string
  readonly columns: readonly string[]
  /** A row by the names of the columns, or nothing if it is not taken. */
  row(fields: Fields): Readonly<Record<string, string>> | undefined
}

/** The names of the source, as the ledger's items have them. */
const MATERIALS: Readonly<Record<string, string>> = {
  'graphite (natural)': 'graphite',
  'graphite (artificial, anode)': 'graphite anodes',
  'synthetic diamond and superhard': 'superhard materials',
  'lithium-battery cathode and cells': 'lithium batteries',
  'rare earths (all)': 'rare earths',
  'rare earths (ores)': 'rare earths',
  'rare earths (heavy: Tb Dy Ho Er Tm Yb Lu)': 'heavy rare earths',
}
const material = (name: string): string => MATERIALS[name] ?? name

/** A concordance row is as sure as what it rests on: the words of the tariff, or somebody's digest of an appendix. */
const gradeOfBasis = (basis: string): 'seen' | 'partly' =>
  /^(HTS description|USGS MCS)/.test(basis) && !/digest/.test(basis) ? 'seen' : 'partly'

const TABLES: readonly Table[] = [
  {
    file: 'uses.csv',
    columns: ['material', 'kind', 'item', 'share_pct', 'scope', 'year', 'sector', 'grade', 'source', 'note'],
    row: ({ verification, ...rest }) =>
      verification === 'recalled' ? undefined : { ...rest, material: material(rest.material ?? ''), grade: verification ?? '' },
  },
  {
    file: 'concordance.csv',
    columns: ['material', 'form', 'hts', 'specificity', 'grade', 'note'],
    row: ({ basis = '', ...rest }) => ({ ...rest, material: material(rest.material ?? ''), grade: gradeOfBasis(basis) }),
  },
]

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const [source] = process.argv.slice(2)
if (!source) fail('bad-input', 'name the folder of the source data')
const data = join(dirname(fileURLToPath(import.meta.url)), '../data')
mkdirSync(join(data, 'minerals'), { recursive: true })
const counts = TABLES.map(({ file, columns, row }) => {
  const all = readTable(join(source, 'data/minerals', file))
  const taken = all.map(row).filter((r) => r !== undefined)
  for (const r of taken) if (r.grade !== 'seen' && r.grade !== 'partly') fail('bad-input', `${file}: grade "${r.grade}" of ${r.material}`)
  const lines = taken.map((r) => columns.map((name) => cell(r[name] ?? fail('bad-input', `${file} has no column ${name}`))).join(','))
  writeFileSync(join(data, 'minerals', file), `${[columns.join(','), ...lines].join('\n')}\n`)
  return `\`${file}\` ${taken.length} of ${all.length} rows`
})

const BEGIN = '<!-- minerals: written by scripts/compile-minerals.ts -->'
const END = '<!-- end of minerals -->'
const part = `${BEGIN}

## Minerals under export control (\`data/minerals/\`)
What a controlled material is used for, what replaces it, and under which US tariff codes it is imported. ${counts.join(', ')}.

- Publishers: US Geological Survey (Mineral Commodity Summaries 2026, 2020, 2019: public domain; Open-File Report 2025-1047, appendix 2, read
  in a digest), US tariff schedule (public domain); single facts from university and state-survey pages and the press, each named in its row
- Period: uses as published for 2018 to 2026; codes of the basic edition of 2025
- How: Rows graded \`recalled\` in the source data are left out; \`partly\` is kept and said. Names of materials are those of the ledger's items.
  A tariff code is \`seen\` where it rests on the words of the tariff or of the US Geological Survey's tables, \`partly\` where on the digest.
- Care: shares are of different wholes (US consumption, world demand), said in \`scope\`: they do not add up over rows of different scope. A
  basket code holds other goods too. The sector is our own mapping.

${END}`
const page = join(data, 'PROVENANCE.md')
const old = existsSync(page) ? readFileSync(page, 'utf8') : ''
const from = old.indexOf(BEGIN)
const to = old.indexOf(END)
writeFileSync(page, from < 0 || to < 0 ? `${old.trimEnd()}\n\n${part}\n` : `${old.slice(0, from)}${part}${old.slice(to + END.length)}`)
process.stdout.write(`${counts.join('\n')}\n`)
