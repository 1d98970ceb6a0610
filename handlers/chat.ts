import { fold } from '../knowledge/fold.ts'
import { type Handler, reply } from './handler.ts'
import { replies, say } from './replies.vi.ts'

const oneOf = (...words: readonly string[]) => `(?:${words.join('|')})`
const YOU = oneOf('ban', 'em', 'bot', 'tro li', 'chatbot', 'ad', 'admin', 'anh', 'chi', 'cau')
const I = oneOf('toi', 'em', 'minh', 'anh', 'chi', 'tui', 'mk', 'hom nay')
const VERY = oneOf(
  'qua',
  'lam',
  'ghe',
  'that',
  'the',
  'vay',
  'roi',
  'nhi',
  'ha',
  'luon',
  'a',
  'di',
  'kinh',
  'hen',
  'nhe',
  'ma',
)
const LIKE = oneOf(
  'dep',
  'xau',
  'mua',
  'nang',
  'lanh',
  'nong',
  'oi',
  'oi buc',
  'mat',
  'mat me',
  'am u',
  'ret',
  'gio',
  'bao',
  'trong',
  'to',
)
const FEEL = oneOf(
  'met',
  'buon',
  'buon ngu',
  'vui',
  'doi',
  'doi bung',
  'chan',
  'dau dau',
  'stress',
  'cang thang',
  'hanh phuc',
  'khoe',
  'ban',
  'ap luc',
)
const KIND = oneOf('gioi', 'thong minh', 'de thuong', 'dang yeu', 'xinh', 'tot bung', 'dinh', 'cute', 'vui tinh')
const ASKS = oneOf('khong', 'ko', 'k', 'chua', 'ha')

const CHATTER = [
  `(?:hom nay |nay |bua nay |sang nay |chieu nay )*(?:troi|thoi tiet)(?: (?:hom nay|nay|o day|ngoai kia|dang|cung|lai|the))*(?: ${LIKE})+`,
  `${YOU}(?: (?:hom nay|dang|co|da|thay))* ${oneOf(FEEL, 'an com', 'an sang', 'an trua', 'an toi', 'an gi', 'ngu', 'nguoi yeu', 'gia dinh', 'vo', 'chong')}(?: (?:${ASKS}|gi))*`,
  `${YOU} (?:may|bao nhieu) tuoi`,
  `${YOU}(?: dang)? (?:lam gi|o dau)(?: (?:day|do))?`,
  `(?:${I} )+(?:(?:dang|thay|cung|hoi|rat) )*${FEEL}`,
  `${YOU} ${KIND}`,
  `(?:${YOU} )?(?:ke|hat|doc)(?: (?:cho|giup|${I}|nghe|mot|bai|1|chuyen|truyen|tho|cuoi|vui))+`,
].map((pattern) => new RegExp(`^(?:(?:da|uh|u|chao|hi|hey|oi|nay) )*${pattern}(?: ${VERY})*$`))

/** “Hôm nay trời đẹp nhỉ”: a friendly word, and nothing is looked for in the plans. */
export const chat: Handler = (message, state, tools) => {
  if (message.kind !== 'text' || message.text.length > LONGEST) return null
  const said = fold(message.text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return CHATTER.some((pattern) => pattern.test(said)) ? reply(tools, state, say('smalltalk', replies.chat)) : null
}

const LONGEST = 60 // characters
