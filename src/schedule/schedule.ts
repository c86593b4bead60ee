/** The schedule opened: lines by code, lines by words. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { ChangesData, ChapterData, OtherRate } from './data.js'
import { type GeneralRate, generalOn } from './editions.js'
import { parseRate, parseSpecial, type RateExpression, type SpecialRate } from './expression.js'
import { type Changed, dottedCode, type ScheduleLine } from './line.js'
import { type Hit, lowerBound, SearchIndex } from './search.js'

/** What a code leads to. */
export type Found =
  | { readonly status: 'line'; readonly line: ScheduleLine }
  | { readonly status: 'choose'; readonly lines: readonly ScheduleLine[] }
  | {
      readonly status: 'unknown'
      readonly why: string
      /** Lines under as much of the code as is known; at most ten. */
      readonly near: readonly ScheduleLine[]
      /** The rate line that the code falls under, where the schedule has it: its rates hold whatever the last two digits. */
      readonly rateCode?: string
      readonly changed?: Changed
    }

interface Place {
  readonly chapter: ChapterData
  readonly at: number
}

const NEAR = 10

/** Opens the chapters given. Data of a chapter given twice counts once. */
export function openSchedule(chapters: Iterable<ChapterData>, changes?: ChangesData): Schedule {
  return new Schedule(chapters, changes)
}

/** See {@link openSchedule}. */
export class Schedule {
  readonly party = 'US'
  /** Days on which its codes changed as a whole: none on record. */
  readonly breaks: readonly Day[] = []
  /** The chapters that are open, in order. */
  readonly chapters: readonly string[]
  private readonly places: Place[] = []
  private readonly all: string[] = []
  private readonly nodes: number[] = []
  private readonly rateNodes = new Map<string, number>()
  private readonly built = new Map<number, ScheduleLine>()
  private readonly rates = new Map<string, RateExpression>()
  private readonly specials = new Map<string, readonly SpecialRate[]>()
  private index: SearchIndex | undefined

  constructor(
    chapters: Iterable<ChapterData>,
    private readonly changes: ChangesData | undefined,
  ) {
    const byNumber = new Map([...chapters].map((data) => [data.chapter, data]))
    this.chapters = [...byNumber.keys()].sort()
    for (const number of this.chapters) this.open(byNumber.get(number) as ChapterData)
  }

  private open(chapter: ChapterData): void {
    chapter.nodes.forEach((node, at) => {
      const code = node[2]
      const place = this.places.push({ chapter, at }) - 1
      if (!code) return
      // A rate line stands before its own statistical lines: with these it is no line of its own.
      if (code.startsWith(this.all.at(-1) ?? '-')) {
        this.all.pop()
        this.nodes.pop()
      }
      if (!this.rateNodes.has(code.slice(0, 8))) this.rateNodes.set(code.slice(0, 8), place)
      this.all.push(code)
      this.nodes.push(place)
    })
  }

  /** How many lines are open, and how many rate lines they hang on. */
  get counts(): { readonly lines: number; readonly statisticalLines: number; readonly rateLines: number } {
    return { lines: this.all.length, statisticalLines: this.all.filter((c) => c.length === 10).length, rateLines: this.rateNodes.size }
  }

  /** The codes of all lines, in order. */
  codes(): readonly string[] {
    return this.all
  }

  /**
   * What tells the rates of one line from those of another on any day: lines with one key have the same columns, and the same other
   * editions. In the order of {@link codes}.
   */
  rateKeys(): string[] {
    const { changes } = this
    const absent = (changes?.editions ?? []).map(({ id }) => [id, new Set(changes?.absent[id])] as const)
    return this.all.map((code, i) => {
      const { chapter, at } = this.places[this.nodes[i] as number] as Place
      const rate = code.slice(0, 8)
      const other = changes?.rates[rate]
      const missing = absent.flatMap(([id, codes]) => (codes.has(rate) ? [id] : []))
      const columns = chapter.rates[chapter.nodes[at]?.[3] ?? -1]?.join('|') ?? ''
      const apart = code.startsWith('98') || chapter.chapter in (changes?.shorter ?? {}) ? chapter.chapter : ''
      return `${columns}|${apart}|${missing.join(' ')}|${other ? JSON.stringify(other) : ''}`
    })
  }

