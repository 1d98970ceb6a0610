import { toVietnamDate } from '../../clock.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { type Handler, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { readCommand } from './campaigns-of.ts'
import { replies } from './replies.vi.ts'
import { QUESTION_DAYS, unansweredIn } from './unanswered.ts'

const unanswered = {
  command:
    /^(\/cauhoi|((xem|danh sach|liet ke) )*((cac|nhung) )?cau (da )?hoi (nao |con |van )*(chua|khong) (duoc |co )*(cau )?(tra loi|giai dap|dap an))[?.! ]*$/,
  word: 'unanswered',
  refusesUnits: true,
}
const PAGE = 20

/** “Câu hỏi chưa trả lời”: what people asked lately that no plan answers; for organisers, without who asked. */
export const showUnanswered: Handler = async (message, state, tools) => {
  const read = await readCommand(unanswered, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  const { campaign, elsewhere } = read
  if (!(await isOrganiserOf(tools, message, campaign.id))) return reply(tools, state, say('refused', replies.notYours))
  const focused = { ...state, focus: campaign.id }
  const all = await unansweredIn(campaign.id, tools)
  if (all.length === 0)
    return reply(tools, focused, {
      ...say('action', replies.unanswered.none(campaign.label, QUESTION_DAYS)),
      choices: elsewhere,
    })
  const shown = all.slice(0, PAGE)
  const items = shown.map(({ text, askedAt }) => ({
    text: replies.unanswered.line(formatDate(toVietnamDate(askedAt)), text),
  }))
  return reply(tools, focused, {
    kind: 'action',
    blocks: [
      { type: 'text', text: replies.unanswered.some(campaign.label, all.length, QUESTION_DAYS) },
      { type: 'list', items },
      ...(all.length > PAGE ? [{ type: 'text' as const, text: replies.unanswered.more(all.length - PAGE) }] : []),
      { type: 'text', text: replies.unanswered.what },
    ],
    sources: [],
    choices: elsewhere,
  })
}
