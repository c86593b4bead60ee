/** What is over: a statement or undertaking with one of these as its newest status is no longer open. */
import type { EventStatus } from './records.js'

/** Withdrawn or replaced, carried out, kept, or run out. */
export const CLOSED: ReadonlySet<EventStatus> = new Set<EventStatus>(['withdrawn', 'superseded', 'executed', 'met', 'lapsed', 'ended'])
