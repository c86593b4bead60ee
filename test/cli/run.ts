/** Runs the command line in this process, with a fixed day for "today" and no terminal. */
import { run } from '../../src/cli/main.js'

export const TODAY = '2026-11-24'

export function parley(...argv: string[]): { code: number; out: string; err: string } {
  let out = ''
  let err = ''
  const code = run(argv, {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    env: {},
    today: TODAY,
  })
  return { code, out, err }
}
