/** When a figure became public: rules per publisher, and days read from the source that prints it. */
import { addDays, type Day, isDay } from '../../src/base/dates.js'
import { fail } from '../../src/base/errors.js'
import { lastDay } from '../../src/series/index.js'

/** A rule of publication: what it says, and the day that it gives for a period. All of them are presumed, and marked so. */
export interface Rule {
  readonly text: string
  day(period: string): Day
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A day of the month that lies `months` after the one in which the period ends. */
function later(period: string, months: number, day: number): Day {
  const end = lastDay(period)
  const index = Number(end.slice(0, 4)) * 12 + Number(end.slice(5, 7)) - 1 + months
  return `${Math.floor(index / 12)}-${two((index % 12) + 1)}-${two(day)}`
}

/** January of China's customs comes out with February. */
const chinese = (period: string, day: number): Day => later(period, lastDay(period).slice(5, 7) === '01' ? 2 : 1, day)

/** Releases that shutdowns of the US government put off, by the month that they report (recalled, not read). */
const CENSUS_LATE: Record<string, Day> = {
  '2018-11': '2019-02-06',
  '2018-12': '2019-03-06',
  '2019-01': '2019-03-27',
  '2019-02': '2019-04-17',
  '2025-08': '2025-11-19',
  '2025-09': '2025-12-11',
  '2025-10': '2026-01-08',
  '2025-11': '2026-01-29',
  '2025-12': '2026-02-19',
}
const TREASURY_LATE: Record<string, Day> = {
  '2018-12': '2019-02-13',
  '2019-01': '2019-03-05',
  '2025-09': '2025-10-16',
  '2025-10': '2025-11-25',
}

export const RULES = {
  'cn-customs': {
    text: "China's customs publish by product and country about the 20th of the next month (January with February, in March): taken as the 20th.",
    day: (period) => chinese(period, 20),
  },
  'cn-customs-headline': {
    text: "China's customs publish main products between the 7th and the 14th of the next month (January with February, in March): taken as the 14th.",
    day: (period) => chinese(period, 14),
  },
  census: {
    text: "The US Census Bureau publishes five to six weeks after a month's end: taken as 45 days; months that the shutdowns of 2018-19 and 2025 put off by the days of their releases, as recalled. The figures are of later vintages: first prints may differ.",
    day: (period) => CENSUS_LATE[lastDay(period).slice(0, 7)] ?? addDays(lastDay(period), 45),
  },
  fgis: {
    text: 'USDA publishes inspections on the Monday after a week that ends on Thursday: taken as four days after.',
    day: (period) => addDays(lastDay(period), 4),
  },
  'pink-sheet': {
    text: 'The World Bank publishes on the second working day of the next month: taken as the 5th.',
    day: (period) => later(period, 1, 5),
  },
  komis: {
    text: 'Daily quotations: the mean of a month is taken as known on the 5th of the next month.',
    day: (period) => later(period, 1, 5),
  },
  treasury: {
    text: 'The US Treasury publishes its monthly statement on the eighth working day of the next month: taken as the 13th; months that the shutdowns put off by the days of their releases, as recalled.',
    day: (period) => TREASURY_LATE[lastDay(period).slice(0, 7)] ?? later(period, 1, 13),
  },
  cbp: {
    text: 'US Customs and Border Protection publishes a month about the middle of the next one: taken as the 20th; a fiscal year as 45 days after 30 September.',
    day: (period) => (period.startsWith('FY') ? addDays(lastDay(period), 45) : later(period, 1, 20)),
  },
  source: {
    text: 'Each point by the day of the source that prints it; where the source has only a month, its last day.',
    day: (period) => fail('bad-input', `a point of ${period} needs a dated source`),
  },
} satisfies Record<string, Rule>

export type RuleId = keyof typeof RULES

/** Days of sources whose text or address does not give one; the last of a month where only the month is known. */
const DATED: readonly [RegExp, Day, exact?: boolean][] = [
  [/argusmedia\.com\/pt\/.*2735624/, '2025-09-30'],
  [/rfdtv\.com\/china-soybean-purchases-remain/, '2026-01-20'],
  [/farmpolicynews\.illinois\.edu\/\?p=33837/, '2026-01-20', true],
  [/istoe\.com\.br\/exportadores/, '2026-02-28'],
  [/rfdtv\.com\/grain-inspections/, '2026-02-03'],
  [/brecorder\.com\/news\/40363712/, '2025-05-20', true],
  [/seaandjob\.com/, '2026-02-28'],
  [/adamasintel\.com\/record/, '2025-01-31'],
  [/adamasintel\.com\/the-fallacy/, '2026-01-31'],
  [/asiacity\.news/, '2025-10-21'],
  [/econotimes\.com\/Chinas-Rare-Earth-Magnet/, '2025-06-20'],
  [/goldsea\.com/, '2026-01-20'],
  [/hdmune\.cn/, '2026-04-20', true],
  [/samarium\.dev/, '2025-09-20'],
  [/wownews24x7\.com/, '2025-11-20'],
  [/tass\.com\/economy\/2099305/, '2026-03-14'],
  [/newsfromrss\.com\/chinas-rare-earth-exports-in-2024/, '2025-01-14'],
  [/projectblue\.com/, '2025-11-30'],
  [/tradingkey\.com/, '2025-12-20', true],
  [/ukragroconsult\.com\/en\/news\/chinas-soybean-imports-hit/, '2026-01-14'],
  [/usa\.news\.o-abroad\.com/, '2025-03-31'],
  [/yahoo\.com\/news\/dhs-seizes/, '2022-05-31'],
  [/foreigndesknews\.com/, '2022-08-31'],
  [/borderreport\.com/, '2023-01-31'],
  [/am1\.news/, '2023-05-31'],
  [/kxoradio\.com/, '2024-09-30'],
  [/patriotperspectives\.com/, '2025-02-28'],
  [/livemint\.com\/news\/us-news\/fentanyl/, '2025-03-12'],
  [/thefederalnewswire\.com/, '2025-06-30'],
  [/hstoday\.us/, '2025-07-31'],
  [/einpresswire\.com\/article\/850863500/, '2025-09-30'],
  [/einpresswire\.com\/article\/854110601/, '2025-10-31'],
  [/einpresswire\.com\/article\/893668587/, '2026-02-28'],
  [/haberler\.cloud/, '2026-05-31'],
  [/cnn\.com\/2025\/02\/03/, '2025-02-03', true],
  [/weeklyblitz/, '2023-05-27', true],
  [/emilyshope/, '2025-06-30'],
  [/mfame\.guru/, '2025-11-30'],
  [/en\.ckhq\.net/, '2025-10-16'],
  [/productiveminds\.net/, '2025-04-30'],
  [/sea-technology\.com/, '2025-03-31'],
  [/dredgewire\.com/, '2025-03-31'],
  [/infomarine\.net/, '2025-04-30'],
  [/mcs2025-rare-earths/, '2025-01-31', true],
  [/particle\.news\/story\/usda-data-undercuts/, '2025-11-14', true],
  [/data_2025-01-08/, '2025-01-08', true],
  [/35\.201\.78\.98/, '2025-07-31'],
  [/fxmag\.com/, '2023-07-31'],
  [/grayscaleinsight/, '2025-12-31'],
  [/wionews\.com/, '2025-10-01', true],
  [/scribd\.com\/document\/715638396/, '2022-12-31'],
  [/lincolndailynews/, '2018-09-06', true],
  [/agri-pulse\.com\/articles\/12454/, '2019-07-25', true],
  [/fastmarkets\.com\/insights\/china-gallium/, '2023-10-31'],
  [/argusmedia\.com\/metals-platform.*2588196/, '2024-07-31'],
  [/iru-miru\.com/, '2024-07-31'],
  [/news\.metal\.com\/pt/, '2026-03-31'],
  [/LukeCurran3/, '2025-11-14'],
]

const monthEnd = (month: string): Day => lastDay(month)

/** The day on which a source came out, and whether the source itself gives it to the day. */
export function dayOf(source: string): { day: Day; exact: boolean } {
  const listed = DATED.find(([pattern]) => pattern.test(source))
  if (listed) return { day: listed[1], exact: listed[2] ?? false }
  const day = /(20\d\d)[-/](\d\d)[-/](\d\d)(?!\d)/.exec(source)
  if (day) {
    const text = `${day[1]}-${day[2]}-${day[3]}`
    if (isDay(text)) return { day: text, exact: true }
  }
  const month = /(20\d\d)[-/](0[1-9]|1[0-2])(?!\d)/.exec(source)
  if (month) return { day: monthEnd(`${month[1]}-${month[2]}`), exact: false }
  const worded = /(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (20\d\d)/.exec(source)
  if (worded)
    return {
      day: monthEnd(`${worded[2]}-${two('JanFebMarAprMayJunJulAugSepOctNovDec'.indexOf(worded[1] as string) / 3 + 1)}`),
      exact: false,
    }
  return fail('bad-input', 'no day can be derived: add it to the table of sources', source)
}
