/**
 * Worlds from the OECD's Inter-Country Input-Output tables.
 *
 * Published form (editions of 2018 to 2025): one CSV a year, a square. The first cell of the header is `V1` or empty; columns and rows are
 * named `<ISO3>_<industry>` (`USA_C10T12`, in older editions `USA_10T12`); then columns of final demand `<ISO3>_<HFCE|NPISH|GGFC|GFCF|INVNT|
 * DPABR>` (also P33, DIRP, FD) and a total (`OUT`, `TOTAL`); then rows of taxes less subsidies (`TLS`, `TAXSUB`, `<ISO3>_TAXSUB`), value
 * added (`VA`, `VALU`) and output (`OUT`, `OUTPUT`). China and Mexico may be split (`CN1`, `CN2`, `MX1`, `MX2`). Values are million USD at
 * basic prices. The same cells as three columns, row, column and value, are read too.
 */
import { fail } from '../base/errors.js'
import { balanceInputs } from './balance.js'
import { at } from './economy.js'
import { groupOf, LDR_TABLE_7 } from './elasticities.js'
import type { World, WorldCountry } from './world.js'

/** Trade elasticity of services where none is given: an assumption. */
export const SERVICES_ELASTICITY = 10

export interface IcioOptions {
  readonly id: string
  readonly year: number
  /** What the table is, for the label: its edition, where it was fetched. */
  readonly edition?: string
  /** Countries to keep apart, `EU` for the Union as one; all others become ROW. Default: all as in the table. */
  readonly keep?: readonly string[]
  /** Trade elasticity by industry code; default: LDR Table 7 for goods, {@link SERVICES_ELASTICITY} for services. */
  readonly elasticities?: ReadonlyMap<string, number>
  /** Base tariffs, keyed `exporter:importer:sector` by the codes of the world; default none. */
  readonly tariffs?: ReadonlyMap<string, number>
}

const FINAL = new Set(['HFCE', 'NPISH', 'GGFC', 'GFCF', 'INVNT', 'DPABR', 'DIRP', 'P33', 'FD', 'NONRES'])
const NO_INDUSTRY = /^(TLS|VA|VALU|OUT|OUTPUT|TOTAL|TAXSUB|.*_(TLS|TAXSUB|VA|OUT))$/
const SPLIT: Readonly<Record<string, string>> = { CN1: 'CHN', CN2: 'CHN', MX1: 'MEX', MX2: 'MEX' }
const EU = new Set('AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE'.split(' '))

/** A region and an industry by number; -1 for final demand. */
interface Label {
  readonly country: number
  readonly sector: number
}

/** Numbers for names, in order of first use. */
class Numbering {
  readonly names: string[] = []
  private readonly of = new Map<string, number>()
  number(name: string): number {
    const found = this.of.get(name)
    if (found !== undefined) return found
    this.of.set(name, this.names.length)
    return this.names.push(name) - 1
  }
}

/** A name without the quotes that some editions put around it. */
const bare = (text: string): string => text.replace(/^"|"$/g, '').trim()

/** Three numbers below 1024 in one. */
const key = (a: number, b: number, c: number): number => (a * 1024 + b) * 1024 + c

/** Reads a table row by row, so that it need never be in memory whole. */
export class IcioReader {
  private columns: (Label | undefined)[] | undefined
  private names: readonly string[] = []
  private long = false
  private readonly countries = new Numbering()
  private readonly sectors = new Numbering()
  /** Names that have a row as suppliers. */
  private readonly suppliers = new Set<string>()
  /** By supplier, industry and buyer; and by country, using industry and industry used, tariffs included. */
  private readonly trade = new Map<number, number>()
  private readonly inputs = new Map<number, number>()

  constructor(private readonly options: IcioOptions) {}

  /** The next row, cut into cells. @throws ParleyError with the line and the column that is wrong */
  row(cells: readonly string[], line: number): void {
    if (!this.columns) {
      this.header(cells, line)
      return
    }
    if (cells.length === 1 && cells[0] === '') return
    if (cells.length !== this.columns.length + 1)
      fail(
        'bad-input',
        `line ${line} has ${cells.length} cells and the header has ${this.columns.length + 1}: the file is damaged or cut off`,
      )
    if (this.long) {
      const from = this.label(cells[0] as string, line)
      const to = this.label(cells[1] as string, line)
      if (from && to && from.sector >= 0) this.put(from, to, cells[2] as string, cells[1] as string, line)
      return
    }
    const from = this.label(cells[0] as string, line)
    if (!from) return
    this.suppliers.add(bare(cells[0] as string))
    if (from.sector < 0)
      fail('bad-input', `line ${line} is a row of final demand, "${cells[0]}": the table must be read with suppliers in rows`)
    for (const [c, to] of this.columns.entries()) if (to) this.put(from, to, cells[c + 1] as string, this.names[c + 1] as string, line)
  }

