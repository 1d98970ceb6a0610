// A registration from its first word to the list, with its papers, on the phones of whoever registers and whoever checks.

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readKnowledgeFiles } from '../../knowledge/load.ts'
import { giveRole } from '../../store/roles.ts'
import { givenBothPlatforms } from '../contracts/rigs.ts'
import { onTelegram, onZalo, type Phone } from '../fakes/phones.ts'
import { samplePdf } from '../fakes/sample-files.ts'

const files = readKnowledgeFiles(join(import.meta.dirname, '../../knowledge'))
const TELEGRAM = { admin: 601_234_509, lan: 601_234_501, minh: 601_234_508 }
const ZALO = { admin: '5510000000000000009', lan: '5510000000000000001' }
const PAPER = 'Tờ trình đề nghị khen thưởng'
const PAPERS = [
  PAPER,
  'Biên bản họp bình xét khen thưởng',
  'Báo cáo thành tích của tập thể, cá…',
  'Xác nhận của Giám đốc Sở Nội vụ vào…',
]

async function given(where: 'telegram' | 'zalo', { organiser = false } = {}) {
  const organisers = [where === 'telegram' ? `telegram:${TELEGRAM.admin}` : `zalo:${ZALO.admin}`]
  const both = await givenBothPlatforms({ files, organisers, publicUrl: 'https://thidua.example' })
  const admin = where === 'telegram' ? onTelegram(both, TELEGRAM.admin) : onZalo(both, ZALO.admin)
  const lan = where === 'telegram' ? onZalo(both, ZALO.lan) : onTelegram(both, TELEGRAM.lan)
  const minh = onTelegram(both, TELEGRAM.minh)
  for (const phone of [admin, minh]) await phone.types('xin chào')
  const role = { person: minh.id, role: 'organiser', campaign: 'noi-vu-hung-yen-2020', unit: '' } as const
  const { db, clock } = both.assistant
  if (organiser) await giveRole(db, { ...role, givenBy: admin.id }, clock.now())
  return { both, admin, lan, minh }
}

/** Lan registers; what the organiser is shown of it. */
async function registers(lan: Phone, admin: Phone): Promise<string> {
  await lan.types('Đăng ký cá nhân, phòng Nội vụ Ân Thi, công chức, bằng khen bộ trưởng, lĩnh vực tôn giáo')
  await lan.taps('Đồng ý')
  await lan.types('Nguyễn Thị Lan')
  await lan.taps('Bỏ qua')
  await lan.types('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020')
  await lan.taps('Không')
  const receipt = await lan.taps('Gửi')
  const code = /NV20-\w{6}/.exec(receipt)?.[0] ?? 'no code'
  expect(admin.shown().at(-1)?.text).toContain(`Đăng ký chờ duyệt ${code}`)
  return code
}

const lastOf = (phone: Phone) => phone.shown().at(-1)?.text ?? ''

