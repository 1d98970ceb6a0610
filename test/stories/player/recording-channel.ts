// A channel that delivers at once and writes down what it delivered.

import { readFileSync } from 'node:fs'
import type { Channel, ChannelName, Reply } from '../../../message.ts'

export interface Delivered {
  readonly conversationId: string
  readonly reply: Reply
}

export interface RecordingChannel {
  readonly channel: Channel
  /** What was delivered since it was last asked. */
  take(): Delivered[]
  /** From now on nothing reaches this conversation. */
  block(conversationId: string): void
}

const ZALO_CHOICES = 5 // as bot/zalo-channel.ts shows at once
const BEGINNINGS: Readonly<Record<string, string>> = {
  pdf: '%PDF-1.7\n',
  jpg: '\xff\xd8\xff\xe0',
  png: '\x89PNG\r\n\x1a\n',
}

export function createRecordingChannel(name: ChannelName): RecordingChannel {
  const delivered: Delivered[] = []
  const blocked = new Set<string>()
  const channel: Channel = {
    name,
    numberedChoices: name === 'zalo' ? ZALO_CHOICES : null,
    split: (reply) => [reply],
    showTyping: () => {},
    fetchFile: async (handle, mostBytes) => {
      const { file, size } = JSON.parse(handle) as { file: string; size: number }
      if (size > mostBytes) return { state: 'too_large' }
      return { state: 'fetched', content: contentOf(file, size) }
    },
    send: async (conversationId, _id, reply) => {
      if (blocked.has(conversationId)) return { state: 'blocked', reason: 'the person has blocked the assistant' }
      delivered.push({ conversationId, reply })
      return { state: 'sent' }
    },
  }
  return { channel, take: () => delivered.splice(0), block: (conversationId) => blocked.add(conversationId) }
}

// What a file of that name begins with: its type is told by its content.
function contentOf(file: string, size: number): Uint8Array {
  const ending = file.split('.').at(-1) ?? ''
  const sample = SAMPLES[ending]
  if (sample) return readFileSync(sample)
  const content = Buffer.alloc(size, ' ')
  content.write(BEGINNINGS[ending] ?? 'MZ', 'latin1')
  return content
}
const SAMPLES: Readonly<Record<string, string>> = {}
