/** Every view at the width of a telephone, dark, and at that of a desk, light: readable, nothing beside the page, nothing wrong. */
import { expect, test } from 'vitest'
import { accessible, DAY, open, visit } from './site.js'

const at = visit()

const LATE = 'date=2026-06-30&known=2026-06-30'
const PLACES = [
  [`truce?${DAY}`, '.sides'],
  [`truce?date=2026-11-24&known=2026-10-10`, '.sides'],
  [`truce?date=2019-03-01&known=2019-03-01`, '.sides'],
  [`product?${DAY}&code=8504.40.85.00`, '.legend li'],
  [`what-if?${DAY}`, '.dumbbell'],
  [`timeline?${LATE}&open=us-extension-2025-11`, '.pairs'],
  [`topics?${LATE}&topic=soybeans`, '.figure svg'],
  [`record?${LATE}`, 'table'],
  [`entry/us.ieepa.reciprocal.cn?${LATE}`, 'table'],
] as const

test.each(PLACES)(
  '%s',
  async (place, stands) => {
    for (const [width, colorScheme] of [
      [360, 'dark'],
      [1440, 'light'],
    ] as const) {
      const { page, wrong, context } = await open(at.browser, `${at.site}#/${place}`, { viewport: { width, height: 800 }, colorScheme })
      await page.locator(`main ${stands}`).first().waitFor({ timeout: 20_000 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} wide`).toBeLessThanOrEqual(width)
      await accessible(page)
      expect(wrong).toEqual([])
      await context.close()
    }
  },
  60_000,
)
