/** The commands that read the ledger: truce, topic, timeline, show, diff, check. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Argument, type Command, Option } from 'commander'
import { coverage } from '../answers/coverage.js'
import { diffReport } from '../answers/diff.js'
import { recordWhole } from '../answers/record.js'
import { timeline } from '../answers/timeline.js'
import { topicOf, topicsReport } from '../answers/topic.js'
import { fail } from '../base/errors.js'
import { embeddedRecord } from '../files/generated.js'
import { readCheckout } from '../files/sources.js'
import { openLedgerData, Topic } from '../ledger/index.js'
import { truceReport } from '../watch/index.js'
import { type Asked, asOf, type Context, knownAndScenario, option, question, withScenario } from './asked.js'
import { renderCoverage } from './check.js'
import { renderAnnounced, renderDiff } from './diff.js'
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
      const of = question(asked, io)
      if (name === undefined) {
        const report = topicsReport(of)
        print(asked, report, () => renderTopics(report.topics, style))
        return
      }
      const report = topicOf(of, name)
      print(asked, report, () => renderTopic(report, style, asked.all ?? false))
    })

  knownAndScenario(program.command('timeline').description('events by the day on which they became known'))
    .addOption(new Option('--actor <party>', 'whose acts').choices(['US', 'CN', 'both', 'other']))
    .addOption(new Option('--topic <topic>', 'one issue of the talks').choices(Topic.options))
    .option('--from <day>', 'first day on which an event became known')
    .option('--to <day>', 'last such day')
    .action((asked: Asked & { actor?: string; topic?: string; from?: string; to?: string }) => {
      const { view } = question(asked, io)
      const report = timeline(view, asked, option)
      const { from, to } = asked
      const words = [asked.actor, asked.topic, from && `from ${from}`, to && `to ${to}`, `known on ${view.known}`]
        .filter(Boolean)
        .join(', ')
      print(asked, report, () =>
        renderTimeline(
          report.events,
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
    const whole = recordWhole(view, openLedgerData(embeddedRecord()), id)
    const warning = horizonWarning(view.horizon, view.date)
    print(asked, whole.record, () => {
      const text =
        whole.is === 'measure'
          ? renderMeasure(whole.record, view.date, style)
          : whole.is === 'event'
            ? renderEvent(whole.record, style)
            : renderAuthority(whole.record, style)
      const announced = whole.is === 'measure' ? whole.record.announced : []
      return text + (announced.length > 0 ? renderAnnounced(announced, style) : '') + (warning ? `\n${wrap(warning)}\n` : '')
    })
  })

  asOf(program.command('diff').description('which terms a scenario changes, from a day on'))
    .option('--against <scenario>', 'compare with another scenario instead of the ledger')
    .action((asked: Asked & { against?: string }) => {
      if (!asked.scenario?.length) fail('bad-input', 'diff needs a scenario, e.g. --scenario lapse', '--scenario')
      const base = openLedgerData(embeddedRecord())
      const against = asked.against === undefined ? undefined : withScenario(base, asked.against, '--against')
      const report = diffReport(question(asked, io), base, against)
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
