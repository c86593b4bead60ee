/** The duty that one party puts on all goods of the other: the sum of the measures that name every product. */
import type { Day } from '../base/dates.js'
import { add, compare } from '../base/decimal.js'
import { type MeasureState, segmentOn, type TermValue, type View } from '../ledger/index.js'

/** One measure's part of a blanket duty. */
export interface BlanketLayer {
  readonly measure: string
  readonly title: string
  readonly rate: string
  readonly instrument: string
}

/** A blanket duty on a day, in percent of value, before exemptions and without duties on listed products. */
export interface Blanket {
  readonly date: Day
  readonly percent: string
  readonly layers: readonly BlanketLayer[]
}

const ORIGIN = { US: 'CN', CN: 'US' } as const
type Side = keyof typeof ORIGIN

/** Tariffs of `side` that reach every product of the other. */
function blanketMeasures(view: View, side: Side): MeasureState[] {
  const origin = ORIGIN[side]
  return view.measures.filter(({ record }) => {
    if (record.kind !== 'tariff' || record.party !== side || record.scope.products !== 'all') return false
    const { origins, originsExcept } = record.scope
    return (origins === 'all' || origins.includes(origin)) && !originsExcept?.includes(origin)
  })
}

/** The sum of blanket duties of `side` on goods of the other party, on `date`, as the view knows the law. */
export function blanket(view: View, side: Side, date: Day): Blanket {
  return sum(blanketMeasures(view, side), ORIGIN[side], date)
}

function sum(measures: readonly MeasureState[], origin: string, date: Day): Blanket {
  const layers = measures.flatMap((state): BlanketLayer[] => {
    const line = state.timeline.get(`rate.${origin}`) ?? state.timeline.get('rate')
    const s = line && segmentOn(line, date)
    const rate = s ? adValorem(s.effective) : undefined
    return s && rate !== undefined ? [{ measure: state.id, title: state.record.title, rate, instrument: s.entry.instrument }] : []
  })
  return { date, percent: layers.reduce((total, { rate }) => add(total, rate), '0'), layers }
}

function adValorem(value: TermValue | null): string | undefined {
  return typeof value === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(value)?.[1] : undefined
}

/** The highest blanket duty of `side` before `date`, with the days on which it stood. */
export function highestBlanket(view: View, side: Side, date: Day): (Blanket & { until: Day }) | undefined {
  const measures = blanketMeasures(view, side)
  const lines = measures.flatMap((m) => [...m.timeline.values()].flat())
  const days = [...new Set(lines.flatMap((s) => (s.until === undefined ? [s.from] : [s.from, s.until])))].filter((d) => d <= date).sort()
  let highest: (Blanket & { until: Day }) | undefined
  days.forEach((day, i) => {
    const here = sum(measures, ORIGIN[side], day)
    if (!highest || compare(here.percent, highest.percent) > 0) highest = { ...here, until: days[i + 1] ?? date }
  })
  return highest
}
