/** Worker threads and the tasks that wait for one: first come, first served, none for longer than it may take. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Fault, ParleyError, type Problem } from '../base/errors.js'
import { packageRoot } from '../files/root.js'
import { Refusal } from './problem.js'
import type { Task } from './tasks.js'

/** What a worker says of a task. */
export type Done = { bytes: Uint8Array<ArrayBuffer> } | { fault: Fault; problems: readonly Problem[] } | { crash: string }

interface Job {
  readonly task: Task
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly reject: (error: unknown) => void
}

interface Seat {
  worker: Worker
  ready: boolean
  job?: Job | undefined
  clock?: NodeJS.Timeout | undefined
}

/** Memory of one worker beyond which it is ended: far above what the data needs. */
const MOST_MEGABYTES = 512
/**
 * What is new in a thread between two collections. By default it is four times as much, which with some threads was a third of the
 * memory of the service; less than this takes time.
 */
const YOUNG_MEGABYTES = 12
/** Of what nobody waits for any longer; nobody reads this but the log. */
const GIVEN_UP = 'the client went away'
/** Before a worker that ended by itself is begun anew. */
const PAUSE_MS = 500

/** The worker's own file: beside this one if built; from the sources (tests), the built one. */
function entry(): URL | string {
  const beside = new URL('./worker.js', import.meta.url)
  return existsSync(beside) ? beside : join(packageRoot(), 'dist/src/api/worker.js')
}

export interface PoolOptions {
  /** How many threads. */
  readonly size: number
  /** How long one task may take, and wait; one that takes longer is ended with its thread, and a new thread is begun. */
  readonly seconds: number
  /** How many tasks may wait. */
  readonly queued: number
  /** Memory of one thread. */
  readonly megabytes?: number
  /** Told of a thread that ended by itself. */
  readonly fault?: (error: Error) => void
}

export class Pool {
  private readonly seats: Seat[] = []
  private readonly waiting: Job[] = []
  private closed = false
  private settle: { ready: () => void; failed: (error: Error) => void } | undefined
  /** Done when the first thread is ready; fails if one cannot begin before that. */
  readonly started: Promise<void>

  constructor(private readonly options: PoolOptions) {
    this.started = new Promise((ready, failed) => {
      this.settle = { ready, failed }
    })
    this.started.catch(() => {})
    for (let i = 0; i < options.size; i++) this.seats.push(this.begin({} as Seat))
  }

  /** Whether a thread is ready for work. */
  get ready(): boolean {
    return !this.closed && this.seats.some((seat) => seat.ready)
  }

  /**
   * Does a task in another thread.
   * @param signal a task that waits is given up when this is aborted; one that has begun is finished
   * @param begun whether the task belongs to a request that was taken already: it waits, however many do and however long
   * @throws {Refusal} 503, if too many wait or it takes too long
   */
  run(task: Task, { signal, begun = false }: { signal?: AbortSignal | undefined; begun?: boolean } = {}): Promise<Uint8Array<ArrayBuffer>> {
    if (this.closed) return Promise.reject(new Refusal(503, 'this service is stopping'))
    if (signal?.aborted) return Promise.reject(new Refusal(503, GIVEN_UP))
    if (!begun && this.waiting.length >= this.options.queued)
      return Promise.reject(new Refusal(503, `${this.waiting.length} requests wait already (limit: queued)`))
    return new Promise((resolve, reject) => {
      const leave = (why: string): void => {
        const at = this.waiting.indexOf(job)
        if (at < 0) return
        this.waiting.splice(at, 1)
        job.reject(new Refusal(503, why))
      }
      const gone = (): void => leave(GIVEN_UP)
      const late = (): void => leave(`no thread was free for ${this.options.seconds} seconds (limit: answerSeconds)`)
      const clock = begun ? undefined : setTimeout(late, this.options.seconds * 1000)
      // A signal lives as long as its request: what listens to it is taken away, lest every task of a stream be kept.
      const settled = <T>(settle: (value: T) => void) => {
        return (value: T): void => {
          clearTimeout(clock)
          signal?.removeEventListener('abort', gone)
          settle(value)
        }
      }
      const job: Job = { task, resolve: settled(resolve), reject: settled(reject) }
      signal?.addEventListener('abort', gone, { once: true })
      this.waiting.push(job)
      this.next()
    })
  }

  /** Ends the threads. What is not done is refused. */
  async close(): Promise<void> {
    this.closed = true
    const begun = this.seats.flatMap((seat) => this.free(seat) ?? [])
    for (const job of [...begun, ...this.waiting.splice(0)]) job.reject(new Refusal(503, 'this service is stopping'))
    await Promise.all(this.seats.map(({ worker }) => worker.terminate()))
  }

  private next(): void {
    for (const seat of this.seats) {
      if (!seat.ready || seat.job) continue
      const job = this.waiting.shift()
      if (!job) return
      seat.job = job
      seat.clock = setTimeout(() => this.overdue(seat), this.options.seconds * 1000)
      seat.worker.postMessage(job.task)
    }
  }

  private begin(seat: Seat): Seat {
    seat.ready = false
    seat.worker = new Worker(entry(), {
      resourceLimits: { maxOldGenerationSizeMb: this.options.megabytes ?? MOST_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    })
    const { worker } = seat
    worker.on('message', (message: 'ready' | Done) => {
      if (seat.worker !== worker) return
      if (message === 'ready') {
        seat.ready = true
        this.settle?.ready()
      } else {
        const job = this.free(seat)
        if ('bytes' in message) job?.resolve(message.bytes)
        else job?.reject('fault' in message ? new ParleyError(message.fault, message.problems) : new Error(message.crash))
      }
      this.next()
    })
    // It ran out of memory or could not start: its task fails, the others go on.
    worker.on('error', (error) => {
      if (seat.worker !== worker) return
      seat.ready = false
      this.options.fault?.(error)
      this.settle?.failed(error)
      this.free(seat)?.reject(new Refusal(503, `the work on this request broke off: ${error.message}`))
    })
    worker.on('exit', () => {
      if (this.closed || seat.worker !== worker) return
      setTimeout(() => !this.closed && this.begin(seat), PAUSE_MS).unref()
    })
    return seat
  }

  private overdue(seat: Seat): void {
    const { worker } = seat
    this.free(seat)?.reject(new Refusal(503, `this took longer than ${this.options.seconds} seconds (limit: answerSeconds)`))
    this.begin(seat)
    void worker.terminate()
  }

  private free(seat: Seat): Job | undefined {
    clearTimeout(seat.clock)
    const { job } = seat
    seat.job = undefined
    return job
  }
}
