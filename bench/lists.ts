// `npm run bench -- --lists 3000`: how long an organiser waits for the numbers and the lists of so many registrations, and
// how long everybody else does meanwhile.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createAssistant } from '../assistant.ts'
import { loadConfig } from '../config.ts'
import { versionOf } from '../forms/form.ts'
import type { Values } from '../forms/values.ts'
import type { Reply } from '../message.ts'
import { changeRegistration, keepDraft } from '../store/change-registration.ts'
import { keepFormVersion } from '../store/form-versions.ts'

const ORGANISER = 'telegram:1'
const CAMPAIGN = 'noi-vu-hung-yen-2020'
const NOTICED_EVERY_MS = 5
const COMMANDS = ['/choduyet', '/thongke', '/xuat']

/** Prints for each command how long it took, and the longest moment in which nothing else was looked at. */
export async function benchLists(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lists-'))
  const config = loadConfig({
    DATABASE_URL: `sqlite:${join(folder, 'lists.db')}`,
    FILES_DIR: join(folder, 'files'),
    ORGANISERS: ORGANISER,
    CLOCK_START: '2020-02-14T08:00:00+07:00',
  })
  const assistant = await createAssistant(config, pino({ level: 'silent' }), { isLocal: true })
  try {
    await fill(assistant, count)
    const heard: Reply[] = []
    assistant.desk.serve({
      name: 'telegram',
      numberedChoices: null,
      split: (reply) => [reply],
      send: async (_to, _id, reply) => {
        heard.push(reply)
        return { state: 'sent' }
      },
      fetchFile: async () => ({ state: 'unavailable', reason: 'a bench' }),
      showTyping: () => {},
    })
    await assistant.desk.resume()
    let id = 0
    const says = async (text: string, action: string | null = null) => {
      await assistant.desk.receive({
        id: `bench/${++id}`,
        channel: 'telegram',
        conversationId: ORGANISER,
        sender: ORGANISER,
        kind: action ? 'choice' : 'text',
        text,
        action,
        files: [],
        receivedAt: assistant.clock.now(),
      })
      await assistant.desk.idle()
    }
    await says('chọn', `review:queue:${CAMPAIGN}`)
    for (const command of [...COMMANDS, ...COMMANDS]) {
      const { took, longest } = await notice(() => says(command))
      console.log(
        `${command} of ${count} registrations: ${took.toFixed(0)} ms; nobody else was looked at for ${longest.toFixed(0)} ms at most`,
      )
    }
    const file = heard.flatMap(({ attachments = [] }) => attachments).findLast(({ name }) => name.endsWith('.xlsx'))
    const kept = file && (await assistant.files.read(assistant.db, file.fileId))
    console.log(`the file: ${((kept?.content.byteLength ?? 0) / 1_000).toFixed(0)} kB`)
  } finally {
    await assistant.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

// A timer that comes late was kept waiting by so much.
async function notice(work: () => Promise<void>): Promise<{ took: number; longest: number }> {
  let last = performance.now()
  let longest = 0
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - NOTICED_EVERY_MS)
    last = now
  }, NOTICED_EVERY_MS)
  const began = performance.now()
  await work()
  const took = performance.now() - began
  await new Promise((resolve) => setTimeout(resolve, 2 * NOTICED_EVERY_MS))
  clearInterval(timer)
  return { took, longest }
}

export async function fill(
  { db, clock, knower }: Awaited<ReturnType<typeof createAssistant>>,
  count: number,
): Promise<void> {
  const campaign = knower.current().campaigns.find(({ id }) => id === CAMPAIGN)
  const form = campaign?.forms[0]
  if (!form) throw new Error(`${CAMPAIGN} has no form`)
  const units = knower.current().units.filter(({ campaigns }) => campaigns.includes(CAMPAIGN))
  const version = versionOf(form)
  const now = clock.now()
  await db.transaction().execute(async (trx) => {
    await keepFormVersion(trx, { version, campaign: CAMPAIGN, form: form.id, definition: form }, now)
    for (let index = 0; index < count; index += 1) {
      const unit = units[index % units.length]
      const id = `registration-${index}`
      const person = `telegram:${100_000 + index}`
      const answers = toValues(index, { unit: unit?.id ?? null, name: unit?.name ?? '' })
      await keepDraft(
        trx,
        { id, campaign: CAMPAIGN, form: form.id, formVersion: version, person, answers, progress: {} },
        now,
      )
      const state = (['submitted', 'approved', 'returned'] as const)[index % 3] ?? 'submitted'
      const decided = state === 'submitted' ? {} : { decidedAt: now, decidedBy: ORGANISER }
      const code = `NV20-${String(index).padStart(6, '0')}`
      await changeRegistration(trx, { id, revision: 0 }, { state, code, submittedAt: now, ...decided }, [], now)
    }
  })
}

function toValues(index: number, unit: { unit: string | null; name: string }): Values {
  const award = index % 2 === 0 ? 'bang-khen' : 'giay-khen'
  const tasks = Array.from(
    { length: 1 + (index % 4) },
    (_, line) => `Hoàn thành ${10 + line}% nhiệm vụ số ${index} trước 30/11/2020`,
  )
  const common: Values = {
    'don-vi': { type: 'unit', ...unit },
    'hinh-thuc': { type: 'choice', option: award },
    ...(award === 'bang-khen'
      ? { 'linh-vuc': { type: 'choice', option: 'ton-giao' } }
      : { 'noi-dung': { type: 'choices', options: ['ky-cuong', 'cai-cach'] } }),
    'nhiem-vu': { type: 'text', text: tasks.join('\n') },
    'dang-xem-xet': { type: 'attestation', yes: false },
  }
  if (index % 3 === 0) return { 'doi-tuong': { type: 'choice', option: 'tap-the' }, ...common }
  return {
    'doi-tuong': { type: 'choice', option: 'ca-nhan' },
    loai: { type: 'choice', option: 'cong-chuc' },
    'ho-ten': { type: 'text', text: `Nguyễn Văn ${index % 7 === 0 ? 'Ân' : 'Bình'}` },
    'chuc-vu': { type: 'text', text: 'Chuyên viên' },
    ...common,
  }
}
