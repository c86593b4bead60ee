/** Pledges that run, with what has been counted. */
import { addDays, type Day, daysBetween } from '../../../base/dates.js'
import type { RunningPledge, TruceReport } from '../../../watch/index.js'
import { plain, readableDay } from '../../format.js'
import { Entry, Party } from '../../ui/basics.js'

export function Pledges({ report }: { report: TruceReport }) {
  return (
    <section>
      <h2>Pledges running</h2>
      {report.pledges.length === 0 && <p class="muted">None is on record for this day.</p>}
      <div class="cards">
        {report.pledges.map((p) => (
          <Pledge key={p.commitment.id} pledge={p} date={report.date} />
        ))}
      </div>
    </section>
  )
}

export function Pledge({ pledge: { commitment, pledges, reports, carriers }, date }: { pledge: RunningPledge; date: Day }) {
  const fallen = carriers.filter((c) => c.state === 'void' || c.state === 'ended')
  return (
    <article>
      <h3>
        <Party party={commitment.party} /> <Entry id={commitment.id}>{commitment.title}</Entry>
      </h3>
      <p class="small muted">
        {commitment.instrument ?? ''}
        {commitment.latest && `. ${readableDay(commitment.latest.known)}: ${commitment.latest.text}`}
      </p>
      <ul class="plain">
        {pledges.map((p) => (
          <li key={p.what}>
            {p.what}
            {p.quantity !== undefined && (
              <b>
                {' '}
                {plain(p.quantity)} {p.unit} {p.per === 'year' ? 'a year' : ''}
              </b>
            )}
            {p.statedBy && <span class="muted"> ({p.statedBy})</span>}
            {p.from && p.until && <Time from={p.from} until={p.until} date={date} />}
          </li>
        ))}
      </ul>
      {reports.length === 0 ? (
        <p class="muted small">No count of it is on record.</p>
      ) : (
        <ul class="counts">
          {reports.slice(0, 3).map((r) => (
            <li key={r.id}>
              <time>{readableDay(r.known)}</time> <Entry id={r.id}>{r.title}</Entry>
            </li>
          ))}
        </ul>
      )}
      {fallen.length > 0 && (
        <p class="small">The pledge outlives what carried it: {fallen.map((c) => `${c.title} is ${c.state}`).join('; ')}.</p>
      )}
    </article>
  )
}

/** How much of its time has passed: the measure against which what was counted is read. */
function Time({ from, until, date }: { from: Day; until: Day; date: Day }) {
  const whole = daysBetween(from, until)
  const passed = Math.min(Math.max(daysBetween(from, date), 0), whole)
  const share = Math.round((100 * passed) / whole)
  return (
    <div class="time small muted">
      {readableDay(from)} to {readableDay(addDays(until, -1))}: {share}% of its time has passed
      <meter min={0} max={whole} value={passed} aria-label={`Share of its time that has passed: ${share}%`} />
    </div>
  )
}
