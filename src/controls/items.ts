/** The items of a control, and which of them are meant by a code, an element or words. */
import type { Grade, MeasureState } from '../ledger/index.js'
import { CODE_MATCHES, type CodeMatch, codeMatch, underHeading } from './codes.js'
import { type ElementAsked, isChemical } from './elements.js'

export type ControlRecord = Extract<MeasureState['record'], { kind: 'export-control' }>
type WrittenItem = NonNullable<ControlRecord['items']>[number]

/** How an item was found: by code, or by its element or words where no code was asked. `family`: rare earths as a whole. */
export type ItemMatch = CodeMatch | 'element' | 'family' | 'words'

/** One controlled item that is meant. */
export interface FoundItem {
  readonly match: ItemMatch
  /** The goods, in our words. */
  readonly item: string
  /** Technology or software, not goods. */
  readonly technology?: true
  readonly elements: readonly string[]
  readonly controlCode?: string
  readonly controlCodeGrade?: Grade
  /** Customs codes of the act; those that meet the code asked. */
  readonly codes: readonly string[]
  readonly matched: readonly string[]
  /** Where the codes come from, if not from the act. */
  readonly codesFrom?: NonNullable<WrittenItem['codesFrom']>
  /** Headings in which goods so described are classified, by our reading; with a code asked, those that meet it. */
  readonly headings: readonly string[]
  readonly grade?: Grade
  readonly note?: string
  readonly sources: readonly string[]
}

/** What is asked of an item: a code (digits), an element, words. All that is given must fit. */
export interface ItemQuery {
  readonly digits?: string
  readonly element?: ElementAsked
  readonly words?: readonly string[]
}

/** The items of a control, or its whole scope in words where it has no list. */
function written(record: ControlRecord): WrittenItem[] {
  if (record.items) return record.items
  return record.described === undefined ? [] : [{ item: record.described, ...(record.headings && { headings: record.headings }) }]
}

const elementsOf = ({ element }: WrittenItem): readonly string[] =>
  element === undefined ? [] : typeof element === 'string' ? [element] : element

const headingsUnder = ({ headings = [] }: WrittenItem, digits: string): string[] => headings.filter((h) => underHeading(digits, h))

/** The best match of an item's codes and headings with the code asked. */
function matchCode(item: WrittenItem, digits: string): { match: CodeMatch; matched: string[] } | undefined {
  const codes = (item.codes ?? []).map((code) => ({ code, match: codeMatch(digits, code) }))
  for (const match of CODE_MATCHES) {
    const matched = codes.filter((c) => c.match === match).map((c) => c.code)
    if (matched.length > 0) return { match, matched }
  }
  return headingsUnder(item, digits).length > 0 ? { match: 'described', matched: [] } : undefined
}

function matchElement(item: WrittenItem, { name, names, family, word }: ElementAsked): 'element' | 'family' | undefined {
  const own = elementsOf(item)
  if (word !== undefined && !item.item.toLowerCase().includes(word)) return undefined
  if (own.some((element) => names.includes(element))) return 'element'
  if (own.some((element) => family.includes(element))) return 'family'
  // A compound stands under one of its elements and names the other: indium antimonide. Equipment does not count.
  const words = item.item.toLowerCase().split(/[^a-z]+/)
  return own.some(isChemical) && words.includes(name) ? 'element' : undefined
}

/** Every word must stand in the item (singular or plural alike), or in the title of a control that has no list of items. */
function matchWords(item: WrittenItem, record: ControlRecord, words: readonly string[]): boolean {
  const text = `${item.item} ${elementsOf(item).join(' ')} ${record.items ? '' : record.title}`.toLowerCase()
  return words.every((word) => text.includes(word.replace(/s$/, '')))
}

function found(item: WrittenItem, match: ItemMatch, matched: readonly string[]): FoundItem {
  const { controlCode, controlCodeGrade, codesFrom, grade, note } = item
  return {
    match,
    item: item.item,
    ...(item.technology && { technology: true as const }),
    elements: elementsOf(item),
    ...(controlCode !== undefined && { controlCode }),
    ...(controlCodeGrade !== undefined && { controlCodeGrade }),
    codes: item.codes ?? [],
    matched,
    ...(codesFrom !== undefined && { codesFrom }),
    headings: item.headings ?? [],
    ...(grade !== undefined && { grade }),
    ...(note !== undefined && { note }),
    sources: item.sources ?? [],
  }
}

/** The items of a control that are meant. */
export function itemsAsked(record: ControlRecord, { digits, element, words }: ItemQuery): FoundItem[] {
  return written(record).flatMap((item): FoundItem[] => {
    const byElement = element && matchElement(item, element)
    if (element && !byElement) return []
    if (words && !matchWords(item, record, words)) return []
    if (digits === undefined) return [found(item, byElement ?? 'words', [])]
    const byCode = matchCode(item, digits)
    return byCode ? [{ ...found(item, byCode.match, byCode.matched), headings: headingsUnder(item, digits) }] : []
  })
}

/**
 * Goods of the same elements that the same act names with neither a code nor a heading of ours: whether they fall under
 * the code asked cannot be told from the act.
 */
export function itemsWithoutCode(record: ControlRecord, among: readonly FoundItem[]): FoundItem[] {
  const elements = new Set(among.flatMap((item) => item.elements))
  return written(record)
    .filter((item) => !item.codes?.length && !item.headings && elementsOf(item).some((element) => elements.has(element)))
    .map((item) => found(item, 'element', []))
}

/** Whether an act names one of these materials and leaves it to an earlier act which items are meant. */
export const namesOnly = (record: ControlRecord, elements: ReadonlySet<string>): boolean =>
  written(record).some((item) => item.codesFrom === 'other-act' && elementsOf(item).some((element) => elements.has(element)))
