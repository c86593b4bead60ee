/** The schemas of an entry line and of its assessment: the keys of JSON lines, of CSV columns and of the library. */
import { z } from 'zod'
import { FACTS } from '../rates/index.js'
import { Day } from './schemas.js'

const Amount = z.union([z.string(), z.number()]).describe('A decimal, as text or number')
const Usd = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .describe('US dollars and cents')
const Country = z
  .string()
  .regex(/^[A-Za-z]{2}$/)
  .describe('ISO 3166 two letters')

/** One entry line as given. */
export const EntryLineInput = z.strictObject({
  id: z.string().optional(),
  hts: z.string().describe('Tariff number, with or without dots: 8 to 10 digits for the US; 6, 8 or 10 for China'),
  origin: Country.describe('Country of origin, ISO 3166 two letters'),
  to: Country.optional().describe('Country of importation: US (the default) or CN'),
  entry_date: Day.describe('Date of entry: the day whose law is applied'),
  loaded_date: Day.optional().describe('Loaded on the final vessel'),
  exported_date: Day.optional(),
  value_usd: Amount.describe('Customs value'),
  quantity: z.record(z.string(), Amount).optional().describe('Quantity by unit, e.g. {"kg": 500}'),
  base_rate: z.string().optional().describe('A base rate instead of that of the schedule, e.g. "2.9%"'),
  claims: z
    .array(z.string())
    .optional()
    .describe(
      'What the filer asserts: a programme (usmca, korus …), a chapter 98 or 99 heading whose conditions are met, donation, transshipped, civil-aircraft …',
    ),
  denies: z.array(z.string()).optional().describe('Programmes, headings or conditions that are not met'),
  facts: z
    .strictObject(
      Object.fromEntries(
        Object.entries(FACTS).map(([name, what]) => [name, z.union([z.string(), z.number(), z.boolean()]).optional().describe(what)]),
      ),
    )
    .optional(),
})

const Layer = z.strictObject({
  heading: z.string(),
  measure: z.string(),
  authority: z.string(),
  rate_pct: z.number(),
  basis_usd: Usd,
  amount_usd: Usd,
  status: z.enum(['applies', 'exempt', 'superseded', 'yields', 'not in force', 'needs an answer']),
  reason: z.string(),
  instrument: z.string(),
  source: z.string(),
})

/** The answer for one entry line. */
export const AssessmentOutput = z.strictObject({
  id: z.string().optional(),
  hts: z.string(),
  origin: z.string(),
  to: z.enum(['US', 'CN']),
  date: Day,
  known: Day,
  value_usd: Usd,
  duty_usd: Usd.optional().describe('All duties, without fees; absent where a part cannot be computed'),
  rate_pct: z.number().optional().describe('All duties in percent of the value'),
  incomplete: z.array(z.string()).optional().describe('Why there is no total'),
  base: z.strictObject({
    rate: z.string(),
    column: z.enum(['general', 'special', 'column 2', 'given']),
    amount_usd: Usd.optional(),
    notes: z.array(z.string()).optional(),
  }),
  layers: z
    .array(Layer)
    .describe(
      'Every layer considered, in filing order; one that is owed has status "applies"; a heading by which an exempt line is declared is a layer of its own',
    ),
  fees: z.array(
    z.strictObject({
      fee: z.string(),
      title: z.string(),
      rate_pct: z.number(),
      amount_usd: Usd.optional().describe('Absent where it is owed on the duties too, and these cannot be computed'),
      status: z.enum(['applies', 'exempt', 'needs an answer']),
      reason: z.string(),
      source: z.string(),
    }),
  ),
  questions: z.array(
    z.strictObject({
      key: z
        .string()
        .describe('Where the answer goes: claims.<name>, denies.<heading>, facts.<name>, loaded_date, exported_date, quantity.<unit>'),
      ask: z.string(),
      measure: z.string(),
      duty_usd_if: Usd.optional().describe('The duty if it were so (or, of a share, none)'),
      change_usd: Usd.optional(),
    }),
  ),
  horizon: z.strictObject({ latest: Day, beyond: z.array(z.string()).describe('Parties whose horizon lies before the entry date') }),
})

/** What `parley assess` prints in place of a line that it cannot assess. */
export const ErrorOutput = z.strictObject({ id: z.string().optional(), line: z.number().int(), error: z.string() })
export const AssessOutput = z.union([AssessmentOutput, ErrorOutput])

/** What `parley duty --compare --json` prints: an assessment for each origin. */
export const ComparisonOutput = z.array(AssessmentOutput)
/** What `parley duty --history --json` prints: every step of the duty. */
export const HistoryOutput = z.array(
  z.strictObject({
    from: Day,
    until: Day.optional().describe('First day on which the next step holds'),
    rate_pct: z.number().optional().describe('All duties in percent of the value; absent where there is no total'),
    incomplete: z.array(z.string()).optional(),
    changes: z.array(z.string()).describe('What changed against the step before, in words'),
  }),
)
