import type { OutgoingReply } from '../../store/commit.ts'
import type { Db } from '../../store/database.ts'
import { isNoted, noteOnce } from '../../store/notices.ts'
import { readOrganiserName } from '../../store/organiser-names.ts'
import type { Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { replies } from './replies.vi.ts'

const KEY = 'organiser name'

/** Asks somebody who signs for something by what name the lists are to call them: once, and not who has one. */
export async function askNameOnce(
  person: string,
  tools: Tools,
): Promise<{ replies: OutgoingReply[]; writes: ((trx: Db) => Promise<void>)[] }> {
  if ((await readOrganiserName(tools.db, person)) || (await isNoted(tools.db, person, KEY)))
    return { replies: [], writes: [] }
  const id = tools.newId()
  const choices = [{ label: replies.roles.rename, action: 'review:rename' }]
  return {
    replies: [{ id, reply: { ...say('action', replies.roles.nameFirst), choices } }],
    writes: [async (trx) => void (await noteOnce(trx, person, KEY, id, tools.clock.now()))],
  }
}
