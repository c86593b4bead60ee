/** The rules of the daily series that differ from the law, or from what is counted here: what each does, and what the acts say. */

export interface RuleText {
  /** What the series does, as read in its notebook, lists and README. */
  readonly series: string
  /** Who is right. */
  readonly right: 'the acts' | 'the series' | 'between' | 'neither'
  /** What the acts say, and where; how it is counted here, where that is not all. */
  readonly acts: string
}

/** By the name under which it stands in the tables. */
export const RULES = {
  days: {
    series:
      'China’s fentanyl duty at 20 from 4 February 2025 and at 10 from 1 November; 84 points on China from 8 April, 125 from 9 April, the Geneva cut from 12 May; the country rates of 2 April from 5 to 8 April; metals at 50 from 3 June; India’s 25 for Russian oil from 7 August; Section 338 from 19 August 2026',
    right: 'the acts',
    acts: 'fentanyl 10 from 4 February, 20 from 4 March (EO 14195, 14228), 10 from 10 November (EO 14357); 84 on 9 April, 125 from 10 April (EO 14259, 14266), 10 from 14 May (EO 14298); country rates on 9 April alone (EO 14257, 14266); metals on 4 June (Proc. 10947); Russian oil on 27 August (EO 14329); Section 338 on 22 August (Proc. 11056)',
  },
  rate: {
    series:
      'rates of countries: China 34 on 5–8 April 2025, and from 7 August (its file of August has no China, so the rate of April stays); India 27, Korea 26, Switzerland 32 and others one point up, by a first table of Annex I; India 18 from 7 February 2026; Slovakia outside the Union',
    right: 'the acts',
    acts: 'China 10 on 5–8 April (the 34 were replaced before they were collected: EO 14259), and 10 with 24 suspended from May on (EO 14298, 14334, 14358); India 26, Korea 25, Switzerland 31 (headings 9903.01.43 to .76); India 25 to the end (heading 9903.02.26)',
  },
  '125 in all': {
    series: 'China and Hong Kong at 125 in all from 9 April to 11 May 2025: the fentanyl duty is inside',
    right: 'the acts',
    acts: '125, and 20 beside it (EO 14266; EO 14195 and 14228 make no exception)',
  },
  'Annex II late': {
    series: 'goods of Annex II, and electronics, pay until 10 April 2025',
    right: 'the acts',
    acts: 'Annex II spares from the first day, 5 April (EO 14257); electronics back to it (memorandum of 11 April 2025)',
  },
  'ten digits': {
    series:
      'Annex II at ten digits: its list holds eight-digit lines with 00 added, so numbers of lines that are divided further are not on it (3004.90.92, 3002.15.00, books of 4901), until its list of 14 November 2025 has them at eight',
    right: 'the acts',
    acts: 'Annex II names subheadings of eight digits, with every number under them',
  },
  amended: {
    series: 'goods spared since September 2025 pay until 14 November',
    right: 'the acts',
    acts: 'bullion and others from 8 September 2025 (EO 14346)',
  },
  lists: {
    series:
      'its list of April has 720 of the 1,039 subheadings of Annex II (platinum of 7110, bullion of 7108, hormones of 2937.11 to .19 are missing), and what was taken out in 2025 stays in; goods of its two lists for Brazil, aircraft among them without condition, pay neither the 40 nor the 10',
    right: 'between',
    acts: 'the annex has all of them (EO 14257), what was taken out pays; the list of EO 14323 is of the 40 alone, and its aircraft are for civil use, which has to be claimed: here nothing is',
  },
  fentanyl: {
    series: 'China: goods of Annex II stay at 20 after 1 November 2025; goods of its list of 14 November are at 0',
    right: 'the acts',
    acts: '10 on all of them: no list of exempt goods is of the fentanyl duty (EO 14195, 14357)',
  },
  floor: {
    series: 'European Union, Japan, Korea, Switzerland: 15 on top of the base',
    right: 'the acts',
    acts: 'topped up to 15, the base inside (headings 9903.02.19, .20 and their like)',
  },
  flat: {
    series: 'Canada 8.75, from 7 August 12.25, from 1 November 2025 15.75; Mexico 4.5, on all goods: an allowance for USMCA',
    right: 'between',
    acts: '25, from August 2025 35 for Canada (EO 14325), on goods that do not enter under USMCA, 10 on energy and potash (EO 14193, 14194). Here nothing is claimed: the upper end; the table below has the other. The rise of November is in no act',
  },
  'Annex II in the north': {
    series: 'Annex II, electronics and farm goods are free from Canada and Mexico as well',
    right: 'the acts',
    acts: 'Annex II is of the reciprocal duty (EO 14257), which neither country paid; the fentanyl duties know no such list',
  },
  USMCA: {
    series: 'all goods of Canada and Mexico are free of Section 122 and of the forced-labour duty',
    right: 'between',
    acts: 'goods that enter under USMCA are (notes 2(aa), 52(g), 52(h)); here nothing is claimed',
  },
  void: {
    series: 'no IEEPA duty from 20 February 2026, the day of the ruling',
    right: 'between',
    acts: 'void by the ruling, collected on entries to 23 February (CSMS 67834313): here what was collected',
  },
  'Section 301': {
    series: 'Section 301 on China as it was in 2024, inside the base',
    right: 'the acts',
    acts: 'steps of 1 January 2025 and 2026 (89 FR 76581, 89 FR 101682)',
  },
  'Section 201': {
    series: 'no Section 201',
    right: 'the acts',
    acts: 'solar cells to 6 February 2026 (Proc. 10339), quartz from 15 August 2026 (Proc. 11051)',
  },
  '232 alone': {
    series: 'Section 232 takes the place of every other duty on an article',
    right: 'the acts',
    acts: 'it takes that of the reciprocal duty (EO 14257) and of Canada’s and Mexico’s (EO 14289, Proc. 10947); China’s fentanyl duty stands beside it (EO 14289 does not name it)',
  },
  'counted twice': {
    series: 'Section 232 on steel and aluminum of before 2025 is inside its base of 2024 and is added again',
    right: 'the acts',
    acts: 'here what was owed at the start is taken off',
  },
  metals: {
    series: 'its lists of metals to 5 April 2026 hold derivatives: steel and aluminum of chapters 72 and 76 pay the rate of the country',
    right: 'the acts',
    acts: 'the metals themselves pay (notes 16(b), 19(b); Procs. 10896, 10895)',
  },
  derivatives: {
    series:
      'the derivatives of 23 June and 18 August 2025 are not on its lists; of those of March it has lines with 00 or no subheading where the number is another (7326.90.86, 9403.20.00)',
    right: 'between',
    acts: 'all of them pay (Procs. 10895, 10896; 90 FR 40326). Outside chapters 73 and 76 the duty is on the metal content; none is stated here, so the full value counts: the upper end',
  },
  'two metals': {
    series: 'a derivative of steel and of aluminum is charged once',
    right: 'the series',
    acts: 'each duty is on its own metal (EO 14289), and both contents together are at most the value. Here, where nothing is stated, each counts on the full value: too much',
  },
  'metal rates': {
    series: 'Annex III of April 2026 at 15 flat; no change of 8 June 2026; Britain at half',
    right: 'the acts',
    acts: 'Annex III tops up to 15 (note 16); annexes as amended by Proc. 11032; Britain’s rates are for metal melted or smelted there (note 16(d)), which is not stated here',
  },
  removed: {
    series: 'goods that left Section 232 on 6 April 2026 (Annex II of the proclamation) pay nothing to 23 July',
    right: 'the acts',
    acts: 'they pay Section 122, which spares goods of Section 232 only (note 2(aa)(v))',
  },
  'parts early': { series: 'parts of cars pay from 3 April 2025', right: 'the acts', acts: 'from 3 May (Proc. 10908)' },
  autos: {
    series:
      'provisions that are listed for parts of cars pay whole: batteries, motors, switchboards, instruments (8507.60, 8501, 8537, 9015.10, 9029.10)',
    right: 'between',
    acts: 'what is a part of a car or light truck pays (note 33(g)); these provisions do not speak of vehicles, and here goods of them are presumed to be none',
  },
  'auto rates': {
    series:
      'cars and parts of Canada and Mexico at 15; of Japan, the Union and Korea at 15 on top of the base from 7 August 2025; of Britain at 25 to 19 February 2026, then at 10',
    right: 'between',
    acts: 'Canada and Mexico: 25 on what is not US content, parts under USMCA free, neither stated here; topped up to 15 from 16 September (Japan), 1 August (Union), 1 November 2025 (Korea); Britain 7.5 in quota from 30 June 2025 (EO 14309), not claimed here',
  },
  wood: { series: 'wood that it puts to no list or to another', right: 'the acts', acts: 'note 37 (Proc. 10976)' },
  'other 232': {
    series: 'nothing on trucks, buses, semiconductors, patented medicines, drones',
    right: 'between',
    acts: 'they pay (Procs. 10984, 11002, 11020, 11055). Medicines count whole here from 31 July 2026: the duty is on patented ones, of companies named then, of others from 29 September',
  },
  '122 lists': {
    series: 'Section 122: exempt goods by its list, and the electronics of April 2025',
    right: 'the acts',
    acts: 'note 2(aa)(ii), (iii): electronics as far as they are on it',
  },
  'chapter 98': {
    series: 'goods of chapter 98 (US goods returned, goods repaired abroad) pay as others',
    right: 'the acts',
    acts: 'they are spared, but for the value added abroad under 9802.00.40 to .80',
  },
  'labour caps': {
    series: 'the forced-labour duty is flat',
    right: 'the acts',
    acts: 'the base is inside for the European Union and Taiwan (10), Japan, Korea and Switzerland (12.5) (note 52)',
  },
  'labour lists': {
    series: 'forced-labour duty: exempt goods by part A alone; goods for pharmaceutical use are free without condition',
    right: 'between',
    acts: 'parts B to O as well (note 52(j)); pharmaceutical use has to be claimed (note 52(e)): here nothing is',
  },
  'Brazil 301': {
    series: 'Section 301 on Brazil: goods for civil aircraft and for pharmaceutical use are free without condition',
    right: 'between',
    acts: 'if so used (note 50(a)), which has to be claimed: here nothing is',
  },
  'Section 338': {
    series: 'Section 338 spares civil aircraft without condition, and provisions listed for parts of cars',
    right: 'between',
    acts: 'if so used (note 51(d)), and what is a part of a car (note 51(c))',
  },
  'left out': {
    series:
      'no rule: numbers of 2024 that the schedule does not have, or of which a duty here is open, count in the series and are left out here',
    right: 'neither',
    acts: 'mostly lines of China whose Section 301 list is not on record, and goods without a number',
  },
} as const satisfies Readonly<Record<string, RuleText>>

export type Rule = keyof typeof RULES
