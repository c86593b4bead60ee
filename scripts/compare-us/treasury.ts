/**
 * Customs revenue over imports by month, and what of the distance to the law can be computed: use of USMCA, metal content, goods under
 * way, from whom goods came, and what China sent.
 */
import { join } from 'node:path'
import { addDays, type Day, daysBetween } from '../../src/base/dates.js'
import { readUsImports, readUsImportsFromChina } from '../../src/files/trade.js'
import type { Cell, Panel } from '../../src/panel/index.js'
import { originOf, PARTNERS, type Trade } from '../../src/trade/index.js'
import { readTable } from '../read-table.js'
import { addedOf, claimed, claimedWithoutMetal, layersOf, panel, root, START, withoutMetal } from './law.js'
import { nameOf, signed, table, two } from './text.js'

const CENSUS: Readonly<Record<string, string>> = { CA: '1220', MX: '2010' }
/**
 * Duties not owed on goods loaded before a day and entered by another: China's of fentanyl (heading 9903.01.23), the reciprocal duty and
 * China's 84 and 125 (9903.01.28, .63), the rates of August (9903.02.01 and others). What was owed on the day of loading is.
 */
const UNDER_WAY = [
  { from: '2025-02-04', until: '2025-03-07', loadedBefore: '2025-02-01', kind: 'fentanyl' },
  { from: '2025-04-05', until: '2025-05-27', loadedBefore: '2025-04-10', kind: 'ieepa' },
  { from: '2025-08-07', until: '2025-10-05', loadedBefore: '2025-08-07', kind: 'ieepa' },
] as const
/** How long goods are under way, in days, but those of Canada and Mexico. */
const VOYAGE = 30

type Metal = 'steel' | 'aluminum' | 'copper'
/** Shares of the value, by ten-digit number. */
interface Shares {
  /** That enters under USMCA, by Census code of the country and number. */
  readonly usmca: ReadonlyMap<string, number>
  readonly metal: ReadonlyMap<string, Readonly<Record<Metal, number>>>
}

function readShares(data: string, year: number): Shares {
  const rows = readTable(join(data, `us/shares/usmca_shares_${year}.csv`))
  const metals = readTable(join(data, 'us/shares/metal_content_shares_bea_hs10.csv'))
  return {
    usmca: new Map(rows.map((r) => [`${r.cty_code} ${r.hts10}`, Number(r.usmca_share)])),
    metal: new Map(
      metals.map((r) => [
        r.hs10 as string,
        { steel: Number(r.steel_share), aluminum: Number(r.aluminum_share), copper: Number(r.copper_share) },
      ]),
    ),
  }
}

/** What is added since the start, in percent: as the law reads with nothing stated, and with one correction after another. */
interface Levels {
  readonly nothing: number
  readonly usmca: number
  readonly metal: number
  readonly underWay: number
  /** With all goods of Canada and Mexico under USMCA. */
  readonly allUsmca: number
}
const LEVELS = ['nothing', 'usmca', 'metal', 'underWay', 'allUsmca'] as const
/** Those that are steps, one after another. */
const STEPS = LEVELS.slice(0, 4)

/** Averages over the goods of a partner. */
class Partner {
  private readonly known = new Map<string, Levels>()
  private readonly origin: number

  constructor(
    private readonly code: string,
    private readonly trade: Trade,
    private readonly shares: Shares,
  ) {
    this.origin = panel.origin(originOf(code))
  }

  /** Over the days of a month. */
  in(month: string): Levels {
    const first = `${month}-01`
    const count = daysBetween(first, `${addDays(first, 31).slice(0, 7)}-01`)
    const days = Array.from({ length: count }, (_, i) => this.on(addDays(first, i)))
    return Object.fromEntries(LEVELS.map((level) => [level, days.reduce((sum, of) => sum + of[level], 0) / count])) as unknown as Levels
  }

