/** What one service takes: sizes, numbers and times. Each can be set; each refusal names the limit it met. */
import { availableParallelism } from 'node:os'
import { fail } from '../base/errors.js'

/** Every limit with its default. */
export const LIMITS = {
  // Each takes some 50 MB: with three the service stays under 400 MB (bench/api.bench.ts).
  workers: Math.max(1, Math.min(3, availableParallelism() - 1)),
  bodyBytes: 4 * 1024 * 1024,
  lineBytes: 64 * 1024,
  lines: 5_000_000,
  headerBytes: 16 * 1024,
  answerSeconds: 30,
  uploadSeconds: 3600,
  idleSeconds: 60,
  stopSeconds: 30,
  connections: 4096,
  queued: 512,
  streams: 256,
  streamsPerClient: 64,
  requestsPerSecond: 0,
  cacheBytes: 16 * 1024 * 1024,
}
export type Limits = { readonly [name in keyof typeof LIMITS]: number }

/** What each limit is. */
export const LIMIT_WORDS: Readonly<Record<keyof Limits, string>> = {
  workers: 'threads for heavy work',
  bodyBytes: 'body of a JSON request',
  lineBytes: 'one line of a stream',
  lines: 'lines of a stream',
  headerBytes: 'all headers of a request, its address included',
  answerSeconds: 'time for one answer, and to wait for a thread',
  uploadSeconds: 'time to send a whole request',
  idleSeconds: 'silence of a connection, after which it is closed',
  stopSeconds: 'time to finish what was taken, when stopped',
  connections: 'connections at a time',
  queued: 'answers that wait for a thread',
  streams: 'assessments under way',
  streamsPerClient: 'assessments under way for one client address',
  requestsPerSecond: 'requests of one client address, lasting; bursts of ten times as many; 0: no limit',
  cacheBytes: 'answers kept in memory',
}

/** Limits from `name=value`, the others as by default. @throws {ParleyError} bad-input */
export function limitsOf(written: readonly string[], field: string): Limits {
  const limits = { ...LIMITS }
  for (const text of written) {
    const [, name = '', value] = /^(\w+)=(\d+)$/.exec(text) ?? []
    if (!Object.hasOwn(LIMITS, name))
      fail('bad-input', `"${text}": write name=number; the limits are ${Object.keys(LIMITS).join(', ')}`, field)
    if (name === 'workers' && Number(value) < 1) fail('bad-input', 'at least one worker is needed', field)
    limits[name as keyof Limits] = Number(value)
  }
  return limits
}
