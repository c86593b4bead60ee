/** A service for tests: on any free port, with a fixed day for "today", its log kept. Its threads are the built ones. */
import { afterAll, beforeAll, vi } from 'vitest'
import { LIMITS, type Limits } from '../../src/api/limits.js'
import { type Service, startService } from '../../src/api/server.js'

// Beginning a service takes a second, and several on a machine that does other work.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

export const TODAY = '2026-11-24'

export interface TestService {
  readonly url: string
  readonly log: Record<string, unknown>[]
  readonly faults: unknown[]
  get(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<boolean>
}

/** Starts a service. */
export async function serve(limits: Partial<Limits> = {}, site?: string): Promise<TestService> {
  const log: Record<string, unknown>[] = []
  const faults: unknown[] = []
  const service: Service = await startService({
    host: '127.0.0.1',
    port: 0,
    limits: { ...LIMITS, workers: 1, stopSeconds: 5, ...limits },
    log: { line: (entry) => void log.push(entry), fault: (_, error) => void faults.push(error) },
    today: () => TODAY,
    site: site ?? 'no-such-folder',
  })
  const { url } = service
  return { url, log, faults, get: (path, init) => fetch(url + path, init), stop: () => service.stop() }
}

/** A service for all tests of a file. */
export function served(limits: Partial<Limits> = {}, site?: string): { readonly it: TestService } {
  const held = {} as { it: TestService }
  beforeAll(async () => {
    held.it = await serve(limits, site)
  })
  afterAll(() => held.it.stop())
  return held
}

export interface Problem {
  type: string
  status: number
  detail: string
  errors?: { field?: string; message: string }[]
}

/** The body of a refusal, its type and status checked. */
export async function problemIn(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type')
  if (type !== 'application/problem+json') throw new Error(`${response.status} ${type}: ${await response.text()}`)
  const body = (await response.json()) as Problem
  if (body.status !== response.status) throw new Error(`status ${body.status} in a response ${response.status}`)
  return body
}

/** An entry line of many. */
export const line = (i: number): object => ({
  id: String(i),
  hts: ['8505.11.00.70', '8504.40.85.00', '6109.10.00.12', '9403.60.80.81'][i % 4],
  origin: ['CN', 'VN', 'MX', 'DE', 'JP'][i % 5],
  entry_date: '2025-10-20',
  value_usd: '10000.00',
})
export const NDJSON = { 'content-type': 'application/x-ndjson' }
