/** The time from a change on the what-if page to the result redrawn, measured in the page. */
import type { Page } from 'playwright-core'

/** Sets another rate each time, and waits until its result stands. In milliseconds. */
export async function timesOfChanges(page: Page, count: number): Promise<{ readonly median: number; readonly all: readonly number[] }> {
  await page.getByLabel('Set another rate of').selectOption('us.ieepa.fentanyl.cn')
  await page.getByRole('button', { name: 'Add' }).click()
  const rate = page.getByLabel('Rate of IEEPA duty on goods of China and Hong Kong over fentanyl', { exact: true })
  await rate.fill('21')
  await rate.blur()
  await page.locator('.result .rates').first().waitFor({ timeout: 30_000 })
  const all: number[] = []
  for (let i = 0; i < count; i++) {
    const next = `${22 + i}`
    all.push(
      await page.evaluate(async (text) => {
        const input = document.querySelector<HTMLInputElement>(
          'input[aria-label^="Rate of IEEPA duty on goods of China and Hong Kong over"]',
        )
        const result = document.querySelector('.result')
        if (!input || !result) throw new Error('no rate to change, or no result')
        const before = performance.now()
        const done = new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            if (!result.textContent?.includes(`20% → ${text}%`)) return
            observer.disconnect()
            requestAnimationFrame(() => resolve(performance.now() - before))
          })
          observer.observe(result, { subtree: true, childList: true, characterData: true })
        })
        input.value = text
        input.dispatchEvent(new Event('change', { bubbles: true }))
        return done
      }, next),
    )
  }
  const sorted = [...all].sort((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)] as number, all }
}
