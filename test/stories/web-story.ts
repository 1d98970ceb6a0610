// Given, when and then of stories told over the web chat: a browser tab without a browser.

import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { type Attachment, type Choice, type Reply, toPlainText } from '../../message.ts'

export interface Said {
  readonly from: 'person' | 'assistant'
  readonly text: string
}

/** A reply as it arrived, and all the words of it. */
export interface Heard extends Reply {
  readonly text: string
}

export interface Tab extends AsyncDisposable {
  readonly cookie: string
  /** Says something and waits for the reply to it. */
  asks(text: string): Promise<Heard>
  /** Taps the choice that begins with `label` under a reply, and waits for what follows. */
  taps(reply: Reply, label: string): Promise<Heard>
  /** Sends a message as the page does, without waiting for a reply. */
  sends(message: { id?: string; text?: string; action?: string; files?: readonly string[] }): Promise<Response>
  /** Uploads a file as the page does; gives its handle, or fails with what the page says. */
  attaches(name: string, content: Buffer): Promise<string>
  /** Opens a file that came with a reply. */
  opens(attachment: Attachment): Promise<{ name: string; content: Buffer } | null>
  /** Posts as the page does, to any path. */
  posts(path: string, body: unknown): Promise<Response>
  nextReply(): Promise<Heard>
  /** What the page shows after a reload: the day and what was said. */
  reloads(): Promise<{ today: { iso: string; text: string }; history: Said[] }>
  /** Events other than replies that have arrived, by name. */
  readonly events: readonly { event: string; data: unknown }[]
}

/** Opens the page, with the cookie of an earlier visit or as a stranger. */
export async function givenATab(url: string, knownCookie = ''): Promise<Tab> {
  const closed = new AbortController()
  const session = await fetch(`${url}/chat/session`, { headers: { cookie: knownCookie } })
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const heard: Heard[] = []
  const waiting: ((reply: Heard) => void)[] = []
  const events: { event: string; data: unknown }[] = []
  const take = (event: string, data: unknown) => {
    if (event !== 'reply') return void events.push({ event, data })
    const { reply } = data as { reply: Reply }
    const one = { ...reply, text: toPlainText(reply) }
    const waiter = waiting.shift()
    if (waiter) waiter(one)
    else heard.push(one)
  }
  const nextReply = () => {
    const first = heard.shift()
    return first ? Promise.resolve(first) : new Promise<Heard>((resolve) => waiting.push(resolve))
  }
  const posts: Tab['posts'] = (path, body) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  const sends: Tab['sends'] = (message) => posts('/chat/messages', { id: randomUUID(), ...message })
  const says = async (message: { text: string; action?: string }) => {
    expect((await sends(message)).status).toBe(202)
    return nextReply()
  }
  await listen(`${url}/chat/events`, { cookie }, closed.signal, take)
  return {
    cookie,
    events,
    posts,
    sends,
    nextReply,
    attaches: async (name, content) => {
      const response = await fetch(`${url}/chat/files`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), cookie },
        body: new Uint8Array(content),
      })
      const answer = (await response.json()) as { handle: string; error?: string }
      if (!response.ok) throw new Error(answer.error)
      return answer.handle
    },
    opens: async ({ fileId, name }) => {
      const response = await fetch(`${url}/chat/files/${fileId}`, { headers: { cookie } })
      return response.ok ? { name, content: Buffer.from(await response.arrayBuffer()) } : null
    },
    asks: (text) => says({ text }),
    taps: (reply, label) => says(choiceOf(reply, label)),
    reloads: async () => {
      const page = (await (await fetch(`${url}/chat/session`, { headers: { cookie } })).json()) as {
        today: { iso: string; text: string }
        history: ({ from: 'person'; text: string } | { from: 'assistant'; reply: Reply })[]
      }
      const history = page.history.map((line) =>
        line.from === 'person' ? line : { from: line.from, text: toPlainText(line.reply) },
      )
      return { today: page.today, history }
    },
    [Symbol.asyncDispose]: async () => closed.abort(),
  }
}

export function choiceOf(reply: Reply, label: string): { text: string; action: string } {
  const choice = reply.choices.find((one) => one.label.startsWith(label))
  if (!choice) throw new Error(`no choice “${label}” among ${labelsOf(reply.choices).join(', ')}`)
  return { text: choice.label, action: choice.action }
}

export function labelsOf(choices: readonly Choice[]): string[] {
  return choices.filter(({ action }) => !action.startsWith('feedback:')).map(({ label }) => label)
}

/** The reply answers, and names a section of a plan for it. */
export function thenItCites(reply: Heard, section: string, campaign: string): void {
  expect(reply.kind).toBe('answer')
  expect(reply.sources).toContainEqual(expect.objectContaining({ section, campaign }))
  expect(reply.text).toMatch(/\nNguồn: /)
}

// Resolves when the server has greeted: from then on no event is missed.
async function listen(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  take: (event: string, data: unknown) => void,
): Promise<void> {
  const response = await fetch(url, { headers, signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('the events have no body')
  let rest = ''
  const readOn = async (): Promise<boolean> => {
    const { value, done } = await reader.read()
    const parts = (rest + (value ?? '')).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1] ?? ''
      take(field('event'), JSON.parse(field('data')))
    }
    return !done
  }
  await readOn()
  const readAll = async () => {
    while (await readOn());
  }
  void readAll().catch(() => {})
}
