// The papers that follow an accepted registration, ticked off one by one, with their files where the channel brings them.

import { sectionName } from '../../knowledge/document.ts'
import { fold } from '../../knowledge/fold.ts'
import { papersOf, tickPaper, untickPaper } from '../../store/dossier.ts'
import { readRegistration, registrationsOfPerson } from '../../store/registrations.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { askPaper, findPapers, tellComplete, tellPapers, tellPapersAs } from './dossier-papers.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { sayPapers } from './say-papers.ts'
import { tellAll } from './show-registrations.ts'
import { nameFile, placeFile, takePaper } from './take-paper.ts'

const ACTION = /^paper:([\w-]+)(?::([\w-]*)(?::(have|not|[\w-]{43}))?)?$/
// “còn thiếu giấy tờ gì trong hồ sơ của tôi”, “hồ sơ của tôi cần nộp thêm giấy tờ gì”
const ASKS_OWN =
  /^(?:con |can )*(?:thieu|can|nop|bo sung)(?: nop| bo sung| them)* (?:nhung |cac )?giay to (?:gi|nao)(?: nua)? (?:trong |cho |cua )?ho so(?: dang ki)? cua (?:toi|em|minh)(?: a| vay| the)*[?.! ]*$|^ho so(?: dang ki)? cua (?:toi|em|minh) (?:con |can |phai )*(?:thieu|can|nop|bo sung)?(?: nop| bo sung| them)* (?:nhung |cac )?(?:giay to )?(?:gi|nao)(?: nua| a| vay| the)*[?.! ]*$/
const COMMAND =
  /^(?:(?:toi |em )?(?:muon )?(?:nop|bo sung|chuan bi|lam|xem|kiem tra) )?(?:ho so|giay to)(?: (?:khen thuong|de nghi khen thuong))?(?: cua (?:toi|em|minh)| con thieu(?: gi)?)[?.! ]*$|^(?:(?:toi |em )?(?:muon )?)(?:nop|bo sung) (?:ho so|giay to)(?: (?:khen thuong|de nghi khen thuong))?[.! ]*$/
// The words of the buttons; of whoever was approved they mean their own, of others what the plan says.
const LABEL = /^(?:(?:ho so|giay to)(?: ho so)? can (?:nop|gui)|giay to ho so)[.! ]*$/
// “xong”, “hết rồi”, “nộp đủ rồi ạ”: said of the papers, once there are some to bring.
const DONE =
  /^(?:(?:da|toi|em|da) )*(?:(?:nop|gui|lam|chuan bi|co) )?(?:xong|het|du)(?: (?:het|ca|xong|du|giay to|ho so|roi|a|nhe|vay))*[.! ]*$/

/** “nộp hồ sơ”, a tapped paper, a file for it: the checklist of an accepted registration. */
export const keepDossier: Handler = async (message, state, tools) => {
  const isPrivate = message.conversationId === message.sender
  if (message.kind === 'other' && isPrivate) return takePaper(message, state, tools)
  const tapped =
    message.kind === 'choice' ? ACTION.exec(message.action ?? '') : isPrivate ? sayPaper(message, state) : null
  if (!tapped && !(await asksForDossier(message, tools)))
    return isPrivate && message.kind === 'text'
      ? ((await nameFile(message, state, tools)) ?? sayPapers(message, state, tools))
      : null
  if (!isPrivate) return reply(tools, state, say('refused', replies.privately))
  if (!tapped) return chooseDossier(message, state, tools)
  const outcome = await tapPaper(tapped, message, state, tools)
  // A second “xong” is said of something else.
  return message.kind === 'text' && !tapped[2] ? { ...outcome, state: { ...outcome.state, paper: null } } : outcome
}

async function asksForDossier({ kind, text, person }: PersonMessage, { db }: Tools): Promise<boolean> {
  if (kind !== 'text') return false
  const said = fold(text).trim()
  if (COMMAND.test(said) || ASKS_OWN.test(said)) return true
  return LABEL.test(said) && (await registrationsOfPerson(db, person)).some(({ state }) => state === 'approved')
}

// What is typed of the papers that were just shown, as if it had been tapped: “xong”, “có rồi”, “chưa có”.
function sayPaper({ kind, text }: PersonMessage, { paper: shown }: State): RegExpExecArray | null {
  if (kind !== 'text' || !shown) return null
  const said = fold(text).trim()
  if (shown.paper && HAVE.test(said)) return ACTION.exec(`paper:${shown.registration}:${shown.paper}:have`)
  if (shown.paper && HAVE_NOT.test(said)) return ACTION.exec(`paper:${shown.registration}:${shown.paper}:not`)
  return DONE.test(said) ? ACTION.exec(`paper:${shown.registration}`) : null
}

const FILE = /^[\w-]{43}$/
const HAVE = /^(?:(?:da|roi) )*co(?: (?:roi|ban giay|a|nhe))+[.! ]*$|^(?:da co|co)[.! ]*$/
const HAVE_NOT = /^(?:chua|chua co|khong co|van chua co)(?: (?:a|dau|ban giay))*[.! ]*$/

