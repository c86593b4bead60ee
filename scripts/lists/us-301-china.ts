import { codesIn, column, type Fields, type List, passage, plain, type Row, table, where } from './read.js'

/** Lines that the law takes only in part ("provided for in 8517.62.00, except …"): the line, and the numbers excepted. */
function splitLines(text: string): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  let line = ''
  for (const code of codesIn(text.replaceAll('9403.770.', '9403.70.'))) {
    if (code.length === 10) lines.get(line)?.push(code)
    else if (!lines.has(code)) {
      line = code
      lines.set(line, [])
    }
  }
  return lines
}

export function s301(): List[] {
  const clean = table('us/lists/s301_china_CLEAN.csv')
  const numbers = table('us/hts/hts10_2025_basic.csv')
  const split = {
    '3': splitLines(passage('under heading 9903.88.04 are the following products of China', 'Notwithstanding U.S. note 1')),
    '4A': splitLines(passage('(ii) the following products of China: 1. Other printed books', '(t) For the purposes of heading 9903.88.16')),
    '4B': splitLines(passage('ii) the following products of China: 1. Other non-aromatic', '(v) The U.S. Trade Representative determined')),
  }
  /** All ten-digit numbers of a split line: those of the 2025 schedule and those that the law names. */
  const known = (line: string): Set<string> =>
    new Set([
      ...numbers.filter((r) => r.hts8 === line).map((r) => r.hts10 as string),
      ...Object.values(split).flatMap((s) => s.get(line) ?? []),
    ])
  const taken = (list: keyof typeof split): Row[] =>
    [...split[list]].flatMap(([line, except]) =>
      [...known(line)].flatMap((code): Row[] => {
        // Masks left list 4A only when the four-year review took them; its headings supersede the list from that day.
        const off = except.includes(code) && !(list === '4A' && line === '63079098')
        const twice = Object.entries(split).some(([l, s]) => l !== list && s.get(line)?.includes(code) === false)
        return off ? [] : [twice ? { code, note: 'ex: the number was split after the lists were made' } : { code }]
      }),
    )
  const whole = (list: string): Row[] =>
    column(where(clean, 'list', list), 'hts8').filter((r) => !Object.values(split).some((s) => s.has(r.code)))
  const review =
    'Lines that the four-year review moved to 9903.91 are no longer in it (about 390 over lists 1 to 4A): for earlier entries they are missing'
  const edition = `As amended to HTS 2026 revision 6: codes that ended with HS 2017 are not in it. ${review}`
  const list = (id: string, title: string, rows: Row[], caveat: string): List => ({
    id: `us.s301.list-${id}`,
    title,
    group: 's301',
    rows,
    caveat,
  })
  const reviewed = table('us/lists/s301_china_four_year_review.csv')
  const part: Record<string, string> = {
    '9903.91.12': 'ex: intermodal chassis',
    '9903.91.14': 'ex: ship-to-shore gantry cranes',
    '9903.92.10': 'ex: ship-to-shore gantry cranes',
  }
  return [
    list('1', 'Section 301 list 1, heading 9903.88.01, U.S. note 20(b)', whole('1'), edition),
    list('2', 'Section 301 list 2, heading 9903.88.02, U.S. note 20(d)', whole('2'), edition),
    list(
      '3',
      'Section 301 list 3, headings 9903.88.03 and .04, U.S. notes 20(f) and (g)',
      [...whole('3'), ...taken('3')],
      `${edition}. The 11 lines of 9903.88.04 are written out at ten digits of the 2025 schedule`,
    ),
    list(
      '4a',
      'Section 301 list 4A, heading 9903.88.15, U.S. note 20(s)',
      [...whole('4A'), ...taken('4A')],
      `${edition}. The 5 split lines are written out at ten digits of the 2025 schedule`,
    ),
    list(
      '4b',
      'Section 301 list 4B, heading 9903.88.16, U.S. note 20(u)',
      [...whole('4B'), ...taken('4B')],
      'Never in force. 538 lines and 8 split lines, as in the text of 2026; the 8 are written out at ten digits of the 2025 schedule',
    ),
    list(
      '4-hts10',
      'Ten-digit numbers excepted from the split lines of lists 4A and 4B, U.S. notes 20(s)(ii) and 20(u)(ii)',
      (['4A', '4B'] as const).flatMap((l) => plain([...split[l].values()].flat(), `not in ${l}`)),
      'Exceptions: a number is NOT on the list that the note names',
    ),
    ...[...new Set(reviewed.map((r) => r.ch99 as string))].map(
      (heading): List => ({
        id: `us.s301.${heading === '9903.92.10' ? 'cranes' : 'review'}.${heading.replaceAll('.', '-')}`,
        title: `Section 301 four-year review, heading ${heading}, U.S. note 31`,
        group: 's301',
        rows: column(where(reviewed, 'ch99', heading), 'hts', part[heading]),
      }),
    ),
  ]
}

export function s301Exclusions(): List[] {
  const rows = [
    ...table('us/lists/s301_china_exclusions_2018_2024.csv').map((r) => ({
      ...r,
      exclusion_heading: r.heading,
      base_heading: r.list_heading,
    })),
    ...table('us/lists/s301_china_exclusions_2024_2026.csv'),
  ] as Fields[]
  // Where the text names the machine's subheading before the number that the goods fall under, the source has both: the latter counts.
  return [...new Set(rows.map((r) => r.exclusion_heading as string))].map((heading) => ({
    id: `us.s301.exclusions.${heading.replaceAll('.', '-')}`,
    title: `Section 301 exclusions, heading ${heading}`,
    group: 's301-exclusions',
    rows: where(rows, 'exclusion_heading', heading)
      .filter((r) => r.hts?.length === 10)
      .map((r) => ({
        code: r.hts as string,
        note: `${r.kind === 'described' ? 'described' : 'whole_number'}: ${r.base_heading} item ${r.item}`,
      })),
    caveat:
      '"described" rows cover part of a number: a question to the filer, never an exemption by code. Items deleted before 2026 are left out',
  }))
}
