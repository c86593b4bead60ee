/** One product: what is owed, layer by layer and since when, whether a licence is needed, and what could change the answer. */
import { useAnswer } from '../client.js'
import { plural } from '../format.js'
import { dates, go, here } from '../state.js'
import { Answered, Link } from '../ui/basics.js'
import { Described } from '../ui/words.js'
import { entryOf } from './product/asked.js'
import { Duty } from './product/duty.js'
import { History } from './product/history.js'
import { Licences } from './product/licences.js'
import { Origins } from './product/origins.js'
import { Search } from './product/search.js'

export function ProductView() {
  const { params } = here.value
  const to = params.to === 'CN' ? 'CN' : 'US'
  const origin = (params.origin ?? (to === 'US' ? 'CN' : 'US')).toUpperCase()
  const code = params.code ?? ''
  return (
    <>
      <h1 class="no-print">What does a product pay?</h1>
      <Search to={to} origin={origin} />
      {code === '' ? <Examples /> : <Asked code={code} to={to} origin={origin} />}
    </>
  )
}

function Examples() {
  return (
    <section>
      <p class="muted">Search by words or by number. Or begin with one of these:</p>
      <ul class="plain">
        <li>
          <Link keep params={{ code: '8505.11.00.70', to: undefined, origin: undefined }}>
            Sintered neodymium magnets from China into the United States
          </Link>
        </li>
        <li>
          <Link keep params={{ code: '1201.90', to: 'CN', origin: undefined }}>
            Soybeans from the United States into China
          </Link>
        </li>
        <li>
          <Link keep params={{ code: '8504.40.85.00', to: undefined, origin: undefined }}>
            Power supplies for telecommunication apparatus, from China
          </Link>
        </li>
      </ul>
    </section>
  )
}

function Asked({ code, to, origin }: { code: string; to: 'US' | 'CN'; origin: string }) {
  const asked = dates.value
  const entry = entryOf(here.value.params, code, origin)
  const question = asked && { ...asked, to, entry }
  const answer = useAnswer('duty', question)
  return (
    <Answered answer={answer} what="Loading the chapter and the product lists">
      {(value) =>
        'choose' in value ? (
          <section>
            <h2>
              {code} stands for {plural(value.choose.length, 'line')}: choose one
            </h2>
            <ul class="plain">
              {value.choose.map((line) => (
                <li key={line.code}>
                  <Link keep params={{ code: line.dotted }}>
                    {line.dotted}
                  </Link>{' '}
                  <Described words={line.words} /> <span class="muted">{line.rate}</span>
                </li>
              ))}
            </ul>
          </section>
        ) : (
          <>
            <Duty words={value.words} assessment={value.assessment} />
            <Licences code={value.assessment.hts} from={origin} to={to} />
            {question && <Origins asked={question} />}
            {question && <History asked={question} />}
            <p class="no-print">
              <button type="button" onClick={() => window.print()}>
                Print the duty sheet
              </button>{' '}
              <button
                type="button"
                onClick={() =>
                  go({
                    keep: true,
                    params: to === 'US' ? { to: 'CN', origin: 'US', code: value.assessment.hts.slice(0, 7) } : { to: 'US', origin: 'CN' },
                  })
                }
              >
                The other way: into {to === 'US' ? 'China' : 'the United States'}
              </button>
            </p>
          </>
        )
      }
    </Answered>
  )
}
