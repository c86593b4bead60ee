/** What stands around the truce: what else changes by itself, threats, talks, fees and controls in force, what was reported. */
import type { EventBrief } from '../../../ledger/index.js'
import type { Flip, Standing, TruceReport } from '../../../watch/index.js'
import { plural, readableDay, readableFlip, readableMoment, readableTerms } from '../../format.js'
import { Entry, Link, Party, Some } from '../../ui/basics.js'
import type { Later } from '../../worker/record.js'

export function Around({ report, later }: { report: TruceReport; later: Later }) {
  return (
    <div class="around">
      <section>
        <h2>What else changes by itself</h2>
        <Flips report={report} />
      </section>
      <section>
        <h2>Threats</h2>
        <p class="small muted">Never in force.</p>
        <Some items={report.threats} most={3}>
          {(t) => (
            <li key={t.id}>
              <Party party={t.party} /> <time>{readableDay(t.known)}</time> <Entry id={t.id}>{t.terms}</Entry>
              <br />
              <span class="muted">Condition: {t.trigger}.</span>
              {t.latest && (
                <span class="muted">
                  {' '}
                  {readableDay(t.latest.known)}: {t.latest.text}
                </span>
              )}
              <After notes={later[t.id]} />
            </li>
          )}
        </Some>
        <h2>Talks</h2>
        <Some items={[...report.talks.ahead, ...report.talks.held]} most={4} empty="None on record.">
          {(t) => <Talk key={t.id} t={t} ahead={report.talks.ahead.includes(t)} date={report.date} later={later} />}
        </Some>
      </section>
      <section>
        <h2>Reported</h2>
        <Some items={report.reported} most={6} empty="Nothing in the weeks before.">
          {(r) => (
            <li key={r.id}>
              <time>{readableDay(r.known)}</time> <Entry id={r.id}>{r.title}</Entry>
              <After notes={later[r.id]} />
            </li>
          )}
        </Some>
        <h2>Fees and controls in force</h2>
        <Some items={report.inForce} most={5}>
          {(s) => (
            <li key={s.measure}>
              <Party party={s.party} /> since {readableDay(s.from)}: <Entry id={s.measure}>{s.title}</Entry>,{' '}
              <b>{readableTerms(s.terms)}</b> <span class="muted">({s.instrument})</span>
            </li>
          )}
        </Some>
        <p class="small">
          <Link view="product">Ask by product</Link>
        </p>
      </section>
    </div>
  )
}

function Talk({ t, ahead, date, later }: { t: EventBrief; ahead: boolean; date: string; later: Later }) {
  const past = ahead && t.from !== undefined && t.from <= date
  return (
    <li>
      <b>{ahead ? 'Due' : 'Held'}</b> <time>{t.from === undefined && ahead ? 'date open' : readableDay(t.from ?? t.known)}</time>{' '}
      <Entry id={t.id}>{t.title}</Entry>
      {t.latest && <span class="muted"> {t.latest.text}</span>}
      {past && <span class="muted"> Its outcome is not known here.</span>}
      <After notes={later[t.id]} />
    </li>
  )
}

/** What became of it after the day asked, as far as is known. */
function After({ notes }: { notes: Later[string] | undefined }) {
  if (!notes || notes.length === 0) return null
  return (
    <ul class="after">
      {notes.map((n) => (
        <li key={n.known + n.text}>
          <time>{readableDay(n.known)}</time> {n.text}
        </li>
      ))}
    </ul>
  )
}

function Flips({ report }: { report: TruceReport }) {
  const returned = new Set(report.suspended.filter((i) => i.ends).map((i) => `${i.ends?.date ?? ''} ${i.measure}`))
  const rest = report.flips.filter((f) => !(f.cause === 'returns' && returned.has(`${f.moment.date} ${f.measure}`)))
  const days = new Map<string, Flip[]>()
  for (const f of rest) days.set(f.moment.date, [...(days.get(f.moment.date) ?? []), f])
  const listed = new Set(report.flips.map((f) => f.measure))
  const later = report.published.filter((s) => !listed.has(s.measure))
  const groups = [...days].map(([day, flips]) => ({ day, flips: [...flips].sort(byWeight) }))
  return (
    <>
      <Some items={groups} most={7} empty="Nothing that the law known foresees.">
        {({ day, flips }) => (
          <li key={day}>
            <h3>
              {readableMoment(flips.find((f) => f.moment.time)?.moment ?? (flips[0] as Flip).moment)}{' '}
              <span class="muted">in {plural((flips[0] as Flip).moment.daysLeft, 'day')}</span>
            </h3>
            <Some items={flips} most={5}>
              {(f) => (
                <li key={f.measure + f.cause}>
                  <Party party={f.party} /> <Entry id={f.measure}>{f.title}</Entry> <b>{whatHappens(f)}</b>{' '}
                  <span class="muted">({f.instrument})</span>
                  {f.announced && (
                    <span class="announced-inline"> As announced {f.announced.date ? `on ${readableDay(f.announced.date)}` : 'not'}.</span>
                  )}
                </li>
              )}
            </Some>
          </li>
        )}
      </Some>
      {later.length > 0 && (
        <details>
          <summary>{later.length} published, to begin later still</summary>
          <ul class="plain">
            {later.map((s: Standing) => (
              <li key={s.measure}>
                {readableDay(s.from)} <Party party={s.party} /> <Entry id={s.measure}>{s.title}</Entry>: {readableTerms(s.terms)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const byWeight = (a: Flip, b: Flip): number => (a.party === b.party ? 0 : a.party === 'US' ? -1 : 1)

export function whatHappens(f: Flip): string {
  const text = readableFlip(f)
  return text.length > 160 ? `${text.slice(0, 158)}…` : text
}
