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
  /** Its name here, if another. */
  readonly as?: string
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
  'rare earths (light)': 'light rare earths',
  'rare earths (magnet)': 'magnet rare earths',
  'neodymium-praseodymium': 'magnet rare earths',
}
const material = (name: string): string => MATERIALS[name] ?? name

/** The day on which the maintainers last looked: a source whose day is not known was out by then. */
const LOOKED = '2026-10-08'

/**
 * When a source was published, by its name, to the day where that is known, else the last day of its month or year: nothing is shown to
 * a reader of an earlier day. Annual values of trade are final by the end of June of the next year.
 */
const PUBLISHED: readonly (readonly [RegExp, (year: string) => string])[] = [
  [/Mineral Commodity Summaries 2026/, () => '2026-02-06'],
  [/Mineral Commodity Summaries 2025/, () => '2025-01-31'],
  [/Mineral Commodity Summaries 2020/, () => '2020-01-31'],
  [/Mineral Commodity Summaries 2019/, () => '2019-02-28'],
  [/DataWeb/, (year) => (year.startsWith('2026') ? '2026-07-10' : `${Number(year.slice(0, 4)) + (year.length === 4 ? 1 : 0)}-06-30`)],
  [/Goldman Sachs note 2025-10-20|financetom/, () => '2025-10-20'],
  [/ofr20241057|press release 2024-11-19/, () => '2024-11-19'],
  [/ofr20251047|published analysis script that cites OFR 2025-1047/, () => '2025-08-25'],
  [/April 2026/, () => '2026-04-30'],
  [/press texts of 2025|Outlook 2025|ECB Research Bulletin 128|VoxEU|crctr224/, () => '2025-12-31'],
  [/ECB box/, () => '2025-09-30'],
  [/ZEW DP 14-005/, () => '2014-12-31'],
  [/after Bloomberg May 2024/, () => '2024-05-31'],
  [/report of June 2025|June 2025|New York Times 2025/, () => '2025-06-30'],
  [/August 2025/, () => '2025-08-31'],
  [/column of December 2024/, () => '2024-12-31'],
  [/December 2025/, () => '2025-12-31'],
  [/Association, 2023|abstract 2023|Nassar 2023/, () => '2023-12-31'],
  [/Section 232 report (2022|on NdFeB)/, () => '2022-12-31'],
]
function publishedBy(source: string, year: string): string {
  for (const [name, day] of PUBLISHED) if (name.test(source)) return day(year)
  return /\b(20\d\d-\d\d-\d\d)\b/.exec(source)?.[1] ?? LOOKED
}
/** A note without remarks to ourselves, and with numbers as people write them. */
const noteOf = (note = ''): string =>
  note
    .replace(/check against [^;]*before use/, '')
    .replace(/\d\.\d+e\+\d+/g, (n) => Number(n).toLocaleString('en-GB'))
    .replace(/^; |; $/g, '')
/** Of an estimate the year of publication stands beside it. */
const estimatePublished = (source: string, year: string): string => {
  const found = publishedBy(source, year)
  return found === LOOKED && /^20(0\d|1\d|2[0-5])$/.test(year) ? `${year}-12-31` : found
}

/** A concordance row is as sure as what it rests on: the words of the tariff, or somebody's digest of an appendix. */
const gradeOfBasis = (basis: string): 'seen' | 'partly' =>
  /^(HTS description|USGS MCS)/.test(basis) && !/digest/.test(basis) ? 'seen' : 'partly'

