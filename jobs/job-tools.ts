// What every job is given.

import type { Tools } from '../handlers/handler.ts'
import type { ChannelName, Reply } from '../message.ts'
import type { Letter } from '../store/outbox.ts'
import type { Writer } from '../store/writer.ts'
import type { Reach } from './choose-way.ts'

export interface JobTools extends Tools {
  readonly writer: Writer
  readonly outbox: {
    /** Letters that have just been committed. */
    take(letters: readonly Letter[]): void
    /** Cuts a reply into what one message of the channel can carry; null if this process serves no such channel. */
    split(channel: ChannelName, reply: Reply): readonly Reply[] | null
    /** Whether nothing has got through to the channel of late, for reasons that are not a person's. */
    isStuck(channel: ChannelName): boolean
  }
  readonly reach: Reach
  /** Sends a message to these conversations that nobody asked for. */
  readonly tell: (conversations: readonly string[], reply: Reply) => Promise<void>
}
