/** The picture of the workbench in the README: docs/workbench.png. Run after `npm run build`: npx tsx scripts/picture.ts */
import { statSync } from 'node:fs'
import { addressOf, DAY, launch, open, serve } from '../test/web/site.js'

const OUT = 'docs/workbench.png'
const MOST = 300_000

const server = await serve()
const browser = await launch()
const { page } = await open(browser, `${addressOf(server)}#/truce?${DAY}`, { viewport: { width: 1280, height: 900 } })
await page.locator('.around').waitFor()
await page.screenshot({ path: OUT })
await browser.close()
server.close()
const size = statSync(OUT).size
process.stdout.write(`${OUT}: ${(size / 1000).toFixed(0)} kB\n`)
if (size > MOST) throw new Error(`the picture has ${size} bytes; at most ${MOST} are meant`)
