/** ISO two-letter codes of countries that are named by three letters, by their English names. */
const names = new Intl.DisplayNames(['en'], { type: 'region' })
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\bst\.?\b/g, 'saint')
    .replace(/&/g, 'and')
    .replace(/[^a-z]/g, '')
const byName = new Map<string, string>()
for (const a of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  for (const b of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    // Codes that ISO withdrew have the names of those that replaced them.
    if (Intl.getCanonicalLocales(`und-${a}${b}`)[0] !== `und-${a}${b}`) continue
    const name = names.of(a + b)
    if (name && name !== a + b && !byName.has(plain(name))) byName.set(plain(name), a + b)
  }
export function isoTwo(iso3: string, name: string): string | undefined {
  return OTHER[iso3] ?? byName.get(plain(name))
}

/** Named otherwise than in CLDR. */
const OTHER: Record<string, string> = {
  CPV: 'CV',
  HKG: 'HK',
  MAC: 'MO',
  MMR: 'MM',
  RUS: 'RU',
  SVK: 'SK',
  TLS: 'TL',
  TUR: 'TR',
  VCT: 'VC',
  YEM: 'YE',
}
