/** What a controlled material is used for, and under which US tariff codes it comes in. */
import type { Day } from '../base/dates.js'
import type { Grade } from '../ledger/index.js'
import type { ElementAsked } from './elements.js'

/** A use, or a substitute. Shares are as published, with what they are shares of. */
export interface Use {
  readonly material: string
  readonly kind: 'use' | 'substitute'
  readonly item: string
  readonly sharePct?: string
  readonly scope?: string
  readonly year?: string
  readonly sector?: string
  readonly grade: Grade
  /** The day of publication; where only a month or year is known, its last. */
  readonly known: Day
  readonly source: string
  readonly note?: string
}

/** A US tariff code (8 or 10 digits) under which a form of the material is imported. */
export interface TariffLine {
  readonly material: string
  readonly form: string
  readonly hts: string
  /** Whether the code holds this material only, or is a basket. */
  readonly specificity: string
  readonly grade: Grade
  readonly note?: string
}

/** The compiled files of `data/minerals`. */
export interface MineralData {
  readonly uses: readonly Use[]
  readonly tariffLines: readonly TariffLine[]
}

/** Of shares of the same whole only the newest. */
export const newestUses = (rows: readonly Use[]): Use[] =>
  rows.filter(
    (u) =>
      u.sharePct === undefined ||
      !rows.some((o) => o.material === u.material && o.sharePct !== undefined && o.scope === u.scope && (o.year ?? '') > (u.year ?? '')),
  )

/** The uses (those published by a day) and US tariff codes of an element or material. */
export function mineralFacts(data: MineralData, { name, names, groups }: ElementAsked, known?: Day): MineralData {
  const meant = new Set([name, ...names, ...groups])
  const mine = ({ material }: { material: string }): boolean => meant.has(material)
  return {
    uses: newestUses(data.uses.filter((use) => mine(use) && (known === undefined || use.known <= known))),
    tariffLines: data.tariffLines.filter(mine),
  }
}
