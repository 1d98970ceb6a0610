// The families most people of Vietnam belong to, the Tày, Nùng, Thái and Mường among them.

import { fold, hasDiacritics } from '../knowledge/fold.ts'

const FAMILIES = new Set(
  'nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|li|dao|doan|vuong|trinh|truong|dinh|lam|mai|ta|ha|luu|luong|cao|thai|chu|quach|ton|khuc|kieu|dam|nong|hua|lo|ma|sam|trieu|giang|nghiem|cu|bach|chau|lai|ninh|tong|diep|quang|cam|deo|luc|loc|phung|thach|kim|son|danh|tang|to|van|phi|khong|lieu|la|hau|ung|mac|trang|be|vi'.split(
    '|',
  ),
)

// As they are written: “đang” is no Đặng, where capitals do not tell.
const WRITTEN = new Set(
  'nguyễn|trần|lê|phạm|hoàng|huỳnh|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đào|đoàn|vương|trịnh|trương|đinh|lâm|tạ|hà|lưu|lương|thái|quách|tôn|khúc|kiều|đàm|nông|hứa|lò|mã|sầm|triệu|nghiêm|cù|bạch|châu|lại|tống|điệp|quảng|cầm|đèo|lục|lộc|phùng|thạch|sơn|tăng|tô|văn|phí|khổng|liêu|hầu|mạc|tràng|bế'.split(
    '|',
  ),
)

/** Whether the first word is a family: Trương is one, “Trường” a school. */
export function beginsWithFamily(text: string): boolean {
  const [first = ''] = text.trim().split(/\s+/)
  const word = first.normalize('NFC').toLocaleLowerCase('vi')
  const isWritten = isCapital(text) || !hasDiacritics(word) || WRITTEN.has(word)
  return isWritten && FAMILIES.has(fold(word)) && word !== 'trường'
}

function isCapital(text: string): boolean {
  const words = text.trim().split(/\s+/)
  return words.every((word) => /^\p{Lu}/u.test(word))
}

/** Whether a text is likely somebody's name: each word begins with a capital, or the first is a family. */
export function soundsLikeName(text: string): boolean {
  return isCapital(text) || beginsWithFamily(text)
}

const SPOKEN =
  /^(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|lí|đào|đoàn|vương|trịnh|trương|đinh|lâm|mai|tạ|hà|lưu|lương|cao|thái|chu|tô|nông|hứa|nghiêm|tống|quách|kiều|đàm|tăng|phùng|triệu|ninh|bạch|lò|vi|lục|khúc)\s+(?:văn|thị|đức|ngọc|minh|hữu|quang|xuân|thanh|đình|hồng|thu|thúy|thuý|thùy|thuỳ|kim|anh|bích|phương|quốc|trọng|tuấn|viết|việt|hoàng|hải|duy|gia|bảo|đăng|công|mạnh|thế|tiến|như|diệu|khánh|bá|sỹ|sĩ|trung|chí|lan|mỹ|mai|tuyết|nguyễn|trần|lê)(?:\s+\p{Ll}+){1,3}$/u

/** Whether a text without capitals, as a phone writes down what is said, is surely a name: by its first two words. */
export function isSpokenName(text: string): boolean {
  const spoken = text.normalize('NFC').trim()
  return SPOKEN.test(spoken) && !/(?:^|\s)(?:thanh tra|công chức|công an|quốc gia|công ty)(?:\s|$)/u.test(spoken)
}
