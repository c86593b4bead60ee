/** Counts that the law, or the maker of a source, states; and how the lists compare. */

/** One count: which lists, how many rows (or lines of 8 digits) they should have together, and who says so. */
interface Check {
  readonly what: string
  readonly lists: readonly string[]
  readonly unit: 'rows' | 'lines'
  readonly expected: number
  readonly says: string
}

const counting =
  (unit: Check['unit']) =>
  (what: string, expected: number, says: string, ...lists: string[]): Check => ({ what, lists, unit, expected, says })
const check = counting('rows')
const lines = counting('lines')

export const CHECKS: readonly Check[] = [
  lines('US list 1', 818, 'at publication, 83 FR 28710', 'us.s301.list-1'),
  lines('US list 1, text of 2026', 856, 'note 20(b)', 'us.s301.list-1'),
  lines('US list 2', 279, 'at publication, 83 FR 40823', 'us.s301.list-2'),
  lines('US list 2, text of 2026', 283, 'note 20(d)', 'us.s301.list-2'),
  lines('US list 3', 5733, 'at publication, 83 FR 47974', 'us.s301.list-3'),
  lines('US list 3, text of 2026', 5906 + 11, 'notes 20(f) and (g)', 'us.s301.list-3'),
  lines('US list 4A, text of 2026', 2958 + 5, 'note 20(s)(i) and (ii)', 'us.s301.list-4a'),
  lines('US list 4B, text of 2026', 538 + 8, 'note 20(u)(i) and (ii)', 'us.s301.list-4b'),
  check('Exceptions of 4A and 4B', 52, 'notes 20(s)(ii) and 20(u)(ii)', 'us.s301.list-4-hts10'),
  check('Four-year review', 398, 'note 31', 'us.s301.review.*', 'us.s301.cranes.*'),
  check('Exclusions 2018-2024', 3658, 'note 20(h)-(uuu)', 'us.s301.exclusions.9903-88-[0-5]*', 'us.s301.exclusions.9903-88-6[0-8]'),
  check(
    'Exclusions .69 and .70',
    178 + 37,
    '178 items by USTR; 37 items name several numbers',
    'us.s301.exclusions.9903-88-69',
    'us.s301.exclusions.9903-88-70',
  ),
  check('Forced labour, part A listed', 863, 'note 52(b)', 'us.s301fl.part-a'),
  check('Forced labour, articles', 16, 'note 52(c)', 'us.s301fl.part-a-articles'),
  check('Forced labour, aircraft', 541, 'note 52(d)', 'us.s301fl.part-a-aircraft'),
  check('Forced labour, pharma', 700, 'note 52(e)', 'us.s301fl.part-a-pharma'),
  check('Forced labour, parts B to O', 3184, 'annex II', 'us.s301fl.part-[b-o]'),
  check('Brazil 301 exemptions', 2126, 'note 50(a)', 'us.s301.brazil-exempt*'),
  check('Canada 338 baskets', 554, 'note 51', 'us.s338.basket-*'),
  check('Section 122 listed', 1098, 'note 2(aa)(ii)', 'us.s122.exempt'),
  check('Section 122 described', 11, 'note 2(aa)(iii)', 'us.s122.exempt-described'),
  check('Section 122 aircraft', 546, 'note 2(aa)(iv)', 'us.s122.civil-aircraft'),
  check('Steel derivatives Aug 2025', 392, '90 FR 40326', 'us.s232.steel-derivatives.2025-08'),
  check('Aluminium derivatives Aug 2025', 122, '90 FR 40326', 'us.s232.aluminum-derivatives.2025-08'),
  check('Autos', 17, 'note 33(b)', 'us.s232.autos'),
  check('Auto parts', 130, 'note 33(g)', 'us.s232.auto-parts'),
  check('Copper', 80, 'notes 36 (2025) and 16(c)(v), (viii)', 'us.s232.copper'),
  check('Annex II of 2 April 2025', 1039, 'EO 14257', 'us.ieepa.annex-ii', 'us.ieepa.annex-ii.removed-*'),
  check('Annex II, farm goods', 237, 'EO 14360', 'us.ieepa.agricultural'),
  check('Brazil, farm goods', 238, 'order of 20 November 2025', 'us.ieepa.brazil.annex-i.2025-11'),
  check('Brazil, civil aircraft', 565, 'note 2(x)(iv)', 'us.ieepa.brazil.civil-aircraft'),
  check('China, section 232', 128, 'Tariff Commission, April 2018', 'cn.retaliation.s232-2018.*'),
  check('China, list 1', 545, 'Tariff Commission, 2018', 'cn.retaliation.list-1'),
  check('China, list 2', 333, 'Tariff Commission, 2018', 'cn.retaliation.list-2'),
  check('China, list 3', 5207, 'Tariff Commission, 2018', 'cn.retaliation.list-3.*'),
  check(
    'China, list 3 raised',
    4545,
    'Tariff Commission, 2019',
    'cn.retaliation.list-3.tier-25',
    'cn.retaliation.list-3.tier-20',
    'cn.retaliation.list-3.tier-10',
  ),
  check('China, cars suspended', 211, 'Tariff Commission, December 2018', 'cn.retaliation.autos.*'),
  check('China, list 4A 10% tier', 916, 'lines at 8 digits, Announcement 2020 No. 1', 'cn.retaliation.list-4a.tier-10'),
  check('China, list 4A 5% tier', 801, 'lines at 8 digits, Announcement 2020 No. 1', 'cn.retaliation.list-4a.tier-5'),
  check('China, March 2025 15%', 29, 'Announcement 2025 No. 2', 'cn.farm.mar-2025.tier-15'),
  check('China, March 2025 10%', 711, 'Announcement 2025 No. 2', 'cn.farm.mar-2025.tier-10'),
  check('China, cars cut to 15%', 139, 'State Council, July 2018', 'cn.mfn.autos-2018.cars'),
  check('China, parts cut to 6%', 79, 'State Council, July 2018', 'cn.mfn.autos-2018.parts'),
]

/** The checks as a table in text. `codes`: the codes of each list by its id. */
export function checkTable(codes: ReadonlyMap<string, readonly string[]>): string {
  const rows = CHECKS.map(({ what, lists, unit, expected, says }) => {
    const patterns = lists.map((list) => new RegExp(`^${list.replaceAll('.', '\\.').replaceAll('*', '.*')}$`))
    const named = [...codes].filter(([id]) => patterns.some((p) => p.test(id))).flatMap(([, list]) => list)
    const got = unit === 'rows' ? named.length : new Set(named.map((code) => code.slice(0, 8))).size
    return [what, String(expected), String(got), got === expected ? '' : `${got > expected ? '+' : ''}${got - expected}`, says]
  })
  const all = [['what', 'expected', 'found', 'differs', 'who says'], ...rows]
  const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((row) => (row[i] as string).length)))
  const line = (row: string[]): string =>
    row.map((cell, i) => (i > 0 && i < 4 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ')
  return `${all.map((row) => line(row).trimEnd()).join('\n')}\n${codes.size} lists, ${[...codes.values()].flat().length} rows\n`
}
