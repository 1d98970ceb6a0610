// Who may register for an award is whom the plan gives it to: “phòng có được đăng ký bằng khen không” asks what “phòng có
// được bằng khen không” does, and not what is to be registered.

import { fold } from './fold.ts'

const SUBJECT =
  '(?:(?:neu|vay|the|cho hoi|xin hoi|hoi|la|thi) )*(?:ai|nhung ai|nhung|cac|mot|toi|em|minh|ben|phong|ban|so|chi cuc|van phong|trung tam|tap the|ca nhan|cong chuc|vien chuc|can bo|lanh dao|nguoi|nhan vien|chuyen vien|lao dong hop dong|hop dong|truong|pho|don vi|co quan|to chuc|doi tuong|xa|huyen|thi xa|thanh pho|ubnd|uy ban|benh vien|giam doc|chu tich|doanh nghiep|cong ty|hoi|doan|dang|cccv|cc|vc|nld)\\b.*?'
const MAY =
  '(?:(?:co )?(?:duoc|dc|duoc phep|the|du dieu kien|quyen|duoc quyen)(?: de)?(?: duoc)? (?:dang ki|dk|dki)|(?:co )?(?:dang ki|dk|dki) (?:duoc|dc))'
const AWARD =
  '(?:(?:xet|tang|danh hieu|hinh thuc|thi dua) )*((?:giay khen|bang khen|co thi dua|co|huan chuong|chien si|lao dong tien tien|tap the lao dong|gk|bk|bang|ldtt|cstd\\w*)\\b.*?)'
const END = '(?: (?:duoc|dc))?(?: (?:khong|ko|k|hay khong|chua|ha|a|vay|nhi|em|ad|bot))*[ ?.!]*$'
const WHETHER = new RegExp(`^(${SUBJECT}) (?:thi )?(${MAY} )${AWARD}${END}`)
const WHETHER_DONE = new RegExp(
  `^(${SUBJECT}) (?:thi )?((?:co )?(?:dang ki|dk|dki) )${AWARD} (?:duoc|dc) (?:khong|ko|k)\\b[^]*$`,
)
// “viên chức đăng ký bằng khen bộ trưởng là đúng rồi đúng không”
const WHETHER_RIGHT = new RegExp(
  `^(${SUBJECT}) (?:thi )?((?:co )?(?:dang ki|dk|dki) )${AWARD} (?:la )?(?:dung|hop le|on|duoc)(?: roi)? (?:(?:dung|phai) )?(?:khong|ko|k|chu|ha)\\b[^]*$`,
)
// “phòng được đăng ký những hình thức khen thưởng nào”
const WHICH = new RegExp(
  `^(${SUBJECT}) (?:thi )?(${MAY} )((?:nhung |cac )?(?:hinh thuc|danh hieu|loai khen)\\b.*? (?:nao|gi)(?: .{0,12})?)$`,
)
const WHO =
  /^(?:(?:cho hoi|xin hoi|hoi) )?(?:ai|nhung ai|(?:nhung |cac )?(?:doi tuong|don vi|phong|tap the|ca nhan|co quan|nguoi|cong chuc|can bo) nao)\b/
const ASKS = /\b(?:khong|ko|k|duoc|dc)[ ?.!]*(?: (?:a|vay|nhi|em|ad|bot))*[ ?.!]*$/
// What is asked of the registration itself: how many, how late, both at once.
const OF_REGISTERING =
  /\b(?:linh vuc|noi dung|nhiem vu|muon|tre|qua han|ca hai|nhieu|cung luc|dong thoi|lai|truoc ngay|khi nao|gi|o dau|the nao)\b/

const LONGEST = 300 // characters: a tale is unwrapped later

/** The question whom an award is for, of one that asks who may register for it; any other as it is. */
export function askOfHolders(text: string): string {
  if (text.length > LONGEST) return text
  const folded = fold(text)
  const [, whose = '', , which] = WHICH.exec(folded) ?? []
  if (which) return `${text.slice(0, whose.length)} được ${text.slice(folded.length - which.length)}`
  const match = WHETHER.exec(folded) ?? WHETHER_DONE.exec(folded) ?? WHETHER_RIGHT.exec(folded)
  const [, who = '', verb = '', award = ''] = match ?? []
  if (!match || OF_REGISTERING.test(award) || OF_REGISTERING.test(who)) return text
  const isWho = WHO.test(folded)
  if (!isWho && !ASKS.test(folded) && !WHETHER_RIGHT.test(folded)) return text
  const said = (words: string, from: number) => text.slice(folded.indexOf(words, from)).slice(0, words.length)
  const subject = said(who, 0)
  const named = said(award, who.length + verb.length)
  return isWho ? `${subject} được ${named}` : `${subject} có được ${named} không`
}
