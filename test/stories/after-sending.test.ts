// What follows a registration: given back and mended, its papers, and drafts that nobody goes on with.

import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { expireDrafts, remindIdleDrafts } from '../../handlers/registering/idle-drafts.ts'
import { replies as general } from '../../handlers/replies.vi.ts'
import { toPlainText } from '../../message.ts'
import { papersOf } from '../../store/dossier.ts'
import { filesOf, readFileRow } from '../../store/files.ts'
import { setFormOpening } from '../../store/form-openings.ts'
import { findByCode, registrationsOfPerson } from '../../store/registrations.ts'
import { samplePdf } from '../fakes/sample-files.ts'
import { givenAnAssistant } from '../fakes/small-assistant.ts'
import { knowledgeWithForm } from '../fakes/small-form.ts'
import { registers } from '../fakes/small-registration.ts'
import { givenPeople } from '../fakes/somebody.ts'

const PDF = samplePdf()
const ADMIN = 'web-quan-tri'

async function given(change?: (form: string) => string) {
  const assistant = await givenAnAssistant({ files: knowledgeWithForm(change), organisers: [ADMIN] })
  const people = givenPeople(assistant, 'web', undefined, async () => ({ state: 'fetched', content: PDF }))
  const admin = people(ADMIN)
  await admin.says('xin chào')
  return { assistant, admin, an: people('web-an') }
}

async function approved() {
  const rig = await given()
  const code = await registers(rig.an)
  const sent = await findByCode(rig.assistant.db, code)
  await rig.admin.taps(`review:approve:${sent?.id}:${sent?.revision}`)
  return { ...rig, code, id: sent?.id ?? '' }
}

describe('a registration that was given back', () => {
  it('asks exactly for what the organiser named, with the old value, and shows them what changed', async () => {
    const { assistant, admin, an } = await given()
    const code = await registers(an)
    expect(admin.heard.map(toPlainText).join('\n')).toContain(code)
    const sent = await findByCode(assistant.db, code)
    await admin.taps(`review:return:${sent?.id}:${sent?.revision}`)
    await admin.taps('Nhiệm vụ')
    await admin.taps('Xong, ghi lý do')
    await admin.says('Cần ghi số lượng hồ sơ')
    await admin.taps('Trả lại')
    expect(toPlainText(an.heard.at(-1) ?? expect.fail())).toContain('Cần ghi số lượng hồ sơ')
    const asked = await an.taps(`form:open:${sent?.id}`)
    expect(asked).toContain('Đăng ký nhiệm vụ cụ thể nào?')
    expect(asked).toContain('Đang ghi: Hoàn thành 100% hồ sơ trước 30/11/2020')
    expect(await an.says('Giải quyết 120 hồ sơ trước 30/11/2020')).toContain('TÓM TẮT BẢN SỬA')
    const before = admin.heard.length
    expect(await an.taps('Gửi')).toContain(`BẢN SỬA CỦA ĐĂNG KÝ ${code}`)
    expect(await findByCode(assistant.db, code)).toMatchObject({ state: 'submitted', returnedSteps: [] })
    const card = admin.heard.slice(before).map(toPlainText).join('\n')
    expect(card).toContain('Hoàn thành 100% hồ sơ trước 30/11/2020 → Giải quyết 120 hồ sơ trước 30/11/2020')
  })

  it('stays in time though it is mended after the deadline', async () => {
    const { assistant, admin, an } = await given((form) =>
      form.replace('check: deadline, effect: warn', 'check: deadline, effect: hold'),
    )
    const code = await registers(an)
    const sent = await findByCode(assistant.db, code)
    await admin.taps(`review:why:${sent?.id}:${sent?.revision}:nhiem-vu`)
    await admin.says('Cần ghi số lượng hồ sơ')
    await admin.taps('Trả lại')
    assistant.clock.advance({ days: 30 })
    await an.taps(`form:open:${sent?.id}`)
    expect(await an.says('Giải quyết 120 hồ sơ trước 30/11/2020')).not.toContain('quá hạn')
    expect(await an.taps('Gửi')).not.toContain('uá hạn')
    expect(await findByCode(assistant.db, code)).toMatchObject({ state: 'submitted', isLate: false, hold: null })
    expect(toPlainText(admin.heard.at(-1) ?? expect.fail())).not.toContain('quá hạn')
  })

  it('stays held by what an organiser said, though its person changes it', async () => {
    const { assistant, admin, an } = await given()
    const code = await registers(an)
    const sent = await findByCode(assistant.db, code)
    await admin.taps(`review:hold:${sent?.id}:${sent?.revision}`)
    await admin.says('Đang xác minh đơn thư')
    await admin.taps('Tạm giữ')
    await an.says(`tra cứu ${code}`)
    await an.taps('Sửa')
    await an.says('sửa họ và tên')
    await an.says('Lê Văn Cường')
    await an.taps('Gửi')
    expect(await findByCode(assistant.db, code)).toMatchObject({ state: 'submitted', hold: 'Đang xác minh đơn thư' })
    expect(admin.offers()).not.toContain('Duyệt')
  })

  it('tells its person nothing of a hold', async () => {
    const { assistant, admin, an } = await given()
    const code = await registers(an)
    const sent = await findByCode(assistant.db, code)
    await admin.taps(`review:hold:${sent?.id}:${sent?.revision}`)
    await admin.says('Đang xác minh đơn thư')
    expect(await admin.taps('Tạm giữ')).toContain('đã tạm giữ')
    const shown = await an.says(`tra cứu ${code}`)
    expect(shown).toContain('Đã gửi, chờ duyệt')
    expect(shown).not.toContain('tạm giữ')
  })

  it('is opened by “tiếp tục”, also after the deadline', async () => {
    const { assistant, admin, an } = await given()
    const sent = await findByCode(assistant.db, await registers(an))
    await admin.taps(`review:return:${sent?.id}:${sent?.revision}`)
    await admin.taps('Nhiệm vụ')
    await admin.taps('Xong, ghi lý do')
    await admin.says('Ghi rõ hơn')
    await admin.taps('Trả lại')
    assistant.clock.advance({ days: 40 })
    expect(await an.says('tiếp tục')).toContain('Đăng ký nhiệm vụ cụ thể nào?')
    await an.says('Giải quyết 120 hồ sơ')
    expect(await an.taps('Gửi')).toContain('BẢN SỬA')
    expect(await findByCode(assistant.db, sent?.code ?? '')).toMatchObject({ state: 'submitted', isLate: false })
  })
})

