/** The schemas of what `--json` prints. They are committed as JSON Schema in `schema/`, and the tests hold every output against them. */
import { z } from 'zod'
import { Grade, Party, Topic } from '../ledger/schema/common.js'
import { Horizon } from '../ledger/schema/index.js'

export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('A calendar day, YYYY-MM-DD')
/** A term's value: a rate ("34%"), a requirement, a count, an amount. */
const Value = z.json().describe('A rate ("34%"), a requirement, a count, an amount with its currency; null: nothing is owed or required')
const Kind = z.enum(['tariff', 'exclusion', 'export-control', 'port-fee', 'listing', 'restriction', 'programme', 'fee'])

export const HorizonState = z.strictObject({
  looked: z.record(z.string(), Day).describe('Last day that the maintainers looked, per party'),
  latest: Day,
  dateBeyond: z.array(z.string()).describe('Parties whose horizon lies before the day asked'),
  knownBeyond: z.array(z.string()).describe('Parties whose horizon lies before the day of knowledge asked'),
})

/** How an answer that compares a scenario with another reading begins. */
export const comparedReadings = {
  scenario: z.string(),
  title: z.string(),
  against: z.string().describe('What it is compared with: a scenario, or "record"'),
  against_title: z.string(),
  date: Day.describe('The day from which differences are looked for'),
  known: Day,
}

const Quantity = z.strictObject({
  what: z.string(),
  value: z.union([z.number(), z.string(), z.array(z.number())]),
  unit: z.string().optional(),
  known: Day.optional(),
})
const Status = z.enum([
  'scheduled',
  'held',
  'open',
  'withdrawn',
  'executed',
  'lapsed',
  'ended',
  'suspended',
  'superseded',
  'met',
  'missed',
  'running',
])

const eventBrief = {
  id: z.string(),
  kind: z.enum(['act', 'threat', 'talks', 'ruling', 'announcement', 'commitment', 'aid', 'report', 'truce']),
  does: z.string().optional().describe('What an act does: tariff, suspension, extension …'),
  party: Party,
  target: z.string().optional(),
  title: z.string(),
  known: Day.describe('The day it was published or became known'),
  from: Day.optional(),
  until: Day.optional().describe('First day no longer covered'),
  status: Status.optional(),
  instrument: z.string().optional(),
  topics: z.array(Topic),
  grade: Grade.describe('seen, partly or recalled: how far it is verified'),
  quantities: z.array(Quantity),
  latest: z.strictObject({ known: Day, text: z.string() }).optional().describe('The newest update known'),
}
const EventBrief = z.strictObject(eventBrief)

const Moment = z.strictObject({
  date: Day,
  time: z.string().optional().describe('HH:MM Area/City'),
  elsewhere: z.string().optional().describe('The same moment on the other side’s clock'),
  daysLeft: z.number().int().describe('Days from the day asked; negative if past'),
})
const Deadline = z.strictObject({ moment: Moment, items: z.array(z.string()) })

const SuspendedItem = z.strictObject({
  measure: z.string(),
  title: z.string(),
  party: Party,
  kind: Kind,
  authority: z.string(),
  label: z.string(),
  truce: z.string().optional(),
  state: z.enum(['suspended', 'returned', 'void', 'ended']).describe('On the day asked, by the acts'),
  points: z.string().optional().describe('Percentage points suspended; absent: the whole'),
  terms: z.array(z.strictObject({ term: z.string(), value: Value, effective: Value })),
  since: Day,
  acts: z.array(z.strictObject({ instrument: z.string(), known: Day, until: Day.optional(), by: z.string().optional(), grade: Grade })),
  ends: Moment.optional().describe('The end by the acts'),
  returns: z.array(z.strictObject({ term: z.string(), effective: Value, instrument: z.string(), whyNot: z.string().optional() })),
  replaced: z
    .array(z.strictObject({ term: z.string(), value: Value, from: Day, until: Day, by: z.string() }))
    .describe('Higher rates that were replaced, not suspended: they do not come back'),
  announced: z
    .strictObject({
      ends: Moment,
      state: z.enum(['suspended', 'returned']),
      covered: z.enum(['named', 'said', 'implied', 'not-named']).optional(),
      remark: z.string().optional(),
      by: z.array(z.string()),
    })
    .optional()
    .describe('The end if announcements are followed, where that is another one'),
})

