/** Rare earths, fentanyl, trade, customs duties, ships. */
import type { Fields } from '../read-table.js'
import { draft, name, press, type Read } from './soybeans.js'
import type { Draft, Head, Table } from './table.js'

const MINERALS = ['rare-earths', 'minerals']

/** Notes beside a figure: how it was worked out. */
const derivedBy = (r: Fields): string => (r.how === 'derived' ? (/"([^"]+)"/.exec(r.source as string)?.[1] ?? r.note ?? '') : '')

export function rareEarths(read: Read, table: Table): void {
  const flows = read('flows/china_rare_earth_exports_points_2023_2026.csv')
  const kinds: [string, string, RegExp, Head['rule']][] = [
    ['magnets', 'rare-earth permanent magnets (HS 8505.11)', /^rare-earth permanent magnets/, 'cn-customs'],
    ['all', 'rare earths, all (customs headline)', /^rare earths/, 'cn-customs-headline'],
  ]
  for (const [id, product, pattern, rule] of kinds) {
    const rows: Fields[] = [
      ...flows.filter((r) => pattern.test(r.product as string) && r.measure === 'export_quantity'),
      // Periods that the newer collection lacks.
      ...(press(read, 'rare')
        .filter((r) => pattern.test(r.product as string))
        .map((r) => ({ ...r, period: /^(\d{4})-01\/\1-12$/.exec(r.period as string)?.[1] ?? r.period })) as Fields[]),
    ]
    for (const partner of ['WORLD', 'US', 'DE', 'JP', 'KR', 'VN', 'IN']) {
      for (const [every, words, form] of [
        ['', 'a month', /^\d{4}-\d\d$/],
        ['.year', 'a year', /^\d{4}$/],
        ['.to-date', 'since January', /\//],
      ] as const) {
        const seen = new Set<string>()
        const own = rows.filter(
          (r) => r.partner === partner && form.test(r.period as string) && !seen.has(r.period as string) && seen.add(r.period as string),
        )
        if (own.length === 0) continue
        table.add(
          {
            id: `rare-earths.${id}.${partner.toLowerCase()}${every}`,
            title: `China's exports of ${id === 'magnets' ? 'rare-earth magnets' : 'rare earths, all kinds,'} to ${partner === 'WORLD' ? 'all countries' : name(partner)}, ${words}`,
            product,
            measure: `export quantity, ${words}`,
            reporter: 'CN',
            partner,
            unit: 't',
            topics: MINERALS,
            rule,
            headline: (partner === 'WORLD' || partner === 'US') && (every === '' || (every === '.year' && id === 'magnets')),
            caveats: [
              'Points in the press, not a continuous series; worked out from a change in per cent where marked.',
              ...(id === 'all' ? ['Not magnets: a different product with similar numbers.'] : []),
            ],
          },
          own.map((r) =>
            draft(
              r,
              derivedBy(r) ||
                (/calls it magnets/.test(r.source as string)
                  ? 'the source calls it magnets; the number is the headline figure'
                  : undefined),
            ),
          ),
        )
      }
    }
  }
  for (const [id, title, unit, form] of [
    ['all.world.value', "China's exports of rare earths, all kinds, value", 'million USD', 'export_value'],
  ] as const)
    table.add(
      {
        id: `rare-earths.${id}`,
        title,
        product: 'rare earths, all (customs headline)',
        measure: 'export value',
        reporter: 'CN',
        partner: 'WORLD',
        unit,
        topics: MINERALS,
        rule: 'cn-customs-headline',
      },
      flows.filter((r) => r.measure === form).map((r) => draft(r)),
    )
  const mines = read('cn/rare_earth_mine_production.csv').filter((r) => r.value !== '')
  const world: Record<string, string> = { 'United States': 'US', Australia: 'AU', India: 'IN', Russia: 'RU', World: 'WORLD' }
  let source = ''
  for (const r of mines) {
    source = r.source === 'same' ? source : (r.source as string)
    table.add(
      {
        id: `rare-earths.mine.${world[r.country as string]?.toLowerCase()}`,
        title: `Rare earths mined, ${r.country}`,
        product: 'rare earths',
        measure: 'mine production',
        reporter: world[r.country as string] as string,
        unit: 't REO',
        topics: MINERALS,
        rule: 'source',
      },
      [{ period: r.year as string, value: r.value as string, how: 'reported', source }],
    )
  }
  minerals(read, table)
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
const RARE = /neodym|cerium|dyspros|terb|europ|lanthan|praseod|Pr-Nd|NdPr|yttrium/i

function minerals(read: Read, table: Table): void {
  const groups = new Map<string, Fields[]>()
  for (const r of read('flows/critical_mineral_prices_2020_2026.csv')) {
    const key = [r.reporter, r.product, (r.measure as string).replace(/ \(.*/, ''), r.unit].join('|')
    groups.set(key, [...(groups.get(key) ?? []), r])
  }
  for (const [key, rows] of groups) {
    const [reporter = '', product = '', measure = '', unit = ''] = key.split('|')
    const monthly = measure === 'price_monthly_average_of_daily'
    const subject = RARE.test(product) ? 'rare-earths' : 'minerals'
    table.add(
      {
        id: `${subject}.price.${slug(product)}.${reporter.toLowerCase()}${measure === 'price_annual_average' ? '.year' : ''}`,
        title: `Price of ${product}${monthly ? ', mean of a month' : measure === 'price_annual_average' ? ', mean of a year' : ''}`,
        product,
        measure: measure.replaceAll('_', ' '),
        reporter,
        unit,
        topics: subject === 'minerals' ? ['minerals'] : MINERALS,
        headline: /^neodymium metal 99.5%/.test(product),
        rule: monthly ? 'komis' : 'source',
        caveats: [
          monthly
            ? 'KOMIS (Korea): means of its daily values.'
            : measure === 'price_annual_average'
              ? 'USGS Mineral Commodity Summaries 2025, quoting Argus.'
              : 'A single assessment quoted in the press: not a series. European quotes cover a small part of the trade.',
        ],
      },
      rows.map((r) => {
        const label = /\(([a-z]+)\)/.exec(r.period as string)?.[1]
        const note = [
          label && `${label} of the month`,
          /\(estimate\)/.test(r.measure as string) && 'estimate',
          /excerpt cut/.test(r.source as string) && 'excerpt cut after 608',
        ]
          .filter(Boolean)
          .join('; ')
        return { ...draft(r, note), period: (r.period as string).replace(/ \(.*/, '') }
      }),
    )
  }
}

const SEIZED: Record<string, string> = {
  seized_nationwide: 'nationwide',
  seized_southwest_border: 'at the south-west border',
  seized_northern_border: 'at the northern border',
  seized_coastal_interior: 'on the coasts and inland',
}

export function fentanyl(read: Read, table: Table): void {
  const rows = read('flows/us_fentanyl_seizures_points_2022_2026.csv')
  const topics = ['fentanyl']
  const base = { product: 'fentanyl', reporter: 'US', unit: 'lb', topics }
  for (const [measure, where] of Object.entries(SEIZED)) {
    const own = rows
      .filter((r) => r.measure === measure)
      .map((r) => ({ ...r, period: (r.period as string).replace('FY2024 Oct-Aug', '2023-10/2024-08') }) as Fields)
    if (measure === 'seized_nationwide') {
      let last = ''
      const above = (r: Fields): string => {
        if (r.source !== 'same') last = r.source as string
        return last
      }
      for (const r of read('cn/fentanyl_indicators.csv')) {
        above(r)
        const period = { 'FY2023 to 2023-05-03': '2022-10-01/2023-05-03', 'FY2025 Oct-Apr': '2024-10/2025-04' }[r.period as string]
        if (period && /^CBP/.test(r.indicator as string))
          own.push({
            period,
            value: r.value as string,
            how: 'reported',
            source: above(r),
            note: period === '2024-10/2025-04' ? 'rounded' : '',
          })
      }
    }
    const id = `fentanyl.seized.${measure.replace('seized_', '').replaceAll('_', '-')}`
    const forms: [string, string, RegExp][] = [
      ['', 'a month', /^\d{4}-\d\d$/],
      ['.year', 'a fiscal year', /^FY/],
      ['.span', 'over a span', /\//],
    ]
    for (const [every, words, form] of forms) {
      const some = own.filter((r) => form.test(r.period as string))
      if (some.length === 0) continue
      table.add(
        {
          id: id + every,
          title: `Fentanyl seized by US customs ${where}, ${words}`,
          ...base,
          measure: `seized ${where}, ${words}`,
          rule: every === '.span' ? 'source' : 'cbp',
          headline: measure === 'seized_nationwide' && every !== '.span',
          caveats: [
            'Scattered months from releases and the press: a month without a figure was not found. Nationwide and border figures are different measures.',
          ],
        },
        some.map((r) => draft(r, r.note || derivedBy(r) || /rounded|"over"/.exec(r.source as string)?.[0]?.replaceAll('"', ''))),
      )
    }
  }
  table.add(
    {
      id: 'fentanyl.drugs-seized',
      title: 'All drugs seized by US customs nationwide, a month',
      ...base,
      product: 'all drugs',
      measure: 'seized nationwide, all drugs',
      rule: 'cbp',
    },
    rows.filter((r) => r.measure === 'drugs_seized_nationwide_all').map((r) => draft(r, /just over/.exec(r.source as string)?.[0])),
  )
  const deaths = read('flows/us_overdose_deaths_12_month_ending.csv')
  for (const [id, product, words] of [
    ['all', 'all drug overdoses', 'all drugs'],
    ['synthetic-opioids', 'synthetic opioids excl. methadone (T40.4)', 'synthetic opioids such as fentanyl'],
  ] as const)
    for (const kind of ['predicted', 'reported'] as const)
      table.add(
        {
          id: `fentanyl.deaths.${id}.${kind}`,
          title: `US overdose deaths, ${words}, twelve months ending (CDC, ${kind})`,
          product,
          measure: `deaths in the twelve months ending, ${kind}`,
          reporter: 'US',
          unit: 'deaths',
          topics,
          headline: kind === 'predicted',
          rule: 'source',
          caveats: [
            'To July 2024 one release (January 2025), later single points of other releases: each release revises the months before it, so changes across releases are not exact.',
          ],
        },
        deaths
          .filter((r) => r.product === product && (r.measure as string).startsWith(`deaths_12_months_ending_${kind}`))
          .map((r) =>
            draft(
              r,
              [
                /\(rounded\)/.test(r.measure as string) && 'rounded',
                /weak/.test(r.source as string) && 'weak source: a summary of a report',
                !/data_2025-01-08/.test(r.source as string) && 'another release than the months to July 2024',
              ]
                .filter(Boolean)
                .join('; '),
            ),
          ),
      )
  table.add(
    {
      id: 'fentanyl.deaths.synthetic-opioids.year',
      title: 'US deaths involving synthetic opioids, a calendar year (CDC)',
      product: 'synthetic opioids',
      measure: 'deaths in a calendar year',
      reporter: 'US',
      unit: 'deaths',
      topics,
      rule: 'source',
    },
    read('cn/fentanyl_indicators.csv')
      .filter((r) => /^Deaths/.test(r.indicator as string))
      .map((r) => ({
        period: r.period as string,
        value: r.value as string,
        how: 'reported',
        source: r.source as string,
        note: /provisional/.exec(r.note as string)?.[0],
      })),
  )
}

const FLOWS: Record<string, [string, string]> = {
  exports: ['US exports of goods to China', 'exports'],
  imports_general_customs: ['US imports of goods from China', 'general imports, customs value'],
  balance: ['US balance of goods trade with China', 'balance'],
  imports_for_consumption: ['US imports for consumption from China', 'imports for consumption, customs value'],
  calculated_duties: ['Duties calculated on US imports from China', 'calculated duties'],
}

export function trade(read: Read, table: Table): void {
  const rows = read('flows/us_china_goods_trade_monthly_2018_2026.csv')
  const us = { product: 'all goods', reporter: 'US', partner: 'CN', unit: 'million USD', topics: ['tariffs'] }
  for (const [measure, [title, words]] of Object.entries(FLOWS))
    for (const [every, of, form] of [
      ['', 'a month', /^\d{4}-\d\d$/],
      ['.year', 'a year', /^\d{4}$/],
      ['.to-date', 'since January', /\//],
    ] as const) {
      const own = rows.filter((r) => r.measure === measure && form.test(r.period as string))
      if (own.length === 0) continue
      table.add(
        {
          id: `trade.us-cn.${measure.replaceAll('_', '-')}${every}`,
          title: `${title}, ${of}`,
          ...us,
          measure: `${words}, not seasonally adjusted, ${of}`,
          rule: 'census',
          headline: every === '' && ['exports', 'imports_general_customs', 'calculated_duties'].includes(measure),
          caveats: [
            ...(every === '' && measure !== 'calculated_duties' && measure !== 'imports_for_consumption'
              ? [
                  'The months of 2024 mix two vintages; exports run 0.1 to 1% low from November 2020 to January 2021; months are missing (2021 to 2023).',
                ]
              : []),
            ...(measure === 'calculated_duties' ? ['Calculated, not collected: refunds, drawback and timing are left out.'] : []),
          ],
        },
        own.map((r) => draft(r)),
      )
    }
  const duties = read('flows/us_customs_duties_monthly_2018_2026.csv').filter((r) => !/not confirmed/.test(r.source as string))
  const kinds: [string, string, Head['rule']][] = [
    ['net_receipts_month', 'US net receipts of customs duties, a month', 'treasury'],
    ['net_receipts_fiscal_year_to_date', 'US net receipts of customs duties since October', 'treasury'],
    ['gross_receipts_month', 'US gross receipts of customs duties, a month', 'source'],
    ['gross_receipts_fiscal_year_to_date', 'US gross receipts of customs duties since October', 'source'],
    ['collected_and_expected_cumulative', 'Duties under IEEPA collected and expected, in all (CBP)', 'source'],
  ]
  for (const [measure, title, rule] of kinds)
    table.add(
      {
        id: `duties.${measure.replaceAll('_', '-')}`,
        title,
        product: measure.startsWith('collected') ? 'IEEPA duties' : 'customs duties',
        measure: measure.replaceAll('_', ' '),
        reporter: 'US',
        partner: 'WORLD',
        unit: 'million USD',
        topics: measure.startsWith('collected') ? ['tariffs', 'courts'] : ['tariffs'],
        headline: measure === 'net_receipts_month',
        rule,
        caveats: ['Gross and net are different measures: refunds lower the net.'],
      },
      duties.filter((r) => r.measure === measure).map((r) => draft(r)),
    )
}

export function ships(read: Read, table: Table): void {
  const rows = read('flows/port_fees_amounts.csv')
  const titles: Record<string, string> = {
    fees_paid_by_Matson: 'Chinese port fees that Matson paid',
    fees_expected_by_Matson_without_suspension: 'Chinese port fees that Matson expected, were they not suspended',
    'cost_estimate_COSCO (analysts)': 'US ship fees on COSCO, as analysts estimate',
    'estimate_all_large_Chinese-built_vessels': 'US ship fees on all large Chinese-built vessels, as the press estimates',
    fee_Manukai_Ningbo: 'Chinese port fee on the Manukai at Ningbo',
    fee_due_Matson_Waikiki_Shanghai: 'Chinese port fee due on the Matson Waikiki at Shanghai',
    'share_of_calls_by_Chinese-built_ships': 'share of Chinese-built ships',
    'share_of_Chinese-built_ships': 'share of Chinese-built ships',
  }
  const words: Record<string, string> = { TEU_imported: 'containers imported by sea', port_calls: 'port calls' }
  const done = new Set<string>()
  for (const r of rows) {
    const measure = r.measure as string
    const id = `ports.${slug(`${r.product} ${measure}`)}.${(r.partner as string).toLowerCase()}`
    const same = rows.filter((o) => o.product === r.product && o.measure === measure && o.partner === r.partner)
    if (done.has(id)) continue
    done.add(id)
    table.add(
      {
        id,
        title: /^fee|^cost|^estimate/.test(measure)
          ? (titles[measure] as string)
          : `${titles[measure] ?? words[measure] ?? measure.replaceAll('_', ' ')}: ${r.product}`,
        product: r.product as string,
        measure: measure.replaceAll('_', ' '),
        reporter: r.reporter as string,
        partner: r.partner as string,
        unit: (r.unit as string).replace(/^percent$/, '%'),
        topics: ['ports'],
        headline: /^fees_paid|^fee_|^cost_estimate|^estimate_all/.test(measure),
        rule: 'source',
        caveats: [
          /estimate|expected/.test(measure)
            ? 'A forecast or estimate, not a collection.'
            : 'As the press has it; no official total of either fee was found.',
        ],
      },
      same.map((o) => ({
        ...draft(
          o,
          [
            /\(each\)/.test(o.period as string) && 'each year',
            /not confirmed[^)]*|payment not confirmed/.exec(o.source as string)?.[0],
            /\(over\)/.test(o.product as string) && 'more than',
          ]
            .filter(Boolean)
            .join('; '),
        ),
        period: (o.period as string).replace('2026 and 2027 (each)', '2026/2027'),
      })),
    )
  }
}

export function aid(read: Read, table: Table): void {
  const groups = new Map<string, Fields[]>()
  for (const r of read('cn/farm_aid_rates.csv').filter(
    (x) => x.crop !== 'soybeans' && /^\d/.test(x.rate as string) && !(x.rate as string).includes('-'),
  )) {
    const key = `${r.programme}|${r.crop}`
    groups.set(key, [...(groups.get(key) ?? []), r])
  }
  for (const [key, rows] of groups) {
    const [programme = '', crop = ''] = key.split('|')
    table.add(
      {
        id: `farm-aid.${slug(programme)}.${slug(crop)}`,
        title: `US payment for ${crop}, ${programme}`,
        product: crop,
        measure: 'payment rate',
        reporter: 'US',
        unit: (rows[0]?.unit ?? '').replace(' planted 2025', ''),
        topics: ['agriculture'],
        rule: 'source',
      },
      rows.map(
        (r): Draft => ({
          period: r.rates_announced as string,
          known: r.rates_announced as string,
          value: r.rate as string,
          how: 'reported',
          source: r.source as string,
        }),
      ),
    )
  }
}
