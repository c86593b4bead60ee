/** Section 301 on forced labour and Brazil; sections 338, 201 and 122. */
import { fail } from '../../src/base/errors.js'
import type { GroupName } from './groups.js'
import { column, type Fields, type List, table, where } from './read.js'

const USE: Record<string, [suffix: string, what: string]> = {
  '9903.05.86': ['', 'listed goods'],
  '9903.05.87': ['-articles', 'particular articles'],
  '9903.05.88': ['-aircraft', 'civil aircraft use'],
  '9903.05.89': ['-pharma', 'pharmaceutical use'],
  flat: ['', 'listed goods'],
  named: ['-articles', 'particular articles'],
  aircraft: ['-aircraft', 'civil aircraft use'],
  pharma: ['-pharma', 'pharmaceutical use'],
}

export function blanketExemptions(): List[] {
  const byUse = (rows: Fields[], key: string, col: string, id: string, title: string, group: GroupName): List[] =>
    [...new Set(rows.map((r) => r[key] as string))].map((use) => {
      const [suffix, what] = USE[use] ?? fail('bad-input', `no use for ${use}`)
      const note = suffix === '-articles' ? 'ex' : undefined
      return { id: id + suffix, title: `${title}: ${what}`, group, rows: column(where(rows, key, use), col, note) }
    })
  const partner = table('us/lists/s301fl_country_exemptions.csv')
  const baskets = table('us/lists/s338_canada_baskets.csv')
  const surcharge = table('us/lists/s122_exemptions_note2aa.csv')
  const s122 = (id: string, sub: string, title: string, note?: string): List => ({
    id: `us.s122.${id}`,
    title: `Section 122, ${title}`,
    group: 's122',
    rows: column(where(surcharge, 'subdivision', sub), 'hts', note),
  })
  return [
    ...byUse(
      table('us/lists/s301fl_partA_common_exemptions.csv'),
      'heading',
      'hts',
      'us.s301fl.part-a',
      'Forced-labour duty, annex II part A',
      's301fl',
    ),
    ...[...new Set(partner.map((r) => r.part as string))].sort().map((part): List => {
      const rows = where(partner, 'part', part)
      return {
        id: `us.s301fl.part-${part.toLowerCase()}`,
        title: `Forced-labour duty, annex II part ${part}: goods of ${rows[0]?.partner}`,
        group: 's301fl',
        rows: column(rows, 'hts'),
        ...(part === 'O' && {
          caveat:
            'Law for Jordan, Guatemala and El Salvador; for the other CAFTA-DR parties the law has no code list and this one is a stand-in',
        }),
      }
    }),
    ...byUse(
      table('us/lists/s301_brazil_2026_exempt.csv'),
      'category',
      'HTSUS',
      'us.s301.brazil-exempt',
      'Section 301 duty on Brazil, exempt',
      's301-brazil',
    ),
    ...['alcohol_9903.03.12', 'dairy_9903.03.13', 'motor_vehicles_9903.03.14'].map(
      (basket): List => ({
        id: `us.s338.basket-${basket.slice(-2)}`,
        title: `Section 338 duty on Canada, heading ${basket.slice(-10)}`,
        group: 's338',
        rows: column(where(baskets, 'basket', basket), 'hts'),
        caveat: 'As first published in July 2026; the changes of 15 September 2026 are not in it',
      }),
    ),
    {
      id: 'us.s338.civil-aircraft',
      title: 'Section 338 duty on Canada: civil aircraft use',
      group: 's338',
      rows: column(table('us/lists/s338_canada_civil_aircraft_carveout.csv'), 'HTSUS'),
    },
    {
      id: 'us.s201.solar',
      title: 'Section 201 safeguard on solar cells and modules',
      group: 's201',
      rows: column(table('us/lists/s201_solar.csv'), 'hts10'),
      caveat: 'Numbers of the 2022-2026 schedule; those of 2018-2021 differ',
    },
    {
      id: 'us.s201.quartz',
      title: 'Section 201 safeguard on quartz surface products',
      group: 's201',
      rows: column(table('us/lists/s201_quartz.csv'), 'hts10'),
    },
    s122('exempt', 'ii_exempt', 'listed products, U.S. note 2(aa)(ii)'),
    s122('exempt-described', 'iii_described', 'particular articles, U.S. note 2(aa)(iii)', 'ex'),
    s122('civil-aircraft', 'iv_civil_aircraft', 'civil aircraft use, U.S. note 2(aa)(iv)'),
  ]
}
