/** Small pieces that every view uses. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Answer, type AskError, loading } from '../client.js'
import { address, type ViewName } from '../state.js'

export function Link({
  view,
  id,
  params,
  keep,
  children,
  current,
  class: name,
}: {
  view?: ViewName
  id?: string
  params?: Record<string, string | undefined>
  keep?: boolean
  current?: boolean
  class?: string
  children: ComponentChildren
}) {
  const to = { ...(view && { view }), ...(id !== undefined && { id }), ...(params && { params }), ...(keep && { keep }) }
  return (
    <a href={address(to)} class={name} {...(current && { 'aria-current': 'page' as const })}>
      {children}
    </a>
  )
}

/** A link to an entry of the record. */
export const Entry = ({ id, children }: { id: string; children?: ComponentChildren }) => (
  <Link view="entry" id={id} class="entry">
    {children ?? id}
  </Link>
)

export const Party = ({ party }: { party: string }) => (
  <span class={`party ${party}`}>{party === 'both' ? 'US, CN' : party === 'other' ? 'other' : party}</span>
)

export function Failed({ error }: { error: AskError }) {
  return (
    <div class="failed" role="alert">
      {error.failure.problems.map((p) => (
        <p key={p.message}>{p.message}</p>
      ))}
    </div>
  )
}

/** Turns true when something has taken longer than half a second. */
export function useSlow(pending: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!pending) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), 500)
    return () => clearTimeout(timer)
  }, [pending])
  return slow && pending
}

export function Waiting({ what }: { what: string }) {
  const slow = useSlow(true)
  const piece = loading.value
  return (
    <p class="waiting" role="status">
      {slow ? (piece ? `${piece.what}: ${piece.done} of ${piece.of} ${piece.unit}.` : `${what} …`) : ''}
    </p>
  )
}

/** A view's answer: what is asked for while it waits, what went wrong, or the answer; an older one stays in view. */
export function Answered<T>({ answer, what, children }: { answer: Answer<T>; what: string; children: (value: T) => ComponentChildren }) {
  const slow = useSlow(answer.pending)
  if (answer.error) return <Failed error={answer.error} />
  if (answer.value === undefined) return <Waiting what={what} />
  return (
    <div aria-busy={answer.pending} class={slow ? 'stale' : ''}>
      {slow && <Waiting what={what} />}
      {children(answer.value)}
    </div>
  )
}

/** A list that shows its first items, and the rest on demand. */
export function Some<T>({
  items,
  most,
  empty,
  children,
}: {
  items: readonly T[]
  most: number
  empty?: string
  children: (item: T) => ComponentChildren
}) {
  const [all, setAll] = useState(false)
  const hidden = items.length - most
  if (items.length === 0) return <p class="muted">{empty ?? 'None on record.'}</p>
  const shown = all || hidden <= 1 ? items : items.slice(0, most)
  return (
    <>
      <ul class="plain">{shown.map(children)}</ul>
      {hidden > 1 && (
        <button type="button" class="more" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Show fewer' : `Show ${hidden} more`}
        </button>
      )}
    </>
  )
}
