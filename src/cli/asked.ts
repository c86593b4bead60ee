/** What every command may be asked: two dates, scenarios, JSON; and where it reads and writes. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { Command } from 'commander'
import { COUNTED, type Counted } from '../answers/counted.js'
import { type Question, question as questionOf } from '../answers/shelf.js'
import type { Day } from '../base/dates.js'
import { fail, ParleyError } from '../base/errors.js'
import { embeddedLists, embeddedRecord } from '../files/generated.js'
import { type Ledger, openLedgerData, readScenario } from '../ledger/index.js'
import type { Style } from './text.js'

/** Where the command reads and writes: the process, or a test. */
export interface Streams {
  readonly out: { write(text: string): unknown; once?(event: 'drain', then: () => void): unknown; isTTY?: boolean }
  readonly err: { write(text: string): unknown; isTTY?: boolean }
  /** Standard input, for commands that read it. */
  readonly in: AsyncIterable<Buffer | string>
  readonly env: NodeJS.ProcessEnv
  /** The day that the clock of the person's machine shows. */
  readonly today: Day
}

/** Exit codes: part of the interface. */
export const EXIT = { answered: 0, invalidLedger: 1, badInput: 2, notFound: 3 } as const

/** What a command is given beside its options. */
export interface Context {
  readonly io: Streams
  readonly style: Style
  /** Prints a value as JSON if that is asked, else as text. */
  print(asked: Asked, value: unknown, text: () => string): void
}

export interface Asked {
  date?: string
  known?: string
  scenario?: string[]
  json?: boolean
}

/** The option of a command that compares a scenario with another reading. */
export const AGAINST = ['--against <scenario>', 'what it is compared with; default: what the scenario names, else the record'] as const

export function asOf(command: Command): Command {
  return knownAndScenario(command.option('--date <day>', 'the day whose law is asked; default: today'))
}

/** The options of a command that asks what was known, of no day in particular. */
export function knownAndScenario(command: Command): Command {
  return lens(command).option('--json', 'as JSON; its schema is in schema/')
}

/** The options that say through which record a command looks. */
export function lens(command: Command): Command {
  return command
    .option('--known <day>', 'nothing published after this day is taken into account')
    .option('--scenario <id|file>', 'lay a scenario over the record (repeatable)', (value: string, all: string[] = []) => [...all, value])
}

/** The question that the options ask: the record with its scenarios, a day, and what was known. */
export function question(asked: Asked, io: Streams): Question {
  const ledger = (asked.scenario ?? []).reduce((l, s) => withScenario(l, s), openLedgerData(embeddedRecord()))
  return questionOf(ledger, { date: asked.date ?? io.today, known: asked.known }, option)
}

/** How the command line calls a field. */
export const option = (field: string): string => `--${field}`

/** A shipped scenario by id, or a file by its path. */
export function withScenario(ledger: Ledger, named: string, option = '--scenario'): Ledger {
  if (!/[\\/]|\.ya?ml$/.test(named)) return ledger.with(named)
  if (!existsSync(named)) fail('bad-input', `there is no file ${named}`, option)
  if (!statSync(named).isFile()) fail('bad-input', `${named} is no file; name a scenario, or the file of one`, option)
  return ledger.with(
    readScenario({ file: named, text: readFileSync(named, 'utf8') }, embeddedRecord(), new Set(Object.keys(embeddedLists()))),
  )
}

/** Collects an option that may be repeated, and may list several by commas. */
export const many = (value: string, all: string[] = []): string[] => [...all, ...value.split(',')]

/** A whole number, from `least` on. @throws ParleyError naming the field */
export function whole(text: string, field: string, least: number): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isInteger(value) || value < least)
    fail('bad-input', `is "${text}"; give a whole number from ${least} on`, field)
  return value
}

/** Does something of a room, whose errors name fields, so that they name the options. */
export function asOptions<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    const problems = error.problems.map((p) => (p.field === undefined || p.field.startsWith('--') ? p : { ...p, field: option(p.field) }))
    throw new ParleyError(error.fault, problems)
  }
}

/** How what entries do not state counts. @throws ParleyError naming the option */
export const counted = (text = 'estimate', named: string): Counted =>
  COUNTED.find((c) => c === text) ?? fail('bad-input', `"${text}": write ${COUNTED.join(', ')}`, named)
