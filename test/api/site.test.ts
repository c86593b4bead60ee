/** The static site beside the API. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { problemIn, served } from './service.js'

const folder = mkdtempSync(join(tmpdir(), 'parley-site-'))
const files: Record<string, string> = {
  'index.html': '<title>home</title>',
  'about/index.html': '<title>about</title>',
  'assets/app-1a2b3c4d.js': 'export {}',
  'assets/style.css': 'a{}',
  'data.json': '{}',
  'mark.svg': '<svg/>',
}
for (const name of ['about', 'assets']) mkdirSync(join(folder, 'site', name), { recursive: true })
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'site', name), text)
writeFileSync(join(folder, 'secret.txt'), 'secret')
symlinkSync(join(folder, 'secret.txt'), join(folder, 'site', 'link.txt'))
afterAll(() => rmSync(folder, { recursive: true }))

const service = served({}, join(folder, 'site'))

/** The address as it is written, without what a client would tidy. */
const raw = (path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    request(service.it.url, { path }, async (response) => {
      let text = ''
      for await (const chunk of response) text += String(chunk)
      resolve({ status: response.statusCode ?? 0, text })
    })
      .on('error', reject)
      .end()
  })

describe('the site', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', 'index.html'],
    ['/about/', 'text/html; charset=utf-8', 'about/index.html'],
    ['/about', 'text/html; charset=utf-8', 'about/index.html'],
    ['/assets/app-1a2b3c4d.js', 'text/javascript; charset=utf-8', 'assets/app-1a2b3c4d.js'],
    ['/assets/style.css', 'text/css; charset=utf-8', 'assets/style.css'],
    ['/data.json', 'application/json', 'data.json'],
    ['/mark.svg', 'image/svg+xml; charset=utf-8', 'mark.svg'],
  ])('%s is %s', async (path, type, file) => {
    const response = await service.it.get(path)
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, type, files[file]])
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const again = await service.it.get(path, { headers: { 'if-none-match': response.headers.get('etag') as string } })
    expect(again.status).toBe(304)
    const head = await service.it.get(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(files[file]?.length), ''])
  })

  test("a page's address falls back to the index; a file's does not, nor does the API", async () => {
    const page = await service.it.get('/product/8505.11', { headers: { accept: 'text/html' } })
    expect(page.status).toBe(404)
    const deep = await service.it.get('/product/magnets', { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect([deep.status, await deep.text()]).toEqual([200, files['index.html']])
    expect((await service.it.get('/product/magnets')).status).toBe(404)
    expect((await service.it.get('/missing.js', { headers: { accept: 'text/html' } })).status).toBe(404)
    expect((await problemIn(await service.it.get('/v1/nothing', { headers: { accept: 'text/html' } }))).status).toBe(404)
    expect((await service.it.get('/docs')).headers.get('content-type')).toMatch(/html/)
    expect((await problemIn(await service.it.get('/data.json', { method: 'POST' }))).status).toBe(404)
  })

  test('nothing outside of it is given', async () => {
    for (const path of [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/..%5csecret.txt',
      '/assets/..\\..\\secret.txt',
      '//secret.txt',
      `/${folder}/secret.txt`,
      '/link.txt',
      '/index.html%00.txt',
      '/%ff',
    ]) {
      const { status, text } = await raw(path)
      expect([400, 404], `${path}: ${text}`).toContain(status)
      expect(text).not.toBe('secret')
    }
  })
})
