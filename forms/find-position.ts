// Words for what somebody is at work.

import { fold } from '../knowledge/fold.ts'

// Behind “bằng khen của” stands who gives it.
const POSITION =
  /(?<!\p{L})(?<!khen\s+(?:(?:của|cua)\s+)?)(?:phó |pho )?(?:trưởng phòng|truong phong|chánh (?:văn phòng|thanh tra)|chanh (?:van phong|thanh tra)|giám đốc|giam doc|chi cục trưởng|chi cuc truong|trưởng ban|truong ban|chủ tịch|chu tich|bí thư|bi thu|viện trưởng|vien truong|(?:kiểm sát viên|kiem sat vien|kiểm tra viên|kiem tra vien|thẩm tra viên|tham tra vien|chấp hành viên|chap hanh vien)(?: (?:sơ|so|trung|cao) (?:cấp|cap))?|thẩm phán|tham phan|hiệu trưởng|hieu truong|chuyên viên(?: chính| cao cấp)?|chuyen vien(?: chinh| cao cap)?|cán sự|can su|nhân viên|nhan vien|văn thư|kế toán(?: trưởng)?|ke toan(?: truong)?|thanh tra viên)(?!\p{L})/iu

// The body in which somebody is that: “Phó Chủ tịch” “UBND huyện”. What comes next is said of something else.
const BODY =
  /^ (?:(?:phu trach|thuong truc|kiem(?: nhiem)?) )?(?:ubnd|hdnd|uy ban|hoi dong|ubmttq|mttq|mat tran|ldld|lien doan|cong doan|dang uy|huyen uy|thi uy|thanh uy|huyen|xa|phuong|thi tran|thi xa|thanh pho|tinh|so|phong|ban|hoi|doan|chi cuc|trung tam|truong|vien|toa|cong an|khoi|to)(?: (?!(?:dang ki|xin|va|la|so \d|sdt|dt|dien thoai|lien he|cho|duoc|tu|bang khen|giay khen|danh hieu|linh vuc|cong chuc|vien chuc|can bo|nguoi|ca nhan|tap the|nhiem vu|noi dung)(?: |$))[\p{L}-]+){0,6}/u

/** The same with the body behind it, “Phó Chủ tịch UBND huyện”; null if none is named. */
export function findWholePosition(text: string): string | null {
  const position = POSITION.exec(text)
  if (!position) return null
  const from = position.index + position[0].length
  // Folding keeps the number of letters of text in NFC.
  const body = BODY.exec(fold(text.slice(from)))?.[0] ?? ''
  return text.slice(position.index, from + body.length)
}

/** The first words in a text that name a position, “phó trưởng phòng”; null if none do. */
export function findPosition(text: string): string | null {
  return POSITION.exec(text)?.[0] ?? null
}
