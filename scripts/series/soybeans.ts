/** Soybeans: what China imports and from whom, what the US exports and sells, prices, the US balance. */
import { divide, multiply } from '../../src/base/decimal.js'
import type { Fields } from '../read-table.js'
import { type Draft, decimal, type Head, type Table } from './table.js'

export type Read = (file: string) => Fields[]

/** The field's own fields as a draft. */
export const draft = (r: Fields, note?: string): Draft => ({
  period: r.period as string,
  value: r.value as string,
  how: r.how as string,
  source: r.source as string,
  ...(note && { note }),
})

const NAMES: Record<string, string> = {
  US: 'the United States',
  BR: 'Brazil',
  AR: 'Argentina',
  CA: 'Canada',
  RU: 'Russia',
  UY: 'Uruguay',
  UA: 'Ukraine',
  ET: 'Ethiopia',
  BJ: 'Benin',
  WORLD: 'all origins',
  DE: 'Germany',
  JP: 'Japan',
  KR: 'South Korea',
  VN: 'Vietnam',
  IN: 'India',
  CN: 'China',
}
export const name = (code: string): string => NAMES[code] ?? code

const FIRST_PRINT = 'first print of 2023; revised later'

/** An address with the day or month that its short name gives, where the address has none. */
const dated = (url: string, id: string): string => {
  const when = /20\d\d-\d\d(-\d\d)?$/.exec(id)?.[0]
  return when && !/20\d\d[-/]\d\d/.test(url) ? `${url} (${when})` : url
}

/** Points of China's customs as the press has them, in 1000 t, with the partner's code as here. */
export function press(read: Read, product: string): (Fields & { partner: string })[] {
  return read('cn/monthly_series_from_press.csv')
    .filter((r) => (r.product as string).startsWith(product))
    .map((r) => ({
      ...r,
      period: r.date as string,
      partner: r.partner === 'WLD' ? 'WORLD' : (r.partner as string),
      source: dated(r.source_url as string, r.source_id as string),
      note: r.how === 'derived' ? (r.note as string) : '',
    }))
}

export function soybeans(read: Read, table: Table): void {
  const monthly = read('flows/china_soybean_imports_by_origin_monthly_2018_2024.csv')
  const points = read('flows/soybean_points_from_press_2024_2026.csv')
  const fromPress: Fields[] = [
    ...press(read, 'soybeans').map((r): Fields => ({ ...r, value: divide(decimal(r.value as string), '1000', 6) })),
    ...points
      .filter((r) => (r.measure as string).startsWith('import_quantity'))
      .map((r) => ({ ...r, note: (r.measure as string).includes('revised') ? 'revised' : '' })),
  ]
  for (const partner of ['US', 'BR', 'AR', 'CA', 'RU', 'UY', 'WORLD']) {
    const months = monthly
      .filter((r) => r.partner === partner)
      .map((r) => draft(r, (r.period as string).startsWith('2023') ? FIRST_PRINT : undefined))
    const have = new Set(months.map((d) => d.period))
    for (const r of fromPress.filter((p) => p.partner === partner && p.period?.length === 7)) {
      if (have.has(r.period as string)) continue
      have.add(r.period as string)
      months.push(draft(r, r.note))
    }
    table.add(
      {
        id: `soybeans.cn-imports.${partner.toLowerCase()}`,
        title: `China's soybean imports from ${name(partner)}, a month`,
        product: 'soybeans (HS 1201)',
        measure: 'import quantity',
        reporter: 'CN',
        partner,
        unit: '1000 t',
        topics: ['soybeans', 'agriculture'],
        headline: ['US', 'BR', 'WORLD'].includes(partner),
        rule: 'cn-customs',
        caveats: [
          'To 2024 a public compilation of customs data (2023: first prints, 101.7 Mt against 99.4 revised); from 2025 points in the press.',
          ...(['AR', 'CA', 'UY', 'RU'].includes(partner) ? ['November and December 2024 are missing.'] : []),
          'No figure for a month means not found, not zero.',
        ],
      },
      months,
    )
    const spans = fromPress.filter((p) => p.partner === partner && p.period?.includes('/'))
    const seen = new Set<string>()
    const once = spans.filter((r) => !seen.has(r.period as string) && seen.add(r.period as string))
    if (once.length > 0)
      table.add(
        {
          id: `soybeans.cn-imports.${partner.toLowerCase()}.to-date`,
          title: `China's soybean imports from ${name(partner)}, since January`,
          product: 'soybeans (HS 1201)',
          measure: 'import quantity since January',
          reporter: 'CN',
          partner,
          unit: '1000 t',
          topics: ['soybeans', 'agriculture'],
          headline: partner === 'US',
          rule: 'cn-customs',
        },
        once.map((r) => draft(r, r.note)),
      )
  }
  usExports(read, table)
  sales(points, read, table)
  prices(read, table)
}

