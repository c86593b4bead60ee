/** `parley controls` as a person or a program meets it. */
import { describe, expect, test } from 'vitest'
import { ControlsOutput } from '../../src/answers/controls-schemas.js'
import { parley } from './run.js'

const QUESTIONS = [
  ['8505.11', '--from', 'CN', '--to', 'US'],
  ['8112929010'],
  ['28'],
  ['8542.31', '--from', 'US', '--to', 'CN'],
  ['dysprosium'],
  ['wire saw'],
  ['--element', 'gallium', '--listings'],
  ['--element', 'rare earths'],
  ['--listings'],
  ['0901.11'],
]

describe.each(QUESTIONS.map((q) => [q.join(' '), q] as const))('%s', (_, question) => {
  test.each(['2025-10-12', '2025-11-15', '2026-11-28'])('on %s prints JSON that fits the schema, and words of 80 columns', async (date) => {
    for (const known of [[], ['--known', date]]) {
      const json = await parley('controls', ...question, '--date', date, ...known, '--json')
      expect(json.code, json.err).toBe(0)
      ControlsOutput.parse(JSON.parse(json.out))
      const text = await parley('controls', ...question, '--date', date, ...known)
      for (const line of text.out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
    }
  })
})

test('the first line is the verdict', async () => {
  const { out } = await parley('controls', '8505.11', '--from', 'CN', '--to', 'US', '--date', '2025-10-20', '--known', '2025-10-20')
  expect(out.replace(/\s+/g, ' ')).toMatch(
    /^8505\.11 from China to the United States on 20 Oct 2025, as known on 20 Oct 2025: licence required for goods as described \(1 control in force\), 1 issued but not started/,
  )
})
test('a day beyond the horizon is said to be', async () => {
  expect((await parley('controls', '7105.10', '--date', '2026-11-28')).out).toMatch(/last looked at/)
})
test('a scenario is said not to be the law', async () => {
  expect((await parley('controls', '7105.10', '--date', '2026-11-28', '--scenario', 'extend-one-year')).out).toMatch(
    /this is not\s+the law/,
  )
})

test.each([
  [['8505.1'], 2, /no customs code/],
  [['85051100701'], 2, /no customs code/],
  [[], 2, /name a customs code/],
  [[' '], 2, /empty/],
  [['--element', 'Xy'], 3, /no chemical element/],
  [['--element', 'dysprosum'], 3, /dysprosium/],
  [['galium'], 3, /gallium/],
  [['2846', '--to', 'Ohio'], 2, /ISO two letters/],
  [['2846', '--date', '2025-02-30'], 2, /--date/],
])('%j: exit code %i', async (words, code, message) => {
  const answer = await parley('controls', ...words)
  expect(answer.code).toBe(code)
  expect(answer.err).toMatch(message)
  expect(answer.out).toBe('')
})
