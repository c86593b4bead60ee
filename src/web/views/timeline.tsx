/** What happened when: lanes for both sides, courts and talks; an entry opens in place. */
import { addDays, type Day, daysBetween, earlier, isDay } from '../../base/dates.js'
import { timeScale } from '../charts/scale.js'
import { useAnswer } from '../client.js'
import { plural, readableDay, words } from '../format.js'
import { dates, go, here } from '../state.js'
import { Topic } from '../topics.js'
import { Answered, Link, Party } from '../ui/basics.js'
import { DayField } from '../ui/field.js'
import { Figure } from '../ui/figure.js'
import { Whole } from '../ui/whole.js'
import type { Dot, Lane } from '../worker/record.js'

const LANES: readonly (readonly [Lane, string])[] = [
  ['US', 'United States'],
  ['CN', 'China'],
  ['courts', 'Courts'],
  ['talks', 'Talks and truces'],
  ['others', 'Others'],
]

export function TimelineView() {
  const answer = useAnswer('timeline', dates.value)
  return (
    <>
      <h1>What happened when</h1>
      <Answered answer={answer} what="Reading the record">
        {(events) => <Lanes events={events} />}
      </Answered>
    </>
  )
}

interface Span {
  readonly from: Day
  readonly to: Day
}

function spanOf(params: Readonly<Record<string, string>>, asked: { date: Day; known: Day }): Span {
  const end = asked.known
  const from = params.from && isDay(params.from) ? params.from : addDays(end, -365)
  const to = params.to && isDay(params.to) && params.to > from ? params.to : end > from ? end : addDays(from, 30)
  return { from, to }
}

const MOST = 40

