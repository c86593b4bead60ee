/** What a scenario changes: measures by authority on both sides, and trade as it was by chapter and product. */
import { useState } from 'preact/hooks'
import { horizonWarning } from '../../../cli/values.js'
import { chapterTitle } from '../../../schedule/chapters.js'
import { Dumbbells, dumbbellHeight } from '../../charts/dumbbells.js'
import { ask } from '../../client.js'
import { money, partyName, percent, plural, readableDay, readableValue } from '../../format.js'
import { Entry } from '../../ui/basics.js'
import { download } from '../../ui/export.js'
import { Figure } from '../../ui/figure.js'
import { Described } from '../../ui/words.js'
import type { WhatIfAsked } from '../../worker/compare.js'
import type { TradeAnswer, WhatIfAnswer } from '../../worker/what-if.js'
import { Beyond } from './beyond.js'

type Change = WhatIfAnswer['changes'][number]
type Reading = Change['differences'][number]['with']

interface Asked {
  readonly date: string
  readonly known: string
}

export function Result({ value, asked, question }: { value: WhatIfAnswer; asked: Asked; question: WhatIfAsked | undefined }) {
  const { on, tariffsOn: day = on, changes, trade } = value
  const warning = horizonWarning(value.horizon, on ?? asked.date)
  const all = changes.flatMap((c) => c.differences)
  const count = new Set(all.map((d) => d.measure)).size
  return (
    <>
      <h2>
        {value.title}, against: {value.againstTitle.charAt(0).toLowerCase() + value.againstTitle.slice(1)}
      </h2>
      {warning && <p class="warning">{warning}</p>}
      {on === undefined || day === undefined ? (
        <p>
          Nothing differs from {readableDay(asked.date)} on: by what is known the two readings of the law are one. Compare with another
          reading, or change more.
        </p>
      ) : (
        <>
          <p role="status">
            {plural(count, 'measure differs', 'measures differ')}, the first from <b>{readableDay(on)}</b>; as known on{' '}
            {readableDay(asked.known)}.{day !== on && ` The duties are those of ${readableDay(day)}, the first day on which one differs.`}
          </p>
          <div class="sides">
            {(['US', 'CN'] as const).map((party) => (
              <SideChanges
                key={party}
                party={party}
                changes={changes.filter((c) => c.party === party)}
                effect={trade.find((t) => t.importer === party)}
              />
            ))}
          </div>
          {changes.some((c) => c.party !== 'US' && c.party !== 'CN') && (
            <SideChanges party="both" changes={changes.filter((c) => c.party !== 'US' && c.party !== 'CN')} effect={undefined} />
          )}
          {trade.length > 0 && (
            <div class="beside">
              {trade.map((t) => (
                <Authorities key={t.importer} effect={t} on={day} />
              ))}
              {trade.map((t) => (
                <Chapters key={t.importer} effect={t} on={day} />
              ))}
            </div>
          )}
          {question && <Beyond question={question} />}
          {trade.length > 0 && <h2>The products hit most</h2>}
          {trade.map((t) => (
            <Products key={t.importer} effect={t} />
          ))}
          {trade.length > 0 && (
            <p class="small muted">
              Trade is that of the year named: nobody buys less, or elsewhere. Nothing is claimed; where a US duty is on the metal in goods,
              its share is estimated.
              {all.some((d) => d.from > day && d.kind === 'tariff') &&
                ' Duties that differ only from a later day are not in the figures: ask for that day.'}
            </p>
          )}
          {trade.length > 0 && question && <AllProducts question={question} />}
        </>
      )}
    </>
  )
}

function AllProducts({ question }: { question: WhatIfAsked }) {
  const [busy, setBusy] = useState(false)
  return (
    <p>
      <button
        type="button"
        disabled={busy}
        onClick={async () => {
          setBusy(true)
          try {
            download(`what-if-${question.date}-known-${question.known}.csv`, 'text/csv', await ask('whatIfCsv', question))
          } finally {
            setBusy(false)
          }
        }}
      >
        {busy ? 'Writing every product …' : 'Every product as CSV'}
      </button>
    </p>
  )
}

