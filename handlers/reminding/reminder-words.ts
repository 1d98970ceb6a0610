// The words in which people speak about being reminded, each with what it stands for in a sentence.

import { fold, hasDiacritics, toAccented } from '../../knowledge/fold.ts'

/**
 * `N` to remind · `W` to send or tell something · `X` no more · `F` to follow · `B` on, or further · `L` again · `M` the
 * next day · `T` today · `h` a deadline · `C` when it comes near · `A` what is done for it · `V` done · `D` already, before
 * the verb · `R` already, after it · `O` what was done · `K` asks politely · nothing: particles, who and whom.
 */
const WORDS: Readonly<Record<string, string>> = {
  N: 'nhắc|nhắc nhở|nhắc nhớ|nhắc việc|nhắc lịch|tin nhắc|tin nhắn nhắc|gửi tin nhắc|gửi nhắc|lời nhắc|nhắn tin nhắc|gửi tin nhắn nhắc|thông báo nhắc',
  W: 'báo|báo tin|thông báo|gửi thông báo|nhắn|nhắn tin|gửi tin|gửi tin nhắn|tin nhắn|làm phiền',
  X: 'đừng|dừng|ngừng|ngưng|khỏi|khỏi cần|khỏi phải|không cần|không muốn|không cần phải|không phải|không nên|không nhận|ko cần|ko muốn|ko phải|k cần|hủy|hủy bỏ|tắt|bỏ|chấm dứt|stop',
  XN: 'thôi nhắc|không nhắc|ko nhắc|k nhắc',
  XF: 'thôi theo dõi|không theo dõi|ko theo dõi|unfollow',
  F: 'theo dõi|follow',
  B: 'bật|mở|kích hoạt|khôi phục|tiếp tục|tiếp',
  L: 'lại|nữa|lần nữa|một lần nữa|1 lần nữa|thêm lần nữa|thêm một lần|thêm lần',
  M: 'mai|ngày mai|sáng mai|trưa mai|chiều mai|tối mai|mai mốt|hôm sau|ngày hôm sau|sáng hôm sau|bữa sau|ngày sau',
  T: 'hôm nay|bây giờ|giờ|hiện tại',
  h: 'hạn|các hạn|hạn này|hạn đó|hạn nộp|hạn gửi|hạn đăng ký|hạn nộp hồ sơ|hạn gửi hồ sơ|hạn nộp đăng ký|hạn đăng ký thi đua|hạn hồ sơ|hạn chót|deadline|thời hạn',
  C: 'đến hạn|tới hạn|gần hạn|sát hạn|sắp hạn|cận hạn|trước hạn|gần đến hạn|gần tới hạn|sắp đến hạn|sắp tới hạn|sắp hết hạn|gần hết hạn|khi nào đến hạn|khi nào tới hạn|khi nào gần đến hạn|khi nào gần tới hạn|khi nào sắp đến hạn|khi nào gần hạn|khi nào sắp hết hạn',
  A: 'nộp|gửi|làm|đăng ký|thực hiện|báo cáo|hoàn thiện|giải quyết',
  V: 'xong|hoàn thành|hoàn tất|done',
  D: 'đã|vừa|mới',
  R: 'rồi|r',
  O: 'hồ sơ|bản đăng ký|phiếu đăng ký|hồ sơ đăng ký|đăng ký thi đua|việc này|việc đó|việc|cái này|cái đó|phần này|mục này|giấy tờ',
  K: 'được không|được ko|đc ko|đc không|được k|đc k|dc k|dc ko|có được không|được chứ|được hông',
  '': 'tôi|em|e|mình|mk|t|tui|chị|anh|chú|cô|cháu|bạn|ad|admin|bot|trợ lý|chatbot|bên em|bên mình|bên tôi|bên này|phòng em|phòng mình|phòng tôi|đơn vị|đơn vị em|đơn vị tôi|đơn vị mình|chúng tôi|chúng em|cơ quan|ạ|ah|à|nhé|nhe|nha|nhá|nhen|hen|với|vs|giúp|giùm|dùm|hộ|đi|luôn|thôi|mà|cho|để|thì|là|nhớ|hãy|xin|vui lòng|làm ơn|nhờ|phiền|muốn|được|bị|cần|phải|sẽ|vào|lúc|khi|có|có thể|dạ|vâng|ok|oke|okie|ừ|thế|vậy|cứ|nhận|về|của|việc nhắc|hết|cả|tất cả|đủ|đầy đủ|nhiều|ơi|này|nhỉ|kế hoạch|kế hoạch này|phong trào|phong trào này|những|các|theo|như cũ|như trước|chút|tí|nhưng|còn|chức năng|tính năng|chế độ|phần|mọi|toàn bộ|đấy|đó|nè|nhaa|z|v|ạk|giờ thì|sau',
  Z: 'đâu',
}

interface Phrase {
  readonly words: readonly { readonly accented: string; readonly plain: string }[]
  readonly sign: string
}

// By their first word without diacritics, the longest first.
const phrases = new Map<string, Phrase[]>()
for (const [sign, all] of Object.entries(WORDS))
  for (const text of all.split('|')) {
    const words = text.split(' ').map((word) => ({ accented: toAccented(word), plain: fold(word) }))
    const first = words[0]?.plain ?? ''
    phrases.set(first, [...(phrases.get(first) ?? []), { words, sign }])
  }
for (const own of phrases.values()) own.sort((one, other) => other.words.length - one.words.length)

export interface Signs {
  /** What the words stand for, in order; “-” where others stand between. */
  readonly signs: string
  /** The words that are none of these, in order. */
  readonly others: string
}

/** A sentence in signs. Diacritics count in each word that is typed with them: “nhạc” reminds of nothing. */
export function toSigns(text: string): Signs {
  const said = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const words = said.map((word) => ({ raw: word, accented: toAccented(word), plain: fold(word) }))
  const others: string[] = []
  let signs = ''
  for (let at = 0; at < words.length; ) {
    const found = phrases
      .get(words[at]?.plain ?? '')
      ?.find((phrase) => phrase.words.every((word, index) => isSame(word, words[at + index])))
    if (found) signs += found.sign
    else {
      others.push(words[at]?.raw ?? '')
      if (!signs.endsWith('-')) signs += '-'
    }
    at += found?.words.length ?? 1
  }
  return { signs, others: others.join(' ') }
}

function isSame(
  word: { readonly accented: string; readonly plain: string },
  said: { readonly accented: string; readonly plain: string } | undefined,
): boolean {
  if (!said || said.plain !== word.plain) return false
  return said.accented === word.accented || !hasDiacritics(said.accented)
}
