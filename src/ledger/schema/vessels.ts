/**
 * What a port fee may ask of a vessel and of its call, and how the ledger says it: conditions over named facts, joined by
 * `any` and `all`. A fact that is not stated leaves a condition open; it is never guessed.
 */
import { z } from 'zod'
import { Day, Decimal, Disputed, Grade, Sources } from './common.js'

export const VESSEL_TYPES = [
  'container',
  'general-cargo',
  'bulk',
  'tanker',
  'chemical-tanker',
  'gas-carrier',
  'lng',
  'vehicle-carrier',
  'ro-ro',
  'other',
] as const

/** The facts by what they are. Shares are of the capital, votes or board seats, by country of the holders. */
export const VESSEL_FACTS = {
  flag: 'country',
  built: 'country',
  owner: 'country',
  operator: 'country',
  ownerShare: 'share',
  operatorShare: 'share',
  type: 'type',
  programme: 'programme',
  netTons: 'number',
  containers: 'number',
  capacityUnits: 'number',
  teu: 'number',
  dwt: 'number',
  voyageMiles: 'number',
  ballast: 'yes-no',
  repairOnly: 'yes-no',
  laterPort: 'yes-no',
  governmentCargo: 'yes-no',
  greatLakes: 'yes-no',
  usBuiltOrder: 'yes-no',
} as const
export type VesselFact = keyof typeof VESSEL_FACTS

const factsOf = <K extends string>(...kinds: K[]): [VesselFact, ...VesselFact[]] =>
  (Object.keys(VESSEL_FACTS) as VesselFact[]).filter((f) => kinds.includes(VESSEL_FACTS[f] as K)) as [VesselFact, ...VesselFact[]]

const Countries = z.array(z.string().regex(/^[A-Z]{2}$/, { error: 'a country is two capital letters, e.g. CN' })).min(1)
const Types = z.array(z.enum(VESSEL_TYPES)).min(1)
/** Programmes by which a government secures shipping, by their usual abbreviations. */
export const PROGRAMMES = ['MSP', 'TSP', 'VISA', 'CSP'] as const
const Test = z.union(
  [
    z.strictObject({ fact: z.enum(factsOf('country')), in: Countries }),
    z.strictObject({ fact: z.enum(factsOf('country')), notIn: Countries }),
    z.strictObject({ fact: z.literal('type'), in: Types }),
    z.strictObject({ fact: z.literal('programme'), in: z.array(z.enum(PROGRAMMES)).min(1) }),
    z
      .strictObject({ fact: z.enum(factsOf('share')), of: Countries, atLeast: Decimal })
      .describe('Shares held from these countries together'),
    z.strictObject({ fact: z.enum(factsOf('number')), atMost: Decimal }),
    z.strictObject({ fact: z.enum(factsOf('number')), below: Decimal }),
    z.strictObject({ fact: z.enum(factsOf('yes-no')), is: z.boolean() }),
  ],
  { error: 'a condition tests one fact (in, notIn, of + atLeast, atMost, below, is), or joins conditions by any or all' },
)
type Test = z.infer<typeof Test>

export type VesselCondition = Test | { any: VesselCondition[] } | { all: VesselCondition[] }
export const VesselCondition: z.ZodType<VesselCondition> = z
  .lazy(() =>
    z.union([Test, z.strictObject({ any: z.array(VesselCondition).min(1) }), z.strictObject({ all: z.array(VesselCondition).min(1) })]),
  )
  .meta({ id: 'VesselCondition' })

/** One ground on which a vessel is reached, or is exempt. */
export const VesselClause = z.strictObject({
  title: z.string().min(1).describe('The ground in words, as it stands after "because": "built in China"'),
  when: VesselCondition,
  silence: z
    .array(z.enum(Object.keys(VESSEL_FACTS) as [VesselFact, ...VesselFact[]]))
    .min(1)
    .optional()
    .describe(
      'Facts that are taken not to be so where they are not stated, and asked; any other fact that is missing leaves the ground open',
    ),
  remits: z.boolean().optional().describe('No exemption by itself: the fee is suspended on a promise, and due if that is not kept'),
  from: Day.optional(),
  until: Day.optional(),
  known: Day.optional().describe('Default: with the record'),
  untilKnown: Day.optional().describe('The day on which the end became known, if later than `known`'),
  instrument: z.string().min(1).optional(),
  grade: Grade,
  sources: Sources.optional().describe('Default: those of the entries'),
  note: z.string().min(1).optional(),
  disputed: Disputed.optional(),
})
export type VesselClause = z.infer<typeof VesselClause>

/** How the fee is counted: the larger of several bases, parts of a unit, what stands for a quantity that a type of vessel does not have. */
export const FeeBasis = z.strictObject({
  larger: z.literal(true).optional().describe('Of several amounts the larger is owed; without it there is one basis'),
  partOfTon: z.literal('counts-as-one').optional().describe('Absent: the record does not say; tons are taken as given'),
  none: z
    .array(z.strictObject({ fact: z.enum(['containers']), types: Types, note: z.string().min(1) }))
    .optional()
    .describe('Types of vessel of which the quantity is taken as 0 if it is not stated'),
})

/** The most charges on one vessel in a year, and the day (MM-DD) on which the count begins again. */
export const ChargeCap = z.strictObject({
  most: z.number().int().positive(),
  yearFrom: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'write the day as MM-DD, e.g. 04-17' }),
  known: Day.optional(),
  grade: Grade,
  sources: Sources.optional(),
  note: z.string().min(1).optional(),
})