describe.each(['telegram', 'zalo'] as const)('where the organiser has %s and Lan the other', (where) => {
  it('the papers are checked, sent back, mended, passed and listed', async () => {
    const { both, admin, lan } = await given(where)
    await using _ = both
    const code = await registers(lan, admin)
    expect(await admin.taps('Duyệt')).toContain(`${code}: đã duyệt`)
    await lan.taps('Hồ sơ cần nộp')
    await lan.taps(PAPER)
    expect(await lan.sendsFile('to-trinh.pdf', samplePdf())).toContain(`[đủ] ${PAPER} (tệp: to-trinh.pdf)`)
    expect(await admin.types('/thamdinh nội vụ')).toContain(`${code} – Nguyễn Thị Lan`)
    await admin.taps(`${code} Nguyễn Thị Lan`)
    expect(await admin.taps(PAPER)).toContain('(to-trinh.pdf)')
    await admin.taps('Trả lại giấy tờ này')
    await admin.types('Trang 2 mờ, chưa có chữ ký')
    expect(await admin.taps('Trả lại')).toContain(`đã trả lại ${PAPER}`)
    expect(lastOf(lan)).toContain('Trang 2 mờ, chưa có chữ ký')
    await lan.taps('Nộp lại giấy tờ này')
    expect(await lan.sendsFile('to-trinh-2.pdf', samplePdf())).toContain('to-trinh-2.pdf')
    for (const paper of PAPERS.slice(1)) {
      await lan.taps(paper)
      await lan.taps('Đã có bản giấy')
    }
    expect(lastOf(lan)).toContain('Đã đủ giấy tờ.')
    expect(lastOf(admin)).toContain(`Hồ sơ ${code} (Nguyễn Thị Lan) đã đủ giấy tờ`)
    await admin.taps('Thẩm định hồ sơ')
    await admin.taps('Tất cả đạt (4)')
    expect(await admin.taps('Ghi đạt 4 giấy tờ')).toContain('đã thẩm định')
    expect(lastOf(lan)).toContain('thẩm định')
    const exported = await admin.types('/xuat nội vụ')
    expect(exported).toMatch(where === 'telegram' ? /\(danh-sach-.+\.xlsx\)/ : /https:\/\/thidua\.example\/files\//)
    // Nothing anybody was shown went beyond what the platform takes: the fakes refuse that.
    const states = await both.assistant.db.selectFrom('outbox').select(['state', 'reason']).execute()
    expect(states.filter(({ state }) => state !== 'sent')).toEqual([])
  })

  it('what an administrator returned comes back to them mended, beside the organiser', async () => {
    const { both, admin, lan, minh } = await given(where, { organiser: true })
    await using _ = both
    const code = await registers(lan, minh)
    expect(lastOf(admin)).not.toContain(code)
    await admin.types('/choduyet nội vụ')
    const own = admin
      .shown()
      .at(-1)
      ?.buttons.find((label) => label.includes(code))
    await admin.taps(own ?? code)
    await admin.taps('Trả lại bổ sung')
    await admin.taps('Chức vụ')
    await admin.taps('Xong, ghi lý do')
    await admin.types('Ghi rõ chức vụ')
    await admin.taps('Trả lại')
    expect(lastOf(lan)).toContain('Ghi rõ chức vụ')
    await lan.taps('Bổ sung ngay')
    await lan.types('Chuyên viên')
    expect(await lan.taps('Gửi')).toContain(`ĐÃ GỬI BẢN SỬA CỦA ĐĂNG KÝ ${code}`)
    for (const phone of [admin, minh]) {
      expect(lastOf(phone)).toContain(code)
      expect(lastOf(phone)).toMatch(/Chức vụ: .* → Chuyên viên/)
      expect(phone.shown().at(-1)?.buttons).toContain('Duyệt')
    }
  })

  it('of papers an administrator returned they are told once all are there, beside the organiser', async () => {
    const { both, admin, lan, minh } = await given(where, { organiser: true })
    await using _ = both
    const code = await registers(lan, minh)
    await minh.taps('Duyệt')
    await lan.taps('Hồ sơ cần nộp')
    for (const paper of PAPERS.slice(0, 3)) {
      await lan.taps(paper)
      await lan.taps('Đã có bản giấy')
    }
    await admin.types('/thamdinh nội vụ')
    await admin.taps(`${code} Nguyễn Thị Lan`)
    await admin.taps(PAPER)
    await admin.taps('Trả lại giấy tờ này')
    await admin.types('Thiếu con dấu')
    await admin.taps('Trả lại')
    for (const paper of [PAPER, PAPERS[3] ?? '']) {
      await lan.taps(paper)
      await lan.taps('Đã có bản giấy')
    }
    for (const phone of [admin, minh]) expect(lastOf(phone)).toContain(`Hồ sơ ${code} (Nguyễn Thị Lan) đã đủ giấy tờ`)
  })
})
