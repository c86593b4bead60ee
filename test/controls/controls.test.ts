/** What reaches which goods: codes at every length, elements, countries, users; and the data behind. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/base/dates.js'
import { embeddedMinerals } from '../../src/files/generated.js'
import {
  type Control,
  type ControlsAsked,
  type ControlsReport,
  controls,
  controlsOn,
  elementOf,
  listingCounts,
  mineralFacts,
  nearestElements,
  openLedger,
  record,
} from '../../src/index.js'
import { cutOff } from '../ledger/cut-off.js'

const ledger = openLedger()
const onRecord = ledger.records.flatMap((r) => (r.kind === 'export-control' ? [r] : []))
const items = onRecord.flatMap((r) => (r.items ?? []).map((item) => ({ id: r.id, ...item })))
const codes = [...new Set(items.flatMap((i) => i.codes ?? []))]
const ask = (date: string, query: ControlsAsked): ControlsReport => controlsOn(ledger, { date, known: date, ...query })
const ids = (list: readonly Control[]): string[] => list.map((c) => c.measure)
const every = (r: ControlsReport): Control[] => [
  ...r.controls,
  ...r.fromAbroad,
  ...r.byReceiver,
  ...r.family,
  ...r.withoutCode,
  ...r.materialOnly,
  ...r.ended,
  ...r.issuedLater,
]

describe('by code', () => {
  test('a magnet has no code in the acts: it is found by heading, and the act says that devices are not meant', () => {
    const report = ask('2025-10-12', { code: '8505.11', from: 'CN', to: 'US' })
    expect(report.verdicts).toEqual([{ party: 'CN', requirement: 'licence', inForce: 1, suspended: 0, notStarted: 1, certainUsers: 0 }])
    expect(ids(report.controls)).toEqual(['cn.export-control.ann-18-2025', 'cn.export-control.ann-57-2025'])
    expect(report.controls[0]?.items.every((i) => i.match === 'described' && i.headings.includes('850511'))).toBe(true)
    expect(report.controls[0]?.readings[0]).toMatchObject({ known: '2025-04-21', text: expect.stringMatching(/devices/) })
    expect(ids(report.fromAbroad)).toEqual(['cn.export-control.ann-61-2025.immediate', 'cn.export-control.ann-61-2025.foreign-made'])
    expect(ids(report.byReceiver)).toEqual(['cn.export-control.ann-46-2024.clause-1'])
  })
  test('the reading of 21 April 2025 is not known before', () => {
    expect(ask('2025-04-20', { code: '8505.11' }).controls[0]?.readings).toEqual([])
  })
  test.each([
    ['8112929010', 'exact'],
    ['8112.92.90', 'exact'],
    ['811292', 'hs6'],
    ['8112.92.80.00', 'hs6'],
    ['8112', 'heading'],
    ['81', 'heading'],
  ])('gallium metal under %s: %s', (code, match) => {
    const item = ask('2025-01-15', { code, element: 'gallium' }).controls.flatMap((c) => c.items)[0]
    expect(item).toMatchObject({ match, item: 'gallium metal (elemental)' })
  })
  test('codes that are not those of the act say where they come from', () => {
    const dysprosium = ask('2025-10-12', { code: '2805.30.12.00' }).controls[0]?.items.find((i) => i.elements.includes('dysprosium'))
    expect(dysprosium).toMatchObject({
      match: 'exact',
      codesFrom: 'tariff',
      grade: 'partly',
      controlCode: '1C905.a',
      controlCodeGrade: 'recalled',
    })
  })
  test('goods that nothing on record reaches: none, and not "no licence"', () => {
    const report = ask('2025-10-12', { code: '0901.11', from: 'CN' })
    expect(report.verdicts).toMatchObject([{ requirement: 'none', inForce: 0 }])
    expect(every(report)).toEqual([])
  })
  test('where an act names the material only, that is said beside', () => {
    const report = ask('2025-10-12', { code: '7105.10', from: 'CN', to: 'US' })
    expect(ids(report.controls)).toEqual(['cn.export-control.ann-55-2025'])
    expect(ids(report.materialOnly)).toEqual(['cn.export-control.ann-46-2024.clause-2'])
    expect(report.verdicts[0]).toMatchObject({ requirement: 'none', notStarted: 1 })
  })
  test.each(['8505.1', '1', '85051100700', 'x8505', '77', '00', '', '98', '8505,11'])('"%s" is refused', (code) => {
    expect(() => ask('2025-10-12', { code })).toThrow(/customs code/)
  })
  test('a longer code never finds what its six digits do not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.constantFrom(2, 4, 6), (code, digits) => {
        const query = (c: string): Set<string> => new Set(every(controlsOn(ledger, { date: '2025-10-20', code: c })).map((x) => x.measure))
        const wide = query(code.slice(0, digits))
        const narrow = controlsOn(ledger, { date: '2025-10-20', code })
        for (const c of [...narrow.controls, ...narrow.fromAbroad]) expect(wide).toContain(c.measure)
        expect([...narrow.controls, ...narrow.issuedLater].some((c) => c.items.some((i) => i.matched.includes(code)))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('by country', () => {
  test('what is for the United States only does not reach Japan', () => {
    const to = (country: string): string[] => ids(ask('2025-10-12', { element: 'gallium', from: 'CN', to: country }).controls)
    expect(to('US')).toEqual(['cn.export-control.ann-46-2024.clause-2', 'cn.export-control.ga-ge-2023'])
    expect(to('JP')).toEqual(['cn.export-control.ga-ge-2023'])
  })
  test('from a third country the rules on foreign-made goods are the ones that count', () => {
    const report = ask('2026-11-10', { element: 'Dy', from: 'JP', to: 'US' })
    expect(report.verdicts).toMatchObject([{ party: 'CN', requirement: 'licence', inForce: 2 }])
    expect(ids(report.controls)).toEqual(['cn.export-control.ann-61-2025.immediate', 'cn.export-control.ann-61-2025.foreign-made'])
    expect(report.fromAbroad).toEqual([])
  })
  test('the American side: chips, and who receives them', () => {
    const report = ask('2025-10-12', { code: '8542.31', from: 'US', to: 'CN' })
    expect(ids(report.controls)).toContain('us.export-control.chips-2023')
    expect(ids(report.byReceiver)).toEqual(['us.export-control.affiliates-rule'])
    expect(ask('2025-12-01', { code: '8542.31', from: 'US', to: 'CN' }).byReceiver[0]).toMatchObject({
      status: 'suspended',
      until: '2026-11-10',
      truce: 'truce.busan-2025',
    })
  })
  test('letters to single firms that were withdrawn are told as ended', () => {
    expect(ask('2025-06-01', { code: '2901.10', from: 'US', to: 'CN' }).controls[0]).toMatchObject({
      status: 'in-force',
      since: '2025-05-23',
    })
    expect(ask('2025-08-01', { code: '2901.10', from: 'US', to: 'CN' }).ended[0]).toMatchObject({ status: 'ended', since: '2025-07-02' })
  })
  test('a rule rescinded two days before it was to apply', () => {
    const rule = (date: string, known: string): Control | undefined =>
      every(controlsOn(ledger, { date, known, code: '8542.31', from: 'US', to: 'CN' })).find(
        (c) => c.measure === 'us.export-control.ai-diffusion-2025',
      )
    expect(rule('2025-03-01', '2025-03-01')).toMatchObject({ status: 'not-started', starts: '2025-05-15' })
    expect(rule('2025-06-01', '2025-06-01')).toMatchObject({ status: 'ended', since: '2025-05-13', beforeStart: true })
    expect(rule('2025-03-01', '2025-06-01')).toMatchObject({ status: 'not-started', beforeStart: true })
  })
  test.each([
    [{ from: 'CN', to: 'CN' }, /both CN/],
    [{ from: 'China' }, /ISO two letters/],
    [{ to: 'U' }, /ISO two letters/],
  ])('%j is refused', (way, message) => {
    expect(() => ask('2025-10-12', { code: '2846', ...way })).toThrow(message)
  })
})

describe('by element and words', () => {
  test.each(['Dy', 'DY', 'dy', 'dysprosium', ' Dysprosium '])('"%s" is dysprosium', (name) =>
    expect(elementOf(name)).toMatchObject({ name: 'dysprosium', symbol: 'Dy' }),
  )
  test('indium is found in compounds that stand under gallium and antimony', () => {
    const found = ask('2025-10-12', { element: 'In' }).controls.flatMap((c) => c.items.map((i) => i.item))
    expect(found).toEqual(
      expect.arrayContaining(['indium phosphide', 'indium gallium arsenide', expect.stringMatching(/^indium antimonide/)]),
    )
  })
  test('what is asked of compounds of another material is no answer for the element', () => {
    const toUs = { from: 'CN', to: 'US' } as const
    expect(ask('2025-10-12', { element: 'In', ...toUs }).verdicts).toEqual([
      {
        party: 'CN',
        requirement: 'licence',
        inForce: 1,
        suspended: 0,
        notStarted: 0,
        certainUsers: 0,
        inOthers: { requirement: 'prohibited', materials: ['gallium', 'antimony'] },
      },
    ])
    // The ban is suspended from 9 November 2025 on: what is left is the licence.
    expect(ask('2025-11-20', { element: 'In', ...toUs }).verdicts).toMatchObject([
      { requirement: 'licence', inForce: 1, suspended: 0, inOthers: { requirement: 'licence' } },
    ])
    // The ban is on exports to the United States.
    expect(ask('2025-10-12', { element: 'In' }).verdicts).toMatchObject([{ requirement: 'licence', inOthers: { requirement: 'licence' } }])
    // Zinc germanium phosphide and zinc telluride are named; zinc is not.
    expect(ask('2025-10-12', { element: 'Zn', ...toUs }).verdicts).toMatchObject([
      { requirement: 'none', inForce: 0, inOthers: { requirement: 'prohibited', materials: ['germanium'] } },
    ])
    expect(ask('2025-10-12', { element: 'Ga' }).verdicts[0]).not.toHaveProperty('inOthers')
  })
  test('an element that no act names', () => {
    expect(ask('2025-04-10', { element: 'Nd' }).verdicts).toMatchObject([{ party: 'CN', requirement: 'none' }])
  })
  test('a ban on technology is not one on goods', () => {
    const report = ask('2025-03-01', { element: 'rare earths' })
    expect(report.controls).toMatchObject([{ measure: 'cn.export-control.re-tech-catalogue-2023', requirement: 'prohibited' }])
    expect(report.verdicts).toMatchObject([{ requirement: 'none', inForce: 0 }])
  })
  test('equipment that names an element is not that element', () => expect(ask('2026-01-10', { element: 'carbon' }).controls).toEqual([]))
  test('one that does not exist suggests the nearest', () => {
    expect(nearestElements('dysprosum')[0]).toBe('dysprosium')
    expect(nearestElements('galium')[0]).toBe('gallium')
    expect(() => ask('2025-10-12', { element: 'galium' })).toThrow(/gallium/)
    expect(() => ask('2025-10-12', { goods: 'unobtainium widgets' })).toThrow(/no controlled item/)
  })
  test('words of the goods', () => {
    const { controls: found } = ask('2025-10-12', { goods: 'diamond wire saws' })
    expect(ids(found)).toEqual(['cn.export-control.ann-55-2025'])
    expect(found[0]?.items).toHaveLength(1)
    expect(ask('2025-10-12', { goods: 'permanent magnets' }).verdicts).toMatchObject([{ requirement: 'unclear' }])
  })
  test('words of an act of later on are told to who knows it, and unknown to who does not', () => {
    expect(() => ask('2025-10-01', { goods: 'wire saw' })).toThrow(/known then/)
    expect(controlsOn(ledger, { date: '2025-10-01', goods: 'diamond wire saw' }).issuedLater).toMatchObject([{ issued: '2025-10-09' }])
  })
  test('general licences ease No. 18 once they are known, and do not end it', () => {
    const no18 = (day: string): Control | undefined => ask(day, { element: 'Dy' }).controls[0]
    expect(no18('2025-10-31')?.eased).toEqual([])
    expect(no18('2025-12-05')).toMatchObject({ status: 'in-force', requirement: 'licence' })
    expect(no18('2025-12-05')?.eased.map((e) => e.id)).toEqual(['cn-general-licences-2025', 'cn-general-licences-issued-2025'])
  })
  test('nothing asked is refused', () => expect(() => ask('2025-10-12', {})).toThrow(/name a customs code/))
})

describe('listings', () => {
  const count = (date: string, list: string) => listingCounts(ledger.asOf({ date, known: date })).find((l) => l.list === list)
  test('the Chinese lists of April 2025, suspended in May and in part ended in August', () => {
    expect(count('2025-04-20', 'Export-control list')).toMatchObject({ inForce: 28 + 15 + 16 + 12, suspended: 0 })
    expect(count('2025-06-01', 'Export-control list')).toMatchObject({ inForce: 28 + 15, suspended: 16 + 12 })
    expect(count('2025-09-01', 'Export-control list')).toMatchObject({ inForce: 28 + 15, suspended: 16 })
  })
  test('an action of later is not counted', () => {
    const view = ledger.asOf({ date: '2019-05-20' })
    expect(listingCounts(view).every((l) => l.actions.every((a) => a.issued <= '2019-05-20'))).toBe(true)
  })
})

describe('no hindsight', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2024-06-01', n))
  const query = fc.oneof(
    fc.constantFrom('Dy', 'gallium', 'graphite', 'diamond', 'rare earths', 'lithium', 'W').map((element): ControlsAsked => ({ element })),
    fc.constantFrom(...codes).map((code): ControlsAsked => ({ code: code.slice(0, 6) })),
  )
  test('an answer known on a day is that of a record which ends on that day', () => {
    fc.assert(
      fc.property(day, query, (known, q) => {
        const cut = openLedger({ ...record, records: cutOff(record.records, known) }).asOf({ date: known, known })
        const plain = (r: ControlsReport): unknown =>
          every(r).map((c) => [c.measure, c.status, c.requirement, c.since, c.until, c.instrument, c.by, c.coming, c.issued])
        expect(plain(controls(cut, q))).toEqual(plain(controls(ledger.asOf({ date: known, known }), q)))
      }),
      { numRuns: 12 },
    )
  })
  test('nothing in it was published later', () => {
    fc.assert(
      fc.property(day, query, (known, q) => {
        for (const c of every(controls(ledger.asOf({ date: known, known }), q))) {
          expect(c.issued <= known, c.measure).toBe(true)
          expect(
            [...c.readings, ...c.eased].every((x) => x.known <= known),
            c.measure,
          ).toBe(true)
          expect(c.status).not.toBe('not-issued')
        }
      }),
      { numRuns: 80 },
    )
  })
})

describe('the record', () => {
  test('every code and heading has a valid shape and a chapter that exists', () => {
    expect(codes.length).toBeGreaterThan(120)
    for (const { id, codes: own = [], headings = [] } of items)
      for (const code of [...own, ...headings]) expect(code, id).toMatch(/^(?!77)(0[1-9]|[1-8]\d|9[0-7])(\d\d){1,4}$/)
  })
  test('every element that an item names can be asked for', () => {
    const asked = new Set([...items.flatMap((i) => i.element ?? [])])
    for (const element of asked) expect(element === 'catch-all' || elementOf(element)?.names.includes(element), element).toBe(true)
  })
  test('codes that are not of the act are graded below "seen"', () => {
    for (const item of items) if (item.codesFrom) expect(item.grade, `${item.id}: ${item.item}`).toBe('partly')
  })
  test('a control without items says in words what it reaches', () => {
    for (const r of onRecord) expect(r.items ?? r.described, r.id).toBeDefined()
  })
})

describe('minerals', () => {
  const data = embeddedMinerals()
  test('no row is from memory, and every code has 8 or 10 digits', () => {
    expect(data.uses.length).toBeGreaterThan(90)
    for (const row of [...data.uses, ...data.tariffLines]) expect(['seen', 'partly']).toContain(row.grade)
    for (const { hts } of data.tariffLines) expect(hts).toMatch(/^\d{8}(\d\d)?$/)
  })
  test('of dysprosium: its uses, those of the heavy group, and the codes that hold it', () => {
    const { uses, tariffLines } = mineralFacts(data, elementOf('Dy') as NonNullable<ReturnType<typeof elementOf>>)
    expect(uses.map((u) => u.material)).toEqual(expect.arrayContaining(['dysprosium', 'heavy rare earths']))
    expect(tariffLines.map((l) => l.hts)).toContain('8505110070')
  })
})
