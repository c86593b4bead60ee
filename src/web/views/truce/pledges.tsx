/** Pledges that run, with what has been counted. */
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
          <Pledge key={p.commitment.id} pledge={p} />
        ))}
      </div>
    </section>
  )
}

export function Pledge({ pledge: { commitment, pledges, reports, carriers } }: { pledge: RunningPledge }) {
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
            {p.from && p.until && `, ${readableDay(p.from)} to ${readableDay(p.until)}`}
            <Counts pledge={p} reports={reports} />
          </li>
        ))}
      </ul>
      {reports.length === 0 && <p class="muted small">No count of it is on record.</p>}
      {fallen.length > 0 && (
        <p class="small">The pledge outlives what carried it: {fallen.map((c) => `${c.title} is ${c.state}`).join('; ')}.</p>
      )}
    </article>
  )
}

type One = RunningPledge['pledges'][number]

/** Counts in the unit of the pledge, beside it; nobody has added them up. */
function Counts({ pledge, reports }: { pledge: One; reports: RunningPledge['reports'] }) {
  const { quantity, unit } = pledge
  const counts = reports.flatMap((r) =>
    r.quantities.filter((q) => typeof q.value === 'number' && q.unit === unit).map((q) => ({ r, q, value: q.value as number })),
  )
  if (quantity === undefined || counts.length === 0) return null
  return (
    <ul class="counts">
      {counts.map(({ r, q, value }) => (
        <li key={r.id + q.what}>
          <span>
            {q.what}, {readableDay(q.known ?? r.known)}: <Entry id={r.id}>{`${plain(value)} ${unit ?? ''}`}</Entry>
          </span>
          <meter min={0} max={Math.max(quantity, value)} value={value} aria-label={`${q.what}: ${value} of ${quantity} ${unit ?? ''}`} />
        </li>
      ))}
    </ul>
  )
}
