// What stands around what somebody tells: the frame of official letters, and what they say it is not.

import { fold } from '../knowledge/fold.ts'

// Lines that every official letter has; what somebody says it is not.
const FRAME =
  /^(?:(?:da |vang )*(?:ben|phia|phong|co quan|don vi|to|ban|so|truong) (?:em|toi|minh|chau|chung (?:em|toi|minh)|anh|chi)(?: (?:la|o|thuoc|co|xin|dang))*$|(?:(?:thoi|nhe|a)[ ,]+)?(?:(?:em|toi|minh) )?(?:chu |ma )?(?:khong|ko|k|dung|chang) (?:phai|lay|chon|ghi|xin|dang ki|can|muon|thich) |cong hoa xa hoi chu nghia viet nam|doc lap|kinh (?:gui|trinh|thua|mong)|tran trong|noi nhan|can cu|thuc hien (?:ke hoach|cong van|chi thi)|(?:phieu|ban|don|giay|to|mau) (?:dang ki|de nghi|khai|trinh)|so:? \d+\/|nguoi (?:dang ki|lam don|khai|viet)$|\(?ki(?:,| ten| va)|xac nhan cua|thu truong|(?:.{2,20}, )?ngay \d{1,2} thang|(?:em |toi )?(?:xin )?cam on|mong .{0,20}(?:xem xet|giup))/

/** Whether a line tells nothing by itself. */
export function isFrame(line: string): boolean {
  return FRAME.test(fold(line).trim())
}

const FOOT =
  /^(?:(?:.{2,30}, )?ngay (?:\.+|\d{1,2}) thang|nguoi (?:dang ki|lam don|khai|viet)(?: |$)|\(?ki(?:,| ten| va)|xac nhan cua|thu truong|noi nhan)/

/** A text of lines, and what stands below it where a letter ends: place and day, who signs. */
export function partFoot(text: string): { body: string; foot: string } {
  const lines = text.split('\n')
  const at = lines.findIndex((line, index) => index > 0 && FOOT.test(fold(line).trim()))
  return at < 0 ? { body: text, foot: '' } : { body: lines.slice(0, at).join('\n'), foot: lines.slice(at).join('\n') }
}
