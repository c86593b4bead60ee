/** What other editions of the schedule have otherwise. */
import { join } from 'node:path'
import { addDays } from '../../src/base/dates.js'
import type { ChangesData, CodeChange, Edition, OtherRate } from '../../src/schedule/index.js'
import { type Fields as Row, readTable } from '../read-table.js'

const EDITIONS: readonly Edition[] = [
  { id: '2017', title: 'edition of 2017', from: '2017-01-01', until: '2017-08-01' },
  { id: '2023', title: 'edition of October 2023', from: '2023-10-01', until: '2023-11-01' },
  { id: '2024', title: 'edition of May 2024', from: '2024-05-01', until: '2024-06-01' },
]
const CURRENT: Edition = { id: '2025', title: 'edition of 2025', from: '2025-01-01', until: '2026-08-10' }

/** Typing errors of the databases, by edition and line. */
const TYPING_ERRORS = new Set(['2024 87044200', '2024 87082200', '2017 84564090'])

const EU = new Set(['16042005', '32149050', '36010000', '70134150', '96131000', '96139080'])

export function compileChanges(folder: string, current: ReadonlySet<string>): ChangesData {
  const rows = readTable(join(folder, 'us_hts8_general_by_edition.csv')).map((row) => ({
    ...row,
    year: (row.edition as string).slice(0, 4),
  }))
  const rates: Record<string, OtherRate[]> = {}
  const other: Record<string, OtherRate[]> = {}
  const absent: Record<string, string[]> = Object.fromEntries(EDITIONS.map(({ id }) => [id, []]))
  for (const row of rows as (Row & { year: string })[]) {
    const code = row.hts8 as string
    if (TYPING_ERRORS.has(`${row.year} ${code}`)) continue
    if (row.status === 'absent') absent[row.year]?.push(code)
    else if (row.status === 'changed' && !code.startsWith('98')) push(rates, code, otherRate(row))
    // A line with two periods: what is the same in both needs no word, what changed is there.
    else if (row.status === 'only_in_edition' && !current.has(code)) push(other, code, otherRate(row))
  }
  return {
    current: CURRENT,
    shorter: { 98: '2026-05-01' },
    editions: EDITIONS,
    rates,
    absent,
    other,
    codes: codeChanges(folder),
    remarks: [
      {
        text: 'From memory, not from an edition: the duty fell in equal steps under the Information Technology Agreement, on 1 July 2018 again, and was Free from 1 July 2019.',
        codes: Object.keys(rates).filter((code) => rates[code]?.some(({ from }) => from === '2017-07-01')),
      },
      {
        text: 'From memory, not from an edition: halved by the agreement with the European Union of 2020, for entries from 1 August 2020.',
        codes: Object.keys(rates).filter((code) => EU.has(code)),
      },
    ],
  }
}

function push(into: Record<string, OtherRate[]>, code: string, rate: OtherRate): void {
  const list = into[code] ?? []
  into[code] = list
  list.push(rate)
  list.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
}

function otherRate(row: Row & { year: string }): OtherRate {
  const [from, to] = [row.valid_from, row.valid_to]
  return {
    edition: row.year,
    general: (row.general_raw as string).replace(/ cents\b/g, '¢'),
    // The dates of the database of 2017 are those of the rates; that of 2024 dates whole headings anew.
    ...(row.year === '2017' && from && { from }),
    ...(row.year === '2017' && to && !to.startsWith('2050') && { until: addDays(to, 1) }),
  }
}

const REVISION: Record<string, string> = { basic: '2025 basic edition' }
const revisionName = (id: string): string =>
  REVISION[id] ?? (id.startsWith('2026_rev_') ? `revision ${id.slice(9)} of 2026` : `revision ${id.slice(4)} of 2025`)

/**
 * Numbers that ended and began, by revision and rate line. Which of them follows which, the tracker guesses from descriptions
 * (and across rate lines); that is left out.
 */
function codeChanges(folder: string): CodeChange[] {
  const groups = new Map<string, { before: string; after: string; old: Set<string>; new: Set<string> }>()
  const note = (row: Row, side: 'old' | 'new', code: string): void => {
    if (code === 'NA') return
    const key = `${row.revision_to} ${code.slice(0, 8)}`
    const group = groups.get(key) ?? {
      before: row.revision_from as string,
      after: row.revision_to as string,
      old: new Set(),
      new: new Set(),
    }
    group[side].add(code)
    groups.set(key, group)
  }
  for (const row of readTable(join(folder, 'hts_concordance_2025_2026.csv'))) {
    note(row, 'old', row.old_hts10 as string)
    note(row, 'new', row.new_hts10 as string)
  }
  return [...groups.values()].map((g) => ({
    before: revisionName(g.before),
    after: revisionName(g.after),
    old: [...g.old].sort(),
    new: [...g.new].sort(),
  }))
}
