// What organisers see of the papers that follow an accepted registration.

import { describe, expect, it } from 'vitest'
import { toPhone } from '../../handlers/organising/to-phone.ts'
import { toPlainText } from '../../message.ts'
import { actsAbout } from '../../store/acts.ts'
import { papersOf as papersThere } from '../../store/audience.ts'
import { papersOf, tickPaper } from '../../store/dossier.ts'
import { giveRole } from '../../store/roles.ts'
import { givenOrganisers, givenRegistration } from './small-form.ts'

const REGISTRANT = 'telegram:77'

async function givenPapers() {
  const { assistant, admin, person } = await givenOrganisers()
  const { db, clock, tools } = assistant
  const registration = await givenRegistration(assistant, { state: 'approved', decidedBy: 'telegram:1' })
  const { id, revision, code } = registration
  const content = new TextEncoder().encode('%PDF-1.4\n%%EOF\n')
  const file = { name: 'to trinh 2020.pdf', content, person: REGISTRANT, registration: id, expiresAt: null }
  const kept = await tools.files.keep(file, clock.now())
  await kept.write(db)
  const by = REGISTRANT
  await tickPaper(db, { registration: id, paper: 'to-trinh', by, files: [kept.file.id] }, clock.now())
  await tickPaper(db, { registration: id, paper: 'bao-cao', by, files: [] }, clock.now())
  return { assistant, admin, person, id, revision, code, fileId: kept.file.id }
}

const LINES = ['[đủ] Tờ trình (tệp: to trinh 2020.pdf)', '[thiếu] Biên bản họp', '[đủ] Báo cáo thành tích']

describe('the papers of a dossier', () => {
  it('are listed for organisers where they look a registration up or see it whole', async () => {
    const { assistant, admin, code } = await givenPapers()
    await using _ = assistant
    for (const said of [await admin.says(`tra cứu ${code}`), await admin.taps('Xem đầy đủ')])
      for (const line of ['Hồ sơ đề nghị khen thưởng', ...LINES]) expect(said).toContain(line)
  })

  it('are opened by organisers of the campaign, and by nobody else', async () => {
    const { assistant, admin, person, id, revision, code, fileId } = await givenPapers()
    await using _ = assistant
    await admin.says(`tra cứu ${code}`)
    expect(admin.offers().filter((label) => label.startsWith('Mở tệp'))).toEqual(['Mở tệp Tờ trình'])
    await admin.taps('Mở tệp Tờ trình')
    expect(admin.heard.at(-1)?.attachments?.map((one) => one.fileId)).toEqual([fileId])
    const stranger = person('telegram:9')
    await stranger.taps(`review:paper:${id}:${revision}:to-trinh`)
    expect(stranger.heard.flatMap(({ attachments }) => attachments ?? [])).toEqual([])
    expect(await admin.taps(`review:paper:${id}:${revision}:bien-ban`)).toContain('không còn')
  })
})

describe('what is typed under the card of a paper', () => {
  async function givenLook() {
    const rig = await givenPapers()
    await rig.admin.taps(`review:look:${rig.id}:to-trinh`)
    const verdict = async () =>
      (await papersOf(rig.assistant.db, rig.id)).find(({ paper }) => paper === 'to-trinh')?.verdict
    return { ...rig, verdict }
  }

  it.each(['thiếu dấu', 'Trả lại: thiếu dấu', 'chưa đạt vì thiếu dấu'])(
    '“%s” is the reason for which it is given back, once that is confirmed',
    async (typed) => {
      const { assistant, admin, code, verdict } = await givenLook()
      await using _ = assistant
      expect(await admin.says(typed)).toContain(`Trả lại “Tờ trình” của ${code}?\nLý do: “thiếu dấu”`)
      expect(await verdict()).toBeNull()
      await admin.says('đồng ý')
      expect(await verdict()).toMatchObject({ kind: 'returned', reason: 'thiếu dấu' })
    },
  )

  it('“không đạt” asks for the reason, “đạt” accepts it', async () => {
    const { assistant, admin, id, verdict } = await givenLook()
    await using _ = assistant
    expect(await admin.says('không đạt')).toContain('Anh/chị nhắn lý do')
    expect(await admin.says('thôi')).toContain('không có gì thay đổi')
    await admin.taps(`review:look:${id}:to-trinh`)
    await admin.says('đạt')
    expect(await verdict()).toMatchObject({ kind: 'checked' })
  })

  it('a question or a command is answered, and nothing is said to be left undone', async () => {
    const { assistant, admin, id } = await givenLook()
    await using _ = assistant
    const answered = await admin.says('Hạn đăng ký phong trào An Bình là ngày nào?')
    expect(answered).toContain('02/03/2020')
    await admin.taps(`review:look:${id}:to-trinh`)
    const listed = await admin.says('/choduyet')
    for (const said of [answered, listed]) expect(said).not.toMatch(/Đã bỏ dở|Trả lại “Tờ trình”/)
    expect(await admin.says('thiếu dấu')).not.toContain('Trả lại “Tờ trình”')
  })
})

