// `npm run -s ask -- "câu hỏi" [--json] [--campaign ID]` and `--jsonl < in > out`: answers without a channel or a trace.

import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { z } from 'zod'
import { type Answered, askOnce } from './ask-once.ts'
import { type Assistant, createAssistant } from './assistant.ts'
import { ConfigError, loadConfig } from './config.ts'
import { KnowledgeError } from './knowledge/knower.ts'

const line = z.object({
  id: z.union([z.string(), z.number()]),
  q: z.string(),
  context: z.array(z.string()).default([]),
  campaign: z.string().optional(),
})

/** A mistake in how the command was called. */
class UsageError extends Error {
  override readonly name = 'UsageError'
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
    checkCampaign(assistant, campaign)
    return { id, ...(await askOnce(assistant, { q, context, campaign })) }
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
    { ...loadConfig(process.env), databaseUrl: 'sqlite::memory:', filesDir: null },
    pino({ level: 'error' }, pino.destination(2)),
    { isLocal: true },
  )
  if (values.jsonl) await answerLines(assistant)
  else {
    checkCampaign(assistant, values.campaign)
    const answered = await askOnce(assistant, { q: question, context: [], campaign: values.campaign })
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
