/** Scenario files as the command line takes them. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parley } from '../cli/run.js'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const dates = ['--date', '2025-10-20', '--known', '2025-10-20']

test.each(['./scenarios', folder, `${folder}/`])('a folder is no scenario: %s', async (named) => {
  const { code, out, err } = await parley('diff', '--scenario', named, ...dates)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(`${named} is no file`)
})
test('a folder is nothing to compare with', async () => {
  const { code, err } = await parley('diff', '--scenario', 'lapse', '--against', folder, ...dates)
  expect(code).toBe(2)
  expect(err).toContain(`${folder} is no file`)
})
test('a product list that does not ship is refused at its place', async () => {
  const file = join(folder, 'mine.yaml')
  const measure =
    '{id: us.mine, kind: tariff, party: US, title: X, authority: us.authority.s301, topics: [tariffs], scope: {origins: [CN], products: {lists: [none]}}, entries: [{set: {rate: 5%}, from: 2025-10-25, known: 2025-10-20, instrument: X, sources: [a], grade: seen}]}'
  writeFileSync(file, `id: mine\ntitle: Mine\nsummary: Mine\nentries:\n  - add: ${measure}\n`)
  const { code, err } = await parley('diff', '--scenario', file, ...dates)
  expect(code).toBe(2)
  expect(err).toMatch(/mine\.yaml:5:\d+: entries\.0\.add\.scope\.products\.lists\.0: .*no product list "none"/)
})
