/** Measures: what can be in force. One file each; the law's changes are entries in it, never edits. */
import { z } from 'zod'
import { Clock, Day, Decimal, Disputed, Grade, Id, Note, Party, provenance, Sources, Topic, validity } from './common.js'
import { ChargeCap, FeeBasis, VesselClause } from './vessels.js'

// ── rates ────────────────────────────────────────────────────────────────────────────────────────────────────────

const RATE = /^(?:free|unannounced|(?:(?:floor|total) )?\d+(?:\.\d+)?%)$/
/**
 * A rate of duty: `25%`; `free`; `floor 15%` (tops column 1 up to 15%); `total 100%` (replaces column 1, the total is
 * 100%); `unannounced` (the law foresees a rate that is not published); or what the words of the law say where it is not
 * a percentage.
 */
export const Rate = z.union(
  [
    z.string().regex(RATE, { error: 'write a rate as "25%", "free", "floor 15%", "total 100%" or "unannounced"' }),
    z.strictObject({ inQuota: z.string().regex(RATE), overQuota: z.string().regex(RATE) }),
    z.strictObject({ specific: z.string().min(1).describe('e.g. "minimum import price 0.22 USD/W"') }),
  ],
  { error: 'write a rate as "25%", "free", "floor 15%", "total 100%" or "unannounced"' },
)
export type Rate = z.infer<typeof Rate>

const Origin = z.string().regex(/^[A-Z]{2}$/, { error: 'an origin is an ISO 3166 two-letter code (EU for the Union)' })
const Rates = z.union([Rate, z.record(Origin, Rate)])

// ── scope and stacking of tariffs ────────────────────────────────────────────────────────────────────────────────

/** Which products: all; or lists of this project, code prefixes (digits), and words for what has no code. */
export const Products = z.union([
  z.literal('all'),
  z.strictObject({
    lists: z.array(Id).optional(),
    prefixes: z.array(z.string().regex(/^\d{2,10}$/, { error: 'a prefix is 2 to 10 digits, no dots' })).optional(),
    described: z.string().min(1).optional().describe('Scope in words, where the law gives no code'),
    nomenclature: z
      .enum(['HS 2017', 'HS 2022'])
      .optional()
      .describe('The nomenclature in which the lists name their codes; absent: that of the day'),
  }),
])

export const Scope = z.strictObject({
  origins: z.union([z.literal('all'), z.array(Origin).min(1)]),
  originsExcept: z.array(Origin).optional(),
  products: Products,
  productsExcept: Products.optional(),
})

const dated = {
  from: Day.optional(),
  until: Day.optional(),
  known: Day.optional(),
  untilKnown: Day.optional().describe('The day on which the end became known, if later than `known`'),
  by: Id.optional(),
}

/** A measure that gives way to another: the layer is not owed where the other's scope (or a duty under it) reaches. */
const YieldsTo = z.strictObject({
  to: z
    .string()
    .regex(/^[a-z0-9.*-]+$/)
    .describe('A measure id, or a family such as us.s232.*'),
  on: z.enum(['scope', 'duty']).describe('scope: wherever the other covers the product; duty: only where it is owed'),
  part: z.enum(['whole', 'metal-content']).default('whole'),
  heading: z.string().optional().describe('The heading under which the exemption is declared'),
  note: z.string().optional(),
  ...dated,
})

const Exemption = z.strictObject({
  heading: z.string().optional(),
  title: z.string().min(1),
  products: Products.optional(),
  productsExcept: Products.optional(),
  origins: z.array(Origin).optional(),
  claim: z.string().optional().describe('What the filer must assert, e.g. usmca, donation, us-content'),
  takes: z
    .enum(['duty', 'scope'])
    .default('duty')
    .describe('duty: nothing is owed; scope: the article is not one of those meant, so that nothing gives way to this measure either'),
  presumed: z.boolean().optional().describe('Taken as claimed unless it is denied: the terms of the line do not speak of the goods meant'),
  note: z.string().optional(),
  ...dated,
})

