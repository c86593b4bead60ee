/**
 * The daily series of tradewartracker (repository trade-war-redux-2025), as its notebook and README state it: what it puts on a ten-digit
 * number of a partner on a day, and which of its rules does. It works in three rounds: a rate for the country; lists stamped over it, of
 * which the last stands; duties added, except on articles of its Section 232 lists. Its lists are read from the folder named.
 */
import { join } from 'node:path'
import { type Fields, readTable } from '../read-table.js'

/** What stands after the first two rounds: the rate of the country, or a list stamped over it. */
export type Stamp = 'country' | 'metals' | 'copper' | 'autos' | 'wood' | 'exempt' | 'removed'

/** The rate of the series on a product, in percent. */
export interface SeriesRate {
  readonly total: number
  readonly stamp: Stamp
  /** What stands after the first two rounds. */
  readonly stamped: number
  /** What the third adds. */
  readonly labour: number
  readonly brazil: number
  readonly s338: number
}

/**
 * Rates of 2 April 2025 (EO 14257, Annex I), as the series has them; on others 10. Its file has 31 for South Africa, its published figures
 * of 5 and 8 April have 10.
 */
const APRIL: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AO 32,BD 37,CH 32,CN 34,DZ 30,EU 20,HK 34,ID 32,IL 17,IN 27,IQ 39,JP 24,KH 49,KR 26,LK 44,MY 24,NG 14,NI 19,NO 16,PH 18,PK 30,' +
    'TH 37,TW 32,VE 15,VN 46'
  )
    .split(',')
    .map((pair) => [pair.slice(0, 2), Number(pair.slice(3))]),
)
/** Rates from 7 August 2025 (EO 14326 and agreements), as the series has them; on others those of April. */
const AUGUST: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AO 15,BD 20,BR 50,CH 39,CR 15,EC 15,EU 15,GB 10,ID 19,IL 15,IN 50,IQ 35,JP 15,KH 19,KR 15,LK 20,MY 19,NG 15,NI 18,NO 15,NZ 15,' +
    'PH 19,PK 19,TH 19,TR 15,TT 15,TW 20,VE 15,VN 20,ZA 30'
  )
    .split(',')
    .map((pair) => [pair.slice(0, 2), Number(pair.slice(3))]),
)
/** Partners on whose goods the forced-labour duty is 10 rather than 12.5. */
const TEN = new Set('AR BD CA EC EU GB GT HN ID IN KH LK MX MY PK SV TT TW'.split(' '))
/** The one of its partners that the forced-labour action does not name: a member of the Union that the series carries beside it. */
const APART = 'SK'
const CAFTA = new Set('CR DO GT HN NI SV'.split(' '))

export const northern = (partner: string): boolean => partner === 'CA' || partner === 'MX'
export const chinese = (partner: string): boolean => partner === 'CN' || partner === 'HK'

/** Codes of any length: a number is among them if it begins with one. */
function codes(rows: readonly Fields[], key: string): (code: string) => boolean {
  const all = new Set(rows.map((row) => row[key] as string))
  const lengths = [...new Set([...all].map((code) => code.length))]
  return (code) => lengths.some((length) => all.has(code.slice(0, length)))
}

/** The lists a number is on, of those of the series. */
type Lists = ReturnType<typeof readLists>
type On = Readonly<Record<keyof Lists, boolean>>

