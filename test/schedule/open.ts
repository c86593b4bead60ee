/** The whole schedule, opened once for a file of tests. */
import { readChanges, readSchedule } from '../../src/files/schedule.js'
import type { ScheduleLine } from '../../src/schedule/index.js'

export const changes = readChanges('.')
export const schedule = readSchedule('.')

/** The one line of a code, or its first where it has several. */
export function line(code: string): ScheduleLine {
  const found = schedule.find(code)
  if (found.status === 'line') return found.line
  if (found.status === 'choose') return found.lines[0] as ScheduleLine
  throw new Error(found.why)
}
