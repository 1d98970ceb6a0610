// A person who writes to the assistant, with nothing of a platform in between.

import type { Channel, ChannelName, Choice, Delivery, IncomingMessage, Reply } from '../../message.ts'
import { toPlainText } from '../../message.ts'
import type { SmallAssistant } from './small-assistant.ts'

export interface Somebody {
  readonly conversationId: string
  /** Says it, waits, and gives all that is said back here. */
  says(text: string, more?: Partial<IncomingMessage>): Promise<string>
  /** Taps the choice with this label of the last reply that had it; or, with a colon in it, any action. */
  taps(labelOrAction: string): Promise<string>
  /** Everything this conversation was sent. */
  readonly heard: readonly Reply[]
  offers(): readonly string[]
}

const SENT: Delivery = { state: 'sent' }

/** Somebody per conversation, all over one channel that delivers at once, unless `deliver` says otherwise. */
export function givenPeople(
  { desk, clock }: SmallAssistant,
  channel: ChannelName = 'web',
  deliver: (reply: Reply) => Delivery = () => SENT,
  fetchFile: Channel['fetchFile'] = async () => ({ state: 'unavailable', reason: 'a fake' }),
) {
  const sent = new Map<string, Reply[]>()
  let count = 0
  desk.serve({
    name: channel,
    numberedChoices: null,
    split: (reply) => [reply],
    send: async (conversationId, _id, reply) => {
      const delivery = deliver(reply)
      if (delivery.state === 'sent') sent.set(conversationId, [...(sent.get(conversationId) ?? []), reply])
      return delivery
    },
    fetchFile,
    showTyping: () => {},
  })
  const started = desk.resume()
  // A test in which nobody speaks may end before; whoever speaks waits for it and learns of its failure.
  started.catch(() => {})
  return (conversationId: string): Somebody => {
    const heard = () => sent.get(conversationId) ?? []
    const receive = async (message: Partial<IncomingMessage>) => {
      await started
      const before = heard().length
      const id = `${conversationId}/${++count}`
      const common = { id, channel, conversationId, sender: conversationId, files: [], receivedAt: clock.now() }
      await desk.receive({ ...common, kind: 'text', text: '', action: null, ...message })
      await desk.idle()
      return heard().slice(before).map(toPlainText).join('\n')
    }
    const find = (label: string): Choice | undefined =>
      heard()
        .flatMap(({ choices }) => choices)
        .findLast((choice) => choice.label === label)
    return {
      conversationId,
      says: (text, more = {}) => receive({ text, ...more }),
      taps: (wanted) => {
        const action = find(wanted)?.action ?? wanted
        if (!action.includes(':')) throw new Error(`nobody offered “${wanted}”`)
        return receive({ kind: 'choice', text: wanted, action })
      },
      get heard() {
        return heard()
      },
      offers: () =>
        heard()
          .at(-1)
          ?.choices.map(({ label }) => label) ?? [],
    }
  }
}
