/** What can be changed by hand: suspensions of either side, threats, rates. */
import { useState } from 'preact/hooks'
import { addPeriod } from '../../../base/dates.js'
import type { Scenario } from '../../../ledger/index.js'
import { useAnswer } from '../../client.js'
import { readableDay } from '../../format.js'
import { dates } from '../../state.js'
import { Answered, Entry, Party } from '../../ui/basics.js'
import { DayField, Field } from '../../ui/field.js'
import type { Levers as Given } from '../../worker/what-if.js'
import { type Fate, fateOf, othersOf, ratesOf, threatOf, withFate, withoutRate, withRate, withThreat } from './own.js'

interface Props {
  readonly own: Scenario
  readonly change: (next: Scenario) => void
}

export function Levers({ own, change }: Props) {
  const answer = useAnswer('levers', dates.value)
  return (
    <Answered answer={answer} what="Reading what can be changed">
      {(given) => (
        <>
          <h3>Suspended, on a clock</h3>
          {given.suspended.length === 0 && <p class="muted">Nothing is suspended on a clock on this day.</p>}
          <ul class="plain">
            {given.suspended.map((s) => (
              <Suspended key={s.measure + s.label} s={s} own={own} change={change} />
            ))}
          </ul>
          <h3>Threats</h3>
          {given.threats.length === 0 && <p class="muted">None is open on this day.</p>}
          <ul class="plain">
            {given.threats.map((t) => (
              <Threat key={t.id} t={t} own={own} change={change} />
            ))}
          </ul>
          <h3>Rates</h3>
          <Rates given={given.rates} own={own} change={change} />
          <Others given={given} own={own} change={change} />
        </>
      )}
    </Answered>
  )
}

function Suspended({ s, own, change }: Props & { s: Given['suspended'][number] }) {
  const { fate, day } = fateOf(own, s.measure, s.label)
  const date = dates.value?.date ?? s.ends
  const first: Record<Fate, string> = { 'as-is': s.ends, extend: addPeriod(s.ends, 'P1Y'), return: date, end: date }
  const set = (next: Fate, when = first[next]): void => change(withFate(own, s.measure, s.label, next, when))
  return (
    <li>
      <Party party={s.party} /> <Entry id={s.measure}>{s.title}</Entry>
      <div class="row">
        <select aria-label={`What becomes of ${s.title}`} value={fate} onChange={(event) => set(event.currentTarget.value as Fate)}>
          <option value="as-is">by the acts, to {readableDay(s.ends)}</option>
          <option value="extend">prolonged to</option>
          <option value="return">comes back on</option>
          <option value="end">ends for good on</option>
        </select>
        {fate !== 'as-is' && <DayField label={`Day for ${s.title}`} value={day ?? ''} change={(when) => set(fate, when)} />}
      </div>
    </li>
  )
}

function Threat({ t, own, change }: Props & { t: Given['threats'][number] }) {
  const { on, from } = threatOf(own, t.id)
  const first = t.from ?? dates.value?.date
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={on}
          disabled={!t.executable}
          onChange={(event) => change(withThreat(own, t.id, event.currentTarget.checked, first))}
        />{' '}
        {t.terms}
      </label>
      {!t.executable && <span class="muted"> States no terms that could be carried out.</span>}
      {on && (
        <div class="row">
          from{' '}
          <DayField
            label="First day of the threat"
            value={from ?? first ?? ''}
            change={(when) => change(withThreat(own, t.id, true, when))}
          />
        </div>
      )}
    </li>
  )
}

function Rates({ given, own, change }: Props & { given: Given['rates'] }) {
  const [chosen, setChosen] = useState('')
  const measure = given.find((r) => r.measure === chosen)
  return (
    <>
      <ul class="plain">
        {ratesOf(own).map((r) => (
          <RateRow
            key={r.measure + r.term}
            r={r}
            title={given.find((g) => g.measure === r.measure)?.title ?? r.measure}
            own={own}
            change={change}
          />
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!measure) return
          const [term, rate] = Object.entries(measure.terms)[0] as [string, string]
          change(withRate(own, measure.measure, term, rate, dates.value?.date ?? ''))
          setChosen('')
        }}
      >
        <label class="wide">
          <span>Set another rate of</span>
          <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            <option value="">choose a duty</option>
            {['US', 'CN'].map((party) => (
              <optgroup key={party} label={party === 'US' ? 'United States' : 'China'}>
                {given
                  .filter((r) => r.party === party)
                  .map((r) => (
                    <option key={r.measure} value={r.measure}>
                      {Object.values(r.terms)[0]} {r.title}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        <button type="submit" disabled={!measure}>
          Add
        </button>
      </form>
    </>
  )
}

function RateRow({ r, title, own, change }: Props & { r: { measure: string; term: string; rate: string; from: string }; title: string }) {
  const set = (rate: string, from: string): void => change(withRate(own, r.measure, r.term, rate, from))
  return (
    <li>
      <Entry id={r.measure}>{title}</Entry>
      <div class="row">
        <Field
          class="amount"
          label={`Rate of ${title}`}
          value={r.rate}
          change={(typed) => {
            const text = typed.trim()
            if (text !== '') set(/^\d+(\.\d+)?$/.test(text) ? `${text}%` : text, r.from)
          }}
        />
        from
        <DayField label={`First day of the rate of ${title}`} value={r.from} change={(when) => set(r.rate, when)} />
        <button type="button" onClick={() => change(withoutRate(own, r.measure))}>
          Take back
        </button>
      </div>
    </li>
  )
}

/** Entries that came with a file and have no switch of their own. */
function Others({ given, own, change }: Props & { given: Given }) {
  const others = othersOf(
    own,
    [...given.suspended],
    given.threats.map((t) => t.id),
  )
  if (others.length === 0) return null
  return (
    <>
      <h3>Other entries</h3>
      <ul class="plain">
        {others.map((op) => (
          <li key={JSON.stringify(op)}>
            <code>
              {Object.entries(op)
                .map(([k, v]) => `${k}: ${typeof v === 'string' ? v : JSON.stringify(v)}`)
                .join(', ')
                .slice(0, 160)}
            </code>{' '}
            <button type="button" onClick={() => change({ ...own, entries: own.entries.filter((o) => o !== op) })}>
              Take back
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
