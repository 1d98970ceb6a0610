// A body of the directory that belongs to another province, district or office than the form is for.

import { describe, expect, it } from 'vitest'
import { begin, converse } from '../../forms/conversation.ts'
import { namesElsewhere } from '../../forms/names-elsewhere.ts'
import type { Next } from '../../forms/next.ts'
import { checkRules, type Facts } from '../../forms/rules.ts'
import { campaigns, today, units } from './context.ts'

function talkOf(campaignId: string) {
  const campaign = campaigns.find(({ id }) => id === campaignId)
  const form = campaign?.forms[0]
  if (!campaign || !form) throw new Error(`no form of ${campaignId}`)
  const facts: Facts = { campaign, units, today, receivedOn: today, others: [] }
  const talk = (first: string, ...rest: readonly string[]): Next =>
    rest.reduce((next, text) => converse(form, next.draft, { kind: 'said', text }, facts), begin(form, first, facts))
  return { form, facts, talk, step: form.steps.find(({ type }) => type === 'unit')?.id ?? '' }
}

describe('a unit of elsewhere', () => {
  it.each([
    ['chi-thi-19-lang-son', 'tập thể', 'Phòng Nội vụ huyện Ân Thi'],
    ['chi-thi-19-lang-son', 'tập thể', 'Sở Nội vụ'],
    ['chi-thi-19-lang-son', 'tập thể', 'so noi vu'],
    ['van-hoa-cong-so-truc-ninh', 'sơ kết, tập thể', 'Phòng Nội vụ huyện Kim Động'],
    ['van-hoa-cong-so-hung-yen', 'sơ kết, tập thể', 'VKSND huyện Bắc Sơn'],
    ['noi-vu-hung-yen-2020', 'tập thể', 'Phòng Nội vụ huyện Trực Ninh'],
  ])('is asked about and flagged as one that is not known: %s, %s, %s', (campaign, first, unit) => {
    const { form, facts, talk, step } = talkOf(campaign)
    expect(talk(first, unit).draft.progress.pending).toMatchObject({ kind: 'confirm', step, value: { unit: null } })
    const { draft } = talk(first, unit, 'đúng')
    expect(draft.values[step]).toMatchObject({ unit: null })
    expect(checkRules(form, draft.values, facts).map(({ rule }) => rule.id)).toContain('don-vi-ngoai-danh-ba')
  })

  it.each([
    ['chi-thi-19-lang-son', 'tập thể, Phòng Nội vụ huyện Ân Thi, nông thôn mới', 'Phòng Nội vụ huyện Ân Thi'],
    ['chi-thi-19-lang-son', 'Phòng Nội vụ huyện Chi Lăng, cá nhân, nông thôn mới', 'Phòng Nội vụ huyện Chi Lăng'],
    ['van-hoa-cong-so-truc-ninh', 'Trường Tiểu học Trực Đại, sơ kết, tập thể', 'Trường Tiểu học Trực Đại'],
    ['van-hoa-cong-so-truc-ninh', 'Trường THPT Trực Ninh A đăng ký sơ kết', 'Trường THPT Trực Ninh A'],
    [
      'van-hoa-cong-so-truc-ninh',
      'Trường Mầm non thị trấn Cổ Lễ, cô Phạm Thị Lan, sơ kết',
      'Trường Mầm non thị trấn Cổ Lễ',
    ],
    ['van-hoa-cong-so-hung-yen', 'VKSND huyện Trực Ninh, sơ kết, tập thể', 'VKSND huyện Trực Ninh'],
    ['noi-vu-hung-yen-2020', 'phòng nội vụ thành phố nam định', 'Phòng nội vụ thành phố nam định'],
    ['noi-vu-hung-yen-2020', 'phong noi vu thanh pho nam dinh, giay khen', 'Phong noi vu thanh pho nam dinh'],
    [
      'noi-vu-hung-yen-2020',
      'phòng Tổ chức cán bộ Sở Nội vụ Thái Bình, công chức',
      'Phòng Tổ chức cán bộ Sở Nội vụ Thái Bình',
    ],
    ['noi-vu-hung-yen-2020', 'cá nhân, Sở Nội vụ Thái Bình, giấy khen', 'Sở Nội vụ Thái Bình'],
  ])('is asked about where a sentence names it: %s, %s', (campaign, text, name) => {
    const { talk, step } = talkOf(campaign)
    const { draft, notes } = talk(text)
    expect(draft.values).not.toHaveProperty(step)
    expect(draft.progress).toMatchObject({ at: step, pending: { step } })
    expect(JSON.stringify(draft.progress.pending)).toContain(`{"type":"unit","unit":null,"name":"${name}"}`)
    expect(notes.join('\n')).not.toContain('chưa xếp được')
  })

  it('lends no word to another answer', () => {
    const { draft } = talkOf('noi-vu-hung-yen-2020').talk('phòng Tổ chức cán bộ Sở Nội vụ Thái Bình, công chức')
    expect(draft.values).toMatchObject({ loai: { option: 'cong-chuc' } })
    expect(draft.values).not.toHaveProperty('ho-ten')
    const school = talkOf('van-hoa-cong-so-truc-ninh').talk('Trường Mầm non thị trấn Cổ Lễ, cô Phạm Thị Lan, cá nhân')
    expect(school.draft.values).toMatchObject({
      'doi-tuong': { option: 'ca-nhan' },
      'ho-ten': { text: 'Phạm Thị Lan' },
    })
    expect(school.draft.values).not.toHaveProperty('nguoi-lien-he')
  })

  it.each(['phong trào thi đua xã hội', 'trường hợp này em xin đăng ký', 'số hóa hồ sơ', 'trưởng phòng', 'ban hành'])(
    'is no other word that begins so: %s',
    (text) => {
      expect(talkOf('noi-vu-hung-yen-2020').talk(text).draft.progress.pending).toBeNull()
    },
  )

  it('is not taken for a like one here', () => {
    const { talk, step } = talkOf('van-hoa-cong-so-truc-ninh')
    const { draft } = talk('sơ kết, tập thể, phòng nội vụ huyện Kim Động')
    expect(draft.values).not.toHaveProperty(step)
    expect(draft.values).toMatchObject({ 'doi-tuong': { option: 'tap-the' } })
    expect(draft.values).not.toHaveProperty('nguoi-lien-he')
  })

  it('of its own place is known at once', () => {
    const { talk, step } = talkOf('chi-thi-19-lang-son')
    expect(talk('tập thể', 'vks bac son').draft.values[step]).toMatchObject({ unit: 'ls-vksnd-bac-son' })
  })

  it('tells for which plan a sentence is not meant', () => {
    const { form } = talkOf('noi-vu-hung-yen-2020')
    expect(namesElsewhere(form, 'phòng Tư pháp huyện Trực Ninh, giấy khen', units)).toBe(true)
    expect(namesElsewhere(form, 'phòng nội vụ ân thi, giấy khen', units)).toBe(false)
    expect(namesElsewhere(form, 'giấy khen', units)).toBe(false)
  })
})
