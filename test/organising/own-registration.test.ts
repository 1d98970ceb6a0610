import { describe, expect, it } from 'vitest'
import { cardsFor } from '../../handlers/organising/cards.ts'
import { actsAbout } from '../../store/acts.ts'
import { readRegistration } from '../../store/registrations.ts'
import { giveRole } from '../../store/roles.ts'
import type { SmallAssistant } from '../fakes/small-assistant.ts'
import { ADMIN, givenOrganisers, givenRegistration } from './small-form.ts'

const ORGANISER = 'telegram:2'
const COLLEAGUE = 'telegram:3'

const appoint = (assistant: SmallAssistant, person: string) =>
  giveRole(
    assistant.db,
    { person, role: 'organiser', campaign: 'an-binh', unit: '', givenBy: ADMIN },
    assistant.clock.now(),
  )

describe('an organiser’s own registration', () => {
  it('is decided by a colleague, and by nobody else: the organiser is told who', async () => {
    const { assistant, person } = await givenOrganisers()
    await using rig = assistant
    const [own, colleague] = [person(ORGANISER), person(COLLEAGUE)]
    for (const who of [own, colleague]) await who.says('xin chào')
    await appoint(rig, ORGANISER)
    await appoint(rig, COLLEAGUE)
    const { id, revision } = await givenRegistration(rig, { person: ORGANISER })
    for (const act of ['approve', 'return', 'hold', 'reject']) {
      const said = await own.taps(`review:${act}:${id}:${revision}`)
      expect(said).toContain('đăng ký của chính anh/chị')
      expect(said).toContain('người dùng Telegram …m:3')
    }
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted', revision })
    expect(await colleague.taps(`review:card:${id}:${revision}`)).toContain('Người đăng ký là người phụ trách')
    expect(await colleague.taps(`review:approve:${id}:${revision}`)).toContain('đã duyệt')
    expect((await actsAbout(rig.db, id)).map(({ details }) => details.own)).toEqual([false])
  })

  it('goes as a card to the colleagues; to an administrator where there are none', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    await admin.says('xin chào')
    await person(ORGANISER).says('xin chào')
    await appoint(rig, ORGANISER)
    const registration = await givenRegistration(rig, { person: ORGANISER })
    const goesTo = async () => (await cardsFor(registration, rig.tools)).map(({ to }) => to?.conversationId)
    expect(await goesTo()).toEqual([ADMIN])
    await appoint(rig, COLLEAGUE)
    expect(await goesTo()).toEqual([COLLEAGUE])
  })

  it('is the organiser’s own to decide where nobody else is: marked in the card, the log and the list', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision, code } = await givenRegistration(rig, { person: ADMIN })
    expect(await admin.taps(`review:approve:${id}:${revision}`)).toContain('tự quyết định')
    expect(await admin.taps(`review:card:${id}:${revision}`)).toContain('tự quyết định')
    expect(await admin.says('/nhatky')).toContain(code)
    expect(await admin.says('/nhatky')).toContain('[đăng ký của chính mình]')
    expect((await actsAbout(rig.db, id)).map(({ details }) => details.own)).toEqual([true])
  })
})
