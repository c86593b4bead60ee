import {readFileSync} from 'node:fs'
import {readYaml} from '/work/main/src/ledger/read-yaml.js'
import {LedgerRecord} from '/work/main/src/ledger/schema/index.js'
import {describeProblem} from '/work/main/src/base/errors.js'
const r=readYaml(readFileSync('/tmp/try.yaml','utf8'),'try.yaml',LedgerRecord)
console.log(r.ok? JSON.stringify(r.value,null,1): r.problems.map(describeProblem).join('\n'))
