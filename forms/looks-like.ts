// Whether a text is a question or a command rather than an answer.

import { fold } from '../knowledge/fold.ts'

const ASKS =
  /\b(?:la gi|la sao|gi vay|gi the|the nao|nhu nao|ntn|ra sao|lam sao|tai sao|vi sao|sao lai|bao gio|khi nao|luc nao|ngay nao|han nao|o dau|ve dau|den dau|di dau|cho nao|bao nhieu|bao lau|may ngay|la ai|hoi ai|cho ai|ai duoc|ai ki|nhung ai|nhung gi|can gi|cai gi|phai khong|duoc khong|dung khong|co can|co phai|co duoc|hay khong|the a|ha ban|hay sao|cho (?:toi|em|minh|anh|chi) hoi|hoi chut|xin hoi)\b/
const SHORT_ANSWER = /^(?:(?:da|vang|ok|co|khong|ko|k|dung|roi|chua|phai)\s*){1,3}$/

/** Plainly a question: it ends so, or asks with words that no answer holds. */
export function isQuestion(text: string): boolean {
  const folded = fold(text).trim()
  if (/\?["”’)\s]*$/.test(folded)) return !SHORT_ANSWER.test(folded.replace(/[^\p{L}\s]/gu, ' ').trim())
  return ASKS.test(folded)
}

// The words of design.md, Commands; “sửa …” and “gửi …” may begin an answer and count with a slash alone.
const COMMANDS = new Set(
  'bat dau|tro giup|phong trao|dang ki|dang ki moi|ho so cua toi|nhac|nhac han|lien ket|du lieu cua toi|xoa du lieu|huy|huy bo|huy dang ki|quay lai|tro lai|bo qua|sua|luu lai lam sau|luu lai|luu nhap|lam lai|lam lai tu dau|thoat|dung lai|cho duyet|thong ke|xuat|han'.split(
    '|',
  ),
)

/** A command, with a slash or as one of the plain words. */
export function isCommand(text: string): boolean {
  const folded = fold(text).trim()
  return /^\/[a-z]/.test(folded) || COMMANDS.has(folded.replace(/\s+/g, ' ').replace(/[.!]+$/, ''))
}
