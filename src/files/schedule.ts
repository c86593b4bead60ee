/** Reading the compiled schedule from disk: only the chapters asked for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../base/errors.js'
import { type ChangesData, type ChapterData, ChinaTariff, type ChinaTariffData, openSchedule, type Schedule } from '../schedule/index.js'

const FOLDER = 'data/schedule/us'

/** One chapter, named by two digits. @throws ParleyError if there is no such chapter */
export function readChapter(root: string, chapter: string): ChapterData {
  const file = join(root, FOLDER, `${chapter}.json`)
  if (!/^\d\d$/.test(chapter) || !existsSync(file))
    fail('not-found', `no chapter "${chapter}" in ${FOLDER}: name one of 01 to 98 (not 77) by two digits`)
  return JSON.parse(readFileSync(file, 'utf8')) as ChapterData
}

/** What other editions of the schedule have otherwise. */
export function readChanges(root: string): ChangesData {
  return JSON.parse(readFileSync(join(root, FOLDER, 'changes.json'), 'utf8')) as ChangesData
}

/** The schedule with the chapters given, or with all. Of a chapter that does not exist, `find` says why. */
export function readSchedule(root: string, chapters?: readonly string[]): Schedule {
  const present = readdirSync(join(root, FOLDER))
    .filter((name) => /^\d\d\.json$/.test(name))
    .map((name) => name.slice(0, 2))
  const asked = chapters ? present.filter((chapter) => chapters.includes(chapter)) : present
  return openSchedule(
    asked.map((chapter) => readChapter(root, chapter)),
    readChanges(root),
  )
}

/** China's tariff. */
export function readChinaTariff(root: string): ChinaTariff {
  const read = (name: string): string => readFileSync(join(root, 'data/schedule/cn', name), 'utf8')
  return new ChinaTariff({ rates: read('rates.csv'), subheadings: JSON.parse(read('subheadings.json')) as ChinaTariffData['subheadings'] })
}
