// The small plans with a form and a directory of units: what organisers' tests register by.

import { versionOf } from '../../forms/form.ts'
import type { Values } from '../../forms/values.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import { toPlainText } from '../../message.ts'
import { changeRegistration, keepDraft } from '../../store/change-registration.ts'
import { keepFormVersion } from '../../store/form-versions.ts'
import type { Registration } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import { createWriter } from '../../store/writer.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { smallKnowledge } from '../fakes/small-knowledge.ts'
import { givenPeople, type Somebody } from '../fakes/somebody.ts'

const FORM = `forms:
  - id: dang-ky
    title: Đăng ký thi đua xã An Bình năm 2020
    kind: registration
    opened: plan
    code: AB20
    basis: practice
    milestone: han-dang-ky
    dossier: ho-so
    next:
      - { say: Gửi bản đăng ký về Văn phòng., section: II.1, quote: gửi bản đăng ký về Văn phòng }
    steps:
      - id: doi-tuong
        type: choice
        label: Đối tượng
        ask: Tập thể hay cá nhân?
        as: subject
        options:
          - { id: tap-the, label: Tập thể }
          - { id: ca-nhan, label: Cá nhân }
      - { id: don-vi, type: unit, label: Đơn vị, ask: Đơn vị nào?, as: unit }
      - { id: ho-ten, type: person, label: Họ và tên, ask: Tên ai?, as: name, if: [{ step: doi-tuong, is: [ca-nhan] }] }
      - { id: ngay-sinh, type: date, label: Ngày sinh, ask: Sinh ngày nào?, as: birthday, optional: true }
      - id: chuc-vu
        type: text
        label: Chức vụ
        ask: Chức vụ gì?
        as: position
        optional: true
      - { id: tong-so, type: number, label: Tổng số, ask: Bao nhiêu người?, as: headcount, optional: true }
      - { id: ldtt, type: number, label: Số LĐTT, ask: Bao nhiêu?, as: lao-dong-tien-tien, optional: true }
      - { id: cstd, type: number, label: Số CSTĐCS, ask: Bao nhiêu?, as: chien-sy-thi-dua, optional: true }
      - id: hinh-thuc
        type: choice
        label: Hình thức khen thưởng
        ask: Hình thức nào?
        as: award
        options:
          - { id: bang-khen, label: Bằng khen của Bộ trưởng }
          - { id: giay-khen, label: Giấy khen của Chủ tịch xã }
      - id: linh-vuc
        type: choice
        label: Lĩnh vực
        ask: Lĩnh vực nào?
        as: field
        if: [{ step: hinh-thuc, is: [bang-khen] }]
        options:
          - { id: ton-giao, label: Tôn giáo }
          - { id: cchc, label: Cải cách hành chính }
      - { id: nhiem-vu, type: long-text, label: Nhiệm vụ, ask: Nhiệm vụ gì?, as: tasks }
      - { id: cam-ket, type: attestation, label: Đang bị xem xét kỷ luật, ask: Có không?, as: attestation, seenBy: organiser, optional: true }
      - { id: lien-he, type: person, label: Người liên hệ, ask: Ai?, as: contact-name, optional: true }
      - { id: dien-thoai, type: phone, label: Điện thoại, ask: Số nào?, as: contact-phone, seenBy: organiser, optional: true }
    rules:
      - id: qua-han
        check: deadline
        effect: warn
        say: Quá hạn đăng ký thì không được xét.
        basis: { section: II.1, quote: trước ngày 02/3/2020 }
        milestone: han-dang-ky
      - id: so-luong
        check: quota
        effect: warn
        say: Nhiều hơn số lượng của kế hoạch.
        basis: { section: II.1, quote: trước ngày 02/3/2020 }
        limits: [{ collectives: 1, individuals: 2, section: II.1, quote: trước ngày 02/3/2020 }]
      - id: trung
        check: duplicate
        effect: block
        say: Đã đăng ký.
        by: [unit, name, award]
  - id: de-nghi
    title: Đề nghị khen thưởng đột xuất
    kind: nomination
    opened: organiser
    code: DX
    basis: practice
    steps:
      - { id: ho-ten, type: person, label: Họ và tên, ask: Tên ai?, as: name }
      - { id: don-vi, type: unit, label: Đơn vị, ask: Đơn vị nào?, as: unit }
dossiers:
  - id: ho-so
    label: Hồ sơ đề nghị khen thưởng
    section: II.2
    papers:
      - { id: to-trinh, name: Tờ trình, quote: Tờ trình. }
      - { id: bien-ban, name: Biên bản họp, quote: Biên bản họp. }
      - { id: bao-cao, name: Báo cáo thành tích, quote: Báo cáo thành tích. }
targets:
  - { id: ldtt, label: Lao động tiên tiến, percent: 95, comparison: at_least, of: người lao động, section: I, quote: từ 95% trở lên người lao động }
`

