// Letters to the organisers of a campaign, each once.

import { toInstant, toVietnamDate } from '../clock.ts'
import { SENT_UNTIL } from '../handlers/reminding/due-days.ts'
import type { Reply } from '../message.ts'
import type { Db } from '../store/database.ts'
import { noteOnce } from '../store/notices.ts'
import { post } from '../store/outbox.ts'
import { conversationsOfOrganisers } from '../store/roles.ts'
import type { JobTools } from './job-tools.ts'

const USEFUL_DAYS = 3

/** Tells them what this key names, unless they were told; `write` goes into the first one's transaction. How many. */
export async function tellOrganisers(
  campaign: string,
  key: string,
  reply: Reply,
  tools: JobTools,
  write: (trx: Db) => Promise<void> = async () => {},
): Promise<number> {
  const { clock, writer, outbox, newId } = tools
  const now = clock.now()
  const expiresAt = toInstant(toVietnamDate(now).add({ days: USEFUL_DAYS }), SENT_UNTIL)
  let count = 0
  for (const { channel, conversationId } of await conversationsOfOrganisers(tools, campaign)) {
    const letters = await writer.write(async (trx) => {
      const id = newId()
      if (!(await noteOnce(trx, conversationId, `${campaign} ${key}`, id, now))) return []
      if (count === 0) await write(trx)
      const parts = outbox.split(channel, reply) ?? [reply]
      const common = { channel, conversationId, answers: 'organisers', purpose: 'reminder', expiresAt } as const
      const posted = []
      for (const [index, part] of parts.entries()) {
        const partId = index === parts.length - 1 ? id : `${id}-${index}`
        posted.push(await post(trx, { id: partId, ...common, reply: part }, now))
      }
      return posted
    })
    outbox.take(letters)
    if (letters.length > 0) count += 1
  }
  return count
}
