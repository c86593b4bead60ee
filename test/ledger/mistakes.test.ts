/** YAML with each kind of mistake gives an error at the right place. The mark ‹ stands where the error must point. */
import { describe, expect, test } from 'vitest'
import { ParleyError, type Problem } from '../../src/base/errors.js'
import record from '../../src/generated/record.js'
import { readLedger, readScenario } from '../../src/ledger/index.js'

const HORIZON = {
  file: 'ledger/horizon.yaml',
  text: 'parties:\n  US: {looked: 2026-10-10, basis: seen}\n  CN: {looked: 2026-10-08, basis: seen}\n  courts: {looked: 2026-10-08, basis: seen}\n',
}
const AUTHORITY = {
  file: 'us.authority.x.yaml',
  text: 'id: us.authority.x\nkind: authority\nparty: US\ntitle: X\nstatute: X\nsources: [a]\n',
}
const GOOD = `id: us.x
kind: tariff
party: US
title: A duty
authority: us.authority.x
topics: [tariffs]
scope: {origins: [CN], products: all}
entries:
  - set: {rate: 34%}
    from: 2025-04-09
    known: 2025-04-02
    instrument: EO 1
    sources: [a gazette]
    grade: seen
  - suspend: pause
    points: 24
    from: 2025-05-14
    until: 2025-08-12
    known: 2025-05-12
    instrument: EO 2
    sources: [a gazette]
    grade: seen
  - extend: pause
    until: 2025-11-10
    known: 2025-08-11
    instrument: EO 3
    sources: [a gazette]
    grade: seen
`

function problems(text: string, file = 'us.x.yaml'): readonly Problem[] {
  try {
    readLedger(HORIZON, [AUTHORITY, { file, text }], [])
    return []
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    return error.problems
  }
}