  /** On a day. */
  on(date: Day): Levels {
    const window = CENSUS[this.code] ? undefined : UNDER_WAY.find(({ from, until }) => from <= date && date < until)
    const before = addDays(date, -VOYAGE)
    const loaded = window && before < window.loadedBefore ? { on: before, kind: window.kind } : undefined
    const from = (of: Panel, day: Day): Day => of.stretch(this.origin, of.day(day)).from
    const key =
      [panel, claimed, withoutMetal, claimedWithoutMetal].map((of) => from(of, date)).join() + (loaded ? from(panel, loaded.on) : '')
    let levels = this.known.get(key)
    if (!levels) {
      levels = this.average(date, loaded)
      this.known.set(key, levels)
    }
    return levels
  }

  private average(date: Day, loaded: { readonly on: Day; readonly kind: 'fentanyl' | 'ieepa' } | undefined): Levels {
    const cell = (of: Panel, line: number, day: Day): Cell | undefined => {
      const found = of.cellAt(line, this.origin, of.day(day))
      return found?.layersOpen ? undefined : found
    }
    let all = 0
    const sums = { nothing: 0, usmca: 0, metal: 0, underWay: 0, allUsmca: 0 }
    this.trade.codes.forEach((code, k) => {
      const line = panel.line(code)
      if (line < 0) return
      const start = cell(panel, line, START)
      const plain = cell(panel, line, date)
      const bare = cell(withoutMetal, line, date)
      const north = cell(claimed, line, date)
      const bareNorth = cell(claimedWithoutMetal, line, date)
      if (!start || !plain || !bare || !north || !bareNorth) return
      const usd = this.trade.values[k] as number
      const share = this.shares.usmca.get(`${CENSUS[this.code]} ${code}`) ?? 0
      const metals = this.shares.metal.get(code)
      const before = addedOf(layersOf(start))
      const [full, free] = [addedOf(layersOf(plain)), addedOf(layersOf(north))]
      const under = byContent(north, bareNorth, metals)
      const metal = (1 - share) * byContent(plain, bare, metals) + share * under
      all += usd
      sums.nothing += usd * (full - before)
      sums.usmca += usd * ((1 - share) * full + share * free - before)
      sums.metal += usd * (metal - before)
      const then = loaded && cell(panel, line, loaded.on)
      const spared = loaded && then ? Math.max(0, layersOf(plain)[loaded.kind] - layersOf(then)[loaded.kind]) : 0
      sums.underWay += usd * (metal - before - spared)
      sums.allUsmca += usd * (under - before - spared)
    })
    return Object.fromEntries(LEVELS.map((level) => [level, all === 0 ? 0 : sums[level] / all])) as unknown as Levels
  }
}

/** What is added where metal is a part of the value: the duty on metal on its content, all else as far as it falls on the rest. */
function byContent(full: Cell, bare: Cell, metals: Readonly<Record<Metal, number>> | undefined): number {
  const onBare = new Map(bare.layers.map(({ measure, rate }) => [measure, rate]))
  let [onMetal, content, beside, inBoth] = [0, 0, 0, 0]
  const seen = new Set<string>()
  for (const { measure, rate } of full.layers) {
    const metal = /^us\.s232\.(steel|aluminum|copper)/.exec(measure)?.[1] as Metal | undefined
    if (metal === undefined || onBare.get(measure) === rate) {
      beside += rate / 1e6
      continue
    }
    const share = metals?.[metal] ?? 1
    onMetal += (share * rate) / 1e6
    if (!seen.has(metal)) content += share
    seen.add(metal)
  }
  if (seen.size === 0) return beside
  for (const { rate } of bare.layers) inBoth += rate / 1e6
  const part = Math.min(content, 1)
  return onMetal + part * beside + (1 - part) * inBoth
}

