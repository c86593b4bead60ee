/** The commands on duties as a broker meets them. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AssessmentOutput, AssessOutput, ComparisonOutput, EntryLineInput, HistoryOutput } from '../../src/answers/duty-schemas.js'
import { entryOfCells } from '../../src/answers/entries.js'
import { HtsOutput } from '../../src/answers/hts-schemas.js'
import { parley } from './run.js'

const magnet = ['duty', '8505.11.00.70', '--origin', 'CN', '--value', '10000']

describe('duty', () => {
  test('prints JSON that fits its schema, with every layer and the heading of the exemption', async () => {
    const { code, out } = await parley(...magnet, '--date', '2025-10-20', '--json')
    expect(code).toBe(0)
    const a = AssessmentOutput.parse(JSON.parse(out))
    expect(a.duty_usd).toBe('2210.00')
    expect(a.rate_pct).toBe(22.1)
    expect(a.layers.find((l) => l.heading === '9903.01.24')).toMatchObject({
      status: 'applies',
      rate_pct: 20,
      amount_usd: '2000.00',
      measure: 'us.ieepa.fentanyl.cn',
    })
    expect(a.layers.find((l) => l.heading === '9903.01.32')).toMatchObject({ status: 'exempt', amount_usd: '0.00' })
    for (const l of a.layers) expect(l.instrument).not.toBe('')
  })
  test('the text tells heading, rate, amount and reasons in 80 columns', async () => {
    const { out } = await parley(...magnet, '--date', '2026-09-30')
    expect(out).toMatch(/9903\.91\.06 .* 25%\s+2500\.00/)
    for (const line of out.split('\n')) if (/\s\S+\s/.test(line.trim())) expect(line.length, line).toBeLessThanOrEqual(80)
  })
  test('with and without dots, and an 8-digit code asks for its lines', async () => {
    const one = await parley('duty', '8505110070', '--origin', 'cn', '--date', '2025-10-20', '--json')
    expect(JSON.parse(one.out).hts).toBe('8505.11.00.70')
    const { code, err } = await parley('duty', '8505.11.00', '--origin', 'CN')
    expect(code).toBe(2)
    expect(err).toMatch(/stands for \d+ statistical lines; choose one: 8505\.11\.00\.\d\d/)
  })
  test('says what an answer would change, and by how much', async () => {
    const a = AssessmentOutput.parse(
      JSON.parse((await parley('duty', '7318.15.20.10', '--origin', 'CN', '--date', '2025-10-20', '--json')).out),
    )
    expect(a.questions.every((q) => q.change_usd === undefined || q.change_usd !== '0.00')).toBe(true)
    expect(a.questions.length).toBeGreaterThan(0)
  })
  test('a scenario answers what a lapse would cost: 24 points more', async () => {
    const at = async (...more: string[]): Promise<number> =>
      JSON.parse(
        (await parley('duty', '8504.40.85.00', '--origin', 'CN', '--date', '2025-11-11', '--known', '2025-10-20', '--json', ...more)).out,
      ).rate_pct
    expect(await at()).toBe(79)
    expect(await at('--scenario', 'extend-one-year')).toBe(55)
    expect(await at('--scenario', 'threat-100')).toBe(179)
    expect(await at('--scenario', 'ieepa-void')).toBe(25)
  })
  test('history, comparison and lines of the schedule keep to their schemas', async () => {
    const printed = async (...argv: string[]): Promise<unknown> => JSON.parse((await parley(...argv, '--json')).out)
    const issues = (schema: z.ZodType, value: unknown): unknown => schema.safeParse(value).error?.issues ?? []
    expect(issues(HistoryOutput, await printed('duty', '8504.40.85.00', '--origin', 'CN', '--history'))).toEqual([])
    expect(issues(ComparisonOutput, await printed('duty', '8505.11.00.70', '--compare', 'CN,VN'))).toEqual([])
    for (const words of ['8505.11.00.70', '8505.11', '9102.11', 'sugar', 'permanent magnets'])
      expect(issues(HtsOutput, await printed('hts', words)), words).toEqual([])
  })

  test('history and comparison', async () => {
    const history = JSON.parse((await parley('duty', '8504.40.85.00', '--origin', 'CN', '--date', '2026-10-10', '--history', '--json')).out)
    expect(history.map((s: { from: string; rate_pct: number }) => [s.from, s.rate_pct])).toEqual([
      ['2018-07-06', 0],
      ['2018-09-24', 10],
      ['2019-05-10', 25],
      ['2025-02-04', 35],
      ['2025-03-04', 45],
      ['2025-04-05', 55],
      ['2025-04-09', 129],
      ['2025-04-10', 170],
      ['2025-05-14', 55],
      ['2025-11-10', 45],
      ['2026-02-24', 35],
      ['2026-07-24', 37.5],
    ])
    const compared = JSON.parse((await parley('duty', '8504.40.85.00', '--compare', 'CN,VN,HK', '--date', '2025-10-20', '--json')).out)
    expect(compared.map((a: { origin: string; rate_pct: number }) => [a.origin, a.rate_pct])).toEqual([
      ['CN', 55],
      ['VN', 20],
      ['HK', 30],
    ])
  })
  test.each([
    [['duty', '8505.11.00.70'], 'say the country of origin'],
    [['duty', 'magnets', '--origin', 'CN'], 'is not a tariff number'],
    [['duty', '8505.11.00.70', '--origin', 'China'], 'origin: "CHINA" is not an ISO 3166'],
    [[...magnet, '--value', '-5'], 'value_usd: must not be negative'],
    [[...magnet, '--value', '1e9'], 'is not an amount'],
    [[...magnet, '--loaded', '2027-01-01', '--date', '2026-01-01'], 'cannot be entered'],
    [[...magnet, '--fact', 'steel=5'], 'unknown fact'],
    [[...magnet, '--fact', 'steel_value_pct=120'], 'is not a share in percent'],
    [[...magnet, '--base-rate', 'lots'], 'base_rate: "lots" is not a rate'],
    [['duty', '9999.99.99.99', '--origin', 'CN'], 'Chapter 99'],
  ])('%j', async (argv, says) => {
    const { code, out, err } = await parley(...argv)
    expect([2, 3]).toContain(code)
    expect(err).toContain(says)
    expect(out).toBe('')
  })
})

const LINES = [
  { id: 'a', hts: '8504.40.85.00', origin: 'CN', entry_date: '2025-04-10', value_usd: 1000 },
  { id: 'b', hts: 'nothing', origin: 'CN', entry_date: '2025-04-10', value_usd: 1000 },
  { id: 'c', hts: '8505110070', origin: 'CN', entry_date: '2026-09-30', value_usd: '1234.56', claims: ['donation'] },
]

describe('assess', () => {
  test('one line in, one out, in order; a bad line becomes an error record and the exit code tells', async () => {
    const stdin = `${LINES.map((l) => JSON.stringify(l)).join('\n')}\n{broken\n`
    const { code, out, err } = await parley('assess', '-', { stdin })
    const answers = out
      .trim()
      .split('\n')
      .map((l) => AssessOutput.parse(JSON.parse(l)))
    expect(code).toBe(2)
    expect(err).toContain('2 line(s) could not be assessed')
    expect(answers.map((a) => ('error' in a ? [a.id, a.line] : [a.id, a.rate_pct]))).toEqual([
      ['a', 170],
      ['b', 2],
      ['c', expect.any(Number)],
      [undefined, 4],
    ])
  })
  test('CSV with the same keys gives the same answers', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'parley-')), 'entries.csv')
    writeFileSync(
      file,
      '\ufeffid,hts,origin,entry_date,value_usd,claims,facts.us_content_pct,quantity\na,8504.40.85.00,CN,2025-04-10,1000,,,\nc,8505110070,CN,2026-09-30,1234.56,donation;usmca,25,kg=5\n',
    )
    const { code, out } = await parley('assess', file)
    expect(code).toBe(0)
    expect(
      out
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l).id),
    ).toEqual(['a', 'c'])
    expect(JSON.parse(out.split('\n')[0] as string).rate_pct).toBe(170)
  })
  const HEAD = 'id,hts,origin,entry_date,value_usd'
  const good = (id: number): string => `${id},8505.11.00.70,CN,2025-10-20,1`
  const answersTo = async (csv: string, ...more: string[]): Promise<{ code: number; seen: unknown[]; errors: string[] }> => {
    const { code, out } = await parley('assess', '-', ...more, { stdin: csv })
    const answers = out
      .split('\n')
      .filter(Boolean)
      .map((l) => AssessOutput.parse(JSON.parse(l)))
    return {
      code,
      seen: answers.map((a) => ('error' in a ? `line ${a.line}` : a.id)),
      errors: answers.flatMap((a) => ('error' in a ? [a.error] : [])),
    }
  }
  test.each([
    ['text after a closing quote', [good(1), '2,"8505" x,CN,2025-10-20,1', good(3)], ['1', 'line 3', '3'], /follows a closing quote/],
    ['a quote within a bare cell', [good(1), '2,85"05,CN,2025-10-20,1', good(3)], ['1', 'line 3', '3'], /within a cell/],
    ['an open quote before good lines', [good(1), '2,"8505,CN,2025-10-20,1', good(3), good(4)], ['1', 'line 3', '3', '4'], /not closed/],
    ['an open quote at the end', [good(1), '2,"8505,CN,2025-10-20,1'], ['1', 'line 3'], /not closed/],
    ['an open quote that a later row seems to close', ['1,"85', '2,"8505.11.00.70",CN,2025-10-20,1'], ['line 2', '2'], /not closed/],
    ['two bad rows, a blank line between', ['1,"8"5', '', '2,"8"5', good(3)], ['line 2', 'line 4', '3'], /closing quote/],
  ])('CSV with %s: an error record in its place, and the run goes on', async (_, rows, seen, says) => {
    for (const end of ['\n', '\r\n']) {
      const got = await answersTo(`${[HEAD, ...rows].join(end)}${end}`)
      expect(got.seen).toEqual(seen)
      expect(got.errors[0]).toMatch(says)
      expect(got.code).toBe(2)
    }
  })
  test('CSV: a quoted cell may hold commas, quotes and line ends', async () => {
    const got = await answersTo(`${HEAD}\n"a, ""b""\nc",8505.11.00.70,CN,2025-10-20,1\nx,y,CN,2025-10-20,1\n`)
    expect(got.seen).toEqual(['a, "b"\nc', 'line 4'])
  })
  test('CSV whose heads cannot be read is refused', async () => {
    const { code, out, err } = await parley('assess', '-', '--format', 'csv', { stdin: `id,"hts" x\n${good(1)}\n` })
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('line 1')
  })
  test('standard input is JSON lines or CSV, by its first character or as said', async () => {
    expect((await answersTo(`\ufeff\n${HEAD}\n${good(1)}`)).seen).toEqual(['1'])
    expect((await answersTo(`${HEAD}\n${good(1)}`, '--format', 'csv')).seen).toEqual(['1'])
    expect((await answersTo(`\n ${JSON.stringify(LINES[0])}`)).seen).toEqual(['a'])
    expect((await answersTo(`${HEAD}\n${good(1)}`, '--format', 'jsonl')).seen).toEqual(['line 1', 'line 2'])
    expect((await answersTo('')).seen).toEqual([])
  })
  test.each([['--json'], ['--date', '2025-10-20'], ['--format', 'xml']])('assess refuses what it has no use for: %s', async (...option) => {
    const { code, out } = await parley('assess', '-', ...option, { stdin: JSON.stringify(LINES[0]) })
    expect([code, out]).toEqual([2, ''])
  })
  test('cells of CSV: what is empty is absent, and quantities are read as --quantity is', () => {
    expect(entryOfCells({ hts: '85', loaded_date: '', claims: ' ', 'facts.mode': '' })).toEqual({ entry: { hts: '85' } })
    for (const cell of ['100 kg', '100kg', 'kg=100', '100kg;'])
      expect(entryOfCells({ quantity: cell }).entry).toEqual({ quantity: { kg: '100' } })
    expect(entryOfCells({ quantity: '100 kg; 5 No.' }).entry).toEqual({ quantity: { kg: '100', 'No.': '5' } })
    expect(entryOfCells({ quantity: 'many' }).problem).toContain('is not a quantity')
  })
  test('a line split between two pieces of the stream is read whole', async () => {
    const text = JSON.stringify(LINES[0])
    const { out } = await parley('assess', '-', { stdin: `${text}\n${text}` })
    expect(out.trim().split('\n')).toHaveLength(2)
  })
  test('every fact that can be asked for has its key in the schema of an entry line', () => {
    const schema = JSON.stringify(z.toJSONSchema(EntryLineInput))
    for (const name of ['steel_value_pct', 'melt_country', 'us_content_pct', 'in_quota', 'repair_value_usd', 'mode'])
      expect(schema).toContain(`"${name}"`)
    expect(JSON.parse(readFileSync('schema/entry-line.schema.json', 'utf8')).title).toBe('An entry line, as parley assess takes it')
  })
})

describe('hts', () => {
  test('finds lines by words and by number', async () => {
    const words = await parley('hts', 'permanent', 'magnets')
    expect(words.code).toBe(0)
    expect(words.out).toContain('8505.11')
    expect((await parley('hts', '8505.11.00.70')).out).toContain('neodymium')
    expect((await parley('hts', '1201.90')).out).toContain('1201.90.00')
  })
  test('of a number that does not exist says so', async () => {
    const { code, err } = await parley('hts', '8505.99')
    expect(code).toBe(3)
    expect(err).not.toBe('')
  })
})
