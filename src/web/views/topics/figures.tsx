/** What was observed: the newest figures known, and the series to choose from. */
import { useState } from 'preact/hooks'
import { earlier } from '../../../base/dates.js'
import { readablePeriod } from '../../../series/period.js'
import type { TopicReport } from '../../../watch/index.js'
import { scale, timeScale } from '../../charts/scale.js'
import { readableDay } from '../../format.js'
import { Some } from '../../ui/basics.js'
import { Figure } from '../../ui/figure.js'
import type { DrawnSeries } from '../../worker/record.js'

export function Figures({ report, series }: { report: TopicReport; series: readonly DrawnSeries[] }) {
  const [chosen, setChosen] = useState('')
  const shown = series.find((s) => s.id === chosen) ?? series.find((s) => s.headline && s.points.length > 8) ?? series[0]
  const headlines = [...report.figures].sort((a, b) => Number(b.headline) - Number(a.headline))
  if (report.figures.length === 0) return null
  return (
    <section>
      <h2>Figures, the newest known</h2>
      <Some items={headlines} most={6}>
        {(f) => (
          <li key={f.series}>
            {f.title}: <b>{quantity(f.latest.value, f.unit)}</b> {f.latest.period.length === 10 ? 'on' : 'in'}{' '}
            {readablePeriod(f.latest.period)}
            {f.yearBefore && `, against ${quantity(f.yearBefore.value, f.unit)} in ${readablePeriod(f.yearBefore.period)}`}{' '}
            <span class="muted">published {readableDay(f.latest.known)}</span>
          </li>
        )}
      </Some>
      {shown && (
        <>
          <form onSubmit={(event) => event.preventDefault()}>
            <label class="wide">
              <span>Series</span>
              <select value={shown.id} onChange={(event) => setChosen(event.currentTarget.value)}>
                {series.map((s) => (
                  <option key={s.id} value={s.id}>
                    {s.title} ({s.unit})
                  </option>
                ))}
              </select>
            </label>
          </form>
          <Drawn s={shown} known={earlier(report.known, report.date)} />
        </>
      )}
    </section>
  )
}

/** A decimal for reading: its thousands parted, no more digits than it has. */
const number = (text: string): string => {
  const n = Number(text)
  return Number.isFinite(n) ? n.toLocaleString('en-GB', { maximumFractionDigits: 2 }) : text
}

/** Units that count by thousands or millions, and what a thousand of them is called. */
const LARGER: Readonly<Record<string, readonly [each: number, unit: string, above: number, larger: string]>> = {
  '1000 t': [1000, 't', 1e6, 'Mt'],
  'million USD': [1e6, 'USD', 1e9, 'bn USD'],
}

/** A figure with its unit, as one says it: `1.71 Mt` for 1711.51 thousand tonnes. */
function quantity(text: string, unit: string): string {
  const found = LARGER[unit]
  const n = Number(text)
  if (!found || !Number.isFinite(n)) return `${number(text)} ${unit}`
  const [each, base, above, larger] = found
  if (Math.abs(n) * each >= above) return `${number(String((n * each) / above))} ${larger}`
  return base === 'USD' ? `${number(text)} ${unit}` : `${number(String(n * each))} ${base}`
}

function Drawn({ s, known }: { s: DrawnSeries; known: string }) {
  const values = s.points.map((p) => Number(p.value))
  const high = Math.max(...values) || 1
  const [first, last] = [s.points[0], s.points.at(-1)]
  const sources = [...new Set(s.points.map((p) => p.source))]
  return (
    <Figure
      name={s.id}
      title={s.title}
      unit={`${s.unit}; periods to ${readablePeriod(last?.period ?? '')}, as published by ${readableDay(known)}. A gap is a period not found, not zero`}
      source={`${sources.slice(-2).join('; ')}${sources.length > 2 ? `; and ${sources.length - 2} more in the table` : ''}`}
      says={s.points
        .slice(-12)
        .map((p) => `${readablePeriod(p.period)}: ${number(p.value)}`)
        .join(', ')}
      table={{
        head: ['Period', s.unit, 'How', 'Known', 'Day given by', 'Source', 'Note'],
        rows: s.points.map((p) => [p.period, p.value, p.how, p.known, p.dated, p.source, p.note ?? '']),
      }}
      height={() => 220}
      below={s.caveats?.map((c) => (
        <p key={c} class="small muted">
          {c}
        </p>
      ))}
    >
      {(width) => {
        const [top, bottom, left] = [12, 196, 52]
        const x = timeScale(first?.from ?? '2018-01-01', last?.until ?? known, left, width - 8)
        const y = scale(0, high * 1.05, bottom, top)
        return (
          <>
            {y.ticks.map((t) => (
              <g key={t}>
                <line class="grid" x1={left} x2={width - 8} y1={y(t)} y2={y(t)} />
                <text class="tick" x={left - 5} y={y(t) + 4} text-anchor="end">
                  {t.toLocaleString('en-GB')}
                </text>
              </g>
            ))}
            {x.ticks.map(({ day, label }) => (
              <text key={day} class="tick" x={x(day)} y={bottom + 16} text-anchor="middle">
                {label}
              </text>
            ))}
            {s.points.map((p) => {
              const value = y(Number(p.value))
              const wide = x(p.until) - x(p.from)
              return (
                <rect
                  key={p.period}
                  class="tone-1"
                  x={x(p.from)}
                  y={Math.min(value, bottom - 1.5)}
                  width={Math.max(1.2, wide - 1)}
                  height={Math.max(1.5, bottom - value)}
                >
                  <title>{`${readablePeriod(p.period)}: ${number(p.value)} ${s.unit}`}</title>
                </rect>
              )
            })}
          </>
        )
      }}
    </Figure>
  )
}
