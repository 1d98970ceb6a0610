// The same assistant in a terminal: one line in, one reply out, choices by number.

import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../clock.ts'
import { replies } from '../handlers/replies.vi.ts'
import { normalise } from '../knowledge/fold.ts'
import { type Channel, type Choice, toPlainText } from '../message.ts'
import type { Desk } from './desk.ts'
import type { StoryRecorder } from './story-recorder.ts'

const CONVERSATION = 'terminal'

/** Reads `input` line by line until it ends; replies are written to `output`, and all of it to `recorder` if there is one. */
export function createTerminalChannel({
  desk,
  clock,
  input,
  output,
  newId,
  recorder,
}: {
  desk: Desk
  clock: Clock
  input: Readable
  output: Writable
  newId: () => string
  recorder: StoryRecorder | null
}): { channel: Channel; run(): Promise<void> } {
  let choices: readonly Choice[] = []
  let follows = false // another reply, which ended with an empty line
  const write = (text: string) => output.write(`${text}\n`)
  const channel: Channel = {
    name: 'terminal',
    numberedChoices: null, // it numbers them itself, below
    split: (reply) => [reply],
    fetchFile: async () => ({ state: 'unavailable', reason: 'this channel brings no files' }),
    showTyping: () => {},
    send: async (_conversationId, _replyId, reply) => {
      recorder?.replied(reply)
      const offered = reply.choices.filter(({ action }) => !action.startsWith('feedback:'))
      choices = reply.asksForNumber ? [] : offered
      write(`${follows ? '' : '\n'}${toPlainText(reply)}`)
      follows = true
      if (reply.asksForNumber && offered.length > 0)
        write(`${replies.choicesToType} ${offered.map(({ label }) => label).join(' · ')}`)
      choices.forEach((choice, index) => {
        write(`  ${index + 1}. ${choice.label}`)
      })
      if (choices.length > 0) write(`(gõ số từ 1 đến ${choices.length} để chọn)`)
      write('')
      return { state: 'sent' }
    },
  }
  const read = async (line: string) => {
    follows = false
    const text = normalise(line).trim()
    const choice = /^\d+$/.test(text) ? choices[Number(text) - 1] : undefined
    recorder?.said(choice?.label ?? text, choice ? 'tapped' : 'typed')
    await desk.receive({
      id: newId(),
      channel: 'terminal',
      conversationId: CONVERSATION,
      sender: CONVERSATION,
      kind: choice ? 'choice' : 'text',
      text: choice?.label ?? text,
      action: choice?.action ?? null,
      files: [],
      receivedAt: clock.now(),
    })
    await desk.idle()
  }
  return {
    channel,
    run: async () => {
      const lines: Interface = createInterface({ input, output, prompt: '> ', terminal: false })
      lines.prompt()
      for await (const line of lines) {
        if (/^\/?(thoat|thoát|exit|quit)$/i.test(line.trim())) break
        if (line.trim() !== '') await read(line)
        lines.prompt()
      }
      lines.close()
    },
  }
}
