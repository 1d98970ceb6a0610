import { fold } from '../knowledge/fold.ts'
import { formatDate, weekday } from '../knowledge/working-days.ts'
import { introduce } from './greet.ts'
import { type Handler, reply } from './handler.ts'
import { replies, say } from './replies.vi.ts'

const TODAY =
  /^(cho (toi |em |minh )?(hoi )?)?(hom nay|bay gio)( (la|den))? (ngay|thu) (may|bao nhieu|nao)( (roi|vay|a|nhi|the))*$/
const WHO_SPEAKS =
  /^((ban|em|day|tro li|he thong( nay)?|bot( nay)?|chatbot) )?(la (ai|gi|bot|robot|nguoi that|may)|ten (la )?gi|ten the nao|do ai (lam|tao|viet)( ra)?)( (vay|the|a|nhi|do|khong|hay nguoi|ha))*$/
const WHAT_IT_KNOWS =
  /^(ban|em|tro li|he thong( nay)?|bot( nay)?) (biet|lam duoc|giup duoc|tra loi duoc|co) (nhung )?(gi|viec gi|chuc nang gi)( (vay|the|a|nhi))*$/
const PLAN = /\b(ke hoach|phong trao|van ban)\b/
const ASKS_WHICH = /\b(may|bao nhieu|nhung|cac|danh sach|liet ke|tat ca|ke ra)\b/
// Nothing but words of asking which plans there are: “kế hoạch nào có chỉ tiêu” is a question about them.
const ABOUT_PLANS =
  /^((co|hien co|dang co|dang|hien|hien nay|hien tai|may|bao nhieu|nhung|cac|nao|tat ca|toan bo|danh sach|liet ke|ke ra|ke|ten|xem|cho|toi|em|minh|ban|tro li|he thong|bot|biet|tra cuu|duoc|ke hoach|phong trao|van ban|thi dua|trong|o|day|vay|the|a|nhe|nhi|hoi|ve|la|gi|giup|nhung) ?)+$/
const DOCUMENT =
  '(bao cao|to trinh|bien ban|don|thu|bai|van ban|ban ke|cong van|ke hoach|ban cam ket|ban dang ki|phat bieu)'
const WRITE_FOR_ME = [
  new RegExp(
    `^(hay |nho (ban |em )?)?(viet|soan|thao|lam) (giup|ho|thay|dum)( (cho )?(toi|em|minh))? .{0,30}\\b${DOCUMENT}\\b`,
  ),
  new RegExp(
    `\\b(viet|soan|thao) .{0,20}\\b${DOCUMENT}\\b.{0,40}\\b(giup|ho|thay|dum)( (cho )?(toi|em|minh|anh|chi))?$`,
  ),
]
const WRONG =
  /^(ban |em |tra loi )*(sai|nham|khong dung|chua dung|khong phai)( (nam|ngay|ke hoach|van ban|y|cau|noi dung))*( (roi|het|bet|ca|a|nhe|nay|vay))*$/
const COMMAND = /^\/[a-z_]{1,32}(@\w+)?$/i

/** What is asked of the assistant itself, not of the plans: who it is, what it knows, which day it takes for today. */
export const talkAboutItself: Handler = (message, state, tools) => {
  if (message.kind !== 'text') return null
  const text = fold(message.text)
    .replace(/[?!.,…]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const { campaigns } = tools.knower.current()
  const isAboutPlans = PLAN.test(text) && ASKS_WHICH.test(text) && ABOUT_PLANS.test(text)
  if (WHO_SPEAKS.test(text) || WHAT_IT_KNOWS.test(text) || isAboutPlans)
    return reply(tools, state, state.form ? say('smalltalk', replies.itself) : introduce(campaigns))
  const today = tools.clock.today()
  if (TODAY.test(text)) return reply(tools, state, say('smalltalk', replies.today(weekday(today), formatDate(today))))
  if (WRITE_FOR_ME.some((pattern) => pattern.test(text)))
    return reply(tools, state, say('out_of_scope', replies.writesNothing))
  if (WRONG.test(text)) return reply(tools, state, say('smalltalk', replies.saidWrong))
  return null
}

/** A command that no handler knows. */
export const refuseCommand: Handler = (message, state, tools) =>
  message.kind === 'text' && COMMAND.test(message.text.trim())
    ? reply(tools, state, say('smalltalk', replies.unknownCommand(message.text.trim()), replies.help))
    : null
