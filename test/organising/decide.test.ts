import { describe, expect, it } from 'vitest'
import { duplicateKeyOf } from '../../forms/duplicate-key.ts'
import type { Values } from '../../forms/values.ts'
import { toCard } from '../../handlers/organising/card.ts'
import { cardsFor } from '../../handlers/organising/cards.ts'
import { remarksOf } from '../../handlers/organising/lists/describe-row.ts'
import { readSent } from '../../handlers/organising/read-sent.ts'
import { lineOf } from '../../handlers/organising/show-queue.ts'
import { directoryOf, findForm } from '../../handlers/registering/form-in-use.ts'
import { toPlainText } from '../../message.ts'
import { actsAbout } from '../../store/acts.ts'
import { changeRegistration, changesOf, keepDraft } from '../../store/change-registration.ts'
import { keepFormVersion } from '../../store/form-versions.ts'
import { readRegistration } from '../../store/registrations.ts'
import { giveRole } from '../../store/roles.ts'
import type { SmallAssistant } from '../fakes/small-assistant.ts'
import { givenPlans, NOI_VU } from '../reminding/shipped.ts'
import { ADMIN, formOf, givenOrganisers, givenRegistration, LAN, lastOf } from './small-form.ts'

const REGISTRANT = 'telegram:77'
const COLLEAGUE = 'telegram:2'

const appoint = (assistant: SmallAssistant, person: string) =>
  giveRole(
    assistant.db,
    { person, role: 'organiser', campaign: 'an-binh', unit: '', givenBy: 'telegram:1' },
    assistant.clock.now(),
  )

describe('a card', () => {
  it('shows who, from where, what for and what may be decided', async () => {
    await using rig = (await givenOrganisers()).assistant
    const registration = await givenRegistration(rig, { isLate: true })
    const [letter] = await cardsFor(registration, rig.tools)
    expect(letter?.to).toMatchObject({ channel: 'telegram', conversationId: 'telegram:1' })
    const text = letter ? toPlainText(letter.reply) : ''
    for (const part of [
      'Nguyễn Thị Lan',
      'Văn phòng UBND xã',
      'Bằng khen của Bộ trưởng',
      'Tôn giáo',
      '100% hồ sơ',
      'QUÁ HẠN',
    ])
      expect(text).toContain(part)
    expect(letter?.reply.choices.map(({ label }) => label)).toEqual([
      'Duyệt',
      'Trả lại bổ sung',
      'Tạm giữ',
      'Không duyệt',
      'Xem đầy đủ',
    ])
  })

  it('goes to the organisers of the campaign, and to administrators only where there are none', async () => {
    const { assistant } = await givenOrganisers()
    await using rig = assistant
    await appoint(rig, COLLEAGUE)
    const letters = await cardsFor(await givenRegistration(rig), rig.tools)
    expect(letters.map(({ to }) => to?.conversationId)).toEqual([COLLEAGUE])
  })
})

