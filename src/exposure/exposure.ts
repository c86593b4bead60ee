/** What hangs on a material that China controls: its share, US reliance, uses, imports by tariff line, controls of the day, published losses. */
import type { Day } from '../base/dates.js'
import { type Control, type ControlsReport, controls, newestUses, type Requirement, type Use } from '../controls/index.js'
import type { HorizonState, View } from '../ledger/index.js'
import { type CodeImports, type Estimate, type ExposureData, type Figure, IMPORTS_KNOWN } from './data.js'
import { CATALOGUE, type Material, materialOf } from './materials.js'

/** Where US imports come from, of one form over some years, in percent of the quantity. */
export interface ImportSources {
  readonly material: string
  readonly form: string
  readonly year: string
  readonly shares: readonly { readonly country: string; readonly pct: string }[]
  readonly source: string
  readonly known: Day
}

/** One tariff line under which the material enters. */
export interface ImportLine extends CodeImports {
  /** Forms of the material in it. */
  readonly forms: readonly string[]
  /** Whether the code holds this material only. */
  readonly holds: 'only this' | 'others too' | 'first products'
  readonly specificity: string
}

/** Sums over distinct codes, whole dollars. */
export interface ImportSum {
  readonly codes: number
  readonly china: number
  readonly partners: number
}

/** China's controls on exports of the material to the US, on the day. */
export interface ControlState {
  /** The strictest in force on the material itself, as goods, whoever receives it. */
  readonly requirement: Requirement | 'none'
  /** Whether one of them is suspended. */
  readonly suspended: boolean
  readonly controls: readonly Control[]
  /** Controls on goods of other materials that hold it: indium in gallium compounds. */
  readonly inOthers: readonly Control[]
}

export interface ExposureReport {
  readonly date: Day
  readonly known: Day
  readonly scenarios: readonly string[]
  readonly horizon: HorizonState
  readonly material: Pick<Material, 'name' | 'symbol' | 'groups'>
  /** China's share of mining, refining or making: the newest year of each measure. */
  readonly shares: readonly Figure[]
  /** US net import reliance, on all foreign sources. */
  readonly reliance: readonly Figure[]
  readonly sources: readonly ImportSources[]
  readonly uses: readonly Use[]
  /** Absent where the values of 2024 were not out yet. */
  readonly imports?: {
    readonly year: 2024
    readonly lines: readonly ImportLine[]
    readonly only: ImportSum
    readonly others: ImportSum
    readonly products: ImportSum
  }
  readonly control: ControlState
  readonly estimates: readonly Estimate[]
  /** What the data have no answer to. */
  readonly silent: readonly string[]
  /** Figures, uses and estimates published after the day of knowledge. */
  readonly withheld: number
}

/**
 * The exposure to a material on a day.
 * @throws {ParleyError} not-found, if no such material is on record
 */
