/** The commands that read the ledger: truce, topic, timeline, show, diff, check. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Argument, type Command, Option } from 'commander'
import { fail } from '../base/errors.js'
import { embeddedRecord, embeddedSeries } from '../files/generated.js'
import { readCheckout } from '../files/sources.js'
import {
  checkDay,
  describeAuthority,
  describeEvent,
  describeMeasure,
  eventBrief,
  openLedgerData,
  Topic,
  type View,
} from '../ledger/index.js'
import { diff } from '../scenarios/index.js'
import { openSeries } from '../series/index.js'
import { topicCounts, topicReport, truceReport } from '../watch/index.js'
import { type Asked, asOf, type Context, knownAndScenario, question, type Streams, withScenario } from './asked.js'
import { coverage, renderCoverage } from './check.js'
import { type DiffReport, renderAnnounced, renderDiff } from './diff.js'
import { renderAuthority, renderEvent, renderMeasure } from './show.js'
import { wrap } from './text.js'
import { renderTimeline } from './timeline.js'
import { renderTopic, renderTopics } from './topic.js'
import { renderTruce } from './truce.js'
import { horizonWarning } from './values.js'

/** Adds the commands to the program. */
export function ledgerCommands(program: Command, { io, style, print }: Context): void {
  asOf(program.command('truce').description('the truce on a day: what is suspended, until when, what comes back on each side')).action(
    (asked: Asked) => {
      const { ledger, date, known } = question(asked, io)
      const report = truceReport(ledger, { date, ...(known !== undefined && { known }) })
      print(asked, report, () => renderTruce(report, style))
    },
  )

  asOf(
    program
      .command('topic')
      .description('one issue of the talks: the law on it, pledges, figures, threats, talks; without a name, the topics')
      .addArgument(new Argument('[name]', 'soybeans, rare-earths, fentanyl, technology, ports …').choices(Topic.options)),
  )
    .option('--all', 'long lists whole')
    .action((name: Topic | undefined, asked: Asked & { all?: boolean }) => {
      const { ledger, view, date, known } = question(asked, io)
      if (name === undefined) {
        const topics = topicCounts(view)
        print(asked, { date, known: view.known, horizon: view.horizon, topics }, () => renderTopics(topics, style))
        return
      }
      const report = topicReport(ledger, openSeries(embeddedSeries()), name, { date, ...(known !== undefined && { known }) })
      print(asked, report, () => renderTopic(report, style, asked.all ?? false))
    })

  knownAndScenario(program.command('timeline').description('events by the day on which they became known'))
    .addOption(new Option('--actor <party>', 'whose acts').choices(['US', 'CN', 'both', 'other']))
    .addOption(new Option('--topic <topic>', 'one issue of the talks').choices(Topic.options))
    .option('--from <day>', 'first day on which an event became known')
    .option('--to <day>', 'last such day')
    .action((asked: Asked & { actor?: string; topic?: string; from?: string; to?: string }) => {
      const { view } = question(asked, io)
      const from = asked.from === undefined ? undefined : checkDay(asked.from, '--from')
      const to = asked.to === undefined ? undefined : checkDay(asked.to, '--to')
      if (from !== undefined && to !== undefined && to < from) fail('bad-input', `--to ${to} lies before --from ${from}`, '--to')
      const events = view
        .events()
        .filter((e) => (from === undefined || e.known >= from) && (to === undefined || e.known <= to))
        .filter(
          ({ record: r }) =>
            (asked.actor === undefined || r.party === asked.actor) &&
            (asked.topic === undefined || r.topics.includes(asked.topic as never)),
        )
        .map(eventBrief)
      const words = [asked.actor, asked.topic, from && `from ${from}`, to && `to ${to}`, `known on ${view.known}`]
        .filter(Boolean)
        .join(', ')
      print(asked, { known: view.known, horizon: view.horizon, events }, () =>
        renderTimeline(
          events,
          words,
          style,
          from !== undefined && from > view.horizon.latest
            ? `The record ends on ${view.horizon.latest}: nothing published later is known here.`
            : undefined,
        ),
      )
    })

  asOf(
    program.command('show').argument('<id>', 'a measure or event').description('one record whole: every value, date, source and relation'),
  ).action((id: string, asked: Asked) => {
    const { view } = question(asked, io)
    const measure = describeMeasure(view, id)
    const event = describeEvent(view, id)
    const authority = describeAuthority(view, id)
    const whole = measure ?? event ?? authority ?? notFound(view, id)
    const announced = view.announced === view ? [] : diff(view, view.announced, view.date).filter((d) => d.measure === id)
    const warning = horizonWarning(view.horizon, view.date)
    print(asked, { ...whole, horizon: view.horizon, ...(measure && { announced }) }, () => {
      const text = measure
        ? renderMeasure(measure, view.date, style)
        : event
          ? renderEvent(event, style)
          : authority
            ? renderAuthority(authority, style)
            : ''
      return text + (announced.length > 0 ? renderAnnounced(announced, style) : '') + (warning ? `\n${wrap(warning)}\n` : '')
    })
  })

  asOf(program.command('diff').description('which terms a scenario changes, from a day on'))
    .option('--against <scenario>', 'compare with another scenario instead of the ledger')
    .action((asked: Asked & { against?: string }) => {
      const report = diffReport(asked, io)
      print(asked, report, () => renderDiff(report, style))
    })

  program
    .command('check')
    .description('validate the ledger and print what it covers')
    .option('--json', 'as JSON')
    .option(
      '--dir <folder>',
      'a checkout whose ledger/ and scenarios/ are read; default: this folder if it has them, else the embedded record',
    )
    .action((asked: Asked & { dir?: string }) => {
      const root = asked.dir ?? '.'
      const there = existsSync(join(root, 'ledger/horizon.yaml'))
      if (asked.dir !== undefined && !there) fail('bad-input', `there is no ledger/horizon.yaml in ${asked.dir}`, '--dir')
      const report = coverage(there ? readCheckout(root) : embeddedRecord())
      print(asked, report, () => renderCoverage(report, style))
    })
}

