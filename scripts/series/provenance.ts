/** The part of the page on provenance that is about observed series. */
const START = '<!-- observed series: written by scripts/compile-series.ts -->'
const END = '<!-- end of observed series -->'

const ENTRIES: readonly (readonly [string, string, string, string, string, string])[] = [
  [
    'US goods trade with China, soybean exports',
    'US Census Bureau (FT-900, exports by HS4 and HS6); USDA FAS GATS',
    '2001 to April 2026',
    'US government, public domain',
    'Read through public copies named point by point (UN Comtrade, reporter USA: figures only, with credit to UN Comtrade)',
    'Soybeans only, of the HS6 and HS4 tables; USD and kg scaled to millions and 1000 t, exactly. Vintages are kept apart.',
  ],
  [
    "China's soybean imports, exports of rare earths and magnets",
    'General Administration of Customs of China',
    '2018 to March 2026',
    'official figures as reported; single points with credit',
    'To 2024 a public compilation (github:torealden/RLC-Agent), from 2025 the press, each point with its address',
    'Figures only; t scaled to 1000 t for soybeans. Press points that the compilation has already are left out. 2023 marked as first prints.',
  ],
  [
    'US sales, inspections and balance of soybeans',
    'USDA (export sales, FGIS inspections, WASDE)',
    '2017 to June 2026',
    'US government, public domain',
    'github:torealden/RLC-Agent, github:lubus123/wasde, the press',
    'Of WASDE: exports, ending stocks and farm price of the running and next season, each report. Forecasts of later seasons in other sources are dropped; so is a commitment figure of January 2026 whose week is not stated.',
  ],
  [
    'Prices of soybeans, meal, oil',
    'World Bank, Commodity Markets (Pink Sheet)',
    '2017 to May 2026',
    'CC BY 4.0, World Bank',
    'github:klaus0005/ClaudiuP-SIA2026',
    'As printed.',
  ],
  [
    'Prices of rare earths and other minerals',
    'USGS Mineral Commodity Summaries 2025; KOMIS (Korea); single assessments in the press (Argus, SMM, Fastmarkets, Adamas)',
    '2020 to April 2026',
    'USGS public domain; KOMIS and price agencies: figures only, few, each cited',
    'github:NSSAC/dpi.RAG, github:jeewonshin/rare-earth-dashboard, the press',
    'KOMIS: monthly means of daily values.',
  ],
  [
    'Seizures of fentanyl, overdose deaths',
    'US Customs and Border Protection; CDC (VSRR)',
    'fiscal 2019 to January 2026; 2015 to December 2025',
    'US government, public domain',
    'github:LukeCurran3/fentanyl-corridors-dashboard (CBP by way of WOLA), github:opioiddatalab/overdosedata, the press',
    'Of the drugs of the CDC: all, and synthetic opioids. One release (January 2025) and later points, marked.',
  ],
  [
    'Customs duties',
    'US Treasury, Monthly Treasury Statement; CBP',
    '2018 to March 2026',
    'US government, public domain',
    'github:dutybirdio/us-tariff-data (MIT), github:Budget-Lab-Yale/tariff-etr-eval (MIT)',
    'A gross figure for August 2026 that nothing confirms is dropped.',
  ],
  [
    'Port fees paid, port calls',
    'the press, with the companies and analysts it names',
    '2024 to November 2025',
    'single figures, each cited',
    'addresses point by point',
    'As reported.',
  ],
  [
    'US payments to farmers',
    'USDA, in the press',
    '2018, 2025',
    'US government figures',
    'addresses point by point',
    'Rates per unit or acre; the county range of 2019 is left out, being no rate.',
  ],
]

/** The page with this part written anew and the rest of it kept. */
export function provenance(page: string): string {
  const text = ENTRIES.map(([title, publisher, period, licence, through, how]) =>
    [
      `### ${title}`,
      '',
      `- Publisher: ${publisher}`,
      `- Period: ${period}`,
      `- Licence: ${licence}`,
      `- Read through: ${through}`,
      `- How: ${how}`,
    ].join('\n'),
  ).join('\n\n')
  const part = `${START}

## Observed series (\`data/series/\`)
One CSV a subject, \`name,period,value,how,known,dated,source,note\`; \`index.json\` has the head of each series (measure, unit, caveats, and the
rule that says when a figure became public) and the sources. \`known\` is the day of the source where \`dated\` says so; otherwise it follows
from the rule of the series, which is presumed. Two measures, or two vintages that differ, never stand in one series.

${text}

${END}
`
  if (page.includes(START)) return page.slice(0, page.indexOf(START)) + part + page.slice(page.indexOf(END) + END.length + 1)
  return `${page || '# Provenance\n'}\n${part}`
}
