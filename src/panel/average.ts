/**
 * Average duties over products: weighted with imports of 2024 of each origin (before the shock, so that prohibitive duties do not
 * weigh themselves away), simple over lines, and the two averages that a model of trade needs: the one uniform duty of the same price
 * index (CES-exact), and of the same revenue on the same imports.
 */
import type { Day } from '../base/dates.js'
import type { Panel, Stretch } from './panel.js'
import { type Averages, Sums } from './sums.js'
import type { Portion, WeightRow, Weights } from './weights.js'

/** How products are grouped: by `list` products of a product list of law; a product may be on several. */
export type Grouping = 'authority' | 'measure' | 'chapter' | 'section' | 'origin' | 'list'

/** The elasticity of substitution of the CES averages, if none is given: that of the trade model here, 4, and one. */
export const SIGMA = 5

/** Goods that enter under a preference: free of the base duty, and of what the preference spares. */
export interface Preferred {
  /** The panel of the same law in which preferences are claimed. */
  readonly panel: Panel
  /** All goods of origins that have a preference, and not the part that is in the weights. */
  readonly all?: boolean
}

/** What is asked of averages. */
export interface AverageAsked {
  readonly by?: Grouping
  /** Elasticity of substitution; default {@link SIGMA}. */
  readonly sigma?: number
  /** Chapters that are counted, two digits; default all. */
  readonly chapters?: readonly string[]
  /** Default: nothing enters under a preference. */
  readonly preferred?: Preferred
}

/** Averages by group: `all` where products are not grouped. Days on which nothing changes are one stretch. */
export type AverageSeries = ReadonlyMap<string, readonly Averages[]>

/** The averages of all days of a panel, over the origins of some weights. */
export function averages(panel: Panel, weights: readonly Weights[], asked: AverageAsked = {}): AverageSeries {
  const { by, sigma = SIGMA, chapters, preferred } = asked
  const own = weights.map((w) => spansOf(panel, w.origin, preferred))
  const starts = [...new Set(own.flatMap((spans) => spans.map(({ from }) => from)))].sort()
  const split = by === 'authority' || by === 'measure' ? by : undefined
  const counted = weights.map(({ rows }) => (chapters ? rows.filter((row) => chapters.includes(row.chapter)) : rows))
  // What an origin adds in a span is worked out once, and added up wherever the span lies.
  const known = new Map<Span, Map<string, Sums>>()
  const work = (i: number, span: Span): void => {
    const groups = new Map<string, Sums>()
    const { origin } = weights[i] as Weights
    for (const row of counted[i] as readonly WeightRow[]) {
      const cell = panel.cellOf(span.stretch, row.member, row.rate)
      const under = span.preferred && (preferred?.all ? row : row.preferred[span.year])
      // What has no total is left out whole, so that averages with and without preferences are of the same goods.
      const [plain, free] =
        under && under.value + under.lines > 0 && cell.total !== undefined ? [less(row, under), under] : [row, undefined]
      for (const name of groupsOf(row, origin, by)) {
        const sums = sumsOf(groups, name, sigma)
        if (plain.value + plain.lines > 0) sums.add(cell, plain, split)
        if (free && span.preferred && preferred) {
          sums.add(preferred.panel.freeCellOf(span.preferred, row.member), free, split)
          sums.preferred += free.value
        }
      }
    }
    known.set(span, groups)
  }
  // Law by law: the cells of one are kept while origins under it are added up, and no longer.
  const spans = own.flatMap((of, i) => of.map((span) => ({ i, span, law: span.stretch.column, other: span.preferred?.column ?? -1 })))
  spans.sort((x, y) => x.law - y.law || x.other - y.other)
  spans.forEach(({ i, span, law, other }, k) => {
    work(i, span)
    const next = spans[k + 1]
    if (next?.law !== law) panel.forget(span.stretch)
    if (span.preferred && next?.other !== other) preferred?.panel.forget(span.preferred)
  })
  const series = new Map<string, Averages[]>()
  starts.forEach((from, k) => {
    const until = starts[k + 1] ?? own[0]?.at(-1)?.stretch.until ?? from
    const groups = new Map<string, Sums>()
    weights.forEach((_, i) => {
      const span = (own[i] as readonly Span[]).findLast((s) => s.from <= from) as Span
      for (const [name, sums] of known.get(span) as Map<string, Sums>) sumsOf(groups, name, sigma).merge(sums)
    })
    for (const [name, sums] of groups) {
      const next = sums.averages(from, until, split !== undefined)
      const line = series.get(name) ?? []
      const last = line.at(-1)
      if (last && last.until === from && alike(last, next)) line[line.length - 1] = { ...last, until }
      else line.push(next)
      series.set(name, line)
    }
  })
  return new Map([...series].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Days on which nothing changes for an origin, with and without a preference. */
interface Span {
  readonly from: Day
  readonly stretch: Stretch
  /** Where goods of the origin can enter under a preference. */
  readonly preferred?: Stretch
  /** Which year's use of preferences is taken. */
  readonly year: 0 | 1
}

/** From this day on the use of preferences of 2025 is taken: the added duties of that year made it worth while to claim them. */
const USE_OF_2025: Day = '2025-01-01'

function spansOf(panel: Panel, origin: string, preferred: Preferred | undefined): Span[] {
  const plain = panel.stretchesOf(origin)
  if (!preferred?.panel.duties.bases.hasPreference(origin)) return plain.map((stretch) => ({ from: stretch.from, stretch, year: 0 }))
  const claimed = preferred.panel.stretchesOf(origin)
  const days = [...plain, ...claimed].map(({ from }) => from)
  const inside = USE_OF_2025 > panel.first && USE_OF_2025 <= panel.last ? [USE_OF_2025] : []
  return [...new Set([...days, ...inside])].sort().map((from): Span => {
    const on = (of: readonly Stretch[]): Stretch => of.findLast((s) => s.from <= from) as Stretch
    return { from, stretch: on(plain), preferred: on(claimed), year: from < USE_OF_2025 ? 0 : 1 }
  })
}

const less = (all: Portion, part: Portion): Portion => ({ value: all.value - part.value, lines: all.lines - part.lines })

function groupsOf({ chapter, groups }: WeightRow, origin: string, by: Grouping | undefined): readonly string[] {
  if (by === 'list') return groups
  return [by === 'chapter' ? chapter : by === 'section' ? sectionOf(chapter) : by === 'origin' ? origin : 'all']
}

function sumsOf(groups: Map<string, Sums>, name: string, sigma: number): Sums {
  let sums = groups.get(name)
  if (!sums) {
    sums = new Sums(sigma)
    groups.set(name, sums)
  }
  return sums
}

const alike = (a: Averages, b: Averages): boolean =>
  near(a.weighted_pct, b.weighted_pct) &&
  near(a.simple_pct, b.simple_pct) &&
  a.open_usd === b.open_usd &&
  [...new Set([...Object.keys(a.parts ?? {}), ...Object.keys(b.parts ?? {})])].every((part) => near(a.parts?.[part], b.parts?.[part]))

/** The same but for the order of sums. */
const near = (a = 0, b = 0): boolean => Math.abs(a - b) < 1e-9

/** The last chapter of each section of the Harmonized System. */
const SECTION_ENDS = [5, 14, 15, 24, 27, 38, 40, 43, 46, 49, 63, 67, 70, 71, 83, 85, 89, 92, 93, 96, 97, 99]
/** The section of a chapter, as `01` to `22`. */
export const sectionOf = (chapter: string): string => String(SECTION_ENDS.findIndex((end) => Number(chapter) <= end) + 1).padStart(2, '0')
