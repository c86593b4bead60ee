/** Each view of the workbench, by clicks and keys. */
import { describe, expect, test } from 'vitest'
import { parley } from '../cli/run.js'
import { accessible, DAY, open, says, visit } from './site.js'

const at = visit()

const LONG = 60_000

describe('the truce', () => {
  test(
    'one link opens the world of the report within two screens',
    async () => {
      const { page, wrong } = await open(at.browser, `${at.site}#/truce?${DAY}`)
      await says(page, '21 days')
      await page.waitForTimeout(300)
      const bottom = async (text: string | RegExp): Promise<number> => {
        const box = await page.locator('main').getByText(text).first().boundingBox()
        return box ? box.y + box.height : Number.POSITIVE_INFINITY
      }
      const two = 2 * 800
      expect(await bottom('10 Nov 2025 00:01 ET (13:01 Beijing)'), 'when it ends').toBeLessThan(two)
      expect(await bottom(/^34%$/), 'what returns').toBeLessThan(two)
      expect(await bottom(/EO 14298/), 'by which instrument, on the US side').toBeLessThan(two)
      expect(await bottom(/Tax Commission Announcement 2025 No. 7/), 'and on that of China').toBeLessThan(two)
      expect(await bottom(/100% on China, over and above/), 'the threat').toBeLessThan(two)
      expect(await bottom(/starting November 1st, 2025/), 'its date').toBeLessThan(two)
      expect(await bottom('Holmium, erbium, thulium, europium and ytterbium items'), 'rare-earth controls').toBeLessThan(two)
      expect(await bottom('8 Nov 2025'), 'and when they start').toBeLessThan(two)
      expect(await bottom(/China imported no US soybeans in September 2025/), 'soybeans at zero').toBeLessThan(two)
      expect(await bottom('Fifth round of talks, Malaysia'), 'the talks').toBeLessThan(two)
      expect(await bottom(/Special port dues on vessels of US ownership/), 'the port fees of China').toBeLessThan(two)
      expect(await bottom(/Section 301 port fee on vessels of Chinese operators/), 'and of the US').toBeLessThan(two)
      await accessible(page)
      expect(wrong).toEqual([])
      await page.context().close()
    },
    LONG,
  )

  test(
    'moving only "known" shows what then happened',
    async () => {
      const { page } = await open(at.browser, `${at.site}#/truce?${DAY}`)
      await says(page, '21 days')
      await page.getByLabel('as known on').fill('2026-06-30')
      await says(page, 'Busan truce (Kuala Lumpur arrangement)')
      await says(page, 'The day passed with no order; the White House published the terms of a truce instead.')
      await says(page, /the authority is void/)
      expect(page.url()).toContain('date=2025-10-20&known=2026-06-30')
      await page.goBack()
      await says(page, '21 days')
      await page.goForward()
      await says(page, 'Busan truce (Kuala Lumpur arrangement)')
      await page.context().close()
    },
    LONG,
  )

  test(
    'the average duties of both sides since 2018 are those of the command line',
    async () => {
      const { page, wrong } = await open(at.browser, `${at.site}#/truce?${DAY}`)
      await says(page, '21 days')
      await page.locator('.reserve-rates').scrollIntoViewIfNeeded()
      const chart = page.locator('figure', { hasText: 'Average duty on goods of the other side' })
      await chart.waitFor({ timeout: 40_000 })
      await chart.getByRole('button', { name: 'Table' }).click()
      const rows = await chart.locator('tbody tr').allTextContents()
      const { out } = await parley('average', '--origin', 'CN', '--date', '2025-10-20', '--known', '2025-10-20', '--json')
      const { series } = JSON.parse(out) as { series: { rows: { weighted_pct: number }[] }[] }
      const percent = series[0]?.rows[0]?.weighted_pct.toFixed(1)
      const last = rows.filter((r) => r.startsWith('askedUS')).findLast((r) => r.slice(7, 17) <= '2025-10-20')
      expect(last?.slice(17)).toMatch(new RegExp(`^${percent}`))
      // The height that is known of the spring of 2025, and the step back of Geneva.
      expect(rows.some((r) => /^askedCN2025-04-12\d{3}\.\d.*cn\.reciprocal 84% to 125%/.test(r))).toBe(true)
      // The numbers on the chart are those of the list that says what made each step.
      const made = page.locator('ol.steps').first().locator('li')
      const height = (await made.filter({ hasText: '12 Apr 2025 CN 143.7%' }).textContent()) ?? ''
      expect(height).toMatch(/^[①-⑩] .*84% to 125% \(Tax Commission Announcement 2025 No\. 6\)/)
      expect(await chart.locator('svg').textContent()).toContain(`${height.slice(0, 1)} 143.7%`)
      await page.getByRole('button', { name: 'On all goods alike' }).click()
      await says(page, 'Duty on all goods of the other side')
      expect(wrong).toEqual([])
      await page.context().close()
    },
    LONG,
  )

  test(
    'a chart gives its table, CSV and SVG',
    async () => {
      const { page } = await open(at.browser, `${at.site}#/truce?${DAY}`)
      const chart = page.locator('figure', { hasText: 'Every suspension on a clock' })
      await chart.waitFor()
      await chart.getByRole('button', { name: 'Table' }).click()
      expect(await chart.locator('tbody tr').count()).toBe(4)
      for (const [button, holds] of [
        ['CSV', 'cn.reciprocal'],
        ['SVG', 'EO 14334'],
      ] as const) {
        const [file] = await Promise.all([page.waitForEvent('download'), chart.getByRole('button', { name: button }).click()])
        const stream = await file.createReadStream()
        let text = ''
        for await (const part of stream) text += part
        expect(text).toContain(holds)
      }
      await page.context().close()
    },
    LONG,
  )
})