export function exposure(view: View, data: ExposureData, asked: string): ExposureReport {
  const material = materialOf(asked)
  const mine = new Set([...material.names, ...material.groups])
  const about = <T extends { readonly material: string }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.material.split('; ').some((name) => mine.has(name)))
  const figures = about(data.figures)
  const uses = about(data.minerals.uses)
  const estimates = about(data.estimates)
  const out = <T extends { readonly known?: Day }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.known === undefined || row.known <= view.known)
  // The nearest first: the material itself, then the groups that it is part of, from the smallest.
  const order = [...material.names, ...material.groups]
  const near = ({ material: m }: { readonly material: string }): number => Math.min(...m.split('; ').map((n) => order.indexOf(n) + 1 || 99))
  const nearest = <T extends { readonly material: string }>(rows: readonly T[]): T[] => [...rows].sort((a, b) => near(a) - near(b))
  const shown = nearest(out(figures))
  // What the survey states itself goes before what its table gives by division.
  const stated = (f: Figure): number => (/as USGS states/.test(f.measure) ? 0 : 1)
  const shares = newest(shown.filter((f) => /China share of/.test(f.measure) && !/reserves|capacity \(|EU supply/.test(f.measure))).sort(
    (a, b) => near(a) - near(b) || stated(a) - stated(b),
  )
  const reliance = newest(shown.filter((f) => /US net import reliance/.test(f.measure)))
  const sources = importSources(shown)
  const report = controls(view, material.query)
  const imports = view.known >= IMPORTS_KNOWN ? importLines(data, material) : undefined
  const own = new Set(material.names)
  const hasOwn = (rows: readonly Figure[]): boolean => rows.some((f) => own.has(f.material))
  const silent = [
    ...(hasOwn(shares) ? [] : [`China's share of ${material.name} alone`]),
    ...(hasOwn(reliance) ? [] : [`US net import reliance of ${material.name} alone`]),
    ...(sources.some((s) => own.has(s.material)) ? [] : [`where US imports of ${material.name} alone come from`]),
    ...(out(uses).some((u) => u.kind === 'use') ? [] : [`what ${material.name} is used for`]),
    ...(out(estimates).some((e) => e.kind === 'cut-off' && e.material.split('; ').some((m) => own.has(m)))
      ? []
      : [`the loss from a cut-off of ${material.name} alone`]),
  ]
  const all = [...figures, ...uses, ...estimates]
  return {
    date: view.date,
    known: view.known,
    scenarios: view.scenarios.map((s) => s.id),
    horizon: view.horizon,
    material: { name: material.name, ...(material.symbol !== undefined && { symbol: material.symbol }), groups: material.groups },
    shares,
    reliance,
    sources,
    uses: nearest(newestUses(out(uses))),
    ...(imports && { imports }),
    control: controlState(report, material),
    estimates: nearest(out(estimates)),
    silent,
    withheld: all.length - out(all).length,
  }
}

const STRICTEST: readonly Requirement[] = ['prohibited', 'licence', 'licence-by-rule', 'end-user-check', 'general-licence']

function controlState(report: ControlsReport, { items }: Material): ControlState {
  const china = report.controls.filter((c) => c.party === 'CN')
  const own = (c: Control): boolean => items === undefined || c.items.some((i) => i.elements.some((e) => items.includes(e)))
  const mine = china.filter(own)
  const goods = mine.filter((c) => c.users === undefined && (items === undefined || c.items.some((i) => !i.technology)))
  const inForce = goods.filter((c) => c.status === 'in-force').map((c) => c.requirement)
  return {
    requirement: STRICTEST.find((r) => inForce.includes(r)) ?? 'none',
    suspended: goods.some((c) => c.status === 'suspended'),
    controls: mine,
    inOthers: china.filter((c) => !own(c)),
  }
}

/** One line of the index. */
export interface ExposureBrief {
  readonly material: string
  readonly symbol?: string
  readonly mining?: Figure
  readonly refining?: Figure
  readonly reliance?: Figure
  /** China in US imports by quantity. */
  readonly sources?: Figure
  readonly imports?: { readonly only: ImportSum; readonly others: ImportSum }
  readonly control: Pick<ControlState, 'requirement' | 'suspended'>
}

/** Every controlled material with its main figures. */
export function exposureIndex(view: View, data: ExposureData): ExposureBrief[] {
  return CATALOGUE.map((name) => {
    const report = exposure(view, data, name)
    const own = new Set(materialOf(name).names)
    const mine = (f: Figure): boolean => own.has(f.material)
    const mining = best(report.shares.filter((f) => mine(f) && /mining|mine production/.test(f.measure)))
    const refining = best(report.shares.filter((f) => mine(f) && !/mining|mine production/.test(f.measure)))
    const reliance = best(report.reliance.filter((f) => mine(f) && !/concentrates|stones/.test(f.measure)))
    const sources = best(
      newest(data.figures.filter((f) => mine(f) && f.known <= view.known && /import source share: .*: China$/.test(f.measure))),
    )
    return {
      material: name,
      ...(report.material.symbol !== undefined && { symbol: report.material.symbol }),
      ...(mining && { mining }),
      ...(refining && { refining }),
      ...(reliance && { reliance }),
      ...(sources && { sources }),
      ...(report.imports && { imports: { only: report.imports.only, others: report.imports.others } }),
      control: { requirement: report.control.requirement, suspended: report.control.suspended },
    }
  })
}

