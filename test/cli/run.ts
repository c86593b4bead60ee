/** Runs the command line in this process, with a fixed day for "today" and no terminal. */
import { run } from '../../src/cli/main.js'

export const TODAY = '2026-11-24'

async function* text(input: string): AsyncGenerator<string> {
  yield input
}

/** @param argv the words of the command line; an object first gives standard input */
export async function parley(...argv: (string | { stdin: string })[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const stdin = argv.find((a) => typeof a === 'object')?.stdin ?? ''
  const code = await run(
    argv.filter((a) => typeof a === 'string'),
    { out: { write: (t: string) => (out += t) }, err: { write: (t: string) => (err += t) }, in: text(stdin), env: {}, today: TODAY },
  )
  return { code, out, err }
}
