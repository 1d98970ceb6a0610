import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import type { Desk } from '../bot/desk.ts'
import { createTerminalChannel } from '../bot/terminal-channel.ts'
import { createClock } from '../clock.ts'
import type { IncomingMessage, Reply } from '../message.ts'

const asked: Reply = {
  kind: 'action',
  blocks: [{ type: 'text', text: 'Đơn vị có bao nhiêu người?' }],
  sources: [],
  choices: [{ label: 'Bỏ qua', action: 'form:1:skip' }],
}

/** What the desk is given once “1” is typed after this reply, and what was written. */
async function typedOneAfter(reply: Reply) {
  const received: IncomingMessage[] = []
  const desk = {
    receive: async (message: IncomingMessage) => void received.push(message),
    idle: async () => {},
  } as unknown as Desk
  const [input, output] = [new PassThrough(), new PassThrough()]
  const { channel, run } = createTerminalChannel({
    desk,
    clock: createClock(),
    input,
    output,
    newId: () => 'id',
    recorder: null,
  })
  await channel.send('terminal', 'reply', reply)
  input.end('1\n')
  await run()
  return { message: received[0], written: String(output.read()) }
}

it('takes a typed number for a choice', async () => {
  const { message, written } = await typedOneAfter(asked)
  expect(message).toMatchObject({ kind: 'choice', action: 'form:1:skip' })
  expect(written).toContain('1. Bỏ qua')
})

it('takes it for the answer where a number is asked for, and numbers no choice', async () => {
  const { message, written } = await typedOneAfter({ ...asked, asksForNumber: true })
  expect(message).toMatchObject({ kind: 'text', text: '1' })
  expect(written).toContain('Hoặc gõ: Bỏ qua')
})
