// Words for what somebody is at work.

// Behind “bằng khen của” stands who gives it.
const POSITION =
  /(?<!\p{L})(?<!khen\s+(?:(?:của|cua)\s+)?)(?:phó |pho )?(?:trưởng phòng|truong phong|chánh (?:văn phòng|thanh tra)|chanh (?:van phong|thanh tra)|giám đốc|giam doc|chi cục trưởng|chi cuc truong|trưởng ban|truong ban|chủ tịch|chu tich|bí thư|bi thu|viện trưởng|vien truong|kiểm sát viên|kiem sat vien|hiệu trưởng|hieu truong|chuyên viên(?: chính| cao cấp)?|chuyen vien(?: chinh| cao cap)?|cán sự|can su|nhân viên|nhan vien|văn thư|kế toán(?: trưởng)?|ke toan(?: truong)?|thanh tra viên)(?!\p{L})/iu

/** The first words in a text that name a position, “phó trưởng phòng”; null if none do. */
export function findPosition(text: string): string | null {
  return POSITION.exec(text)?.[0] ?? null
}
