/** The command line: parses, asks the library, prints. It holds no logic of the field. */
import { Command, CommanderError } from 'commander'
import { today } from '../base/dates.js'
import { ParleyError } from '../base/errors.js'
import { type Context, EXIT, type Streams } from './options.js'
import { styleFor } from './text.js'

/** The commands, in the order of the help. Their code is loaded when they are asked for, or to list all commands. */
const COMMANDS: readonly {
  readonly names: readonly string[]
  add(program: Command, context: Context, worse: (code: number) => void): Promise<void>
}[] = [
  {
    names: ['truce', 'topic', 'timeline', 'show', 'diff', 'check'],
    add: async (program, context) => (await import('./ledger-commands.js')).ledgerCommands(program, context),
  },
  { names: ['controls'], add: async (program, context) => (await import('./controls-command.js')).controlsCommand(program, context) },
  { names: ['port-fee'], add: async (program, context) => (await import('./port-fee.js')).portFeeCommand(program, context) },
  { names: ['exposure'], add: async (program, context) => (await import('./exposure-command.js')).exposureCommand(program, context) },
  {
    names: ['duty', 'assess', 'hts'],
    add: async (program, context, worse) => (await import('./duty-commands.js')).dutyCommands(program, context, worse),
  },
  { names: ['what-if'], add: async (program, context) => (await import('./what-if-command.js')).whatIfCommand(program, context) },
  { names: ['average'], add: async (program, context) => (await import('./average-command.js')).averageCommand(program, context) },
  { names: ['market'], add: async (program, context) => (await import('./market-command.js')).marketCommand(program, context) },
  { names: ['panel'], add: async (program, context) => (await import('./panel-command.js')).panelCommand(program, context) },
  {
    names: ['effects', 'world'],
    add: async (program, context) => (await import('./effects-commands.js')).effectsCommands(program, context),
  },
  { names: ['serve'], add: async (program, context, worse) => (await import('./serve.js')).serveCommand(program, context, worse) },
]

/** Runs one command line and returns its exit code. Never throws for what the user typed. */
export async function run(argv: readonly string[], io: Streams): Promise<number> {
  let code: number = EXIT.answered
  const program = new Command('parley')
    .description('A trade truce, made computable: one dated record of law, and what it answers.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeOut: (t) => void io.out.write(t), writeErr: (t) => void io.err.write(t) })
    .configureHelp({ helpWidth: 80 })
    .addHelpText(
      'after',
      '\nExit codes: 0 answered; 1 the ledger is not valid; 2 bad input; 3 nothing of that\nid. Dates are plain days, YYYY-MM-DD. Without --known all that the record has\ncounts as known.',
    )
  const context: Context = {
    io,
    style: styleFor(io.out, io.env),
    print: (asked, value, text) => void io.out.write(asked.json ? `${JSON.stringify(value, null, 2)}\n` : text()),
  }
  const first = argv[0] ?? ''
  const own = COMMANDS.filter(({ names }) => names.includes(first))
  for (const { add } of own.length > 0 || first === '--version' || first === '-V' ? own : COMMANDS) {
    await add(program, context, (worse) => {
      code = Math.max(code, worse)
    })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.answered : EXIT.badInput
    if (!(error instanceof ParleyError)) throw error
    io.err.write(`${error.message}\n`)
    return error.fault === 'bad-ledger' ? EXIT.invalidLedger : error.fault === 'not-found' ? EXIT.notFound : EXIT.badInput
  }
}

/** The process's own streams. */
export async function main(): Promise<void> {
  // A reader that closes the pipe early (head, less) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(EXIT.answered)
  })
  process.exitCode = await run(process.argv.slice(2), {
    out: process.stdout,
    err: process.stderr,
    in: process.stdin,
    env: process.env,
    today: today(),
  })
}
