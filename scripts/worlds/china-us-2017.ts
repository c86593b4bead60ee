/** China, the United States and five other regions in 2017: 44 sectors with inputs, tariffs before the trade war. */
import { join } from 'node:path'
import { fail } from '../../src/base/errors.js'
import { balanceInputs } from '../../src/effects/balance.js'
import { economyOf } from '../../src/effects/economy.js'
import type { World } from '../../src/effects/world.js'
import { readTable } from '../read-table.js'

const REGIONS = [
  { code: 'BRA', iso2: 'BR', name: 'Brazil' },
  { code: 'CHN', iso2: 'CN', name: 'China' },
  { code: 'EU', iso2: 'EU', name: 'European Union' },
  { code: 'IND', iso2: 'IN', name: 'India' },
  { code: 'JPN', iso2: 'JP', name: 'Japan' },
  { code: 'ROW', name: 'Rest of the world' },
  { code: 'USA', iso2: 'US', name: 'United States' },
]
/** Industries of the OECD's ICIO, 2021 edition, in its order; the source only numbers them. */
const SECTORS = [
  '01T02 Agriculture, hunting, forestry',
  '03 Fishing and aquaculture',
  '05T06 Mining, energy products',
  '07T08 Mining, other products',
  '09 Mining support services',
  '10T12 Food, beverages, tobacco',
  '13T15 Textiles, leather, footwear',
  '16 Wood products',
  '17T18 Paper and printing',
  '19 Coke and refined petroleum',
  '20 Chemicals',
  '21 Pharmaceuticals',
  '22 Rubber and plastics',
  '23 Other non-metallic minerals',
  '24 Basic metals',
  '25 Fabricated metal products',
  '26 Computers, electronic and optical products',
  '27 Electrical equipment',
  '28 Machinery',
  '29 Motor vehicles',
  '30 Other transport equipment',
  '31T33 Other manufacturing; repair',
  '35 Electricity, gas, steam',
  '36T39 Water supply, waste',
  '41T43 Construction',
  '45T47 Wholesale and retail trade',
  '49 Land transport',
  '50 Water transport',
  '51 Air transport',
  '52 Warehousing',
  '53 Postal and courier services',
  '55T56 Hotels and restaurants',
  '58T60 Publishing and broadcasting',
  '61 Telecommunications',
  '62T63 IT and information services',
  '64T66 Finance and insurance',
  '68 Real estate',
  '69T75 Professional and technical services',
  '77T82 Administrative services',
  '84 Public administration, defence',
  '85 Education',
  '86T88 Health and social work',
  '90T93 Arts and recreation',
  '94T96 Other services',
].map((words, k) => ({ code: words.slice(0, words.indexOf(' ')), name: words.slice(words.indexOf(' ') + 1), goods: k < 22 }))

