/** `parley assess`: many entry lines, one answer a line, in order. */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { parse as csv } from 'csv-parse/sync'
import { fail, ParleyError } from '../base/errors.js'
import { embeddedLists } from '../files/generated.js'
import { packageRoot } from '../files/root.js'
import { readChinaTariff, readSchedule } from '../files/schedule.js'
import { assess, type EntryInput, type Importer, openRates, type RateBook } from '../rates/index.js'
import { type Asked, EXIT, lens, question, type Streams } from './asked.js'
import { entriesOfCsv, entriesOfLines, type Format, formatOf, type NumberedEntry } from './entries.js'

interface AssessAsked extends Pick<Asked, 'known' | 'scenario'> {
  format?: Format
  effects?: boolean
}

/** Adds the command. It takes no day, each line has its own, and no `--json`: its answers are JSON lines always. */
export function assessCommand(program: Command, io: Streams, worse: (code: number) => void): void {
  lens(
    program
      .command('assess')
      .argument('<file>', 'entry lines as .jsonl or .csv, or - for standard input')
      .description('assess many entry lines: one in, one JSON line out, in order')
      .addOption(
        new Option('--format <format>', 'what the input is; default: by the name of the file, else by its first character').choices([
          'csv',
          'jsonl',
        ]),
      )
      .option('--effects', 'say of each question by how much its answer would change the duty (takes longer)'),
  ).action(async (file: string, asked: AssessAsked) => {
    const { ledger, known } = question(asked, io)
    if (file !== '-' && !existsSync(file)) fail('bad-input', `there is no file ${file}`, 'file')
    if (file !== '-' && statSync(file).isDirectory()) fail('bad-input', `${file} is no file`, 'file')
    const source: AsyncIterable<Buffer | string> = file === '-' ? io.in : createReadStream(file)
    const named = /\.(csv|jsonl)$/i.exec(file)?.[1]?.toLowerCase() as Format | undefined
    const { format, input } = await formatOf(source, asked.format ?? named)
    const entries = format === 'csv' ? entriesOfCsv(input, csv) : entriesOfLines(input)
    const open = (to: Importer): RateBook =>
      openRates(ledger, to === 'US' ? readSchedule(packageRoot()) : readChinaTariff(packageRoot()), embeddedLists(), known)
    const books = new Map<Importer, RateBook>()
    const bookOf = (entry: unknown): RateBook => {
      const to: Importer = toOf(entry) === 'CN' ? 'CN' : 'US'
      const book = books.get(to) ?? open(to)
      books.set(to, book)
      return book
    }
    let failed = 0
    for await (const entry of entries) {
      const answer = answerTo(bookOf(entry.entry), entry, asked.effects === true)
      if ('error' in answer) failed += 1
      // A slow reader is waited for, so that nothing piles up in memory.
      if (io.out.write(`${JSON.stringify(answer)}\n`) === false) await new Promise<void>((go) => io.out.once?.('drain', go) ?? go())
    }
    if (failed > 0) {
      io.err.write(`${failed} line(s) could not be assessed; each has an error record in its place\n`)
      worse(EXIT.badInput)
    }
  })
}

/** The importing party that a line names. */
const toOf = (entry: unknown): string | undefined =>
  typeof entry === 'object' && entry !== null && 'to' in entry ? String(entry.to).toUpperCase() : undefined

/** The assessment of a numbered line, or an error record in its place. */
function answerTo(book: RateBook, { line, entry, problem }: NumberedEntry, effects: boolean): object {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? { id: String(entry.id) } : {}
  if (problem !== undefined) return { ...id, line, error: problem }
  try {
    return assess(book, entry as EntryInput, { effects })
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    return { ...id, line, error: error.problems.map((p) => (p.field ? `${p.field}: ${p.message}` : p.message)).join('; ') }
  }
}