const us = { product: 'soybeans (HS 1201)', reporter: 'US', partner: 'CN', topics: ['soybeans', 'agriculture'] }

function usExports(read: Read, table: Table): void {
  const annual = [
    ...read('flows/us_exports_to_china_hs6_annual_2015_2021.csv'),
    ...read('flows/us_exports_to_china_hs6_annual_2022_2025.csv'),
  ].filter((r) => r.product === '120190')
  const of = (measure: string, scale: string): Draft[] =>
    annual.filter((r) => r.measure === measure).map((r) => ({ ...draft(r), value: multiply(decimal(r.value as string), scale) }))
  table.add(
    {
      id: 'soybeans.us-exports.quantity.year',
      title: 'US soybean exports to China, a year',
      measure: 'export quantity',
      unit: '1000 t',
      ...us,
      rule: 'census',
      headline: true,
      caveats: ['HS 1201.90 (other than seed), re-exports included.'],
    },
    of('export_quantity', '0.000001'),
  )
  table.add(
    {
      id: 'soybeans.us-exports.value.year',
      title: 'US soybean exports to China, value a year',
      measure: 'export value (FAS)',
      unit: 'million USD',
      ...us,
      rule: 'census',
      headline: true,
      caveats: ['HS 1201.90 (other than seed), re-exports included.'],
    },
    of('export_value_fas', '0.000001'),
  )
  table.add(
    {
      id: 'soybeans.us-exports.quantity',
      title: 'US soybean exports to China, a month',
      measure: 'export quantity',
      unit: '1000 t',
      ...us,
      rule: 'census',
      caveats: ['Bushels × 27.2155 kg. September and November 2018 are blank in the source (near zero).'],
    },
    read('flows/us_soybean_exports_to_china_monthly_2018_2024.csv').map((r) => draft(r)),
  )
  table.add(
    {
      id: 'soybeans.us-exports.value.2017-2020',
      title: 'US soybean exports to China, value a month (2017 to 2020)',
      measure: 'export value (FAS), later vintage',
      unit: 'million USD',
      ...us,
      rule: 'census',
      caveats: ['Later vintage: July to November 2018 differ from the February 2019 vintage of USDA.'],
    },
    read('cn/us_exports_to_china_hs4_monthly_2017_2020.csv')
      .filter((r) => r.hs4 === '1201')
      .map((r) => ({
        period: r.date as string,
        value: multiply(decimal(r.us_exports_to_china_usd as string), '0.000001'),
        how: 'reported',
        source: 'US Census, exports by HS4, through mwaugh0328/tradewar-tracker-aws-product-level@c26909 (MIT)',
      })),
  )
  table.add(
    {
      id: 'soybeans.us-exports.value.2001-2018',
      title: 'US soybean exports to China, value a month (2001 to 2018)',
      measure: 'export value (FAS), vintage of February 2019',
      unit: 'million USD',
      ...us,
      rule: 'census',
      caveats: ['Vintage of February 2019, not revised since: not to be joined with the later one.'],
    },
    read('cn/us_soybean_exports_by_partner_monthly_2001_2018_usda_gats.csv')
      .filter((r) => r.partner === 'China')
      .map((r) => ({
        period: r.date as string,
        value: multiply(decimal(r.value_kusd as string), '0.001'),
        how: 'reported',
        source: 'USDA FAS GATS, through github:cbw1243/TradeWarCopy@407ad33',
      })),
  )
  table.add(
    {
      id: 'soybeans.us-inspections.week',
      title: 'US soybeans inspected for export to China, a week',
      measure: 'export inspections',
      unit: '1000 t',
      ...us,
      rule: 'fgis',
      caveats: ['Bushels × 27.2155 kg. A week without a figure was not found.'],
    },
    [
      ...read('flows/us_soybean_inspections_to_china_weekly_2018_2024.csv'),
      ...read('flows/soybean_points_from_press_2024_2026.csv').filter(
        (r) => r.measure === 'export_inspections_week_ending' && r.partner === 'CN',
      ),
    ].map((r) => draft(r)),
  )
}

