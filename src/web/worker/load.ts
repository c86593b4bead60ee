/** Fetching the compiled data, each piece once and only when a view needs it. */

import { fail } from '../../base/errors.js'
import recordUrl from '../../generated/record.json?url'
import type { LedgerData } from '../../ledger/index.js'

/** How far a piece of data, or of work, has come. Told to whoever waits. */
export interface Progress {
  readonly what: string
  readonly done: number
  readonly of: number
  readonly unit: 'files' | 'steps' | 'draws'
}

let listener: (progress: Progress) => void = () => {}
/** Tells how far something has come. */
export const tell = (progress: Progress): void => listener(progress)
/** Names who is told of progress. */
export function onProgress(told: (progress: Progress) => void): void {
  listener = told
}

const pieces = new Map<string, Promise<unknown>>()
/** What a name stands for, worked out once; if it fails, the next to ask tries again. */
export function once<T>(name: string, load: () => Promise<T>): Promise<T> {
  const known = pieces.get(name)
  if (known) return known as Promise<T>
  const loading = load()
  pieces.set(name, loading)
  loading.catch(() => pieces.delete(name))
  return loading
}

/** A file of the site as text. @throws ParleyError not-found, if the host does not give it */
export const textOf = async (url: string, what: string): Promise<string> => (await answerOf(url, what)).text()

/** A file of the site as bytes. @throws ParleyError not-found, if the host does not give it */
export const bytesOf = async (url: string, what: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await answerOf(url, what)).arrayBuffer())

async function answerOf(url: string, what: string): Promise<Response> {
  const answer = await fetch(url).catch(() => undefined)
  if (!answer?.ok)
    return fail(
      'not-found',
      `${what} could not be loaded${answer ? ` (the host answered ${answer.status})` : ': there is no connection to the host'}. Try again`,
    )
  return answer
}

/** Several files as one piece, with progress by file. */
export async function allOf(urls: readonly string[], what: string): Promise<string[]> {
  let done = 0
  return Promise.all(
    urls.map(async (url) => {
      const text = await textOf(url, what)
      done += 1
      tell({ what, done, of: urls.length, unit: 'files' })
      return text
    }),
  )
}

/** The compiled record. */
export const recordData = (): Promise<LedgerData> =>
  once('record', async () => JSON.parse(await textOf(recordUrl, 'The record')) as LedgerData)

const newest = new Map<string, number>()

/**
 * Lets an older question of a kind be given up: those that came meanwhile are heard first.
 * @returns to be awaited between stretches of work. @throws Error, if a newer question of the kind came
 */
export function unlessNewer(kind: string): () => Promise<void> {
  const own = (newest.get(kind) ?? 0) + 1
  newest.set(kind, own)
  return async () => {
    await new Promise((resolve) => setTimeout(resolve))
    if (newest.get(kind) !== own) throw new Error('another question came meanwhile')
  }
}
