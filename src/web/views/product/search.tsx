/** The search: as one types, over numbers and words. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useAnswer } from '../../client.js'
import { go, here } from '../../state.js'
import { Answered } from '../../ui/basics.js'
import { Field } from '../../ui/field.js'
import { Described } from '../../ui/words.js'

/** Partners of which most is asked; any other is typed. */
const ORIGINS = ['CN', 'HK', 'VN', 'MX', 'CA', 'JP', 'KR', 'TW', 'IN', 'DE', 'GB', 'BR', 'TH', 'MY', 'ID', 'US']

/** How long a pause in typing asks. */
const PAUSE = 150

export function Search({ to, origin }: { to: 'US' | 'CN'; origin: string }) {
  const { code = '', value = '10000.00' } = here.value.params
  const [typed, setTyped] = useState(code)
  const [asked, setAsked] = useState('')
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    setTyped(code)
    setAsked('')
  }, [code])
  useEffect(() => {
    if (typed === code) return
    const timer = setTimeout(() => setAsked(typed), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  const answer = useAnswer('search', asked.trim().length >= 2 ? { text: asked.trim(), to } : undefined)
  const choose = (chosen: string): void => go({ keep: true, params: { ...EMPTY, code: chosen } })
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLButtonElement) + (event.key === 'ArrowDown' ? 1 : -1)
    links[Math.max(0, Math.min(at, links.length - 1))]?.focus()
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move within the list of results; each result is a button
    <div class="search no-print" onKeyDown={keys}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          choose(typed.trim())
        }}
      >
        <label class="wide">
          <span>Number or words</span>
          <input
            type="search"
            name="code"
            autocomplete="off"
            placeholder="permanent magnets, or 8505.11"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>Into</span>
          <select
            value={to}
            onChange={(event) =>
              go({ keep: true, params: { to: event.currentTarget.value, origin: event.currentTarget.value === 'US' ? 'CN' : 'US' } })
            }
          >
            <option value="US">United States</option>
            <option value="CN">China</option>
          </select>
        </label>
        <label>
          <span>Origin</span>
          <Field
            list="origins"
            name="origin"
            class="short"
            maxLength={2}
            value={origin}
            change={(text) => go({ keep: true, params: { origin: text.trim().toUpperCase() } })}
          />
          <datalist id="origins">
            {ORIGINS.filter((o) => o !== to).map((o) => (
              <option key={o} value={o} />
            ))}
          </datalist>
        </label>
        <label>
          <span>Value, USD</span>
          <Field
            class="amount"
            name="value"
            inputMode="decimal"
            value={value}
            change={(text) => go({ keep: true, params: { value: text.replaceAll(',', '').trim() } })}
          />
        </label>
      </form>
      {asked.trim().length >= 2 && typed !== code && (
        <Answered answer={answer} what="Loading the tariff schedule for the search">
          {({ found, some }) => (
            <div class="results">
              {found.length === 0 && <p class="muted">No line has these words. Try fewer, or the first digits of the number.</p>}
              {some && <p class="muted">No line has all of these words; these have most:</p>}
              <ul class="plain" ref={list}>
                {found.map((line) => (
                  <li key={line.code}>
                    <button type="button" class="hit" onClick={() => choose(line.dotted)}>
                      <b>{line.dotted}</b> <Described words={line.words} /> <span class="muted">{line.rate}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Answered>
      )}
    </div>
  )
}

/** Answers given for another product do not hold for the next. */
const EMPTY = { claims: undefined, denies: undefined, loaded_date: undefined, exported_date: undefined }
