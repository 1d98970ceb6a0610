import { fold } from '../../knowledge/fold.ts'
import type { Reply } from '../../message.ts'
import { erasePerson, HELD_STATES, idsOfPerson, readPersonalData } from '../../store/personal-data.ts'
import type { Registration } from '../../store/registration.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import { rolesOf } from '../../store/roles.ts'
import { agrees } from '../agrees.ts'
import {
  freshState,
  type Handler,
  type HandlerOutcome,
  type PersonMessage,
  reply,
  type State,
  type Tools,
} from '../handler.ts'
import { WITHDRAWABLE, whyUnchangeable } from '../registering/change-sent.ts'
import { replies, say } from '../replies.vi.ts'
import { countOwnData, filesOf } from './count-own-data.ts'
import { keptUntil } from './kept-until.ts'
import { ownDataReplies } from './replies.vi.ts'

const COMMAND =
  /^(\/xoadulieu|(hay |xin |toi muon |cho toi )?(xoa|huy) (het |toan bo |tat ca |moi )?(cac )?du lieu (ca nhan )?(cua (toi|minh|em)))[.! ]*$/
const CONFIRMED =
  /^((dong y|xac nhan|ok|vang|co)[ ,]+)?xoa( het| di| toan bo| tat ca)( du lieu)?( cua (toi|minh|em))?( di| a| nhe| luon)*[.! ]*$|^(dong y|xac nhan)[ ,]+xoa[.! ]*$/
const MEANT = /^(xoa|bam xoa)( a| nhe)?[.! ]*$/
const KEEPS = /^(khong|ko|thoi|dung)( (xoa|can|nua|a|dau|nhe))*[.! ]*$/
const CONFIRM_MS = 10 * 60_000 // a confirmation answers a question that was just read

/** `/xoadulieu`: says what goes and what stays, and erases once that is confirmed. */
export const eraseOwnData: Handler = async (message, state, tools) => {
  const text = message.kind === 'text' ? fold(message.text).trim() : ''
  const action = message.kind === 'choice' ? message.action : null
  const asks = COMMAND.test(text) || action === 'own:erase'
  const wasAsked = isRecent(state.asksErasure, tools.clock.now())
  const confirms = action === 'own:erase-all' || (wasAsked && CONFIRMED.test(text))
  const isOther = state.organising !== null || state.reminding !== null
  const keeps = action === 'own:keep' || (wasAsked && !isOther && KEEPS.test(text))
  const isUnsure = wasAsked && !isOther && message.kind === 'text' && (agrees(message.text) || MEANT.test(text))
  if (!asks && !confirms && !keeps && !isUnsure) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  if (keeps) return reply(tools, { ...state, asksErasure: null }, say('action', ownDataReplies.kept))
  // An old button, or one tapped twice, asks once more.
  if (confirms && wasAsked) return erase(message, tools)
  return isUnsure ? reply(tools, state, askPlainly()) : ask(message, state, tools)
}

// A mere “đồng ý” may have been meant for something else, and nothing brings back what is erased.
function askPlainly(): Reply {
  const { erasure } = ownDataReplies
  return { ...say('action', erasure.plainly), choices: erasureChoices }
}

const erasureChoices = [
  { label: ownDataReplies.erasure.yes, action: 'own:erase-all' },
  { label: ownDataReplies.erasure.no, action: 'own:keep' },
]

async function ask({ person, receivedAt }: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const held = await heldOf(person, tools)
  const data = await readPersonalData(tools.db, await idsOfPerson(tools.db, person))
  const { erasure } = ownDataReplies
  const goes = [
    ...countOwnData(
      data,
      held.map(({ id }) => id),
    ),
    erasure.others,
    ...((await rolesOf(tools.db, person)).length > 0 ? [erasure.roles] : []),
  ]
  const list = (items: readonly string[]) => ({ type: 'list' as const, items: items.map((text) => ({ text })) })
  const told: Reply = {
    kind: 'action',
    blocks: [
      { type: 'text', text: erasure.goes },
      list(goes),
      ...(held.length > 0
        ? [
            { type: 'text' as const, text: erasure.stays },
            list(await Promise.all(held.map((one) => stays(one, filesOf(data, one.id), receivedAt, tools)))),
          ]
        : []),
      { type: 'text', text: erasure.confirm },
    ],
    sources: [],
    choices: erasureChoices,
  }
  return reply(tools, { ...state, asksErasure: tools.clock.now().toISOString() }, told)
}

async function erase({ person, channel, id }: PersonMessage, tools: Tools): Promise<HandlerOutcome> {
  const held = await heldOf(person, tools)
  const ids = await idsOfPerson(tools.db, person)
  const { erased, erasedBut } = ownDataReplies.erasure
  const codes = held.map(({ code }) => code ?? '').join(', ')
  const told = say('action', held.length > 0 ? erasedBut(codes) : erased)
  return {
    state: freshState,
    replies: [{ id: tools.newId(), reply: told, leavesNothing: true }],
    writes: [(trx) => erasePerson(trx, ids, { channel, id })],
    afterwards: async () => void (await tools.files.removeOrphans(tools.db, tools.clock)),
  }
}

async function heldOf(person: string, { db }: Tools): Promise<Registration[]> {
  const ids = await idsOfPerson(db, person)
  const all = await Promise.all(ids.map((id) => registrationsOfPerson(db, id)))
  return all.flat().filter(({ state }) => HELD_STATES.includes(state))
}

async function stays(registration: Registration, files: number, receivedAt: Date, tools: Tools): Promise<string> {
  const campaign = tools.knower.current().campaigns.find(({ id }) => id === registration.campaign)
  return ownDataReplies.erasure.held(
    registration.code ?? '',
    campaign?.title ?? '',
    keptUntil(registration, campaign, tools),
    await whyUnchangeable(registration, WITHDRAWABLE, receivedAt, tools),
    files,
  )
}

function isRecent(at: string | null, now: Date): boolean {
  return at !== null && now.getTime() - Date.parse(at) < CONFIRM_MS
}
