// Whom today's reminders did not reach: a list for those who then call them.

import { toInstant } from '../clock.ts'
import { keepCallList, toCallList } from '../handlers/organising/call-list.ts'
import { replies } from '../handlers/organising/replies.vi.ts'
import type { Campaign } from '../knowledge/load.ts'
import { toAttachment } from '../store/files.ts'
import type { Reminder } from '../store/reminders.ts'
import { unreachedSince } from '../store/unreached.ts'
import type { JobTools } from './job-tools.ts'
import { jobReplies } from './replies.vi.ts'
import { tellOrganisers } from './tell-organisers.ts'

/** One list a day for each campaign; safe to run twice. */
export async function reportUnreached(tools: JobTools): Promise<string> {
  const today = tools.clock.today()
  let count = 0
  for (const campaign of tools.knower.current().campaigns) {
    const missed = await unreachedSince(tools.db, campaign.id, toInstant(today, '00:00'))
    if (missed.length > 0) count += await report(campaign, missed, tools)
  }
  return `${count} organisers told`
}

async function report(campaign: Campaign, missed: readonly Reminder[], tools: JobTools): Promise<number> {
  const today = tools.clock.today().toString()
  const people = new Set(missed.map(({ person }) => person)).size
  const kept = await keepCallList(campaign, await toCallList(campaign, missed, tools), tools)
  const reply = {
    kind: 'action' as const,
    blocks: [{ type: 'text' as const, text: jobReplies.unreached(campaign.label, people) }],
    sources: [],
    choices: [{ label: replies.unreached.retry, action: `remind:retry:${campaign.id}:${today}` }],
    attachments: [toAttachment(kept.file)],
  }
  return tellOrganisers(campaign.id, `unreached ${today}`, reply, tools, kept.write)
}