function readLists(folder: string) {
  const of = (file: string, take: (row: Fields) => boolean, key = 'hts') => codes(readTable(join(folder, 'lists', file)).filter(take), key)
  const yes = (key: string) => (row: Fields) => row[key] === '1'
  const annex = (name: string) => of('s232_annex_2026_04_06_compare.csv', (row) => (row.redux_annex ?? '').split('|').includes(name))
  const wood = (kind: string) => of('s232_timber.csv', (row) => row.kind === kind)
  const reciprocal = (key: string) => of('ieepa_reciprocal_exempt_compare.csv', yes(key))
  return {
    steel: of('s232_metals_2025_redux_lists.csv', yes('in_steel')),
    aluminum: of('s232_metals_2025_redux_lists.csv', yes('in_aluminum')),
    autos: of('s232_autos_and_parts.csv', yes('in_redux')),
    copper: of('s232_copper_2025.csv', yes('in_redux')),
    annexTwo: reciprocal('in_redux_annexII_apr2025'),
    phones: reciprocal('in_redux_electronics_apr11'),
    farm: reciprocal('in_redux_nov13_ag'),
    brazilOrder: of('ieepa_brazil_eo_exempt_compare.csv', (row) => row.in_redux_nonaircraft === '1' || row.in_redux_aircraft === '1'),
    s122: of('s122_exempt_compare.csv', yes('in_redux_ii')),
    annex1a: annex('1a'),
    annex1b: annex('1b'),
    annex2: annex('2'),
    annex3: annex('3'),
    softwood: wood('softwood'),
    furniture: wood('upholstered_furniture'),
    cabinets: wood('kitchen_cabinet_vanity'),
    brazil301: of('s301_brazil_2026_exempt.csv', () => true, 'HTSUS'),
    labour: of('s301fl_partA_common_exemptions.csv', (row) => row.category === 'listed' || row.category === 'pharmaceutical_use'),
    baskets338: of('s338_canada_baskets.csv', () => true),
    aircraft338: of('s338_canada_civil_aircraft_carveout.csv', () => true, 'HTSUS'),
  }
}

/** The series, over lists in a folder. */
export class Redux {
  private readonly lists: Lists
  /** Eight-digit lines of which the April list has some ten-digit form. */
  private readonly annexTwoLines: ReadonlySet<string>
  private readonly known = new Map<string, On>()

  constructor(folder: string) {
    this.lists = readLists(folder)
    const rows = readTable(join(folder, 'lists', 'ieepa_reciprocal_exempt_compare.csv'))
    this.annexTwoLines = new Set(rows.filter((r) => r.in_redux_annexII_apr2025 === '1').map((r) => (r.hts as string).slice(0, 8)))
  }

  /** Whether the April list of exempt goods has the line of a number, but not the number. */
  missesNumber(code: string): boolean {
    return this.annexTwoLines.has(code.slice(0, 8)) && !this.on(code).annexTwo
  }

  /** See {@link SeriesRate}. */
  rate(partner: string, code: string, date: string): SeriesRate {
    const on = this.on(code)
    const { stamp, stamped } = stamps(partner, code, date, on)
    const spared = isOf232(on) && !on.annex2
    const textile = CAFTA.has(partner) && code >= '50' && code < '64'
    const owesLabour = date >= '2026-07-24' && partner !== APART && !northern(partner) && !on.labour && !spared && !textile
    const labour = owesLabour ? (TEN.has(partner) ? 10 : 12.5) : 0
    const brazil = partner === 'BR' && date >= '2026-07-22' && !on.brazil301 && !spared ? 25 : 0
    const s338 = partner === 'CA' && date >= '2026-08-19' && on.baskets338 && !on.aircraft338 && !spared ? 50 : 0
    return { total: stamped + labour + brazil + s338, stamp, stamped, labour, brazil, s338 }
  }

  private on(code: string): On {
    let on = this.known.get(code)
    if (!on) {
      on = Object.fromEntries(Object.entries(this.lists).map(([name, has]) => [name, has(code)])) as On
      this.known.set(code, on)
    }
    return on
  }
}

/** Whether a number is on any of its Section 232 lists, whenever they began. */
const isOf232 = (on: On): boolean => ON_232.some((list) => on[list])
const ON_232 = ['steel', 'aluminum', 'copper', 'annex1a', 'annex1b', 'annex3', 'autos', 'softwood', 'furniture', 'cabinets'] as const