describe('a decision', () => {
  it('is made by one tap, told to the person, and written down', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    const { id, revision, code } = await givenRegistration(rig)
    expect(await admin.taps(`review:approve:${id}:${revision}`)).toContain(`${code}: đã duyệt`)
    expect(await readRegistration(rig.db, id)).toMatchObject({
      state: 'approved',
      decidedBy: 'telegram:1',
      revision: 2,
    })
    expect(lan.heard.map(toPlainText).at(-1)).toContain(
      `Đăng ký ${code} (Nguyễn Thị Lan, Bằng khen của Bộ trưởng) đã được duyệt`,
    )
    expect((await actsAbout(rig.db, id)).map(({ act, by }) => [act, by])).toEqual([['approve', 'telegram:1']])
    expect((await changesOf(rig.db, id)).map(({ act }) => act)).toEqual(['submit', 'approve'])
  })

  it('tells a colleague who was slower who decided and when', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    await appoint(rig, COLLEAGUE)
    const { id, revision } = await givenRegistration(rig)
    await admin.says('/vaitro')
    await admin.taps('Đặt tên hiển thị')
    await admin.says('Trần Thị Quản, Văn phòng')
    await admin.taps(`review:approve:${id}:${revision}`)
    const said = await person(COLLEAGUE).taps(`review:reject:${id}:${revision}`)
    expect(said).toContain('Trần Thị Quản, Văn phòng đã duyệt lúc 08:00 10/02/2020.')
    expect(said.match(/đã duyệt lúc/g)).toHaveLength(1)
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'approved' })
    expect(await admin.taps(`review:approve:${id}:${revision}`)).toBe('Anh/chị đã duyệt lúc 08:00 10/02/2020.')
  })

  it('of two organisers at once is one decision', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    await appoint(rig, COLLEAGUE)
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    const { id, revision } = await givenRegistration(rig)
    const tap = `review:approve:${id}:${revision}`
    const heard = await Promise.all([admin.taps(tap), person(COLLEAGUE).taps(tap)])
    expect(heard.filter((text) => text.includes('Người đăng ký được báo ngay'))).toHaveLength(1)
    expect(heard.filter((text) => text.includes('đã duyệt lúc'))).toHaveLength(1)
    expect((await actsAbout(rig.db, id)).length).toBe(1)
    expect(lan.heard.filter((one) => toPlainText(one).includes('đã được duyệt'))).toHaveLength(1)
  })

  it('needs the role, also for who guesses an action', async () => {
    const { assistant, person } = await givenOrganisers()
    await using rig = assistant
    const { id, revision } = await givenRegistration(rig)
    for (const act of ['approve', 'show', 'card', 'hold', 'return', 'reject']) {
      const said = await person('telegram:9').taps(`review:${act}:${id}:${revision}`)
      expect(said).not.toContain('Lan')
    }
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted', revision })
  })

  it('is not taken in a group', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision } = await givenRegistration(rig)
    const inGroup = { conversationId: 'telegram:-5', kind: 'choice' as const, action: `review:show:${id}:${revision}` }
    await admin.says('Xem', inGroup)
    const [letter] = await rig.db
      .selectFrom('outbox')
      .select('reply')
      .where('conversation_id', '=', 'telegram:-5')
      .execute()
    expect(letter?.reply).toContain('nhắn riêng')
    expect(letter?.reply).not.toContain('Lan')
  })

  it('stays made though its notice cannot be delivered', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision, code } = await givenRegistration(rig)
    expect(await admin.taps(`review:approve:${id}:${revision}`)).toContain('vui lòng gọi điện')
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'approved' })
    const list = await admin.says('cần gọi điện')
    expect(list).toContain('Nguyễn Thị Lan, Văn phòng UBND xã: đã duyệt. Liên hệ: Lê Văn Hòa, 0912345678')
    expect(await admin.taps(`Đã gọi ${code}`)).toContain('Lê Văn Hòa')
    expect(await admin.says('cần gọi điện')).toContain('không cần gọi điện cho ai')
  })
})