export function chinaUs2017(folder: string): World {
  const n = REGIONS.length
  const s = SECTORS.length
  const region = (code: string | undefined): number => {
    const i = REGIONS.findIndex((r) => r.code === code)
    return i >= 0 ? i : fail('bad-input', `no region "${code}"`)
  }
  const sector = (number: string | undefined): number => Number(number) - 1
  const read = (file: string, length: number, cell: (row: Record<string, string>) => number, value: string): Float64Array => {
    const rows = readTable(join(folder, file))
    const out = new Float64Array(length).fill(Number.NaN)
    for (const row of rows) out[cell(row)] = Number(row[value])
    if (out.some(Number.isNaN)) fail('bad-input', `does not give all ${length} values`, file)
    return out
  }
  const flow = (r: Record<string, string>): number => (sector(r.indcode) * n + region(r.iso_o)) * n + region(r.iso_d)
  const trade = read('TradeFlow2017.csv', n * n * s, flow, 'tradevalue')
  const tariff = read('tariff_prewar2017.csv', n * n * s, flow, 'AHS_simple')
  const valueAdded = read('vashare.csv', n * s, (r) => sector(r.indcode) * n + region(r.iso_o), 'vashare')
  const final = read('finalshare.csv', n * s, (r) => sector(r.input_ind) * n + region(r.iso_o), 'finalshare')
  // The source gives each input's share in all inputs of a sector; here they are shares in its cost and add up to 1 - γ.
  const inputs = read('IOshare.csv', n * s * s, (r) => (region(r.iso_o) * s + sector(r.output_ind)) * s + sector(r.input_ind), 'valueshare')
  for (let i = 0; i < n; i++)
    for (let k = 0; k < s; k++) {
      const row = inputs.subarray((i * s + k) * s, (i * s + k + 1) * s)
      const all = row.reduce((a, b) => a + b, 0)
      for (let l = 0; l < s; l++) row[l] = ((row[l] as number) / all) * (1 - (valueAdded[k * n + i] as number))
    }
  const balanced = balanceInputs({ n, s, trade, tariff, valueAdded, inputs })
  const codes = { countries: REGIONS.map((r) => r.code), sectors: SECTORS.map((r) => r.code) }
  const economy = economyOf({ ...codes, trade, tariff, valueAdded, inputs: balanced.inputs })
  const gap = Math.max(...economy.final.map((share, x) => Math.abs(share - (final[x] as number))))
  const elasticities = readTable(join(folder, 'cal_elasticities.csv'))
  const column = (name: string): Float64Array => Float64Array.from(elasticities, (row) => Number(row[name]))
  const wave = (file: string, name: string): Float64Array => {
    const out = new Float64Array(s)
    for (const row of readTable(join(folder, file))) out[sector(row.indcode)] = Number(row[name])
    return out
  }
  const percent = (x: number): string => `${(100 * x).toFixed(2)}%`
  return {
    id: 'china-us-2017',
    title: 'China, the United States and five regions in 2017, 44 sectors',
    year: 2017,
    unit: 'million USD',
    label: 'provenance inferred: OECD ICIO 2021 edition, 2017, seven regions',
    sources: [
      {
        what: 'Trade, value added, inputs and final use of 44 industries in seven regions, 2017; provenance inferred, not stated by the source',
        publisher: 'OECD (ICIO, 2021 edition), inferred',
        licence: 'CC BY 4.0 (OECD)',
      },
      {
        what: 'Simple averages of applied tariffs, 2017, and of the tariffs of 2018 and 2019',
        publisher: 'not stated by the source',
        licence: 'facts of law',
      },
      {
        what: 'Trade and scale elasticities by industry; values as in Lashkaripour and Lugovskyy (AER 2023), recognised, not stated by the source',
        publisher: 'not stated by the source',
        licence: 'single published figures',
      },
    ],
    countries: REGIONS,
    sectors: SECTORS,
    groups: {},
    schedules: [
      {
        id: 'us-on-china-2018-19',
        title: 'US tariffs on China of 2018 and 2019, by sector, as the source gives them',
        importer: 'USA',
        exporter: 'CHN',
        note: 'whether they come on top of those of 2017 or replace them is not stated',
      },
      {
        id: 'china-on-us-2018-19',
        title: "China's answers of 2018 and 2019, by sector, as the source gives them",
        importer: 'CHN',
        exporter: 'USA',
        note: 'not stated, but they can only come on top: in five sectors they are below the tariffs of 2017',
      },
    ],
    notes: [
      'Read through github:WangZi-HKBU/econ7115 (assignments/W05/data), which numbers the industries; names are those of the edition inferred.',
      `The final shares of the source do not clear its markets; final use here is what producers leave (largest difference of a share ${gap.toFixed(3)}). In ${balanced.cells} cells producers use more than a region buys: there the input's share is cut (at most by ${percent(balanced.largestCut)} of it) and other inputs make up for it. Trade, value added and deficits are those of the source.`,
      'Services bear no tariff; their trade elasticity (10) is an assumption of the source.',
    ],
    arrays: {
      trade,
      tariff,
      valueAdded,
      inputs: balanced.inputs,
      elasticity: column('\\theta'),
      scale: column('\\psi'),
      'us-on-china-2018-19': wave('tariff_Trump.csv', 'trump_tariff_wave5'),
      'china-on-us-2018-19': wave('tariff_China.csv', 'China_tariff_wave5'),
    },
  }
}
