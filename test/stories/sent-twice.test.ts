// The same registration a second time: by its own person, and by somebody else.

import { describe, expect, it } from 'vitest'
import { handleMessage } from '../../handlers/handle-message.ts'
import type { PersonMessage } from '../../handlers/handler.ts'
import { changeRegistration, StaleRegistrationError } from '../../store/change-registration.ts'
import { readState } from '../../store/conversation-state.ts'
import { findByCode, registrationsOfPerson } from '../../store/registrations.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { knowledgeWithForm } from '../fakes/small-form.ts'
import { fillsIn, registers } from '../fakes/small-registration.ts'
import { givenPeople } from '../fakes/somebody.ts'

async function given() {
  const assistant = await givenAnAssistant({ files: knowledgeWithForm() })
  const people = givenPeople(assistant)
  return { assistant, an: people('web-an'), be: people('web-be') }
}

const own = ({ db }: SmallAssistant, person = 'web-an') => registrationsOfPerson(db, person)

/** What is done when that person sends their draft: written nowhere yet. */
async function whenSent({ db, tools, clock }: SmallAssistant, person: string) {
  const message: PersonMessage = {
    ...{ id: 'send', channel: 'web', conversationId: person, sender: person, person },
    ...{ kind: 'text', text: 'gửi', action: null, files: [], receivedAt: clock.now() },
  }
  return handleMessage(message, await readState(db, person), tools)
}

describe('what somebody else sent', () => {
  it.each(['rejected', 'withdrawn'] as const)(
    'holds nobody once it is %s, though it was at the same moment',
    async (state) => {
      const { assistant, an, be } = await given()
      const code = await registers(an)
      await fillsIn(be)
      const outcome = await whenSent(assistant, 'web-be')
      const first = await findByCode(assistant.db, code)
      if (!first) throw expect.fail()
      const change = state === 'withdrawn' ? { state, duplicateKey: null } : { state }
      await changeRegistration(assistant.db, first, change, [], assistant.clock.now())
      const write = assistant.db.transaction().execute(async (trx) => {
        for (const one of outcome.writes ?? []) await one(trx)
      })
      await expect(write).rejects.toThrow(StaleRegistrationError)
      expect(await be.says('gửi')).not.toContain('khác giống')
      expect((await own(assistant, 'web-be'))[0]).toMatchObject({ state: 'submitted', hold: null })
    },
  )
})

describe('what the person sent already', () => {
  const begins = async () => {
    const rig = await given()
    return { ...rig, code: await registers(rig.an) }
  }
  const toName = async (an: Awaited<ReturnType<typeof begins>>['an'], contents = 'Kỷ cương') => {
    await an.says('/dangky phong trào an bình')
    for (const answer of ['cá nhân', 'phòng văn hóa', 'giấy khen', contents]) await an.says(answer)
    return an.says('Nguyễn Văn An')
  }

  it('is opened as soon as it is known whom the same is for; no draft of it stays', async () => {
    const { assistant, an, code } = await begins()
    const said = await toName(an)
    expect(said).toContain(`với mã ${code}`)
    expect(said).toContain('Nhiệm vụ: Hoàn thành 100% hồ sơ trước 30/11/2020')
    expect(an.offers()).toEqual(['Sửa', 'Rút đăng ký'])
    expect((await own(assistant)).map(({ state }) => state)).toEqual(['submitted'])
  })

  it('is opened by a first sentence that says whom it is for', async () => {
    const { assistant, an, code } = await begins()
    const said = await an.says('/dangky phong trào an bình, cá nhân Nguyễn Văn An, phòng văn hóa, giấy khen')
    expect(said).toContain(`với mã ${code}`)
    expect(said).not.toContain('Câu ')
    expect(await own(assistant)).toHaveLength(1)
  })

  it('is asked about where something else is said now, and changed to it', async () => {
    const { assistant, an, code } = await begins()
    const asked = await toName(an, 'Sáng tạo')
    expect(asked).toContain(`với mã ${code} (Đã gửi, chờ duyệt)`)
    expect(asked).toContain('khác bản đã gửi ở: Nội dung.')
    const summary = await an.taps('Sửa bản đã gửi')
    expect(summary).toContain('Đã sửa Nội dung: Kỷ cương → Sáng tạo')
    expect(summary).toContain('Nhiệm vụ: Hoàn thành 100% hồ sơ trước 30/11/2020')
    expect(await own(assistant)).toMatchObject([
      { code, state: 'submitted', answers: { 'noi-dung': { options: ['ky-cuong'] } } },
    ])
    expect(await an.taps('Gửi')).toContain(`BẢN SỬA CỦA ĐĂNG KÝ ${code}`)
    expect(await own(assistant)).toMatchObject([{ code, answers: { 'noi-dung': { options: ['sang-tao'] } } }])
  })

  it.each(['sửa bản đã gửi', 'sua ban da gui a'])('is changed to it by “%s”, typed', async (words) => {
    const { assistant, an } = await begins()
    await toName(an, 'Sáng tạo')
    expect(await an.says(words)).toContain('Đã sửa Nội dung: Kỷ cương → Sáng tạo')
    expect(await own(assistant)).toHaveLength(1)
  })

  it('is asked about in the first sentence too', async () => {
    const { assistant, an } = await begins()
    await an.says('/dangky phong trào an bình, cá nhân Nguyễn Văn An, phòng văn hóa, giấy khen, sáng tạo')
    expect(an.offers()).toEqual(['Sửa bản đã gửi', 'Giữ bản đã gửi', 'Tôi ghi nhầm, sửa lại'])
    expect(await an.taps('Giữ bản đã gửi')).toContain('giữ nguyên')
    expect((await own(assistant)).map(({ state }) => state)).toEqual(['submitted'])
  })

  it('is another’s where a name was mistaken: the form goes on', async () => {
    const { assistant, an } = await begins()
    await toName(an, 'Sáng tạo')
    await an.taps('Tôi ghi nhầm, sửa lại')
    await an.taps('Họ và tên')
    expect(await an.says('Nguyễn Văn Bình')).toContain('Đăng ký nhiệm vụ cụ thể nào?')
    expect(await own(assistant)).toHaveLength(2)
  })

  it('is told once, and again when the same is sent all the same', async () => {
    const { assistant, an, code } = await begins()
    await toName(an, 'Sáng tạo')
    expect(await an.says('Giải quyết 120 hồ sơ trước 30/11/2020')).not.toContain(code)
    await an.taps('Bỏ qua')
    await an.taps('Không')
    expect(await an.says('gửi')).toContain('khác bản đã gửi ở: Nội dung; Nhiệm vụ')
    await an.taps('Sửa bản đã gửi')
    expect((await own(assistant)).map(({ state }) => state)).toEqual(['submitted'])
  })

  it('is shown alone once it can be changed no more', async () => {
    const { assistant, an, code } = await begins()
    assistant.clock.advance({ days: 30 })
    expect(await toName(an, 'Sáng tạo')).toContain(`với mã ${code}`)
    expect(an.offers()).not.toContain('Sửa bản đã gửi')
    expect(await own(assistant)).toHaveLength(1)
  })

  it('keeps nobody from another beside it once it was withdrawn', async () => {
    const { an, code } = await begins()
    await an.says(`rút đăng ký ${code}`)
    await an.taps('Rút đăng ký này')
    expect(await toName(an)).toContain('Đăng ký nhiệm vụ cụ thể nào?')
  })
})
