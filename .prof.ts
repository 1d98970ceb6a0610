import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { createAssistant } from './assistant.ts'
import { loadConfig } from './config.ts'
import { startRegistration } from './handlers/registering/choose-form.ts'
import { showRegistrations, resumeDraft } from './handlers/registering/show-registrations.ts'
import { keepDossier } from './handlers/registering/keep-dossier.ts'
import { steerNothing } from './handlers/registering/steer-nothing.ts'
import { freshState } from './handlers/handler.ts'
const a = await createAssistant({ ...loadConfig({}), databaseUrl: 'sqlite::memory:', clockStart: new Date('2020-02-10T08:00:00+07:00') }, pino({ level: 'error' }))
const qs = ['/work/gold-a.jsonl','/work/gold-b.jsonl','/work/gold-c.jsonl','./bench/questions/gold.jsonl'].flatMap(f => readFileSync(f,'utf8').split('\n').filter(Boolean).map(l => JSON.parse(l).q ?? JSON.parse(l).question)).filter(Boolean)
let n = 0
for (const q of qs) for (const focus of [null, 'noi-vu-hung-yen-2020']) for (const h of [startRegistration, showRegistrations, resumeDraft, keepDossier, steerNothing]) {
  n++
  const m = { id: '1', channel: 'web', conversationId: 'web-1', sender: 'web-1', person: 'web-1', kind: 'text', text: q, action: null, files: [], receivedAt: new Date() } as any
  const o = await h(m, { ...freshState, focus }, a.tools)
  if (o) console.log(q, '→', h.name, focus)
}
console.log(n, qs.length)
await a.close()
