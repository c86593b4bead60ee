/** China's answers, and its cuts of 2018. */
import type { GroupName } from './groups.js'
import { column, type List, plain, type Row, table, where } from './read.js'

export function china(): List[] {
  const list = (id: string, group: GroupName, title: string, rows: Row[], caveat?: string): List => ({
    id: `cn.${id}`,
    title,
    group,
    rows,
    ...(caveat && { caveat }),
  })
  const steps = table('cn/cn_retaliation_2018_2019_hs8.csv')
  const step = (action: string, points?: string): Set<string> =>
    new Set(
      where(steps, 'action', action)
        .filter((r) => !points || r.change_pp === points)
        .map((r) => r.hs8 as string),
    )
  const tiers: [string, string, string | undefined][] = [
    ['25', '10', '15'],
    ['20', '10', '10'],
    ['10', '5', '5'],
    ['5', '5', undefined],
  ]
  const raised = step('increase_60bn')
  const suspended = step('suspension_autos')
  const old = table('cn/cn_list_232_2018_04_02_hs8.csv')
  const list4a = table('cn/cn_retaliation_2019_09_01_hs6.csv')
  const odd = list4a.filter((r) => !['0', '5', '10'].includes(r.increment_2019_09_01_pp ?? '')).map((r) => r.hs6)
  const february = table('cn/cn_retaliation_2025_02_10.csv')
  const march = table('cn/cn_list_2025_03_10_hs8.csv')
  const mfn = table('cn/cn_mfn_2018_2019_hs10.csv')
  const cut = (to: string, headings: RegExp): Row[] =>
    plain(
      mfn
        .filter((r) => headings.test(r.hs10 ?? '') && r.mfn_2018_07_01 === to && r.mfn_2018_05_01 !== to)
        .map((r) => (r.hs10 as string).slice(0, 8)),
    )
  const hs2017 = 'Codes of the Chinese tariff of 2018 (HS 2017)'
  return [
    ...['15', '25'].map((t) =>
      list(
        `retaliation.s232-2018.tier-${t}`,
        'cn-s232',
        `Answer to US section 232 of 2 April 2018, ${t}%`,
        column(where(old, 'additional_rate_pct', t), 'cn_hs8'),
        hs2017,
      ),
    ),
    list('retaliation.list-1', 'cn-2018', 'Answer to US list 1 of 6 July 2018', plain(step('retaliation_s301_34bn')), hs2017),
    list('retaliation.list-2', 'cn-2018', 'Answer to US list 2 of 23 August 2018', plain(step('retaliation_s301_16bn')), hs2017),
    ...tiers.map(([tier, first, more]) =>
      list(
        `retaliation.list-3.tier-${tier}`,
        'cn-2018',
        `Answer to US list 3: ${first}% from 24 September 2018, ${tier}% from 1 June 2019`,
        plain([...step('retaliation_s301_60bn', first)].filter((c) => (more ? step('increase_60bn', more).has(c) : !raised.has(c)))),
        hs2017,
      ),
    ),
    ...(
      [
        ['1', '34bn'],
        ['2', '16bn'],
        ['3', '60bn'],
      ] as const
    ).map(([n, size]) =>
      list(
        `retaliation.autos.list-${n}`,
        'cn-2018',
        `Cars and parts of list ${n}, suspended from 1 January 2019`,
        plain([...step(`retaliation_s301_${size}`)].filter((c) => suspended.has(c))),
        hs2017,
      ),
    ),
    ...['5', '10'].map((t) =>
      list(
        `retaliation.list-4a.tier-${t}`,
        'cn-4a',
        `Answer to US list 4A of 1 September 2019, ${t}%`,
        column(where(list4a, 'increment_2019_09_01_pp', t), 'hs6', 'ex: the law lists eight digits; on record are six'),
        `6 digits only, the highest rate within them: wider than the law`,
      ),
    ),
    list(
      'retaliation.list-4a.unclear',
      'cn-4a',
      'Answer to US list 4A of 1 September 2019, tier not on record',
      odd.map((hs6): Row => ({ code: hs6 as string, note: 'ex: the file on record gives no whole step' })),
      'Subheadings of which the public file gives a step that is neither 5 nor 10 points: averages over lines of different tiers',
    ),
    ...['5', '10'].map((t) =>
      list(
        `retaliation.list-4b.tier-${t}`,
        'cn-4a',
        `Answer to US list 4B, due 15 December 2019, ${t}%`,
        [],
        'Never in force; no code list was found, so the list is empty',
      ),
    ),
    ...['15', '10'].map((t) =>
      list(
        `energy-machinery.feb-2025.tier-${t}`,
        'cn-2025-02',
        `Answer to the fentanyl duty of 10 February 2025, ${t}%`,
        where(february, 'change_pp', t).map(
          (r): Row => ({
            code: r.hs as string,
            // Engines of 8703.24 are above 3 litres, so above the 2.5 that the law names.
            ...(r.exact !== 'hs8' &&
              r.hs !== '870324' && {
                note: r.hs === '870323' ? 'ex: only above 2.5 litres' : 'ex: the law lists parts of it',
              }),
          }),
        ),
        t === '10' ? 'Two lines are exact; the rest are the 6-digit scope of lines that the law lists at 8 digits' : undefined,
      ),
    ),
    ...['15', '10'].map((t) =>
      list(
        `farm.mar-2025.tier-${t}`,
        'cn-2025-03',
        `Answer to the fentanyl duty of 10 March 2025, ${t}%`,
        column(where(march, 'additional_rate_pct', t), 'cn_hs8'),
      ),
    ),
    list(
      'mfn.autos-2018.cars',
      'cn-mfn',
      'Most-favoured-nation duty on cars and trucks cut to 15% on 1 July 2018',
      cut('15', /^870[234]/),
      `${hs2017}, derived from the rates before and after`,
    ),
    list(
      'mfn.autos-2018.parts',
      'cn-mfn',
      'Most-favoured-nation duty on car parts cut to 6% on 1 July 2018',
      cut('6', /^870[678]/),
      `${hs2017}, derived from the rates before and after`,
    ),
  ]
}
