import { pino } from 'pino'
import { createAssistant } from '/work/wt-conversation/assistant.ts'
import { loadConfig } from '/work/wt-conversation/config.ts'
import { givenPeople } from '/work/wt-conversation/test/fakes/somebody.ts'
import { readFileSync } from 'node:fs'
const assistant = await createAssistant({ ...loadConfig({}), databaseUrl: 'sqlite::memory:', questionsPerMinute: 1e6, clockStart: new Date('2020-02-10T08:00:00+07:00') }, pino({ level: 'warn' }))
const people = givenPeople(assistant as any)
const a = people('web-a')
for (const line of readFileSync(process.argv[2]!, 'utf8').split('\n')) {
  if (!line.trim()) continue
  console.log('\n>>> ' + line)
  const before = a.heard.length
  const t0 = performance.now()
  try {
    if (line.startsWith('[')) await a.taps(line.slice(1, -1)); else await a.says(line.replaceAll('\\n', '\n'))
  } catch (e) { console.log('!!', (e as Error).message); continue }
  const ms = performance.now() - t0
  const { toPlainText } = await import('/work/wt-conversation/message.ts')
  for (const r of a.heard.slice(before)) console.log(toPlainText(r) + '\n   ' + r.choices.filter(c => !c.action.startsWith('feedback')).map(c => `[${c.label}]`).join(' ') + '\n   --')
  console.log(`   (${ms.toFixed(1)} ms)`)
}
await assistant.close()
