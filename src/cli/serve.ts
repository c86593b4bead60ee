/** `parley serve`: the HTTP API, and the site where it is built. */
import { setFlagsFromString } from 'node:v8'
import type { Command } from 'commander'
import { LIMIT_WORDS, LIMITS, limitsOf } from '../api/limits.js'
import { logTo } from '../api/log.js'
import { today } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { Context } from './asked.js'
import { pad, wrap } from './text.js'

interface ServeAsked {
  host: string
  port: string
  limit?: string[]
  log: boolean
}

/** Adds the command. It ends when it is told to stop (SIGTERM, SIGINT), after finishing what it took. */
export function serveCommand(program: Command, { io }: Context, worse: (code: number) => void): void {
  const limits = Object.entries(LIMITS).map(([name, value]) =>
    wrap(`${LIMIT_WORDS[name as keyof typeof LIMITS]} (${value})`, `  ${pad(name, 19)}`),
  )
  program
    .command('serve')
    .description('serve the HTTP API, described at /docs and /openapi.json, and the site at / where it is built')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--port <n>', 'the port; 0: any that is free', '8080')
    .option('--limit <name=number>', 'sets a limit (repeatable); see below', (value: string, all: string[] = []) => [...all, value])
    .option('--no-log', 'without a line of JSON for each request on standard error')
    .addHelpText('after', `\nLimits, with their defaults:\n${limits.join('\n')}`)
    .action(async (asked: ServeAsked) => {
      const port = Number(asked.port)
      if (!/^\d{1,5}$/.test(asked.port) || port > 65535)
        fail('bad-input', `"${asked.port}" is no port; write a number from 0 to 65535`, '--port')
      const limitsAsked = limitsOf(asked.limit ?? [], '--limit')
      // A machine with much memory is no reason to let what is no longer needed lie: the heap grows by a fifth between full collections.
      setFlagsFromString('--heap-growing-percent=20')
      // Loaded only to serve: the other commands start faster without it.
      const { startService } = await import('../api/server.js')
      const service = await startService({
        host: asked.host,
        port,
        limits: limitsAsked,
        log: logTo(asked.log ? (line) => void io.err.write(line) : () => {}),
        today,
      }).catch((error: NodeJS.ErrnoException) => {
        const why: Record<string, string> = {
          EADDRINUSE: `port ${port} of ${asked.host} is taken; name another with --port, or 0 for any`,
          EACCES: `port ${port} may not be used; name one from 1024 on`,
          EADDRNOTAVAIL: `${asked.host} is no address of this machine`,
          ENOTFOUND: `${asked.host} is no address of this machine`,
        }
        const told = why[error.code ?? '']
        if (told === undefined) throw error
        return fail('bad-input', told, error.code === 'EADDRINUSE' || error.code === 'EACCES' ? '--port' : '--host')
      })
      io.out.write(`Parley serves ${service.url} (described at ${service.url}/docs)\n`)
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
      })
      if (!(await service.stop())) {
        io.err.write('Some requests were not finished in time (limit: stopSeconds)\n')
        worse(1)
      }
    })
}
