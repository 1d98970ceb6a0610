import { describe, expect, it } from 'vitest'
import { loadKnowledge } from '../knowledge/load.ts'
import { changed, smallKnowledge } from './fakes/small-knowledge.ts'

const YAML = 'campaigns/an-binh/campaign.yaml'
const FORM = `dossiers:
  - id: ho-so
    label: Hồ sơ
    section: II.2
    papers:
      - { id: to-trinh, name: Tờ trình, quote: Tờ trình }
      - { id: bao-cao, name: Báo cáo, quote: Báo cáo thành tích, if: [{ step: ai, is: [tap-the] }] }
targets:
  - { id: tat-ca, label: Tất cả, comparison: none, section: I, quote: hoàn thành nhiệm vụ }
forms:
  - id: dang-ky
    title: Đăng ký thi đua
    kind: registration
    opened: plan
    code: AB20
    basis: { section: II.1, quote: Các phòng gửi bản đăng ký }
    milestone: han-dang-ky
    dossier: ho-so
    eligibility:
      - { id: dung-han, label: Đúng hạn, section: II.1, quote: trước ngày 02/3/2020, milestone: han-dang-ky }
    steps:
      - id: ai
        type: choice
        label: Đối tượng
        ask: Tập thể hay cá nhân?
        as: subject
        options: [{ id: tap-the, label: Tập thể }, { id: ca-nhan, label: Cá nhân }]
      - { id: phong, type: unit, label: Phòng, ask: Phòng nào?, as: unit, within: [xa] }
      - { id: ten, type: person, label: Họ tên, ask: Tên gì?, as: name, if: [{ step: ai, is: [ca-nhan] }] }
      - { id: so, type: number, label: Số người, ask: Bao nhiêu?, if: [{ step: phong, within: [xa] }] }
      - { id: tong, type: number, label: Tổng số, ask: Tổng số?, if: [{ any: [{ not: [{ step: phong, kinds: [xa] }] }] }] }
    rules:
      - { id: han, check: deadline, effect: hold, milestone: han-dang-ky, say: Quá hạn. }
      - { id: trung, check: duplicate, effect: block, by: [subject, unit, name], say: Đã có. }
      - { id: khac, check: condition, effect: warn, say: Xem lại., if: [{ step: ai, isNot: [tap-the] }], offer: { step: ai, option: ca-nhan } }
      - { id: it-hon, check: at-most, effect: block, say: Quá tổng số., step: so, of: tong }
      - { id: ty-le, check: share, effect: info, say: Tỷ lệ., step: so, of: tong, target: tat-ca }
`
const UNITS = `- { id: xa, name: Xã An Bình, kind: xa, campaigns: [an-binh] }
- { id: phong-mot, name: Phòng Một, kind: phong, parent: xa }
`

function withForm(): Map<string, string> {
  const files = smallKnowledge()
  return files.set(YAML, `${files.get(YAML)}${FORM}`).set('units.yaml', UNITS)
}

const faultsOf = (files: ReadonlyMap<string, string>) =>
  loadKnowledge(files).faults.map(({ file, line, message }) => `${file}:${line}: ${message}`)
/** The line on which this stands in the form's file. */
const lineOf = (words: string) => (withForm().get(YAML) ?? '').split(words)[0]?.split('\n').length ?? 0

