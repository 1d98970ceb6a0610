import { registrationsOfPerson } from '../../store/registrations.ts'
import { type Handler, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { findForm } from './form-in-use.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { namedPaper, readPapers } from './say-papers.ts'

const BEFORE: ReadonlySet<string> = new Set(['draft', 'submitted', 'returned'])
const MOST_WORDS = 8 // a longer text tells of work that was done

/** “đã có tờ trình” before the registration is accepted: papers are ticked off later. Null where none is named. */
export const tellPapersLater: Handler = async (message, state, tools) => {
  const isPrivate = message.conversationId === message.sender
  if (message.kind !== 'text' || !isPrivate || message.text.trim().split(/\s+/).length > MOST_WORDS) return null
  const told = readPapers(message.text)
  if (!told) return null
  const all = await registrationsOfPerson(tools.db, message.person)
  const isMeant = all.some(({ state: at, campaign, form: id }) => {
    const inUse = BEFORE.has(at) ? findForm(tools, campaign, id) : null
    const papers = inUse?.campaign.dossiers.find((dossier) => dossier.id === inUse.form.dossier)?.papers ?? []
    return told.names.every((name) => namedPaper(papers, name) !== null)
  })
  return isMeant ? reply(tools, state, say('action', texts.papersLater)) : null
}
