/** Section 232: metals before and after April 2026, and the other programmes. */
import type { Day } from '../../src/base/dates.js'
import { codesIn, column, digits, type List, passage, plain, type Row, table, where } from './read.js'

/** U.S. note 16(c): annex and metal of each of its lists. */
const NOTE_16C: Record<string, [annex: string, metal: string]> = {
  i: ['1a', 'aluminum'],
  ii: ['1a', 'aluminum'],
  iii: ['1a', 'steel'],
  iv: ['1a', 'steel'],
  v: ['1a', 'copper'],
  vi: ['1b', 'aluminum'],
  vii: ['1b', 'steel'],
  viii: ['1b', 'copper'],
  ix: ['3', 'aluminum'],
  x: ['3', 'steel'],
}
/** Derivatives of March 2025 outside chapter 73 that the source gives at 8 digits where the law has some 10-digit numbers. */
const TOO_WIDE = /^(843149|843290|854790|940320|940599|940690)/
const JUNE = '2026-06-08'

export function metals(): List[] {
  const old = table('us/lists/s232_metals_2018_2026_dated.csv')
  const before = (id: string, metal: string, batch: string, title: string, extra?: Partial<List>): List => ({
    id: `us.s232.${id}`,
    title: `Section 232, ${title}`,
    group: 's232-metals-2018',
    rows: column(where(where(old, 'list', batch), 'metal', metal), 'hts_prefix'),
    ...extra,
  })
  const march = before('steel-derivatives.2025-03', 'steel', 'derivative_2025_03', 'derivative steel articles, list of March 2025')
  const april = table('us/lists/s232_metals_note16c_2026rev6.csv').map((r) => ({
    code: digits(r.hts ?? ''),
    place: NOTE_16C[r.sub ?? ''] as [string, string],
  }))
  const dated = table('us/lists/s232_metals_annexes_2026_dated.csv').map((r) => ({
    code: r.hts_prefix as string,
    annex: r.annex as string,
    metal: r.metal_type as string,
    from: r.effective_date as Day,
  }))
  const june = dated.filter((r) => r.from === JUNE)
  const annex = (a: string, title: string): List => ({
    id: `us.s232.metals.annex-${a}`,
    title: `Section 232 on metals, ${title}`,
    group: 's232-metals-2026',
    rows: plain(april.filter((r) => r.place[0] === a).map((r) => r.code)),
  })
  const added = (a: string, id: string, title: string): List => ({
    id: `us.s232.metals.annex-${id}`,
    title: `Section 232 on metals, ${title}`,
    group: 's232-metals-2026',
    rows: plain(june.filter((r) => r.annex === a).map((r) => r.code)),
    grade: 'partly',
    caveat: 'Read through a public tracker',
  })
  return [
    before('steel', 'steel', 'primary', 'steel articles'),
    before('aluminum', 'aluminum', 'primary', 'aluminium articles'),
    before('steel-derivatives-2020', 'steel', 'derivative_2020', 'derivative steel articles, list of 2020'),
    before('aluminum-derivatives-2020', 'aluminum', 'derivative_2020', 'derivative aluminium articles, list of 2020'),
    {
      ...march,
      rows: march.rows.map((r) => (TOO_WIDE.test(r.code) ? { ...r, note: 'ex' } : r)),
      caveat: 'Rows marked ex are wider than the law, which has some 10-digit numbers there; 9403.99.9020 is missing',
    },
    before('steel-derivatives.2025-06', 'steel', 'derivative_2025_06', 'derivative steel articles, household appliances of June 2025', {
      grade: 'seen',
    }),
    before('steel-derivatives.2025-08', 'steel', 'derivative_2025_08', 'derivative steel articles, list of August 2025'),
    before('aluminum-derivatives.2025-03', 'aluminum', 'derivative_2025_03', 'derivative aluminium articles, list of March 2025'),
    before('aluminum-derivatives.2025-04', 'aluminum', 'derivative_2025_04', 'derivative aluminium articles, beer and cans of April 2025'),
    before('aluminum-derivatives.2025-08', 'aluminum', 'derivative_2025_08', 'derivative aluminium articles, list of August 2025'),
    annex('1a', 'annex I-A, U.S. note 16(c)(i)-(v)'),
    annex('1b', 'annex I-B, U.S. note 16(c)(vi)-(viii)'),
    annex('3', 'annex III, U.S. note 16(c)(ix)-(x)'),
    added('1b', '1b.2026-06', 'lines added to annex I-B in June 2026'),
    added('1c', '1c', 'annex I-C'),
    added('3', '3.2026-06', 'lines moved to annex III in June 2026'),
    {
      id: 'us.s232.metals.annex-2',
      title: 'Section 232 on metals, annex II: taken out of scope',
      group: 's232-metals-2026',
      grade: 'partly',
      caveat: 'Read through a public tracker; a line kept or taken back by another annex prevails',
      rows: dated
        .filter((r) => r.annex === '2')
        .map(({ code, from }) => ({ code, ...(from === JUNE ? { from } : june.some((j) => j.code === code) && { until: JUNE }) })),
    },
    {
      id: 'us.s232.metals.aluminum',
      title: 'Section 232 on metals: aluminium lists of annexes I-A, I-B and III, U.S. note 16(c)(i), (ii), (vi) and (ix)',
      group: 's232-metals-2026',
      rows: [
        ...plain(april.filter((r) => r.place[1] === 'aluminum').map((r) => r.code)),
        ...june.filter((r) => r.metal === 'aluminum').map(({ code, from }) => ({ code, from })),
      ],
    },
  ]
}

