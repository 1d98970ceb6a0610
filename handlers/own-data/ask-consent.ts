import type { Reply } from '../../message.ts'
import { hasConsent, type Purpose } from '../../store/consents.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import { ownDataReplies as replies } from './replies.vi.ts'

/**
 * The notice of a purpose with its two buttons. Whoever agrees goes on with `then`, the action of a choice, as if it
 * had been tapped; with an empty one they are only thanked.
 */
export function askConsent(purpose: Purpose, then: string, { retention }: Pick<Tools, 'retention'>): Reply {
  return {
    kind: 'action',
    blocks: [
      { type: 'text', text: replies.asked[purpose] },
      { type: 'list', items: replies.notices[purpose](retention).map((text) => ({ text })) },
      { type: 'text', text: replies.rights },
    ],
    sources: [],
    choices: [
      { label: replies.agree, action: `consent:yes:${purpose}:${then}` },
      { label: replies.disagree, action: `consent:no:${purpose}` },
    ],
  }
}

/** What to ask before anything is kept for this purpose; null if the person agrees to it, be it with this message. */
export async function needsConsent(
  purpose: Purpose,
  then: string,
  message: PersonMessage,
  tools: Tools,
): Promise<Reply | null> {
  if (message.agreesTo === purpose || (await hasConsent(tools.db, message.person, purpose))) return null
  return askConsent(purpose, then, tools)
}