/** The first round: a rate for all goods of a partner. */
function country(partner: string, date: string): number {
  const from = (day: string): boolean => date >= day
  if (from('2026-02-24')) return from('2026-07-24') || northern(partner) ? 0 : 10
  if (from('2026-02-20')) return 0
  if (partner === 'CA') return from('2025-11-01') ? 15.75 : from('2025-08-07') ? 12.25 : from('2025-03-06') ? 8.75 : 0
  if (partner === 'MX') return from('2025-03-06') ? 4.5 : 0
  if (partner === 'IN' && from('2026-02-07')) return 18
  if (partner === 'CH' && from('2025-11-14')) return 15
  if (chinese(partner) && from('2025-11-01')) return 20
  if (from('2025-08-07')) return AUGUST[partner] ?? APRIL[partner] ?? 10
  if (from('2025-05-12')) return chinese(partner) ? 30 : 10
  if (from('2025-04-09')) return chinese(partner) ? 125 : 10
  if (from('2025-04-08')) return chinese(partner) ? 104 : (APRIL[partner] ?? 10)
  if (from('2025-04-05')) return (APRIL[partner] ?? 10) + (chinese(partner) ? 20 : 0)
  return from('2025-02-04') && chinese(partner) ? 20 : 0
}

/** The second round: lists in the order in which they are stamped. */
function stamps(partner: string, code: string, date: string, on: On): { readonly stamp: Stamp; readonly stamped: number } {
  let of: { stamp: Stamp; stamped: number } = { stamp: 'country', stamped: country(partner, date) }
  const put = (is: boolean, stamp: Stamp, stamped: number): void => {
    if (is) of = { stamp, stamped }
  }
  const from = (day: string): boolean => date >= day
  const ieepa = date < '2026-02-20'
  const metal = on.steel || on.aluminum
  const britain = partner === 'GB'
  const agreed = northern(partner) || ['JP', 'EU', 'KR'].includes(partner)
  put(from('2025-03-12') && metal, 'metals', 25)
  put(from('2025-04-03') && on.autos, 'autos', northern(partner) ? 15 : 25)
  put(from('2025-04-11') && ieepa && on.phones, 'exempt', partner === 'CN' ? 20 : 0)
  put(from('2025-04-11') && ieepa && on.annexTwo, 'exempt', chinese(partner) ? 20 : 0)
  put(from('2025-06-03') && metal, 'metals', britain ? 25 : 50)
  put(from('2025-08-07') && ieepa && on.copper, 'copper', 50)
  put(from('2025-08-07') && ieepa && on.autos, 'autos', agreed ? 15 : 25)
  put(from('2025-08-07') && ieepa && partner === 'BR' && on.brazilOrder, 'exempt', 0)
  put(from('2025-11-14') && ieepa && on.farm, 'exempt', 0)
  put(from('2025-11-14') && ieepa && partner === 'CN' && on.phones, 'exempt', 10)
  put(from('2025-12-04') && partner === 'KR' && on.autos, 'autos', 15)
  put(!ieepa && metal, 'metals', britain ? 25 : 50)
  put(!ieepa && on.autos, 'autos', britain ? 10 : agreed ? 15 : 25)
  put(!ieepa && on.copper, 'copper', 50)
  put(!ieepa && on.phones, 'exempt', 0)
  put(from('2026-02-24') && date < '2026-07-24' && !northern(partner) && on.s122 && !isOf232(on), 'exempt', 0)
  if (from('2026-04-06') && !on.autos) {
    const russian = partner === 'RU' && code.startsWith('76')
    if (on.annex1a) put(true, 'metals', russian ? 200 : britain ? 25 : 50)
    else if (on.annex1b) put(true, 'metals', russian ? 200 : britain ? 15 : 25)
    else put(on.annex3, 'metals', russian ? 200 : partner === 'RU' ? 25 : 15)
    put(on.annex2, 'removed', 0)
  }
  const lower = { GB: 10, JP: 15, EU: 15 }[partner] ?? 25
  put(from('2025-10-14') && !on.autos && on.softwood, 'wood', 10)
  put(from('2025-10-14') && !on.autos && (on.furniture || on.cabinets), 'wood', lower)
  return of
}
