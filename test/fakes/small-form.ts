// A small form on the first of the small plans: each kind of step and of rule once, beside a plan without any.

import { smallKnowledge } from './small-knowledge.ts'

export const SMALL_FORM = 'dang-ky'

const form = `forms:
  - id: dang-ky
    title: Đăng ký thi đua xã An Bình
    kind: registration
    opened: plan
    code: AB20
    basis: { section: II.1, quote: Các phòng gửi bản đăng ký về Văn phòng }
    milestone: han-dang-ky
    dossier: ho-so
    next:
      - { say: Gửi hồ sơ về Văn phòng., section: II.2, quote: Tờ trình. }
    eligibility:
      - { id: dung-han, label: Gửi đúng hạn, section: II.1, quote: trước ngày 02/3/2020, milestone: han-dang-ky }
      - { id: hoan-thanh, label: Hoàn thành nhiệm vụ, section: I, quote: Thi đua hoàn thành nhiệm vụ năm 2020 }
    steps:
      - id: doi-tuong
        type: choice
        label: Đối tượng
        ask: Đăng ký cho tập thể hay cá nhân?
        as: subject
        options:
          - { id: tap-the, label: Tập thể }
          - { id: ca-nhan, label: Cá nhân }
      - { id: don-vi, type: unit, label: Đơn vị, ask: Đơn vị nào?, as: unit }
      - id: hinh-thuc
        type: choice
        label: Hình thức
        ask: Đăng ký hình thức nào?
        as: award
        options:
          - { id: giay-khen, label: Giấy khen của Chủ tịch xã, short: Giấy khen, aliases: [giấy khen] }
          - id: co
            label: Cờ thi đua
            if: [{ step: doi-tuong, is: [tap-the] }]
      - id: noi-dung
        type: choices
        label: Nội dung
        ask: Đăng ký những nội dung nào?
        options:
          - { id: ky-cuong, label: Kỷ cương }
          - { id: sang-tao, label: Sáng tạo }
          - { id: tiet-kiem, label: Tiết kiệm }
      - { id: ho-ten, type: person, label: Họ và tên, ask: Họ và tên là gì?, as: name, if: [{ step: doi-tuong, is: [ca-nhan] }] }
      - { id: so-nguoi, type: number, label: Số người, ask: Tập thể có bao nhiêu người?, least: 1, most: 500, if: [{ step: doi-tuong, is: [tap-the] }] }
      - { id: nhiem-vu, type: long-text, label: Nhiệm vụ, ask: Đăng ký nhiệm vụ cụ thể nào?, measurable: true, as: tasks }
      - { id: ghi-chu, type: text, label: Ghi chú, ask: Có ghi chú gì thêm không?, optional: true, as: note }
      - { id: ky-luat, type: attestation, label: Đang bị xem xét kỷ luật, ask: Có đang bị xem xét kỷ luật không?, as: attestation, seenBy: organiser }
    rules:
      - { id: han, check: deadline, effect: warn, say: Đã quá hạn đăng ký., milestone: han-dang-ky }
      - { id: trung, check: duplicate, effect: block, say: Đã có đăng ký như vậy., by: [subject, unit, name, award] }
      - id: chi-phong
        check: condition
        effect: warn
        say: Xã không xét giấy khen cho tập thể hội.
        if: [{ step: hinh-thuc, is: [giay-khen] }, { step: don-vi, kinds: [doan-the] }, { step: doi-tuong, is: [tap-the] }]
        offer: { step: hinh-thuc, option: co }
      - id: cam
        check: condition
        effect: block
        say: Chi cục không đăng ký cờ thi đua.
        if: [{ step: hinh-thuc, is: [co] }, { step: don-vi, kinds: [chi-cuc] }]
      - { id: cho, check: condition, effect: hold, say: Tự khai đang bị xem xét kỷ luật., seenBy: organiser, if: [{ step: ky-luat, is: ['yes'] }] }
dossiers:
  - id: ho-so
    label: Hồ sơ khen thưởng
    section: II.2
    papers:
      - { id: to-trinh, name: Tờ trình, quote: Tờ trình. }
      - { id: bien-ban, name: Biên bản họp, quote: Biên bản họp., if: [{ step: doi-tuong, is: [tap-the] }] }
      - { id: bao-cao, name: Báo cáo thành tích, quote: Báo cáo thành tích. }
`

const units = `- { id: xa, name: UBND xã An Bình, kind: xa }
- { id: phong-van-hoa, name: Phòng Văn hóa, aliases: [phòng VH], kind: phong, parent: xa }
- { id: phong-to-chuc, name: Phòng Tổ chức, kind: phong, parent: xa }
- { id: hoi-phu-nu, name: Hội Phụ nữ xã, aliases: [hội phụ nữ], kind: doan-the, parent: xa }
- { id: chi-cuc-thue, name: Chi cục Thuế, kind: chi-cuc }
`

/** The two small plans, the first with the form; the second asks for no registration. */
export function knowledgeWithForm(change: (form: string) => string = (same) => same): Map<string, string> {
  const files = smallKnowledge()
  const file = 'campaigns/an-binh/campaign.yaml'
  return files.set(file, `${files.get(file)}${change(form)}`).set('units.yaml', units)
}
