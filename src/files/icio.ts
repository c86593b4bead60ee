/** Building a world from an ICIO table on disk. */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse/sync'
import { fail } from '../base/errors.js'
import { type IcioOptions, IcioReader, type World } from '../effects/index.js'

/**
 * Reads an ICIO table line by line.
 * @throws ParleyError with file and line if the table is not of the published form
 */
export async function buildWorld(path: string, options: IcioOptions): Promise<World> {
  if (!existsSync(path)) fail('bad-input', `there is no file ${path}`)
  const reader = new IcioReader(options)
  let number = 0
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    reader.row((number === 1 ? text.replace(/^\uFEFF/, '') : text).split(','), number)
  }
  return reader.world()
}

/** A table of keys and one number: the last column is the number, those before it, joined by `:`, the key. The first row is a header. */
export function readNumbers(path: string, columns: number): Map<string, number> {
  if (!existsSync(path)) fail('bad-input', `there is no file ${path}`)
  const [, ...rows] = parse(readFileSync(path), { bom: true, skip_empty_lines: true }) as string[][]
  return new Map(
    rows.map((cells, r) => {
      const value = Number(cells.at(-1))
      if (cells.length !== columns || !Number.isFinite(value))
        fail('bad-input', `${path}, row ${r + 2}: "${cells.join(',')}" is not ${columns} columns of which the last is a number`)
      return [cells.slice(0, -1).join(':'), value]
    }),
  )
}
