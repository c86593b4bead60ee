/** The two dates of every view: the day whose law is asked, and what was known on which day. */
import { isDay, today } from '../../base/dates.js'
import { dates, go, latest } from '../state.js'
import { DayField } from './field.js'

/** The day of the report that the project began with. */
const REPORT = '2025-10-20'

export function DateBar() {
  const asked = dates.value
  const set = (name: 'date' | 'known') => (day: string) => {
    if (isDay(day)) go({ keep: true, params: { [name]: day } })
  }
  const both = (date: string, known: string) => () => go({ keep: true, params: { date, known } })
  const last = latest.value ?? ''
  return (
    <search class="dates" aria-label="The two dates">
      <label>
        <span>Law of</span>
        <DayField name="date" min="2018-01-01" max="2030-12-31" value={asked?.date ?? ''} change={set('date')} />
      </label>
      <label>
        <span>as known on</span>
        <DayField name="known" min="2018-01-01" max="2030-12-31" value={asked?.known ?? ''} change={set('known')} />
      </label>
      <span class="quick">
        <button
          type="button"
          disabled={!asked || asked.known === asked.date}
          onClick={() => asked && go({ keep: true, params: { known: asked.date } })}
        >
          Known that day
        </button>
        <button type="button" disabled={!asked || asked.known === last} onClick={() => go({ keep: true, params: { known: last } })}>
          All on record
        </button>
        <button
          type="button"
          title="The day of the report that the project began with: its law, and what was known that day"
          disabled={asked?.date === REPORT && asked.known === REPORT}
          onClick={both(REPORT, REPORT)}
        >
          20 Oct 2025
        </button>
        <button type="button" disabled={!asked || asked.date === today()} onClick={both(today(), last)}>
          Today
        </button>
      </span>
    </search>
  )
}
