/** Where in a text something stands: 1-based, as editors count. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One thing that is wrong with an input: what, where (place and field), and what would be right. */
export interface Problem {
  readonly message: string
  /** Dotted path of the field inside the document, e.g. `entries.2.from`. */
  readonly field?: string
  readonly place?: Place
}

/** `file:line:column: field: message` on one line. */
export function describeProblem(problem: Problem): string {
  const where = problem.place ? `${problem.place.file}:${problem.place.line}:${problem.place.column}: ` : ''
  const field = problem.field ? `${problem.field}: ` : ''
  return where + field + problem.message
}

/** What kind of fault an error reports; faces map it to exit codes and HTTP statuses. */
export type Fault = 'bad-input' | 'not-found' | 'bad-ledger'

/** Every error that Parley throws on purpose. `message` lists all problems, one a line. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError'
  constructor(
    readonly fault: Fault,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map(describeProblem).join('\n'))
  }
}

/** A {@link ParleyError} with one problem and no place. */
export function fail(fault: Fault, message: string, field?: string): never {
  throw new ParleyError(fault, [field === undefined ? { message } : { message, field }])
}
