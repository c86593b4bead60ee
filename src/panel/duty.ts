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
  /** What is added; with `top`, what is added tops the base duty up to it. */
  readonly added: Added
  readonly top?: Millionths
}
