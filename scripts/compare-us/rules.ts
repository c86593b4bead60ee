/** The rules of the daily series that differ from the law, or from what is counted here: what each does, and who is right by the acts. */

export interface RuleText {
  /** What the series does, as read in its notebook, lists and README. */
  readonly series: string
  /** Who is right, and by what. */
  readonly right: string
}

/** By the name that heads its column, in the order of the columns. */
export const RULES = {
  days: {
    series:
      'Its days: China’s fentanyl duty at 20 from 4 February 2025 and at 10 from 1 November; 84 points on China from 8 April, 125 from 9 April, Geneva from 12 May; the country rates of 2 April from 5 to 8 April; metals at 50 from 3 June; India’s 25 for Russian oil from 7 August; Section 338 from 19 August 2026.',
    right:
      'The acts: fentanyl 10 from 4 February, 20 from 4 March (EO 14195, 14228), 10 from 10 November (EO 14357); 84 on 9 April, 125 from 10 April (EO 14259, 14266), 10 from 14 May (EO 14298); country rates on 9 April only (EO 14257, 14266); metals on 4 June (Proc. 10947); Russian oil on 27 August (EO 14329); Section 338 on 22 August (Proc. 11056).',
  },
  rate: {
    series:
      'Its rates by country: China 34 on 5–8 April 2025 where the act then had 10, and 34 in place of 30 from 7 August (its August file has no China, so April’s rate stays); India 27, Korea 26, Switzerland 32 and others one point above, as in a first table of 2 April; India 18 from 7 February 2026; Slovakia outside the Union.',
    right:
      'The acts: 34 on China was replaced by 84 before it was collected (EO 14259), and 10 with 24 suspended ran through August (EO 14298, 14334); Annex I as published has India 26, Korea 25, Switzerland 31 (90 FR 15041); heading 9903.02.26 kept India at 25 to the end.',
  },
  '125 in all': {
    series: 'China and Hong Kong at 125 in all from 9 April to 11 May 2025: the fentanyl duty is inside.',
    right: 'The act: 125 and 20 beside it (EO 14266; EO 14195 stands beside every other duty).',
  },
  'Annex II late': {
    series: 'Goods of Annex II and electronics pay until 10 April 2025.',
    right: 'The acts: Annex II from 5 April (EO 14257, sec. 3(b)), electronics back to 5 April (memorandum of 11 April 2025).',
  },
  'ten digits': {
    series:
      'Annex II at ten digits: its list has most eight-digit lines of the annex with 00 added, so numbers of a line that is divided further do not match (3004.90.92, 3002.15.00 and others), until the list of 14 November 2025 replaces them at eight digits.',
    right: 'The act: Annex II names eight-digit subheadings, with all numbers under them.',
  },
  amended: {
    series: 'Goods spared since April 2025 by EO 14346 (8 September: bullion and others) pay until 14 November.',
    right: 'The act: from 8 September 2025 (EO 14346).',
  },
  lists: {
    series:
      'Exempt goods of its own lists: books and other informational materials pay; Brazil’s aircraft list (EO 14323, Annex I) is free without condition; what the acts took out of Annex II stays in.',
    right:
      'The acts on informational materials (50 U.S.C. 1702(b)); Brazil’s aircraft are free if for civil aircraft use, which is claimed: here nothing is, so the truth lies between.',
  },
  fentanyl: {
    series: 'China: goods of Annex II stay at 20 after 1 November 2025, goods of its November list at 0.',
    right: 'The act: 10 on all of them; no list of exempt goods touches the fentanyl duty (EO 14195, 14357).',
  },
  floor: {
    series: 'Fifteen on top of the base for the European Union and Japan, Korea and Switzerland.',
    right: 'The act: topped up to 15, the base inside (headings 9903.02.19 and .20 and their like).',
  },
  flat: {
    series: 'Canada 8.75 (12.25 from 7 August, 15.75 from 1 November 2025) and Mexico 4.5 on all goods: an allowance for USMCA.',
    right:
      'Neither is a rate of law: 25, from 1 August 2025 35 for Canada (EO 14325), on goods that do not enter under USMCA, 10 on energy and potash (EO 14193, 14194). Here nothing is claimed, the upper end; see the table of USMCA below. 45 on Canada was never an act.',
  },
  'Annex II, North': {
    series: 'Annex II, electronics and farm goods free from Canada and Mexico as well.',
    right: 'The act: Annex II is of the reciprocal duty, which neither country paid (EO 14257, sec. 3(d)).',
  },
  USMCA: {
    series: 'All goods of Canada and Mexico free of Section 122 and of the forced-labour duty.',
    right: 'The acts spare goods that enter under USMCA (notes 2(aa), 52(g), (h)); here nothing is claimed, the truth lies between.',
  },
  void: {
    series: 'No IEEPA duty from 20 February 2026, the day of the ruling.',
    right: 'Void from the beginning by the ruling, collected on entries to 23 February (CSMS 67834313): here what was collected.',
  },
  301: {
    series: 'Section 301 on China as it was in 2024, in the base.',
    right: 'The acts: steps of 1 January 2025 and 2026 (89 FR 76581, 89 FR 101682).',
  },
  201: { series: 'No Section 201.', right: 'The acts: solar to 6 February 2026 (Proc. 10339), quartz from 15 August 2026 (Proc. 11051).' },
  '232 alone': {
    series: 'Section 232 takes the place of every other duty on an article.',
    right:
      'The acts for the reciprocal duty and, since 2025, for Canada’s and Mexico’s (EO 14257, 14289); China’s fentanyl duty stands beside Section 232 (EO 14289 does not name it).',
  },
  'counted twice': {
    series: 'Section 232 on steel and aluminum of before 2025 is in its base of 2024 and added again.',
    right: 'Here what was owed at the start is taken off.',
  },
  metals: {
    series:
      'Its list of metals to 5 April 2026 names derivatives of chapters 73, 76 and others: primary articles (chapters 72 and 76) pay the country’s rate. Chapter 73 and 76 codes mistyped or cut to eight digits weigh little.',
    right: 'The acts: steel and aluminum articles themselves pay (notes 16(b), 19(b); Procs. 10896, 10895).',
  },
  derivatives: {
    series: 'The derivatives of 23 June and 18 August 2025 (appliances; 407 codes) are not on its list.',
    right:
      'The acts: they pay (90 FR 40326). On derivatives outside chapters 73 and 76 the duty is on the metal content; none is stated here, so the full value counts: the upper end.',
  },
  'two metals': {
    series: 'A derivative of steel and of aluminum is charged once.',
    right:
      'The series: each duty is on its own metal, and both contents cannot exceed the value. Here, with nothing stated, each counts on the full value.',
  },
  'metal rates': {
    series: 'Rates of metals: 15 flat on Annex III, no change of 8 June 2026, Britain at half on all metals.',
    right: 'The acts: Annex III tops up to 15; annexes amended by Proc. 11032; Britain’s rates need British metal (note 16(d)).',
  },
  removed: {
    series: 'Goods that left Section 232 on 6 April 2026 (Annex II) pay nothing.',
    right: 'The act: they pay Section 122, and from 24 July the forced-labour duty (note 2(aa)(v)).',
  },
  'parts early': { series: 'Parts of cars pay from 3 April 2025.', right: 'The act: from 3 May (Proc. 10908).' },
  autos: {
    series:
      'Provisions listed for parts of cars pay whole: batteries, motors, switchboards, instruments (8507.60, 8501, 8537, 9015.10, 9029.10).',
    right:
      'The act reaches parts of cars and light trucks of those provisions only (note 33(g)). Their terms do not speak of vehicles, so here goods of them are presumed to be none: nearer to the act.',
  },
  'auto rates': {
    series:
      'Cars and parts: Canada and Mexico 15 flat; Japan, the Union and Korea 15 on top of the base from 7 August 2025; Britain 25 to 19 February 2026, then 10.',
    right:
      'The acts: 25 less US content (Canada, Mexico: an allowance, not a rate); topped up to 15 from 16 September (Japan), 1 August (Union), 1 November 2025 (Korea); Britain 7.5 in quota since 30 June 2025, which is not claimed here.',
  },
  wood: { series: 'Wood as in the act; nothing on some goods that go to cars.', right: 'No difference of weight.' },
  'other 232': {
    series: 'No duty on trucks, buses, semiconductors, patented medicines, drones.',
    right:
      'The acts: Procs. 10984, 11002, 11020, 11055. Medicines count in full here from 31 July 2026 though the duty is on patented goods of listed companies, and of others from 29 September: the upper end.',
  },
  '122 lists': {
    series: 'Section 122: exempt goods by its list; electronics of April 2025 free besides.',
    right: 'The act’s lists (note 2(aa)(ii), (iii)): electronics only as far as they are on them.',
  },
  'chapter 98': {
    series: 'Goods of chapter 98 (US goods returned, goods repaired) pay as all others.',
    right: 'The acts spare them, except for the value added abroad under 9802.00.40 to .80.',
  },
  'labour caps': {
    series: 'The forced-labour duty flat where the act caps it with the base (European Union, Taiwan 10; Japan, Korea, Switzerland 12.5).',
    right: 'The act: the base inside (note 52; headings of each).',
  },
  'labour lists': {
    series: 'Forced-labour duty: exempt goods by part A only, goods for pharmaceutical use without condition.',
    right: 'The acts: parts B to O as well; pharmaceutical use is claimed: here nothing is.',
  },
  '301 Brazil': {
    series: 'Section 301 on Brazil: civil aircraft and pharmaceutical use free without condition.',
    right: 'The act: if so used, which is claimed: here nothing is.',
  },
  338: {
    series: 'Section 338: civil aircraft free without condition, its parts of cars spared.',
    right: 'The act: if so used (note 51(d)), and goods of Section 232 by its own scope (note 51(c)).',
  },
  'left out': {
    series:
      'Not a rule: numbers of 2024 that the schedule does not have, or of which a duty here is open, count in the series and are left out here.',
    right: 'Neither.',
  },
} as const satisfies Readonly<Record<string, RuleText>>

export type Rule = `${keyof typeof RULES}`
