/** Errors as problem details (RFC 9457): what was wrong, where (field), and what would be right. */
import { STATUS_CODES } from 'node:http'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { describeProblem, type Fault, ParleyError } from '../base/errors.js'

export const Problem = z
  .strictObject({
    type: z.string().describe('Where the kind of problem is described'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().optional().describe('The request, as the log names it'),
    errors: z
      .array(z.strictObject({ field: z.string().optional().describe('The parameter or key that is wrong'), message: z.string() }))
      .optional(),
  })
  .openapi('Problem')
type ProblemBody = z.infer<typeof Problem>

/** What each status of a refusal means here. */
export const REFUSALS: Readonly<Record<number, string>> = {
  400: 'A parameter or the body is not of the form asked.',
  404: 'There is no such address, or nothing of that name is on record or was known then.',
  405: 'The address exists, but not for this method.',
  406: 'The answer is not to be had in a type that is accepted.',
  408: 'The request was not sent in time.',
  413: 'The body is larger than this service takes.',
  415: 'The body is of a type that is not read here.',
  422: 'The form is right, but the values ask for what cannot be answered.',
  429: 'This client asks too much at once.',
  431: 'The headers, or the address, are too long.',
  500: 'A fault of the service.',
  503: 'The service is too busy, stops, or needed too long; ask again later.',
}

/** Thrown to refuse a request: its status, and when to come back. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 404 | 406 | 413 | 415 | 429 | 503,
    message: string,
    readonly field?: string,
    readonly headers: Readonly<Record<string, string>> = status === 429 || status === 503 ? { 'Retry-After': '2' } : {},
  ) {
    super(message)
  }
}

const STATUS_OF: Readonly<Record<Fault, number>> = { 'bad-input': 422, 'not-found': 404, 'bad-ledger': 500 }

/** A problem as the body of a response. */
export function problemBody(status: number, detail: string, more: Partial<ProblemBody> = {}): ProblemBody {
  return { type: `/docs#status-${status}`, title: STATUS_CODES[status] ?? 'Error', status, detail, ...more }
}

/** A response that says what was wrong. */
export function problem(
  c: Context,
  status: number,
  detail: string,
  errors?: ProblemBody['errors'],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const id = c.get('requestId') as string | undefined
  const body = problemBody(status, detail, { ...(id !== undefined && { instance: `urn:uuid:${id}` }), ...(errors && { errors }) })
  return c.body(JSON.stringify(body), status as 400, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...headers,
  })
}

/** The response for what a handler threw. What is not foreseen is told to the log, not to the client. */
export function problemOf(c: Context, error: unknown, unforeseen: (error: unknown) => void): Response {
  if (error instanceof Refusal)
    return problem(
      c,
      error.status,
      error.message,
      error.field ? [{ field: error.field, message: error.message }] : undefined,
      error.headers,
    )
  if (error instanceof ParleyError && error.fault !== 'bad-ledger') {
    const errors = error.problems.map(({ field, message }) => ({ ...(field !== undefined && { field }), message }))
    return problem(c, STATUS_OF[error.fault], error.problems.map(describeProblem).join('; '), errors)
  }
  if (error instanceof HTTPException) return problem(c, error.status, error.message || (STATUS_CODES[error.status] ?? 'Error'))
  unforeseen(error)
  return problem(c, 500, 'A fault of this service; the log has it under the instance named here.')
}

/** The response for parameters that are not of the form asked, each with its field. */
export function invalid(c: Context, error: z.core.$ZodError): Response {
  const errors = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: key, message: 'there is no such parameter; /docs lists those of this address' }))
      : [{ field: issue.path.filter((p) => typeof p === 'string').join('.'), message: issue.message }],
  )
  return problem(c, 400, errors.map(({ field, message }) => `${field}: ${message}`).join('; '), errors)
}

/** An error with the fields called as the parameters are. */
export function named(error: unknown, names: Readonly<Record<string, string>> = {}): unknown {
  if (!(error instanceof ParleyError)) return error
  return new ParleyError(
    error.fault,
    error.problems.map((p) => ({ ...p, ...(p.field !== undefined && { field: names[p.field] ?? p.field }) })),
  )
}
