/** What follows from a scenario beyond the duties: who gains and loses, and the soybean market. Asked once a change stands still. */
import { useAnswer } from '../../client.js'
import { Answered } from '../../ui/basics.js'
import { useSettled } from '../../ui/settled.js'
import type { WhatIfAsked } from '../../worker/compare.js'
import { Effects } from './effects.js'
import { Soybeans } from './soybeans.js'

export function Beyond({ question }: { question: WhatIfAsked }) {
  const asked = useSettled(question, JSON.stringify(question))
  const effects = useAnswer('effects', asked)
  const soybeans = useAnswer('soybeans', asked)
  // Only once the answer itself stands: the draws begin where it ended.
  const known = asked !== undefined && !effects.pending && effects.value?.on !== undefined
  const intervals = useAnswer('intervals', known ? asked : undefined)
  return (
    <>
      <section class="reserve-effects">
        <h2>Who gains and who loses</h2>
        <Answered answer={effects} what="Solving for trade and prices under both readings">
          {(value) => <Effects value={value} intervals={intervals.pending ? undefined : intervals.value} pending={intervals.pending} />}
        </Answered>
      </section>
      <section class="reserve-soybeans">
        <h2>The soybean market</h2>
        <Answered answer={soybeans} what="Solving for the soybean market under both readings">
          {(value) => <Soybeans value={value} />}
        </Answered>
      </section>
    </>
  )
}
