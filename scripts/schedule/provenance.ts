/** The schedule's part of the page on provenance. */
const START = '<!-- schedule: written by scripts/compile-schedule.ts -->'
const END = '<!-- end of schedule -->'

const PART = `## US tariff schedule (\`data/schedule/us/\`)
The Harmonized Tariff Schedule, chapters 1 to 98: one file a chapter, \`index.json\` (counts, checksums, caveats) and \`changes.json\`
(what other editions have otherwise). Rates, units and descriptions are the law's words, unread: \`src/schedule\` reads them.

- Publisher: United States International Trade Commission
- What: HTS 2025 basic edition; general rates of other editions: tariff database of August 2017, export of about October 2023, tariff
  database of May 2024, revisions of 2025 and 2026 through 2026 revision 15
- Period: from 1 January 2025; general rates compared through 9 August 2026 (chapter 98: through 2026 revision 10)
- Licence: US law, public domain. Read through github:Budget-Lab-Yale/Tariff-ETRs (basic edition; no licence file: only the law's text is
  used), github:Budget-Lab-Yale/tariff-rate-tracker and a fork of it (MIT: later revisions, changes of statistical numbers),
  github:mwaugh0328/tradewar-tracker (MIT: 2017) and two repositories without a licence (2023, 2024: only rates)
- How: Where USITC leaves out the 8-digit row of a line with one statistical number, the line is rebuilt from that number. Line ends inside
  descriptions are spaces. Left out of the comparison: two typing errors of the database of May 2024 (8704.42.00, 8708.22.00), one of 2017
  (8456.40.90), texts of chapter 98 (cut off in the databases). Statistical numbers that ended or began are the tracker's, by rate line;
  which follows which, it guesses from descriptions, and that is left out.
- From memory, and marked so: the later steps of the Information Technology Agreement (2018, 2019) and the day of the EU agreement (2020)
`

/** The page with the part on the schedule written anew and the rest of it kept. */
export function provenance(page: string): string {
  const part = `${START}\n\n${PART}\n${END}\n`
  if (page.includes(START)) return page.slice(0, page.indexOf(START)) + part + page.slice(page.indexOf(END) + END.length + 1)
  return `${page || '# Provenance\n'}\n${part}`
}
