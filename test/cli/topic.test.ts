/** `parley topic` as a person or a program meets it. `npm run golden` writes the texts anew; read the difference before you commit it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { OUTPUTS } from '../../src/answers/schemas.js'
import { parley } from './run.js'

const ask = (topic: string, day: string, ...more: string[]): ReturnType<typeof parley> =>
  parley('topic', topic, '--date', day, '--known', day, ...more)

describe('texts', () => {
  test.each([
    ['soybeans', '2025-10-20'],
    ['rare-earths', '2025-10-20'],
    ['fentanyl', '2026-06-30'],
  ])('%s on %s', async (topic, day) => {
    const { code, out, err } = await ask(topic, day)
    expect(code, err).toBe(0)
    const file = `test/cli/golden/topic-${topic}-${day}.txt`
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, out)
    expect(existsSync(file), `${file} is missing: npm run golden`).toBe(true)
    expect(out).toBe(readFileSync(file, 'utf8'))
  })
})

describe.each(['soybeans', 'rare-earths', 'fentanyl', 'technology', 'ports', 'tariffs', 'courts'])('%s', (topic) => {
  test.each(['2018-12-15', '2025-10-20', '2026-06-30', '2026-11-24'])(
    'on %s fits the schema and 80 columns, and folds what is long',
    async (day) => {
      const json = await ask(topic, day, '--json')
      expect(json.code, json.err).toBe(0)
      OUTPUTS.topic.parse(JSON.parse(json.out))
      const text = (await ask(topic, day)).out
      for (const line of text.split('\n')) if (/\s\S+\s/.test(line.trim())) expect(line.length, line).toBeLessThanOrEqual(80)
      if (topic !== 'tariffs') expect(text.split('\n').length).toBeLessThanOrEqual(150)
      const whole = (await ask(topic, day, '--all')).out
      expect(whole).not.toContain('more: --all')
      expect(whole.length).toBeGreaterThanOrEqual(text.replace(/ +and \d+ more: --all\n/g, '').length)
    },
  )
})

test('without a name lists the topics', async () => {
  const { code, out } = await parley('topic', '--json')
  expect(code).toBe(0)
  const { topics } = OUTPUTS.topic.parse(JSON.parse(out)) as { topics: { topic: string }[] }
  expect(topics.map((t) => t.topic)).toEqual(expect.arrayContaining(['soybeans', 'rare-earths', 'fentanyl', 'technology', 'ports']))
  expect((await parley('topic')).out).toMatch(/soybeans +\d+ +\d+ +\d+/)
})

test('of a topic that there is not, says which there are', async () => {
  const { code, out, err } = await parley('topic', 'soyabeans')
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toMatch(/Allowed choices are .*soybeans/)
})

test('under a scenario says that this is not the law, and shows its effect', async () => {
  const { out } = await ask('soybeans', '2025-11-15', '--scenario', 'extend-one-year')
  expect(out).toMatch(/this is not\s+the law/)
})

test('beyond the horizon says so', async () => {
  expect((await parley('topic', 'soybeans')).out).toMatch(/last looked\s+at/)
})
