// “Chị ơi em tên là … em muốn đăng ký giấy khen … em không bị kỷ luật gì ạ”: who tells of themselves registers, whatever
// particle ends it.

import { fold } from '../../knowledge/fold.ts'

// “Không bị kỷ luật gì” denies; “không biết nộp gì” asks.
const DENIED =
  /(?<=(?:^|[\s,.])(?:không|khong|ko|k|hok|chưa|chua|chẳng|chang|chả)\s(?!biết|biet|rõ|ro|hiểu|hieu)[^,.;?!]{0,60})\s(?:gì|gi)(?![\p{L}\p{M}])/giu
const WISH =
  /(?<![\p{L}\p{N}])(?:(?:toi|em|minh|chau|mk|ben em|don vi (?:em|toi|minh)|phong (?:em|toi|minh)) )(?:(?:nay|cung|dang|rat|muon|mun|can|xin|xin phep|duoc|de nghi|nop|gui|lam|tham gia) )*(?:muon|mun|can|xin|xin phep|duoc|de nghi) (?:(?:duoc|nop|gui|lam|tham gia) )*(?:dang ki|dki|dk)(?![\p{L}\p{N}])[,:]?\s*/u
// Whoever wonders, or asks to be told something, wants no form, however much is said of who and what.
const WONDERS =
  /(?<!\p{L})(?:gì|gi|nào|nao|mấy|may|bao nhiêu|bao nhieu|ai|sao|đâu|hỏi|chưa rõ|chua ro|chưa biết|không biết|khong biet|muốn biết|muon biet|cho biết|cho biet|cho \S+ xin(?! (?:đăng|dang))|liệt kê|liet ke|hướng dẫn|huong dan|chỉ giúp|chi giup|tư vấn|tu van)(?!\p{L})/iu

/** The text without the “gì” of denials, which asks nothing. */
export function withoutDenials(text: string): string {
  return text.replace(DENIED, '')
}

/** Whether whoever says so wonders about something. */
export function wonders(text: string): boolean {
  return WONDERS.test(withoutDenials(text)) || text.includes('?')
}

/** What somebody says who says that they want to register, without these words; null if they wonder, or wish nothing so. */
export function readToldWish(text: string): string | null {
  const said = text.normalize('NFC').trim().replace(/\s+/g, ' ')
  const wish = WISH.exec(fold(said))
  if (!wish || wonders(said)) return null
  // Folding keeps the number of letters of text in NFC.
  return `${said.slice(0, wish.index)}${said.slice(wish.index + wish[0].length)}`.trim()
}
