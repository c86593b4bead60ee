/** `parley assess`: many entry lines, one answer a line, in order. */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { parse as csv } from 'csv-parse/sync'
import { answerTo } from '../answers/assess.js'
import { entriesOfCsv, entriesOfLines, type Format, formatOf } from '../answers/entries.js'
import { Shelf } from '../answers/shelf.js'
import { fail } from '../base/errors.js'
import { type Asked, EXIT, lens, question, type Streams } from './asked.js'

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
    const shelf = new Shelf()
    const lines = { ledger, known, effects: asked.effects === true }
    let failed = 0
    for await (const entry of entries) {
      const answer = answerTo(shelf, lines, entry)
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
