// Somebody registers with the small form: what tests of what comes afterwards begin with.

import type { Somebody } from './somebody.ts'

/** Answers every question of the form; gives what the summary says. */
export async function fillsIn(an: Somebody, { unit = 'phòng văn hóa', name = 'Nguyễn Văn An' } = {}): Promise<string> {
  await an.says('/dangky phong trào an bình')
  if (an.offers().includes('Đồng ý')) await an.taps('Đồng ý')
  await an.taps('Cá nhân')
  await an.says(unit)
  await an.taps('Giấy khen')
  await an.taps('Kỷ cương')
  await an.taps('Xong')
  await an.says(name)
  await an.says('Hoàn thành 100% hồ sơ trước 30/11/2020')
  await an.taps('Bỏ qua')
  return an.taps('Không')
}

/** Registers; gives the code of the receipt. */
export async function registers(an: Somebody, who = {}): Promise<string> {
  await fillsIn(an, who)
  return codeIn(await an.taps('Gửi'))
}

/** The first code of the small form in a text; empty if there is none. */
export function codeIn(text: string): string {
  return /AB20-[A-HJ-NP-Z2-9]{6}/.exec(text)?.[0] ?? ''
}
