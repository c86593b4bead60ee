/** The duties under IEEPA: what they spare, and what bears its own rate. */
import { addDays, type Day } from '../../src/base/dates.js'
import { codesIn, column, digits, type List, passage, plain, type Row, table, where } from './read.js'

export function ieepa(): List[] {
  const list = (id: string, title: string, rows: Row[], caveat?: string): List => ({
    id: `us.ieepa.${id}`,
    title,
    group: 'ieepa',
    rows,
    ...(caveat && { caveat }),
  })
  const inLaw = (id: string, title: string, codes: readonly string[]): List => ({
    ...list(id, title, plain(codes), 'List of HTS 2026 revision 6'),
    grade: 'seen',
  })
  const annex = table('us/lists/ieepa_reciprocal_annexII_dated.csv')
  const batch = (first: string, end: Day | 'NA'): Row[] =>
    column(where(where(annex, 'first_effective_date', first), 'end_effective_date', end === 'NA' ? end : addDays(end, -1)), 'prefix')
  // The law has one number of this line, U.S. note 2(v)(iii)(a).
  const magnets = (rows: Row[]): Row[] => rows.map((r) => (r.code === '85051100' ? { code: '8505110070' } : r))
  const brazil = codesIn(passage('(a) As provided in heading 9903.01.81', '(b) As provided in heading 9903.01.90'))
  const later = new Set(
    where(table('us/lists/ieepa_brazil_eo_exempt.csv'), 'effective_date_start', '2025-11-13').map((r) => digits(r.hts10 ?? '')),
  )
  const floor = table('us/lists/ieepa_floor_exempt_dated.csv')
  const exempt = (group: string, category: string): Row[] =>
    column(where(where(floor, 'country_group', group), 'category', category), 'hts8')
  const carveouts = table('us/lists/fentanyl_carveouts_ca_mx.csv')
  const aircraft = 'civil aircraft use'
  return [
    list('annex-ii', 'Reciprocal duty, annex II of April 2025: numbers that stayed to the end', batch('NA', 'NA')),
    list('annex-ii.removed-2025-08', 'Reciprocal duty, annex II: copper, on it to 31 July 2025', batch('NA', '2025-08-01')),
    list('annex-ii.removed-2025-09', 'Reciprocal duty, annex II: on it to 7 September 2025', batch('NA', '2025-09-08')),
    list('annex-ii.removed-2025-10', 'Reciprocal duty, annex II: wood and metals, on it to 13 October 2025', batch('NA', '2025-10-14')),
    list(
      'electronics',
      'Reciprocal duty, annex II: electronics of 11 April 2025',
      batch('2025-04-05', 'NA'),
      'The subheadings of 8541 that the memorandum also named were on annex II already',
    ),
    list('annex-ii.2025-09', 'Reciprocal duty, annex II: added 8 September 2025', magnets(batch('2025-09-08', 'NA'))),
    list('agricultural', 'Reciprocal duty: farm goods and fertilisers of 13 November 2025', batch('2025-11-13', 'NA')),
    list(
      'agricultural-articles',
      'Reciprocal duty and duty on Brazil: eleven particular farm articles',
      column(where(table('us/lists/ieepa_reciprocal_exempt_note2viii.csv'), 'subdivision', 'b_9903.02.78'), 'hts', 'ex'),
    ),
    list(
      'brazil.annex-i',
      'Duty on Brazil, annex I of August 2025, U.S. note 2(x)(iii)(a)',
      plain(brazil.filter((c) => !later.has(c))),
      'List of HTS 2026 revision 6; dated by a public tracker',
    ),
    list(
      'brazil.annex-i.2025-11',
      'Duty on Brazil, farm goods of 13 November 2025, U.S. note 2(x)(iii)(a)',
      plain(brazil.filter((c) => later.has(c))),
      'List of HTS 2026 revision 6; dated by a public tracker',
    ),
    inLaw(
      'brazil.civil-aircraft',
      `Duty on Brazil: ${aircraft}, U.S. note 2(x)(iv)`,
      codesIn(passage('(iv) As provided in heading 9903.01.82', '(v) The additional duties imposed by heading 9903.01.77')),
    ),
    inLaw(
      'civil-aircraft.gb',
      `Goods of the United Kingdom: ${aircraft}, U.S. note 35(a)`,
      codesIn(passage('(a) As provided in heading 9903.96.01', '(b) As provided in heading 9903.96.02')),
    ),
    inLaw(
      'civil-aircraft.jp',
      `Goods of Japan: ${aircraft}, U.S. note 35(b)`,
      codesIn(passage('(b) As provided in heading 9903.96.02', '36. [Note deleted.]')),
    ),
    ...(['eu', 'ch'] as const).flatMap((who) => {
      const name = { eu: 'goods of the European Union', ch: 'goods of Switzerland and Liechtenstein' }[who]
      const rows = (category: string): Row[] => exempt(who === 'ch' ? 'swiss' : who, category)
      return [
        list(`floor-exempt.${who}`, `Reciprocal duty, ${name}: listed goods`, rows('ptaap')),
        list(`floor-exempt.${who}-aircraft`, `Reciprocal duty, ${name}: ${aircraft}`, rows('civil_aircraft')),
        list(`floor-exempt.${who}-pharma`, `Reciprocal duty, ${name}: articles for use in pharmaceuticals`, rows('pharma')),
      ]
    }),
    list('floor-exempt.kr-aircraft', `Reciprocal duty, goods of South Korea: ${aircraft}`, exempt('korea', 'civil_aircraft')),
    list(
      'fentanyl.ca-energy',
      'Fentanyl duty, Canada: energy and critical minerals, heading 9903.01.13',
      column(where(carveouts, 'category', 'energy_ca'), 'hts8'),
      "A tracker's reading of the definition in EO 14156: chapter 99 itself lists no codes",
    ),
    list(
      'fentanyl.ca-potash',
      'Fentanyl duty, Canada: potash, heading 9903.01.15',
      column(where(carveouts, 'category', 'potash_ca'), 'hts8'),
    ),
    list(
      'fentanyl.mx-potash',
      'Fentanyl duty, Mexico: potash, heading 9903.01.05',
      column(where(carveouts, 'category', 'potash_mx'), 'hts8'),
    ),
  ]
}
