// `npm run bench`: how fast answers come; `-- --retrieval DIR [--replicate N]`: search beside other engines;
// `-- --burst`: a thousand people at once; `-- --kills N [--reminders]`: the service ended N times in the middle;
// `-- --registrations`: 500 people register at once; `-- --register-kills N`: ended N times while 50 do; `-- --fuzz N`: N
// random plays a form; `-- --year`: the reminders of 2020 in virtual time; `-- --followers N`: so many reminders of one
// deadline, `--seconds` of them delivered; `--lists N`: the numbers and lists of N registrations.

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createClock } from '../clock.ts'
import { createAnswerer } from '../knowledge/answer.ts'
import { toEntries } from '../knowledge/entries.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'
import { createSearchIndex } from '../knowledge/search-index.ts'
import { benchBurst } from './burst.ts'
import { benchFollowers } from './followers.ts'
import { benchFuzz } from './fuzz/fuzz.ts'
import { goldSchema } from './grade.ts'
import { benchKillReminders } from './kill-reminders.ts'
import { benchKills } from './kills.ts'
import { benchLists } from './lists.ts'
import { benchRegisterKills } from './register-kills.ts'
import { benchRegistrations } from './registrations.ts'
import { benchRetrieval } from './retrieval.ts'
import { benchYear } from './year.ts'

const { values } = parseArgs({
  options: {
    retrieval: { type: 'string' },
    replicate: { type: 'string' },
    burst: { type: 'boolean' },
    kills: { type: 'string' },
    fuzz: { type: 'string' },
    campaign: { type: 'string' },
    seed: { type: 'string' },
    registrations: { type: 'boolean' },
    'register-kills': { type: 'string' },
    messages: { type: 'string', default: '10000' },
    people: { type: 'string' },
    year: { type: 'boolean' },
    reminders: { type: 'boolean' },
    followers: { type: 'string' },
    lists: { type: 'string' },
    seconds: { type: 'string', default: '120' },
    restarts: { type: 'string', default: '100' },
  },
})
if (values.burst) await benchBurst({ messages: Number(values.messages), people: Number(values.people ?? 1_000) })
else if (values.followers) await benchFollowers(Number(values.followers), Number(values.seconds))
else if (values.lists) await benchLists(Number(values.lists))
else if (values.year) await benchYear(Number(values.people ?? 2_000), Number(values.restarts))
else if (values.kills && values.reminders) await benchKillReminders(Number(values.kills))
else if (values.registrations) await benchRegistrations(Number(values.people ?? 500))
else if (values['register-kills']) await benchRegisterKills(Number(values['register-kills']))
else if (values.fuzz)
  await benchFuzz(Number(values.fuzz), {
    ...(values.campaign ? { campaign: values.campaign } : {}),
    ...(values.seed ? { seed: Number(values.seed) } : {}),
  })
else if (values.kills) await benchKills(Number(values.kills))
else if (values.retrieval)
  await benchRetrieval(values.retrieval, values.replicate ? { replicate: Number(values.replicate) } : {})
else benchAnswers()

function timed<T>(work: () => T): { result: T; ms: number } {
  const started = performance.now()
  const result = work()
  return { result, ms: performance.now() - started }
}

function benchAnswers(): void {
  const files = readKnowledgeFiles(`${import.meta.dirname}/../knowledge`)
  const load = timed(() => loadKnowledge(files))
  const { knowledge } = load.result
  if (!knowledge) throw new Error('the curated content has faults: run `npm run knowledge`')
  const entries = knowledge.campaigns.flatMap(toEntries)
  const passages = entries.map(({ id, campaign, label, chain, text, asks }) => ({
    id,
    group: campaign,
    title: `${label} ${chain}`,
    text,
    context: asks.join('\n'),
  }))
  const index = timed(() => createSearchIndex(passages))
  const build = timed(() => createAnswerer(knowledge, createClock().today))
  const questions = readFileSync(`${import.meta.dirname}/questions/gold.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => goldSchema.parse(JSON.parse(line)).q)
  const ask = (question: string) => timed(() => build.result.answer(question, { focus: null, last: null })).ms
  for (const question of questions) ask(question)
  const times = questions.map(ask).sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
  console.log(`read and check the content   ${load.ms.toFixed(0)} ms`)
  console.log(`index ${entries.length} entries         ${index.ms.toFixed(0)} ms`)
  console.log(`build everything for answers ${build.ms.toFixed(0)} ms`)
  console.log(
    `answer ${questions.length} questions: median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(0.9999)} ms`,
  )
  console.log(`resident memory ${(process.memoryUsage().rss / 1024 ** 2).toFixed(0)} MB`)
}
