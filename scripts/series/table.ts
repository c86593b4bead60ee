/** The series being compiled: heads, points, and the table of sources that both share. */
import type { Day } from '../../src/base/dates.js'
import { isDecimal } from '../../src/base/decimal.js'
import { fail } from '../../src/base/errors.js'
import { inOrder, type Point, type SeriesHead } from '../../src/series/index.js'
import { dayOf, RULES, type RuleId } from './publish.js'

/** A series to be, with one of the rules here. */
export type Head = SeriesHead & { readonly rule: RuleId }

/** A point to be; without `known` the rule of the series gives it. */
export interface Draft {
  readonly period: string
  readonly value: string
  readonly how: string
  readonly source: string
  readonly note?: string | undefined
  readonly known?: Day
}

/** `1234.50` as `1234.5`: a decimal as this project writes it. */
export function decimal(text: string): string {
  const small = /^(\d)(?:\.(\d+))?e-(\d+)$/.exec(text)
  if (small) return decimal(`0.${'0'.repeat(Number(small[3]) - 1)}${small[1]}${small[2] ?? ''}`)
  const found = text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
  return isDecimal(found) ? found : fail('bad-input', `"${text}" is no decimal number`)
}

export class Table {
  readonly heads: Head[] = []
  readonly points = new Map<string, Point[]>()

  /**
   * Adds a series. A reported figure counts as known on the day that the rule gives, or on that of its source if that is
   * earlier; a derived one on the day of the source from which it was worked out, unless the rule is that of the series as a whole.
   */
  add(head: Head, drafts: readonly Draft[]): void {
    if (drafts.length === 0) fail('bad-input', 'the series has no points', head.id)
    this.heads.push(head)
    const points = drafts.map((d): Point => {
      const { known, dated } = d.known ? { known: d.known, dated: 'source' as const } : knownOf(head.rule, d)
      const { period, source } = d
      const how =
        d.how === 'reported' || d.how === 'derived' ? d.how : fail('bad-input', `"${d.how}" is neither reported nor derived`, head.id)
      return {
        period,
        value: decimal(d.value),
        how,
        known,
        dated,
        source: cite(source),
        ...(d.note && { note: d.note.replaceAll(/[,\n]/g, ';') }),
      }
    })
    this.points.set(head.id, points.sort(inOrder))
  }
}

/** Rules under which a derived figure was known as soon as the figures from which anyone could derive it. */
const WHOLE: readonly RuleId[] = ['census', 'fgis', 'komis', 'pink-sheet', 'treasury']

function knownOf(rule: RuleId, draft: Draft): { known: Day; dated: Point['dated'] } {
  if (rule !== 'source' && WHOLE.includes(rule)) return { known: RULES[rule].day(draft.period), dated: 'rule' }
  const source = draft.how === 'derived' || rule === 'source' ? dayOf(draft.source) : datedOnly(draft.source)
  if (rule === 'source' || draft.how === 'derived') {
    const found = source ?? fail('bad-input', 'no day can be derived', draft.source)
    return { known: found.day, dated: found.exact ? 'source' : 'rule' }
  }
  const byRule = RULES[rule].day(draft.period)
  return source?.exact && source.day <= byRule ? { known: source.day, dated: 'source' } : { known: byRule, dated: 'rule' }
}

function datedOnly(source: string): ReturnType<typeof dayOf> | undefined {
  try {
    return dayOf(source)
  } catch {
    return undefined
  }
}

/** Sources as a reader may follow them: commits in short, repositories named as such. */
function cite(source: string): string {
  return source
    .replace(/@([0-9a-f]{7})[0-9a-f]{33}/g, '@$1')
    .replace(
      /^NM:(\S+).*/,
      'UN Comtrade, reporter USA (US Census figures), through github:nikhilm2009/us-china-tariff-disruption:data_raw/$1@8a0f0ad',
    )
    .replace(/^([A-Za-z][\w-]*\/[\w.-]+:)/, 'github:$1')
    .replace(/; same file as checks[^)]*/, '')
    .replace(
      /^sum over HS2 of shared data .*/,
      'US Census, exports by HS2, through github:mwaugh0328/tradewar-tracker-aws-product-level@c26909 (MIT): sum over HS2',
    )
    .trim()
}
