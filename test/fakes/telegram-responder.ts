// One HTTP request of the bot, from its path to its answer.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from './telegram-checks.ts'
import type { FaultAnswer, Faults } from './telegram-faults.ts'
import { readMultipart } from './telegram-files.ts'
import type { Method } from './telegram-methods.ts'
import type { OnGone } from './telegram-polling.ts'
import { badRequest, TelegramRefusal, toErrorBody } from './telegram-refusal.ts'

/** What a responder is made of. */
export interface ResponderOptions {
  readonly token: string
  readonly methods: ReadonlyMap<string, Method>
  readonly faults: Faults
  readonly record: (method: string, payload: Payload) => void
  /** What people sent, by path. */
  readonly readFile: (path: string) => Buffer | undefined
}

const UNAUTHORIZED = new TelegramRefusal(401, 'Unauthorized')
const NOT_FOUND = new TelegramRefusal(404, 'Not Found')

/** Creates what answers `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function createResponder({ token, methods, faults, record, readFile }: ResponderOptions) {
  const prefix = `/bot${token}/`
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? ''
    const name = url.slice(prefix.length)
    const body = await readBody(request)
    if (url.startsWith(`/file${prefix}`)) return giveFile(response, faults, readFile(url.slice(prefix.length + 5)))
    if (!url.startsWith(prefix)) return refuse(response, UNAUTHORIZED)
    const payload = parsePayload(body, request.headers['content-type'] ?? '')
    if (!payload) return refuse(response, badRequest("can't parse JSON object"))
    record(name, payload)
    const fault = faults.take(name)
    if (fault && (await isSpoilt(response, fault))) return
    const outcome = await carryOut(methods.get(name), payload, (listener) => response.once('close', listener))
    if (fault === 'cut') response.destroy()
    else if (outcome instanceof TelegramRefusal) refuse(response, outcome)
    else write(response, 200, { ok: true, result: outcome })
  }
}

/** A fault of `file` is one of the download, not of a method. */
async function giveFile(response: ServerResponse, faults: Faults, content: Buffer | undefined): Promise<void> {
  const fault = faults.take('file')
  if (fault && (await isSpoilt(response, fault))) return
  if (!content) return refuse(response, NOT_FOUND)
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': content.length })
  if (fault !== 'cut') return void response.end(content)
  response.write(content.subarray(0, content.length / 2), () => response.destroy())
}

/** Whether the ordered answer was the whole answer. */
async function isSpoilt(response: ServerResponse, fault: FaultAnswer): Promise<boolean> {
  if (fault === 'cut') return false
  if (fault === 'html502') {
    const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'
    response.writeHead(502, { 'content-type': 'text/html' }).end(page)
    return true
  }
  if ('delayMs' in fault) {
    await sleep(fault.delayMs)
    return false
  }
  write(response, fault.status, fault.body ?? toErrorBody(new TelegramRefusal(fault.status, `Error ${fault.status}`)))
  return true
}

/** What comes of a call: its result, or why there is none. */
export async function carryOut(method: Method | undefined, payload: Payload, onGone: OnGone): Promise<unknown> {
  try {
    return method ? await method(payload, onGone) : NOT_FOUND
  } catch (cause) {
    return cause instanceof TelegramRefusal ? cause : new TelegramRefusal(500, `Internal Server Error: ${cause}`)
  }
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', () => resolve(Buffer.alloc(0)))
  })
}

function parsePayload(body: Buffer, contentType: string): Payload | undefined {
  if (body.length === 0) return {}
  try {
    if (contentType.startsWith('multipart/form-data')) return readMultipart(body, contentType)
    const payload: unknown = JSON.parse(body.toString())
    return typeof payload === 'object' && payload !== null ? (payload as Payload) : undefined
  } catch {
    return undefined
  }
}

function refuse(response: ServerResponse, refusal: TelegramRefusal): void {
  write(response, refusal.code, toErrorBody(refusal))
}

function write(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