function readingOf(r: Reading, term: string): string {
  if (!r || r.state === 'void') return 'none'
  return r.state === 'suspended' ? 'suspended' : readableValue(r.effective, term)
}

const TOLD = 6

function SideChanges({
  party,
  changes,
  effect,
}: {
  party: 'US' | 'CN' | 'both'
  changes: readonly Change[]
  effect: TradeAnswer | undefined
}) {
  const [all, setAll] = useState(false)
  const count = changes.reduce((n, c) => n + c.differences.length, 0)
  // Those that are told first, group by group.
  let room = all ? count : TOLD
  const groups = changes.flatMap((c) => {
    const told = c.differences.slice(0, room)
    room -= told.length
    return told.length > 0 ? [{ ...c, differences: told }] : []
  })
  return (
    <section class={`side ${party}`}>
      <h2>{partyName(party)}</h2>
      {effect && (
        <p class="rates">
          <strong>{percent(effect.before_pct)}</strong>
          <span aria-hidden="true"> → </span>
          <span class="hidden"> becomes </span>
          <strong>{percent(effect.after_pct)}</strong>
          <span>average duty on imports from {effect.origin === 'CN' ? 'China' : 'the United States'}</span>
        </p>
      )}
      {changes.length === 0 && <p class="muted">Nothing of its law changes.</p>}
      {groups.map((c) => (
        <div key={c.authority}>
          <h3>
            <Entry id={c.authority}>{c.title}</Entry>
          </h3>
          <ul class="plain">
            {c.differences.map((d) => (
              <li key={d.measure + d.term + d.from}>
                <Entry id={d.measure}>{d.title}</Entry>:{' '}
                <b>
                  {readingOf(d.without, d.term)} → {readingOf(d.with, d.term)}
                </b>{' '}
                <span class="muted">
                  {readableDay(d.from)}
                  {d.until === undefined ? ' on' : ` to ${readableDay(d.until)}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {count > TOLD && (
        <button type="button" class="more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${count}`}
        </button>
      )}
    </section>
  )
}

const MOST = 12

const goodsOf = ({ importer }: TradeAnswer): string => (importer === 'US' ? 'US imports from China' : "China's imports from the US")

function Chapters({ effect: e, on }: { effect: TradeAnswer; on: string }) {
  const goods = goodsOf(e)
  const size = (added: number): number => Math.abs(added)
  const hit = [...e.chapters].sort((a, b) => size(b.added_duty_usd) - size(a.added_duty_usd)).slice(0, MOST)
  const share = (part: number): string => `${((100 * part) / (e.value_usd || 1)).toFixed(0)}%`
  return (
    <Figure
      name={`what-if-${e.importer}-${on}`}
      title={`${goods}: average duty by chapter, before and after`}
      unit={`Percent of value, weighted by trade of ${e.year}; the ${Math.min(MOST, hit.length)} chapters with the largest change of duty. Law of ${readableDay(on)}. Hollow: before; full: after`}
      source={`${e.what}, ${e.year}; duties: Parley's record`}
      says={hit.map((c) => `${chapterTitle(c.chapter)} ${percent(c.before_pct)} to ${percent(c.after_pct)}`).join('; ')}
      table={{
        head: ['Chapter', 'Goods', 'Value, USD', 'Covered, USD', 'Before, %', 'After, %', 'Added duty, USD'],
        rows: e.chapters.map((c) => [
          c.chapter,
          chapterTitle(c.chapter),
          Math.round(c.value_usd),
          Math.round(c.covered_usd),
          c.before_pct?.toFixed(2) ?? 'open',
          c.after_pct?.toFixed(2) ?? 'open',
          Math.round(c.added_duty_usd),
        ]),
      }}
      height={() => dumbbellHeight(hit.length)}
      below={
        <p class="small muted">
          {money(e.value_usd)} USD of trade; the duty changes on {money(e.covered_usd)} ({share(e.covered_usd)}):{' '}
          {money(Math.abs(e.added_duty_usd))} USD {e.added_duty_usd < 0 ? 'less' : 'more'} a year at unchanged trade.
          {e.open_usd > 0 && ` Left out of the averages, as a total is open: ${money(e.open_usd)} (${share(e.open_usd)}).`}
          {e.no_code_usd > 0 && ` Under codes that the tariff does not have: ${money(e.no_code_usd)}.`}
        </p>
      }
    >
      {(width) => (
        <Dumbbells
          tone={e.importer}
          width={width}
          unit="%"
          rows={hit.map((c) => ({
            name: `${c.chapter}  ${chapterTitle(c.chapter)}`,
            before: c.before_pct,
            after: c.after_pct,
            says: `${percent(c.before_pct)} → ${percent(c.after_pct)}, ${c.added_duty_usd < 0 ? '−' : '+'}${money(Math.abs(c.added_duty_usd))}`,
          }))}
        />
      )}
    </Figure>
  )
}

/** What each authority adds to the average, before and after. */
function Authorities({ effect: e, on }: { effect: TradeAnswer; on: string }) {
  const goods = goodsOf(e)
  const rows = e.authorities.filter((a) => Math.max(a.before_pct, a.after_pct) >= LEAST)
  if (rows.length === 0) return null
  return (
    <Figure
      name={`what-if-${e.importer}-authorities-${on}`}
      title={`${goods}: average duty by authority, before and after`}
      unit={`Points of the average of ${percent(e.before_pct)} before and ${percent(e.after_pct)} after, to which they add up; weighted by trade of ${e.year}. Law of ${readableDay(on)}. Hollow: before; full: after`}
      source={`${e.what}, ${e.year}; duties: Parley's record`}
      says={rows.map((a) => `${a.title} ${a.before_pct.toFixed(1)} to ${a.after_pct.toFixed(1)} points`).join('; ')}
      table={{
        head: ['Authority', 'Record', 'Before, points', 'After, points'],
        rows: e.authorities.map((a) => [a.title, a.authority, a.before_pct.toFixed(3), a.after_pct.toFixed(3)]),
      }}
      height={() => dumbbellHeight(rows.length)}
    >
      {(width) => (
        <Dumbbells
          tone={e.importer}
          width={width}
          room={110}
          rows={rows.map((a) => ({
            name: a.title,
            before: a.before_pct,
            after: a.after_pct,
            says: a.before_pct === a.after_pct ? a.after_pct.toFixed(1) : `${a.before_pct.toFixed(1)} → ${a.after_pct.toFixed(1)}`,
          }))}
        />
      )}
    </Figure>
  )
}
/** Smaller parts of an average, in points, stand in the table alone. */
const LEAST = 0.05

function Products({ effect: e }: { effect: TradeAnswer }) {
  if (e.products.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section class="scroll" tabIndex={0} aria-label={`Products hit most, imports into ${partyName(e.importer)}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{goodsOf(e)}</th>
            <th scope="col" class="number">
              Value, USD
            </th>
            <th scope="col" class="number">
              Before
            </th>
            <th scope="col" class="number">
              After
            </th>
            <th scope="col" class="number">
              Added duty, USD
            </th>
          </tr>
        </thead>
        <tbody>
          {e.products.map((p) => (
            <tr key={p.code}>
              <td>
                <span class="clamp" title={`${p.words.above}: ${p.words.own}`}>
                  <b>{p.dotted}</b> <Described words={p.words} />
                </span>
              </td>
              <td class="number">{money(p.value_usd)}</td>
              <td class="number">
                {p.averaged && '~'}
                {percent(p.before_pct)}
              </td>
              <td class="number">
                {p.averaged && '~'}
                {percent(p.after_pct)}
              </td>
              <td class="number">{p.added_duty_usd === undefined ? 'open' : money(p.added_duty_usd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
