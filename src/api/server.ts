/** The service on a socket: started, watched over, and stopped without losing what it took. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { packageRoot } from '../files/root.js'
import { dataVersion } from '../files/version.js'
import { createApp } from './app.js'
import { LIMITS, type Limits } from './limits.js'
import type { Log } from './log.js'
import { Pool } from './pool.js'
import { problemBody, REFUSALS } from './problem.js'
import { openSite } from './site.js'

export interface ServeOptions {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly limits?: Limits
  readonly log: Log
  readonly today: () => string
  /** The folder of the static site; default: `dist/site` of the package. */
  readonly site?: string
}

export interface Service {
  readonly url: string
  readonly server: Server
  /** Takes nothing new, finishes what it took, and ends. @returns whether all was finished in time */
  stop(): Promise<boolean>
}

/** Starts the service; it is ready when this is done. @throws the socket's error, e.g. if the port is taken, or that of a thread that cannot begin */
export async function startService(options: ServeOptions): Promise<Service> {
  const { host, port, limits = LIMITS, log, today } = options
  let stopping = false
  const pool = new Pool({
    size: limits.workers,
    seconds: limits.answerSeconds,
    queued: limits.queued,
    fault: (error) => log.fault(undefined, error),
  })
  const app = createApp({
    pool,
    limits,
    version: dataVersion(),
    log,
    today,
    site: openSite(options.site ?? join(packageRoot(), 'dist/site')),
    stopping: () => stopping,
  })
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: Math.min(10_000, limits.uploadSeconds * 1000),
      requestTimeout: limits.uploadSeconds * 1000,
      keepAliveTimeout: 5000,
    },
    getRequestListener(app.fetch as never, {
      hostname: host,
      errorHandler: () => new Response(JSON.stringify(problemBody(400, 'the address or the Host header is not valid')), PROBLEM),
    }),
  )
  // A connection on which nothing moves, because its client neither sends nor reads, is closed.
  server.setTimeout(limits.idleSeconds * 1000)
  server.maxConnections = limits.connections
  server.on('clientError', refuse)
  const closeAndThrow = async (error: unknown): Promise<never> => {
    await pool.close()
    throw error
  }
  const listening = new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  await Promise.all([listening, pool.started]).catch(closeAndThrow)
  const address = server.address() as AddressInfo
  const stop = async (): Promise<boolean> => {
    stopping = true
    const closed = new Promise<boolean>((resolve) => server.close(() => resolve(true)))
    // A connection that was kept open for more is closed once its answer is sent.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), limits.stopSeconds * 1000).unref())
    const finished = await Promise.race([closed, late])
    clearInterval(idle)
    if (!finished) server.closeAllConnections()
    await pool.close()
    return finished
  }
  let stopped: Promise<boolean> | undefined
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    server,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

const PROBLEM = { status: 400, headers: { 'Content-Type': 'application/problem+json' } }

/** What is no HTTP, or too much of it, is told in the same form as all else. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const body = JSON.stringify(problemBody(status, status === 400 ? 'this is not HTTP as it is understood here' : (REFUSALS[status] ?? '')))
  const head = `HTTP/1.1 ${status} ${status === 431 ? 'Request Header Fields Too Large' : status === 408 ? 'Request Timeout' : 'Bad Request'}`
  socket.end(
    `${head}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}
