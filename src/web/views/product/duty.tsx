/** The duty of one entry line: the stack as a waterfall, its layers, what could change it, what is not owed and why. */
import { useState } from 'preact/hooks'
import type { Assessment, Layer, Question } from '../../../rates/index.js'
import { cut, scale } from '../../charts/scale.js'
import { amount, partyName, plain, readableDay } from '../../format.js'
import { go, here } from '../../state.js'
import { Entry, Link } from '../../ui/basics.js'
import { Figure } from '../../ui/figure.js'
import { Source } from '../../ui/source.js'
import { Described } from '../../ui/words.js'
import type { Words } from '../../worker/product.js'
import { answered, answers } from './asked.js'

export function Duty({ words, assessment: a }: { words: Words; assessment: Assessment }) {
  const owed = a.layers.filter((l) => l.status === 'applies' || l.status === 'needs an answer')
  const not = a.layers.filter((l) => l.status !== 'applies' && l.status !== 'needs an answer')
  return (
    <>
      <section class="duty">
        <h2>
          {a.hts} of {a.origin} into {partyName(a.to)}
        </h2>
        <p>
          <Described words={words} />
        </p>
        <p class="deadline">
          <strong>{a.rate_pct === undefined ? 'No total' : `${plain(a.rate_pct)}%`}</strong>
          <span>
            {a.duty_usd === undefined ? 'until a question is answered' : <b>{amount(a.duty_usd)} USD of duty</b>} on {amount(a.value_usd)}{' '}
            USD, entered on {readableDay(a.date)}, as known on {readableDay(a.known)}
          </span>
        </p>
        {a.incomplete?.map((why) => (
          <p key={why} class="warning">
            {why}
          </p>
        ))}
        {a.base.notes?.map((note) => (
          <p key={note} class="small muted">
            {note}
          </p>
        ))}
        {a.horizon.beyond.length > 0 && (
          <p class="warning">
            The record was last looked at on {readableDay(a.horizon.latest)}: for {readableDay(a.date)} this is what the acts known then
            imply.
          </p>
        )}
      </section>
      <Waterfall a={a} owed={owed} />
      <Questions a={a} />
      <section>
        <h2>Layers, in filing order</h2>
        <LayerTable layers={owed} a={a} />
        {a.fees.length > 0 && (
          <>
            <h3>Fees and taxes beside the duty</h3>
            <ul class="plain">
              {a.fees.map((f) => (
                <li key={f.fee}>
                  <Entry id={f.fee}>{f.title}</Entry>, {plain(f.rate_pct)}%
                  {f.amount_usd === undefined ? '' : `: ${amount(f.amount_usd)} USD`}{' '}
                  {f.status !== 'applies' && <span class="muted">({f.reason})</span>}
                </li>
              ))}
            </ul>
          </>
        )}
        {not.length > 0 && (
          <details class="print-open">
            <summary>Considered, and not owed: {not.length}</summary>
            <ul class="plain">
              {not.map((l) => (
                <li key={l.measure + l.heading}>
                  <b>{l.heading}</b> <Entry id={l.measure}>{l.measure}</Entry> {l.status}: {l.reason}
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
    </>
  )
}

const share = (usd: string | undefined, value: string): number => (100 * Number(usd ?? 0)) / Number(value)

function Waterfall({ a, owed }: { a: Assessment; owed: readonly Layer[] }) {
  const parts = [
    {
      key: 'base',
      name: `${a.base.column} rate ${a.base.rate}`,
      heading: a.hts.slice(0, 10),
      pct: share(a.base.amount_usd, a.value_usd),
      open: a.base.amount_usd === undefined,
    },
    ...owed.map((l) => ({
      key: l.measure + l.heading,
      name: l.reason,
      heading: l.heading,
      pct: share(l.amount_usd, a.value_usd),
      open: l.status !== 'applies',
    })),
  ]
  let sum = 0
  const placed = parts.map((p) => {
    const from = sum
    sum += p.pct
    return { ...p, from }
  })
  const ROW = 36
  return (
    <Figure
      name={`duty-${a.hts}-${a.origin}-${a.to}-${a.date}`}
      title="The stack"
      unit={`${a.hts} of ${a.origin} into ${a.to}: percent of the customs value, entered on ${readableDay(a.date)}, as known on ${readableDay(a.known)}`}
      source={`${[...new Set(owed.map((l) => l.instrument))].slice(0, 6).join('; ') || 'the tariff schedule'}. Parley's record`}
      says={placed.map((p) => `${p.name}: ${p.open ? 'open' : `${plain(p.pct)}%`}`).join('; ')}
      table={{
        head: ['Heading', 'Layer', 'Authority', 'Rate, %', 'On, USD', 'Amount, USD', 'Status', 'Instrument', 'Source'],
        rows: [
          [a.hts, `${a.base.column} rate`, 'schedule', a.base.rate, a.value_usd, a.base.amount_usd ?? 'open', 'applies', '', ''],
          ...a.layers.map((l) => [
            l.heading,
            l.reason,
            l.authority,
            l.rate_pct,
            l.basis_usd,
            l.amount_usd,
            l.status,
            l.instrument,
            l.source,
          ]),
        ],
      }}
      height={() => placed.length * ROW + (a.rate_pct === undefined ? 0 : ROW) + 22}
    >
      {(width) => {
        const x = scale(0, Math.max(5, sum * 1.02), 4, width - 8)
        const bottom = placed.length * ROW + ROW
        return (
          <>
            {x.ticks.map((t) => (
              <g key={t}>
                <line class="grid" x1={x(t)} x2={x(t)} y1={0} y2={bottom - 16} />
                <text
                  class="tick"
                  x={x(t)}
                  y={bottom + (a.rate_pct === undefined ? -ROW + 12 : 12)}
                  text-anchor={t === 0 ? 'start' : 'middle'}
                >
                  {t}%
                </text>
              </g>
            ))}
            {placed.map((p, i) => (
              <g key={p.key} class={`bar ${a.to}`}>
                <text class="label" x={4} y={i * ROW + 12}>
                  {cut(`${p.heading}  ${p.name}`, width - 70)}
                </text>
                <text class="label value" x={width - 4} y={i * ROW + 12} text-anchor="end">
                  {p.open ? 'open' : `${plain(p.pct)}%`}
                </text>
                <rect
                  x={x(p.from)}
                  y={i * ROW + 17}
                  width={Math.max(1.5, x(p.from + p.pct) - x(p.from))}
                  height={11}
                  class={p.open ? 'said' : i === 0 ? 'base' : ''}
                />
              </g>
            ))}
            {a.rate_pct !== undefined && (
              <g>
                <text class="value" x={4} y={placed.length * ROW + 12}>
                  Together {plain(a.rate_pct)}%
                </text>
                <rect class="total" x={x(0)} y={placed.length * ROW + 17} width={x(sum) - x(0)} height={5} />
              </g>
            )}
          </>
        )
      }}
    </Figure>
  )
}

function LayerTable({ layers, a }: { layers: readonly Layer[]; a: Assessment }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section class="scroll tall" tabIndex={0} aria-label="Layers of the duty">
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">Heading</th>
            <th scope="col">Layer and authority</th>
            <th scope="col" class="number">
              Rate
            </th>
            <th scope="col" class="number">
              Amount, USD
            </th>
            <th scope="col">By what law, and where it is read</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{a.hts}</td>
            <td>{a.base.column} rate</td>
            <td class="number">{a.base.rate}</td>
            <td class="number">{a.base.amount_usd === undefined ? 'open' : amount(a.base.amount_usd)}</td>
            <td>tariff schedule</td>
          </tr>
          {layers.map((l) => (
            <tr key={l.measure + l.heading}>
              <td>{l.heading}</td>
              <td>
                <Entry id={l.measure}>{l.reason}</Entry>
                <br />
                <span class="muted">{l.authority}</span>
              </td>
              <td class="number">{l.status === 'applies' ? `${plain(l.rate_pct)}%` : 'open'}</td>
              <td class="number">{l.status === 'applies' ? amount(l.amount_usd) : 'open'}</td>
              <td>
                {l.instrument}
                <br />
                <Source text={l.source} />
              </td>
            </tr>
          ))}
          <tr class="sum">
            <td />
            <td>Duty</td>
            <td class="number">{a.rate_pct === undefined ? 'open' : `${plain(a.rate_pct)}%`}</td>
            <td class="number">{a.duty_usd === undefined ? 'open' : amount(a.duty_usd)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Questions({ a }: { a: Assessment }) {
  const { params } = here.value
  const given = answers(params)
  if (a.questions.length === 0 && given.length === 0) return null
  return (
    <section class="questions">
      <h2>What could change it</h2>
      {given.length > 0 && (
        <p class="given">
          Answered:{' '}
          {given.map((g) => (
            <span key={g.text}>
              {g.text} (
              <Link keep params={g.without}>
                take back
              </Link>
              ){' '}
            </span>
          ))}
        </p>
      )}
      {a.questions.length > 0 && <p class="small muted">Silence is read as customs would: what is not claimed is not granted.</p>}
      <ul class="plain">
        {a.questions.map((q) => (
          <Asking key={q.key + q.measure} q={q} />
        ))}
      </ul>
    </section>
  )
}

function Asking({ q }: { q: Question }) {
  const [value, setValue] = useState('')
  const { params } = here.value
  const give = (answer: string): void => go({ keep: true, params: answered(params, q.key, answer) })
  const yes = /^(claims|denies)\./.test(q.key) || q.key === 'facts.in_quota'
  return (
    <li>
      <span>{q.ask}</span>{' '}
      {q.change_usd !== undefined && q.duty_usd_if !== undefined && (
        <span class="muted">
          If so: {amount(q.duty_usd_if)} USD ({q.change_usd.startsWith('-') ? '−' : '+'}
          {amount(q.change_usd.replace('-', ''))}).
        </span>
      )}{' '}
      {yes ? (
        <button type="button" class="no-print" onClick={() => give('true')}>
          Yes
        </button>
      ) : (
        <form
          class="inline no-print"
          onSubmit={(event) => {
            event.preventDefault()
            if (value.trim() !== '') give(value.trim())
          }}
        >
          {q.key.endsWith('_date') ? (
            <input type="date" aria-label={q.ask} value={value} onInput={(event) => setValue(event.currentTarget.value)} />
          ) : (
            <input
              inputMode={/_pct$|quantity|_usd$/.test(q.key) ? 'decimal' : 'text'}
              class="amount"
              aria-label={q.ask}
              value={value}
              onInput={(event) => setValue(event.currentTarget.value)}
            />
          )}{' '}
          {q.key.endsWith('_pct') && '% '}
          <button type="submit">Answer</button>
        </form>
      )}
    </li>
  )
}