/** Replaces `from` by `to`; a ‹ in `to` marks the place at which the problem must be reported. */
function broken(from: string, to: string): { text: string; line: number; column: number } {
  expect(GOOD, `the good file has "${from}"`).toContain(from)
  const marked = GOOD.replace(from, to)
  const offset = marked.indexOf('‹')
  const before = marked.slice(0, offset).split('\n')
  return { text: marked.replace('‹', ''), line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

test('the good file is good', () => expect(problems(GOOD)).toEqual([]))

const CASES: [what: string, from: string, to: string, says: RegExp][] = [
  ['a day that the calendar has not', 'from: 2025-04-09', 'from: ‹2025-04-31', /not a day of the calendar/],
  ['a day in another form', 'from: 2025-04-09', 'from: ‹9 April 2025', /YYYY-MM-DD/],
  ['a missing first day', '    from: 2025-04-09\n', '', /missing/],
  ['a missing day of publication', '    known: 2025-04-02\n', '', /known missing/],
  ['a missing instrument', '    instrument: EO 1\n', '', /instrument missing/],
  [
    'no sources',
    '    sources: [a gazette]\n    grade: seen\n  - suspend',
    '    sources: ‹[]\n    grade: seen\n  - suspend',
    /at least one source/,
  ],
  ['an unknown grade', 'grade: seen\n  - suspend', 'grade: ‹certain\n  - suspend', /seen, partly, recalled/],
  ['a rate in words', '{rate: 34%}', '{rate: ‹thirty-four}', /write a rate as/],
  ['a rate as a bare number', '{rate: 34%}', '{rate: ‹34}', /write a rate as/],
  ['a key misspelt', 'instrument: EO 1', '‹instrment: EO 1', /unknown key "instrment"; did you mean "instrument"/],
  ['a key misspelt at the top', 'title: A duty', '‹titel: A duty', /unknown key "titel"; did you mean "title"/],
  ['an unknown kind', 'kind: tariff', 'kind: ‹tarif', /tariff/],
  ['an unknown party', 'party: US', 'party: ‹USA', /US, CN, both, other/],
  ['an unknown topic', 'topics: [tariffs]', 'topics: [‹customs]', /tariffs, rare-earths/],
  ['an origin that is no code', 'origins: [CN]', 'origins: [‹China]', /ISO 3166/],
  ['an id with capitals', 'id: us.x', 'id: ‹US.X', /lower-case/],
  ['an entry with no verb', '  - set: {rate: 34%}\n', '  - ‹put: {rate: 34%}\n', /exactly one verb/],
  ['an entry with two verbs', '  - suspend: pause\n', '  - ‹extend: pause\n    suspend: pause\n', /unknown key "extend"/],
  ['an end before the start', 'until: 2025-08-12', 'until: ‹2025-05-01', /is not after from/],
  ['an extension of nothing', '  - extend: pause', '  - ‹extend: paus', /nothing labelled "paus"/],
  [
    'a label used twice',
    '  - extend: pause\n    until: 2025-11-10',
    '  - ‹suspend: pause\n    from: 2025-09-01\n    until: 2025-11-10',
    /is the label of an earlier entry/,
  ],
  ['an authority that is not on record', 'authority: us.authority.x', 'authority: ‹us.authority.y', /no record "us.authority.y"/],
  ['an act that is not on record', '    instrument: EO 3\n    sources', '    by: eo-3\n    sources', /no event of that id/],
  ['knowledge after the horizon', 'known: 2025-08-11', 'known: 2026-11-11', /after the ledger's horizon 2026-10-10/],
  ['a truce that is not on record', '    points: 24\n', '    points: 24\n    truce: ‹truce.x\n', /no record "truce.x"/],
  ['no points', 'points: 24', 'points: ‹0', /0 is no number of points/],
  ['points below nothing', 'points: 24', 'points: ‹-5', /-5 is no number of points/],
  ['more points than the rate has', 'points: 24', 'points: ‹34.5', /would take 34.5 points from rate, which is 34% on 2025-05-14/],
  ['points of a rate that is no percentage', '{rate: 34%}', '{rate: total 34%}', /only a rate written as a percentage has points/],
  [
    'a term suspended that is not there',
    '    points: 24\n',
    '    points: 24\n    term: ‹duty\n',
    /no term "duty"; write "all", or one of rate/,
  ],
  [
    'a term ended that is not there',
    '  - extend: pause\n    until: 2025-11-10',
    '  - end: ‹rates\n    from: 2025-11-10',
    /no term "rates"; write "all", or one of rate/,
  ],
  ['points that are no number', 'points: 24', 'points: ‹many', /decimal number/],
  ['a key written twice', 'title: A duty\n', 'title: A duty\n‹title: Another\n', /unique/i],
  ['a broken bracket', 'topics: [tariffs]\n', 'topics: [tariffs\n', /./],
  ['an hour without its zone', 'from: 2025-05-14', 'fromTime: ‹"00:01 ET"\n    from: 2025-05-14', /Area\/City/],
  ['no entries', GOOD.slice(GOOD.indexOf('entries:')), 'entries: ‹[]\n', /at least one entry/],
]

describe('each kind of mistake', () => {
  test.each(CASES)('%s', (_, from, to, says) => {
    const { text, line, column } = broken(from, to)
    const found = problems(text)
    expect(found.map((p) => p.message).join('\n')).toMatch(says)
    for (const p of found) expect(p.place?.file).toBe('us.x.yaml')
    if (to.includes('‹')) expect(found.map((p) => [p.place?.line, p.place?.column])).toContainEqual([line, column])
    else expect(found[0]?.place?.line).toBeGreaterThan(0)
  })
  test('a file with another name than its id', () => expect(problems(GOOD, 'us.y.yaml')[0]?.message).toMatch(/must be named us.x.yaml/))
  test('the same id twice', () => {
    expect(() => readLedger(HORIZON, [AUTHORITY, { file: 'a/us.x.yaml', text: GOOD }, { file: 'b/us.x.yaml', text: GOOD }], [])).toThrow(
      /b\/us.x.yaml:1:5: id: a\/us.x.yaml has the id "us.x" already/,
    )
  })
  test('all mistakes are told at once', () =>
    expect(problems(GOOD.replace('34%', '34').replace('points: 24', 'points: x').replace('party: US', 'party: U'))).toHaveLength(3))
})

describe('scenario files', () => {
  const scenario = (entries: string): string => `id: mine\ntitle: Mine\nsummary: Mine\nentries:\n${entries}`
  const read = (entries: string) => readScenario({ file: 'mine.yaml', text: scenario(entries) }, record)
  test.each([
    ['  - on: us.nothing\n    end: all\n    from: 2026-01-01\n', 'mine.yaml:5:5: entries.0: no measure "us.nothing" is on record'],
    ['  - on: cn.reciprocal\n    set: {rate: 34}\n    from: 2026-01-01\n', /entries.0: does not fit cn.reciprocal/],
    ['  - on: cn.reciprocal\n    extend: nothing\n    until: 2027-01-01\n', /does not fit cn.reciprocal: nothing labelled "nothing"/],
    ['  - execute: us-no-threat\n', /no threat "us-no-threat"/],
    ['  - enact: nothing-known\n', /no event "nothing-known"/],
    ['  - void: us.authority.none\n    from: decision\n', /no authority/],
    ['  - extendAll: truce\n', /needs "by"/],
    ['  - extendAll: truce\n    by: P1Y\n    until: 2027-01-01\n', /one of them/],
    ['  - extendAll: truce\n    by: ‹P\n', /write a period that is not empty/],
    ['  - extendAll: truce\n    by: ‹P0Y\n', /write a period that is not empty/],
    ['  - ‹extendAll: truce.none\n    by: P1Y\n', /no truce "truce.none" is on record; there are: .*truce.busan-2025/],
    ['  - ‹lapseAll: truce.none\n', /no truce "truce.none"/],
    ['  - ‹lapseAll: busan-meeting-2025\n', /no truce "busan-meeting-2025"/],
    ['  - ‹enact: us-100-threat-2025\n', /"us-100-threat-2025" is a threat: use execute/],
    ['  - ‹enact: busan-meeting-2025\n', /is of kind talks and made no law/],
    ['  - ‹execute: us-extension-2025-11\n', /is of kind act; only a threat is executed: use enact/],
    ['  - on: cn.reciprocal\n    end: ‹rates\n    from: 2026-12-01\n', /there is no term "rates"; write "all", or one of rate/],
    ['  - on: cn.reciprocal\n    set: {rate: 50%}\n    from: 2026-12-01\n    until: ‹2026-12-01\n', /is not after from/],
    ['  - on: cn.reciprocal\n    suspend: x\n    from: 2026-12-01\n    until: ‹2026-11-01\n', /is not after from/],
    ['  - ‹on: cn.reciprocal\n    suspend: truce-24\n    from: 2026-12-01\n    until: 2027-12-01\n', /extend it, or choose another label/],
    ['  - on: cn.reciprocal\n    suspend: x\n    points: ‹0\n    from: 2026-12-01\n    until: 2027-12-01\n', /more than 0/],
    ['  - on: cn.reciprocal\n    suspend: x\n    points: ‹-3\n    from: 2026-12-01\n    until: 2027-12-01\n', /more than 0/],
    [
      '  - on: cn.reciprocal\n    suspend: x\n    points: 40\n    from: 2026-12-01\n    until: 2027-12-01\n',
      /would take 40 points from rate/,
    ],
    ['  - on: cn.reciprocal\n    set: {rate: 10%}\n    from: 2026-10-11\n', /"truce-24" would take 24 points from rate, which is 10%/],
    [
      '  - on: cn.reciprocal\n    suspend: x\n    truce: ‹truce.none\n    from: 2026-12-01\n    until: 2027-12-01\n',
      /no record "truce.none"/,
    ],
    ['  - on: us.s232.metals.annex-1a\n    suspend: x\n    points: 1e21\n    from: 2026-12-01\n    until: 2027-12-01\n', /./],
    ['  - add: {id: x}\n', /the measure added is not valid/],
    ['  - delete: cn.reciprocal\n', 'mine.yaml:5:5: entries.0: an operation has exactly one verb'],
  ])('%s', (marked, says) => {
    const entries = marked.replace('‹', '')
    expect(() => read(entries)).toThrow(says)
    if (!marked.includes('‹')) return
    const before = scenario(marked).split('‹')[0]?.split('\n') ?? []
    expect(() => read(entries)).toThrow(new RegExp(`^mine.yaml:${before.length}:${(before.at(-1) ?? '').length + 1}: `))
  })

  const ADDED = `  - add:
      id: us.mine
      kind: tariff
      party: US
      title: A duty of mine
      authority: us.authority.ieepa-tariffs
      topics: [tariffs]
      scope: {origins: [CN], products: {lists: [us.s301.list-3]}}
      entries:
        - set: {rate: 34%}
          label: term
          from: 2026-12-01
          until: 2027-12-01
          known: 2026-10-01
          instrument: A draft
          sources: [a gazette]
          grade: seen
`
  const lists = new Set(['us.s301.list-3'])
  const added = (text: string) => readScenario({ file: 'mine.yaml', text: scenario(text) }, record, lists)
  test('a measure added is read', () => expect(added(ADDED).entries).toHaveLength(1))
  test.each([
    ['an unknown authority', 'us.authority.ieepa-tariffs', '‹us.authority.none', /no record "us.authority.none"/],
    ['the id of a measure', 'us.mine', '‹cn.reciprocal', /is on record already; change it with set/],
    ['the id of an event', 'us.mine', '‹busan-meeting-2025', /is on record already, of kind talks/],
    ['the id of an authority', 'us.mine', '‹us.authority.s301', /is on record already, of kind authority/],
    ['knowledge after the horizon', 'known: 2026-10-01', 'known: 2026-11-01', /after the ledger's horizon 2026-10-10/],
    ['an unknown list', '[us.s301.list-3]', '[‹us.s301.list-33]', /no product list "us.s301.list-33"/],
    ['an end before the start', 'until: 2027-12-01', 'until: ‹2026-12-01', /is not after from/],
    ['an act that is not on record', 'instrument: A draft', 'by: none', /no event of that id/],
    ['no value', 'set: {rate: 34%}\n          label: term', 'suspend: term', /no entry sets a term/],
    ['an unknown truce', 'label: term', 'truce: ‹truce.none', /no record "truce.none"/],
  ])('adding a measure with %s is refused', (_, from, to, says) => {
    const marked = ADDED.replace(from, to)
    expect(marked).not.toBe(ADDED)
    expect(() => added(marked.replace('‹', ''))).toThrow(says)
    if (!marked.includes('‹')) return
    const before = scenario(marked).split('‹')[0]?.split('\n') ?? []
    expect(() => added(marked.replace('‹', ''))).toThrow(new RegExp(`mine.yaml:${before.length}:${(before.at(-1) ?? '').length + 1}: `))
  })
  test('an id is added once', () => expect(() => added(ADDED + ADDED)).toThrow(/"us.mine" was added before/))
  test('a label is used once, and what is added can be extended', () => {
    const on = '  - on: us.mine\n'
    expect(() => added(`${ADDED}${on}    suspend: term\n    from: 2026-12-01\n    until: 2027-01-01\n`)).toThrow(
      /label of an earlier entry/,
    )
    expect(added(`${ADDED}${on}    extend: term\n    until: 2028-01-01\n`).entries).toHaveLength(2)
  })
  test('the same checks hold for a threat and an announcement in the record', () => {
    const event = (kind: string, rest: string) =>
      `id: x-2025\nkind: ${kind}\nparty: US\ntitle: X\nknown: 2025-01-01\ntopics: [tariffs]\ngrade: seen\nsources: [a]\n${rest}`
    const would = 'would:\n  - on: us.x\n    suspend: pause\n    from: 2026-01-01\n    until: 2027-01-01\n'
    const check = (text: string) => readLedger(HORIZON, [AUTHORITY, { file: 'us.x.yaml', text: GOOD }, { file: 'x-2025.yaml', text }], [])
    expect(() => check(event('threat', `trigger: none\nterms: X\n${would}`))).toThrow(
      /^x-2025.yaml:12:5: would.0: .* label of an earlier entry/,
    )
    expect(() => check(event('announcement', `saidBy: [{who: X, on: 2025-01-01}]\n${would}    covered: named\n`))).toThrow(
      /^x-2025.yaml:11:5: would.0: .* label of an earlier entry/,
    )
    expect(() => check(event('threat', 'trigger: none\nterms: X\nwould:\n  - execute: x-2025\n'))).toThrow(/would bring about itself/)
  })
  test('a key that was dropped from the schema is unknown', () =>
    expect(() => read('  - lapseAll: truce\ndecidedOn: 2026-01-01\n')).toThrow(/decidedOn/))
  test('a good one reads', () => expect(read('  - on: cn.reciprocal\n    set: {rate: 50%}\n    from: 2026-12-01\n').id).toBe('mine'))
})