/** Goods under way: the rate that holds for goods loaded (or exported) before one day and entered before another. */
const Transit = z.strictObject({
  heading: z.string().optional(),
  loadedBefore: Day.optional(),
  exportedBefore: Day.optional(),
  enteredBefore: Day.optional(),
  rate: Rate.describe('Rate owed instead; "free" if exempt'),
  ...dated,
})

const stacking = {
  basis: z.enum(['customs-value', 'metal-content', 'non-us-content', 'processing-value', 'per-unit']).default('customs-value'),
  combines: z
    .enum(['adds', 'replaces', 'one-of-group'])
    .default('adds')
    .describe('adds to what else is owed; replaces column 1; or one layer of its group at most'),
  group: Id.optional().describe('With one-of-group: which group'),
  yieldsTo: z.array(YieldsTo).optional(),
  supersedes: z.array(Id).optional().describe('Lists of the same group that this list takes products from'),
  exemptions: z.array(Exemption).optional(),
  transit: z.array(Transit).optional(),
  drawback: z.enum(['allowed', 'none', 'unknown']).optional(),
  onClaim: z.string().optional().describe('Reaches only goods of which this is asserted or found, e.g. transshipped'),
  metal: z.enum(['steel', 'aluminum', 'copper']).optional().describe('The metal whose content the duty is on'),
  basisThreshold: Decimal.optional().describe('With basis non-us-content: the share of US content, in %, from which the basis is reduced'),
}

// ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────────

const Label = z.string().regex(/^[a-z0-9-]+$/, { error: 'a label is lower-case words joined by hyphens' })

/** The verbs of an entry, for a measure whose terms are `terms`. Exactly one verb an entry. */
export function entrySchema<T extends z.ZodType>(terms: T) {
  const SetTerms = z.strictObject({
    set: terms.describe('Terms that hold from `from`; a later-known entry prevails where two overlap'),
    label: Label.optional().describe('A name by which `extend` can move the end'),
    truce: Id.optional().describe('The truce whose clock the end belongs to'),
    heading: z.string().optional().describe('Tariff heading under which it is filed'),
    headingAbove: z.string().optional().describe('With a floor: the heading filed where column 1 is at or above it and nothing is added'),
    claim: z.string().optional().describe('These terms hold only for goods of which this is asserted'),
    ...validity,
    ...provenance,
  })
  const Suspend = z.strictObject({
    suspend: Label.describe('A name for the suspension'),
    term: z.string().optional().describe('The term suspended; default: all'),
    points: Decimal.optional().describe('Percentage points suspended; absent: the whole'),
    rest: z.string().optional().describe('Heading for what stays in force'),
    truce: Id.optional(),
    ...validity,
    ...provenance,
  })
  const Extend = z.strictObject({
    extend: Label.describe('The label whose end moves'),
    from: Day.optional().describe('Default: the end so far'),
    until: Day,
    untilTime: Clock.optional(),
    truce: Id.optional(),
    ...provenance,
  })
  const Resume = z.strictObject({
    resume: Label.describe('The suspension that ends early: what was suspended comes back'),
    from: Day,
    fromTime: Clock.optional(),
    ...provenance,
  })
  const End = z.strictObject({
    end: z.string().describe('"all", or the term that ends'),
    from: Day,
    fromTime: Clock.optional(),
    ...provenance,
  })
  return z.union([SetTerms, Suspend, Extend, Resume, End], {
    error: 'an entry has exactly one verb (set, suspend, extend, resume or end) and the dates that it needs',
  })
}

const measure = {
  id: Id,
  party: Party.describe('Whose law it is'),
  title: z.string().min(1).describe('Neutral: nothing that was known only later'),
  authority: Id.describe('The authority record on which it rests'),
  summary: z.string().min(1).optional(),
  topics: z.array(Topic).min(1),
  notes: z.array(Note).optional(),
  disputed: z.array(Disputed).optional(),
}

