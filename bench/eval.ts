// `npm run eval [-- FILE.jsonl]`: asks the gold questions and prints the figures per kind; `--failures` names each miss,
// `--stripped` asks without any diacritics.

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { askOnce } from '../ask-once.ts'
import { createAssistant } from '../assistant.ts'
import { loadConfig } from '../config.ts'
import { stripMarks } from '../knowledge/fold.ts'
import { findFault, type GoldQuestion, goldSchema, hitsSection } from './grade.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { failures: { type: 'boolean' }, stripped: { type: 'boolean' } },
})
const file = positionals[0] ?? `${import.meta.dirname}/questions/gold.jsonl`
const questions = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => goldSchema.parse(JSON.parse(line)))
const assistant = await createAssistant(
  {
    ...loadConfig({}),
    databaseUrl: 'sqlite::memory:',
    filesDir: null,
    clockStart: new Date('2020-02-10T08:00:00+07:00'),
  },
  pino({ level: 'error' }),
)

const asTyped = (text: string) => (values.stripped ? stripMarks(text) : text)
const rows: { question: GoldQuestion; fault: string | null; ms: number; hit: boolean }[] = []
for (const question of questions) {
  const { q, context, campaign } = question
  const answer = await askOnce(assistant, { q: asTyped(q), context: context.map(asTyped), campaign })
  const fault = findFault(question, answer)
  if (fault && values.failures) console.log(`${question.id}\t${asTyped(q)}\t${fault}`)
  rows.push({ question, fault, ms: answer.ms, hit: hitsSection(question, answer) })
}
await assistant.close()

const share = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`)
const right = (list: typeof rows) => list.filter(({ fault }) => !fault).length
for (const kind of [...new Set(questions.map((question) => question.kind))].sort()) {
  const list = rows.filter(({ question }) => question.kind === kind)
  console.log(
    `${kind.padEnd(26)} ${String(right(list)).padStart(4)} / ${String(list.length).padEnd(4)} ${share(right(list), list.length)}`,
  )
}
const answered = rows.filter(({ question }) => question.expect === 'answer')
const refused = rows.filter(({ question }) => question.expect === 'refuse')
const times = rows.map(({ ms }) => ms).sort((a, b) => a - b)
console.log(
  `${'all'.padEnd(26)} ${String(right(rows)).padStart(4)} / ${String(rows.length).padEnd(4)} ${share(right(rows), rows.length)}`,
)
console.log(
  `section cited: ${share(answered.filter(({ hit }) => hit).length, answered.length)} of what is to be answered`,
)
console.log(`refused: ${share(right(refused), refused.length)} of what is to be refused`)
console.log(`median ${times[times.length >> 1]} ms, p95 ${times[Math.floor(times.length * 0.95)]} ms`)