describe('what is typed to a registration that was given back', () => {
  async function givenBack() {
    const rig = await given()
    const code = await registers(rig.an)
    const sent = await findByCode(rig.assistant.db, code)
    await rig.admin.taps(`review:why:${sent?.id}:${sent?.revision}:nhiem-vu`)
    await rig.admin.says('Cần ghi số lượng hồ sơ')
    await rig.admin.taps('Trả lại')
    return { ...rig, code }
  }
  const MENDED = 'Rà soát 12 cơ sở tôn giáo tại 3 huyện, xong trước 30/11/2020'

  it('is taken for what is to be mended, where it could answer that', async () => {
    const { assistant, an, code } = await givenBack()
    await using _ = assistant
    const said = await an.says(MENDED)
    expect(said).toContain('TÓM TẮT BẢN SỬA')
    expect(said).toContain(MENDED)
    await an.taps('Gửi')
    expect(await findByCode(assistant.db, code)).toMatchObject({ state: 'submitted' })
  })

  it.each(['bổ sung ngay', 'bo sung', 'Bổ sung và gửi lại', 'gửi', 'tôi muốn bổ sung đăng ký'])(
    '“%s” opens it, also after the list of one’s own',
    async (typed) => {
      const { assistant, an } = await givenBack()
      await using _ = assistant
      await an.says('/hosocuatoi')
      expect(await an.says(typed)).toContain('Đang ghi: Hoàn thành 100% hồ sơ trước 30/11/2020')
    },
  )

  it('is answered where it asks, and later leads to what is to be mended where the plans do not answer it', async () => {
    const { assistant, an, code } = await givenBack()
    await using _ = assistant
    expect(await an.says('Hạn đăng ký phong trào An Bình là ngày nào?')).toContain('02/03/2020')
    const said = await an.says('Rà soát 12 cơ sở tôn giáo')
    expect(said).toContain(`Đăng ký ${code} đang chờ anh/chị bổ sung: Nhiệm vụ`)
    expect(an.offers()).toContain('Bổ sung ngay')
    expect(await an.says('cảm ơn')).not.toContain('bổ sung')
  })

  it('“bổ sung ngay” opens nothing where nothing was given back', async () => {
    const { assistant, an } = await given()
    await using _ = assistant
    await registers(an)
    expect(await an.says('bổ sung ngay')).not.toContain('Đang ghi')
  })
})