const TABLES: readonly Table[] = [
  {
    file: 'uses.csv',
    columns: ['material', 'kind', 'item', 'share_pct', 'scope', 'year', 'sector', 'grade', 'known', 'source', 'note'],
    row: ({ verification, ...rest }) =>
      verification === 'recalled'
        ? undefined
        : {
            ...rest,
            material: material(rest.material ?? ''),
            grade: verification ?? '',
            known: publishedBy(rest.source ?? '', rest.year ?? ''),
            note: noteOf(rest.note),
          },
  },
  {
    file: 'minerals.csv',
    as: 'figures.csv',
    columns: ['material', 'measure', 'year', 'value', 'unit', 'grade', 'known', 'source', 'note'],
    // Headings of the tariff and groups of other minerals are no material of the ledger.
    row: ({ verification, ...rest }) =>
      verification === 'recalled' || /^(heading|20 strategic|copper)/.test(rest.material ?? '')
        ? undefined
        : {
            ...rest,
            material: material(rest.material ?? ''),
            grade: verification ?? '',
            known: publishedBy(rest.source ?? '', rest.year ?? ''),
            note: noteOf(rest.note),
          },
  },
  {
    file: 'estimates.csv',
    columns: [
      ...['kind', 'material', 'shock', 'horizon', 'outcome', 'central', 'low', 'high', 'unit', 'model', 'assumptions', 'publisher', 'year'],
      ...['grade', 'known', 'source', 'note'],
    ],
    // An estimate that its own note warns against, and one of which no number was read, are none.
    row: ({ verification, ...rest }) =>
      verification === 'recalled' || /do not use/.test(rest.note ?? '') || rest.unit === 'not read'
        ? undefined
        : {
            ...rest,
            material: (rest.material ?? '').split('; ').map(material).join('; '),
            grade: verification ?? '',
            known: estimatePublished(rest.source ?? '', rest.year ?? ''),
            note: noteOf(rest.note),
          },
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
const counts = TABLES.map(({ file, as: name = file, columns, row }) => {
  const all = readTable(join(source, 'data/minerals', file))
  const taken = all.map(row).filter((r) => r !== undefined)
  for (const r of taken) if (r.grade !== 'seen' && r.grade !== 'partly') fail('bad-input', `${file}: grade "${r.grade}" of ${r.material}`)
  const lines = taken.map((r) => columns.map((column) => cell(r[column] ?? fail('bad-input', `${file} has no column ${column}`))).join(','))
  writeFileSync(join(data, 'minerals', name), `${[columns.join(','), ...lines].join('\n')}\n`)
  return `\`${name}\` ${taken.length} of ${all.length} rows`
})

// Imports of 2024 by code: a code stands under several materials, and is counted once.
{
  const codes = new Map<string, Fields>()
  for (const r of readTable(join(source, 'data/minerals/concordance.csv'))) {
    const other = codes.get(r.hts ?? '')
    if (other && other.imports_2024_china_usd !== r.imports_2024_china_usd) fail('bad-input', `${r.hts}: two values of imports`)
    codes.set(r.hts ?? '', r)
  }
  const rows = [...codes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([hts, r]) => [hts, r.imports_2024_china_usd || '0', r.imports_2024_51_partners_usd || '0'].join(','))
  writeFileSync(join(data, 'minerals/imports-2024.csv'), `${['hts,china_usd,partners_usd', ...rows].join('\n')}\n`)
  counts.push(`\`imports-2024.csv\` ${rows.length} codes`)
}

const BEGIN = '<!-- minerals: written by scripts/compile-minerals.ts -->'
const END = '<!-- end of minerals -->'
const part = `${BEGIN}

## Minerals under export control (\`data/minerals/\`)
What a controlled material is used for, what replaces it, China's share of it, US reliance on imports, under which US tariff codes it is imported, and
what has been published on the loss from a cut-off. ${counts.join(', ')}.

- Publishers: US Geological Survey (Mineral Commodity Summaries 2026, 2025, 2020, 2019; Open-File Reports 2024-1057 and 2025-1047: public domain;
  appendix 2 of the latter read in a digest), US tariff schedule and imports for consumption of 2024 (US Census Bureau; public domain), USITC DataWeb by
  way of a public repository; single published figures of the IMF, the ECB, the IEA, universities, state surveys and the press, each named in its row
- Period: as published for 2018 to 2026; codes of the basic edition of 2025; imports of 2024
- Known: the day of publication; where only a month or year is known its last day, where not even that the day we last looked
- How: Rows graded \`recalled\` in the source data are left out; \`partly\` is kept and said. Names of materials are those of the ledger's items.
  A tariff code is \`seen\` where it rests on the words of the tariff or of the US Geological Survey's tables, \`partly\` where on the digest.
- By hand: \`figures-by-hand.csv\` and \`uses-by-hand.csv\` hold what the edition of January 2025 (and the report of November 2024) said, for readers of a day before
  the edition of February 2026: its chapter on rare earths read in a parsed copy, the others as quoted in a public check of an element database
- Care: imports count 50 partners and the EU, which is not the world: China's share in them is an upper bound. Estimates do not measure the same
  thing; of each its row says what. Shares are of different wholes (US consumption, world demand), said in \`scope\`: they do not add up over rows of different scope. A
  basket code holds other goods too. The sector is our own mapping.

${END}`
const page = join(data, 'PROVENANCE.md')
const old = existsSync(page) ? readFileSync(page, 'utf8') : ''
const from = old.indexOf(BEGIN)
const to = old.indexOf(END)
writeFileSync(page, from < 0 || to < 0 ? `${old.trimEnd()}\n\n${part}\n` : `${old.slice(0, from)}${part}${old.slice(to + END.length)}`)
process.stdout.write(`${counts.join('\n')}\n`)
