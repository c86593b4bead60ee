/** Every session in the README is what the command prints. `npm run golden` writes them anew; a session that ends with "…" keeps its length. */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parley } from './cli/run.js'

const CUT = '…'
const fence = /```\n\$ npx parley (.+)\n([\s\S]*?)```/g
const readme = readFileSync('README.md', 'utf8')

/** A session's words; quotes are not needed so far, and refused. */
function words(line: string): string[] {
  if (/['"\\]/.test(line)) throw new Error(`quotes in a session: ${line}`)
  return line.split(' ')
}

async function printed(line: string, shown: string): Promise<string> {
  const { out } = await parley(...words(line))
  if (!shown.endsWith(`${CUT}\n`)) return out
  const lines = shown.split('\n').length - 2
  return `${out.split('\n').slice(0, lines).join('\n')}\n${CUT}\n`
}

describe('README', () => {
  const sessions = [...readme.matchAll(fence)].map(([, line, shown]) => [line as string, shown as string] as const)
  test('has sessions', () => expect(sessions.length).toBeGreaterThan(3))
  test('each is what is printed', async () => {
    let text = readme
    const wrong: string[] = []
    for (const [line, shown] of sessions) {
      const now = await printed(line, shown)
      if (now !== shown) wrong.push(line)
      text = text.replace(`\`\`\`\n$ npx parley ${line}\n${shown}\`\`\``, () => `\`\`\`\n$ npx parley ${line}\n${now}\`\`\``)
    }
    if (process.env.UPDATE_GOLDEN) writeFileSync('README.md', text)
    else expect(wrong).toEqual([])
  })
})
