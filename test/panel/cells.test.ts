/**
 * The panel and `assess` are one engine: on random products, origins, days, days of knowledge and scenarios they give the same rates,
 * exactly. `PANEL_CELLS=100000 npx vitest run test/panel/cells` tries a hundred thousand.
 */
import { describe, expect, test } from 'vitest'
import { embeddedClasses } from '../../src/files/classes.js'
import { packageRoot } from '../../src/files/root.js'
import { readChinaTariff, readSchedule } from '../../src/files/schedule.js'
import lists from '../../src/generated/lists.js'
import { openLedger } from '../../src/index.js'
import { type Cell, openDuties } from '../../src/panel/index.js'
import { type Assessment, assess, openRates } from '../../src/rates/index.js'
import { random } from './random.js'

const root = packageRoot()
const ledger = openLedger()
const CELLS = Number(process.env.PANEL_CELLS ?? 3000)
const KNOWN = [
  undefined,
  '2018-09-01',
  '2019-12-20',
  '2022-03-01',
  '2025-02-10',
  '2025-04-03',
  '2025-06-10',
  '2025-10-20',
  '2026-02-25',
  '2026-08-01',
]
const SCENARIOS = [undefined, 'lapse', 'extend-one-year', 'threat-100', 'ieepa-void', 'announced']
const ORIGINS =
  'CN HK MO DE FR GB JP KR TW CH LI CA MX BR IN VN RU BY CU KP AR AU TR ZA JO IL SG CL CO PA EC GT SV CR AE SA KZ AG WS XK LA MM'.split(' ')

/** What `assess` says, in the panel's words. */
const said = (a: Assessment): unknown => ({
  total: a.rate_pct,
  layers: a.layers
    .filter((l) => l.status === 'applies')
    .map((l) => [l.measure, l.rate_pct])
    .sort(),
  open: a.incomplete ?? [],
})
const told = ({ total, layers, open }: Cell): unknown => ({
  total: total === undefined ? undefined : total / 1e6,
  layers: layers.map((l) => [l.measure, l.rate / 1e6]).sort(),
  open,
})

describe.each(['US', 'CN'] as const)('imports into %s', (party) => {
  const tariff = party === 'US' ? readSchedule(root) : readChinaTariff(root)
  test(`${CELLS} random cells are those of assess`, { timeout: 1_200_000 }, () => {
    const next = random(party === 'US' ? 7 : 11)
    const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T
    let seen = 0
    for (let tries = 0; seen < CELLS && tries < CELLS; ) {
      const [scenario, known] = [pick(SCENARIOS), pick(KNOWN)]
      const of = scenario === undefined ? ledger : ledger.with(scenario)
      let book: ReturnType<typeof openRates>
      try {
        book = openRates(of, tariff, lists, known)
      } catch {
        continue // the scenario does not fit what was known then
      }
      const first = new Date(party === 'US' ? '2018-07-06' : '2018-04-02').getTime()
      for (let k = 0; k < Math.max(150, CELLS / 200) && seen < CELLS; k++) {
        tries++
        const date = new Date(first + next() * (new Date('2026-12-31').getTime() - first)).toISOString().slice(0, 10)
        const classes = embeddedClasses(root, party, date)
        const origin = party === 'CN' ? 'US' : pick(ORIGINS)
        const [duties] = openDuties([book.rules], classes, party)
        const column = duties?.column(origin, date)
        for (let m = 0; m < 25 && seen < CELLS; m++) {
          const i = Math.floor(next() * classes.codes.length)
          const cell = column?.at(i)
          const [hts = '', code2018] = (classes.codes[i] as string).split(':')
          const entry = { hts, origin, entry_date: date, value_usd: '1000000', ...(code2018 && { facts: { code_2018: code2018 } }) }
          let assessment: Assessment | undefined
          try {
            assessment = assess(book, hts.startsWith('98') ? { ...entry, claims: [dotted(hts)] } : entry)
          } catch {
            expect(cell, `${hts} has no line`).toBeUndefined()
            continue
          }
          seen++
          expect(cell && told(cell), `${scenario} known ${known}: ${classes.codes[i]} of ${origin} on ${date}`).toEqual(said(assessment))
        }
      }
    }
    expect(seen).toBe(CELLS)
  })
})

test('a scope that no measure of the record has divides the classes anew', () => {
  const add = {
    id: 'us.assumed.magnets',
    kind: 'tariff',
    party: 'US',
    authority: 'us.authority.s301',
    title: 'Assumed duty on magnets and a part of steel',
    topics: ['tariffs'],
    scope: { origins: ['CN', 'DE'], products: { prefixes: ['850511', '72081'], lists: ['us.s232.autos'] } },
    entries: [
      { set: { rate: '7.5%' }, from: '2026-01-01', known: '2025-10-01', instrument: 'assumed', sources: ['none'], grade: 'recalled' },
    ],
  }
  const other = ledger.with({ id: 'magnets', title: 'Magnets', summary: 'A duty of our own.', entries: [{ add }] } as never)
  const schedule = readSchedule(root)
  const book = openRates(other, schedule, lists)
  const classes = embeddedClasses(root, 'US', '2026-03-01')
  const [duties] = openDuties([book.rules], classes, 'US')
  expect(duties?.classes.count).toBeGreaterThan(classes.count)
  let owed = 0
  for (const origin of ['CN', 'DE', 'JP']) {
    const column = duties?.column(origin, '2026-03-01')
    for (const hts of schedule.codes().filter((c, i) => /^(8505|7208|8703)/.test(c) || i % 400 === 0)) {
      if (hts.startsWith('98')) continue
      const cell = column?.at(duties?.classes.at(hts) as number)
      const a = assess(book, { hts, origin, entry_date: '2026-03-01', value_usd: '1000000' })
      expect(cell && told(cell), `${hts} of ${origin}`).toEqual(said(a))
      if (cell?.layers.some((l) => l.measure === add.id)) owed++
    }
  }
  expect(owed).toBeGreaterThan(20)
})

const dotted = (code: string): string => `${code.slice(0, 4)}.${code.slice(4, 6)}.${code.slice(6, 8)}`