/** “xong”, “hết rồi” of somebody who has sent a registration: which papers are missing, to whom and until when. */
export const finishDossier: Handler = async (message, state, tools) => {
  const isPrivate = message.conversationId === message.sender
  if (!isPrivate || message.kind !== 'text' || !DONE.test(fold(message.text).trim())) return null
  const all = await registrationsOfPerson(tools.db, message.person)
  return all.some((one) => AFTER_SENDING.has(one.state)) ? chooseDossier(message, state, tools) : null
}

const AFTER_SENDING: ReadonlySet<string> = new Set(['submitted', 'returned', 'approved'])

async function tapPaper(
  [, id = '', paper, verdict]: RegExpExecArray,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const registration = await readRegistration(tools.db, id)
  if (!registration || registration.person !== message.person)
    return reply(tools, state, say('smalltalk', replies.oldButton))
  const list = await findPapers(registration, tools)
  if ('why' in list) return reply(tools, state, say('not_stated', list.why))
  const left = { ...state, paper: { registration: id, paper: null } }
  const wanted = paper ? list.papers.find((one) => one.id === paper) : undefined
  // Whoever taps a paper while a file waits to be named has named it; who only looks at the list has not.
  const file = verdict ? FILE.exec(verdict)?.[0] : wanted && state.unnamedFiles.at(-1)
  const placed = file && (await placeFile(file, wanted && { registration, list, paper: wanted }, message, left, tools))
  if (placed) return placed
  if (file && verdict) return reply(tools, left, say('smalltalk', texts.paperFileGone))
  if (!wanted?.id) return reply(tools, left, await tellPapers(registration, list, tools))
  const before = await papersOf(tools.db, id)
  const was = before.find((one) => one.paper === wanted.id)
  if (!verdict)
    return reply(tools, { ...state, paper: { registration: id, paper: wanted.id } }, askPaper(id, wanted, was))
  const now = tools.clock.now()
  const have = verdict === 'have'
  const ticked = { paper: wanted.id, at: now, by: message.person, files: was?.files ?? [], verdict: null }
  const others = before.filter((one) => one.paper !== wanted.id)
  const after = have ? [...others, ticked] : others
  const note = have ? texts.paperTicked(wanted.name) : texts.paperUnticked(wanted.name)
  const told = reply(tools, left, tellPapersAs(registration, list, after, note))
  return {
    ...told,
    replies: [...told.replies, ...(await tellComplete(registration, list, before, after, tools))],
    writes: [
      (trx) =>
        have
          ? tickPaper(trx, { registration: id, paper: ticked.paper, by: message.person, files: [] }, now)
          : untickPaper(trx, id, ticked.paper),
    ],
  }
}

// Which registration’s: the accepted one, or a choice of them. Without any registration there is no dossier (R2).
async function chooseDossier(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const own = (await registrationsOfPerson(tools.db, message.person)).filter(({ state: at }) => at !== 'expired')
  const all = own.filter(({ state: at }) => at !== 'draft')
  const lists = await Promise.all(
    all.map(async (registration) => ({ registration, list: await findPapers(registration, tools) })),
  )
  const ready = lists.flatMap(({ registration, list }) => ('papers' in list ? [{ registration, list }] : []))
  const [only] = ready
  if (only && ready.length === 1)
    return reply(
      tools,
      { ...state, paper: { registration: only.registration.id, paper: null } },
      await tellPapers(only.registration, only.list, tools),
    )
  if (ready.length > 1)
    return reply(tools, state, {
      ...say('clarify', texts.dossier),
      choices: ready.map(({ registration: { id, code } }) => ({
        label: texts.open(code ?? ''),
        action: `paper:${id}`,
      })),
    })
  const waiting = lists.flatMap(({ list }) => ('why' in list ? [list.why] : []))
  if (waiting.length > 0) return reply(tools, state, say('not_stated', waiting[0] ?? ''))
  if (own.length > 0) {
    const told = await tellAll(message.person, tools)
    return reply(tools, state, { ...told, blocks: [{ type: 'text', text: texts.nothingSent }, ...told.blocks] })
  }
  return reply(tools, state, say('not_stated', texts.dossierNeedsRegistration, ...whyRegister(state, tools)))
}

// The plan's own words, where the plan in focus demands a registration first.
function whyRegister({ focus }: State, { knower }: Tools): string[] {
  const campaign = knower.current().campaigns.find(({ id }) => id === focus)
  const criteria = campaign?.forms.flatMap(({ eligibility }) => eligibility) ?? []
  const criterion = criteria.find(({ quote, milestone }) => !milestone && /đăng ký/i.test(quote)) ?? criteria[0]
  const [document] = campaign?.documents ?? []
  if (!criterion || !document) return []
  return [texts.dossierRule(criterion.quote, sectionName(criterion.section), document.meta.citation)]
}
