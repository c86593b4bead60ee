/** What every command may be asked: two dates, scenarios, JSON; and where it reads and writes. Loads nothing of the record. */
import type { Command } from 'commander'
import type { Day } from '../base/dates.js'
import { fail, ParleyError } from '../base/errors.js'
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

/** How the command line calls a field. */
export const option = (field: string): string => `--${field}`

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
