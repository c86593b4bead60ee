/** Compiled classes of codes, read from disk, and what compiles them. */
import { readFileSync } from 'node:fs'
import { type LedgerData, openLedgerData } from '../ledger/index.js'
import { type ClassData, type Classes, compileClasses, openClasses } from '../panel/index.js'
import type { ListData } from '../rates/index.js'
import { productLists } from '../rates/lists.js'
import { compileRules } from '../rates/rules.js'
import { PARTNERS } from '../trade/index.js'
import { embeddedLists } from './generated.js'
import { readChinaTariff, readSchedule } from './schedule.js'
import { readMetalContents, readUsExportsToChina, readUsImports } from './trade.js'

/** The nomenclatures of which codes are compiled: a name, and a day of each. */
const ERAS = { us: '2026-01-01', 'cn-2017': '2019-01-01', 'cn-2022': '2026-01-01' } as const

/** Compiles the classes of all codes: of the schedule and of trade. By name, as they lie in files. */
export function compiledClasses(root: string, record: LedgerData, lists: ListData): Record<string, ClassData> {
  const ledger = openLedgerData(record)
  const asked = { date: ERAS.us }
  const views = [ledger, ...ledger.shipped.map(({ id }) => ledger.with(id))].map((l) => l.asOf(asked))
  const schedule = readSchedule(root)
  const tariff = readChinaTariff(root)
  const imported = PARTNERS.flatMap((partner) => readUsImports(root, partner).codes)
  const subheadings = [
    ...tariff.codes().map((code) => code.slice(0, 6)),
    ...[2022, 2023, 2024, 2025].flatMap((year) => readUsExportsToChina(root, year).codes),
  ]
  const sorted = (codes: readonly string[]): string[] => [...new Set(codes)].sort()
  const china = sorted(subheadings.flatMap((six) => [six, ...tariff.partsOf(six)]))
  const of = (party: 'US' | 'CN') => ({
    lists: productLists(lists),
    readings: views.map((view) => compileRules(view, party)),
  })
  return {
    us: compileClasses(
      { ...of('US'), tariff: schedule, content: readMetalContents(root) },
      sorted([...schedule.codes(), ...imported]),
      ERAS.us,
    ),
    'cn-2017': compileClasses({ ...of('CN'), tariff }, sorted([...china, ...tariff.codes()]), ERAS['cn-2017']),
    'cn-2022': compileClasses({ ...of('CN'), tariff }, china, ERAS['cn-2022']),
  }
}

/** The compiled classes of the codes of an importing party on a day. */
export function embeddedClasses(root: string, party: 'US' | 'CN', date: string): Classes {
  const name = party === 'US' ? 'us' : date < '2022-01-01' ? 'cn-2017' : 'cn-2022'
  const data = JSON.parse(readFileSync(new URL(`../generated/classes-${name}.json`, import.meta.url), 'utf8')) as ClassData
  return openClasses(data, { lists: embeddedLists, tariff: () => (party === 'US' ? readSchedule(root) : readChinaTariff(root)) })
}
