/** The two tariff schedules and the product lists, loaded when a question needs them. */

import cnRatesUrl from '../../../data/schedule/cn/rates.csv?url'
import cnSubheadingsUrl from '../../../data/schedule/cn/subheadings.json?url'
import changesUrl from '../../../data/schedule/us/changes.json?url'
import listsUrl from '../../generated/lists.json?url'
import type { ListData } from '../../rates/index.js'
import { type ChangesData, type ChapterData, ChinaTariff, type ChinaTariffData, openSchedule, type Schedule } from '../../schedule/index.js'
import { allOf, once, textOf } from './load.js'

const chapterUrls = new Map(
  Object.entries(
    import.meta.glob<string>('../../../data/schedule/us/[0-9][0-9].json', { query: '?url', import: 'default', eager: true }),
  ).map(([path, url]) => [path.slice(-7, -5), url]),
)

export const productLists = (): Promise<ListData> =>
  once('lists', async () => JSON.parse(await textOf(listsUrl, 'The product lists')) as ListData)

const changes = (): Promise<ChangesData> =>
  once('changes', async () => JSON.parse(await textOf(changesUrl, 'The changes of the tariff schedule')) as ChangesData)

const chapterData = (chapter: string): Promise<ChapterData | undefined> =>
  once(`chapter ${chapter}`, async () => {
    const url = chapterUrls.get(chapter)
    return url === undefined ? undefined : (JSON.parse(await textOf(url, `Chapter ${chapter} of the tariff schedule`)) as ChapterData)
  })

/** The US schedule with one chapter; with none, where no such chapter exists. */
export const usChapter = (chapter: string): Promise<Schedule> =>
  once(`schedule ${chapter}`, async () => {
    const [data, others] = await Promise.all([chapterData(chapter), changes()])
    return openSchedule(data ? [data] : [], others)
  })

/** The whole US schedule: 97 chapters. */
export const usSchedule = (): Promise<Schedule> =>
  once('schedule', async () => {
    const [texts, others] = await Promise.all([allOf([...chapterUrls.values()], 'The US tariff schedule'), changes()])
    return openSchedule(
      texts.map((text) => JSON.parse(text) as ChapterData),
      others,
    )
  })

/** China's tariff. */
export const chinaTariff = (): Promise<ChinaTariff> =>
  once('china', async () => {
    const [rates, subheadings] = await Promise.all([textOf(cnRatesUrl, "China's tariff"), textOf(cnSubheadingsUrl, "China's tariff")])
    return new ChinaTariff({ rates, subheadings: JSON.parse(subheadings) as ChinaTariffData['subheadings'] })
  })