const Blanket = z.strictObject({
  date: Day,
  percent: z.string(),
  layers: z.array(z.strictObject({ measure: z.string(), title: z.string(), rate: z.string(), instrument: z.string() })),
})
const BlanketOutlook = z.strictObject({
  now: Blanket,
  announced: Blanket.optional().describe('The same day if announcements are followed'),
  deadline: z
    .strictObject({ date: Day, lapsed: Blanket, prolonged: Blanket })
    .optional()
    .describe('On the side’s own next deadline, if the clock runs out and if it is prolonged'),
  highest: Blanket.extend({ until: Day }).optional(),
})

const MeasureStatus = z.enum(['published', 'in-force', 'in-force-in-part', 'suspended', 'void', 'ended'])
const standing = { measure: z.string(), title: z.string(), party: Party, kind: Kind }
const Standing = z.strictObject({
  ...standing,
  announced: MeasureStatus.optional().describe('Where it would stand if announcements were followed, if otherwise'),
  from: Day,
  terms: z.array(z.strictObject({ term: z.string(), effective: Value })),
  instrument: z.string(),
})
const Flip = z.strictObject({
  moment: Moment,
  ...standing,
  cause: z.enum(['starts', 'changes', 'is suspended', 'returns', 'ends', 'becomes void']),
  terms: z.array(z.strictObject({ term: z.string(), before: Value, after: Value })),
  instrument: z.string(),
  truce: z.string().optional(),
  announced: z
    .strictObject({ date: Day.optional() })
    .optional()
    .describe('If announcements are followed and this does not happen on this day: when it does, if ever'),
})

const Threat = z.strictObject({ ...eventBrief, trigger: z.string(), terms: z.string() })
const Pledge = z.strictObject({
  commitment: EventBrief,
  pledges: z.array(
    z.strictObject({
      what: z.string(),
      quantity: z.number().optional(),
      unit: z.string().optional(),
      per: z.enum(['year', 'term']).optional(),
      from: Day.optional(),
      until: Day.optional(),
      statedBy: z.string().optional(),
    }),
  ),
  reports: z.array(EventBrief),
  carriers: z.array(z.strictObject({ id: z.string(), title: z.string(), state: z.string() })),
})

const Truce = z.strictObject({
  id: z.string(),
  title: z.string(),
  since: Day.optional(),
  agreedBy: z.array(z.strictObject({ id: z.string(), title: z.string(), on: Day })),
})

export const TruceOutput = z.strictObject({
  date: Day,
  known: Day,
  scenarios: z.array(z.string()),
  horizon: HorizonState,
  truce: Truce.optional(),
  deadlines: z.strictObject({ byActs: z.array(Deadline), asAnnounced: z.array(Deadline) }),
  announcements: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      saidBy: z.array(z.strictObject({ who: z.string(), on: Day, where: z.string().optional() })),
    }),
  ),
  suspended: z.array(SuspendedItem),
  blanket: z.strictObject({ US: BlanketOutlook, CN: BlanketOutlook }),
  flips: z.array(Flip).describe('What changes by itself after the day, with no further act'),
  published: z.array(Standing),
  inForce: z.array(Standing),
  threats: z.array(Threat),
  talks: z.strictObject({ ahead: z.array(EventBrief), held: z.array(EventBrief) }),
  pledges: z.array(Pledge),
  reported: z.array(EventBrief),
})

