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
import { type Cell, type Classes, type Content, openDuties } from '../../src/panel/index.js'
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
    // A rate may be on a part of the value: what it comes to is told by the amount, on a value of a million.
    .map((l) => [l.measure, Math.round(Number(l.amount_usd) * 100) / 1e6])
    .sort(),
  open: a.incomplete ?? [],
})
const told = ({ total, layers, open }: Cell): unknown => ({
  total: total === undefined ? undefined : total / 1e6,
  layers: layers.map((l) => [l.measure, l.rate / 1e6]).sort(),
  open,
})

/** The metal content that an entry states, to be treated as the panel treats goods of which nothing is stated. */
function metal(content: Content, classes: Classes, i: number): Record<string, string> {
  const shares = content === 'none' ? [0, 0, 0] : content === 'estimate' ? classes.content(classes.members[i] as number) : undefined
  return Object.fromEntries(shares?.map((share, k) => [`${['steel', 'aluminum', 'copper'][k]}_value_pct`, String(share / 100)]) ?? [])
}

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
        const content = pick(['all', 'estimate', 'none'] as const)
        const [duties] = openDuties([book.rules], classes, party, {}, content)
        const column = duties?.column(origin, date)
        for (let m = 0; m < 25 && seen < CELLS; m++) {
          const i = Math.floor(next() * classes.codes.length)
          const cell = column?.at(i)
          const [hts = '', code2018] = (classes.codes[i] as string).split(':')
          const facts = { ...(code2018 && { code_2018: code2018 }), ...metal(content, classes, i) }
          const entry = { hts, origin, entry_date: date, value_usd: '1000000', facts }
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

test('metal content is estimated outside its own chapters, flagged, and lies between none and all', () => {
  const classes = embeddedClasses(root, 'US', '2025-09-01')
  const [all] = openDuties([openRates(ledger, readSchedule(root), lists).rules], classes, 'US')
  const of = (content: Content) => all?.under(content).column('DE', '2025-09-01')
  const [none, estimate, whole] = [of('none'), of('estimate'), of('all')]
  let flagged = 0
  classes.codes.forEach((code, i) => {
    const cells = [none, estimate, whole].map((c) => c?.at(i)) as [Cell, Cell, Cell] | undefined[]
    if (!cells[1]?.estimated) {
      if (cells[1] && !classes.content(classes.members[i] as number)) expect(cells[1], code).toEqual(cells[2])
      return
    }
    flagged++
    expect(code).not.toMatch(/^7[2-6]/)
    const [low, at, high] = (cells as [Cell, Cell, Cell]).map((c) => c.total ?? Number.NaN) as [number, number, number]
    if (cells[1].open.length > 0) return
    expect(Math.min(low, high) <= at && at <= Math.max(low, high), `${code}: ${low} ${at} ${high}`).toBe(true)
  })
  expect(flagged).toBeGreaterThan(300)
})
