/** The entry line that the address describes, and answers to questions as parameters of it. */
import type { EntryInput } from '../../../rates/index.js'

const OWN = ['claims', 'denies'] as const

/** What the address says of the goods: `value`, `claims` and `denies` parted by commas, `facts.…`, `quantity.…`, the days. */
export function entryOf(params: Readonly<Record<string, string>>, hts: string, origin: string): Omit<EntryInput, 'entry_date'> {
  const under = (prefix: string): Record<string, string> | undefined => {
    const found = Object.entries(params).filter(([key, value]) => key.startsWith(prefix) && value !== '')
    return found.length > 0 ? Object.fromEntries(found.map(([key, value]) => [key.slice(prefix.length), value])) : undefined
  }
  const list = (key: string): string[] | undefined => params[key]?.split(',').filter((w) => w !== '')
  const [claims, denies] = OWN.map(list)
  const [facts, quantity] = [under('facts.'), under('quantity.')]
  return {
    hts,
    origin,
    value_usd: params.value ?? '10000.00',
    ...(claims && { claims }),
    ...(denies && { denies }),
    ...(facts && { facts }),
    ...(quantity && { quantity }),
    ...(params.loaded_date && { loaded_date: params.loaded_date }),
    ...(params.exported_date && { exported_date: params.exported_date }),
  }
}

export type Params = Record<string, string | undefined>

/** The parameters with a question answered: yes to what is claimed or denied, or a figure, or a day. */
export function answered(params: Readonly<Record<string, string>>, key: string, value: string): Params {
  const [name = '', ...rest] = key.split('.')
  if (!OWN.some((own) => own === name)) return { [key]: value }
  const before = params[name]?.split(',').filter((w) => w !== '') ?? []
  return { [name]: [...new Set([...before, rest.join('.')])].join(',') }
}

/** What has been answered: each with its words and the parameters without it. */
export function answers(params: Readonly<Record<string, string>>): { readonly text: string; readonly without: Params }[] {
  const lists = OWN.flatMap((name) => {
    const all = params[name]?.split(',').filter((w) => w !== '') ?? []
    return all.map((word) => ({
      text: `${name === 'claims' ? 'claimed' : 'denied'}: ${word}`,
      without: { [name]: all.filter((w) => w !== word).join(',') || undefined },
    }))
  })
  const others = Object.entries(params)
    .filter(([key]) => /^(facts\.|quantity\.|loaded_date$|exported_date$)/.test(key))
    .map(([key, value]) => ({ text: `${key.replace(/^facts\./, '').replaceAll('_', ' ')}: ${value}`, without: { [key]: undefined } }))
  return [...lists, ...others]
}
