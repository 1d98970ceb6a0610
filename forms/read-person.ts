// Names of people: letters alone, forms of address left out, capitals put right.

import { fold, hasDiacritics, normalise } from '../knowledge/fold.ts'
import { findPosition } from './find-position.ts'
import type { Reading } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'
import { beginsWithFamily } from './sounds-like-name.ts'

const LEAD =
  /^(?:(?:họ (?:và )?tên|ho (?:va )?ten|tên|ten)(?:\s+(?:tôi|em|mình|toi|minh))?(?:\s+(?:là|la))?\s*[:-]?\s*|(?:tôi|em|mình|toi|minh)\s+(?:tên|ten)?\s*(?:là|la)?\s+|(?:là|la)\s+|(?:đồng chí|dong chi|đ\/c|d\/c|đc|ông|ong|bà|ba|anh|chị|chi|cô|co|chú|chu)[.:]?\s+)+/iu
// “a Lan”: anh; “A Lăng” is a name.
const SHORT_LEAD = /^(?:a|e|c|o|b|đc|dc)\.?\s+(?=\p{Lu})/u
const TAIL = /\s+(?:ạ|nhé|nha|nhe)$|[.,;!]+$/iu
const PLAIN_LEAD = /^(?:ba|co|chu|chi|la|em|ong)\s/i
// “La Văn Cầu”, “Chu Thị Hoa”: families that sound like words before a name.
const FAMILY_LEAD = /^(?:la|chu)\s+(?:văn|thị|van|thi)\s+\p{L}/iu
const NAME = /^\p{L}[\p{L}\p{M}'’.-]*(?:\s+\p{L}[\p{L}\p{M}'’.-]*){1,7}$/u

// No family is called so: these begin names of other things.
const NO_NAME =
  /^(?:bk|gk|phong|so|ubnd|van phong|ban (?:thi|to|chi|quan|tuyen|ton)|uy ban|chi cuc|trung tam|giay khen|bang khen|co thi|ca nhan|tap the|cong chuc|vien chuc|can bo|nguoi lao|linh vuc|nhiem vu|noi dung|don vi|dang ki|thi dua|so hoa|khong|chua|hoan thanh|cai cach|to chuc|ton giao|phong trao|toi|em|chuc vu|ho ten|(?:dang )?bi|dang co|co (?:don|dau hieu)|don thu|vi pham|ki luat)(?:\s|$)/

/** Reads a name of two to eight words. A name of another kind (one word, figures) is refused. */
export function readPerson(text: string): Reading {
  const name = toName(text)
  if (name === null || isSentence(text)) return { kind: 'invalid', say: readingReplies.person }
  const address = toAddress(text, name)
  const value = { type: 'text', text: name, ...(address ? { address } : {}) } as const
  // A name without any mark is likely typed in a hurry, but “Lê Ba” and “Tran Van Nam” both exist.
  // In small letters it is one only where it begins as names do: “đã có tờ trình” is none.
  return hasDiacritics(name) && (/\p{Lu}/u.test(text) || beginsWithFamily(name.toLocaleLowerCase('vi')))
    ? { kind: 'value', value }
    : { kind: 'confirm', value, as: address ? `${address} ${name}` : name }
}

const MAN = /(?:^|\s)(?:ông|ong|anh|chú|chu|a|o)[.:]?$/iu
const WOMAN = /(?:^|\s)(?:bà|ba|chị|chi|cô|co|c|b)[.:]?$/iu

/** “bà”, “chị Trần Thị Bình”: how lists of people call who is called so before the name; null where that is not said. */
export function toAddress(text: string, name: string): 'ông' | 'bà' | null {
  const typed = normalise(text).replace(/\s+/g, ' ').trim()
  const lead = typed.slice(0, Math.max(0, typed.toLocaleLowerCase('vi').indexOf(name.toLocaleLowerCase('vi')))).trim()
  return MAN.test(lead) ? 'ông' : WOMAN.test(lead) ? 'bà' : null
}

// “muốn đăng ký cho phòng mình”: small letters, more words than most names have, and no family among the first.
function isSentence(text: string): boolean {
  const words = text.trim().split(/\s+/)
  return words.length >= 5 && !/\p{Lu}/u.test(text) && !words.slice(0, 4).some(beginsWithFamily)
}

// “truong phong” begins as a family's name does.
function isPosition(text: string): boolean {
  return findPosition(text)?.length === text.length
}

// “tran van nam chuyen vien”: what follows a name may be what somebody is.
function withoutPosition(text: string): string {
  const position = findPosition(text)
  const at = position === null ? -1 : text.lastIndexOf(position)
  const name = text.slice(0, Math.max(0, at)).replace(/[\s,;-]+$/, '')
  return position !== null && at + position.length === text.length && /\S\s+\S/.test(name) ? name : text
}

/** The name as it is written in lists; null if it is no name. */
export function toName(text: string): string | null {
  const typed = withoutPosition(normalise(text).replace(/\s+/g, ' ').trim())
  const stripped = typed.replace(SHORT_LEAD, '').replace(LEAD, '').replace(TAIL, '').trim()
  // “Ba Văn Nam” may be a name and a form of address: what is left must still be a name.
  const isLead = NAME.test(stripped) && !FAMILY_LEAD.test(typed)
  const bare = isLead || !PLAIN_LEAD.test(typed) ? stripped : typed
  if (!NAME.test(bare) || bare.length > 60 || NO_NAME.test(fold(bare)) || isPosition(bare)) return null
  return bare
    .split(' ')
    .map((word) =>
      word
        .toLocaleLowerCase('vi')
        .replace(/(^|[-'’.])(\p{L})/gu, (_, sign, letter) => sign + letter.toLocaleUpperCase('vi')),
    )
    .join(' ')
}
