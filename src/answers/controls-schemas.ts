/** The schema of what `parley controls --json` prints. */
import { z } from 'zod'
import { Grade, Party } from '../ledger/schema/common.js'
import { Day, HorizonState } from './schemas.js'

const Requirement = z.enum(['prohibited', 'licence', 'licence-by-rule', 'end-user-check', 'general-licence'])
const Status = z.enum(['in-force', 'suspended', 'not-started', 'not-issued', 'ended', 'void'])
const Country = z.string().regex(/^[A-Z]{2}$/)
const Digits = z.string().regex(/^(\d\d){2,5}$/)

const Item = z.strictObject({
  match: z
    .enum(['exact', 'hs6', 'heading', 'described', 'element', 'family', 'words'])
    .describe(
      'exact: the very line; hs6: the same six digits; heading: one contains the other; described: the act gives no code, and goods so described are classified there by our reading; element, family, words: no code was asked',
    ),
  item: z.string(),
  technology: z.literal(true).optional().describe('Technology or software, not goods'),
  elements: z.array(z.string()),
  controlCode: z.string().optional(),
  controlCodeGrade: Grade.optional(),
  codes: z.array(Digits).describe('All customs codes of the item'),
  matched: z.array(Digits).describe('Those that meet the code asked'),
  codesFrom: z.enum(['tariff', 'licence-flag', 'other-act']).optional().describe('Where the codes come from, if not from the act'),
  headings: z.array(z.string().regex(/^(\d{4}|\d{6})$/)).describe('Headings of goods without a code, by our reading'),
  grade: Grade.optional().describe('If not as the control'),
  note: z.string().optional(),
  sources: z.array(z.string()),
})

export const Control = z.strictObject({
  measure: z.string(),
  title: z.string(),
  party: Party,
  issued: Day.describe('The day on which the control first became known'),
  status: Status,
  requirement: Requirement.describe('What is required, or would be if it were in force'),
  text: z.string().optional(),
  instrument: z.string(),
  published: Day.describe('The day on which that instrument was published'),
  grade: Grade,
  starts: Day.describe('First day of effect by its own text'),
  since: Day.optional(),
  until: Day.optional().describe('First day on which it stands so no longer, by what is known'),
  truce: z.string().optional(),
  by: z.string().optional().describe('The act that suspends or ended it'),
  beforeStart: z.literal(true).optional().describe('Suspended or ended before its first day: it has not applied'),
  returned: z.literal(true).optional().describe('In force again because a suspension ran out'),
  heldBackFrom: Day.optional().describe('Not started, and suspended from this day on by an act known later'),
  coming: z
    .strictObject({
      date: Day,
      time: z.string().optional(),
      requirement: Requirement,
      instrument: z.string(),
      truce: z.string().optional(),
    })
    .optional()
    .describe('What starts or comes back by itself'),
  destinations: z.union([z.literal('all'), z.array(Country)]),
  users: z.string().optional(),
  fromAbroad: z.literal(true).optional(),
  items: z.array(Item),
  readings: z.array(z.strictObject({ text: z.string(), known: Day, sources: z.array(z.string()) })),
  eased: z.array(z.strictObject({ id: z.string(), title: z.string(), known: Day, kind: z.string(), instrument: z.string().optional() })),
  announced: z.strictObject({ status: Status, until: Day.optional(), by: z.array(z.string()) }).optional(),
})
const Controls = z.array(Control)

const ListingCount = z.strictObject({
  party: Party,
  list: z.string(),
  inForce: z.number().int(),
  suspended: z.number().int(),
  notStarted: z.number().int(),
  actions: z.array(
    z.strictObject({
      measure: z.string(),
      title: z.string(),
      issued: Day,
      entities: z.number().int().optional(),
      status: z.enum(['in-force', 'suspended', 'not-started', 'ended']),
      until: Day.optional(),
      starts: Day.optional(),
    }),
  ),
})

export const Use = z.strictObject({
  material: z.string(),
  kind: z.enum(['use', 'substitute']),
  item: z.string(),
  sharePct: z.string().optional(),
  scope: z.string().optional(),
  year: z.string().optional(),
  sector: z.string().optional().describe('Our own mapping'),
  grade: z.enum(['seen', 'partly']),
  known: Day.describe('The day of publication; where only a month or year is known, its last'),
  source: z.string(),
  note: z.string().optional(),
})
const TariffLine = z.strictObject({
  material: z.string(),
  form: z.string(),
  hts: z.string().regex(/^\d{8}(\d\d)?$/),
  specificity: z.string(),
  grade: z.enum(['seen', 'partly']),
  note: z.string().optional(),
})

export const ControlsOutput = z.strictObject({
  date: Day,
  known: Day,
  horizon: HorizonState,
  scenarios: z.array(z.string()),
  asked: z.strictObject({
    code: z.string().optional(),
    digits: z
      .string()
      .regex(/^(\d\d){1,5}$/)
      .optional(),
    element: z
      .strictObject({
        name: z.string(),
        symbol: z.string().optional(),
        names: z.array(z.string()),
        family: z.array(z.string()),
        groups: z.array(z.string()),
      })
      .optional(),
    words: z.string().optional(),
    from: Country.optional(),
    to: Country.optional(),
  }),
  verdicts: z.array(
    z.strictObject({
      party: Party,
      requirement: z
        .union([Requirement, z.enum(['none', 'unclear'])])
        .describe('none: no control on record is in force; not "no licence needed". unclear: asked by words, read the items'),
      inForce: z.number().int(),
      suspended: z.number().int(),
      notStarted: z.number().int(),
      certainUsers: z.number().int(),
      stricter: z
        .strictObject({ requirement: Requirement, destinations: z.array(z.string()) })
        .optional()
        .describe('Where no destination is asked: what is required for some of them, if that is stricter'),
      inOthers: z
        .strictObject({ requirement: Requirement, materials: z.array(z.string()) })
        .optional()
        .describe(
          'Where an element is asked: the strictest in force on goods listed under other materials that hold it; counted nowhere else',
        ),
    }),
  ),
  controls: Controls,
  fromAbroad: Controls,
  byReceiver: Controls,
  family: Controls,
  withoutCode: Controls,
  materialOnly: Controls,
  ended: Controls,
  issuedLater: Controls,
  listings: z.array(ListingCount).optional(),
  onRecord: z.number().int(),
  minerals: z.strictObject({ uses: z.array(Use), tariffLines: z.array(TariffLine) }).optional(),
})
