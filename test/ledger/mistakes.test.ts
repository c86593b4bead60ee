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
    ['  - on: cn.reciprocal\n    extend: nothing\n    until: 2027-01-01\n', /has nothing labelled "nothing"/],
    ['  - execute: us-no-threat\n', /no threat "us-no-threat"/],
    ['  - enact: nothing-known\n', /no event "nothing-known"/],
    ['  - void: us.authority.none\n    from: decision\n', /no authority/],
    ['  - extendAll: truce\n', /needs "by"/],
    ['  - add: {id: x}\n', /the measure added is not valid/],
    ['  - delete: cn.reciprocal\n', 'mine.yaml:5:5: entries.0: an operation has exactly one verb'],
  ])('%s', (entries, says) => expect(() => read(entries)).toThrow(says))
  test('a good one reads', () => expect(read('  - on: cn.reciprocal\n    set: {rate: 50%}\n    from: 2026-12-01\n').id).toBe('mine'))
})
