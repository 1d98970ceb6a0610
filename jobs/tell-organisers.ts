// Letters to the organisers of a campaign, each once.

import { toInstant, toVietnamDate } from '../clock.ts'
import { SENT_UNTIL } from '../handlers/reminding/due-days.ts'
import type { ChannelName, Reply } from '../message.ts'
import { waysTo } from '../store/audience.ts'
import type { Db } from '../store/database.ts'
import { noteOnce } from '../store/notices.ts'
import { post } from '../store/outbox.ts'
import { type Address, conversationsOfOrganisers } from '../store/roles.ts'
import { chooseWay } from './choose-way.ts'
import type { JobTools } from './job-tools.ts'
import { NOTHING } from './post-to.ts'

const USEFUL_DAYS = 3

/**
 * Tells each person what this key names, in one of their conversations, unless they were told. Gives to how many;
 * `write` goes into the first one's transaction. Of several keys the first one decides; the others are told with it.
 */
export async function tellOrganisers(
  campaign: string,
  key: string | readonly [string, ...string[]],
  reply: Reply,
  tools: JobTools,
  write: (trx: Db) => Promise<void> = async () => {},
): Promise<number> {
  const { clock, writer, outbox, newId } = tools
  const now = clock.now()
  const [own, ...others] = typeof key === 'string' ? [key] : key
  const expiresAt = toInstant(toVietnamDate(now).add({ days: USEFUL_DAYS }), SENT_UNTIL)
  let count = 0
  for (const address of await conversationsOfOrganisers(tools, campaign)) {
    const letters = await writer.write(async (trx) => {
      const { channel, conversationId } = await reachNow(trx, address, tools)
      const id = newId()
      if (!(await noteOnce(trx, address.person, `${campaign} ${own}`, id, now))) return []
      for (const other of others) await noteOnce(trx, address.person, `${campaign} ${other}`, id, now)
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

// Their other conversation where Zalo lets nothing through in the one they used last. What waits for them comes once they write.
async function reachNow(trx: Db, address: Address, { clock, reach, outbox }: JobTools): Promise<Address> {
  const served = (channel: ChannelName) => outbox.split(channel, NOTHING) !== null
  const ways = await waysTo(trx, [address.person])
  const chosen = chooseWay(ways, { now: clock.now(), reach, served, isStuck: outbox.isStuck, tried: null })
  return chosen.kind === 'way' ? chosen.way : address
}
