/** One entry of the record whole: a measure, an event or an authority. */
import type { AuthorityWhole, EventWhole, Entry as LedgerEntry, MeasureWhole, Relation, Remarks } from '../../ledger/index.js'
import { gradeWords, partyName, readableDay, readableValue, sentence, words } from '../format.js'
import type { Whole as Any } from '../worker/record.js'
import { Entry, Party } from './basics.js'
import { Source } from './source.js'

export function Whole({ whole, heading = 'h1' }: { whole: Any; heading?: 'h1' | 'h2' }) {
  const Head = heading
  if (whole.is === 'nothing') return <p class="failed">{whole.why}</p>
  return (
    <article class="whole">
      <Head>{whole.whole.title}</Head>
      {whole.is === 'measure' ? (
        <Measure m={whole.whole} />
      ) : whole.is === 'event' ? (
        <Event e={whole.whole} />
      ) : (
        <Authority a={whole.whole} />
      )}
    </article>
  )
}

function Measure({ m }: { m: MeasureWhole }) {
  return (
    <>
      <p>
        <Party party={m.party} /> {sentence(words(m.kind))} of {partyName(m.party)}, <b>{words(m.status)}</b>; known since{' '}
        {readableDay(m.firstKnown)}. <code>{m.id}</code>
      </p>
      {m.summary && <p>{m.summary}</p>}
      <p>
        Authority: <Entry id={m.authority.id}>{m.authority.title}</Entry> <span class="muted">({m.authority.statute})</span>
        {m.authority.voids.map((v) => (
          <span key={v.from} class="announced-inline">
            {' '}
            Void from {readableDay(v.from)}: {v.instrument}.
          </span>
        ))}
      </p>
      <h3>What holds when, by what is known</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <section class="scroll" tabIndex={0} aria-label="What holds when">
        <table>
          <thead>
            <tr>
              <th scope="col">Term</th>
              <th scope="col">From</th>
              <th scope="col">Until</th>
              <th scope="col">Owed or required</th>
              <th scope="col">Set by</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(m.timeline).flatMap(([term, line]) =>
              line.map((s) => (
                <tr key={term + s.from}>
                  <td>{term}</td>
                  <td class="day">{readableDay(s.from)}</td>
                  <td class="day">{s.until ? readableDay(s.until) : ''}</td>
                  <td>
                    <b>{s.effective === null ? 'nothing' : readableValue(s.effective as never, term)}</b>
                    {s.state !== 'in-force' &&
                      ` (${readableValue(s.value as never, term)} set, ${words(s.state)}${s.suspendedUntil ? ` until ${readableDay(s.suspendedUntil)}` : ''})`}
                  </td>
                  <td>{s.instrument}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </section>
      <h3>Entries, in the order in which they became known</h3>
      <Entries entries={m.entries} />
      <Particulars of={m.particulars} title="Scope and rules" />
      <Remarked remarks={m.remarks} />
      <Relations list={m.relations} />
    </>
  )
}

function Event({ e }: { e: EventWhole }) {
  return (
    <>
      <p>
        <Party party={e.party} /> {sentence(e.kind)}
        {e.does && ` (${words(e.does)})`} of {partyName(e.party)}
        {e.target && ` towards ${e.target}`}
        {e.status && (
          <>
            , <b>{e.status}</b>
          </>
        )}
        . <code>{e.id}</code>
      </p>
      <dl class="pairs">
        <dt>Known</dt>
        <dd>{readableDay(e.known)}</dd>
        <dt>In effect</dt>
        <dd>
          {e.from ? `from ${readableDay(e.from)}` : 'no day of effect of its own'}
          {e.until && ` until ${readableDay(e.until)}`}
        </dd>
        {e.instrument && (
          <>
            <dt>Instrument</dt>
            <dd>{e.instrument}</dd>
          </>
        )}
        <dt>Verified</dt>
        <dd>{gradeWords(e.grade)}</dd>
        <dt>Topics</dt>
        <dd>{e.topics.map(words).join(', ')}</dd>
        {e.quantities.map((q) => (
          <Pair key={q.what} name={sentence(q.what)} value={`${Array.isArray(q.value) ? q.value.join(' to ') : q.value} ${q.unit ?? ''}`} />
        ))}
      </dl>
      {e.updates.length > 0 && (
        <>
          <h3>What became of it</h3>
          <ul class="plain">
            {e.updates.map((u) => (
              <li key={u.known + u.text}>
                <time>{readableDay(u.known)}</time> {u.text} {u.status && <b>{u.status}</b>}
              </li>
            ))}
          </ul>
        </>
      )}
      {e.made.length > 0 && (
        <>
          <h3>Law made by it</h3>
          <Entries entries={e.made} named />
        </>
      )}
      <Relations list={e.relations} />
      <Particulars of={e.particulars} title="Particulars" />
      <Remarked remarks={e.remarks} />
      <Sources list={e.sources} />
    </>
  )
}

const Pair = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
)

function Authority({ a }: { a: AuthorityWhole }) {
  return (
    <>
      <p>
        <Party party={a.party} /> Authority of {partyName(a.party)}. {a.statute}. <code>{a.id}</code>
      </p>
      {a.voids.map((v) => (
        <p key={v.from} class="announced">
          Void from {readableDay(v.from)}: {v.instrument}. {v.note}
        </p>
      ))}
      <h3>Measures that rest on it: {a.measures.length}</h3>
      <ul class="plain">
        {a.measures.map((m) => (
          <li key={m.id}>
            <Entry id={m.id}>{m.title}</Entry>, {words(m.status)}
          </li>
        ))}
      </ul>
      <Sources list={a.sources} />
    </>
  )
}

function what(e: LedgerEntry): string {
  if (e.verb === 'set')
    return `sets ${Object.entries(e.terms)
      .map(([t, v]) => `${t} ${readableValue(v, t)}`)
      .join(', ')}${e.heading ? ` [${e.heading}]` : ''}`
  if (e.verb === 'suspend')
    return `suspends ${e.points ? `${e.points} points of ${e.term ?? 'all terms'}` : (e.term ?? 'all')} (${e.label})`
  if (e.verb === 'extend') return `prolongs ${e.label}`
  if (e.verb === 'resume') return `ends the suspension ${e.label}`
  return `ends ${e.term}`
}

function Entries({ entries, named }: { entries: readonly LedgerEntry[]; named?: boolean }) {
  return (
    <ul class="plain">
      {entries.map((e) => (
        <li key={e.measure + e.index}>
          {named && (
            <>
              <Entry id={e.measure} />{' '}
            </>
          )}
          <b>{what(e)}</b>
          {'from' in e && e.from && ` from ${readableDay(e.from)}`}
          {'until' in e && e.until && ` until ${readableDay(e.until)}`}
          <br />
          <span class="muted">
            known {readableDay(e.known)}; {e.instrument}; {gradeWords(e.grade)}
            {e.by && (
              <>
                ; by <Entry id={e.by} />
              </>
            )}
          </span>
          {e.note && <p class="small">{e.note}</p>}
          {e.sources.map((s) => (
            <div key={s}>
              <Source text={s} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}

function Relations({ list }: { list: readonly Relation[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3>What it answered, changed or bears on</h3>
      <ul class="plain">
        {list.map((r) => (
          <li key={r.relation + r.id}>
            {r.relation} <Entry id={r.id}>{r.title}</Entry> <span class="muted">({readableDay(r.known)})</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Remarked({ remarks: { notes, disputed, withheld } }: { remarks: Remarks }) {
  return (
    <>
      {disputed.length > 0 && <h3>Disputed</h3>}
      {disputed.map((d) => (
        <div key={d.point}>
          <p>{d.point}</p>
          <ul>
            {d.versions.map((v) => (
              <li key={v.says}>
                {v.says} {v.source && <span class="muted">({v.source})</span>}
              </li>
            ))}
          </ul>
          {d.followed && <p class="muted">Followed: {d.followed}</p>}
        </div>
      ))}
      {notes.length > 0 && <h3>Notes</h3>}
      {notes.map((n) => (
        <p key={n}>{n}</p>
      ))}
      {withheld > 0 && <p class="muted small">Remarks written later are not shown to a reader of this day: {withheld}.</p>}
    </>
  )
}

function Sources({ list }: { list: readonly string[] }) {
  return (
    <>
      <h3>Sources</h3>
      <ul class="plain">
        {list.map((s) => (
          <li key={s}>
            <Source text={s} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Particulars({ of, title }: { of: Readonly<Record<string, unknown>>; title: string }) {
  const pairs = Object.entries(of)
  if (pairs.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <dl class="pairs">
        {pairs.map(([key, value]) => (
          <Particular key={key} name={sentence(key.replace(/([A-Z])/g, ' $1').toLowerCase())} value={value} />
        ))}
      </dl>
    </>
  )
}

/** How many items of a list are shown at once. */
const MOST = 4

function Particular({ name, value }: { name: string; value: unknown }) {
  if (!Array.isArray(value) || value.every((v) => typeof v !== 'object')) return <Pair name={name} value={told(value)} />
  const items = value.map((v) => told(v))
  const list = (
    <ul class="plain">
      {items.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {items.length <= MOST ? (
          list
        ) : (
          <details>
            <summary>{items.length} items</summary>
            {list}
          </details>
        )}
      </dd>
    </>
  )
}

function told(value: unknown): string {
  if (Array.isArray(value)) return value.map(told).join('; ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([k, v]) => (Array.isArray(v) ? `${k} ${v.map(told).join(' ')}` : `${k} ${told(v)}`))
    .join(', ')
}
