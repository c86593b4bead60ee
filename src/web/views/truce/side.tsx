/** One side of the truce: its duty on all goods of the other, what comes back by itself, and what does not. */
import { addDays } from '../../../base/dates.js'
import { compare, subtract } from '../../../base/decimal.js'
import type { BlanketOutlook, SuspendedItem, TruceReport } from '../../../watch/index.js'
import { partyName, readableDay, readableMoment, readableTerms } from '../../format.js'
import { Entry } from '../../ui/basics.js'

type Which = 'US' | 'CN'

export function Side({ report, side }: { report: TruceReport; side: Which }) {
  const mine = report.suspended.filter((i) => i.party === side)
  const clocked = mine.filter((i) => i.ends)
  const back = clocked.filter((i) => i.returns.some((r) => r.effective !== null))
  const never = clocked.filter((i) => i.returns.every((r) => r.effective === null))
  const open = mine.filter((i) => !i.ends)
  return (
    <section class={`side ${side}`}>
      <h2>{partyName(side)}</h2>
      <Outlook outlook={report.blanket[side]} side={side} />
      {back.length === 0 && (
        <>
          <h3>Comes back by itself</h3>
          <p class="muted">Nothing.</p>
        </>
      )}
      {groupsOf(back).map((group) => {
        const moment = group.find((i) => i.ends?.time)?.ends ?? group[0]?.ends
        return (
          <div key={moment?.date}>
            <h3>
              {moment && moment.daysLeft > 0 ? 'Comes back by itself at ' : 'Came back by itself, by the acts, at '}
              {moment && readableMoment(moment)}
            </h3>
            <ul class="plain">
              {group.map((i) => (
                <Returning key={`${i.measure} ${i.label}`} item={i} />
              ))}
            </ul>
          </div>
        )
      })}
      {never.length > 0 && (
        <>
          <h3>Cannot come back</h3>
          <ul class="plain">
            {never.map((i) => (
              <li key={`${i.measure} ${i.label}`}>
                <Entry id={i.measure}>{i.title}</Entry>: {[...new Set(i.returns.map((r) => r.whyNot))].join('; ')}.
              </li>
            ))}
          </ul>
        </>
      )}
      {open.length > 0 && (
        <details>
          <summary>{open.length} suspended before, with no end set</summary>
          <ul class="plain">
            {open.map((i) => (
              <li key={`${i.measure} ${i.label}`}>
                <Entry id={i.measure}>{i.title}</Entry>, since {readableDay(i.since)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** What ends at one moment, the nearest first. */
function groupsOf(items: readonly SuspendedItem[]): SuspendedItem[][] {
  const days = new Map<string, SuspendedItem[]>()
  for (const item of items) {
    const day = item.ends?.date ?? ''
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

function Returning({ item }: { item: SuspendedItem }) {
  const terms = item.returns.filter((r) => r.effective !== null)
  return (
    <li>
      <b>{readableTerms(terms)}</b>
      {item.points !== undefined && `, of which ${item.points} points ${item.state === 'returned' ? 'were' : 'are'} suspended`}:{' '}
      <Entry id={item.measure}>{item.title}</Entry>
      <span class="muted"> ({terms[0]?.instrument})</span>
      {item.announced && (
        <span class="announced-inline">
          {' '}
          Announced to {readableDay(item.announced.ends.date)}
          {item.announced.covered === 'not-named'
            ? ', not named in it'
            : item.announced.covered === 'implied'
              ? ', by implication only'
              : ''}
          .
        </span>
      )}
    </li>
  )
}

function Outlook({ outlook: { now, announced, deadline, highest }, side }: { outlook: BlanketOutlook; side: Which }) {
  const goods = side === 'US' ? 'all products of China' : 'all US goods'
  const change = deadline && subtract(deadline.lapsed.percent, deadline.prolonged.percent)
  const moves = deadline && compare(deadline.lapsed.percent, now.percent) !== 0
  return (
    <>
      <p class="rates">
        <strong>{now.percent}%</strong>
        {moves && (
          <>
            <span aria-hidden="true"> → </span>
            <span class="hidden"> becomes </span>
            <strong>{deadline.lapsed.percent}%</strong>
          </>
        )}
        <span>
          on {goods}
          {moves &&
            (compare(change as string, '0') === 0
              ? `; on ${readableDay(deadline.date)}, prolonged or not`
              : ` on ${readableDay(deadline.date)} if nothing is prolonged (${deadline.prolonged.percent}% if it is)`)}
        </span>
      </p>
      <p class="small muted">
        {now.layers.length > 0
          ? `Now: ${now.layers.map((l) => `${l.rate}% ${l.title}`).join(' + ')}. Before exemptions, beside duties on listed products.`
          : 'No duty on all goods is in force; duties on listed products stand beside it.'}
        {announced && ` As announced, with no act seen: ${announced.percent}%.`}
        {deadline &&
          highest &&
          compare(highest.percent, deadline.lapsed.percent) > 0 &&
          ` Not ${highest.percent}%, the height of ${readableDay(highest.date)} to ${readableDay(addDays(highest.until, -1))}: those rates were replaced, not suspended.`}
      </p>
    </>
  )
}