  private header(cells: readonly string[], line: number): void {
    this.names = cells.map(bare)
    this.long = cells.length === 3 && !cells.slice(1).some((name) => this.label(name, line))
    this.columns = this.long ? [undefined, undefined] : cells.slice(1).map((name) => this.label(name, line))
    if (!this.long && !this.columns.some((c) => c && c.sector < 0))
      fail(
        'bad-input',
        `line ${line}: no column of final demand (such as USA_HFCE). This is to be an ICIO table of the OECD: columns <ISO3>_<industry>, then <ISO3>_HFCE and so on`,
      )
  }

  /** What a name stands for; `undefined` for totals, taxes and value added. */
  private label(text: string, line: number): Label | undefined {
    const name = bare(text)
    if (name === '' || name === 'V1' || NO_INDUSTRY.test(name)) return undefined
    const found = /^([A-Z][A-Z0-9]{2})_(\w+)$/.exec(name)
    if (!found) {
      if (!this.columns) return undefined
      return fail('bad-input', `line ${line}: "${name}" is no name of an ICIO table; one looks like USA_C10T12 or USA_HFCE`)
    }
    const country = SPLIT[found[1] as string] ?? (found[1] as string)
    const code = found[2] as string
    return { country: this.countries.number(this.region(country)), sector: FINAL.has(code) ? -1 : this.sectors.number(code) }
  }

  private region(country: string): string {
    const { keep } = this.options
    if (!keep || keep.includes(country)) return country
    return keep.includes('EU') && EU.has(country) ? 'EU' : 'ROW'
  }

  private put(from: Label, to: Label, text: string, column: string, line: number): void {
    const value = Number(text)
    if (text === '' || !Number.isFinite(value)) fail('bad-input', `line ${line}, column ${column}: "${text}" is no number`)
    if (value === 0) return
    const flow = key(from.country, from.sector, to.country)
    this.trade.set(flow, (this.trade.get(flow) ?? 0) + value)
    if (to.sector < 0) return
    const { tariffs } = this.options
    const t =
      tariffs?.get(`${this.countries.names[from.country]}:${this.countries.names[to.country]}:${this.sectors.names[from.sector]}`) ?? 0
    const use = key(to.country, to.sector, from.sector)
    this.inputs.set(use, (this.inputs.get(use) ?? 0) + value * (1 + t))
  }