/** Notes that the sources put on a figure stand in its measure; the marketing year stands in its product. */
function marks(r: Fields): string {
  const mark = /\(([^)]+)\)/.exec(r.measure as string)?.[1]
  const year = /MY(\S+)/.exec(r.product as string)?.[1]
  return [mark, year && `marketing year ${year}`].filter(Boolean).join('; ')
}

function sales(points: readonly Fields[], read: Read, table: Table): void {
  // The season under way; sales for the next one are a series of their own.
  const running = (r: Fields): boolean => {
    const year = /MY(\d{4})/.exec(r.product as string)?.[1]
    return year === undefined || (r.period as string) >= `${year}-09`
  }
  const of = (partner: string, measure: string, next = false): Draft[] =>
    points
      .filter((r) => running(r) !== next)
      .filter((r) => r.partner === partner && (r.measure as string).replace(/ \(.*/, '') === measure && !r.period?.includes('(early)'))
      .map((r) => draft(r, marks(r)))
  const series: [string, string, string, Partial<Head>][] = [
    [
      'us-commitments',
      'US soybeans sold to China for the marketing year, outstanding and shipped',
      'esr_total_commitments',
      { headline: true },
    ],
    ['us-net-sales.week', 'US net soybean sales to China, a week', 'esr_net_sales_week', {}],
    ['us-shipments.week', 'US soybeans shipped to China, a week (export sales report)', 'esr_exports_week', {}],
    ['us-flash-sales', 'US soybean sale to China reported on the day', 'flash_sale', {}],
    [
      'us-inspections.season',
      'US soybeans inspected for export to China since 1 September',
      'export_inspections_marketing_year_to_date',
      { headline: true },
    ],
  ]
  for (const [id, title, measure, more] of series)
    table.add(
      {
        id: `soybeans.${id}`,
        title,
        measure: measure.replaceAll('_', ' '),
        unit: '1000 t',
        ...us,
        product: 'soybeans',
        rule: 'source',
        ...more,
      },
      of('CN', measure),
    )
  table.add(
    {
      id: 'soybeans.us-net-sales-next.week',
      title: 'US net soybean sales to China for the next season, a week',
      measure: 'esr net sales week, next marketing year',
      unit: '1000 t',
      ...us,
      product: 'soybeans',
      rule: 'source',
    },
    of('CN', 'esr_net_sales_week', true),
  )
  const commitments = read('cn/soybean_commitments.csv')
  const mt = (pattern: RegExp, note: (r: Fields) => string): Draft[] =>
    commitments
      .filter((r) => pattern.test(r.item as string))
      .map((r) => ({
        period: r.date as string,
        value: multiply(decimal(r.value as string), '1000'),
        how: 'reported',
        known: r.date as string,
        source: r.source as string,
        note: note(r),
      }))
  table.add(
    {
      id: 'soybeans.us-purchases.traders',
      title: 'US soybeans bought by China since the end of October 2025, by traders',
      measure: 'purchases named by traders',
      unit: '1000 t',
      ...us,
      product: 'soybeans',
      headline: true,
      rule: 'source',
      caveats: ['Estimates of traders: bookings, not official and not shipments.'],
    },
    [
      ...mt(
        /^traders/,
        (r) => (/more than|nearly/.exec(r.unit as string)?.[0] ?? '') + (/approximate/.test(r.note as string) ? '; day approximate' : ''),
      ),
      ...of('CN', 'purchases_reported_by_traders'),
    ],
  )
  table.add(
    {
      id: 'soybeans.us-purchases.usda',
      title: 'US soybeans sold to China after the summit of 30 October 2025 (USDA)',
      measure: 'sales reported after the summit',
      unit: '1000 t',
      ...us,
      product: 'soybeans',
      rule: 'source',
    },
    mt(/^USDA: two/, (r) => r.note as string).map((d) => ({
      ...d,
      source: 'https://particle.news/story/usda-data-undercuts-white-house-claims-of-rapid-china-soybean-purchases',
    })),
  )
  const brazil = points.filter(
    (r) => r.reporter === 'BR' && (r.measure as string).startsWith('export_quantity') && !(r.measure as string).includes('forecast'),
  )
  for (const [partner, every, pattern] of [
    ['WORLD', 'month', /^\d{4}-\d\d$/],
    ['WORLD', 'year', /^\d{4}$/],
    ['CN', 'month', /^\d{4}-\d\d$/],
    ['CN', 'year', /^\d{4}$/],
  ] as const) {
    table.add(
      {
        id: `soybeans.br-exports.${partner.toLowerCase()}.${every}`,
        title: `Brazil's soybean exports to ${partner === 'CN' ? 'China' : 'all countries'}, a ${every} (exporters' association)`,
        product: 'soybeans',
        measure: 'export quantity (ANEC)',
        reporter: 'BR',
        partner,
        unit: '1000 t',
        topics: us.topics,
        rule: 'source',
      },
      brazil
        .filter((r) => r.partner === partner && pattern.test(r.period as string))
        .map((r) => draft(r, r.how === 'derived' ? 'worked out from "ten million less" in 2026' : undefined)),
    )
  }
  table.add(
    {
      id: 'soybeans.br-exports.cn.share',
      title: "China's share of Brazil's soybean exports",
      product: 'soybeans',
      measure: 'share of exports (ANEC)',
      reporter: 'BR',
      partner: 'CN',
      unit: '%',
      topics: us.topics,
      rule: 'source',
    },
    points.filter((r) => r.measure === 'share_of_exports').map((r) => draft(r)),
  )
}

const BALANCE: Record<string, [string, string]> = {
  exports: ['US soybean exports to all countries, as forecast', 'million bu'],
  ending_stocks: ['US soybean stocks at the end of the season, as forecast', 'million bu'],
  farm_price: ['US farm price of soybeans, season average, as forecast', 'USD/bu'],
}

function prices(read: Read, table: Table): void {
  for (const product of ['soybeans', 'soybean meal', 'soybean oil'])
    table.add(
      {
        id: `soybeans.price.${product.replace(' ', '-')}`,
        title: `World price of ${product}, mean of a month`,
        product,
        measure: 'price, monthly mean',
        reporter: 'WORLD',
        unit: 'USD/t',
        topics: us.topics,
        headline: product === 'soybeans',
        rule: 'pink-sheet',
        caveats: ['World Bank commodity prices: a world import price, neither Chicago futures nor a farm price.'],
      },
      read('flows/soybean_prices_monthly_2017_2026.csv')
        .filter((r) => r.product === product)
        .map((r) => draft(r)),
    )
  const wasde = read('cn/usda_wasde_us_soybeans_vintages_2017_2026.csv')
  for (const [attribute, [title, unit]] of Object.entries(BALANCE)) {
    // The running season and the next: what each report said of them. Settled seasons are left out.
    table.add(
      {
        id: `soybeans.us-balance.${attribute.replace('_', '-')}`,
        title,
        product: 'soybeans',
        measure: `${attribute.replace('_', ' ')} (WASDE), each report`,
        reporter: 'US',
        unit,
        topics: us.topics,
        headline: attribute !== 'exports',
        rule: 'source',
        caveats: ['What each monthly report said; of one season the newest report known counts.'],
      },
      wasde
        .filter((r) => r.attribute === attribute && r.year_status !== 'actual')
        .map((r) => ({
          period: `MY${r.marketing_year}`,
          value: r.value as string,
          how: 'reported',
          known: r.release_date as string,
          source: 'USDA WASDE, through github:lubus123/wasde@ab215bf',
          note: r.year_status === 'projection' ? 'projection' : 'estimate',
        })),
    )
  }
  const farm = read('cn/farm_aid_rates.csv')
  for (const [id, programme] of [
    ['mfp-2018', 'MFP 2018'],
    ['fba-2025', 'Farmer Bridge Assistance'],
  ] as const)
    table.add(
      {
        id: `soybeans.us-aid.${id}`,
        title: `US payment to soybean growers, ${programme}`,
        product: 'soybeans',
        measure: 'payment rate',
        reporter: 'US',
        unit: id === 'mfp-2018' ? 'USD/bu' : 'USD/acre',
        topics: us.topics,
        rule: 'source',
      },
      farm
        .filter((r) => r.programme === programme && r.crop === 'soybeans')
        .map((r) => ({
          period: r.rates_announced as string,
          known: r.rates_announced as string,
          value: r.rate as string,
          how: 'reported',
          source: r.source as string,
        })),
    )
}