  /** The days on which the general rate of some line can change, by all editions known. */
  rateDays(): Day[] {
    if (!this.changes) return []
    const { current, editions, rates } = this.changes
    const spans = [current, ...editions, ...Object.values(rates).flat()]
    return [...new Set(spans.flatMap(({ from, until }) => [from, until]).filter((day) => day !== undefined))].sort()
  }

  /** All lines, in order of code. */
  *lines(): Generator<ScheduleLine> {
    for (let i = 0; i < this.all.length; i++) yield this.line(i)
  }

  /**
   * The line, or lines, of a code of 4, 6, 8 or 10 digits, with or without dots.
   * @throws ParleyError if it is no code
   */
  find(text: string): Found {
    const code = readCode(text)
    const [first, end] = this.range(code)
    if (end - first === 1) return { status: 'line', line: this.line(first) }
    if (end > first) return { status: 'choose', lines: this.some(first, end) }
    return this.unknown(code)
  }

  /**
   * The rate line of eight digits, whatever statistical numbers hang on it: its rates are theirs. For a number that `find` does
   * not know but whose `rateCode` it does.
   */
  rateLine(code: string): ScheduleLine | undefined {
    const place = this.rateNodes.get(code)
    return place === undefined ? undefined : this.build(code, this.places[place] as Place)
  }

  /**
   * Lines by words or by code, best first: all words if any line has all of them, else those that have most.
   * @throws ParleyError if there is nothing to search for
   */
  search(words: string, limit = 20): Hit<ScheduleLine>[] {
    if (!/[\p{L}\p{N}]/u.test(words))
      fail('bad-input', `"${words}" has no word to search for: write words such as "permanent magnets", or a code`)
    const digits = words.replace(/[\s.-]/g, '')
    if (/^\d{2,10}$/.test(digits)) {
      const [first, end] = this.range(digits)
      return this.some(first, Math.min(end, first + limit)).map((line) => ({ line, words: 'all', score: 1 }))
    }
    this.index ??= new SearchIndex({
      words: this.places.map(({ chapter, at }) => chapter.nodes[at]?.[1] as string),
      depths: this.places.map(({ chapter, at }) => chapter.nodes[at]?.[0] as number),
      lines: this.all.map((code, i) => ({ code, node: this.nodes[i] as number })),
    })
    return this.index.search(words, limit).map(({ line, words: matched, score }) => ({ line: this.line(line), words: matched, score }))
  }

  private range(prefix: string): [first: number, end: number] {
    const first = lowerBound(this.all, prefix)
    let end = first
    while (this.all[end]?.startsWith(prefix)) end++
    return [first, end]
  }

  private some(first: number, end: number): ScheduleLine[] {
    return Array.from({ length: end - first }, (_, i) => this.line(first + i))
  }

  private unknown(code: string): Found {
    const chapter = code.slice(0, 2)
    const changed = this.changed(code, 'new')
    const rest = { status: 'unknown', ...(changed && { changed }) } as const
    if (chapter === '99')
      return { ...rest, near: [], why: 'Chapter 99 is not in the schedule: temporary duties are measures of the ledger.' }
    if (chapter === '77') return { ...rest, near: [], why: 'Chapter 77 is reserved: the schedule has none.' }
    if (!this.chapters.includes(chapter)) {
      const exists = chapter >= '01' && chapter <= '98'
      return {
        ...rest,
        near: [],
        why: exists ? `Chapter ${chapter} is not loaded.` : `The schedule has no chapter ${chapter}: it goes from 01 to 98.`,
      }
    }
    const known = [8, 6, 4, 2]
      .map((n) => code.slice(0, n))
      .find((prefix) => prefix !== code && this.range(prefix)[0] < this.range(prefix)[1])
    const [first, end] = this.range(known ?? chapter)
    const rateCode = code.length === 10 && this.rateNodes.has(code.slice(0, 8)) ? code.slice(0, 8) : undefined
    const bare = end - first === 1 && this.all[first]?.length === 8
    const why = changed
      ? changed.text
      : rateCode
        ? `${dottedCode(rateCode)} is a line, but ${bare ? 'has no statistical numbers here' : `has no statistical number ${code.slice(8)}`}.`
        : `No line begins with ${dottedCode(code)}.`
    return { ...rest, why, near: this.some(first, Math.min(end, first + NEAR)), ...(rateCode && { rateCode }) }
  }

