import type { Choice } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import type { Db } from '../../store/database.ts'
import { judgePaper, type PaperVerdict, type TickedPaper } from '../../store/dossier.ts'
import { contactsOfAnyone } from '../../store/roles.ts'
import type { HandlerOutcome, PersonMessage, State, Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { askNameOnce } from './ask-name-once.ts'
import { toDossierCard } from './dossier-card.ts'
import { noticeIdsOf } from './notices.ts'
import type { DossierPapers, ListedPaper } from './papers.ts'
import type { Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

const USEFUL_DAYS = 30 // who comes back to Zalo after weeks still wants to know

type AtHand = ListedPaper & { readonly ticked: TickedPaper }
export type Found = { readonly kind: 'checked' } | { readonly kind: 'returned'; readonly reason: string }

/**
 * Writes down what an organiser found of these papers, as they were read: with it go the act, and a notice to the person
 * once a paper is sent back or the last one is checked. Who was slower makes the transaction fail.
 */
export async function judgePapers(
  found: Found,
  papers: readonly AtHand[],
  { sent, dossier }: { readonly sent: Sent; readonly dossier: DossierPapers },
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const { id, code, campaign, person } = sent.registration
  const now = tools.clock.now()
  const reason = found.kind === 'returned' ? found.reason : null
  const verdict: PaperVerdict = { kind: found.kind, at: now, by: message.person, reason }
  const after: DossierPapers = {
    ...dossier,
    papers: dossier.papers.map((one) =>
      one.ticked && papers.some((paper) => paper.id === one.id) ? { ...one, ticked: { ...one.ticked, verdict } } : one,
    ),
  }
  const isAllChecked = after.papers.every(({ ticked }) => ticked?.verdict?.kind === 'checked')
  const names = papers.map(({ name }) => name)
  const key = `papers-${now.getTime()}`
  const told = reason !== null || isAllChecked ? toTold(sent, papers, reason) : null
  const notices = told && person !== message.person ? await toLetters(told, sent, key, tools) : []
  const isMissed = told !== null && person !== message.person && notices.length === 0
  const lines = [
    reason === null ? replies.dossier.didCheck(code ?? '', names) : replies.dossier.didReturn(code ?? '', names),
    ...(notices.length > 0 ? [replies.noticeSent] : []),
    ...(isMissed ? [replies.nobodyToNotify] : []),
  ]
  const act = {
    at: now,
    by: message.person,
    act: found.kind === 'checked' ? 'check-papers' : 'return-paper',
    campaign,
    about: id,
    details: {
      code,
      title: names.join('; '),
      reason,
      revision: key,
      notices: notices.length,
      own: person === message.person,
    },
  }
  const said = [say('action', ...lines), await toDossierCard(sent, after, tools)]
  const asked = found.kind === 'checked' ? await askNameOnce(message.person, tools) : { replies: [], writes: [] }
  return {
    state: { ...state, focus: campaign, organising: null },
    replies: [...asked.replies, ...said.map((reply) => ({ id: tools.newId(), reply })), ...notices],
    writes: [
      ...asked.writes,
      ...papers.map(
        ({ id: paper, ticked }) =>
          (trx: Db) =>
            judgePaper(trx, id, { ...ticked, paper }, verdict),
      ),
      (trx) => recordAct(trx, act),
    ],
  }
}

interface Told {
  readonly text: string
  readonly choices: readonly Choice[]
}

function toTold({ registration: { id, code } }: Sent, papers: readonly AtHand[], reason: string | null): Told {
  const [paper] = papers
  if (reason === null || !paper) return { text: replies.dossier.noticeChecked(code ?? ''), choices: [] }
  return {
    text: replies.dossier.noticeReturned(code ?? '', paper.name, reason),
    choices: [{ label: replies.dossier.giveAgain, action: `paper:${id}:${paper.id}` }],
  }
}

async function toLetters(
  { text, choices }: Told,
  { registration: { id, person } }: Sent,
  key: string,
  tools: Tools,
): Promise<OutgoingReply[]> {
  const contacts = await contactsOfAnyone(tools.db, person)
  const expiresAt = new Date(tools.clock.now().getTime() + USEFUL_DAYS * 24 * 3_600_000)
  const ids = noticeIdsOf(id, key, contacts.length)
  return contacts.map(({ channel, conversationId }, index) => ({
    id: ids[index] ?? tools.newId(),
    reply: { ...say('action', text), choices },
    to: { channel, conversationId },
    expiresAt,
  }))
}
