/** Streams of lines: cut into blocks, worked on side by side, given back in order, no faster than they are read. */

/** Some whole lines, or one that is not taken. */
export type Block = { readonly first: number; readonly text: string } | { readonly first: number; readonly problem: string }

/** How lines are taken. */
export interface LineLimits {
  readonly lineBytes: number
  readonly lines: number
}

/** Lines of one block at most: some milliseconds of work. */
const BLOCK = 100
const NEWLINE = 10

/**
 * Whole lines of a stream of bytes, as they come in: a block is given up at the end of each chunk, so that an answer never waits for
 * lines that are not sent yet. A line that is too long is passed over, and told; after the last line that is taken, the stream ends.
 */
export async function* blocksOf(input: AsyncIterable<Uint8Array>, limits: LineLimits): AsyncGenerator<Block> {
  let line = 0
  let carry: Uint8Array[] = []
  let carried = 0
  let parts: Uint8Array[] = []
  let count = 0
  const tooLong = (first: number): Block => ({ first, problem: `the line is longer than ${limits.lineBytes} bytes (limit: lineBytes)` })
  const block = (): Block => {
    const text = Buffer.concat(parts).toString('utf8')
    const first = line - count + 1
    parts = []
    count = 0
    return { first, text: first === 1 ? text.replace(/^\ufeff/, '') : text }
  }
  for await (const chunk of input) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      if (line === limits.lines) {
        if (count > 0) yield block()
        yield { first: line + 1, problem: `no more than ${limits.lines} lines are taken at a time (limit: lines)` }
        return
      }
      const long = carried + end - from > limits.lineBytes
      if (long && count > 0) yield block()
      line += 1
      if (long) yield tooLong(line)
      else {
        parts.push(...carry, chunk.subarray(from, end + 1))
        count += 1
      }
      carry = []
      carried = 0
      from = end + 1
      if (count === BLOCK) yield block()
    }
    // Of a line that is too long already, nothing more is kept than that it is.
    carried += chunk.length - from
    if (carried > limits.lineBytes) carry = []
    else if (from < chunk.length) carry.push(chunk.subarray(from))
    if (count > 0) yield block()
  }
  if (carried === 0) return
  line += 1
  if (line > limits.lines) yield { first: line, problem: `no more than ${limits.lines} lines are taken at a time (limit: lines)` }
  else if (carried > limits.lineBytes) yield tooLong(line)
  else {
    parts = carry
    count = 1
    yield block()
  }
}

/** Lines of JSON in hand as blocks, numbered from 1. */
export async function* blocksOfLines(lines: readonly string[]): AsyncGenerator<Block> {
  for (let from = 0; from < lines.length; from += BLOCK) yield { first: from + 1, text: lines.slice(from, from + BLOCK).join('\n') }
}

/**
 * The results of work on items, in their order. So many items are worked on at a time; no item is taken before there is room for it,
 * and none is waited for while a result can be given.
 */
export async function* inOrder<T, R>(items: AsyncIterable<T>, atATime: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const source = items[Symbol.asyncIterator]()
  const read = (): Promise<IteratorResult<T>> => quiet(source.next())
  const working: Promise<R>[] = []
  let next: Promise<IteratorResult<T>> | undefined = read()
  try {
    for (;;) {
      const [oldest] = working
      const room = next !== undefined && working.length < atATime
      const more: boolean =
        room && (!oldest || (await Promise.race([oldest.then(() => false), (next as typeof next & {}).then(() => true)])))
      if (more) {
        const item: IteratorResult<T> = await (next as Promise<IteratorResult<T>>)
        next = item.done ? undefined : read()
        if (!item.done) working.push(quiet(work(item.value)))
      } else if (oldest) {
        yield await oldest
        working.shift()
      } else return
    }
  } finally {
    // A reader that went away: what is being read ends by itself.
    quiet(source.return?.() ?? Promise.resolve())
  }
}

/** A promise whose failure is seen where it is awaited, if it is. */
function quiet<P extends Promise<unknown>>(promise: P): P {
  promise.catch(() => {})
  return promise
}

/** A generator as the body of a response: asked for more only when there is room. */
export function bodyOf(chunks: AsyncGenerator<Uint8Array>, closed: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next()
          if (!done) return controller.enqueue(value)
          controller.close()
        } catch (error) {
          controller.error(error)
        }
        closed()
      },
      cancel() {
        closed()
        quiet(chunks.return(undefined))
      },
    },
    { highWaterMark: 0 },
  )
}
