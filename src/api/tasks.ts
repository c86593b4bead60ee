/** What is done with an answer in hand, in this thread or another: the text of it, as bytes. */
import { answerTo } from '../answers/assess.js'
import { entryOfLine } from '../answers/entries.js'
import type { Shelf } from '../answers/shelf.js'
import { lay, ROUTES } from './routes.js'

/** One question of the table. */
export interface AnswerTask {
  readonly is: 'answer'
  readonly path: string
  readonly asked: Readonly<Record<string, unknown>>
}

/** Some lines of a stream. */
export interface LinesTask {
  readonly is: 'lines'
  /** The number of the first line. */
  readonly first: number
  /** Lines of JSON. */
  readonly text: string
  readonly known?: string
  readonly scenario: readonly string[]
  readonly effects: boolean
  /** What parts two answers. */
  readonly between: string
}
export type Task = AnswerTask | LinesTask

/** Opens what lines are assessed with, so that the first one does not wait for it. */
export function warm(shelf: Shelf): Shelf {
  shelf.us()
  shelf.book(shelf.ledger, 'US', undefined)
  return shelf
}

/** Does a task. @throws {ParleyError} for what was asked wrongly */
export function perform(shelf: Shelf, task: Task): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(task.is === 'answer' ? answer(shelf, task) : lines(shelf, task))
}

function answer(shelf: Shelf, { path, asked }: AnswerTask): string {
  const route = ROUTES.find((r) => r.path === path)
  if (!route) throw new Error(`no route ${path}`)
  return JSON.stringify(route.answer(shelf, asked as never))
}

function lines(shelf: Shelf, { first, text, known, scenario, effects, between }: LinesTask): string {
  const ledger = scenario.reduce((l, s) => lay(l, s), shelf.ledger)
  return text
    .split('\n')
    .flatMap((line, i) => entryOfLine(line, first + i) ?? [])
    .map((entry) => JSON.stringify(answerTo(shelf, { ledger, known, effects }, entry)))
    .join(between)
}
