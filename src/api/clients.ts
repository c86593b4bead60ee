/** What each client address has under way, and how fast it asks. */
import { Refusal } from './problem.js'

/** A burst is this many seconds' worth of requests. */
const BURST = 10
/** Addresses remembered; beyond, those that asked longest ago are forgotten. */
const REMEMBERED = 10_000

interface Bucket {
  left: number
  at: number
}

export interface ClientLimits {
  readonly streams: number
  readonly streamsPerClient: number
  readonly requestsPerSecond: number
}

export class Clients {
  private readonly open = new Map<string, number>()
  private readonly buckets = new Map<string, Bucket>()
  private all = 0

  constructor(
    private readonly limits: ClientLimits,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts a request. @throws {Refusal} 429 with the seconds to wait, if the client asks too fast */
  request(client: string): void {
    const rate = this.limits.requestsPerSecond
    if (rate === 0) return
    const now = this.now()
    const { left, at } = this.buckets.get(client) ?? { left: rate * BURST, at: now }
    const filled = Math.min(rate * BURST, left + ((now - at) / 1000) * rate)
    this.buckets.delete(client)
    this.buckets.set(client, { left: Math.max(0, filled - 1), at: now })
    for (const [oldest] of this.buckets) {
      if (this.buckets.size <= REMEMBERED) break
      this.buckets.delete(oldest)
    }
    if (filled < 1)
      throw new Refusal(429, `more than ${rate} requests a second from one address (limit: requestsPerSecond)`, undefined, {
        'Retry-After': String(Math.max(1, Math.ceil((1 - filled) / rate))),
      })
  }

  /** Begins a stream of a client; the function given back ends it, once. @throws {Refusal} 429 or 503 */
  stream(client: string): () => void {
    const open = this.open.get(client) ?? 0
    if (open >= this.limits.streamsPerClient)
      throw new Refusal(429, `${open} assessments of this address are under way (limit: streamsPerClient)`)
    if (this.all >= this.limits.streams) throw new Refusal(503, `${this.all} assessments are under way (limit: streams)`)
    this.open.set(client, open + 1)
    this.all += 1
    let ended = false
    return () => {
      if (ended) return
      ended = true
      this.all -= 1
      const rest = (this.open.get(client) ?? 1) - 1
      if (rest === 0) this.open.delete(client)
      else this.open.set(client, rest)
    }
  }
}
