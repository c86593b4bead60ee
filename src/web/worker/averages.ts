/** Average duties of both sides since 2018, weighted with trade: each step with what changed on its day. */
import { addDays, type Day, later } from '../../base/dates.js'
import type { MeasureState, View } from '../../ledger/index.js'
import { averages, buildPanel, openDuties, weightsOf } from '../../panel/index.js'
import { compileRules } from '../../rates/rules.js'
import { tradeEffects } from '../../scenarios/index.js'
import { classesOf, tradeOf } from './bulk.js'
import { tell } from './load.js'
import { type Dates, ledger, type RateStep, type RateSteps } from './record.js'
import { chinaTariff } from './schedules.js'

type Side = 'US' | 'CN'

const FIRST: Day = '2018-01-01'
/** Smaller changes, in points, are not drawn. */
const LEAST = 0.05
/** How far beyond the last day asked the law known is drawn, in days. */
const AHEAD = 120

interface Level {
  readonly from: Day
  readonly percent: number
}

export async function averageSteps({ date, known }: Dates): Promise<RateSteps> {
  const record = await ledger()
  const asked = record.asOf({ date, known })
  const { latest } = asked.horizon
  const views = known >= latest ? [asked] : [asked, record.asOf({ date, known: latest })]
  const to = addDays(later(date, latest), AHEAD)
  const us = await usLevels(views, to)
  const cn = await chinaLevels(views, to)
  const read = (i: number): RateSteps['asked'] => ({
    US: labelled(us.levels[i] ?? [], views[i] as View, 'US'),
    CN: labelled(cn.levels[i] ?? [], views[i] as View, 'CN'),
  })
  const share = (part: number): string => `${Math.round(100 * part)}%`
  return {
    title: 'Average duty on goods of the other side',
    unit: 'percent of value, weighted with trade of 2024 (US imports from China; US exports to China)',
    note: `Left out, as a total is open or the tariff has no such code, at most: ${share(us.out)} of US imports from China; of US exports to China ${share(cn.out)} before 2022, when codes were others, and ${share(cn.since)} since. Nothing is claimed; where a US duty is on the metal in goods, its share is estimated.`,
    latest,
    asked: read(0),
    newest: read(views.length - 1),
  }
}

/** Levels by view, and the largest share of trade that is left out. */
interface Levels {
  readonly levels: readonly (readonly Level[])[]
  readonly out: number
}

async function usLevels(views: readonly View[], to: Day): Promise<Levels> {
  const [classes, trade] = await Promise.all([classesOf('US', to), tradeOf('US')])
  const readings = openDuties(
    views.map((view) => compileRules(view, 'US')),
    classes,
    'US',
    {},
    'estimate',
  )
  let out = 0
  const levels = readings.map((duties) => {
    const panel = buildPanel(duties, { days: [FIRST, to], origins: ['CN'] })
    const weights = weightsOf(panel, 'CN', trade, new Set())
    const rows = averages(panel, [weights]).get('all') ?? []
    for (const r of rows) out = Math.max(out, (r.open_usd + weights.noCode) / weights.value)
    return rows.flatMap(({ from, weighted_pct: percent }) => (percent === undefined ? [] : [{ from, percent }]))
  })
  return { levels, out }
}

/** Codes of 2022 were others: averages are taken within each nomenclature. */
const ERA: Day = '2022-01-01'

async function chinaLevels(views: readonly View[], to: Day): Promise<Levels & { readonly since: number }> {
  const [old, now, trade, { breaks }] = await Promise.all([classesOf('CN', FIRST), classesOf('CN', ERA), tradeOf('CN'), chinaTariff()])
  let [out, since] = [0, 0]
  const levels: Level[][] = []
  for (const view of views) {
    const rules = compileRules(view, 'CN')
    const days = [...new Set([FIRST, ERA, ...breaks, ...changesOf(view, 'CN').keys()])].filter((day) => day >= FIRST && day <= to).sort()
    const found: Level[] = []
    for (const [classes, own] of [
      [old, days.filter((day) => day < ERA)],
      [now, days.filter((day) => day >= ERA)],
    ] as const) {
      // Two days at a time: an effect has a before and an after.
      for (let i = 0; i < own.length; i += 2) {
        const [a, b = a] = own.slice(i, i + 2) as [Day, Day?]
        const [effect] = tradeEffects({ importer: 'CN', before: rules, after: rules, days: { before: a, after: b }, classes }, [
          { origin: 'US', trade },
        ])
        if (!effect) continue
        const left = (effect.open_usd + effect.no_code_usd) / effect.value_usd
        if (a < ERA) out = Math.max(out, left)
        else since = Math.max(since, left)
        if (effect.before_pct !== undefined) found.push({ from: a, percent: effect.before_pct })
        if (b !== a && effect.after_pct !== undefined) found.push({ from: b, percent: effect.after_pct })
        tell({ what: "China's averages", done: found.length, of: days.length, unit: 'steps' })
        // Other questions are answered in between.
        await new Promise((resolve) => setTimeout(resolve))
      }
    }
    levels.push(found)
  }
  return { levels, out, since }
}

/** Changes of law of a side on goods of the other, by day. */
function changesOf(view: View, side: Side): Map<Day, RateStep['changes'][number][]> {
  const days = new Map<Day, RateStep['changes'][number][]>()
  for (const c of view.changes(
    FIRST,
    undefined,
    view.measures.filter((m) => reaches(m, side)),
  )) {
    const title = view.measure(c.measure)?.record.title ?? c.measure
    const text = (value: unknown): string =>
      typeof value === 'string' ? value : value === null || value === undefined ? 'none' : 'other terms'
    const change = {
      measure: c.measure,
      title,
      before: text(c.before?.effective),
      after: text(c.after?.effective),
      instrument: c.instrument,
    }
    days.set(c.date, [...(days.get(c.date) ?? []), change])
  }
  return days
}

function reaches({ record }: MeasureState, side: Side): boolean {
  if (record.party !== side) return false
  if (record.kind === 'exclusion') return true
  if (record.kind !== 'tariff') return false
  const other = side === 'US' ? 'CN' : 'US'
  const { origins, originsExcept } = record.scope
  return (origins === 'all' || origins.includes(other)) && !originsExcept?.includes(other)
}

/** Levels as steps: those that can be seen, each with what changed since the one before. */
function labelled(levels: readonly Level[], view: View, side: Side): RateStep[] {
  const changes = [...changesOf(view, side)].sort(([a], [b]) => (a < b ? -1 : 1))
  const steps: RateStep[] = []
  let last: number | undefined
  for (const { from, percent } of [...levels].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (last !== undefined && Math.abs(percent - last) < LEAST) continue
    last = percent
    steps.push({ from, percent: percent.toFixed(1), changes: changes.filter(([day]) => day === from).flatMap(([, of]) => of) })
  }
  return steps
}
