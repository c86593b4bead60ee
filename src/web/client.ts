/** Questions to the worker, from components: the last answer stays in view while the next is worked out. */
import { type Signal, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Progress } from './worker/load.js'
import type { Answers, Failure, Message, Method } from './worker/worker.js'

type Asked<M extends Method> = Parameters<Answers[M]>[0]
type Value<M extends Method> = Awaited<ReturnType<Answers[M]>>

/** What the worker could not answer, in its words. */
export class AskError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.problems.map((p) => p.message).join('\n'))
  }
}

/** The piece of data that is being loaded, if one is. */
export const loading = signal<Progress | undefined>(undefined)
/** How far the work of the second worker has come. */
export const slowly = signal<Progress | undefined>(undefined)

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** A worker that computes, and who waits for it. */
class Computer {
  private readonly worker = new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' })
  private readonly waiting = new Map<number, Waiting>()
  private last = 0

  constructor(progress: Signal<Progress | undefined>) {
    this.worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('progress' in data) {
        progress.value = data.progress.done < data.progress.of ? data.progress : undefined
        return
      }
      const asker = this.waiting.get(data.id)
      this.waiting.delete(data.id)
      if ('failure' in data) asker?.reject(new AskError(data.failure))
      else asker?.resolve(data.value as never)
    }
    this.worker.onerror = () => {
      const failure: Failure = {
        fault: 'fault',
        problems: [{ message: 'The part of the page that computes could not be started. Load it again.' }],
      }
      for (const { reject } of this.waiting.values()) reject(new AskError(failure))
      this.waiting.clear()
    }
  }

  ask<M extends Method>(method: M, asked: Asked<M>): Promise<Value<M>> {
    this.last += 1
    const id = this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.worker.postMessage({ id, method, asked })
    })
  }
}

const computer = new Computer(loading)
/** A second one, begun when something is asked that takes seconds: the first stays free for what is wanted at once. */
let second: Computer | undefined

const SLOW: readonly Method[] = ['effects', 'intervals', 'soybeans']

/** Asks a worker. @throws AskError */
export function ask<M extends Method>(method: M, asked: Asked<M>): Promise<Value<M>> {
  if (!SLOW.includes(method)) return computer.ask(method, asked)
  second ??= new Computer(slowly)
  return second.ask(method, asked)
}

export interface Answer<T> {
  readonly value?: T
  readonly error?: AskError
  readonly pending: boolean
}

/** Answers given, the newest last: going back shows them at once. */
const given = new Map<string, unknown>()
const KEPT = 24

/** The answer to a question; nothing is asked while `asked` is undefined. */
export function useAnswer<M extends Method>(method: M, asked: Asked<M> | undefined): Answer<Value<M>> {
  const key = asked === undefined ? undefined : `${method} ${JSON.stringify(asked)}`
  const [state, setState] = useState<{ key?: string; value?: Value<M>; error?: AskError }>({})
  const known = key !== undefined && given.has(key) ? (given.get(key) as Value<M>) : undefined
  useEffect(() => {
    if (key === undefined || asked === undefined || given.has(key)) return
    let current = true
    ask(method, asked).then(
      (value) => {
        given.set(key, value)
        if (given.size > KEPT) given.delete(given.keys().next().value as string)
        if (current) setState({ key, value })
      },
      (error: AskError) => current && setState({ key, error }),
    )
    return () => {
      current = false
    }
  }, [key])
  if (key === undefined) return { pending: false }
  if (known !== undefined) return { value: known, pending: false }
  if (state.key === key)
    return { ...(state.value !== undefined && { value: state.value }), ...(state.error && { error: state.error }), pending: false }
  return { ...(state.value !== undefined && { value: state.value }), pending: true }
}
