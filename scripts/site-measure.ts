/** Measures the built workbench in Chromium: the first view, and a change of a scenario. Run: npx tsx scripts/site-measure.ts */

import { addressOf, DAY, launch, open, serve } from '../test/web/site.js'
import { timesOfChanges } from '../test/web/speed.js'

const server = await serve()
const browser = await launch()
const site = addressOf(server)
const say = (name: string, ms: number): boolean => process.stdout.write(`${name.padEnd(52)}${ms.toFixed(0).padStart(6)} ms\n`)

const first: number[] = []
for (let i = 0; i < 5; i++) {
  const start = performance.now()
  const { page, context } = await open(browser, `${site}#/truce?${DAY}`)
  await page.locator('h1').waitFor()
  first.push(performance.now() - start)
  await context.close()
}
say('truce, from nothing to its first look (median of 5)', first.sort((a, b) => a - b)[2] as number)

const { page } = await open(browser, `${site}#/what-if?${DAY}&scenario=own`)
const { median, all } = await timesOfChanges(page, 25)
say('what if, from a change to the result (median of 25)', median)
say('  slowest', Math.max(...all))
await browser.close()
server.close()