const UNITS = `- { id: xa, name: UBND xã An Bình, kind: xa }
- { id: van-phong, name: Văn phòng UBND xã, kind: van-phong, parent: xa, campaigns: [an-binh] }
- { id: tai-chinh, name: Phòng Tài chính xã, kind: phong, parent: xa, campaigns: [an-binh] }
- { id: tu-phap, name: Phòng Tư pháp xã, kind: phong, parent: xa, campaigns: [an-binh] }
`

export function knowledgeWithForm(): Map<string, string> {
  const files = smallKnowledge()
  const file = 'campaigns/an-binh/campaign.yaml'
  const plan = 'campaigns/an-binh/ke-hoach.md'
  const aim = 'Phấn đấu từ 95% trở lên người lao động đạt “Lao động tiên tiến”.'
  const text = files.get(plan)?.replace('Thi đua hoàn thành', `${aim}\n\nThi đua hoàn thành`) ?? ''
  return files
    .set(file, `${files.get(file)}${FORM}`)
    .set(plan, text)
    .set('units.yaml', UNITS)
}

export const ADMIN = 'telegram:1'

/** The assistant with that form, an administrator, and somebody for every conversation. */
export async function givenOrganisers(options: Parameters<typeof givenAnAssistant>[0] = {}) {
  const assistant = await givenAnAssistant({ files: knowledgeWithForm(), organisers: [ADMIN], ...options })
  const person = givenPeople(assistant, 'telegram')
  return { assistant, person, admin: person(ADMIN) }
}

/** The last thing somebody was told. */
export function lastOf({ heard }: Somebody): string {
  const last = heard.at(-1)
  return last ? toPlainText(last) : ''
}

export function formOf({ tools }: SmallAssistant, id = 'dang-ky'): Form {
  const form = tools.knower
    .current()
    .campaigns.flatMap(({ forms }) => forms)
    .find((one) => one.id === id)
  if (!form) throw new Error(`no form ${id}`)
  return form
}

export const LAN: Values = {
  'doi-tuong': { type: 'choice', option: 'ca-nhan' },
  'don-vi': { type: 'unit', unit: 'van-phong', name: 'Văn phòng UBND xã' },
  'ho-ten': { type: 'text', text: 'Nguyễn Thị Lan' },
  'hinh-thuc': { type: 'choice', option: 'bang-khen' },
  'linh-vuc': { type: 'choice', option: 'ton-giao' },
  'nhiem-vu': { type: 'text', text: 'Giải quyết 100% hồ sơ đúng hạn' },
  'lien-he': { type: 'text', text: 'Lê Văn Hòa' },
  'dien-thoai': { type: 'text', text: '0912345678' },
}

let count = 0

/** Somebody's registration as it is once it was sent. */
export async function givenRegistration(
  assistant: SmallAssistant,
  { values = LAN, form = 'dang-ky', ...more }: { values?: Values; form?: string } & Partial<Registration> = {},
): Promise<Registration> {
  const { db, clock, log } = assistant
  const now = clock.now()
  const definition = formOf(assistant, form)
  const version = versionOf(definition)
  count += 1
  // In the order of their numbers where two are sent in the same millisecond.
  const id = more.id ?? `registration-${String(count).padStart(6, '0')}`
  const person = more.person ?? 'telegram:77'
  await createWriter(db).write(async (trx) => {
    await keepFormVersion(trx, { version, campaign: 'an-binh', form, definition }, now)
    await keepDraft(
      trx,
      { id, campaign: 'an-binh', form, formVersion: version, person, answers: values, progress: {} },
      now,
    )
    const sent = {
      state: 'submitted' as const,
      code: `AB20-${String(count).padStart(6, '0')}`,
      submittedAt: now,
      ...more,
    }
    await changeRegistration(trx, { id, revision: 0 }, sent, [{ at: now, by: person, act: 'submit' }], now)
  })
  log.debug({ id }, 'a registration was given')
  const registration = await readRegistration(db, id)
  if (!registration) throw new Error('it was not kept')
  return registration
}
