/** What is owed, in exact figures: base duties, and what rules add to them. */

/** Rates are in millionths of a percentage point. */
export type Millionths = number

/** A base duty: a rate, or why it cannot be computed. */
export interface BaseRate {
  readonly rate?: Millionths
  readonly problem?: string
}

/** What one rule adds on goods: a rate, or why it is open; nothing if neither. */
export interface Added {
  readonly measure: string
  readonly authority: string
  readonly rate?: Millionths
  readonly open?: string
  /** Worked out with an estimate of the metal in the goods. */
  readonly estimated?: true
}

/** The duty of one rule on a class: what is added; a function of the base duty; or open, as the code cannot be mapped, with why. */
export type Duty = Added | OnBase | { readonly measure: string; readonly authority: string; readonly unmapped: (member: number) => string }

/** A duty that depends on the base duty. */
export interface OnBase {
  readonly measure: string
  readonly on: (base: BaseRate) => Added
  /** The same for base duties that are rates: in order, each from one on. */
  readonly pieces: readonly Piece[]
}

/** What is added at base duties from one (inclusive) to another (exclusive; absent: all above). */
export interface Piece {
  readonly from: Millionths
  readonly below?: Millionths
  /** What is added; with `top`, what is added tops the base duty up to it, on `part` of the value. */
  readonly added: Added
  readonly top?: Millionths
  /** In hundredths of a percent of the value; all of it, if nothing is said. */
  readonly part?: number
}

/** All of the value, in hundredths of a percent. */
export const WHOLE_VALUE = 10_000

/** What tops a base duty up, on a part of the value. */
export const topUp = ({ top = 0, part = WHOLE_VALUE }: Pick<Piece, 'top' | 'part'>, base: Millionths): Millionths =>
  Math.floor((part * (top - base)) / WHOLE_VALUE + 0.5)
