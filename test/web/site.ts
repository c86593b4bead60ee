/** The built site on a small static server in a sub-folder, and Chromium to look at it. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'

export const SITE = 'dist/site'
const FOLDER = '/any/folder/'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv',
}

/** Serves the site as any static host would. */
export function serve(): Promise<Server> {
  if (!existsSync(join(SITE, 'index.html'))) throw new Error(`${SITE} is not built: run npm run build first`)
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname))
    const file = path.startsWith(FOLDER) ? join(SITE, path.slice(FOLDER.length) || 'index.html') : ''
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

export const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${FOLDER}`

const PLACES = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: PLACES.find((path) => path && existsSync(path)) ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** The site and the browser of a file's tests: there when its first test begins, gone after its last. */
export interface Visit {
  readonly browser: Browser
  readonly site: string
}

export function visit(): Visit {
  let server: Server | undefined
  const at: { browser?: Browser; site: string } = { site: '' }
  beforeAll(async () => {
    server = await serve()
    at.site = addressOf(server)
    at.browser = await launch()
  }, 60_000)
  afterAll(async () => {
    await at.browser?.close()
    server?.close()
  })
  return at as Visit
}

/** A page in a profile of its own, with what went wrong on it and what it asked of whom. */
export interface Watched {
  readonly page: Page
  readonly context: BrowserContext
  readonly wrong: string[]
  readonly asked: string[]
}

export async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Berlin', ...options })
  const page = await context.newPage()
  const wrong: string[] = []
  const asked: string[] = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(address)
  return { page, context, wrong, asked }
}

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

interface Axe {
  run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
}

/** What axe finds that is serious or critical: nothing may be left. */
export async function accessible(page: Page): Promise<void> {
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run()
    return violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
  })
  expect(found).toEqual([])
}

/** Waits for an answer in words. */
export async function says(page: Page, text: string | RegExp, timeout = 20_000): Promise<void> {
  await page.locator('main').getByText(text).first().waitFor({ timeout })
}

export const DAY = 'date=2025-10-20&known=2025-10-20'