const Point = z.strictObject({
  period: z.string().describe('2025, 2025-09, 2025-09-18, 2025-01/2025-09, FY2025, MY2025/26'),
  value: z.string().regex(/^-?\d+(\.\d+)?$/),
  how: z.enum(['reported', 'derived']),
  known: Day,
  dated: z.enum(['source', 'rule']).describe('Whether the day of publication is that of the source, or follows from a rule (presumed)'),
  source: z.string(),
  note: z.string().optional(),
})
export const TopicReport = z.strictObject({
  topic: Topic,
  date: Day,
  known: Day,
  scenarios: z.array(z.string()),
  horizon: HorizonState,
  truce: Truce.optional(),
  deadlines: z.strictObject({ byActs: z.array(Deadline), asAnnounced: z.array(Deadline) }),
  inForce: z.array(Standing),
  suspended: z.array(SuspendedItem),
  published: z.array(Standing).describe('Issued, not started'),
  sameDay: z.array(Standing).describe('Controls published on the same day by the same party, on other goods'),
  lately: z.array(Flip).describe('What changed in the months before, newest first'),
  pledges: z.array(Pledge),
  settled: z.array(EventBrief).describe('Pledges whose term is over'),
  figures: z.array(
    z.strictObject({
      series: z.string(),
      title: z.string(),
      unit: z.string(),
      headline: z.boolean(),
      latest: Point,
      yearBefore: Point.optional(),
      rule: z.string().describe('When figures of this series become public'),
      caveats: z.array(z.string()),
    }),
  ),
  threats: z.array(Threat),
  announcements: z.array(EventBrief),
  talks: z.strictObject({ ahead: z.array(EventBrief), held: z.array(EventBrief) }),
  reported: z.array(EventBrief),
  disputed: z.array(
    z.strictObject({
      record: z.string(),
      title: z.string(),
      point: z.string(),
      versions: z.array(z.strictObject({ says: z.string(), source: z.string().optional() })),
      followed: z.string().optional(),
      known: Day,
    }),
  ),
})
const TopicList = z.strictObject({
  date: Day,
  known: Day,
  horizon: HorizonState,
  topics: z.array(z.strictObject({ topic: Topic, measures: z.number().int(), inForce: z.number().int(), events: z.number().int() })),
})
/** One topic; or, asked without a name, the list of topics. */
export const TopicOutput = z.union([TopicReport, TopicList])

export const TimelineOutput = z.strictObject({ known: Day, horizon: HorizonState, events: z.array(EventBrief) })

const provenance = {
  known: Day,
  instrument: z.string(),
  sources: z.array(z.string()).min(1),
  grade: Grade,
  by: z.string().optional(),
  note: z.string().optional(),
  scenario: z.string().optional(),
}
const entry = { ...provenance, measure: z.string(), index: z.number().int() }
const times = { fromTime: z.string().optional(), untilTime: z.string().optional() }
const Entry = z.discriminatedUnion('verb', [
  z.strictObject({
    ...entry,
    verb: z.literal('set'),
    terms: z.record(z.string(), Value),
    from: Day,
    until: Day.optional(),
    ...times,
    label: z.string().optional(),
    truce: z.string().optional(),
    heading: z.string().optional(),
  }),
  z.strictObject({
    ...entry,
    verb: z.literal('suspend'),
    label: z.string(),
    term: z.string().optional(),
    points: z.string().optional(),
    rest: z.string().optional(),
    from: Day,
    until: Day.optional(),
    ...times,
    truce: z.string().optional(),
  }),
  z.strictObject({
    ...entry,
    verb: z.literal('extend'),
    label: z.string(),
    from: Day.optional(),
    until: Day,
    untilTime: z.string().optional(),
    truce: z.string().optional(),
  }),
  z.strictObject({ ...entry, verb: z.literal('resume'), label: z.string(), from: Day, fromTime: z.string().optional() }),
  z.strictObject({ ...entry, verb: z.literal('end'), term: z.string(), from: Day, fromTime: z.string().optional() }),
])

const Void = z.strictObject({ ...provenance, authority: z.string(), from: Day, fromTime: z.string().optional(), declared: Day.optional() })

const Remarks = z.strictObject({
  notes: z.array(z.string()),
  disputed: z.array(
    z.strictObject({
      point: z.string(),
      versions: z.array(z.strictObject({ says: z.string(), source: z.string().optional() })),
      followed: z.string().optional(),
      known: Day,
      topics: z.array(Topic).optional(),
    }),
  ),
  withheld: z.number().int().describe('Remarks written after the day of knowledge'),
})
const Relations = z.array(z.strictObject({ relation: z.string(), id: z.string(), title: z.string(), known: Day }))
const Particulars = z.record(z.string(), z.json())