describe('forms', () => {
  it('load without a fault where everything exists', () => {
    expect(faultsOf(withForm())).toEqual([])
  })

  it.each([
    [
      'a condition on no step',
      'if: [{ step: ai, is: [ca-nhan] }]',
      'if: [{ step: gi, is: [ca-nhan] }]',
      'no step "gi": known are ai, phong',
    ],
    [
      'a condition on a later step',
      'if: [{ step: ai, is: [ca-nhan] }]',
      'if: [{ step: so, is: [ca-nhan] }]',
      'step "so" is not asked before this one: move it up',
    ],
    [
      'a condition on no option',
      'is: [ca-nhan]',
      'is: [ca-nha]',
      'step "ai" has no option "ca-nha": known are tap-the, ca-nhan',
    ],
    [
      'a condition on no unit',
      'if: [{ step: phong, within: [xa] }]',
      'if: [{ step: phong, within: [xaa] }]',
      'no unit "xaa" in units.yaml: add it',
    ],
    [
      'a condition on a unit that is none',
      'if: [{ step: phong, within: [xa] }]',
      'if: [{ step: ai, within: [xa] }]',
      'step "ai" is no unit: name a step of type unit',
    ],
    ['a condition deep inside', 'not: [{ step: phong', 'not: [{ step: phongg', 'no step "phongg"'],
    ['a unit step below no unit', 'as: unit, within: [xa]', 'as: unit, within: [xaa]', 'no unit "xaa" in units.yaml'],
    [
      'a step id used twice',
      '{ id: tong, type: number',
      '{ id: so, type: number',
      'step id "so" is already used: choose another',
    ],
    [
      'an option id used twice',
      '{ id: ca-nhan, label: Cá nhân }',
      '{ id: tap-the, label: Cá nhân }',
      'option id "tap-the" is already used',
    ],
    ['a rule id used twice', '{ id: khac, check', '{ id: trung, check', 'rule id "trung" is already used'],
    [
      'no such milestone',
      '    milestone: han-dang-ky\n    dossier',
      '    milestone: han\n    dossier',
      'no milestone "han": known are han-dang-ky',
    ],
    [
      'no such milestone of a rule',
      'effect: hold, milestone: han-dang-ky',
      'effect: hold, milestone: han',
      'no milestone "han"',
    ],
    [
      'no such milestone of a criterion',
      '02/3/2020, milestone: han-dang-ky',
      '02/3/2020, milestone: han',
      'no milestone "han"',
    ],
    ['no such dossier', '    dossier: ho-so', '    dossier: hoso', 'no dossier "hoso": known are ho-so'],
    [
      'a paper that cannot be ticked off',
      '{ id: to-trinh, name',
      '{ name',
      'the paper "Tờ trình" has no id: form "dang-ky" needs one',
    ],
    [
      'a paper for no option',
      'if: [{ step: ai, is: [tap-the] }]',
      'if: [{ step: ai, is: [tap] }]',
      'has no option "tap"',
    ],
    ['no such target', 'target: tat-ca', 'target: nua', 'no target "nua": known are tat-ca'],
    [
      'a share of what is no number',
      'say: Tỷ lệ., step: so',
      'say: Tỷ lệ., step: ai',
      'step "ai" is no number: name a step of type number',
    ],
    ['an offer that does not exist', 'option: ca-nhan }', 'option: ai-do }', 'step "ai" has no option "ai-do"'],
    [
      'a duplicate by what nobody is asked',
      'by: [subject, unit, name]',
      'by: [subject, unit, title]',
      'no step is taken as "title": give one "as: title"',
    ],
    [
      'a label too long for a button',
      'label: Cá nhân }',
      'label: Cá nhân hoặc nhóm cá nhân trong đơn vị sự nghiệp }',
      'is too long for a button: add "short"',
    ],
    [
      'a quote that is not in the text',
      'quote: Các phòng gửi bản đăng ký }',
      'quote: Các phòng gửi bản thi đua }',
      'is not in section II.1: copy it',
    ],
  ])('report %s, with line and cure', (_what, from, to, cure) => {
    const faults = faultsOf(changed(withForm(), YAML, from, to))
    const fault = faults.find((one) => one.includes(cure)) ?? faults.join('\n')
    expect(fault).toContain(cure)
    const line = Number(fault.split(':')[1])
    expect(Math.abs(line - lineOf(from)) + 1).toBeLessThanOrEqual(2)
  })
})

describe('units', () => {
  it.each([
    ['a parent that does not exist', 'parent: xa', 'parent: xaa', 2, 'no unit "xaa": write the id of another unit'],
    ['a campaign that does not exist', '[an-binh]', '[an-hoa]', 1, 'no campaign "an-hoa": known are an-binh, hoa-loi'],
    ['an id used twice', 'id: phong-mot', 'id: xa', 2, 'unit id "xa" is already used'],
    ['a unit below itself', 'parent: xa', 'parent: phong-mot', 2, 'unit "phong-mot" stands below itself'],
    ['a kind nobody knows', 'kind: phong,', 'kind: phongg,', 2, '"phongg" is not known: write one of so'],
  ])('report %s', (_what, from, to, line, cure) => {
    const faults = faultsOf(changed(withForm(), 'units.yaml', from, to))
    expect(faults.find((one) => one.includes(cure)) ?? faults.join('\n')).toContain(`units.yaml:${line}: `)
  })

  it('that cannot be read are reported alone: forms that name them are not', () => {
    const faults = faultsOf(changed(withForm(), 'units.yaml', 'kind: phong,', 'kind: phongg,'))
    expect(faults).toHaveLength(1)
  })
})
