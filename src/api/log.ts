/** The log: one line of JSON a request, when its last byte is sent or its connection is lost. No bodies, no parameters. */
import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.js'

export interface Log {
  line(entry: Readonly<Record<string, unknown>>): void
  /** A fault of the service, with where it happened. */
  fault(request: string | undefined, error: unknown): void
}

/** A log that writes lines with the time. */
export function logTo(write: (line: string) => void): Log {
  const line = (entry: Readonly<Record<string, unknown>>): void =>
    write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`)
  return {
    line,
    fault: (request, error) =>
      line({ level: 'error', request, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  }
}

/** Gives every request an id and logs it. */
export function logged(log: Log): MiddlewareHandler<Env> {
  return async (c, next) => {
    const id = randomUUID()
    const begun = performance.now()
    c.set('requestId', id)
    await next()
    const { method, path } = c.req
    const outgoing = c.env?.outgoing
    const entry = { level: 'info', request: id, method, path: path.slice(0, 300), status: c.res.status }
    const done = (): void =>
      log.line({
        ...entry,
        ms: Math.round(performance.now() - begun),
        ...(outgoing && !outgoing.writableFinished && { lost: true }),
      })
    if (outgoing && !outgoing.closed) outgoing.once('close', done)
    else done()
  }
}
