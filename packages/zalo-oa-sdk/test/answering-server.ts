// Zalo's side of one call: a real HTTP server that records what it is asked and answers as told.

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Recorded {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An object is sent as JSON with HTTP 200. */
export type Answer = object | ((response: ServerResponse) => void)

export interface AnsweringServer extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly Recorded[]
  answerWith(answer: Answer): void
}

export async function startServer(first: Answer = { error: 0, message: 'Success' }): Promise<AnsweringServer> {
  const requests: Recorded[] = []
  let answer = first
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    requests.push({
      method: request.method ?? '',
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks).toString('latin1'),
    })
    if (typeof answer === 'function') answer(response)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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

/** What a call rejected with; fails when it did not. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('the call succeeded')
    },
    (error) => error,
  )
}

/** The URL of a server that is no more. */
export async function closedUrl(): Promise<string> {
  await using server = await startServer()
  return server.url
}
