/** The command as it is shipped: it shows its port, and when told to stop it finishes what it took. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { parley } from '../cli/run.js'
import { line, NDJSON, serve } from './service.js'

const begun: ChildProcess[] = []
afterAll(() => {
  for (const child of begun) child.kill('SIGKILL')
})

async function command(...argv: string[]): Promise<{ child: ChildProcess; url: string; log: () => string }> {
  const child = spawn(process.execPath, ['bin/parley.js', 'serve', '--port', '0', ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  begun.push(child)
  let log = ''
  child.stderr?.on('data', (d) => (log += String(d)))
  const [shown] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(shown))?.[0]
  if (!url) throw new Error(`no address in: ${shown}`)
  return { child, url, log: () => log }
}

describe('parley serve', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s: what was taken is finished, nothing new is taken', { timeout: 60_000 }, async (signal) => {
    const { child, url, log } = await command()
    const sent = request(`${url}/v1/assess`, { method: 'POST', headers: NDJSON })
    sent.write(`${JSON.stringify(line(0))}\n`)
    const [response] = await once(sent, 'response')
    let text = ''
    response.on('data', (d: Buffer) => (text += String(d)))
    await expect.poll(() => text).toContain('"id":"0"')
    const heavy = fetch(`${url}/v1/what-if?scenario=lapse&date=2025-10-20`)
    await new Promise((go) => setTimeout(go, 200))
    child.kill(signal)
    await expect
      .poll(() =>
        fetch(`${url}/healthz`).then(
          () => 'taken',
          () => 'refused',
        ),
      )
      .toBe('refused')
    for (let i = 1; i < 500; i++) sent.write(`${JSON.stringify(line(i))}\n`)
    sent.end()
    await once(response, 'end')
    expect(text.trim().split('\n').length).toBe(500)
    expect((await heavy).status).toBe(200)
    expect(await once(child, 'exit')).toEqual([0, null])
    const entries = log()
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l))
    const questions = entries.filter((e) => e.path !== '/healthz')
    expect(questions.map((e) => [e.path, e.status]).sort()).toEqual([
      ['/v1/assess', 200],
      ['/v1/what-if', 200],
    ])
  })

  test('what is not finished in time is broken off, and said', { timeout: 30_000 }, async () => {
    const { child, url, log } = await command('--limit', 'stopSeconds=1', '--no-log')
    const sent = request(`${url}/v1/assess`, { method: 'POST', headers: NDJSON }).on('error', () => {})
    sent.write(`${JSON.stringify(line(0))}\n`)
    const [response] = await once(sent, 'response')
    response.on('error', () => {}).resume()
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(log()).toBe('Some requests were not finished in time (limit: stopSeconds)\n')
  })

  test('says what is wrong with its options', async () => {
    const { url, stop } = await serve()
    const { port } = new URL(url)
    expect(await parley('serve', '--port', port)).toMatchObject({ code: 2, err: expect.stringContaining('is taken') })
    await stop()
    expect(await parley('serve', '--port', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('--port') })
    expect(await parley('serve', '--limit', 'nonsense=1')).toMatchObject({ code: 2, err: expect.stringContaining('--limit') })
    expect(await parley('serve', '--host', '203.0.113.1', '--port', '0')).toMatchObject({ code: 2, err: expect.stringContaining('--host') })
    expect((await parley('serve', '--help')).out).toContain('streamsPerClient')
  })

  test('while it stops, it is not ready, and connections are closed', async () => {
    const { url, stop, get } = await serve()
    const open = request(`${url}/v1/assess`, { method: 'POST', headers: NDJSON })
    open.write(' ')
    const [response] = await once(open, 'response')
    const stopped = stop()
    await expect(get('/healthz')).rejects.toThrow()
    open.end()
    response.resume()
    expect(await stopped).toBe(true)
  })
})
