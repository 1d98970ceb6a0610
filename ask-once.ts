// One question asked as a person would, without a channel and without a trace: for the command line and for `npm run eval`.

import type { Assistant } from './assistant.ts'
import { handleMessage } from './handlers/handle-message.ts'
import { freshState, type State } from './handlers/handler.ts'
import { type Reply, toPlainText } from './message.ts'

export interface Answered {
  readonly kind: Reply['kind']
  readonly text: string
  readonly sources: readonly { campaign: string; section: string; document: string }[]
  readonly choices: readonly { label: string; campaign?: string }[]
  readonly ms: number
}

/** Asks `q` after the earlier questions of its conversation; `campaign` is the plan in focus. */
export async function askOnce(
  assistant: Assistant,
  { q, context, campaign }: { q: string; context: readonly string[]; campaign?: string | undefined },
): Promise<Answered> {
  let state: State = { ...freshState, focus: campaign ?? null }
  const say = async (text: string) => {
    const { clock, tools } = assistant
    const message = {
      id: tools.newId(),
      channel: 'terminal',
      conversationId: 'ask',
      sender: 'ask',
      kind: 'text',
      text: text.normalize('NFC'),
      action: null,
      files: [],
      receivedAt: clock.now(),
    } as const
    const outcome = await handleMessage({ ...message, person: message.conversationId }, state, tools)
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
      // Nothing is kept of a conversation of one question: only what leads to another answer is offered.
      .filter(({ action }) => /^(ask|entry|campaign):/.test(action))
      .map(({ label, campaign: id }) => (id ? { label, campaign: id } : { label })),
    ms,
  }
}
