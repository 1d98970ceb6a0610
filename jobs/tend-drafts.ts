// Drafts nobody goes on with: spoken of once, then let go with notice.

import { type DraftWork, expireDrafts, remindIdleDrafts } from '../handlers/registering/idle-drafts.ts'
import { decentHour } from '../handlers/reminding/due-days.ts'
import { StaleRegistrationError } from '../store/change-registration.ts'
import { post } from '../store/outbox.ts'
import type { JobTools } from './job-tools.ts'

const USEFUL_MS = 3 * 24 * 3_600_000

/** Safe to run twice; a draft that was touched in the meantime is left to the next run. */
export async function tendDrafts(tools: JobTools): Promise<string> {
  const now = tools.clock.now()
  if (decentHour(now) > now) return 'not at this hour'
  let [reminded, expired] = [0, 0]
  for (const work of await remindIdleDrafts(tools)) if (await carryOut(work, tools)) reminded += 1
  for (const work of await expireDrafts(tools)) if (await carryOut(work, tools)) expired += 1
  return `${reminded} spoken of, ${expired} expired`
}

async function carryOut({ letters, write }: DraftWork, { writer, outbox, clock }: JobTools): Promise<boolean> {
  const now = clock.now()
  const expiresAt = new Date(now.getTime() + USEFUL_MS)
  try {
    const posted = await writer.write(async (trx) => {
      await write(trx)
      const all = []
      for (const { id, reply, to } of letters) {
        const { channel, conversationId } = to
        const parts = outbox.split(channel, reply) ?? [reply]
        const common = { channel, conversationId, answers: 'drafts', purpose: 'reminder', expiresAt } as const
        for (const [index, part] of parts.entries()) {
          const partId = index === parts.length - 1 ? id : `${id}-${index}`
          all.push(await post(trx, { id: partId, ...common, reply: part }, now))
        }
      }
      return all
    })
    outbox.take(posted)
    return true
  } catch (error) {
    if (error instanceof StaleRegistrationError) return false
    throw error
  }
}
