/** Reading a CSV file with quoted fields. */
import { readFileSync } from 'node:fs'

export type Row = Readonly<Record<string, string>>

/** The rows of a file, by the names of its header. */
export function readTable(path: string): Row[] {
  const records: string[][] = [[]]
  let field = ''
  let quoted = false
  const text = readFileSync(path, 'utf8').replace(/\r\n?/g, '\n').replace(/\n*$/, '\n')
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if (quoted && c === '"' && text[i + 1] === '"') field += text[i++]
    else if (c === '"') quoted = !quoted
    else if (!quoted && (c === ',' || c === '\n')) {
      records.at(-1)?.push(field)
      field = ''
      if (c === '\n') records.push([])
    } else field += c
  }
  const [header = [], ...rest] = records.slice(0, -1)
  return rest.map((values) => Object.fromEntries(header.map((name, i) => [name, values[i] ?? ''])))
}