  /** The world of the rows read. @throws ParleyError if there were none, or a country to keep is not in the table */
  world(): World {
    const { id, year, edition, keep, elasticities, tariffs } = this.options
    if (this.trade.size === 0) fail('bad-input', 'the table has no rows of industries')
    for (const [c, column] of this.columns?.entries() ?? [])
      if (column && column.sector >= 0 && !this.suppliers.has(this.names[c + 1] as string))
        fail('bad-input', `${this.names[c + 1]} has a column and no row: the file is cut off`)
    for (const code of keep ?? [])
      if (!this.countries.names.includes(code))
        fail('not-found', `the table has no "${code}" to keep apart; codes are of three letters, EU for the Union`, 'keep')
    const countries = [...this.countries.names].sort()
    const place = this.countries.names.map((name) => countries.indexOf(name))
    const sectors = this.sectors.names
    const n = countries.length
    const s = sectors.length
    const trade = new Float64Array(n * n * s)
    const tariff = new Float64Array(n * n * s)
    const inputs = new Float64Array(n * s * s)
    const parts = (x: number): [number, number, number] => [Math.floor(x / 1048576), Math.floor(x / 1024) % 1024, x % 1024]
    for (const [flow, value] of this.trade) {
      const [j, k, i] = parts(flow)
      trade[(k * n + (place[j] as number)) * n + (place[i] as number)] = value
    }
    for (const [use, value] of this.inputs) {
      const [i, user, k] = parts(use)
      inputs[((place[i] as number) * s + user) * s + k] = value
    }
    for (const [name, rate] of tariffs ?? []) {
      const [j, i, k] = name.split(':')
      const [from, to, of] = [countries.indexOf(j as string), countries.indexOf(i as string), sectors.indexOf(k as string)]
      if (from < 0 || to < 0 || of < 0) fail('bad-input', `"${name}" is no exporter:importer:sector of this world`, 'tariffs')
      tariff[(of * n + from) * n + to] = rate
    }
    const negative = clip(trade)
    const { valueAdded, squeezed } = costs(n, s, trade, inputs)
    const balanced = balanceInputs({ n, s, trade, tariff, valueAdded, inputs })
    return {
      id,
      title: `${countries.length} economies, ${s} industries, ${year}`,
      year,
      unit: 'million USD',
      label: `OECD ICIO${edition ? `, ${edition}` : ', edition not stated'}, ${year}`,
      sources: [
        {
          what: 'Inter-Country Input-Output table, flows at basic prices',
          publisher: 'OECD',
          licence: 'as the OECD states (CC BY 4.0 since 2024)',
        },
        {
          what: elasticities ? 'Trade elasticities' : `Trade elasticities of goods: ${LDR_TABLE_7.source}`,
          publisher: elasticities ? 'given by the maker of this file' : 'published',
          licence: 'single published figures',
        },
      ],
      countries: countries.map(countryOf),
      sectors: sectors.map((code) => ({ code, name: code, goods: groupOf(code) !== undefined })),
      groups: !keep && countries.some((c) => EU.has(c)) ? { EU: countries.filter((c) => EU.has(c)) } : {},
      schedules: [],
      notes: [
        `Negative flows, mostly stocks: ${negative.count}, ${negative.sum.toFixed(1)} million USD in all, set to zero.`,
        `Industries whose inputs were worth more than they sold: ${squeezed}; their inputs are cut to leave 1% of value added.`,
        `Cells where producers use more of a good than a country buys: ${balanced.cells}; the input's share is cut, at most by ${(100 * balanced.largestCut).toFixed(1)}% of it.`,
        'Value added holds taxes less subsidies on products.',
        ...(tariffs ? [] : ['There are no tariffs of the base year: what is given is added to them.']),
        ...(elasticities ? [] : [`Services have a trade elasticity of ${SERVICES_ELASTICITY}: an assumption.`]),
      ],
      arrays: {
        trade,
        ...(tariffs && { tariff }),
        valueAdded,
        inputs: balanced.inputs,
        elasticity: Float64Array.from(sectors, (code) => elasticityOf(code, elasticities)),
      },
    }
  }
}

function clip(trade: Float64Array): { count: number; sum: number } {
  let count = 0
  let sum = 0
  for (let c = 0; c < trade.length; c++) {
    if (at(trade, c) >= 0) continue
    count++
    sum -= at(trade, c)
    trade[c] = 0
  }
  return { count, sum }
}

/** Turns inputs into shares of cost, in place, and gives what they leave. */
function costs(n: number, s: number, trade: Float64Array, inputs: Float64Array): { valueAdded: Float64Array; squeezed: number } {
  const valueAdded = new Float64Array(n * s).fill(1)
  let squeezed = 0
  for (let j = 0; j < n; j++)
    for (let k = 0; k < s; k++) {
      let sold = 0
      for (let i = 0; i < n; i++) sold += at(trade, (k * n + j) * n + i)
      const row = inputs.subarray((j * s + k) * s, (j * s + k + 1) * s)
      let used = 0
      for (let l = 0; l < s; l++) {
        row[l] = sold > 0 ? Math.max(at(row, l), 0) / sold : 0
        used += at(row, l)
      }
      if (used > 0.99) {
        squeezed++
        for (let l = 0; l < s; l++) row[l] = (at(row, l) / used) * 0.99
        used = 0.99
      }
      valueAdded[k * n + j] = 1 - used
    }
  return { valueAdded, squeezed }
}

function elasticityOf(code: string, given: ReadonlyMap<string, number> | undefined): number {
  if (given) return given.get(code) ?? fail('bad-input', `no elasticity is given for ${code}`, 'elasticities')
  return LDR_TABLE_7.estimates.find((e) => e.group === groupOf(code))?.estimate ?? SERVICES_ELASTICITY
}

/** Two letters for the economies that Parley's law is about; others are named by three. */
const TWO: Readonly<Record<string, string>> = {
  USA: 'US',
  CHN: 'CN',
  EU: 'EU',
  JPN: 'JP',
  MEX: 'MX',
  CAN: 'CA',
  HKG: 'HK',
  KOR: 'KR',
  VNM: 'VN',
  IND: 'IN',
  BRA: 'BR',
}
const countryOf = (code: string): WorldCountry => ({ code, ...(TWO[code] && { iso2: TWO[code] }), name: code })
