/** `parley port-fee` as a ship's agent meets it. */
import { describe, expect, test } from 'vitest'
import { PortFeeOutput } from '../../src/answers/port-fee-schemas.js'
import { parley } from './run.js'

const cosco = [
  'port-fee',
  '--port',
  'us',
  '--flag',
  'CN',
  '--built',
  'CN',
  '--operator',
  'CN',
  '--net-tons',
  '60000',
  '--containers',
  '4000',
]
const oct = ['--date', '2025-10-20']

describe('port-fee', () => {
  test.each([
    [[...cosco, ...oct]],
    [['port-fee', '--port', 'us', ...oct]],
    [['port-fee', '--port', 'CN', '--date', '2025-11-10', '--flag', 'us', '--net-tons', '11146', '--calls', '8']],
    [['port-fee', '--port', 'cn', '--date', '2025-10-09', '--known', '2025-10-09']],
    [
      [
        'port-fee',
        '--port',
        'us',
        '--built',
        'CN',
        '--owner',
        'GR',
        '--operator',
        'GR',
        '--type',
        'tanker',
        '--dwt',
        '75000',
        '--net-tons',
        '20000',
      ],
    ],
    [[...cosco, '--scenario', 'extend-one-year', '--date', '2026-11-10']],
  ])('prints JSON that fits its schema: %s', async (argv) => {
    const { code, out } = await parley(...argv, '--json')
    expect(code).toBe(0)
    PortFeeOutput.parse(JSON.parse(out))
  })

  test('the text tells the amount, why, what it would change and what comes, in 80 columns', async () => {
    const { code, out } = await parley(...cosco, ...oct, '--owner-share', 'US=30')
    expect(code).toBe(0)
    expect(out).toMatch(/Owed for this call +3,000,000\.00 USD/)
    expect(out).toMatch(/because: operated by a person of China/)
    expect(out).toMatch(/50 USD a net ton × 60,000 +3,000,000\.00/)
    expect(out).toMatch(/gives way/)
    expect(out).toMatch(/10 Nov 2026 00:01 ET \(13:01 Beijing\): us\.port-fee\.annex-1 returns, 80 USD/)
    for (const line of out.split('\n')) if (!line.includes('http')) expect(line.length, line).toBeLessThanOrEqual(80)
  })
  test('on 10 November 2025 both hours are told', async () => {
    const { out } = await parley('port-fee', '--port', 'cn', '--date', '2025-11-10', '--flag', 'US', '--net-tons', '11146')
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /at 13:01 Beijing \(00:01 ET\): before that hour 4,458,400\.00 CNY \(owed\), from then on 0\.00 CNY/,
    )
  })
  test('before anything was published it says so', async () => {
    const { out } = await parley('port-fee', '--port', 'cn', '--date', '2025-10-09', '--known', '2025-10-09')
    expect(out.replace(/\s+/g, ' ')).toMatch(/Nothing published by 9 Oct 2025 charges a port fee/)
  })
  test('without a needed fact there is no amount, and it asks', async () => {
    const { out } = await parley('port-fee', '--port', 'cn', ...oct, '--flag', 'LR', '--built', 'KR', '--owner', 'GR', '--operator', 'GR')
    expect(out).toMatch(/Owed for this call +open/)
    expect(out).toMatch(/\? --owner-share US=…/)
    expect(out).toMatch(/\? --net-tons/)
  })

  test.each([
    [['--port', 'us,cn'], /^--port: "us,cn" is neither us nor cn/],
    [['--port', 'us', '--port', 'cn'], /^--port: given twice/],
    [[], /^--port: say at whose port/],
    [['--port', 'us', '--flag', 'CHN'], /^--flag: "CHN"/],
    [['--port', 'us', '--flag', 'UK'], /GB/],
    [['--port', 'us', '--net-tons=-5'], /^--net-tons: -5 is negative/],
    [['--port', 'us', '--owner-share', 'US=101'], /^--owner-share: US: 101 is more than 100/],
    [['--port', 'us', '--owner-share', '30'], /^--owner-share: "30": write country=percent/],
    [['--port', 'us', '--type', 'boat'], /^--type: "boat"/],
    [['--port', 'us', '--ballast', 'maybe'], /^--ballast/],
    [['--port', 'us', '--calls', '0'], /^--calls/],
    [['--port', 'us', '--call', 'x'], /^--call/],
    [['--port', 'us', '--date', '2025-02-30'], /^--date/],
  ])('%j is refused, by name', async (argv, message) => {
    const { code, out, err } = await parley('port-fee', ...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(message)
  })
})
