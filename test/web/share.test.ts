/** A link gives the view to another reader; the page needs no connection once it is loaded, and no other host ever. */
import { expect, test } from 'vitest'
import { DAY, open, says, visit } from './site.js'

const at = visit()

const LONG = 60_000

test(
  'a scenario made by hand is the same from its link, in a fresh profile',
  async () => {
    const first = await open(at.browser, `${at.site}#/what-if?${DAY}&scenario=own`)
    await first.page.getByLabel('What becomes of Added duty on all goods of US origin', { exact: false }).selectOption('extend')
    await says(first.page, /1 measure differs/)
    await first.page.getByLabel(/100% on China, over and above/).check()
    await says(first.page, /2 measures differ/)
    const shown = await first.page.locator('.result .sides').textContent()
    const link = first.page.url()
    await first.context.close()

    const second = await open(at.browser, link)
    await says(second.page, /2 measures differ/)
    expect(await second.page.locator('.result .sides').textContent()).toBe(shown)
    expect(await second.page.getByLabel(/100% on China, over and above/).isChecked()).toBe(true)
    await second.context.close()
  },
  LONG,
)

test(
  'the bare address of the site names both dates, so that its link lasts',
  async () => {
    const { page, context } = await open(at.browser, at.site)
    await page.waitForURL(/date=\d{4}-\d\d-\d\d&known=\d{4}-\d\d-\d\d/)
    await page.locator('h1').waitFor()
    await context.close()
  },
  LONG,
)

test(
  'once loaded it works without a connection, also when it is opened again',
  async () => {
    const { page, context, asked } = await open(at.browser, `${at.site}#/record?${DAY}`)
    await says(page, 'Every entry')
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.getByRole('button', { name: 'Keep all data' }).click()
    await says(page, 'Kept.')
    await context.setOffline(true)
    await page.reload()
    await says(page, 'Every entry')
    await page.getByRole('link', { name: 'Truce', exact: true }).click()
    await says(page, '21 days')
    await page.getByRole('link', { name: 'Product', exact: true }).click()
    await page.getByRole('link', { name: /Sintered neodymium magnets/ }).click()
    await says(page, '22.1%')
    await page.getByRole('link', { name: 'What if', exact: true }).click()
    await says(page, /4 measures differ/)
    await page.getByRole('link', { name: 'Topics', exact: true }).click()
    await says(page, 'Figures, the newest known')
    await page.getByRole('link', { name: 'Timeline', exact: true }).click()
    await says(page, /entries from/)
    const host = new URL(at.site).host
    expect(asked.filter((address) => /^https?:/.test(address) && new URL(address).host !== host)).toEqual([])
    await context.close()
  },
  LONG,
)

test(
  'without a connection a view says in words what is missing',
  async () => {
    const { page, context } = await open(at.browser, `${at.site}#/truce?${DAY}`, { serviceWorkers: 'block' })
    await says(page, '21 days')
    await context.setOffline(true)
    await page.getByRole('link', { name: 'Product', exact: true }).click()
    await page.locator('main .failed').waitFor()
    expect(await page.locator('main .failed').textContent()).toContain('no connection')
    await context.close()
  },
  LONG,
)