function diffReport(asked: Asked & { against?: string }, io: Streams): DiffReport {
  if (!asked.scenario?.length) fail('bad-input', 'diff needs a scenario, e.g. --scenario lapse', '--scenario')
  const { view, ledger, date, known } = question(asked, io)
  const dates = { date, ...(known !== undefined && { known }) }
  const [first] = view.scenarios
  const base = openLedgerData(embeddedRecord())
  const other = asked.against ?? first?.against
  const against = other === undefined ? undefined : withScenario(base, other, '--against')
  return {
    date,
    known: view.known,
    horizon: view.horizon,
    announcements: base.asOf(dates).announcements.map(({ id, title }) => ({ id, title })),
    scenario: view.scenarios.map((s) => s.id).join('+'),
    title: first?.title ?? '',
    summary: first?.summary ?? '',
    differences: diff(base.asOf(dates), ledger.asOf(dates), date),
    ...(against && {
      against: {
        scenario: against.scenarios[0]?.id ?? '',
        title: against.scenarios[0]?.title ?? '',
        differences: diff(against.asOf(dates), view, date),
      },
    }),
  }
}

function notFound(view: View, id: string): never {
  const all = [...view.measureIds, ...view.events().map((e) => e.id)]
  const near = all.filter((other) => other.includes(id) || id.includes(other)).slice(0, 8)
  const later = openLedgerData(embeddedRecord()).record(id) !== undefined ? ` It is on record, but was not known on ${view.known}.` : ''
  return fail(
    'not-found',
    `no record "${id}" is known on ${view.known}.${later}${near.length > 0 ? ` Near it: ${near.join(', ')}` : ' See parley timeline for ids'}`,
    'id',
  )
}
