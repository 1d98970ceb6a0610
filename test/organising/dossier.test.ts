// What organisers see of the papers that follow an accepted registration.

import { describe, expect, it } from 'vitest'
import { tickPaper } from '../../store/dossier.ts'
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
  await tickPaper(db, { registration: id, paper: 'to-trinh', by, fileId: kept.file.id }, clock.now())
  await tickPaper(db, { registration: id, paper: 'bao-cao', by, fileId: null }, clock.now())
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
