/** Answers that were given lately. An answer depends on nothing but the data and the request, so that it can be given again. */

type Bytes = Uint8Array<ArrayBuffer>

interface Making {
  readonly answer: Promise<Bytes>
  readonly stop: AbortController
  /** Requests that wait for it. */
  waiting: number
}

export class AnswerCache {
  private readonly kept = new Map<string, Bytes>()
  private readonly making = new Map<string, Making>()
  private size = 0

  /** @param most how many bytes are kept */
  constructor(private readonly most: number) {}

  /**
   * The answer kept under a key, or a new one; who asks for the same meanwhile waits for it.
   * @param make its signal is aborted when nobody waits any longer
   * @param signal of the request
   */
  async get(key: string, make: (signal: AbortSignal) => Promise<Bytes>, signal: AbortSignal): Promise<Bytes> {
    const kept = this.kept.get(key)
    if (kept) {
      this.kept.delete(key)
      this.kept.set(key, kept)
      return kept
    }
    const making = this.making.get(key) ?? this.begin(key, make)
    making.waiting += 1
    const gone = (): void => {
      making.waiting -= 1
      if (making.waiting > 0) return
      this.making.delete(key)
      making.stop.abort(signal.reason)
    }
    signal.addEventListener('abort', gone, { once: true })
    try {
      return await making.answer
    } finally {
      signal.removeEventListener('abort', gone)
    }
  }

  private begin(key: string, make: (signal: AbortSignal) => Promise<Bytes>): Making {
    const stop = new AbortController()
    const answer = make(stop.signal)
    const making: Making = { answer, stop, waiting: 0 }
    this.making.set(key, making)
    const done = (): void => {
      if (this.making.get(key) === making) this.making.delete(key)
    }
    answer.then((bytes) => {
      done()
      this.keep(key, bytes)
    }, done)
    return making
  }

  private keep(key: string, bytes: Bytes): void {
    if (this.kept.has(key) || bytes.length > this.most / 4) return
    this.kept.set(key, bytes)
    this.size += bytes.length
    for (const [oldest, { length }] of this.kept) {
      if (this.size <= this.most) break
      this.kept.delete(oldest)
      this.size -= length
    }
  }
}