/** Monthly figures of the Census Bureau by partner, in millions of dollars. */
class Monthly {
  private readonly of: ReadonlyMap<string, number>
  constructor(file: string) {
    this.of = new Map(readTable(file).map((r) => [`${r.measure} ${r.partner} ${r.period}`, Number(r.value)]))
  }
  imports(partner: string, month: string): number | undefined {
    return this.of.get(`imports_for_consumption ${partner} ${month}`)
  }
  /** Duties calculated over imports, in percent. */
  rate(partner: string, month: string): number | undefined {
    const [duties, imports] = [this.of.get(`calculated_duties ${partner} ${month}`), this.imports(partner, month)]
    return duties === undefined || imports === undefined ? undefined : (100 * duties) / imports
  }
}

/** A partner, with its imports of 2024 and the duties on them as the base. */
interface Source {
  readonly code: string
  readonly value: number
  readonly base: number
  readonly of: Partner
}

/** The month of which the distance is shown by partner: the last but one with figures by partner. */
const SHOWN = '2025-10'

export function treasuryReport(series: string, data: string): string {
  const shares = readShares(data, 2025)
  const monthly = new Monthly(join(data, 'flows/us_imports_by_partner_monthly_2018_2026.csv'))
  const partners = PARTNERS.map((code): Source => {
    const trade = readUsImports(root, code)
    const value = trade.values.reduce((sum, usd) => sum + usd, 0)
    const paid = trade.duties?.reduce((sum, usd) => sum + usd, 0) ?? 0
    return { code, value, base: (100 * paid) / value, of: new Partner(code, trade, shares) }
  })
  const china = new Partner('CN', readUsImportsFromChina(root, 2025), shares)
  const whole = partners.reduce((sum, { value }) => sum + value, 0)
  const in2024 = new Map(partners.map(({ code, value }) => [code, value / whole]))
  const mean = (weights: ReadonlyMap<string, number>, of: (partner: Source) => number): number =>
    partners.reduce((sum, partner) => sum + (weights.get(partner.code) ?? 0) * (partner.base + of(partner)), 0)
  const rows = readTable(join(series, 'treasury_customs_revenue_monthly.csv'))
    .filter((r) => (r.date as string) >= START)
    .map((r) => {
      const month = (r.date as string).slice(0, 7)
      const levels = new Map(partners.map(({ code, of }) => [code, of.in(month)]))
      const at = (code: string): Levels => levels.get(code) as Levels
      const steps = STEPS.map((level) => mean(in2024, ({ code }) => at(code)[level]))
      const weights = weightsIn(partners, monthly, month)
      const last = ({ code }: Source): number => (code === 'CN' ? china.in(month) : at(code)).underWay
      if (weights)
        steps.push(
          mean(weights, ({ code }) => at(code).underWay),
          mean(weights, last),
        )
      const shown =
        month === SHOWN && weights
          ? partners.map((p) => ({
              p,
              weight: weights.get(p.code) ?? 0,
              law: p.base + at(p.code).nothing,
              together: p.base + last(p),
              free: p.base + at(p.code).allUsmca,
            }))
          : []
      return { month, steps, shown, census: monthly.rate('WORLD', month), collected: Number(r.effective_rate_pct) }
    })
  const firstLeft = rows.find(({ steps, collected }) => Math.abs(collected - (steps.at(-1) as number)) > 0.5)?.month ?? ''
  const part = (steps: readonly number[], i: number): string =>
    steps[i] === undefined ? '' : signed((steps[i] as number) - (steps[i - 1] as number))
  const byPartner = rows
    .flatMap(({ shown }) => shown)
    .flatMap(({ p, weight, law, together, free }) => {
      const census = monthly.rate(p.code, SHOWN)
      return census === undefined ? [] : [{ code: p.code, weight, law, together, free, census, of: weight * (census - together) }]
    })
    .sort((a, b) => a.of - b.of)
  const north = (of: (p: (typeof byPartner)[number]) => number): number =>
    byPartner.filter(({ code }) => CENSUS[code]).reduce((sum, p) => sum + p.weight * of(p), 0)
  return `### Customs revenue over imports

Duties collected over imports (Treasury), and the law, in percent, averaged over the days of the month; the base is what was owed in 2024,
preferences used included.
What can be computed of the distance, one after another: goods of Canada and Mexico that enter under USMCA (shares of 2025 by number:
${percentOf(partners, 'CA', shares)} of Canada’s imports, ${percentOf(partners, 'MX', shares)} of Mexico’s); metal content of derivatives (shares by industry of the input-output accounts:
estimates); goods loaded before a duty began that spares them, all but Canada’s and Mexico’s taken as ${VOYAGE} days under way; from whom
the goods of the month came; what China sent in 2025. *Together* is the law with all of it, *Census* the duties that the Census Bureau calculates on entry.

${table(
  [
    'month',
    'law',
    'USMCA',
    'metal',
    'under way',
    'from whom',
    'China’s goods',
    'together',
    'collected',
    'left',
    'Census',
    'Census less together',
    'collected less Census',
  ],
  rows.map(({ month, steps, census, collected }) => {
    const last = steps.at(-1) as number
    return [
      month,
      two(steps[0] as number),
      ...[1, 2, 3, 4, 5].map((i) => part(steps, i)),
      two(last),
      two(collected),
      signed(collected - last),
      census === undefined ? '' : two(census),
      census === undefined ? '' : signed(census - last),
      census === undefined ? '' : signed(collected - census),
    ]
  }),
)}

*Left* is not explained, and above half a point in every month from ${firstLeft} on. Figures by partner end in November 2025: later months
have no step for whom goods came from, and nothing to split what is left by.
What is left in ${SHOWN}, by partner, largest first; the last column adds to *Census less together*, together with partners that have no figures:

${table(
  ['partner', 'law', 'together', 'all under USMCA', 'Census', 'Census less together', 'of all imports'],
  byPartner
    .filter(({ of }) => Math.abs(of) >= 0.1)
    .map(({ code, law, together, free, census, of }) => [
      nameOf(code),
      two(law),
      two(together),
      CENSUS[code] ? two(free) : '',
      two(census),
      signed(census - together),
      signed(of),
    ]),
)}

Canada and Mexico leave ${signed(north((p) => p.census - p.together))} of that; were all their goods under USMCA, ${signed(north((p) => p.census - p.free))}: their shares rose in the course of 2025, and
those here are of the year. The rest cannot be computed from what is on record: imports moved to goods that are free, and by product only
China’s are known (computers of Taiwan, Vietnam and Thailand are the likely part); the metal content is estimated; cars of Canada and Mexico
pay on what is not US content; medicines and aircraft are claimed free; goods are drawn from bond and foreign-trade zones at the rates of
their entry. What is collected differs from what is calculated by the month in which it is paid, by refunds and by drawback; from the ruling
of 20 February 2026 on refunds lower it.`
}

