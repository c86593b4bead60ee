/** The weight of the first view, and what it asks for. */
import { expect, test } from 'vitest'
import { siteSizes } from '../../scripts/site-sizes.js'
import { DAY, open, SITE, says, visit } from './site.js'

const at = visit()

test('the first view is at most 150 kB of script and 300 kB of data', () => {
  const { script, data } = siteSizes(SITE)
  expect(script).toBeLessThan(150_000)
  expect(data).toBeLessThan(300_000)
  expect(script).toBeGreaterThan(20_000)
})

test('the first view asks for the record alone, and does not jump', async () => {
  const { page, asked, context } = await open(at.browser, `${at.site}#/truce?${DAY}`, { serviceWorkers: 'block' })
  await says(page, '21 days')
  await page.waitForTimeout(500)
  expect(asked.map((a) => a.replace(/^.*\//, '')).filter((name) => /\.(json|csv|gz)$/.test(name))).toEqual([
    expect.stringMatching(/^record-.*\.json$/),
  ])
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 300)
      }),
  )
  expect(shift).toBeLessThan(0.05)
  await context.close()
}, 60_000)