/** Figures read in their source before others, totals before parts, and the newest. */
function best(rows: readonly Figure[]): Figure | undefined {
  const weight = (f: Figure): number => (f.grade === 'seen' ? 4 : 0) + (/total|All:|as USGS states/i.test(f.measure) ? 2 : 0)
  return [...rows].sort((a, b) => weight(b) - weight(a) || (yearOf(a) < yearOf(b) ? 1 : -1))[0]
}

const yearOf = ({ year }: Figure): string => year.replace('e', '')
/** A publisher's editions are one source. */
const editionless = (source: string): string => source.replace(/ 20\d\d.*/, '')

/** Of each measure of each material the newest year. */
function newest(rows: readonly Figure[]): Figure[] {
  const found = new Map<string, Figure>()
  for (const row of rows) {
    const key = `${row.material} ${row.measure} ${editionless(row.source)}`
    const other = found.get(key)
    if (!other || yearOf(other) < yearOf(row) || (yearOf(other) === yearOf(row) && other.known <= row.known)) found.set(key, row)
  }
  return [...found.values()]
}

/** `US import source share: Metal: Canada` by form. Of each form the newest years. */
function importSources(rows: readonly Figure[]): ImportSources[] {
  const found = new Map<string, Figure[]>()
  for (const row of rows) {
    const parts = /^US import source share: (.+): ([^:]+)$/.exec(row.measure)
    if (!parts) continue
    const key = `${row.material}|${parts[1]}|${row.year}`
    found.set(key, [...(found.get(key) ?? []), row])
  }
  const all = [...found.values()].map((list): ImportSources => {
    const [first] = list as [Figure]
    return {
      material: first.material,
      form: /^US import source share: (.+): ([^:]+)$/.exec(first.measure)?.[1] as string,
      year: first.year,
      shares: list.map((f) => ({ country: f.measure.slice(f.measure.lastIndexOf(':') + 2), pct: f.value })),
      source: first.source,
      known: first.known,
    }
  })
  const same = (a: ImportSources, b: ImportSources): boolean =>
    a.material === b.material && a.form.toLowerCase().endsWith(b.form.toLowerCase().slice(-20)) && a !== b
  return all.filter((s) => !all.some((o) => same(o, s) && o.year > s.year))
}

/** The lines under which the material enters, each once, and their sums. A ten-digit code under an eight-digit one is not added again. */
function importLines(data: ExposureData, material: Material): NonNullable<ExposureReport['imports']> {
  const lines = new Map<string, ImportLine>()
  for (const line of data.minerals.tariffLines) {
    if (!material.lines.includes(line.material)) continue
    const values = data.imports.find((i) => i.hts === line.hts)
    if (!values) continue
    const other = lines.get(line.hts)
    const form = material.lines.length > 1 && material.lines.length < 5 ? `${line.material}: ${line.form}` : line.form
    lines.set(line.hts, {
      ...values,
      forms: [...new Set([...(other?.forms ?? []), form])],
      specificity: line.specificity,
      holds: holds(line.specificity, material.name),
    })
  }
  const list = [...lines.values()].sort((a, b) => b.china - a.china || (a.hts < b.hts ? -1 : 1))
  const sum = (kind: ImportLine['holds']): ImportSum => {
    const mine = list.filter((l) => l.holds === kind && !(l.hts.length === 10 && lines.has(l.hts.slice(0, 8))))
    return {
      codes: mine.length,
      china: mine.reduce((s, l) => s + l.china, 0),
      partners: mine.reduce((s, l) => s + l.partners, 0),
    }
  }
  return { year: 2024, lines: list, only: sum('only this'), others: sum('others too'), products: sum('first products') }
}

function holds(specificity: string, name: string): ImportLine['holds'] {
  if (/first product/.test(specificity)) return 'first products'
  // Lithium batteries are a product themselves.
  if (specificity === 'controlled product') return 'only this'
  // A basket of rare earths holds nothing else, if they are asked as one.
  const family = name === 'rare earths' && /^basket of rare earths|^Y or Sc only/.test(specificity)
  return /^exclusive/.test(specificity) || family ? 'only this' : 'others too'
}
