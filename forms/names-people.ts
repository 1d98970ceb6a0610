import { toName } from './read-person.ts'
import { soundsLikeName } from './sounds-like-name.ts'

const PARTS = /[,;:()\n–]|\s-\s|\s+(?:và|va|với|voi|cùng)\s+/iu
const MARK = /^\s*(?:[-+•*]|\d{1,2}[.)]?)\s*/u

/** Whether a text names somebody: “1. Bùi Văn Sơn, chuyên viên”. Without capitals a family must begin it. */
export function namesPeople(text: string): boolean {
  return text
    .split(PARTS)
    .map((part) => part.replace(MARK, '').trim())
    .some((part) => /\S\s+\S/.test(part) && toName(part) !== null && soundsLikeName(withoutAddress(part)))
}

// “bà Lê Thị Hoa”
function withoutAddress(text: string): string {
  return text.replace(/^(?:ông|bà|anh|chị|cô|chú|đồng chí|đ\/c)\.?\s+/iu, '')
}
