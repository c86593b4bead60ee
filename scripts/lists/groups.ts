/** Where the lists come from, group by group, and the page that says so. */
interface Group {
  readonly title: string
  readonly publisher: string
  readonly what: string
  readonly period: string
  readonly licence: string
  /** What was done to it, and what it was checked against. */
  readonly how: string
  /** For `index.json`: the source in one line. */
  readonly source: string
  readonly grade: 'seen' | 'partly' | 'recalled'
}

const US_LAW = 'US law, public domain'
const CHAPTER_99 = 'HTSUS chapter 99, subchapter III, 2026 revision 6 (23 April 2026)'
const TRT = 'github:Budget-Lab-Yale/tariff-rate-tracker (MIT)'

export const GROUPS = {
  s301: {
    title: 'Section 301 on China: lists and four-year review',
    publisher: 'USITC, on behalf of USTR',
    what: 'U.S. notes 20 and 31 to chapter 99',
    period: 'text of April 2026; lists of 2018-2019 as amended since',
    licence: US_LAW,
    how: 'Codes read from the text of the notes, equal to the endnotes of the schedule (one line of 2,963 apart). Lines that the law takes only in part (notes 20(g), 20(s)(ii), 20(u)(ii): "except …") are written out at ten digits with the numbers of the 2025 schedule and those that the law names. Rows that a public tracker has beyond the text are not used.',
    source: `${CHAPTER_99}, U.S. notes 20 and 31`,
    grade: 'seen',
  },
  's301-exclusions': {
    title: 'Section 301 on China: exclusions',
    publisher: 'USITC, on behalf of USTR',
    what: 'U.S. note 20(h)-(www): headings 9903.88.05-.70',
    period: '2018 to November 2026',
    licence: US_LAW,
    how: 'One row per number of an item: `whole_number` or `described`, the heading excepted and the item. Where the text also names the subheading of the machine that the goods are for (18 items), only the statistical number of the goods is kept.',
    source: `${CHAPTER_99}, U.S. note 20(h)-(www)`,
    grade: 'seen',
  },
  s301fl: {
    title: 'Section 301 on forced labour',
    publisher: 'USTR',
    what: 'final notice of 23 July 2026, annex II (U.S. note 52)',
    period: 'from 24 July 2026',
    licence: `${US_LAW}; read through ${TRT} and a fork of it`,
    how: 'Codes by part and by use; counts agree with two independent transcriptions, 4,070 different codes in all as CBP counts.',
    source: `USTR notice, 91 FR 47318, annex II, through ${TRT}`,
    grade: 'partly',
  },
  's301-brazil': {
    title: 'Section 301 on Brazil: exemptions',
    publisher: 'USTR',
    what: 'U.S. note 50(a)',
    period: 'from July 2026',
    licence: `${US_LAW}; read through github:tradewartracker/trade-war-redux-2025 (MIT)`,
    how: 'Codes by use.',
    source: 'U.S. note 50(a), through github:tradewartracker/trade-war-redux-2025 (MIT)',
    grade: 'partly',
  },
  s338: {
    title: 'Section 338 on Canada',
    publisher: 'The White House',
    what: 'three lists and the civil aircraft list (U.S. note 51)',
    period: 'as published in July 2026',
    licence: `${US_LAW}; read through github:tradewartracker/trade-war-redux-2025 (MIT)`,
    how: 'Codes by heading; descriptions left out.',
    source: 'U.S. note 51, through github:tradewartracker/trade-war-redux-2025 (MIT)',
    grade: 'partly',
  },
  s201: {
    title: 'Section 201 safeguards',
    publisher: 'The White House',
    what: 'solar cells and modules; quartz surface products',
    period: 'schedule of 2025; quartz from 15 August 2026',
    licence: `${US_LAW}; read through ${TRT} and others`,
    how: 'Codes; rates and quotas left out.',
    source: `Proclamations 10339 and 11051, through ${TRT} and others`,
    grade: 'partly',
  },
  s122: {
    title: 'Section 122 surcharge: exemptions',
    publisher: 'USITC',
    what: 'U.S. note 2(aa)',
    period: '24 February to 23 July 2026',
    licence: US_LAW,
    how: 'Codes by subdivision; equal to an independent transcription.',
    source: `${CHAPTER_99}, U.S. note 2(aa)`,
    grade: 'seen',
  },
  's232-metals-2018': {
    title: 'Section 232 on steel and aluminium to April 2026',
    publisher: 'The White House; Bureau of Industry and Security',
    what: 'Proclamations 9704, 9705, 9980; notices 2025-03596, 2025-03598, 90 FR 25208, 90 FR 40326',
    period: '23 March 2018 to 5 April 2026',
    licence: `${US_LAW}; read through forks of ${TRT}, and one list through github:ONEcampaign/tariff-turbulence-simulator (codes only)`,
    how: 'One list per act, so that each is known from its own day. Stampings of 8708 by the suffixes of the schedule. The appliances of June 2025 agree with the notice.',
    source: 'Proclamations 9704, 9705, 9980 and BIS notices of 2025, through public trackers',
    grade: 'partly',
  },
  's232-metals-2026': {
    title: 'Section 232 on metals from April 2026',
    publisher: 'USITC; The White House',
    what: 'U.S. note 16(c); annexes of Proclamation 11032',
    period: 'from 6 April and 8 June 2026',
    licence: `${US_LAW}; June 2026 and annex II through a fork of ${TRT}`,
    how: 'April: the numbers of note 16(c), copper (chapter 74) taken out of the column of steel with which the page prints it; the wider 4- and 6-digit prefixes of a public tracker are not used. June: the tracker.',
    source: `${CHAPTER_99}, U.S. note 16(c); Proclamation 11032 through a public tracker`,
    grade: 'seen',
  },
  's232-other': {
    title: 'Section 232: vehicles, wood, copper, semiconductors',
    publisher: 'USITC',
    what: 'U.S. notes 33, 37, 38, 39 and 16(c)(v), (viii)',
    period: 'from April 2025; text of April 2026',
    licence: US_LAW,
    how: `Cars and semiconductors from the text of the notes; parts, trucks, wood and copper through ${TRT}, every code found in the text.`,
    source: `${CHAPTER_99}, U.S. notes 16, 33, 37, 38, 39`,
    grade: 'seen',
  },
  's232-later': {
    title: 'Section 232: pharmaceuticals, drones, polysilicon; aircraft of Taiwan',
    publisher: 'The White House; USITC',
    what: 'U.S. notes 35(c), 40(c) and 43 and the proclamation on polysilicon',
    period: 'from May to December 2026',
    licence: `${US_LAW}; read through ${TRT}, a fork of it and other public copies (codes only)`,
    how: 'Codes by annex; conditions in a word.',
    source: 'U.S. notes 35(c), 40(c), 43 and proclamation of 6 August 2026, through public trackers',
    grade: 'partly',
  },
  ieepa: {
    title: 'Duties under IEEPA: exemptions and special rates',
    publisher: 'USITC; The White House',
    what: 'U.S. notes 2(v), 2(x) and 35; annex II of EO 14257 as amended',
    period: '4 February 2025 to 23 February 2026',
    licence: `${US_LAW}; dates through forks of ${TRT}`,
    how: "One list per act, so that each is known from its own day. Annex II by the revisions of the schedule (1,039 codes of 2 April agree with an independent copy); Brazil, United Kingdom and Japan from the text of the notes, which a public tracker mixes; energy of Canada from a tracker's reading of the definition.",
    source: `${CHAPTER_99}, U.S. notes 2(v), 2(x), 35; dates through public trackers`,
    grade: 'partly',
  },
  'cn-s232': {
    title: 'China: answer to section 232, 2018',
    publisher: 'Ministry of Finance of China, Customs Tariff Commission',
    what: 'annex of the notice of 1 April 2018',
    period: 'from 2 April 2018',
    licence: 'Chinese law; workbook through github:mitsuoxv/us-tariffs-on-china',
    how: 'Codes by rate; names left out.',
    source: 'Ministry of Finance workbook P020180401856022545193',
    grade: 'seen',
  },
  'cn-2018': {
    title: 'China: answers to US lists 1 to 3',
    publisher: 'Customs Tariff Commission of the State Council',
    what: 'lists of July, August and September 2018, June 2019, and the suspension on cars',
    period: 'July 2018 to June 2019',
    licence:
      'Chinese law; compiled by Bown, Jung and Zhang (PIIE, 12 June 2019) in an MIT-licensed repository: codes and rates only, credit PIIE',
    how: 'Lists and tiers rebuilt from the changes in percentage points; every count equals the official one.',
    source: "Bown, Jung and Zhang (PIIE, 12 June 2019), from the Tariff Commission's lists",
    grade: 'partly',
  },
  'cn-4a': {
    title: 'China: answers to US lists 4A and 4B',
    publisher: 'Customs Tariff Commission of the State Council',
    what: 'Announcement 2019 No. 4, annexes 1 and 2',
    period: 'from 1 September 2019; 15 December 2019 (never in force)',
    licence: 'Chinese law; through github:mwaugh0328/tradewar-tracker (MIT)',
    how: '6-digit codes by the highest increment within them. No list of 4B was found.',
    source: 'github:mwaugh0328/tradewar-tracker (MIT), 6 digits',
    grade: 'partly',
  },
  'cn-2025-02': {
    title: 'China: answer of 10 February 2025',
    publisher: 'Customs Tariff Commission of the State Council',
    what: 'Announcement 2025 No. 1, annexes 1 and 2',
    period: 'from 10 February 2025',
    licence: 'Chinese law; press translation, codes only',
    how: 'Codes by rate; where only the 6-digit scope was found, the row is marked ex.',
    source: 'Announcement 2025 No. 1, in the press',
    grade: 'partly',
  },
  'cn-2025-03': {
    title: 'China: answer of 10 March 2025',
    publisher: 'Customs Tariff Commission of the State Council',
    what: 'Announcement 2025 No. 2, annexes 1 and 2',
    period: '10 March to 9 November 2025',
    licence: 'Chinese law; official PDFs in an MIT-licensed repository',
    how: 'Codes by rate, read from the official PDFs; sequence numbers run without a gap. A widespread CSV of the 10% list is wrong and not used.',
    source: 'Announcement 2025 No. 2, official PDFs',
    grade: 'seen',
  },
  'cn-mfn': {
    title: 'China: cuts of the duty on cars and parts, July 2018',
    publisher: 'Customs Tariff Commission of the State Council',
    what: 'most-favoured-nation rates before and after 1 July 2018',
    period: 'July 2018',
    licence: 'Chinese law; rates in the PIIE workbook above',
    how: 'Lines of 8702-8704 that came down to 15%, and of 8706-8708 that came down to 6%: 139 and 79, the official counts.',
    source: 'Bown, Jung and Zhang (PIIE, 12 June 2019): rates of May and July 2018',
    grade: 'partly',
  },
} as const satisfies Record<string, Group>