const nonEmpty = { error: 'a measure needs at least one entry' }

export const Tariff = z.strictObject({
  kind: z.literal('tariff'),
  ...measure,
  heading: z.string().optional(),
  scope: Scope,
  ...stacking,
  entries: z.array(entrySchema(z.strictObject({ rate: Rates }))).min(1, nonEmpty),
})

export const Exclusion = z.strictObject({
  kind: z.literal('exclusion'),
  ...measure,
  heading: z.string().optional(),
  excludes: z.array(Id).min(1).describe('The measures that it takes products out of'),
  products: Products,
  presumed: z
    .strictObject({ products: Products, because: z.array(z.strictObject({ known: Day, why: z.string().min(1) })).min(1) })
    .optional()
    .describe('Products of which it is taken as granted unless that is denied, and why, as it became known'),
  entries: z
    .array(entrySchema(z.strictObject({ items: z.number().int().nonnegative().optional(), state: z.literal('granted') })))
    .min(1, nonEmpty),
})

/** Headings of the tariff, of 4 or 6 digits. */
const Headings = z
  .array(z.string().regex(/^(\d{4}|\d{6})$/, { error: 'a heading is 4 or 6 digits, no dots' }))
  .min(1)
  .optional()
  .describe('Where goods so described are classified by the words of the tariff: our reading, to find them by; the act gives no code')

/** One controlled item: what, of which element, under which control code and customs codes. */
const ControlledItem = z.strictObject({
  item: z.string().min(1),
  technology: z.literal(true).optional().describe('Technology or software, not goods'),
  element: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(2)])
    .optional()
    .describe('The element or material, or several'),
  controlCode: z.string().optional(),
  controlCodeGrade: Grade.optional().describe('How far the control code is verified, if not as the item'),
  codes: z
    .array(z.string().regex(/^(\d\d){2,5}$/, { error: 'a customs code is 4 to 10 digits, an even number of them, no dots' }))
    .optional(),
  codesFrom: z
    .enum(['tariff', 'licence-flag', 'other-act'])
    .optional()
    .describe(
      'Where the codes come from, if not from the act: lines of the tariff found by the name of the goods; lines that carry the licence flag; another act on the same goods',
    ),
  headings: Headings,
  grade: Grade.optional(),
  sources: Sources.optional(),
  note: z.string().optional(),
})

/** How an authority reads its own text: an official answer on what is meant. */
const Reading = z.strictObject({ text: z.string().min(1), known: Day, sources: Sources })

export const ExportControl = z.strictObject({
  kind: z.literal('export-control'),
  ...measure,
  destinations: z.union([z.literal('all'), z.array(Origin).min(1)]),
  users: z.string().optional().describe('Which users or uses it reaches, if not all'),
  shipped: z.literal('from-abroad').optional().describe('Reaches goods shipped from outside the party, not its own exports'),
  reach: z
    .enum(['all-items', 'dual-use-items'])
    .optional()
    .describe('Reaches every item, or every one that is controlled as dual-use, rather than a list: what decides is who receives it'),
  items: z.array(ControlledItem).optional(),
  described: z.string().optional().describe('Scope in words, where no item list is on record'),
  headings: Headings,
  readings: z.array(Reading).optional().describe('What the authority answered on its scope'),
  entries: z
    .array(
      entrySchema(
        z.strictObject({
          requirement: z.enum(['licence', 'prohibited', 'licence-by-rule', 'general-licence', 'end-user-check']),
          text: z.string().optional(),
        }),
      ),
    )
    .min(1, nonEmpty),
})

const Money = z.strictObject({
  amount: Decimal.refine((amount) => !amount.startsWith('-'), { error: 'a fee is 0 or more' }),
  currency: z.enum(['USD', 'CNY']),
})

