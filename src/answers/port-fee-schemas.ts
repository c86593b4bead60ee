/** The schema of what `parley port-fee --json` prints. */
import { z } from 'zod'
import { VESSEL_FACTS } from '../ledger/index.js'
import { Day, HorizonState } from './schemas.js'

const Amount = z
  .string()
  .regex(/^\d+\.\d{2}$/)
  .describe('An exact amount of two decimals, in the currency of the port')
const Fact = z.enum(['call', ...Object.keys(VESSEL_FACTS)] as [string, ...string[]])

const Basis = z.strictObject({
  term: z.enum(['perNetTon', 'perContainer', 'perCapacityUnit']),
  rate: z.string().describe('The rate that the law sets for the day, suspended or not'),
  quantity: z.string().optional().describe('Units counted; absent if not stated'),
  counted: z.string().optional().describe('Why the quantity is not the one given'),
  amount: Amount.optional(),
})
const Status = z.enum([
  'owed',
  'zero rate',
  'suspended',
  'not in force',
  'not reached',
  'exempt',
  'remitted',
  'gives way',
  'beyond the cap',
  'needs an answer',
])
const Step = z.strictObject({
  date: Day,
  time: z.string().optional().describe('HH:MM Area/City'),
  changes: z.array(
    z.strictObject({
      measure: z.string(),
      cause: z.enum(['starts', 'changes', 'is suspended', 'returns', 'ends', 'becomes void', 'an exemption begins or ends']),
      status: Status,
      bases: z.array(Basis),
      amount_if: Amount.optional(),
    }),
  ),
  amount: Amount.optional().describe('Owed for a call that is charged, from then on; absent if open'),
})

export const PortFeeOutput = z.strictObject({
  port: z.enum(['US', 'CN']),
  date: Day,
  known: Day,
  currency: z.enum(['USD', 'CNY']),
  amount: Amount.optional().describe('Owed for the call; absent where a fact is missing without which there is no answer'),
  incomplete: z.array(z.string()).optional().describe('Why there is no amount'),
  owed: z.string().optional().describe('The fee that is owed'),
  year: z
    .strictObject({
      from: Day,
      until: Day,
      most: z.number().int().describe('The most charges on one vessel in the year'),
      calls: z.number().int().optional().describe('Calls asked about'),
      charged: z.number().int(),
      amount: Amount.describe('So many charges at the rate of the day asked'),
    })
    .optional(),
  hour: z
    .strictObject({ time: z.string(), before: z.strictObject({ amount: Amount.optional(), status: z.string() }) })
    .optional()
    .describe('If the law changes at an hour of the day: what is owed before it; `amount` is owed from then on'),
  considered: z.array(
    z.strictObject({
      measure: z.string(),
      title: z.string(),
      status: Status,
      reason: z.string(),
      currency: z.enum(['USD', 'CNY']),
      bases: z.array(Basis),
      amount: Amount.optional(),
      amount_if: Amount.optional().describe(
        'If it were collected: where it is suspended, remitted, or hangs on an answer or a doubtful exemption',
      ),
      instrument: z.string(),
      sources: z.array(z.string()),
      unverified: z.array(z.string()),
    }),
  ),
  questions: z.array(
    z.strictObject({
      fact: Fact,
      of: z.array(z.string()).optional().describe('Of a share: held from these countries'),
      needed: z.boolean().describe('Whether there is no answer without it'),
      bears: z.array(
        z.strictObject({
          measure: z.string(),
          decides: z.enum(['reach', 'exemption', 'amount', 'cap']),
          ground: z.string(),
          amount_if: Amount.optional().describe('What this fee would be if the ground were given'),
        }),
      ),
    }),
  ),
  later: z.array(Step).describe('What changes by itself, no further act needed'),
  announced: z
    .strictObject({ by: z.array(z.string()), amount: Amount.optional(), later: z.array(Step) })
    .optional()
    .describe('If what was announced is done: the same day, and the days after it'),
  unverified: z.array(z.string()).describe('Statements that bear on the answer and are not graded "seen"'),
  notes: z.array(z.string()),
  disputed: z.array(
    z.strictObject({
      point: z.string(),
      versions: z.array(z.strictObject({ says: z.string(), source: z.string().optional() })),
      followed: z.string().optional(),
      known: Day.optional(),
    }),
  ),
  horizon: HorizonState,
})