describe('a return', () => {
  it('names fields and a reason, and shows old and new once it was mended', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    const { id, revision, code } = await givenRegistration(rig)
    await admin.taps(`review:return:${id}:${revision}`)
    await admin.taps('Nhiệm vụ')
    await admin.taps('Lĩnh vực')
    await admin.taps('Bỏ chọn Lĩnh vực')
    expect(admin.offers()).toContain('Bỏ chọn Nhiệm vụ')
    await admin.taps('Xong, ghi lý do')
    expect(await admin.says('Ghi rõ số lượng hồ sơ')).toContain('Mục cần bổ sung: Nhiệm vụ')
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted' })
    await admin.taps('Trả lại')
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'returned', returnedSteps: ['nhiem-vu'] })
    const notice = toPlainText(lan.heard.at(-1) as (typeof lan.heard)[number])
    expect(notice).toContain(`Đăng ký ${code}`)
    expect(notice).toContain('“Ghi rõ số lượng hồ sơ”')
    expect(notice).toContain('- Nhiệm vụ')
    const returned = await readRegistration(rig.db, id)
    if (!returned) throw new Error('it is gone')
    const answers = { ...(returned.answers as object), 'nhiem-vu': { type: 'text', text: 'Giải quyết 120 hồ sơ' } }
    const mended = { ...returned, state: 'submitted' as const, answers, revision: returned.revision + 1 }
    const [card] = await cardsFor(mended, rig.tools)
    expect(card && toPlainText(card.reply)).toContain('Nhiệm vụ: Giải quyết 100% hồ sơ đúng hạn → Giải quyết 120 hồ sơ')
    await changeRegistration(
      rig.db,
      returned,
      { state: 'submitted', answers },
      [
        {
          at: rig.clock.now(),
          by: REGISTRANT,
          act: 'mend',
          step: 'nhiem-vu',
          old: (returned.answers as Record<string, unknown>)['nhiem-vu'],
          new: answers['nhiem-vu'],
        },
      ],
      rig.clock.now(),
    )
    expect(await admin.taps(`review:card:${id}:0`)).toContain('100% hồ sơ đúng hạn → Giải quyết 120 hồ sơ')
  })

  it.each([
    ['before a field is chosen', []],
    ['after one is', ['Nhiệm vụ']],
  ])('takes a reason that is typed %s, and asks for the fields as well', async (_, first) => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:return:${id}:${revision}`)
    for (const label of first) await admin.taps(label)
    const said = await admin.says('Hồ sơ nào chưa có số liệu cần ghi rõ')
    expect(said).toContain('Lý do: “Hồ sơ nào chưa có số liệu cần ghi rõ”')
    expect(said).toContain('bấm các mục cần bổ sung')
    if (first.length === 0) await admin.taps('Nhiệm vụ')
    expect(lastOf(admin)).toContain('Đã chọn: Nhiệm vụ')
    expect(lastOf(admin)).toContain('Lý do: “Hồ sơ nào chưa có số liệu cần ghi rõ”')
    expect(await admin.taps('Xong')).toContain('Mục cần bổ sung: Nhiệm vụ')
    await admin.taps('Trả lại')
    expect(await readRegistration(rig.db, id)).toMatchObject({
      state: 'returned',
      returnedSteps: ['nhiem-vu'],
      decisionReason: 'Hồ sơ nào chưa có số liệu cần ghi rõ',
    })
  })

  it('comes again, mended, to the organiser and to the administrator who returned it, each once', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    await appoint(rig, COLLEAGUE)
    for (const one of [admin, person(COLLEAGUE), person('telegram:3')]) await one.says('xin chào')
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:return:${id}:${revision}`)
    await admin.taps('Nhiệm vụ')
    await admin.taps('Xong, ghi lý do')
    await admin.says('Ghi rõ số hồ sơ')
    await admin.taps('Trả lại')
    const returned = await readRegistration(rig.db, id)
    if (!returned) throw new Error('it is gone')
    const mended = { ...returned, state: 'submitted', decidedBy: null, revision: returned.revision + 1 } as const
    const letters = await cardsFor(mended, rig.tools)
    expect(letters.map(({ to }) => to?.conversationId).sort()).toEqual([ADMIN, COLLEAGUE])
  })

  it('is dropped by “thôi”, and by turning to something else', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:reject:${id}:${revision}`)
    expect(await admin.says('thôi')).toContain('không có gì thay đổi')
    expect(await admin.says('Không đủ điều kiện')).not.toContain('Không duyệt')
    await admin.taps(`review:hold:${id}:${revision}`)
    await admin.says('/trogiup')
    expect(await admin.says('Đang có đơn thư')).not.toContain('Tạm giữ')
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted', hold: null, revision })
  })
})

describe('a hold', () => {
  it('keeps a registration from being approved until it is lifted; the person is told nothing of it', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    const before = lan.heard.length
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:hold:${id}:${revision}`)
    await admin.says('Có đơn thư đang xác minh')
    await admin.taps('Tạm giữ')
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted', hold: 'Có đơn thư đang xác minh' })
    expect(await admin.taps(`review:approve:${id}:${revision + 1}`)).toContain('tạm giữ nên chưa duyệt được')
    expect(await admin.taps('Bỏ tạm giữ')).toContain('nhắn lý do bỏ tạm giữ. Chỉ người phụ trách đọc được.')
    expect(await readRegistration(rig.db, id)).toMatchObject({ hold: 'Có đơn thư đang xác minh' })
    expect(await admin.says('Đơn thư không có cơ sở')).toContain('Lý do: “Đơn thư không có cơ sở”')
    await admin.taps('Bỏ tạm giữ')
    expect(lan.heard.length).toBe(before)
    expect(await admin.says('/nhatky an bình')).toMatch(/bỏ tạm giữ \S+ \(Đơn thư không có cơ sở\)/)
    await admin.taps(`review:approve:${id}:${revision + 2}`)
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'approved', hold: null })
  })

  it('ends with a rejection in the card, the numbers and the list, and holds again once that is reopened', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision } = await givenRegistration(rig, { hold: 'Có đơn thư đang xác minh' })
    const given = async () => {
      const registration = await readRegistration(rig.db, id)
      if (!registration) throw new Error('it is gone')
      return registration
    }
    const shown = async (): Promise<string> => {
      const { registration, ...sent } = await readSent(await given(), rig.tools)
      const card = toPlainText(await toCard(registration, rig.tools))
      const numbers = await admin.says('/thongke An Bình')
      return [card, numbers, lineOf({ registration, ...sent }), remarksOf({ registration, ...sent })].join('\n---\n')
    }
    expect((await shown()).split('\n---\n').map((said) => /tạm giữ/i.test(said))).toEqual([true, true, true, true])
    await admin.taps(`review:reject:${id}:${revision}`)
    await admin.says('Chưa đủ thời gian công tác')
    await admin.taps('Không duyệt')
    expect(await shown()).not.toMatch(/tạm giữ/i)
    await admin.taps(`review:reopen:${id}:${revision + 1}`)
    await admin.says('Xem lại hồ sơ công tác')
    await admin.taps('Mở lại')
    expect((await shown()).split('\n---\n').map((said) => /tạm giữ/i.test(said))).toEqual([true, true, true, true])
  })
})

