// A chat model as its clients see it: a real HTTP server that records what it is asked and answers as told.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the endpoint does with the next requests. */
export type ModelAnswer =
  /** `everyMs`: how far apart the words come; at once without it. */
  | { readonly kind: 'text'; readonly text: string; readonly everyMs?: number }
  /** The connection closes in the middle of the answer; `politely` as if it had come to an end. */
  | { readonly kind: 'cut-off'; readonly text: string; readonly politely?: boolean }
  /** Nothing comes after `text`, and the connection stays open. */
  | { readonly kind: 'silence'; readonly text?: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'finish'; readonly text: string; readonly reason: string }
  /** The body as it is. */
  | { readonly kind: 'raw'; readonly body: string }

export interface ModelRequest {
  readonly url: string
  readonly authorization: string
  readonly body: {
    readonly model: string
    readonly stream: boolean
    readonly messages: readonly { readonly role: string; readonly content: string }[]
  }
}

export interface FakeModel extends AsyncDisposable {
  readonly baseUrl: string
  readonly requests: readonly ModelRequest[]
  answerWith(answer: ModelAnswer): void
}

/** Starts the server on a free port; it is stopped when the test leaves its block. */
export async function startFakeModel(): Promise<FakeModel> {
  const requests: ModelRequest[] = []
  let answer: ModelAnswer = { kind: 'status', status: 503 }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    requests.push({
      url: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      body: JSON.parse(Buffer.concat(chunks).toString()) as ModelRequest['body'],
    })
    respond(response, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answerWith: (next) => {
      answer = next
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function respond(response: ServerResponse, answer: ModelAnswer): void {
  if (answer.kind === 'status') {
    response.writeHead(answer.status).end(JSON.stringify({ error: { message: 'out of order' } }))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (answer.kind === 'raw') {
    response.end(answer.body)
    return
  }
  response.write(': welcome\n\n')
  if (answer.kind === 'text' && answer.everyMs) {
    drip(response, answer.text, answer.everyMs)
    return
  }
  for (const token of (answer.text ?? '').match(/\S+\s*/g) ?? []) response.write(toEvent(token))
  if (answer.kind === 'silence') return
  if (answer.kind === 'cut-off') {
    if (answer.politely) response.end()
    else response.write('data: {"cho', () => response.destroy())
    return
  }
  response.write(toEvent('', answer.kind === 'finish' ? answer.reason : 'stop'))
  response.end('data: [DONE]\n\n')
}

function drip(response: ServerResponse, text: string, everyMs: number): void {
  const tokens = text.match(/\S+\s*/g) ?? []
  const timer = setInterval(() => {
    const token = tokens.shift()
    if (token !== undefined) response.write(toEvent(token))
    else response.end('data: [DONE]\n\n')
  }, everyMs)
  response.on('close', () => clearInterval(timer))
  response.on('finish', () => clearInterval(timer))
}

function toEvent(content: string, reason: string | null = null): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: reason }] })}\n\n`
}
