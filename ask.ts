// `npm run -s ask -- "câu hỏi" [--json] [--campaign ID]` and `--jsonl < in > out`: answers without a channel or a trace.

import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { z } from 'zod'
import { type Assistant, createAssistant } from './assistant.ts'
import { ConfigError, loadConfig } from './config.ts'
import { handleMessage } from './handlers/handle-message.ts'
import { freshState, type State } from './handlers/handler.ts'
import { KnowledgeError } from './knowledge/knower.ts'
import { type Reply, toPlainText } from './message.ts'

const line = z.object({
  id: z.union([z.string(), z.number()]),
  q: z.string(),
  context: z.array(z.string()).default([]),
  campaign: z.string().optional(),
})

interface Answered {
  readonly kind: Reply['kind']
  readonly text: string
  readonly sources: readonly { campaign: string; section: string; document: string }[]
  readonly choices: readonly { label: string; campaign?: string }[]
  readonly ms: number
}

/** A mistake in how the command was called. */
class UsageError extends Error {
  override readonly name = 'UsageError'
}

async function ask(
  assistant: Assistant,
  { q, context, campaign }: { q: string; context: readonly string[]; campaign?: string | undefined },
): Promise<Answered> {
  checkCampaign(assistant, campaign)
  let state: State = { ...freshState, focus: campaign ?? null }
  const say = async (text: string) => {
    const { clock, tools } = assistant
    const message = {
      id: tools.newId(),
      channel: 'terminal',
      conversationId: 'ask',
      kind: 'text',
      text: text.normalize('NFC'),
      action: null,
      receivedAt: clock.now(),
    } as const
    const outcome = await handleMessage(message, state, tools)
    state = outcome.state
    return outcome.replies.map(({ reply }) => reply)
  }
  for (const earlier of context) await say(earlier)
  const started = performance.now()
  const replies = await say(q)
  const ms = Math.round((performance.now() - started) * 100) / 100
  return {
    kind: replies[0]?.kind ?? 'smalltalk',
    text: replies.map(toPlainText).join('\n\n'),
    sources: replies
      .flatMap(({ sources }) => sources)
      .map((source) => ({ campaign: source.campaign, section: source.section, document: source.document })),
    choices: replies
      .flatMap(({ choices }) => choices)
      .filter(({ action }) => !action.startsWith('feedback:'))
      .map(({ label, campaign: id }) => (id ? { label, campaign: id } : { label })),
    ms,
  }
}

function checkCampaign(assistant: Assistant, campaign: string | undefined): void {
  const ids = assistant.knower.current().campaigns.map(({ id }) => id)
  if (campaign !== undefined && !ids.includes(campaign))
    throw new UsageError(`unknown campaign "${campaign}": known are ${ids.join(', ')}`)
}

async function answerLines(assistant: Assistant): Promise<void> {
  for await (const raw of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (raw.trim() === '') continue
    process.stdout.write(`${JSON.stringify(await answerLine(assistant, raw))}\n`)
  }
}

// A broken line costs only itself.
async function answerLine(assistant: Assistant, raw: string): Promise<object> {
  let id: unknown
  try {
    const json: unknown = JSON.parse(raw)
    id = (json as { id?: unknown } | null)?.id
    const { q, context, campaign } = line.parse(json)
    return { id, ...(await ask(assistant, { q, context, campaign })) }
  } catch (error) {
    const message =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
        : error instanceof Error
          ? error.message
          : String(error)
    return { ...(id === undefined ? {} : { id }), error: message }
  }
}

function print(answered: Answered): void {
  console.log(answered.text)
  answered.choices.forEach((choice, index) => {
    console.log(`  ${index + 1}. ${choice.label}`)
  })
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, jsonl: { type: 'boolean' }, campaign: { type: 'string' } },
  })
  const question = positionals.join(' ').trim()
  if (!values.jsonl && question === '')
    throw new UsageError(
      'usage: npm run -s ask -- "câu hỏi" [--json] [--campaign ID], or --jsonl < questions.jsonl > answers.jsonl',
    )
  // Nothing that is asked here is kept.
  const assistant = await createAssistant(
    { ...loadConfig(process.env), databaseUrl: 'sqlite::memory:' },
    pino({ level: 'error' }, pino.destination(2)),
  )
  if (values.jsonl) await answerLines(assistant)
  else {
    const answered = await ask(assistant, { q: question, context: [], campaign: values.campaign })
    if (values.json) console.log(JSON.stringify(answered))
    else print(answered)
  }
  await assistant.close()
}

await run().catch((error: unknown) => {
  const isUsage =
    error instanceof UsageError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  const isKnown = isUsage || error instanceof ConfigError || error instanceof KnowledgeError
  console.error(isKnown ? (error as Error).message : error)
  process.exit(isUsage ? 2 : 1)
})
