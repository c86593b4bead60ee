/** The worlds' part of the page on provenance. */
import type { World } from '../../src/effects/world.js'

const START = '<!-- worlds: written by scripts/compile-worlds.ts -->'
const END = '<!-- end of worlds -->'

/** The page with the part on worlds written anew and the rest of it kept. */
export function provenance(page: string, worlds: readonly World[]): string {
  const part = `${START}\n
## Worlds (\`data/worlds/\`)
Base years of the trade models, one binary file each (format: \`src/effects/world.ts\`). Label, sources and notes are in the file's header
and go with every result.

${worlds.map(describe).join('\n\n')}\n\n${END}\n`
  if (page.includes(START)) return page.slice(0, page.indexOf(START)) + part + page.slice(page.indexOf(END) + END.length + 1)
  return `${page}\n${part}`
}

function describe(world: World): string {
  const lines = [
    `### ${world.title} (\`${world.id}\`)`,
    '',
    ...world.sources.map((s) => `- ${s.what}. Publisher: ${s.publisher}. Licence: ${s.licence}`),
    ...world.schedules.map((s) => `- Schedule \`${s.id}\`: ${s.title}${s.note ? ` (${s.note})` : ''}`),
    ...world.notes.map((note) => `- ${note}`),
  ]
  return lines.join('\n')
}
