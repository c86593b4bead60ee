/** The page: its name, the two dates, the views. */
import { useEffect } from 'preact/hooks'
import { ask } from './client.js'
import { dates, datesWrong, go, here, latest, type ViewName } from './state.js'
import { Link, Waiting } from './ui/basics.js'
import { DateBar } from './ui/date-bar.js'
import { lazily } from './ui/lazily.js'
import { EntryView } from './views/entry.js'
import { TruceView } from './views/truce.js'

const NAMES: readonly (readonly [ViewName, string])[] = [
  ['truce', 'Truce'],
  ['product', 'Product'],
  ['what-if', 'What if'],
  ['timeline', 'Timeline'],
  ['topics', 'Topics'],
  ['record', 'Record'],
]

const Later = {
  product: lazily(() => import('./views/product.js').then((m) => m.ProductView)),
  'what-if': lazily(() => import('./views/what-if.js').then((m) => m.WhatIfView)),
  timeline: lazily(() => import('./views/timeline.js').then((m) => m.TimelineView)),
  topics: lazily(() => import('./views/topics.js').then((m) => m.TopicsView)),
  record: lazily(() => import('./views/record.js').then((m) => m.RecordView)),
}

export function App() {
  const { view, id } = here.value
  const asked = dates.value
  useEffect(() => {
    ask('hello', null).then(
      (record) => {
        latest.value = record.latest
      },
      () => {},
    )
  }, [])
  // The dates stand in the address, so that the link of today gives the same view tomorrow.
  useEffect(() => {
    if (asked && !datesWrong.value) go({ keep: true, params: { ...asked } }, true)
  }, [asked?.date, asked?.known, view, id])
  useEffect(() => {
    document.title = `${NAMES.find(([v]) => v === view)?.[1] ?? 'Entry'} · Parley`
  }, [view])
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        To the content
      </button>
      <header>
        <div class="top">
          <Link view="truce" class="name">
            Parley
          </Link>
          <nav aria-label="Views">
            {NAMES.map(([name, title]) => (
              <Link key={name} view={name} current={name === view}>
                {title}
              </Link>
            ))}
          </nav>
        </div>
        <DateBar />
      </header>
      <main id="main" tabIndex={-1}>
        {datesWrong.value ? (
          <p class="failed" role="alert">
            {datesWrong.value}
          </p>
        ) : asked ? (
          <View view={view} id={id} />
        ) : (
          <Waiting what="Reading the record" />
        )}
      </main>
      <footer>
        <p>
          Parley reports what published acts say; it is not legal advice. Everything here is computed in this page from one dated record;
          the command line gives the same answers. <Link view="record">What the record covers</Link>
        </p>
      </footer>
    </>
  )
}

function View({ view, id }: { view: ViewName; id: string | undefined }) {
  if (view === 'truce') return <TruceView />
  if (view === 'entry') return <EntryView id={id ?? ''} />
  const Chosen = Later[view]
  return <Chosen />
}
