import type { Handler, State } from '../handler.ts'
import { readLookUp } from '../registering/read-look-up.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { approveMany } from './approve-many.ts'
import { checkPapers } from './check-papers.ts'
import { dropPending, isDrop } from './drop-pending.ts'
import { exportLists } from './export-lists.ts'
import { invite } from './invite.ts'
import { openForms } from './open-forms.ts'
import { review } from './review.ts'
import { showActs } from './show-acts.ts'
import { showDossiers } from './show-dossiers.ts'
import { showNumbers } from './show-numbers.ts'
import { showPhoneList } from './show-phone-list.ts'
import { showQueue } from './show-queue.ts'
import { showRoles } from './show-roles.ts'
import { showUnanswered } from './show-unanswered.ts'
import { showUnreached } from './show-unreached.ts'
import { takeReason } from './take-reason.ts'

// Each takes its own commands and choices, and the texts it asked for itself.
const handlers: readonly Handler[] = [
  acceptInvitation,
  dropPending,
  review,
  approveMany,
  showQueue,
  showDossiers,
  showPhoneList,
  showUnreached,
  showUnanswered,
  showNumbers,
  exportLists,
  showActs,
  invite,
  showRoles,
  openForms,
  checkPapers,
  takeReason,
]

const isSlashed = (text: string) => text.trim().startsWith('/')

/** All that organisers do, and all that roles are for. */
export const organise: Handler = async (message, state, tools) => {
  // A command ends what somebody was in the middle of, and in a group nothing is taken for what was begun alone.
  const isAlone = message.conversationId === message.sender
  const isTyped = message.kind === 'text'
  const isCommand = isTyped && (readLookUp(message.text) !== null || isSlashed(message.text)) && !isDrop(message.text)
  const own: State = isAlone && !isCommand ? state : { ...state, organising: null }
  for (const handler of handlers) {
    const outcome = await handler(message, own, tools)
    if (outcome) return isAlone ? outcome : { ...outcome, state: { ...outcome.state, organising: state.organising } }
  }
  return null
}