const Reading = z
  .strictObject({
    state: z.enum(['in-force', 'in-force-in-part', 'suspended', 'void']),
    effective: Value,
    instrument: z.string(),
    suspendedUntil: Day.optional(),
  })
  .nullable()
export const Difference = z.strictObject({
  ...standing,
  term: z.string(),
  from: Day,
  until: Day.optional(),
  without: Reading,
  with: Reading,
})
const MeasureOutput = z.strictObject({
  id: z.string(),
  kind: Kind,
  party: Party,
  title: z.string(),
  summary: z.string().optional(),
  topics: z.array(Topic),
  status: MeasureStatus,
  firstKnown: Day,
  authority: z.strictObject({
    id: z.string(),
    title: z.string(),
    statute: z.string(),
    voids: z.array(Void),
  }),
  particulars: Particulars,
  entries: z.array(Entry),
  timeline: z.record(
    z.string(),
    z.array(
      z.strictObject({
        from: Day,
        until: Day.optional(),
        state: z.enum(['in-force', 'in-force-in-part', 'suspended', 'void']),
        value: Value,
        effective: Value,
        instrument: z.string(),
        suspendedUntil: Day.optional(),
      }),
    ),
  ),
  remarks: Remarks,
  relations: Relations,
  horizon: HorizonState,
  announced: z.array(Difference).describe('What would differ if announcements were followed'),
})
const EventOutput = z.strictObject({
  ...eventBrief,
  sources: z.array(z.string()).min(1),
  updates: z.array(
    z.strictObject({
      known: Day,
      text: z.string(),
      status: Status.optional(),
      from: Day.optional(),
      until: Day.optional(),
      by: z.string().optional(),
      quantities: z.array(Quantity).optional(),
      sources: z.array(z.string()).optional(),
      grade: Grade.optional(),
    }),
  ),
  remarks: Remarks,
  relations: Relations,
  made: z.array(Entry).describe('Entries of measures that this act made'),
  particulars: Particulars,
  horizon: HorizonState,
})
const AuthorityOutput = z.strictObject({
  id: z.string(),
  kind: z.literal('authority'),
  party: Party,
  title: z.string(),
  statute: z.string(),
  sources: z.array(z.string()),
  voids: z.array(Void),
  measures: z.array(z.strictObject({ id: z.string(), title: z.string(), status: MeasureStatus })),
  horizon: HorizonState,
})
export const ShowOutput = z.union([MeasureOutput, EventOutput, AuthorityOutput])

export const DiffOutput = z.strictObject({
  date: Day,
  known: Day,
  horizon: HorizonState,
  announcements: z
    .array(z.strictObject({ id: z.string(), title: z.string() }))
    .describe('Announcements known: the ledger does not follow them'),
  scenario: z.string(),
  title: z.string(),
  summary: z.string(),
  differences: z.array(Difference).describe('Against the ledger as it is'),
  against: z.strictObject({ scenario: z.string(), title: z.string(), differences: z.array(Difference) }).optional(),
})

const Grades = z.strictObject({ seen: z.number().int(), partly: z.number().int(), recalled: z.number().int() })
export const CheckOutput = z.strictObject({
  valid: z.literal(true),
  records: z.number().int(),
  byKind: z.record(z.string(), z.number().int()),
  byParty: z.record(z.string(), z.number().int()),
  measures: z.number().int(),
  values: z.number().int().describe('Dated values: entries of measures and authorities'),
  valueGrades: Grades,
  events: z.number().int(),
  eventGrades: Grades,
  disputed: z.number().int(),
  sources: z.number().int(),
  scenarios: z.array(z.string()),
  first: Day,
  last: Day,
  horizon: Horizon,
})

/** Output schema by command. */
export const OUTPUTS = {
  truce: TruceOutput,
  topic: TopicOutput,
  timeline: TimelineOutput,
  show: ShowOutput,
  diff: DiffOutput,
  check: CheckOutput,
} as const
