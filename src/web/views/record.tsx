/** The record itself: what it covers, how far it looks, how far it was verified, where its data come from. */
import { useState } from 'preact/hooks'
import provenance from '../../../data/PROVENANCE.md?url'
import ledgerProvenance from '../../../ledger/PROVENANCE.md?url'
import { useAnswer } from '../client.js'
import { gradeWords, plural, readableDay, sentence, words } from '../format.js'
import { keepAll } from '../keep.js'
import { dates } from '../state.js'
import { Answered, Entry, Link, Party } from '../ui/basics.js'
import { download } from '../ui/export.js'
import { csvOf, TableOf } from '../ui/figure.js'
import type { Coverage, Hello } from '../worker/record.js'

export function RecordView() {
  const hello = useAnswer('hello', null)
  const answer = useAnswer('coverage', dates.value)
  return (
    <>
      <h1>The record</h1>
      <Answered answer={hello} what="Reading the record">
        {(value) => <Horizon hello={value} />}
      </Answered>
      <Answered answer={answer} what="Counting">
        {(value) => <Covered coverage={value} />}
      </Answered>
      <Licences />
    </>
  )
}

const LOOKED: Record<string, string> = { US: 'United States', CN: 'China', courts: 'Courts' }

function Horizon({ hello }: { hello: Hello }) {
  return (
    <section>
      <h2>How far it looks</h2>
      <ul class="plain">
        {hello.looked.map(({ party, day, basis }) => (
          <li key={party}>
            <b>{LOOKED[party] ?? party}</b>, to {readableDay(day)} <span class="muted">{basis}</span>
          </li>
        ))}
      </ul>
      <p class="muted">Beyond these days an answer says what the acts known then imply, not what happened.</p>
    </section>
  )
}

const STATUSES = ['in-force', 'in-force-in-part', 'suspended', 'published', 'void', 'ended'] as const

function Covered({ coverage }: { coverage: Coverage }) {
  const asked = dates.value
  const kinds = Object.entries(coverage.measures).sort(([a], [b]) => (a < b ? -1 : 1))
  const events = Object.entries(coverage.events).sort(([, a], [, b]) => b - a)
  const grades = Object.entries(coverage.grades).sort(([, a], [, b]) => b - a)
  const total = grades.reduce((sum, [, n]) => sum + n, 0)
  const measures = {
    head: ['Measures', ...STATUSES.map(words)],
    rows: kinds.map(([kind, by]) => [sentence(words(kind)), ...STATUSES.map((s) => by[s] ?? 0)]),
  }
  return (
    <>
      <section>
        <h2>
          What it covers on {readableDay(asked?.date ?? '')}, as known on {readableDay(asked?.known ?? '')}
        </h2>
        <TableOf table={measures} caption="Measures by kind and status" />
        <p>
          Beside them{' '}
          {events
            .map(([kind, n]) => plural(n, words(kind), kind === 'talks' ? 'talks' : kind === 'aid' ? 'acts of aid' : `${words(kind)}s`))
            .join(', ')}
          . {coverage.later > 0 && `Nothing was published by then of ${plural(coverage.later, 'more record')}.`}
        </p>
      </section>
      <section>
        <h2>How far it was verified</h2>
        <ul class="plain">
          {grades.map(([grade, n]) => (
            <li key={grade}>
              <b>{sentence(gradeWords(grade))}</b>: {n.toLocaleString('en-GB')} of {total.toLocaleString('en-GB')} dated statements (
              {((100 * n) / total).toFixed(0)}%)
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>Topics</h2>
        <ul class="plain">
          {coverage.topics.map((t) => (
            <li key={t.topic}>
              <Link view="topics" params={{ topic: t.topic }}>
                {sentence(words(t.topic))}
              </Link>
              : {plural(t.measures, 'measure')} ({t.inForce} in force), {plural(t.events, 'event')}
            </li>
          ))}
        </ul>
      </section>
      <All coverage={coverage} />
    </>
  )
}

const MOST = 30

function All({ coverage }: { coverage: Coverage }) {
  const [text, setText] = useState('')
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = coverage.all.filter((r) => wanted.every((w) => `${r.id} ${r.title} ${r.kind}`.toLowerCase().includes(w)))
  return (
    <section>
      <h2>Every entry</h2>
      <form onSubmit={(event) => event.preventDefault()}>
        <label class="wide">
          <span>Words of its title or id</span>
          <input type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} placeholder="port fee" />
        </label>
        <button
          type="button"
          onClick={() =>
            download(
              'entries.csv',
              'text/csv',
              csvOf({
                head: ['id', 'kind', 'party', 'status', 'title'],
                rows: found.map((r) => [r.id, r.kind, r.party, r.status, r.title]),
              }),
            )
          }
        >
          CSV
        </button>
      </form>
      <p class="muted small" role="status">
        {found.length === 0
          ? 'No entry has these words.'
          : `${plural(found.length, 'entry', 'entries')}${found.length > MOST ? `, the first ${MOST} of them` : ''}`}
      </p>
      <ul class="plain">
        {found.slice(0, MOST).map((r) => (
          <li key={r.id}>
            <Party party={r.party} /> <Entry id={r.id}>{r.title}</Entry>{' '}
            <span class="muted">{[words(r.kind), words(r.status)].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Licences() {
  return (
    <section>
      <h2>Sources and licences</h2>
      <p>
        Every dated value names its instrument, its source and how far it was verified: open an entry to see them. Where the product lists,
        schedules, trade and series come from, under which licence each, and how it was read:{' '}
        <a href={provenance}>provenance of the data</a>, <a href={ledgerProvenance}>provenance of the record</a>.
      </p>
      <p>
        The program is under the Apache License 2.0. Nothing on this page is fetched from another host, and nothing that you enter leaves
        it.
      </p>
      <Keep />
    </section>
  )
}

function Keep() {
  const [state, setState] = useState<'no' | 'busy' | 'kept' | 'failed'>('no')
  return (
    <p>
      <button
        type="button"
        disabled={state === 'busy' || state === 'kept'}
        onClick={async () => {
          setState('busy')
          setState((await keepAll()) ? 'kept' : 'failed')
        }}
      >
        Keep all data for use without a connection
      </button>{' '}
      <span role="status" class="small muted">
        {
          {
            no: 'About 3 MB; what a view has loaded is kept in any case.',
            busy: 'Loading …',
            kept: 'Kept.',
            failed: 'That failed: the host gives no connection, or the browser keeps nothing.',
          }[state]
        }
      </span>
    </p>
  )
}
