// Greetings, thanks, “đã rõ”: told apart from what is asked beside them.

import { fold, normalise } from '../knowledge/fold.ts'

export type Courtesy = 'greeting' | 'thanks' | 'noted' | 'bye' | 'may-ask'

const oneOf = (...words: readonly string[]) => `(?:${words.join('|')})`
const some = (words: string) => `(?: ${words})*`

// Whom one speaks to or of; particles; words that make any courtesy stronger.
const WHO =
  'ban|bot|chatbot|em|anh|chi|ad|admin|co|chu|bac|thay|sep|cau|minh|toi|chau|e|c|tro li(?: (?:thi dua|ao))?|he thong|(?:moi|ca|cac|qui) (?:nguoi|nha|ban|anh|chi|em|bac|vi)'
const PARTICLE =
  'da|vang|vg|a|ah|nhe|nha|nhi|oi|roi|voi|ne|luon|lam|qua|rat|that|hen|he|nghen|nghe|day|ak|z|hi|hihi|haha|hehe|ma|thoi|nhieu|lan nua|xin'
const parts = some(oneOf(WHO, PARTICLE))
const before = `(?:${oneOf(WHO, PARTICLE, 'long', 'thanh', 'chan', 'tran', 'trong', 'cung', 'thi', 'va', 'vo', 'het', 'suc', 'cho', 'gui', 'loi', 'phep', 'kinh')} )*`
const HELP =
  'ho tro|giup do|giup|tra loi|giai dap|huong dan|tu van|chi dan|cung cap|nhiet tinh|tan tinh|kip thoi|nhanh|chi tiet|ro rang|day du|thong tin|phan hoi|cau|su|nhung|cac|ve|vi|nay'
const DAY = '(?:buoi )?(?:sang|trua|chieu|toi)|(?:dau |cuoi )?(?:ngay|tuan)(?: moi)?'
const WELL = 'tot lanh|vui ve|tot dep|an lanh|nhieu suc khoe|nhieu niem vui|thanh cong'
const ANYBODY = 'co ai (?:o )?(?:do|day|truc)(?: khong| ko)?'
const MATTER = 'thong tin|noi dung|y|van de|tin nhan|tin|huong dan|phan hoi|nay|do|day du|ro'

const KINDS: readonly (readonly [Courtesy, readonly string[]])[] = [
  [
    'bye',
    [
      '(?:chao )?tam biet|(?:good)?bye|hen gap lai|hen gap|ngu ngon',
      `chuc${some(oneOf(WHO, 'mot', 'co', DAY, WELL, 'luon', 'suc khoe'))}`,
      `${oneOf(DAY)} ${oneOf(WELL)}`,
    ],
  ],
  [
    'thanks',
    [
      `${oneOf('cam on', 'camon', 'cam ta', 'biet on', 'thanks?(?: you)?', 'thks', 'thx', 'tks', 'tk', 'ty')}${parts}(?: (?:vi|da|ve)${some(oneOf(HELP, WHO, PARTICLE))})?`,
    ],
  ],
  [
    'greeting',
    [
      `${oneOf('chao', 'hello', 'helo', 'halo', 'hi', 'hey', 'a ?lo', 'good (?:morning|afternoon|evening)')}(?:${parts} ${oneOf(DAY)}|${parts} ${ANYBODY})?`,
      ANYBODY,
      '(?:ban|anh|chi|ad|admin|bot|tro li|em) oi',
    ],
  ],
  [
    'may-ask',
    [
      `(?:(?:muon|can|xin|cho|cho ${oneOf(WHO)}|lam phien) )*hoi(?: (?:chut|ti|xiu|mot|them|cau|nay|viec|thong tin|duoc khong))*`,
      '(?:co|con) (?:mot |1 |vai |may )?(?:cau hoi|thac mac|(?:dieu|viec) (?:muon|can) hoi)',
    ],
  ],
  [
    'noted',
    [
      `${oneOf('hieu', 'ro', 'nam ro', 'nam duoc', 'ghi nhan', 'tiep thu')}${some(oneOf(MATTER))}`,
      `${oneOf('biet', 'nhan duoc', 'nhan', 'thay', 'doc', 'xem', 'thong', 'nam')}${some(oneOf(MATTER))} roi`,
      'ok(?:e|ay|ie|i)?|oki|u|uh|uhm|um|uk|vang|da|yes|dung roi|dung vay|chuan|duoc|duoc vay|du roi|xong|khong sao|khong co gi',
      '(?:the|vay|nhu vay|nhu the) (?:a|ha|thoi|la (?:duoc|du|tot|ro|xong|hieu)|du|cung duoc|tot)',
      '(?:tot|hay|tuyet|tuyet voi|huu ich|bo ich|ro rang|de hieu)',
      '(?:khong|ko) (?:con gi|can gi|can|hoi gi|hoi)(?: (?:them|nua))?|het cau hoi',
    ],
  ],
]

const SIGN = '[,.;:!?~…)\\n]|\\p{Extended_Pictographic}'
const LEADING_SIGNS = /^(?:[\s,.;:!?~…)]|\ufe0f|\u200d|\p{Extended_Pictographic})+/u
const ENDS = `(?=\\s*(?:${SIGN}|$))`
// “Chào anh cho em hỏi hạn đăng ký”: who greets may go straight on to ask.
const ASKS_ON = `(?=\\s+(?:${oneOf(WHO, PARTICLE)} )*(?:(?:cho|xin|muon|can) (?:\\S+ )?hoi|hoi|(?:muon|can) (?:dang ki|biet|xem)) )`

const patterns = KINDS.map(([courtesy, phrases]) => {
  const said = `^${before}(?:${phrases.join('|')})${parts}`
  const end = courtesy === 'greeting' ? `(?:${ENDS}|${ASKS_ON})` : ENDS
  return { courtesy, whole: new RegExp(`${said}${end}`, 'u'), start: new RegExp(`${said}(?=\\s)`, 'u') }
})
const LONGEST = 160 // characters of one courtesy

interface Courtesies {
  readonly said: ReadonlySet<Courtesy>
  readonly rest: string
}

/**
 * The courtesies a message begins with, each with its words of address and its particles, and what is said after them:
 * empty where there is nothing else.
 */
export function readCourtesies(text: string): Courtesies {
  const normal = normalise(text).trim()
  // Folding keeps the number of letters of what is normalised: both are cut at the same place.
  const folded = fold(normal)
  const looked = folded.length > LONGEST ? `${folded.slice(0, LONGEST)}x` : folded
  for (const { courtesy, whole } of patterns) {
    const length = whole.exec(looked)?.[0].length
    if (length) return withFirst(courtesy, readCourtesies(normal.slice(length).replace(LEADING_SIGNS, '')))
  }
  // “Em hiểu rồi cảm ơn anh”: one goes over into the next without a sign, to the end.
  for (const { courtesy, start } of folded.length > LONGEST ? [] : patterns) {
    const length = start.exec(folded)?.[0].length
    const then = length ? readCourtesies(normal.slice(length)) : null
    if (then?.rest === '') return withFirst(courtesy, then)
  }
  return { said: new Set(), rest: normal }
}

function withFirst(courtesy: Courtesy, { said, rest }: Courtesies): Courtesies {
  return { said: new Set([courtesy, ...said]), rest }
}