describe('the dossier', () => {
  it('is ticked off paper by paper, on paper or as a file', async () => {
    const { assistant, admin, an, code, id } = await approved()
    const list = await an.says('nộp hồ sơ')
    expect(list).toContain('[thiếu] Tờ trình')
    expect(list).not.toContain('Biên bản họp')
    await an.taps('Tờ trình')
    expect(await an.taps('Đã có bản giấy')).toContain('Còn thiếu 1 giấy tờ.')
    await an.taps('Báo cáo thành tích')
    const file = { handle: 'f1', name: 'bao-cao.pdf', size: PDF.byteLength }
    const done = await an.says('', { kind: 'other', files: [file] })
    expect(done).toContain('[đủ] Báo cáo thành tích (tệp: bao-cao.pdf)')
    expect(done).toContain('Đã đủ giấy tờ.')
    const papers = await papersOf(assistant.db, id)
    expect(papers.map(({ paper, files }) => [paper, ...files.map(({ name }) => name)])).toEqual([
      ['to-trinh'],
      ['bao-cao', 'bao-cao.pdf'],
    ])
    expect(admin.heard.map(toPlainText).at(-1)).toBe(
      `Hồ sơ ${code} (Nguyễn Văn An) đã đủ giấy tờ, chờ anh/chị thẩm định.`,
    )
    await admin.taps('Thẩm định hồ sơ')
    expect(admin.offers()).toContain('Tất cả đạt (2)')
    await an.taps('Tờ trình')
    expect(await an.taps('Chưa có')).toContain('[thiếu] Tờ trình')
    expect(await an.says(`tra cứu ${code}`)).toContain('Đã duyệt')
    expect(an.offers()).toContain('Giấy tờ hồ sơ')
  })

  it.each(['hồ sơ cần nộp', 'Ho so can nop', 'giấy tờ hồ sơ'])(
    'is shown by “%s” to who was approved',
    async (typed) => {
      const { assistant, an } = await approved()
      await using _ = assistant
      await an.says('/hosocuatoi')
      expect(await an.says(typed)).toContain('[thiếu] Tờ trình')
    },
  )

  it('is told of the plan to who was not', async () => {
    const { assistant, an } = await given()
    await using _ = assistant
    await registers(an)
    expect(await an.says('hồ sơ cần nộp')).not.toContain('chưa được duyệt')
  })

  it('asks of a file that follows the list which paper it is, and keeps it for a week until that is said', async () => {
    const { assistant, an, id } = await approved()
    await using rig = assistant
    const sends = (...names: readonly string[]) => {
      const files = names.map((name, at) => ({ handle: `f${at}`, name, size: PDF.byteLength }))
      return an.says('', { kind: 'other', files })
    }
    expect(await sends('mot.pdf', 'hai.pdf')).toBe('Đã nhận tệp “mot.pdf”. Đây là giấy tờ nào?')
    const waiting = () => filesOf(rig.db, { person: 'web-an' })
    const days = (await waiting()).map(({ keptAt, expiresAt }) => (Number(expiresAt) - Number(keptAt)) / 86_400_000)
    expect(days.map(Math.round)).toEqual([7, 7])
    const placed = await an.says('báo cáo')
    expect(placed).toContain('[đủ] Báo cáo thành tích (tệp: mot.pdf)')
    expect(placed).toContain('Đã nhận tệp “hai.pdf”. Đây là giấy tờ nào?')
    const [kept, other] = await waiting()
    expect(kept).toMatchObject({ name: 'mot.pdf', expiresAt: null, registration: id })
    expect(await an.taps('Không phải giấy tờ hồ sơ')).toBe('Đã bỏ tệp “hai.pdf”, không lưu lại.')
    expect(await readFileRow(rig.db, other?.id ?? '')).toBeNull()
    expect((await papersOf(rig.db, id)).map(({ paper, files }) => [paper, ...files.map(({ name }) => name)])).toEqual([
      ['bao-cao', 'mot.pdf'],
    ])
  })

  it('takes a file for a paper that was ticked by words, by its caption or its button', async () => {
    const { assistant, an, id } = await approved()
    await using rig = assistant
    const file = { handle: 'f1', name: 'mot.pdf', size: PDF.byteLength }
    const files = async () => (await papersOf(rig.db, id)).find(({ paper }) => paper === 'to-trinh')?.files.length
    await an.says('tôi đã có tờ trình rồi')
    expect(await an.says('tờ trình đây ạ', { kind: 'other', files: [file] })).toContain('[đủ] Tờ trình (tệp: mot.pdf)')
    expect(await files()).toBe(1)
  })

  it('offers a paper that was ticked by words for a file that nobody named', async () => {
    const { assistant, an } = await approved()
    await using _ = assistant
    await an.says('tôi đã có tờ trình rồi')
    const files = ['a.pdf', 'b.pdf'].map((name, at) => ({ handle: `f${at}`, name, size: PDF.byteLength }))
    await an.says('tài liệu', { kind: 'other', files })
    expect(an.offers()).toEqual(['Báo cáo thành tích', 'Tờ trình', 'Không phải giấy tờ hồ sơ'])
  })

  it('keeps a file that waits to be named when the list is looked at', async () => {
    const { assistant, an, id } = await approved()
    await using rig = assistant
    const file = { handle: 'f1', name: 'mot.pdf', size: PDF.byteLength }
    await an.says('', { kind: 'other', files: [file] })
    expect(await an.taps(`paper:${id}`)).toContain('[thiếu] Báo cáo thành tích')
    expect(await filesOf(rig.db, { person: 'web-an' })).toHaveLength(1)
    expect(await an.taps('Báo cáo thành tích')).toContain('[đủ] Báo cáo thành tích (tệp: mot.pdf)')
  })

  it('takes no more files than can be asked about until those that wait are named', async () => {
    const { assistant, an } = await approved()
    await using rig = assistant
    const send = (count: number) => {
      const files = Array.from({ length: count }, (_, at) => ({
        handle: `f${at}`,
        name: 'a.pdf',
        size: PDF.byteLength,
      }))
      return an.says('', { kind: 'other', files })
    }
    await send(10)
    expect(await send(1)).toContain('Anh/chị cho biết các tệp đã gửi là giấy tờ nào trước')
    expect(await filesOf(rig.db, { person: 'web-an' })).toHaveLength(10)
    expect(await an.taps('Không phải giấy tờ hồ sơ')).toContain('Đã bỏ tệp')
    expect(await send(1)).toContain('Đây là giấy tờ nào?')
  })

  it('lets nobody place the file of another, and no file that is gone', async () => {
    const { assistant, admin, an, id } = await approved()
    await using rig = assistant
    await an.says('', { kind: 'other', files: [{ handle: 'f1', name: 'mot.pdf', size: PDF.byteLength }] })
    const [file] = await filesOf(rig.db, { person: 'web-an' })
    expect(await admin.taps(`paper:${id}:bao-cao:${file?.id}`)).toBe(general.oldButton)
    const theirs = { name: 'khac.pdf', content: PDF, person: 'web-khac', registration: null, expiresAt: new Date() }
    const other = await rig.files.keep(theirs, rig.clock.now())
    await other.write(rig.db)
    expect(await an.taps(`paper:${id}:bao-cao:${other.file.id}`)).toContain('không còn được giữ')
    rig.clock.advance({ days: 8 })
    await rig.files.removeOrphans(rig.db, rig.clock)
    expect(await an.taps('Báo cáo thành tích')).toBe('Tệp này không còn được giữ. Anh/chị vui lòng gửi lại.')
    expect(await papersOf(rig.db, id)).toEqual([])
  })

  it('takes a file at once where the caption names the paper, or one alone is missing', async () => {
    const { assistant, an, id } = await approved()
    await using rig = assistant
    const file = { handle: 'f1', name: 'mot.pdf', size: PDF.byteLength }
    await an.taps(`paper:${id}`)
    expect(await an.says('em gửi báo cáo thành tích đây ạ', { kind: 'other', files: [file] })).toContain(
      '[đủ] Báo cáo thành tích',
    )
    await an.taps(`paper:${id}`)
    expect(await an.says('/hosocuatoi')).toContain('Chuẩn bị hồ sơ: còn thiếu 1 giấy tờ.')
    await an.taps(`paper:${id}`)
    expect(await an.says('', { kind: 'other', files: [file] })).toContain('Đã đủ giấy tờ.')
    expect(await papersOf(rig.db, id)).toHaveLength(2)
    const mine = await an.says('/hosocuatoi')
    expect(mine).toContain('Đã đủ giấy tờ, chờ người phụ trách thẩm định.')
    expect(mine).not.toContain('Chuẩn bị hồ sơ')
  })

  it('keeps all files that are sent for one paper, together or one after the other', async () => {
    const { assistant, an, id } = await approved()
    await using rig = assistant
    const send = (...names: readonly string[]) =>
      an.says('', { kind: 'other', files: names.map((name) => ({ handle: name, name, size: PDF.byteLength })) })
    const kept = async () =>
      (await papersOf(rig.db, id)).map(({ paper, files }) => [paper, ...files.map(({ name }) => name).toSorted()])
    await an.says('nộp hồ sơ')
    await an.taps('Báo cáo thành tích')
    expect(await send('1.pdf', '2.pdf')).toContain('Đã ghi đủ: Báo cáo thành tích (2 tệp).')
    expect(await send('3.pdf')).toContain('Đây là giấy tờ nào?')
    expect(an.offers()).toEqual(['Thêm vào: Báo cáo thành tích', 'Tờ trình', 'Không phải giấy tờ hồ sơ'])
    expect(await an.taps('Thêm vào: Báo cáo thành tích')).toContain('Báo cáo thành tích (tệp: 1.pdf, 2.pdf, 3.pdf)')
    expect(await kept()).toEqual([['bao-cao', '1.pdf', '2.pdf', '3.pdf']])
    expect(await an.taps('Báo cáo thành tích')).toContain('đã có 3 tệp: 1.pdf, 2.pdf, 3.pdf')
    expect(await an.taps('Bỏ tệp đã gửi')).toContain('[thiếu] Báo cáo thành tích')
    await rig.files.removeOrphans(rig.db, rig.clock)
    expect(await filesOf(rig.db, { registration: id })).toEqual([])
  })

  it('says why a file is not taken', async () => {
    const { an } = await approved()
    await an.says('nộp hồ sơ')
    await an.taps('Tờ trình')
    const file = { handle: 'f1', name: 'to-trinh.exe', size: 100 }
    expect(await an.says('', { kind: 'other', files: [file] })).toContain('Nội dung tệp không đúng với đuôi')
    const large = { handle: 'f1', name: 'to-trinh.pdf', size: 11 * 1024 * 1024 }
    expect(await an.says('', { kind: 'other', files: [large] })).toContain('đến 10 MB')
  })

  it('needs a registration first, by the plan’s own words', async () => {
    const { an } = await given()
    await an.taps('campaign:an-binh')
    const said = await an.says('nộp hồ sơ')
    expect(said).toContain('chưa có đăng ký nào')
    expect(said).toContain('Mục II.1')
  })

  it('waits until the registration is accepted', async () => {
    const { an } = await given()
    const code = await registers(an)
    expect(await an.says('nộp hồ sơ')).toContain(`Đăng ký ${code} chưa được duyệt`)
  })
})

