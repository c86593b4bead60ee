/** Whether a licence is needed to export the goods: the controls of both sides. */
import type { Control, ControlsReport } from '../../../controls/index.js'
import { useAnswer } from '../../client.js'
import { gradeWords, plural, readableDay, readableValue } from '../../format.js'
import { dates } from '../../state.js'
import { Answered, Entry, Party } from '../../ui/basics.js'

export function Licences({ code, from, to }: { code: string; from: string; to: string }) {
  const asked = dates.value
  const answer = useAnswer('licences', asked && { ...asked, code, from, to })
  return (
    <section class="reserve-licences">
      <h2>Licence to export</h2>
      <Answered answer={answer} what="Reading the controls">
        {(report) => <Report report={report} />}
      </Answered>
    </section>
  )
}

const requirement = (value: string): string => readableValue(value, 'requirement')

function Report({ report }: { report: ControlsReport }) {
  const { verdicts, controls, fromAbroad, byReceiver, family, withoutCode, materialOnly, ended, onRecord } = report
  const groups: readonly (readonly [string, readonly Control[]])[] = [
    ['On goods shipped from elsewhere', fromAbroad],
    ['By who receives them, whatever the goods', byReceiver],
    ['On rare earths as a family', family],
    ['Goods of the same materials that the law names without a code', withoutCode],
    ['Acts that name the material only', materialOnly],
    ['Ended before', ended],
  ]
  const others = groups.filter(([, list]) => list.length > 0)
  return (
    <>
      {verdicts.map((v) => (
        <p key={v.party}>
          <Party party={v.party} />{' '}
          <b>
            {v.requirement === 'none'
              ? v.suspended > 0
                ? 'no control in force'
                : 'no control on record'
              : v.requirement === 'unclear'
                ? 'only the words of the items tell'
                : `${requirement(v.requirement)} for goods as described`}
          </b>
          {v.inForce > 0 && `, ${plural(v.inForce, 'control')} in force`}
          {v.suspended > 0 && `, ${v.suspended} suspended`}
          {v.notStarted > 0 && `, ${v.notStarted} not started`}
          {v.certainUsers > 0 && `, ${v.certainUsers} for certain users`}
        </p>
      ))}
      {verdicts.length === 0 && <p>No control of either side on goods of this code is on record.</p>}
      <ul class="plain">
        {controls.map((c) => (
          <One key={c.measure} c={c} />
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>
            Beside them: {others.map(([title, list]) => `${title.charAt(0).toLowerCase()}${title.slice(1)} (${list.length})`).join(', ')}
          </summary>
          {others.map(([title, list]) => (
            <section key={title}>
              <h3>{title}</h3>
              <ul class="plain">
                {list.map((c) => (
                  <One key={c.measure} c={c} />
                ))}
              </ul>
            </section>
          ))}
        </details>
      )}
      <p class="small muted">
        The record has {onRecord} export controls, those around the quarrel: no control on record is not "no licence needed".
      </p>
    </>
  )
}

function One({ c }: { c: Control }) {
  const status =
    c.status === 'in-force'
      ? `in force since ${readableDay(c.since ?? c.starts)}`
      : c.status === 'not-started'
        ? `begins on ${readableDay(c.starts)}`
        : c.status.replace('-', ' ')
  return (
    <li>
      <Party party={c.party} /> <Entry id={c.measure}>{c.title}</Entry>: <b>{requirement(c.requirement)}</b>, {status}
      {c.status === 'suspended' && c.until && ` until ${readableDay(c.until)}`}
      {c.coming && c.status === 'suspended' && `, and comes back by itself`}
      {c.users && `; only for: ${c.users}`}{' '}
      <span class="muted">
        ({c.instrument}
        {c.grade === 'seen' ? '' : `, ${gradeWords(c.grade)}`})
      </span>
      {c.items.length > 0 && (
        <details>
          <summary>{plural(c.items.length, 'item')} that this code may be</summary>
          <ul class="plain small">
            {c.items.map((i) => (
              <li key={i.item}>
                {i.item}
                {i.controlCode && ` [${i.controlCode}]`}
                {i.match === 'described' && ' (no code in the act; by our reading of the heading)'}
              </li>
            ))}
          </ul>
        </details>
      )}
      {c.eased.map((e) => (
        <p key={e.id} class="small">
          Eased, not ended: <Entry id={e.id}>{e.title}</Entry> ({readableDay(e.known)})
        </p>
      ))}
    </li>
  )
}
