// Where the name of a body ends in a text: “Trường Tiểu học Trực Đại” is one name, “Sở Nội vụ” of “Sở Nội vụ Thái Bình” none.

import { fold, hasDiacritics } from '../knowledge/fold.ts'
import type { Form } from '../knowledge/form-schema.ts'
import { withoutCourtesy } from './courtesy.ts'
import { findPosition } from './find-position.ts'
import { optionNames } from './find-span.ts'
import { beginsWithFamily, isSpokenName } from './sounds-like-name.ts'
import { namesOf, toPlain } from './step-names.ts'

/** Whether a text behind these words of a name tells something else, or nothing, so that the name ends between them. */
export type NameEnds = (name: string, rest: string) => boolean

const SIGN = /^\s*[,;.:\n!?]/u
const LINK = /^\s*(?:(?:và|va|với|voi|thì|thi|rồi|roi)\s+)*/iu
// Whatever else is called so, a name goes on with it: “VKSND” “huyện Trực Ninh”.
const GOES_ON =
  /^(?:huyen|quan|thi xa|thanh pho|tinh|xa|phuong|thi tran|tp|tx|phong|so|ban|chi cuc|ubnd|uy ban|truong|vksnd|vks|trung tam|cong an|cong ti|thuoc|truc thuoc|cua) /
// What people say next and no place is called, with and without marks: “nam” may be Nam Định.
const SAID_NEXT =
  /^(?:xin|muốn|muon|đăng ký|đăng kí|dang ky|dang ki|đk|dk|đề nghị|de nghi|đề xuất|de xuat|tham gia|cho|tôi|toi|em|mình|là|có|gồm|gom|liên hệ|lien he|sđt|sdt|đt|số điện thoại|so dien thoai|số đt|so dt|ở|tại|làm việc|công tác|nhận|nhan|được|duoc|về|ve|năm|từ|vào|vao|trong|theo|để|họ|tên|sinh|hiện|hien|người|nguoi|không|khong|chưa|đã|sẽ|nhưng|hay|hoặc|đợt|dịp|bk|gk|nhé|nha|\d+ +(?:người|nguoi|lao động|lao dong|cán bộ|can bo|công chức|cong chuc)|\d+ *%|\d{9})(?![\p{L}\p{N}])/iu
const CALLED = /^(?:ông|bà|anh|chị|cô|thầy|đồng chí|đ\/c)\.?\s+(.+)$/isu
// Three words in capitals: “Thái Bình” is a province.
const NAME = /^\p{Lu}[\p{L}\p{M}]*(?:\s+\p{Lu}[\p{L}\p{M}]*){2}/u
// Without marks “vu thanh” may be of “nội vụ thành phố”.
const PLAIN_NAME =
  /^(?:nguyen|tran|le|pham|hoang|huynh|phan|dang|bui|ngo|duong|dao|doan|trinh|dinh|luong|luu) (?:van|thi|duc|ngoc|minh|huu|quang|xuan|thanh|dinh|hong|thu|thuy|kim|quoc|trong|tuan|viet) [a-z]/
// What an office does is of its name, “phòng Tổ chức” “cán bộ”.
const DOES =
  /(?<![\p{L}\p{M}])(?:tổ chức|to chuc|quản lý|quản lí|quan ly|quan li|đào tạo|dao tao|kiểm tra|kiem tra|theo dõi|theo doi|phát triển|phat trien|xây dựng|xay dung)\s*$/iu

const known = new WeakMap<Form, NameEnds>()

/** Tells where names end in what is said to this form: before its options, its steps, people and their positions. */
export function nameEndsOf(form: Form): NameEnds {
  const ends = known.get(form) ?? createNameEnds(form)
  known.set(form, ends)
  return ends
}

function createNameEnds(form: Form): NameEnds {
  const options = form.steps.flatMap((step) => ('options' in step ? step.options.flatMap(optionNames) : []))
  const names = new Set([...options, ...namesOf(form.steps).map(({ name }) => name)])
  const longest = Math.max(...[...names].map((name) => name.split(' ').length))
  const beginsKnown = (words: readonly string[]) =>
    words.slice(0, longest).some((_, at) => names.has(words.slice(0, at + 1).join(' ')))
  return (name, rest) => {
    const said = withoutCourtesy(rest)
    if (said === '' || SIGN.test(rest)) return true
    const next = said.replace(LINK, '')
    const plain = toPlain(next)
    if (plain === '') return true
    if (GOES_ON.test(`${plain} `)) return false
    const isNamed = !DOES.test(name) && beginsKnown(plain.split(' '))
    return isNamed || SAID_NEXT.test(next) || namesSomebody(next) || beginsWithPosition(next)
  }
}

function namesSomebody(text: string): boolean {
  const name = CALLED.exec(text)?.[1]
  if (name && (/^\p{Lu}/u.test(name) || isSpokenName(name))) return true
  const words = text.split(/\s+/)
  const isSpoken = [3, 4, 5].some((count) => words.length >= count && isSpokenName(words.slice(0, count).join(' ')))
  return (
    isSpoken || (NAME.test(text) && beginsWithFamily(text)) || (!hasDiacritics(text) && PLAIN_NAME.test(fold(text)))
  )
}

function beginsWithPosition(text: string): boolean {
  const position = findPosition(text)
  return position !== null && text.startsWith(position)
}
