/** Where one export control stands on a day, in the words of the trade: in force, issued, suspended, ended. */
import type { Day } from '../base/dates.js'
import type { MeasureState, Segment, SetEntry, Suspension } from '../ledger/index.js'

/**
 * - `not-issued`: the act is of a later day than the one asked (a reader with more knowledge sees it all the same)
 * - `not-started`: issued, and its first day lies ahead
 * - `void`: the authority fell
 */
export type ControlStatus = 'in-force' | 'suspended' | 'not-started' | 'not-issued' | 'ended' | 'void'

export type Requirement = 'prohibited' | 'licence' | 'licence-by-rule' | 'end-user-check' | 'general-licence'

/** What comes by itself on a day: no further act is needed. */
export interface Coming {
  readonly date: Day
  readonly time?: string
  readonly requirement: Requirement
  readonly instrument: string
  readonly truce?: string
}

export interface Standing {
  readonly status: ControlStatus
  /** What is required, or would be if it were in force. */
  readonly requirement: Requirement
  /** What the act says, in our words. */
  readonly text?: string
  /** The act that set it, and the day on which that was published. */
  readonly instrument: string
  readonly published: Day
  readonly grade: Segment['entry']['grade']
  /** First day of effect by its own text. */
  readonly starts: Day
  /** The day from which it stands as it does. */
  readonly since?: Day
  /** First day on which it stands so no longer, by what is known. */
  readonly until?: Day
  readonly truce?: string
  /** The act that suspends or ended it. */
  readonly by?: string
  /** Suspended or ended before its first day came: it has not applied. */
  readonly beforeStart?: true
  /** In force again because a suspension ran out. */
  readonly returned?: true
  /** If it has not started: from which day a suspension known later keeps it from starting. */
  readonly heldBackFrom?: Day
  /** What starts or comes back by itself, and on which day. */
  readonly coming?: Coming
}

const requirementOf = (s: Segment): Requirement => s.value as Requirement
const whole = (s: Suspension): boolean => s.points === undefined
const actOf = (s: Suspension): string => (s.extended.at(-1) ?? s.begun).instrument

/** Where the control stands on `date`. */
export function standingOf(state: MeasureState, date: Day): Standing {
  const line = state.timeline.get('requirement') ?? []
  const now = line.find((s) => s.from <= date && (s.until === undefined || date < s.until))
  const later = line.filter((s) => s.from > date)
  const next = later.find((s) => s.state !== 'void')
  const shown = now ?? next ?? line.at(-1)
  if (!shown) return withdrawnBeforeStart(state, date)
  const starts = line.find((s) => s.entry === shown.entry)?.from ?? shown.from
  const common = {
    requirement: requirementOf(shown),
    ...textAt(state, shown),
    instrument: shown.entry.instrument,
    published: shown.entry.known,
    grade: shown.entry.grade,
    starts,
  }
  const ahead = later.find((s) => s.state === 'in-force')
  const ended = ahead?.from === undefined ? undefined : line.find((s) => s.until === ahead.from)?.suspensions.at(-1)
  const coming = ahead && { coming: comingOf(ahead, ended) }
  if (!now && state.firstKnown > date) return { ...common, status: 'not-issued', ...coming }
  const covering = (now ?? next)?.suspensions.filter(whole).find((s) => s.begun.from <= date && (s.until === undefined || date < s.until))
  if (covering) {
    const never = !line.some((s) => s.state === 'in-force' && s.from <= date)
    return {
      ...common,
      status: 'suspended',
      since: covering.begun.from,
      ...(covering.until !== undefined && { until: covering.until }),
      ...(covering.truce !== undefined && { truce: covering.truce }),
      by: actOf(covering),
      ...(never && { beforeStart: true as const }),
      ...coming,
    }
  }
  if (now?.state === 'void') return { ...common, status: 'void', since: now.from, by: now.void?.instrument ?? '' }
  if (now) {
    const before = line.find((s) => s.until === now.from)
    return {
      ...common,
      status: 'in-force',
      since: now.from,
      ...(now.until !== undefined && { until: now.until }),
      ...(before?.state === 'suspended' && before.entry === now.entry && { returned: true as const }),
      ...(ahead && { coming: comingOf(ahead) }),
    }
  }
  if (next) {
    const held = next.state === 'suspended' ? next.suspensions.find(whole) : undefined
    return {
      ...common,
      status: 'not-started',
      ...(held && { heldBackFrom: held.begun.from, by: actOf(held), ...(held.truce !== undefined && { truce: held.truce }) }),
      ...coming,
    }
  }
  return {
    ...common,
    status: 'ended',
    ...(shown.until !== undefined && { since: shown.until }),
    by: (shown.endedBy ?? shown.extendedBy ?? shown.entry).instrument,
  }
}

/** A control that was ended before its first day: no day is left on its line. */
function withdrawnBeforeStart(state: MeasureState, date: Day): Standing {
  const set = state.entries.filter((e) => e.verb === 'set').at(-1) as SetEntry
  const end = state.entries.filter((e) => e.verb === 'end').at(-1)
  const over = end !== undefined && end.from <= date
  const { requirement, text } = set.terms
  return {
    status: over ? 'ended' : state.firstKnown > date ? 'not-issued' : 'not-started',
    requirement: requirement as Requirement,
    ...(typeof text === 'string' && { text }),
    instrument: set.instrument,
    published: set.known,
    grade: set.grade,
    starts: set.from,
    ...(over && { since: end.from }),
    ...(end && { by: end.instrument }),
    beforeStart: true,
  }
}

function comingOf(segment: Segment, ended?: Suspension): Coming {
  const time = ended ? ended.untilTime : segment.entry.fromTime
  return {
    date: segment.from,
    ...(time !== undefined && { time }),
    requirement: requirementOf(segment),
    instrument: segment.entry.instrument,
    ...(ended?.truce !== undefined && { truce: ended.truce }),
  }
}

function textAt(state: MeasureState, segment: Segment): { text?: string } {
  const text = state.timeline.get('text')?.find((s) => s.entry === segment.entry)?.value
  return typeof text === 'string' ? { text } : {}
}
