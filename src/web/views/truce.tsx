/** The truce on a day: the clock, both sides, what comes back, and what stands around it. */

import { horizonWarning } from '../../cli/values.js'
import type { TruceReport } from '../../watch/index.js'
import { useAnswer } from '../client.js'
import { plural, readableDay, readableDistance, readableMoment } from '../format.js'
import { dates } from '../state.js'
import { Answered, Entry } from '../ui/basics.js'
import { Around } from './truce/around.js'
import { SuspensionBars } from './truce/bars.js'
import { Pledges } from './truce/pledges.js'
import { RateLines } from './truce/rates.js'
import { Side } from './truce/side.js'

export function TruceView() {
  const asked = dates.value
  const answer = useAnswer('truce', asked)
  return (
    <Answered answer={answer} what="Reading the record">
      {({ report, later }) => (
        <>
          <Clock report={report} />
          <div class="sides">
            <Side report={report} side="US" />
            <Side report={report} side="CN" />
          </div>
          <Around report={report} later={later} />
          <SuspensionBars report={report} />
          <Pledges report={report} />
          <RateLines />
        </>
      )}
    </Answered>
  )
}

function Clock({ report }: { report: TruceReport }) {
  const { truce, deadlines } = report
  const next = deadlines.byActs.find((d) => d.moment.daysLeft > 0) ?? deadlines.byActs.at(-1)
  const warning = horizonWarning(report.horizon, report.date)
  const days = next?.moment.daysLeft ?? 0
  return (
    <section class="clock">
      <h1>{truce ? <Entry id={truce.id}>{truce.title}</Entry> : 'No truce runs'}</h1>
      {warning && <p class="warning">{warning}</p>}
      {next ? (
        <p class="deadline">
          <strong>{days > 0 ? plural(days, 'day') : days === 0 ? 'today' : readableDistance(days)}</strong>{' '}
          <span>
            {days > 0 ? 'until the suspensions end, by the acts: ' : 'by the acts the suspensions ended: '}
            <b>{readableMoment(next.moment)}</b>, {plural(next.items.length, 'measure')}.
            {deadlines.byActs
              .filter((d) => d !== next && d.moment.daysLeft > 0)
              .map((d) => (
                <span key={d.moment.date}>
                  {' '}
                  Then <b>{readableMoment(d.moment)}</b>, {plural(d.items.length, 'measure')}.
                </span>
              ))}
          </span>
        </p>
      ) : (
        <p class="deadline">
          <span>Nothing is suspended on this day under a truce: no clock runs.</span>
        </p>
      )}
      {days > 0 &&
        deadlines.byActs
          .filter((d) => d.moment.daysLeft <= 0)
          .map((d) => (
            <p key={d.moment.date}>
              By the acts other suspensions, of {plural(d.items.length, 'measure')}, ended at <b>{readableMoment(d.moment)}</b>,{' '}
              {readableDistance(d.moment.daysLeft)}.
            </p>
          ))}
      {deadlines.asAnnounced.length > 0 && (
        <p class="announced">
          As announced, with no act seen that does it:{' '}
          {deadlines.asAnnounced
            .map((d) => `${readableMoment(d.moment)}, ${readableDistance(d.moment.daysLeft)} (${plural(d.items.length, 'measure')})`)
            .join('; ')}
          .{' '}
          {report.announcements.map((a) => (
            <span key={a.id}>
              Said by {a.saidBy.map(({ who, on }) => `${who}, ${readableDay(on)}`).join('; ')} (<Entry id={a.id}>entry</Entry>).{' '}
            </span>
          ))}
          Law follows acts: until one is published, the first dates hold.
        </p>
      )}
      {truce && (
        <p class="muted small">
          {truce.since && `${truce.since > report.date ? 'It begins' : 'It began'} on ${readableDay(truce.since)}. `}
          Agreed:{' '}
          {truce.agreedBy.map((a, i) => (
            <span key={a.id}>
              {i > 0 && '; '}
              <Entry id={a.id}>{a.title.replace(/\.$/, '')}</Entry> ({readableDay(a.on)})
            </span>
          ))}
          .{' '}
          {report.known > report.date &&
            report.horizon.dateBeyond.length === 0 &&
            `Law and clocks as known on ${readableDay(report.known)}; threats, talks, pledges and reports as they stood on ${readableDay(report.date)}, with what became of them.`}
        </p>
      )}
    </section>
  )
}