export function otherS232(): List[] {
  const list = (id: string, title: string, rows: Row[], caveat?: string): List => ({
    id: `us.s232.${id}`,
    title: `Section 232, ${title}`,
    group: 's232-other',
    rows,
    ...(caveat && { caveat }),
  })
  const later = (id: string, title: string, rows: Row[], caveat: string): List => ({
    ...list(id, title, rows, caveat),
    group: 's232-later',
  })
  const timber = table('us/lists/s232_timber.csv')
  const trucks = table('us/lists/s232_mhd_vehicles_parts_buses.csv')
  const polysilicon = table('us/lists/s232_polysilicon.csv')
  const drones = table('us/lists/s232_drones_note43.csv')
  const drone = (...places: string[]): Row[] =>
    where(drones, 'subdivision', ...places).map((r) => ({
      code: r.hts as string,
      ...(r.condition && { note: `ex: ${r.condition.split(/[,;(]/)[0]?.trim()}` }),
    }))
  return [
    list('copper', 'copper and derivatives, August 2025', column(table('us/lists/s232_copper_2025.csv'), 'hts')),
    list(
      'autos',
      'passenger vehicles and light trucks, U.S. note 33(b)',
      plain(codesIn(passage('(b) The rates of duty set forth in headings 9903.94.01, 9903.94.02', '(c) Heading 9903.94.02 applies'))),
    ),
    list(
      'auto-parts',
      'automobile parts, U.S. note 33(g)',
      column(where(table('us/lists/s232_autos_and_parts.csv'), 'in_yale_parts_note33g', '1'), 'hts'),
      'Only parts of passenger vehicles and light trucks, which no code tells',
    ),
    list('softwood', 'softwood timber and lumber, U.S. note 37', column(where(timber, 'kind', 'softwood'), 'hts')),
    list(
      'upholstered-furniture',
      'upholstered wooden furniture, U.S. note 37',
      column(where(timber, 'kind', 'upholstered_furniture'), 'hts'),
    ),
    list(
      'kitchen-cabinets',
      'kitchen cabinets and vanities, U.S. note 37',
      column(where(timber, 'kind', 'kitchen_cabinet_vanity'), 'hts'),
      'Only cabinets, vanities and their parts, which no code tells',
    ),
    list('mhd-vehicles', 'medium- and heavy-duty vehicles, U.S. note 38(b)', column(where(trucks, 'kind', 'vehicle'), 'hts')),
    list(
      'mhd-parts',
      'parts of medium- and heavy-duty vehicles, U.S. note 38(i)',
      column(where(trucks, 'kind', 'part'), 'hts'),
      'Only parts of such vehicles, which no code tells',
    ),
    list('buses', 'buses, U.S. note 38(c)', plain(codesIn(passage('(c) Heading 9903.74.02 applies to buses', '(d) ')))),
    list(
      'semiconductors',
      'certain semiconductor articles, U.S. note 39(b)',
      plain(
        codesIn(passage('For the purposes of this note, "semiconductor articles" refers', 'To be included within the definition')),
        'ex: by technical parameters',
      ),
      'Few articles of these subheadings meet the parameters',
    ),
    later(
      'pharma',
      'pharmaceuticals, U.S. note 40(c)',
      column(table('us/lists/s232_pharma_note40c.csv'), 'hts10'),
      'Candidates: patented goods only. HTS 2026 revision 20 redrew the note; read through a public tracker',
    ),
    later(
      'drones.annex-1',
      'unmanned aircraft, annex I, U.S. note 43(c)(1)-(3)',
      drone('43(c)(1)', '43(c)(2)', '43(c)(3)'),
      'Read through third parties',
    ),
    later('drones.annex-2', 'unmanned aircraft, annex II, U.S. note 43(c)(4)', drone('43(c)(4)'), 'Read through third parties'),
    later(
      'drones.annex-3',
      'unmanned aircraft, annex III, U.S. note 43(c)(5)',
      drone('43(c)(5) Annex III'),
      'Read through third parties; parts of unmanned aircraft only',
    ),
    later(
      'polysilicon',
      'polysilicon derivatives',
      column(
        polysilicon.filter((r) => r.component !== 'raw_polysilicon'),
        'hts10',
      ),
      'Read through a public tracker; its headings clash with those of quartz',
    ),
    later(
      'polysilicon.minimum-price',
      'polysilicon and derivatives under a minimum import price',
      column(polysilicon, 'hts10'),
      'Read through a public tracker',
    ),
    later(
      'civil-aircraft-taiwan',
      'civil aircraft use, goods of Taiwan, U.S. note 35(c)',
      column(table('us/lists/s232_aircraft_exempt_taiwan.csv'), 'hts8'),
      'HTS 2026 revision 9, read through a public tracker',
    ),
  ]
}
