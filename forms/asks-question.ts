// Whether what somebody types inside a form asks something instead of answering.

import { fold, hasDiacritics, toAccented } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/form-schema.ts'
import { readYesNo } from './commands.ts'
import { withoutCourtesy } from './courtesy.ts'

// Diacritics count where they are typed: “đâu” asks, “bắt đầu” does not.
const ACCENTED =
  /(?:^|[\s,(])(là gì|(?<!(?:^|\s)(?:không|chưa|chẳng|chả) (?!biết|rõ|hiểu).{0,60})gì|khi nào|ngày nào|bao giờ|lúc nào|mấy(?: (?:lĩnh vực|nội dung|người|ngày|loại|giấy tờ|hình thức|mục|tập thể|cá nhân))?|bao nhiêu|bao lâu|ở đâu|(?<!(?:^|\s)(?:không|chưa|chẳng|chả) (?!biết|rõ|hiểu).{0,60})đâu|ai|nào|thế nào|ra sao|làm sao|tại sao|vì sao|sao|(?:được|phải|đúng|kịp|cần|có|còn|bắt buộc) không|(?:được|phải|cần|có|còn) \S+(?: \S+){0,6} không|hay không|chưa|à|hả|nhỉ|không ạ|không vậy)(?: (?:ạ|vậy|thế|nhỉ|hả|em|anh|chị|bạn))*[.! ]*$/u
const ACCENTED_START =
  /^(?:cho (?:tôi |em |mình )?hỏi|xin hỏi|hỏi (?:chút|tí|xíu)|(?:tôi |em |mình )(?:muốn |cần )?hỏi|ai |sao |vì sao|tại sao|khi nào|bao giờ|làm sao|hạn (?:nộp|gửi|đăng kí|chót|cuối)|có (?:được|phải|cần|bắt buộc) |những ai|thế (?:nào|còn)|gửi (?:về )?đâu|nộp (?:ở )?đâu)/u
const PLAIN =
  /(?:^|[\s,(])(la gi|(?<!(?:^|\s)(?:khong|ko|k|chua|chang) (?!biet|ro|hieu).{0,60})gi|gom gi|can gi|lam gi|nhung gi|khi nao|ngay nao|bao gio|luc nao|may (?:ngay|nguoi|linh vuc|noi dung|loai|giay to|hinh thuc|muc|tap the|ca nhan)|bao nhieu|bao lau|o dau|ve dau|nop dau|ai ki|nao|the nao|ra sao|lam sao|tai sao|vi sao|thi sao|(?:duoc|phai|dung|kip|can|bat buoc) khong|hay khong|khong vay|co \S+(?: \S+){0,4} khong)(?: (?:a|vay|the|nhi|ha|em|anh|chi|ban))*[.! ]*$/
const PLAIN_START =
  /^(?:cho (?:toi |em |minh )?hoi|xin hoi|hoi (?:chut|ti|xiu)|(?:toi |em |minh )(?:muon |can )?hoi|vi sao|tai sao|khi nao|bao gio|lam sao|han (?:nop|gui|dang ki|chot|cuoi)|co (?:duoc|phai|can|bat buoc) |nhung ai|the nao|gui (?:ve )?dau|nop (?:o )?dau)/
// “lv j”, “làm ntn vậy”, “có đc xét ko ạ”
const CHAT =
  /(?:^|\s)(?:j|gj|ntn|bnhieu|sn|(?:co|dc|duoc|phai)(?: \S+){0,8} (?:ko|hok|hong))(?: (?:v|z|a|vay|the|ad|em|anh|chi))*[.! ]*$/

// “ơ, khi nào có kết quả”
const SIGHS = /^(?:(?:ơ|ờ|à|ủa|ừ|ê|nhưng|mà|nhưng mà|này)[\s,]+)+/iu
const EACH_CAPITAL = /^(?:\p{Lu}\p{Ll}*\s+){1,7}\p{Lu}\p{Ll}*$/u // a name, such as “Đỗ Thị Nào”

const MOST_WORDS_OF_TEXT = 25 // a longer one without a question mark tells something

/** Whether the text asks; in a step that takes any text only what clearly does. */
export function asksQuestion(text: string, step: Step | null): boolean {
  const trimmed = text.trim().replace(SIGHS, '')
  // “dạ không ạ” is a no.
  if (trimmed.startsWith('/') || readYesNo(withoutCourtesy(trimmed)) === false) return false
  const takesText = step?.type === 'text' || step?.type === 'long-text'
  if (/\?[\s!.)”"]*$/.test(trimmed)) return true
  if (!takesText && /\?/.test(trimmed)) return true
  const words = trimmed.split(/\s+/).length
  if (words < 2 || (takesText && (words > MOST_WORDS_OF_TEXT || trimmed.includes('\n')))) return false
  if (EACH_CAPITAL.test(trimmed)) return false
  if (CHAT.test(fold(trimmed))) return true
  const accented = hasDiacritics(trimmed)
  const read = accented ? toAccented(trimmed) : fold(trimmed)
  return (accented ? ACCENTED : PLAIN).test(read) || (accented ? ACCENTED_START : PLAIN_START).test(read)
}
