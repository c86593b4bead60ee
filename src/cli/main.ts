/** The command line: parses, asks the library, prints. It holds no logic of the field. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import { type Day, today } from '../base/dates.js'
import { fail, ParleyError } from '../base/errors.js'
import { readCheckout } from '../files/sources.js'
import record from '../generated/record.js'
import {
  checkDay,
  describeEvent,
  describeMeasure,
  eventBrief,
  type Ledger,
  openLedgerData,
  readScenario,
  Topic,
  type View,
} from '../ledger/index.js'
import { diff } from '../scenarios/index.js'
import { truceReport } from '../watch/index.js'
import { coverage, renderCoverage } from './check.js'
import { type DiffReport, renderDiff } from './diff.js'
import { renderEvent, renderMeasure } from './show.js'
import { styleFor } from './text.js'
import { renderTimeline } from './timeline.js'
import { renderTruce } from './truce.js'
import { horizonWarning } from './values.js'

/** Where the command reads and writes: the process, or a test. */
export interface Streams {
  readonly out: { write(text: string): unknown; isTTY?: boolean }
  readonly err: { write(text: string): unknown; isTTY?: boolean }
  readonly env: NodeJS.ProcessEnv
  /** The day that the clock of the person's machine shows. */
  readonly today: Day
}

/** Exit codes: part of the interface. */
export const EXIT = { answered: 0, invalidLedger: 1, badInput: 2, notFound: 3 } as const

interface Asked {
  date?: string
  known?: string
  scenario?: string[]
  json?: boolean
}

