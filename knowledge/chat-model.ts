// A chat model behind an OpenAI-compatible endpoint, told as it is written.

import { SimpleChatModel } from '@langchain/core/language_models/chat_models'
import type { BaseMessage } from '@langchain/core/messages'
import { z } from 'zod'

export interface ChatModelOptions {
  readonly baseUrl: string
  readonly name: string
  readonly apiKey: string
  /** How long nothing may come, before the first word or between two. */
  readonly silenceMs: number
}

/** The endpoint did not give a whole answer. The message never holds what was asked or the key. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
}

const TEXT_LIMIT = 4000 // characters; a longer answer is no sentence or two, whatever it says
const RECEIVED_LIMIT = 400_000 // characters on the wire: each token comes in an envelope
const TOTAL_MS = 30_000 // somebody is waiting, however steadily the words drip

const chunk = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish() }).nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
})

/** Asks once, without retries; throws ModelError or what `fetch` throws. LangChain asks for a class to extend. */
export class ChatModel extends SimpleChatModel {
  readonly #options: ChatModelOptions

  constructor(options: ChatModelOptions) {
    super({ maxRetries: 0 })
    this.#options = options
  }

  override _llmType(): string {
    return 'openai-compatible'
  }

  override async _call(messages: BaseMessage[]): Promise<string> {
    const silence = watchSilence(this.#options.silenceMs)
    try {
      const body = await post(this.#options, messages, AbortSignal.any([silence.signal, AbortSignal.timeout(TOTAL_MS)]))
      let text = ''
      for await (const token of readTokens(body)) {
        silence.end()
        text += token
        if (text.length > TEXT_LIMIT) throw new ModelError('the model does not come to an end')
      }
      return text
    } finally {
      silence.stop()
    }
  }
}

function watchSilence(silenceMs: number): { signal: AbortSignal; end(): void; stop(): void } {
  const controller = new AbortController()
  const timer = setTimeout(
    () => controller.abort(new ModelError(`the model was silent for ${silenceMs} ms`)),
    silenceMs,
  )
  return {
    signal: controller.signal,
    end: () => timer.refresh(),
    stop: () => {
      clearTimeout(timer)
      controller.abort()
    },
  }
}

async function post(
  { baseUrl, name, apiKey }: ChatModelOptions,
  messages: readonly BaseMessage[],
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ model: name, messages: messages.map(toWire), stream: true, temperature: 0 }),
    redirect: 'error', // the key is for this host alone
    signal,
  })
  if (!response.ok) throw new ModelError(`the model answered with HTTP ${response.status}`)
  if (!response.body) throw new ModelError('the model answered with nothing')
  return response.body
}

function toWire(message: BaseMessage): { role: string; content: string } {
  return { role: message.type === 'system' ? 'system' : 'user', content: message.text }
}

// Ends well only at [DONE]: a stream that stops before it was cut off.
async function* readTokens(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  for await (const line of readLines(body)) {
    if (!line.startsWith('data:')) continue
    const data = line.slice('data:'.length).trim()
    if (data === '[DONE]') return
    const [choice] = parseChunk(data).choices
    if (choice?.finish_reason && choice.finish_reason !== 'stop')
      throw new ModelError('the model stopped before the end of its answer')
    if (choice?.delta?.content) yield choice.delta.content
  }
  throw new ModelError('the stream was cut off')
}

function parseChunk(data: string): z.infer<typeof chunk> {
  try {
    return chunk.parse(JSON.parse(data))
  } catch {
    throw new ModelError('the model answered with something else than a chat completion')
  }
}

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let received = 0
  let rest = ''
  for await (const bytes of body) {
    const text = decoder.decode(bytes, { stream: true })
    received += text.length
    if (received > RECEIVED_LIMIT) throw new ModelError('the model does not come to an end')
    const lines = (rest + text).split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest) yield rest
}