describe('a rejection', () => {
  it('reopens nothing that was sent again and stands', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const duplicateKey = duplicateKeyOf(formOf(rig), 'an-binh', LAN, directoryOf(rig.tools.knower.current().units))
    const first = await givenRegistration(rig, { state: 'rejected', duplicateKey: null })
    const second = await givenRegistration(rig, { person: 'telegram:78', duplicateKey })
    await admin.taps(`review:reopen:${first.id}:${first.revision}`)
    expect(lastOf(admin)).toContain(second.code)
    expect(await readRegistration(rig.db, first.id)).toMatchObject({ state: 'rejected', duplicateKey: null })
    const change = { state: 'withdrawn', duplicateKey: null } as const
    await changeRegistration(rig.db, second, change, [], rig.clock.now())
    rig.clock.advance({ minutes: 1 })
    await admin.taps(`review:reopen:${first.id}:${first.revision}`)
    await admin.says('Xem lại theo đề nghị')
    await admin.taps('Mở lại')
    expect(await readRegistration(rig.db, first.id)).toMatchObject({ state: 'submitted', duplicateKey })
  })

  it('needs a reason, which the person reads, and can be taken back', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:reject:${id}:${revision}`)
    expect(await admin.says('hmm')).toContain('Lý do ngắn quá')
    await admin.says('Chưa đủ thời gian công tác')
    await admin.taps('Không duyệt')
    expect(await readRegistration(rig.db, id)).toMatchObject({
      state: 'rejected',
      decisionReason: 'Chưa đủ thời gian công tác',
    })
    expect(lan.heard.map(toPlainText).at(-1)).toContain('“Chưa đủ thời gian công tác”')
    await admin.taps(`review:reopen:${id}:${revision + 1}`)
    await admin.says('Xem lại hồ sơ công tác')
    await admin.taps('Mở lại')
    expect(await readRegistration(rig.db, id)).toMatchObject({
      state: 'submitted',
      decidedAt: null,
      decisionReason: null,
    })
  })
})

describe('whoever is turned down', () => {
  it('is told until when another award can still be asked for, and led there', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:reject:${id}:${revision}`)
    await admin.says('Không thuộc đối tượng')
    await admin.says('đồng ý')
    expect(lastOf(lan)).toContain('Đến Chủ nhật 01/03/2020, anh/chị vẫn đăng ký được hình thức khác.')
    expect(await lan.taps('Đăng ký hình thức khác')).toContain('Trước khi đăng ký')
  })

  it('after the last day is not', async () => {
    const { assistant, admin, person } = await givenOrganisers({ startsAt: new Date('2020-03-02T08:00:00+07:00') })
    await using rig = assistant
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:reject:${id}:${revision}`)
    await admin.says('Không thuộc đối tượng')
    await admin.says('đồng ý')
    expect(lastOf(lan)).toContain('không được duyệt')
    expect(lastOf(lan)).not.toContain('hình thức khác')
  })
})

it('a card speaks to the organiser, not to who registered', async () => {
  const { assistant, administrator } = await givenPlans()
  await using _ = assistant
  const { tools, db, clock } = assistant
  const found = findForm(tools, NOI_VU, 'dang-ky-thi-dua')
  if (!found) throw new Error('no form')
  const values: Values = {
    'doi-tuong': { type: 'choice', option: 'tap-the' },
    'don-vi': { type: 'unit', unit: 'hy-an-thi-noi-vu', name: 'Phòng Nội vụ huyện Ân Thi' },
    'hinh-thuc': { type: 'choice', option: 'bang-khen' },
  }
  const { version, form } = found
  await keepFormVersion(db, { version, campaign: NOI_VU, form: form.id, definition: form }, clock.now())
  const draft = { id: 'r', campaign: NOI_VU, form: form.id, formVersion: version, person: 'web-lan' }
  await keepDraft(db, { ...draft, answers: values, progress: {} }, clock.now())
  const sent = { state: 'submitted', code: 'NV20-AAAAAA', submittedAt: clock.now() } as const
  await changeRegistration(db, { id: 'r', revision: 0 }, sent, [], clock.now())
  const card = await administrator.taps('review:card:r:1')
  expect(card).toContain('Người đăng ký có thể chọn Giấy khen')
  expect(card).not.toContain('Anh/chị có thể chọn')
})