function Lanes({ events }: { events: readonly Dot[] }) {
  const { params } = here.value
  const asked = dates.value ?? { date: '', known: '' }
  const span = spanOf(params, asked)
  const of = events.filter((e) => params.topic === undefined || e.topics.some((t) => t === params.topic))
  const shown = of.filter((e) => e.known >= span.from && e.known <= span.to)
  const zoom = (by: number) => (): void => {
    const days = daysBetween(span.from, span.to)
    const pad = Math.round((days * (by - 1)) / 2)
    const to = earlier(addDays(span.to, pad), asked.known)
    const from = addDays(to, -Math.max(14, Math.round(days * by)))
    go({ keep: true, params: { from: from < '2017-06-01' ? '2017-06-01' : from, to } }, true)
  }
  const move = (by: number) => (): void => {
    const days = Math.round(daysBetween(span.from, span.to) * by)
    go({ keep: true, params: { from: addDays(span.from, days), to: addDays(span.to, days) } }, true)
  }
  return (
    <>
      <form class="no-print" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>Topic</span>
          <select
            value={params.topic ?? ''}
            onChange={(event) => go({ keep: true, params: { topic: event.currentTarget.value || undefined } })}
          >
            <option value="">all topics</option>
            {Topic.map((t) => (
              <option key={t} value={t}>
                {words(t)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>From</span>
          <DayField value={span.from} change={(from) => go({ keep: true, params: { from } })} />
        </label>
        <label>
          <span>To</span>
          <DayField value={span.to} change={(to) => go({ keep: true, params: { to } })} />
        </label>
        <span class="quick">
          <button type="button" onClick={move(-0.5)} aria-label="Earlier">
            ←
          </button>
          <button type="button" onClick={move(0.5)} aria-label="Later">
            →
          </button>
          <button type="button" onClick={zoom(0.5)}>
            Closer
          </button>
          <button type="button" onClick={zoom(2)}>
            Wider
          </button>
          <button type="button" onClick={() => go({ keep: true, params: { from: '2018-01-01', to: asked.known } })}>
            Since 2018
          </button>
        </span>
      </form>
      <Chart shown={shown} span={span} topic={params.topic} asked={asked} />
      <div class="open-entry">{params.open && <Opened id={params.open} />}</div>
      <h2>
        {plural(shown.length, 'entry', 'entries')} from {readableDay(span.from)} to {readableDay(span.to)}
      </h2>
      {shown.length === 0 && (
        <p class="muted">
          Nothing became known in these days{params.topic ? ` about ${words(params.topic)}` : ''}. Look wider, or at all topics.
        </p>
      )}
      {shown.length > MOST && <p class="muted small">The last {MOST} are listed; look closer for the others, or take the table.</p>}
      <ul class="plain">
        {shown
          .slice(-MOST)
          .reverse()
          .map((e) => (
            <li key={e.id}>
              <time>{readableDay(e.known)}</time> <Party party={e.party} />{' '}
              <Link keep params={{ open: e.id }} current={params.open === e.id}>
                {e.title}
              </Link>{' '}
              <span class="muted">
                {words(e.does ?? e.kind)}
                {e.from && e.from !== e.known && `, effective ${readableDay(e.from)}`}
              </span>
            </li>
          ))}
      </ul>
    </>
  )
}

function Opened({ id }: { id: string }) {
  const asked = dates.value
  const answer = useAnswer('entry', asked && { ...asked, id })
  return (
    <section class="panel" aria-label="The entry opened">
      <p class="small">
        <Link keep params={{ open: undefined }}>
          Close
        </Link>{' '}
        <Link view="entry" id={id}>
          At its own address
        </Link>
      </p>
      <Answered answer={answer} what="Reading the entry">
        {(whole) => <Whole whole={whole} heading="h2" />}
      </Answered>
    </section>
  )
}

const LANE = 62
const R = 4.5

function Chart({
  shown,
  span,
  topic,
  asked,
}: {
  shown: readonly Dot[]
  span: Span
  topic: string | undefined
  asked: { date: Day; known: Day }
}) {
  const lanes = LANES.filter(([lane]) => lane !== 'others' || shown.some((e) => e.lane === lane))
  return (
    <Figure
      name={`timeline-${topic ?? 'all'}-${span.from}-${span.to}`}
      title={topic ? `The record on ${words(topic)}` : 'The record'}
      unit={`One dot an entry, on the day on which it became known; ${readableDay(span.from)} to ${readableDay(span.to)}, as known on ${readableDay(asked.known)}. Full: acts and rulings; hollow: threats, announcements, talks, reports`}
      source="Parley's record; sources with each entry"
      says={lanes.map(([lane, name]) => `${name}: ${shown.filter((e) => e.lane === lane).length}`).join(', ')}
      table={{
        head: ['Known', 'Effective', 'Lane', 'Kind', 'Title', 'Instrument', 'Id'],
        rows: shown.map((e) => [e.known, e.from ?? '', e.lane, e.does ?? e.kind, e.title, e.instrument ?? '', e.id]),
      }}
      height={() => lanes.length * LANE + 22}
    >
      {(width) => {
        const x = timeScale(span.from, span.to, 8, width - 8)
        return (
          <>
            {x.ticks.map(({ day, label }) => (
              <g key={day}>
                <line class="grid" x1={x(day)} x2={x(day)} y1={0} y2={lanes.length * LANE} />
                <text class="tick" x={x(day)} y={lanes.length * LANE + 15} text-anchor="middle">
                  {label}
                </text>
              </g>
            ))}
            {lanes.map(([lane, name], i) => (
              <g key={lane} class={`lane ${lane}`}>
                <line class="grid" x1={0} x2={width} y1={(i + 1) * LANE} y2={(i + 1) * LANE} />
                <text class="label value" x={4} y={i * LANE + 13}>
                  {name}
                </text>
                {placed(
                  shown.filter((e) => e.lane === lane),
                  x,
                ).map(({ e, cx, level }) => (
                  // biome-ignore lint/a11y/noStaticElementInteractions: the list below has the same entries as links
                  <circle
                    key={e.id}
                    class={`${e.kind === 'act' || e.kind === 'ruling' ? 'act' : 'word'}${here.value.params.open === e.id ? ' open' : ''}`}
                    cx={cx}
                    cy={(i + 1) * LANE - 9 - level}
                    r={R}
                    onClick={() => go({ keep: true, params: { open: e.id } })}
                  >
                    <title>{`${readableDay(e.known)}: ${e.title}`}</title>
                  </circle>
                ))}
              </g>
            ))}
            {asked.date >= span.from && asked.date <= span.to && (
              <line class="now" x1={x(asked.date)} x2={x(asked.date)} y1={0} y2={lanes.length * LANE} />
            )}
          </>
        )
      }}
    </Figure>
  )
}

/** Dots beside each other pile up, as high as the lane allows. */
function placed(events: readonly Dot[], x: (day: Day) => number): { e: Dot; cx: number; level: number }[] {
  const ends: number[] = []
  const room = LANE - 30
  return events.map((e) => {
    const cx = x(e.known)
    let row = ends.findIndex((end) => cx - end >= 2 * R + 1)
    if (row < 0) row = ends.length
    ends[row] = cx
    return { e, cx, level: row === 0 ? 0 : (row * (2 * R + 1)) % room }
  })
}
