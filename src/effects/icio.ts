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
import { add, at } from './economy.js'
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

interface Label {
  readonly country: string
  readonly code: string
}

/** Reads a table row by row, so that it need never be in memory whole. */
export class IcioReader {
  private columns: (Label | undefined)[] | undefined
  private long = false
  private readonly cells = new Map<string, number>()
  private readonly countries = new Set<string>()
  private readonly sectors = new Set<string>()
  private read = 0

  /** @param keep as in {@link IcioOptions}; rows and columns are summed to these regions as they are read */
  constructor(private readonly keep?: readonly string[]) {}

  /** The next row, cut into cells. @throws ParleyError with the line and the column that is wrong */
  row(cells: readonly string[], line: number): void {
    if (!this.columns) return this.header(cells, line)
    if (cells.length === 1 && cells[0] === '') return
    if (cells.length !== this.columns.length + 1)
      fail(
        'bad-input',
        `line ${line} has ${cells.length} cells and the header has ${this.columns.length + 1}: the file is damaged or cut off`,
      )
    if (this.long) {
      const from = this.label(cells[0] as string, line)
      const to = this.label(cells[1] as string, line)
      if (from && to && !FINAL.has(from.code)) this.put(from, to, cells[2] as string, line)
      return
    }
    const from = this.label(cells[0] as string, line)
    if (!from) return
    if (FINAL.has(from.code))
      fail('bad-input', `line ${line} is a row of final demand, "${cells[0]}": the table must be read with suppliers in rows`)
    this.columns.forEach((to, c) => {
      if (to) this.put(from, to, cells[c + 1] as string, line)
    })
  }

  private header(cells: readonly string[], line: number): void {
    this.long = cells.length === 3 && !cells.slice(1).some((name) => this.label(name, line))
    this.columns = this.long ? [undefined, undefined] : cells.slice(1).map((name) => this.label(name, line))
    if (!this.long && !this.columns.some((c) => c && FINAL.has(c.code)))
      fail(
        'bad-input',
        `line ${line}: no column of final demand (such as USA_HFCE). This is to be an ICIO table of the OECD: columns <ISO3>_<industry>, then <ISO3>_HFCE and so on`,
      )
  }

  /** What a name stands for; `undefined` for totals, taxes and value added. */
  private label(text: string, line: number): Label | undefined {
    const name = text.replace(/^"|"$/g, '').trim()
    if (name === '' || name === 'V1' || NO_INDUSTRY.test(name)) return undefined
    const found = /^([A-Z][A-Z0-9]{2})_(\w+)$/.exec(name)
    if (!found) {
      if (!this.columns) return undefined
      return fail('bad-input', `line ${line}: "${name}" is no name of an ICIO table; one looks like USA_C10T12 or USA_HFCE`)
    }
    const country = SPLIT[found[1] as string] ?? (found[1] as string)
    return { country: this.region(country), code: found[2] as string }
  }

  private region(country: string): string {
    if (!this.keep || this.keep.includes(country)) return country
    return this.keep.includes('EU') && EU.has(country) ? 'EU' : 'ROW'
  }

  private put(from: Label, to: Label, text: string, line: number): void {
    const value = Number(text)
    if (text === '' || !Number.isFinite(value)) fail('bad-input', `line ${line}, column ${to.country}_${to.code}: "${text}" is no number`)
    this.read++
    this.countries.add(from.country)
    this.sectors.add(from.code)
    const use = FINAL.has(to.code) ? '' : to.code
    const key = `${from.country} ${from.code} ${to.country} ${use}`
    this.cells.set(key, (this.cells.get(key) ?? 0) + value)
  }

  /** The world of the rows read. @throws ParleyError if there were none, or a country to keep is not in the table */
  world({ id, year, edition, elasticities, tariffs }: IcioOptions): World {
    if (this.read === 0) fail('bad-input', 'the table has no rows of industries')
    for (const code of this.keep ?? [])
      if (!this.countries.has(code))
        fail('not-found', `the table has no "${code}" to keep apart; codes are of three letters, EU for the Union`, 'keep')
    const countries = [...this.countries].sort()
    const sectors = [...this.sectors]
    const n = countries.length
    const s = sectors.length
    const country = new Map(countries.map((c, i) => [c, i]))
    const sector = new Map(sectors.map((c, k) => [c, k]))
    const trade = new Float64Array(n * n * s)
    const tariff = new Float64Array(n * n * s)
    const name = (c: number): string => `${countries[Math.floor(c / n) % n]}:${countries[c % n]}:${sectors[Math.floor(c / (n * n))]}`
    if (tariffs) {
      const known = new Set(Array.from(tariff, (_, c) => name(c)))
      for (const key of tariffs.keys())
        if (!known.has(key)) fail('bad-input', `"${key}" is no exporter:importer:sector of this world`, 'tariffs')
      for (let c = 0; c < tariff.length; c++) tariff[c] = tariffs.get(name(c)) ?? 0
    }
    const inputs = new Float64Array(n * s * s)
    for (const [key, value] of this.cells) {
      const [from, code, to, use] = key.split(' ') as [string, string, string, string]
      const [j, i, k] = [country.get(from) as number, country.get(to), sector.get(code) as number]
      if (i === undefined) fail('bad-input', `${to} buys and has no rows of its own`)
      const c = (k * n + j) * n + i
      add(trade, c, value)
      const user = sector.get(use)
      if (use !== '' && user === undefined) fail('bad-input', `the industry ${use} has a column and no row`)
      if (user !== undefined) add(inputs, (i * s + user) * s + k, value * (1 + at(tariff, c)))
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
      groups: !this.keep && countries.some((c) => EU.has(c)) ? { EU: countries.filter((c) => EU.has(c)) } : {},
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