export const PortFee = z.strictObject({
  kind: z.literal('port-fee'),
  ...measure,
  vessels: z.string().min(1).describe('Which vessels it reaches, in words'),
  rules: z.array(z.string().min(1)).optional().describe('Rules that only words can say'),
  reaches: z.array(VesselClause).min(1).describe('A vessel is reached if one of these is so'),
  exempt: z.array(VesselClause).optional().describe('A vessel that is reached owes nothing if one of these is so'),
  yieldsTo: z.array(Id).optional().describe('Port fees before which it gives way: not owed by a vessel that one of them reaches'),
  basis: FeeBasis.optional(),
  charges: ChargeCap.optional(),
  entries: z
    .array(
      entrySchema(
        z.strictObject({
          perNetTon: Money.optional(),
          perContainer: Money.optional(),
          perCapacityUnit: Money.optional(),
        }),
      ),
    )
    .min(1, nonEmpty),
})

export const Listing = z.strictObject({
  kind: z.literal('listing'),
  ...measure,
  list: z.string().min(1).describe('Entity List, unreliable-entity list, export-control list …'),
  names: z.array(z.string().min(1)).optional(),
  entries: z
    .array(
      entrySchema(
        z.strictObject({
          entities: z.number().int().nonnegative().optional(),
          effect: z.string().min(1),
        }),
      ),
    )
    .min(1, nonEmpty),
})

/** Any other standing measure: import suspensions, bans on firms, postal exemptions withdrawn. */
export const Restriction = z.strictObject({
  kind: z.literal('restriction'),
  ...measure,
  entries: z.array(entrySchema(z.strictObject({ effect: z.string().min(1) }))).min(1, nonEmpty),
})

/** A special tariff programme or the column 2 treatment: which column of the schedule an origin's goods take. */
export const Programme = z.strictObject({
  kind: z.literal('programme'),
  ...measure,
  treatment: z.enum(['special', 'column-2']),
  claim: z.string().optional().describe('The name by which a filer claims it'),
  symbols: z.array(z.string().min(1)).optional().describe('Its symbols in the special column: S, KR, A* …'),
  origins: z.array(Origin).min(1),
  freeOfFees: z.array(Id).optional().describe('User fees that goods under it do not pay'),
  entries: z.array(entrySchema(z.strictObject({ state: z.literal('granted') }))).min(1, nonEmpty),
})

/** A customs user fee: ad valorem with a minimum and a maximum, or on goods that arrive in one way. */
export const Fee = z.strictObject({
  kind: z.literal('fee'),
  ...measure,
  mode: z.enum(['vessel']).optional().describe('Only goods that arrive in this way'),
  products: Products.optional().describe('Only these goods; default: all'),
  productsExcept: Products.optional(),
  basis: z
    .enum(['customs-value', 'value-with-duty'])
    .default('customs-value')
    .describe('value-with-duty: on the customs value and the duties together, as a value-added tax is'),
  remark: z.string().min(1).optional().describe('What of it is not computed here'),
  entries: z.array(entrySchema(z.strictObject({ rate: Rate, minimum: Decimal.optional(), maximum: Decimal.optional() }))).min(1, nonEmpty),
})

/** An authority (statute) on which measures rest; a ruling can void it, and then ends all that rests on it. */
export const Authority = z.strictObject({
  kind: z.literal('authority'),
  id: Id,
  party: Party,
  title: z.string().min(1),
  statute: z.string().min(1),
  fullValueUnder: z.array(z.string()).optional().describe('Chapter 98 headings under which its duties are on the full value all the same'),
  filing: z.number().int().positive().optional().describe('Place of its headings in the order in which an entry summary is filed'),
  topics: z.array(Topic).optional(),
  sources: Sources,
  notes: z.array(Note).optional(),
  entries: z
    .array(
      z.strictObject({
        void: z.literal('all'),
        declared: Day.optional().describe('The day from which it was void in law, if before `from`'),
        from: Day.describe('First day on which nothing is collected or enforced under it'),
        fromTime: Clock.optional(),
        ...provenance,
      }),
    )
    .optional(),
})