  /** What is known of a number that ended (`side` old) or began (`side` new) in another edition. */
  private changed(code: string, side: 'old' | 'new'): Changed | undefined {
    const general = side === 'new' ? this.changes?.other[code.slice(0, 8)] : undefined
    if (general) return this.elsewhere(code.slice(0, 8), general)
    const change = this.changes?.codes.find((c) => c[side].includes(code))
    if (!change) return undefined
    const list = (codes: readonly string[], verb: string): string[] =>
      codes.length > 0 ? [`${codes.map(dottedCode).join(', ')} ${verb}`] : []
    const what = [...list(change.old, 'ended'), ...list(change.new, 'began')].join('; ')
    return { text: `With ${change.after}, under ${dottedCode(code.slice(0, 8))}: ${what}.`, old: change.old, new: change.new }
  }

  /** A rate line that only other editions have. */
  private elsewhere(code: string, general: readonly OtherRate[]): Changed {
    const { editions = [], current } = this.changes ?? {}
    const titles = new Map(editions.map(({ id, title }) => [id, title]))
    if (current) titles.set(current.id, 'later revisions of 2025 and 2026')
    const where = new Set(general.map(({ edition, general: rate }) => `${titles.get(edition)}: ${rate || 'no rate'}`))
    return {
      text: `${dottedCode(code)} is not a line of the basic edition of 2025, but of others (${[...where].join('; ')}).`,
      old: [],
      new: [],
      general,
    }
  }

  private line(i: number): ScheduleLine {
    const known = this.built.get(i)
    if (known) return known
    const line = this.build(this.all[i] as string, this.places[this.nodes[i] as number] as Place)
    this.built.set(i, line)
    return line
  }

  private build(code: string, { chapter, at }: Place): ScheduleLine {
    const node = chapter.nodes[at]
    const [general, special, column2] = chapter.rates[node?.[3] ?? -1] ?? ['', '', '']
    const changed = this.changed(code, 'old')
    const rateCode = code.slice(0, 8)
    const { changes, specials, rates } = this
    return {
      code,
      dotted: dottedCode(code),
      rateCode,
      get description() {
        return pathOf(chapter, at)
      },
      units: chapter.units[node?.[4] ?? -1] ?? [],
      general: { raw: general, rate: cached(this.rates, general, parseRate) },
      get special() {
        return cached(specials, special, parseSpecial)
      },
      specialRaw: special,
      get column2() {
        return { raw: column2, rate: cached(rates, column2, parseRate) }
      },
      ...(changed && { changed }),
      generalOn: (date: Day): GeneralRate => generalOn(rateCode, general, date, changes),
    }
  }
}

function cached<T>(known: Map<string, T>, text: string, read: (text: string) => T): T {
  const found = known.get(text) ?? read(text)
  known.set(text, found)
  return found
}

/** The words from the heading down to a node. */
function pathOf({ nodes }: ChapterData, at: number): string[] {
  const path: string[] = []
  let depth = Number.POSITIVE_INFINITY
  for (let i = at; i >= 0 && depth > 0; i--) {
    const node = nodes[i]
    if (!node || node[0] >= depth) continue
    depth = node[0]
    path.unshift(node[1])
  }
  return path
}

function readCode(text: string): string {
  const digits = text.replace(/[\s.-]/g, '')
  if (!/^\d+$/.test(digits))
    fail('bad-input', `"${text}" is no code: write 4 to 10 digits, with or without dots, such as 8505.11.00.70`, 'code')
  if ([4, 6, 8, 10].includes(digits.length)) return digits
  const lost = [5, 7, 9].includes(digits.length) ? `; if a leading zero was lost, write ${dottedCode(`0${digits}`)}` : ''
  return fail('bad-input', `"${text}" has ${digits.length} digits: a code has 4, 6, 8 or 10${lost}`, 'code')
}
