/** `parley timeline`: events by the day on which they became known. */
import { readableDay } from '../base/dates.js'
import type { EventBrief } from '../ledger/index.js'
import { count, pad, type Style, WIDTH, wrap } from './text.js'

/** Events as text, grouped by year. */
export function renderTimeline(events: readonly EventBrief[], asked: string, style: Style, warning?: string): string {
  const out = [style.bold(`${count(events.length, 'event')}: ${asked}`)]
  let year = ''
  for (const e of events) {
    const y = e.known.slice(0, 4)
    if (y !== year) out.push('', style.bold(`${y} ${style.dim('─'.repeat(WIDTH - 5))}`))
    year = y
    const effective =
      e.from !== undefined && e.from !== e.known ? `${/[.!?]$/.test(e.title) ? '' : '.'} Effective ${readableDay(e.from)}.` : ''
    const grade = e.grade === 'seen' ? '' : ` (${e.grade})`
    const kind = e.kind === 'act' ? (e.does ?? 'act') : e.kind
    out.push(wrap(`${e.title}${effective}${grade}`, `${pad(readableDay(e.known).slice(0, -5), 7)}${pad(e.party, 6)}`))
    out.push(style.dim(`${' '.repeat(13)}${kind} · ${e.id}`))
  }
  if (events.length === 0)
    out.push(warning === undefined ? 'Nothing on record fits. Leave a filter out, or ask for other days.' : wrap(warning))
  return `${out.join('\n')}\n`
}