/** Runs one command line and returns its exit code. Never throws for what the user typed. */
export function run(argv: readonly string[], io: Streams): number {
  const program = new Command('parley')
    .description('A trade truce, made computable: one dated record of law, and what it answers.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeOut: (t) => void io.out.write(t), writeErr: (t) => void io.err.write(t) })
    .configureHelp({ helpWidth: 80 })
    .addHelpText(
      'after',
      '\nExit codes: 0 answered; 1 the ledger is not valid; 2 bad input; 3 nothing of that id.\nDates are plain days, YYYY-MM-DD. Without --known all that the record has counts as known.',
    )
  const style = styleFor(io.out, io.env)
  const print = (asked: Asked, value: unknown, text: () => string): void =>
    void io.out.write(asked.json ? `${JSON.stringify(value, null, 2)}\n` : text())

  asOf(program.command('truce').description('the truce on a day: what is suspended, until when, what comes back on each side')).action(
    (asked: Asked) => {
      const { ledger, date, known } = question(asked, io)
      const report = truceReport(ledger, { date, ...(known !== undefined && { known }) })
      print(asked, report, () => renderTruce(report, style))
    },
  )

  asOf(program.command('timeline').description('events by the day on which they became known'))
    .addOption(new Option('--actor <party>', 'whose acts').choices(['US', 'CN', 'both', 'other']))
    .addOption(new Option('--topic <topic>', 'one issue of the talks').choices(Topic.options))
    .option('--from <day>', 'first day on which an event became known')
    .option('--to <day>', 'last such day')
    .action((asked: Asked & { actor?: string; topic?: string; from?: string; to?: string }) => {
      const { view } = question(asked, io)
      const from = asked.from === undefined ? undefined : checkDay(asked.from, '--from')
      const to = asked.to === undefined ? undefined : checkDay(asked.to, '--to')
      if (from !== undefined && to !== undefined && to < from) fail('bad-input', `--to ${to} lies before --from ${from}`, '--to')
      const events = view
        .events()
        .filter((e) => (from === undefined || e.known >= from) && (to === undefined || e.known <= to))
        .filter(
          ({ record: r }) =>
            (asked.actor === undefined || r.party === asked.actor) &&
            (asked.topic === undefined || r.topics.includes(asked.topic as never)),
        )
        .map(eventBrief)
      const words = [asked.actor, asked.topic, from && `from ${from}`, to && `to ${to}`, `known on ${view.known}`]
        .filter(Boolean)
        .join(', ')
      print(asked, { known: view.known, horizon: view.horizon, events }, () => renderTimeline(events, words, style))
    })

  asOf(
    program.command('show').argument('<id>', 'a measure or event').description('one record whole: every value, date, source and relation'),
  ).action((id: string, asked: Asked) => {
    const { view } = question(asked, io)
    const measure = describeMeasure(view, id)
    const event = describeEvent(view, id)
    const whole = measure ?? event ?? notFound(view, id)
    const warning = horizonWarning(view.horizon, view.date)
    print(
      asked,
      whole,
      () =>
        (measure ? renderMeasure(measure, view.date, style) : event ? renderEvent(event, style) : '') + (warning ? `\n${warning}\n` : ''),
    )
  })

  asOf(program.command('diff').description('which terms a scenario changes, from a day on'))
    .option('--against <scenario>', 'compare with another scenario instead of the ledger')
    .action((asked: Asked & { against?: string }) => {
      const report = diffReport(asked, io)
      print(asked, report, () => renderDiff(report, style))
    })

  program
    .command('check')
    .description('validate the ledger and print what it covers')
    .option('--json', 'as JSON')
    .option(
      '--dir <folder>',
      'a checkout whose ledger/ and scenarios/ are read; default: this folder if it has them, else the embedded record',
    )
    .action((asked: Asked & { dir?: string }) => {
      const root = asked.dir ?? '.'
      const there = existsSync(join(root, 'ledger/horizon.yaml'))
      if (asked.dir !== undefined && !there) fail('bad-input', `there is no ledger/horizon.yaml in ${asked.dir}`, '--dir')
      const report = coverage(there ? readCheckout(root) : record)
      print(asked, report, () => renderCoverage(report, style))
    })

  try {
    program.parse(argv, { from: 'user' })
    return EXIT.answered
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.answered : EXIT.badInput
    if (!(error instanceof ParleyError)) throw error
    io.err.write(`${error.message}\n`)
    return error.fault === 'bad-ledger' ? EXIT.invalidLedger : error.fault === 'not-found' ? EXIT.notFound : EXIT.badInput
  }
}

function asOf(command: Command): Command {
  return command
    .option('--date <day>', 'the day whose law is asked; default: today')
    .option('--known <day>', 'nothing published after this day is taken into account')
    .option('--scenario <id|file>', 'lay a scenario over the record (repeatable)', (value: string, all: string[] = []) => [...all, value])
    .option('--json', 'as JSON; its schema is in schema/')
}

function question(asked: Asked, io: Streams): { ledger: Ledger; view: View; date: Day; known: Day | undefined } {
  const date = checkDay(asked.date ?? io.today, '--date')
  const known = asked.known === undefined ? undefined : checkDay(asked.known, '--known')
  const ledger = (asked.scenario ?? []).reduce((l, s) => withScenario(l, s), openLedgerData(record))
  return { ledger, date, known, view: ledger.asOf({ date, ...(known !== undefined && { known }) }) }
}

/** A shipped scenario by id, or a file by its path. */
function withScenario(ledger: Ledger, named: string): Ledger {
  if (!/[\\/]|\.ya?ml$/.test(named)) return ledger.with(named)
  if (!existsSync(named)) fail('bad-input', `there is no file ${named}`, '--scenario')
  return ledger.with(readScenario({ file: named, text: readFileSync(named, 'utf8') }, record))
}

function diffReport(asked: Asked & { against?: string }, io: Streams): DiffReport {
  if (!asked.scenario?.length) fail('bad-input', 'diff needs a scenario, e.g. --scenario lapse', '--scenario')
  const { view, ledger, date, known } = question(asked, io)
  const dates = { date, ...(known !== undefined && { known }) }
  const [first] = view.scenarios
  const base = openLedgerData(record)
  const other = asked.against ?? first?.against
  const against = other === undefined ? undefined : withScenario(base, other)
  return {
    date,
    known: view.known,
    scenario: view.scenarios.map((s) => s.id).join('+'),
    title: first?.title ?? '',
    summary: first?.summary ?? '',
    differences: diff(base.asOf(dates), ledger.asOf(dates), date),
    ...(against && {
      against: {
        scenario: against.scenarios[0]?.id ?? '',
        title: against.scenarios[0]?.title ?? '',
        differences: diff(against.asOf(dates), view, date),
      },
    }),
  }
}

function notFound(view: View, id: string): never {
  const all = [...view.measureIds, ...view.events().map((e) => e.id)]
  const near = all.filter((other) => other.includes(id) || id.includes(other)).slice(0, 8)
  const later = openLedgerData(record).record(id) !== undefined ? ` It is on record, but was not known on ${view.known}.` : ''
  return fail(
    'not-found',
    `no record "${id}" is known on ${view.known}.${later}${near.length > 0 ? ` Near it: ${near.join(', ')}` : ' See parley timeline for ids'}`,
    'id',
  )
}

/** The process's own streams. */
export function main(): void {
  // A reader that closes the pipe early (head, less) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(EXIT.answered)
  })
  process.exitCode = run(process.argv.slice(2), { out: process.stdout, err: process.stderr, env: process.env, today: today() })
}