describe('checking a dossier', () => {
  it('is led to by its queue, paper by paper or all at once, written down and told at the end', async () => {
    const { assistant, admin, person, id, code } = await givenPapers()
    await using rig = assistant
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    expect(await admin.says('/thamdinh an bình')).toContain(
      `${code} – Nguyễn Thị Lan; Bằng khen của Bộ trưởng; 2 giấy tờ chờ thẩm định`,
    )
    expect(await admin.taps(`${code} Nguyễn Thị Lan`)).toContain('Còn thiếu 1 giấy tờ. 2 giấy tờ chờ thẩm định.')
    expect(await admin.taps('Tờ trình')).toContain('1 tệp, gửi lúc 08:00 10/02/2020.')
    expect(await admin.taps('Đạt')).toContain(`${code}: đã thẩm định Tờ trình.`)
    expect(admin.heard.map(toPlainText).at(-1)).toContain('[đã thẩm định] Tờ trình (tệp: to trinh 2020.pdf)')
    await tickPaper(rig.db, { registration: id, paper: 'bien-ban', by: REGISTRANT, files: [] }, rig.clock.now())
    await admin.taps(`review:dossier:${id}`)
    const shown = await admin.taps('Tất cả đạt (2)')
    expect(shown).toContain('Ghi đạt 2 giấy tờ sau đây')
    expect(shown).toContain('Biên bản họp: bản giấy, không có tệp')
    expect((await actsAbout(rig.db, id)).length).toBe(1)
    expect(await admin.taps('Ghi đạt 2 giấy tờ')).toContain('đã thẩm định Biên bản họp; Báo cáo thành tích')
    expect(lan.heard.map(toPlainText).slice(1)).toEqual([`Hồ sơ của đăng ký ${code} đã được thẩm định, đủ giấy tờ.`])
    expect((await actsAbout(rig.db, id)).map(({ act, by }) => [act, by])).toEqual([
      ['check-papers', 'telegram:1'],
      ['check-papers', 'telegram:1'],
    ])
    expect(await admin.says('/nhatky an bình')).toContain(`thẩm định giấy tờ ${code} “Tờ trình”`)
    expect(await admin.says('/thamdinh an bình')).toContain('không có hồ sơ nào chờ thẩm định')
  })

  it('asks who checks by what name the lists are to call them, once', async () => {
    const { assistant, admin, id } = await givenPapers()
    await using _ = assistant
    await admin.taps(`review:look:${id}:to-trinh`)
    expect(await admin.taps('Đạt')).toContain('Anh/chị chưa có tên hiển thị')
    await admin.taps(`review:look:${id}:bao-cao`)
    expect(await admin.taps('Đạt')).not.toContain('tên hiển thị')
  })

  it.each([
    ['đồng ý', 2],
    ['không', 0],
  ])('all at once is confirmed or dropped by words: “%s”', async (typed, count) => {
    const { assistant, admin, id } = await givenPapers()
    await using rig = assistant
    await admin.taps(`review:dossier:${id}`)
    await admin.taps('Tất cả đạt (2)')
    await admin.says(typed)
    expect((await papersOf(rig.db, id)).filter(({ verdict }) => verdict?.kind === 'checked')).toHaveLength(count)
  })

  it('sends a paper back with a reason, told once; it is missing until it is given anew', async () => {
    const { assistant, admin, person, id, code } = await givenPapers()
    await using rig = assistant
    const lan = person(REGISTRANT)
    await lan.says('xin chào')
    await admin.taps(`review:look:${id}:to-trinh`)
    await admin.taps('Trả lại giấy tờ này')
    expect(await admin.says('mờ')).toContain('Lý do ngắn quá')
    expect(await admin.says('Thiếu chữ ký của Chủ tịch')).toContain('Lý do: “Thiếu chữ ký của Chủ tịch”')
    await admin.taps('Trả lại')
    expect(lan.heard.map(toPlainText).slice(1)).toEqual([
      `Hồ sơ của đăng ký ${code}: “Tờ trình” cần nộp lại.\nNgười phụ trách ghi: “Thiếu chữ ký của Chủ tịch”`,
    ])
    expect((await papersThere(rig.db, [id])).get(id)).toEqual(new Set(['bao-cao']))
    expect(await lan.taps(`paper:${id}`)).toContain('[cần nộp lại] Tờ trình: “Thiếu chữ ký của Chủ tịch”')
    await lan.taps('Tờ trình')
    expect(await lan.taps('Đã có bản giấy')).toContain('[đủ] Tờ trình')
    expect((await papersThere(rig.db, [id])).get(id)).toEqual(new Set(['bao-cao', 'to-trinh']))
    expect(await toPhone('an-binh', rig.tools)).toEqual([])
  })

  it('names whom to phone where nobody could be told', async () => {
    const { assistant, admin, id } = await givenPapers()
    await using rig = assistant
    await admin.taps(`review:look:${id}:to-trinh`)
    await admin.taps('Trả lại giấy tờ này')
    await admin.says('Thiếu chữ ký của Chủ tịch')
    expect(await admin.taps('Trả lại')).toContain('anh/chị vui lòng gọi điện')
    expect(await admin.says('cần gọi điện')).toContain('giấy tờ hồ sơ cần nộp lại')
    expect(rig.received.length).toBeGreaterThan(0)
  })

  it('does not hold for what was given anew meanwhile, nor twice', async () => {
    const { assistant, admin, person, id } = await givenPapers()
    await using rig = assistant
    const { db, clock } = rig
    const by = { role: 'organiser', campaign: 'an-binh', unit: '', givenBy: 'telegram:1' } as const
    await giveRole(db, { ...by, person: 'telegram:2' }, clock.now())
    await admin.taps(`review:look:${id}:to-trinh`)
    clock.advance({ minutes: 1 })
    await tickPaper(db, { registration: id, paper: 'to-trinh', by: REGISTRANT, files: [] }, clock.now())
    expect(await admin.taps('Đạt')).toContain('Hồ sơ đã thay đổi sau khi anh/chị xem')
    const verdicts = async () => (await papersOf(db, id)).flatMap(({ verdict }) => verdict?.kind ?? [])
    expect(await verdicts()).toEqual([])
    const colleague = person('telegram:2')
    for (const one of [admin, colleague]) await one.taps(`review:look:${id}:to-trinh`)
    await Promise.all([admin.taps('Đạt'), colleague.taps('Đạt')])
    expect(await verdicts()).toEqual(['checked'])
    expect((await actsAbout(db, id)).map(({ act }) => act)).toEqual(['check-papers'])
    const late = [admin, colleague].flatMap(({ heard }) => heard.map(toPlainText))
    expect(late.filter((text) => /đã thẩm định lúc/.test(text))).toHaveLength(1)
  })

  it('is for the organisers of the campaign, and not for the registrant’s own', async () => {
    const { assistant, person, id } = await givenPapers()
    await using rig = assistant
    for (const act of ['dossier', 'look', 'checked', 'giveback'])
      expect(await person('telegram:9').taps(`review:${act}:${id}:to-trinh:to-trinh`)).not.toContain('Tờ trình')
    const own = { person: REGISTRANT, role: 'organiser', campaign: 'an-binh', unit: '', givenBy: 'telegram:1' } as const
    await giveRole(rig.db, own, rig.clock.now())
    await giveRole(rig.db, { ...own, person: 'telegram:2' }, rig.clock.now())
    const lan = person(REGISTRANT)
    await lan.taps(`review:dossier:${id}`)
    expect(await lan.taps('Tất cả đạt (2)')).toContain('đăng ký của chính anh/chị')
    expect((await papersOf(rig.db, id)).every(({ verdict }) => verdict === null)).toBe(true)
  })
})
