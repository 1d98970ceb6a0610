// “Duyệt tất cả”: what is shown is what is approved, each on its own.

import { describe, expect, it } from 'vitest'
import type { Values } from '../../forms/values.ts'
import { actsAbout } from '../../store/acts.ts'
import { changeRegistration, changesOf } from '../../store/change-registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import { giveRole } from '../../store/roles.ts'
import { ADMIN, givenOrganisers, givenRegistration, LAN, lastOf } from './small-form.ts'

const COLLEAGUE = 'telegram:2'
const of = (name: string, more: Values = {}): Values => ({ ...LAN, 'ho-ten': { type: 'text', text: name }, ...more })

async function givenWaiting(names: readonly string[]) {
  const given = await givenOrganisers()
  const role = { person: COLLEAGUE, role: 'organiser', campaign: 'an-binh', unit: '', givenBy: ADMIN } as const
  await giveRole(given.assistant.db, role, given.assistant.clock.now())
  const waiting = []
  for (const [at, name] of names.entries()) {
    const person = `telegram:7${at}`
    await given.person(person).says('xin chào')
    const unit = { 'don-vi': { type: 'unit', unit: null, name: `Phòng ${name}` } } as const
    waiting.push(await givenRegistration(given.assistant, { person, values: of(name, unit) }))
  }
  return { ...given, waiting }
}

describe('“Duyệt tất cả”', () => {
  it('approves what was shown, tells each person, and writes down each decision', async () => {
    const { assistant, admin, person, waiting } = await givenWaiting(['Lê Một', 'Lê Hai', 'Lê Ba'])
    await using rig = assistant
    await admin.says('/choduyet')
    const shown = await admin.taps('Duyệt tất cả')
    expect(shown).toContain('Duyệt 3 đăng ký sau đây?')
    for (const { id } of waiting) expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted' })
    expect(await admin.taps('Duyệt 3 đăng ký')).toContain('Đã duyệt 3 đăng ký')
    for (const [at, { id, code }] of waiting.entries()) {
      expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'approved', decidedBy: ADMIN, revision: 2 })
      expect((await actsAbout(rig.db, id)).map(({ act, by }) => [act, by])).toEqual([['approve', ADMIN]])
      expect((await changesOf(rig.db, id)).map(({ act }) => act)).toEqual(['submit', 'approve'])
      expect(lastOf(person(`telegram:7${at}`))).toContain(`${code} (Lê`)
    }
    expect(await admin.says('/choduyet')).toContain('không có đăng ký nào chờ duyệt')
  })

  it('leaves out what is held, late, pointed at by a rule, or the organiser’s own', async () => {
    const { assistant, admin, waiting } = await givenWaiting(['Lê Một', 'Lê Hai', 'Lê Ba'])
    await using rig = assistant
    const [held, late] = waiting
    const now = rig.clock.now()
    if (held) await changeRegistration(rig.db, held, { hold: 'chờ xác minh' }, [], now)
    if (late) await changeRegistration(rig.db, late, { isLate: true }, [], now)
    const same = { 'don-vi': { type: 'unit', unit: 'van-phong', name: 'Văn phòng UBND xã' } } as const
    for (const name of ['Trần Một', 'Trần Hai', 'Trần Ba']) await givenRegistration(rig, { values: of(name, same) })
    await givenRegistration(rig, { person: ADMIN, values: of('Người Quản Trị') })
    await admin.says('/choduyet')
    const shown = await admin.taps('Duyệt tất cả')
    expect(shown).toContain('Duyệt 1 đăng ký sau đây?')
    expect(shown).toContain('Lê Ba')
    expect(shown).toContain('6 đăng ký chờ duyệt khác không gồm')
  })

  it('leaves out, and names, what has changed since it was shown', async () => {
    const { assistant, admin, waiting } = await givenWaiting(['Lê Một', 'Lê Hai'])
    await using rig = assistant
    const [changed, other] = waiting
    if (!changed || !other) throw new Error('two wait')
    await admin.says('duyệt tất cả')
    await changeRegistration(rig.db, changed, { answers: of('Lê Mới') }, [], rig.clock.now())
    const said = await admin.taps('Duyệt 2 đăng ký')
    expect(said).toContain('Đã duyệt 1 đăng ký')
    expect(said).toContain(`Không duyệt vì đã thay đổi sau khi anh/chị xem: ${changed.code} Lê Mới.`)
    expect(await readRegistration(rig.db, changed.id)).toMatchObject({ state: 'submitted' })
    expect(await readRegistration(rig.db, other.id)).toMatchObject({ state: 'approved' })
  })

  it('of two organisers at once decides each once', async () => {
    const { assistant, admin, person, waiting } = await givenWaiting(['Lê Một', 'Lê Hai', 'Lê Ba'])
    await using rig = assistant
    const colleague = person(COLLEAGUE)
    await admin.says('duyệt tất cả')
    await colleague.says('duyệt tất cả')
    const heard = await Promise.all([admin.taps('Duyệt 3 đăng ký'), colleague.taps('Duyệt 3 đăng ký')])
    expect(heard.filter((text) => text.includes('Đã duyệt 3 đăng ký'))).toHaveLength(1)
    expect(heard.filter((text) => text.includes('Chưa duyệt đăng ký nào'))).toHaveLength(1)
    for (const { id } of waiting) expect(await actsAbout(rig.db, id)).toHaveLength(1)
  })

  it('confirms nothing but what was shown last, and nothing to who has no role', async () => {
    const { assistant, admin, person, waiting } = await givenWaiting(['Lê Một', 'Lê Hai'])
    await using rig = assistant
    await admin.says('duyệt tất cả')
    await admin.taps('Thôi')
    expect(await admin.taps('Duyệt 2 đăng ký')).toContain('Việc này đã xong hoặc đã thôi')
    expect(await person('telegram:9').taps('review:approveall:an-binh')).toContain('chưa được giao phụ trách')
    for (const { id } of waiting) expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted' })
  })
})
