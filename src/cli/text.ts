/** Plain text for terminals of 80 columns: wrapping, headings, lists. Colours only where a terminal asks for them. */
import { stripVTControlCharacters } from 'node:util'

export const WIDTH = 80

/** Columns that a text takes on a terminal: colours take none. */
const columns = (text: string): number => stripVTControlCharacters(text).length

/** Styles; without colour every one leaves the text as it is. */
export interface Style {
  bold(text: string): string
  dim(text: string): string
  warn(text: string): string
}

const plain: Style = { bold: (t) => t, dim: (t) => t, warn: (t) => t }
const ansi: Style = {
  bold: (t) => `\u001b[1m${t}\u001b[22m`,
  dim: (t) => `\u001b[2m${t}\u001b[22m`,
  warn: (t) => `\u001b[33m${t}\u001b[39m`,
}

/** Colours for a terminal, none for a pipe or with NO_COLOR. */
export function styleFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  return stream.isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? ansi : plain
}

/**
 * Wraps words to the width. Words longer than a line (addresses) stand alone and are not broken.
 * @param first indent of the first line, e.g. "  * "
 * @param rest indent of the others; by default as wide as the first
 */
export function wrap(text: string, first = '', rest = ' '.repeat(first.length), width = WIDTH): string {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!empty && columns(line) + 1 + columns(word) > width) {
      lines.push(line)
      line = rest + word
    } else line += (empty ? '' : ' ') + word
    empty = false
  }
  lines.push(line)
  return lines.join('\n')
}

/** A section's title, underlined by the rest of the line. */
export function section(title: string, style: Style): string {
  return `\n${style.bold(title)} ${style.dim('─'.repeat(Math.max(3, WIDTH - title.length - 1)))}`
}

/** `text` padded to `width`, never cut. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - text.length))

/** `text` at the right of `width` columns, never cut. */
export const right = (text: string, width: number): string => text.padStart(width)

/** `1 item`, `2 items`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