/** How much of the value of a partner's goods enters under USMCA. */
function percentOf(partners: readonly { readonly code: string; readonly value: number }[], code: string, { usmca }: Shares): string {
  const trade = readUsImports(root, code)
  const value = partners.find((of) => of.code === code)?.value ?? 1
  const under = trade.codes.reduce((sum, hts, k) => sum + (trade.values[k] as number) * (usmca.get(`${CENSUS[code]} ${hts}`) ?? 0), 0)
  return `${Math.round((100 * under) / value)}%`
}

/** Shares of partners in the imports of a month: those without figures of their own share what is left as in 2024. */
function weightsIn(
  partners: readonly { readonly code: string; readonly value: number }[],
  monthly: Monthly,
  month: string,
): ReadonlyMap<string, number> | undefined {
  const world = monthly.imports('WORLD', month)
  if (world === undefined) return undefined
  const known = partners.flatMap(({ code }) => {
    const usd = monthly.imports(code, month)
    return usd === undefined ? [] : [[code, usd / world] as const]
  })
  const weights = new Map(known)
  const others = partners.filter(({ code }) => !weights.has(code))
  const left = 1 - known.reduce((sum, [, share]) => sum + share, 0)
  const value = others.reduce((sum, of) => sum + of.value, 0)
  for (const of of others) weights.set(of.code, (left * of.value) / value)
  return weights
}