describe('a draft that nobody goes on with', () => {
  async function resting() {
    const rig = await given()
    await rig.an.says('/dangky phong trào an bình, cá nhân')
    await rig.an.taps('Đồng ý')
    return rig
  }

  it('is reminded of once', async () => {
    const { assistant } = await resting()
    const run = async () => {
      const work = await remindIdleDrafts(assistant.tools)
      for (const { write } of work) await assistant.db.transaction().execute(write)
      return work.flatMap(({ letters }) => letters)
    }
    expect(await run()).toEqual([])
    assistant.clock.advance({ days: 3 })
    const [letter, ...others] = await run()
    expect(others).toEqual([])
    expect(letter?.to.conversationId).toBe('web-an')
    expect(toPlainText(letter?.reply ?? expect.fail())).toMatch(/chưa gửi.*hết hạn ngày 11\/03\/2020/)
    expect(await run()).toEqual([])
  })

  it('is reminded of with the day on which its form closes, where that is before it expires', async () => {
    const { assistant } = await resting()
    const opening = { campaign: 'an-binh', form: 'dang-ky', changedBy: ADMIN, changedAt: assistant.clock.now() }
    const until = (day: string) => ({ ...opening, isOpen: true, closesOn: Temporal.PlainDate.from(day), reason: null })
    assistant.clock.advance({ days: 3 })
    const said = async () => {
      const [work] = await remindIdleDrafts(assistant.tools)
      return toPlainText(work?.letters[0]?.reply ?? expect.fail())
    }
    await setFormOpening(assistant.db, until('2020-02-20'))
    expect(await said()).toContain('chỉ nhận đến hết ngày 20/02/2020')
    expect(await said()).not.toContain('11/03/2020')
    await setFormOpening(assistant.db, until('2020-04-20'))
    expect(await said()).toContain('hết hạn ngày 11/03/2020')
    await setFormOpening(assistant.db, { ...until('2020-02-20'), isOpen: false })
    expect(await said()).toContain('nay đã đóng')
  })

  it('expires after 30 days with notice, and asks no more', async () => {
    const { assistant, an } = await resting()
    assistant.clock.advance({ days: 30 })
    const [work] = await expireDrafts(assistant.tools)
    expect(toPlainText(work?.letters[0]?.reply ?? expect.fail())).toContain('đã hết hạn')
    await assistant.db.transaction().execute(async (trx) => work?.write(trx))
    expect((await registrationsOfPerson(assistant.db, 'web-an'))[0]?.state).toBe('expired')
    expect(await expireDrafts(assistant.tools)).toEqual([])
    expect(await an.says('tiếp tục')).toContain('không có đăng ký nào đang làm')
  })
})
