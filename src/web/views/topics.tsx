/** One issue of the talks: the rules in force, what flips, pledges, figures, threats and talks. */

import { horizonWarning } from '../../cli/values.js'
import type { TopicReport } from '../../watch/index.js'
import { useAnswer } from '../client.js'
import { readableDay, readableDistance, readableMoment, readableTerms, sentence, words } from '../format.js'
import { dates, here } from '../state.js'
import { Topic } from '../topics.js'
import { Answered, Entry, Link, Party, Some } from '../ui/basics.js'
import { Figures } from './topics/figures.js'
import { whatHappens } from './truce/around.js'
import { Pledge } from './truce/pledges.js'

export function TopicsView() {
  const asked = dates.value
  const name = Topic.find((t) => t === here.value.params.topic) ?? 'rare-earths'
  const answer = useAnswer('topic', asked && { ...asked, topic: name })
  return (
    <>
      <h1>{sentence(words(name))}</h1>
      <nav aria-label="Topics" class="topics">
        {Topic.map((t) => (
          <Link key={t} params={{ topic: t }} current={t === name}>
            {words(t)}
          </Link>
        ))}
      </nav>
      <Answered answer={answer} what="Reading the record and the series">
        {({ report, series }) => (
          <>
            <Law report={report} />
            <Figures report={report} series={series} />
            <Said report={report} />
          </>
        )}
      </Answered>
    </>
  )
}

function Law({ report }: { report: TopicReport }) {
  const warning = horizonWarning(report.horizon, report.date)
  const next = report.deadlines.byActs.find((d) => d.moment.daysLeft > 0)
  const clocked = report.suspended.filter((i) => i.ends)
  return (
    <>
      {warning && <p class="warning">{warning}</p>}
      {next && (
        <p>
          The clock: <b>{readableMoment(next.moment)}</b>, {readableDistance(next.moment.daysLeft)}.
        </p>
      )}
      <div class="sides">
        {(['US', 'CN'] as const).map((party) => {
          const mine = report.inForce.filter((s) => s.party === party)
          return (
            <section key={party} class={`side ${party}`}>
              <h2>
                {party === 'US' ? 'United States' : 'China'}: in force ({mine.length})
              </h2>
              <Some items={mine} most={6} empty="Nothing on record.">
                {(s) => (
                  <li key={s.measure}>
                    <b>{readableTerms(s.terms)}</b> <Entry id={s.measure}>{s.title}</Entry>{' '}
                    <span class="muted">
                      since {readableDay(s.from)}; {s.instrument}
                    </span>
                  </li>
                )}
              </Some>
            </section>
          )
        })}
      </div>
      <div class="around">
        <section>
          <h2>Suspended, and what comes back</h2>
          <Some items={clocked} most={8} empty="Nothing is suspended on a clock.">
            {(i) => {
              const terms = i.returns.filter((r) => r.effective !== null)
              return (
                <li key={i.measure + i.label}>
                  <Party party={i.party} /> <Entry id={i.measure}>{i.title}</Entry>
                  {i.ends && `, ${i.ends.daysLeft > 0 ? 'to' : 'ran to'} ${readableDay(i.ends.date)}`}:{' '}
                  <b>
                    {terms.length > 0
                      ? `${readableTerms(terms)} ${i.state === 'returned' ? 'is back' : 'comes back'}`
                      : 'nothing comes back'}
                  </b>{' '}
                  <span class="muted">({terms[0]?.instrument ?? i.returns[0]?.whyNot ?? ''})</span>
                </li>
              )
            }}
          </Some>
          <h2>Issued, not started</h2>
          <Some items={report.published} most={8} empty="Nothing.">
            {(s) => (
              <li key={s.measure}>
                <Party party={s.party} /> from <b>{readableDay(s.from)}</b>: <Entry id={s.measure}>{s.title}</Entry>,{' '}
                {readableTerms(s.terms)} <span class="muted">({s.instrument})</span>
              </li>
            )}
          </Some>
        </section>
        <section>
          <h2>What changed in the months before</h2>
          <Some items={report.lately} most={8} empty="Nothing.">
            {(f) => (
              <li key={f.moment.date + f.measure + f.cause}>
                <time>{readableDay(f.moment.date)}</time> <Party party={f.party} /> <Entry id={f.measure}>{f.title}</Entry>{' '}
                <b>{whatHappens(f)}</b>
              </li>
            )}
          </Some>
        </section>
        <section>
          <h2>Threats</h2>
          <Some items={report.threats} most={4} empty="None is open.">
            {(t) => (
              <li key={t.id}>
                <time>{readableDay(t.known)}</time> <Party party={t.party} /> <Entry id={t.id}>{t.terms}</Entry>{' '}
                <span class="muted">Condition: {t.trigger}</span>
              </li>
            )}
          </Some>
          <h2>Talks</h2>
          <Some
            items={[...report.talks.ahead.map((t) => ({ t, due: true })), ...report.talks.held.map((t) => ({ t, due: false }))]}
            most={4}
            empty="None on record."
          >
            {({ t, due }) => (
              <li key={t.id}>
                <b>{due ? 'Due' : 'Held'}</b> {t.from || !due ? readableDay(t.from ?? t.known) : 'date open'}{' '}
                <Entry id={t.id}>{t.title}</Entry>
              </li>
            )}
          </Some>
        </section>
      </div>
      <h2>Pledges</h2>
      {report.pledges.length === 0 && <p class="muted">No pledge that runs is on record for this day.</p>}
      <div class="cards">
        {report.pledges.map((p) => (
          <Pledge key={p.commitment.id} pledge={p} date={report.date} />
        ))}
      </div>
    </>
  )
}

function Said({ report }: { report: TopicReport }) {
  return (
    <>
      <h2>Reported</h2>
      <Some items={report.reported} most={10} empty="Nothing in the months before.">
        {(r) => (
          <li key={r.id}>
            <time>{readableDay(r.known)}</time> <Entry id={r.id}>{r.title}</Entry>
          </li>
        )}
      </Some>
      {report.disputed.length > 0 && (
        <>
          <h2>Disputed</h2>
          <Some items={report.disputed} most={4}>
            {(d) => (
              <li key={d.record + d.point}>
                <Entry id={d.record}>{d.title}</Entry>: {d.point}. {d.versions.map((v) => v.says).join(' / ')}{' '}
                {d.followed && <span class="muted">Followed: {d.followed}</span>}
              </li>
            )}
          </Some>
        </>
      )}
      <p>
        <Link view="timeline" params={{ topic: report.topic, from: '2018-01-01' }}>
          All that the record has on {words(report.topic)}, in time
        </Link>
      </p>
    </>
  )
}