describe('a product', () => {
  test(
    'is found by words, with keys, and answered in place',
    async () => {
      const { page, wrong } = await open(at.browser, `${at.site}#/product?${DAY}`)
      await page.getByLabel('Number or words').pressSequentially('sintered neodymium')
      await page.locator('.results button').first().waitFor({ timeout: 20_000 })
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await says(page, '22.1%')
      await says(page, /licence required for goods as described/)
      const question = page.locator('.questions li', { hasText: 'transshipped' })
      await question.getByRole('button', { name: 'Yes' }).click()
      await says(page, '62.1%')
      expect(page.url()).toContain('claims=transshipped')
      await page.getByRole('link', { name: 'take back' }).click()
      await says(page, '22.1%')
      await says(page, '8 steps')
      await accessible(page)
      expect(wrong).toEqual([])
      await page.context().close()
    },
    LONG,
  )

  test(
    'is set beside the same goods of other origins, as on the command line',
    async () => {
      const { page, wrong } = await open(at.browser, `${at.site}#/product?${DAY}&code=8505.11.00.70`)
      const field = page.getByLabel('Origins to set beside it, two letters each')
      await field.fill('mx, vn, xx')
      await page.keyboard.press('Enter')
      await page.waitForURL(/beside=MX%2CVN%2CXX/)
      const chart = page.locator('figure', { hasText: 'The duty by origin' })
      await chart.getByRole('listitem').filter({ hasText: 'XX:' }).waitFor()
      await chart.getByRole('button', { name: 'Table' }).click()
      const shown = await chart
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].slice(0, 3).map((cell) => cell.textContent)))
      const asked = ['--date', '2025-10-20', '--known', '2025-10-20', '--json']
      const { out } = await parley('duty', '8505.11.00.70', '--origin', 'CN', '--compare', 'MX,VN', ...asked)
      const told = (JSON.parse(out) as { origin: string; rate_pct: number; duty_usd: string }[]).map((a) => [
        a.origin,
        String(a.rate_pct),
        a.duty_usd,
      ])
      expect(shown).toEqual([...told, ['XX', 'open', 'open']])
      await accessible(page)
      expect(wrong).toEqual([])
      await page.context().close()
    },
    LONG,
  )

  test(
    'goes into China too, and asks for what it needs',
    async () => {
      const { page } = await open(at.browser, `${at.site}#/product?${DAY}&code=1201.90&to=CN`)
      await says(page, '23%')
      await says(page, /Soybeans, whether or not broken: Other/)
      await says(page, /Is there none\?/)
      await page.goto(`${at.site}#/product?date=2025-11-15&known=2025-11-15&code=0402.21.25.00`)
      await says(page, 'No total')
      await page.getByRole('textbox', { name: /what is the quantity in kg/ }).fill('500')
      await page.keyboard.press('Enter')
      await page.waitForURL(/quantity\.kg=500/)
      await page.locator('.deadline b').waitFor()
      await page.goto(`${at.site}#/product?${DAY}&code=9999.99`)
      await page.locator('.failed').waitFor()
      expect(await page.locator('.failed').textContent()).toMatch(/code|chapter/i)
      await page.context().close()
    },
    LONG,
  )
})

describe('the other views', () => {
  test(
    'timeline: a topic, closer, an entry opens with both dates and sources',
    async () => {
      const { page, wrong } = await open(at.browser, `${at.site}#/timeline?${DAY}`)
      await page.getByLabel('Topic').selectOption('soybeans')
      await page.waitForURL(/topic=soybeans/)
      await page.getByRole('link', { name: /China imported no US soybeans/ }).click()
      const panel = page.getByLabel('The entry opened')
      await panel.getByText('In effect').waitFor()
      await panel.getByText('Sources').waitFor()
      await page.getByRole('button', { name: 'Closer' }).click()
      await page.waitForURL(/from=/)
      await page.locator('.lane circle').first().click()
      await accessible(page)
      expect(wrong).toEqual([])
      await page.context().close()
    },
    LONG,
  )

  test(
    'topics, record and an entry',
    async () => {
      const { page, wrong } = await open(at.browser, `${at.site}#/topics?${DAY}&topic=soybeans`)
      await says(page, /China's soybean imports from the United States/)
      await accessible(page)
      await page.getByLabel('Topics').getByRole('link', { name: 'rare earths' }).click()
      await says(page, 'Rare-earth production equipment and raw and auxiliary materials')
      await page.getByRole('link', { name: 'Record', exact: true }).click()
      await says(page, /Every entry/)
      await page.getByLabel('Words of its title or id').fill('cn.reciprocal')
      await accessible(page)
      await page.getByRole('link', { name: 'Added duty on all goods of US origin in answer to the US reciprocal duty' }).click()
      await says(page, 'What holds when, by what is known')
      await accessible(page)
      await page.goto(`${at.site}#/entry/us-extension-2025-11?${DAY}`)
      await says(page, /nothing of it was published by 20 Oct 2025/)
      await page.goto(`${at.site}#/truce?date=2025-02-30&known=2025-10-20`)
      await says(page, /is not a day of the calendar/)
      expect(wrong).toEqual([])
      await page.context().close()
    },
    LONG,
  )
})
