/** The commands as a person or a program meets them: codes, messages, width, JSON that fits its schema. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { OUTPUTS } from '../../src/answers/schemas.js'
import { parley } from './run.js'

const DAYS = ['2018-12-15', '2019-10-01', '2025-10-20', '2025-11-05', '2026-06-30', '2026-10-05', '2026-11-24']

describe('truce', () => {
  test.each(DAYS)('on %s prints JSON that fits the schema, and no line of words over 80 columns', async (day) => {
    for (const known of [day, '2026-10-10']) {
      const json = await parley('truce', '--date', day, '--known', known, '--json')
      expect(json.code, json.err).toBe(0)
      OUTPUTS.truce.parse(JSON.parse(json.out))
      const text = await parley('truce', '--date', day, '--known', known)
      for (const line of text.out.split('\n')) if (/\s\S+\s/.test(line.trim())) expect(line.length, line).toBeLessThanOrEqual(80)
    }
  })
  test('without a date it answers for today', async () => {
    expect(JSON.parse((await parley('truce', '--json')).out).date).toBe('2026-11-24')
  })
  test('under a scenario says that this is not the law', async () => {
    expect((await parley('truce', '--date', '2025-10-20', '--known', '2025-10-20', '--scenario', 'threat-100')).out).toMatch(
      /this is not\s+the law/,
    )
  })
})

describe('show', () => {
  test.each([
    'cn.reciprocal',
    'us.ieepa.reciprocal.cn',
    'us-100-threat-2025',
    'truce-extended-2027-01-10',
    'busan-soy-12mt-2025',
    'scotus-ieepa-2026',
  ])('%s', async (id) => {
    const { code, out } = await parley('show', id, '--json')
    expect(code).toBe(0)
    OUTPUTS.show.parse(JSON.parse(out))
    expect((await parley('show', id)).out).toMatch(/https?:\/\//)
  })
  test('of what was not known on the day says so', async () => {
    const { code, err } = await parley('show', 'busan-soy-12mt-2025', '--known', '2025-10-20')
    expect(code).toBe(3)
    expect(err).toMatch(/on record, but was not known on 2025-10-20/)
  })
  test('of what does not exist names what is near', async () => {
    const { code, err } = await parley('show', 'cn.export-control.ann-5')
    expect(code).toBe(3)
    expect(err).toMatch(/cn\.export-control\.ann-55-2025/)
  })
})

describe('timeline', () => {
  test('filters by actor, topic and days', async () => {
    const { code, out } = await parley(
      'timeline',
      '--actor',
      'CN',
      '--topic',
      'rare-earths',
      '--from',
      '2025-10-01',
      '--to',
      '2025-10-31',
      '--json',
    )
    expect(code).toBe(0)
    const { events } = OUTPUTS.timeline.parse(JSON.parse(out))
    expect(events.length).toBeGreaterThanOrEqual(3)
    for (const e of events) {
      expect(e.party).toBe('CN')
      expect(e.topics).toContain('rare-earths')
      expect(e.known >= '2025-10-01' && e.known <= '2025-10-31').toBe(true)
    }
  })
  test.each(['rare-earths', 'soybeans', 'fentanyl', 'tariffs', 'technology', 'ports'])('has events on %s', async (topic) => {
    expect(JSON.parse((await parley('timeline', '--topic', topic, '--json')).out).events.length).toBeGreaterThan(5)
  })
  test('of no event says what to do', async () =>
    expect((await parley('timeline', '--from', '2017-01-01', '--to', '2017-02-01')).out).toMatch(/Nothing on record fits/))
})

describe('diff', () => {
  test.each(['lapse', 'extend-one-year', 'threat-100', 'busan', 'ieepa-void', 'announced'])('%s fits its schema', async (id) => {
    for (const day of ['2025-10-20', '2026-10-05']) {
      const { code, out, err } = await parley('diff', '--scenario', id, '--date', day, '--known', day, '--json')
      expect(code, err).toBe(0)
      OUTPUTS.diff.parse(JSON.parse(out))
    }
  })
  test('takes a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'parley-')), 'mine.yaml')
    writeFileSync(
      file,
      'id: mine\ntitle: Mine\nsummary: A rate of my own\nentries:\n  - on: cn.reciprocal\n    set: {rate: 50%}\n    from: 2025-10-25\n',
    )
    const { out } = await parley('diff', '--scenario', file, '--date', '2025-10-20', '--known', '2025-10-20', '--json')
    const { differences } = OUTPUTS.diff.parse(JSON.parse(out))
    expect(differences.map((d) => [d.measure, d.from, d.with?.effective])).toContainEqual(['cn.reciprocal', '2025-10-25', '26%'])
  })
})

describe('check', () => {
  test('counts what the record covers', async () => {
    const { code, out } = await parley('check', '--json')
    expect(code).toBe(0)
    const c = OUTPUTS.check.parse(JSON.parse(out))
    expect(c.events).toBeGreaterThanOrEqual(362)
    expect(c.valueGrades.seen + c.valueGrades.partly + c.valueGrades.recalled).toBe(c.values)
    expect(c.horizon.parties.US.looked).toBe('2026-10-10')
  })
  test('tells the place of a mistake in a checkout, and ends with 1', async () => {
    const root = mkdtempSync(join(tmpdir(), 'parley-'))
    execFileSync('cp', ['-r', 'ledger', 'scenarios', root])
    writeFileSync(join(root, 'ledger/us/us.bad.yaml'), 'id: us.bad\nkind: tariff\n')
    const { code, err } = await parley('check', '--dir', root)
    expect(code).toBe(1)
    expect(err).toMatch(/^ledger\/us\/us\.bad\.yaml:1:1: /)
  })
})

describe('bad input', () => {
  test.each([
    [['truce', '--date', '2025-02-30'], '--date: "2025-02-30" is not a day; write YYYY-MM-DD'],
    [['truce', '--date', 'tomorrow'], 'is not a day'],
    [['truce', '--known', '10/11/2025'], '--known: "10/11/2025" is not a day'],
    [['truce', '--dat', '2025-01-01'], "unknown option '--dat'"],
    [['truces'], "unknown command 'truces'"],
    [['truce', '--scenario', 'peace'], 'no scenario "peace" ships with the record; there are: announced'],
    [['truce', '--scenario', './none.yaml'], 'there is no file ./none.yaml'],
    [['timeline', '--topic', 'cars'], 'Allowed choices are tariffs, rare-earths'],
    [['timeline', '--from', '2025-10-02', '--to', '2025-10-01'], 'lies before --from'],
    [['diff'], 'diff needs a scenario'],
    [['check', '--dir', '/nowhere'], 'there is no ledger/horizon.yaml in /nowhere'],
  ])('%j', async (argv, says) => {
    const { code, out, err } = await parley(...argv)
    expect(code === 2 || code === 3).toBe(true)
    expect(err).toContain(says)
    expect(out).toBe('')
  })
  test('help is no fault', async () => expect((await parley('--help')).code).toBe(0))
})

test('a program assesses duties with the package by name', () => {
  const script =
    "import { assess, openLedger, openRates } from 'parley'; import { productLists, usSchedule } from 'parley/node'; import lists from 'parley/lists'; const book = openRates(openLedger(), usSchedule(['85']), productLists()); console.log(assess(book, { hts: '8505.11.00.70', origin: 'CN', entry_date: '2026-09-30', value_usd: '10000' }).duty_usd, Object.keys(lists).length > 100)"
  expect(execFileSync('node', ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim()).toBe('2710.00 true')
})

test('the entries of the package are one library: worlds and models share their errors with it', () => {
  const script =
    "import { ParleyError } from 'parley/core'; import { openWorld } from 'parley/worlds'; import * as node from 'parley/node'; import { effectsOf } from 'parley/effects'; const world = openWorld('china-us-2017'); console.log(node.openWorld === openWorld); for (const f of [() => openWorld('none'), () => effectsOf(world, { changes: [{ importer: 'US', exporter: 'XX', rate: 0.1 }] })]) try { f() } catch (e) { console.log(e instanceof ParleyError, e.fault) }"
  expect(execFileSync('node', ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim().split('\n')).toEqual([
    'true',
    'true not-found',
    'true not-found',
  ])
})

test('the panel opens by name, and a scenario that is not there is an error of the library', () => {
  const script =
    "import { ParleyError } from 'parley'; import { streamRows, usPanel } from 'parley/panel'; const panel = usPanel({ known: '2026-09-30', days: ['2026-09-01', '2026-09-30'], origins: ['CN'] }); console.log(panel.total(panel.line('8505110070'), panel.origin('CN'), panel.day('2026-09-30'))); for await (const { hts, total_pct } of streamRows(panel, { lines: ['8505110070'] })) console.log(hts, total_pct); try { usPanel({ scenarios: ['none'] }) } catch (e) { console.log(e instanceof ParleyError, e.fault) }"
  expect(execFileSync('node', ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim().split('\n')).toEqual([
    '27100000',
    '8505110070 27.1',
    'true not-found',
  ])
})

test('the built command answers, and imports by name work', async () => {
  const text = execFileSync('node', ['bin/parley.js', 'truce', '--date', '2025-10-20', '--known', '2025-10-20'], { encoding: 'utf8' })
  expect(text).toContain('10 Nov 2025')
  const script =
    "import { openLedger } from 'parley'; import { openLedgerData } from 'parley/core'; const v = openLedger().asOf({ date: '2025-11-10', known: '2025-10-20' }); console.log(v.measure('cn.reciprocal').terms[0].segment.effective, typeof openLedgerData)"
  expect(execFileSync('node', ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim()).toBe('34% function')
})