export type GroupName = keyof typeof GROUPS

const START = '<!-- product lists: written by scripts/compile-lists.ts -->'
const END = '<!-- end of product lists -->'

const HEAD = `## Product lists (\`data/lists/\`)
One CSV per list, \`code,from,until,note\`; \`index.json\` names them. A code is a prefix of 2 to 10 digits: it reaches every code that begins
with it. \`from\` and \`until\` (first day no longer on the list) stand only where a code joined or left a list that went on; when a list as a
whole applies is for the ledger to say. A note is a word, or a word and what it means here:

- \`ex\`: the law takes only part of what the code covers, or the row is wider than the law;
- \`whole_number\`, \`described\` (exclusions): the item excepts the whole number, or only the goods that it describes;
- \`not in …\`: the number is an exception of that list.

Code, dates and rates are facts of law; descriptions of goods and trade values are left out.
`

/** The page on provenance, with the part on lists written anew and the rest of it kept. */
export function provenance(lists: readonly { id: string; group: GroupName }[], page: string): string {
  const sections = (Object.keys(GROUPS) as GroupName[]).map((name) => {
    const { title, publisher, what, period, licence, how } = GROUPS[name]
    const ids = lists.filter((l) => l.group === name).map((l) => `\`${l.id}\``)
    const rows = [
      ['Publisher', publisher],
      ['What', what],
      ['Period', period],
      ['Licence', licence],
      ['How', how],
      ['Lists', shorten(ids)],
    ]
    return `### ${title}\n\n${rows.map(([label, text]) => `- ${label}: ${text}`).join('\n')}\n`
  })
  const part = `${START}\n\n${HEAD}\n${sections.join('\n')}\n${END}\n`
  const before = page.includes(START) ? page.slice(0, page.indexOf(START)) : page || '# Provenance\n\n'
  const after = page.includes(END) ? page.slice(page.indexOf(END) + END.length + 1) : ''
  return before + part + after
}

/** The ids in full, or the first and last of many. */
function shorten(ids: readonly string[]): string {
  return ids.length > 30 ? `${ids[0]} to ${ids.at(-1)} (${ids.length})` : ids.join(', ')
}
