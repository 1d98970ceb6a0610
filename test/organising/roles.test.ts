import { describe, expect, it } from 'vitest'
import { joinPerson } from '../../store/contacts.ts'
import {
  conversationsOfOrganisers,
  giveRole,
  isAdministrator,
  isOrganiserOf,
  rolesOf,
  unitsOfPerson,
} from '../../store/roles.ts'
import { ADMIN, givenOrganisers, givenRegistration, LAN, lastOf } from './small-form.ts'

const HOA = 'telegram:20'

type Rig = Awaited<ReturnType<typeof givenOrganisers>>

/** An administrator invites; gives the code. */
async function invited(
  { admin }: Rig,
  role: string,
  unit: string | null,
  name = 'Lê Thị Hòa, Văn phòng',
): Promise<string> {
  await admin.says('/moi')
  await admin.taps(role)
  await admin.taps('An Bình 2020')
  if (unit) {
    await admin.says(unit)
    await admin.taps(admin.offers()[0] ?? '')
  }
  const said = await admin.says(name)
  const code = /Mã: (\S+)/.exec(said)?.[1]
  if (!code) throw new Error(said)
  return code
}

describe('an invitation', () => {
  it('makes an organiser of who sends the code, and tells who invited', async () => {
    const rig = await givenOrganisers({ botName: 'thidua_bot' })
    await using assistant = rig.assistant
    const code = await invited(rig, 'Người phụ trách', null)
    expect(lastOf(rig.admin)).toContain(`https://t.me/thidua_bot?start=moi_${code.replaceAll('-', '')}`)
    const hoa = rig.person(HOA)
    expect(await hoa.says(`/moi ${code.toLowerCase()}`)).toContain('Anh/chị nay là người phụ trách (An Bình 2020)')
    expect(await isOrganiserOf(assistant.tools, HOA, 'an-binh')).toBe(true)
    expect(await isOrganiserOf(assistant.tools, HOA, 'hoa-loi')).toBe(false)
    expect(lastOf(rig.admin)).toContain('Lê Thị Hòa, Văn phòng đã nhận lời mời')
    expect(await hoa.says('vai trò')).toContain('Lê Thị Hòa, Văn phòng')
  })

  it('for the first organiser of a campaign tells administrators that they get its cards no more, once, and lets them stay', async () => {
    const rig = await givenOrganisers({ organisers: [ADMIN, 'telegram:5', 'telegram:6'] })
    await using assistant = rig.assistant
    const [hoa, other] = [rig.person(HOA), rig.person('telegram:5')]
    await other.says('xin chào')
    await hoa.says(`/moi ${await invited(rig, 'Người phụ trách', null)}`)
    const told = 'Từ nay thẻ đăng ký và tin hằng ngày của An Bình 2020 gửi đến người phụ trách (Lê Thị Hòa, Văn phòng)'
    for (const one of [rig.admin, other]) expect(lastOf(one)).toContain(told)
    const where = async () =>
      (await conversationsOfOrganisers(assistant.tools, 'an-binh')).map(({ conversationId }) => conversationId)
    expect(await where()).toEqual([HOA])
    expect(await other.taps('Nhận tin cùng người phụ trách')).toContain('cũng gửi đến anh/chị')
    expect(await where()).toEqual([HOA, 'telegram:5'])
    await rig.person('telegram:7').says(`/moi ${await invited(rig, 'Người phụ trách', null, 'Đỗ Văn Minh, Văn phòng')}`)
    expect(lastOf(rig.admin)).not.toContain('Từ nay thẻ')
    expect(await hoa.taps('review:join:hoa-loi')).toContain('chỉ dành cho')
  })

  it('that ends leaves the cards to administrators again, and says so', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    await rig.person(HOA).says(`/moi ${await invited(rig, 'Người phụ trách', null)}`)
    expect(await rig.admin.taps('review:roles:an-binh')).toContain('người quản trị chỉ nhận khi bấm')
    await rig.admin.taps('Kết thúc vai trò của Lê Thị Hòa, Văn phòng')
    expect(await rig.admin.taps('Kết thúc vai trò')).toContain('An Bình 2020 không còn người phụ trách nào')
    expect(await conversationsOfOrganisers(assistant.tools, 'an-binh')).toMatchObject([{ conversationId: ADMIN }])
  })

  it('asks for the campaign before the name, and takes a name for nothing else', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const { admin } = rig
    await admin.says('/moi')
    await admin.taps('Người phụ trách')
    await admin.taps('An Bình 2020')
    await admin.taps('review:invite')
    await admin.taps('Người phụ trách')
    expect(await admin.says('Lê Thị Hòa, Văn phòng')).toContain('chọn phong trào trước')
    expect(admin.offers()).toContain('Hòa Lợi 2021')
    expect(await assistant.db.selectFrom('invitations').selectAll().execute()).toEqual([])
    expect(await admin.says('hoa loi')).toContain('tên gì')
    expect(await admin.says('Lê Thị Hòa, Văn phòng')).toContain('(Hòa Lợi 2021) cho Lê Thị Hòa, Văn phòng')
  })

  it('keeps the name that came with the command, and asks for it no more', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const { admin } = rig
    expect(await admin.says('/moi Lê Thị Hòa, Văn phòng')).toContain('Anh/chị mời Lê Thị Hòa, Văn phòng làm gì?')
    await admin.taps('Người phụ trách')
    expect(await admin.taps('An Bình 2020')).toContain('(An Bình 2020) cho Lê Thị Hòa, Văn phòng')
    expect(await rig.person('telegram:30').says('/moi Lê Thị Hòa')).toContain('Mã mời không đúng')
    expect(await assistant.db.selectFrom('invitations').selectAll().execute()).toHaveLength(1)
  })

  it('opens by its link', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const code = await invited(rig, 'Đầu mối đơn vị', 'phong tai chinh')
    await rig.person(HOA).says(`/start moi_${code.replaceAll('-', '')}`)
    expect(await unitsOfPerson(assistant.db, HOA, 'an-binh')).toEqual(['tai-chinh'])
    expect(await isOrganiserOf(assistant.tools, HOA, 'an-binh')).toBe(false)
  })

  it('holds once, for seven days, and not for who made it', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const code = await invited(rig, 'Người phụ trách', null)
    expect(await rig.admin.says(`/moi ${code}`)).toContain('không dùng cho chính mình')
    expect(await rig.person(HOA).says(`/moi ${code}`)).toContain('nay là')
    expect(await rig.person('telegram:21').says(`/moi ${code}`)).toContain('không đúng, đã dùng')
    const late = await invited(rig, 'Người phụ trách', null)
    assistant.clock.advance({ days: 7, minutes: 1 })
    expect(await rig.person('telegram:21').says(`/moi ${late}`)).toContain('hết hạn')
  })

  it('taken by two at once is one role', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const code = await invited(rig, 'Người phụ trách', null)
    const heard = await Promise.all([HOA, 'telegram:21'].map((who) => rig.person(who).says(`/moi ${code}`)))
    expect(heard.filter((text) => text.includes('nay là'))).toHaveLength(1)
    expect(await assistant.db.selectFrom('roles').selectAll().execute()).toHaveLength(1)
  })

  it('is not found by guessing, and no code is kept as typed', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const code = await invited(rig, 'Người phụ trách', null)
    const guesser = rig.person('telegram:99')
    for (let i = 0; i < 5; i++) await guesser.says(`/moi AAAA-AAAA-A${'BCDEF'.charAt(i)}`)
    expect(await guesser.says(`/moi ${code}`)).toContain('nhập sai nhiều lần')
    await rig.person(HOA).says(`/moi ${code}`)
    const kept = JSON.stringify([
      await assistant.db.selectFrom('inbox').select('text').execute(),
      await assistant.db.selectFrom('invitations').selectAll().execute(),
      await assistant.db.selectFrom('acts').selectAll().execute(),
    ])
    expect(kept).not.toContain(code)
    expect(kept).not.toContain(code.replaceAll('-', ''))
  })

  it('is told its commands by the guide, and nobody else is', async () => {
    const { assistant, person, admin } = await givenOrganisers()
    await using _rig = assistant
    expect(await admin.says('/trogiup')).toContain('/choduyet – duyệt đăng ký')
    expect(await person('telegram-1').says('/trogiup')).not.toContain('/choduyet')
  })

  it('is given by administrators alone, and not in a group', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const stranger = rig.person('telegram:9')
    for (const said of [await stranger.says('/moi'), await stranger.taps('review:invite:organiser:an-binh')])
      expect(said).toContain('Chỉ người quản trị')
    await rig.admin.says('/moi', { conversationId: 'telegram:-7' })
    const [row] = await assistant.db
      .selectFrom('outbox')
      .select('reply')
      .where('conversation_id', '=', 'telegram:-7')
      .execute()
    expect(row?.reply).toContain('nhắn riêng')
  })
})

describe('a role', () => {
  it('holds in every joined channel, and in one’s own again once they are parted', async () => {
    const { assistant } = await givenOrganisers()
    await using rig = assistant
    const { db, tools } = rig
    const say = (conversationId: string, channel: 'telegram' | 'zalo') =>
      rig.desk.receive({
        id: conversationId,
        channel,
        conversationId,
        sender: conversationId,
        kind: 'text',
        text: 'chào',
        action: null,
        files: [],
        receivedAt: rig.clock.now(),
      })
    await say(HOA, 'telegram')
    await say('zalo:30', 'zalo')
    await giveRole(
      db,
      { person: HOA, role: 'organiser', campaign: 'an-binh', unit: '', givenBy: ADMIN },
      rig.clock.now(),
    )
    await joinPerson(db, HOA, 'zalo:30')
    expect((await rolesOf(db, 'zalo:30')).map(({ role }) => role)).toEqual(['organiser'])
    expect(await isOrganiserOf(tools, 'zalo:30', 'an-binh')).toBe(true)
    await joinPerson(db, HOA, HOA)
    expect(await isOrganiserOf(tools, 'zalo:30', 'an-binh')).toBe(false)
    expect(await isOrganiserOf(tools, HOA, 'an-binh')).toBe(true)
  })

  it('of an administrator holds in the channel joined to the one that is configured', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await admin.says('xin chào')
    await joinPerson(rig.db, ADMIN, 'zalo:31')
    expect(await isAdministrator(rig.tools, 'zalo:31')).toBe(true)
    expect(await isAdministrator(rig.tools, 'zalo:32')).toBe(false)
  })

  it('is ended by an administrator, once, and the person is told', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const hoa = rig.person(HOA)
    await hoa.says(`/moi ${await invited(rig, 'Người phụ trách', null)}`)
    await rig.admin.says('/vaitro')
    await rig.admin.taps('Danh sách vai trò')
    await rig.admin.taps('An Bình 2020')
    await rig.admin.taps('Kết thúc vai trò của Lê Thị Hòa, Văn phòng')
    expect(await isOrganiserOf(assistant.tools, HOA, 'an-binh')).toBe(true)
    await rig.admin.taps('Kết thúc vai trò')
    expect(await isOrganiserOf(assistant.tools, HOA, 'an-binh')).toBe(false)
    expect(lastOf(hoa)).toContain('đã kết thúc')
    expect(await conversationsOfOrganisers(assistant.tools, 'an-binh')).toMatchObject([
      { channel: 'telegram', conversationId: ADMIN },
    ])
    const acts = await assistant.db.selectFrom('acts').select('act').execute()
    expect(acts.map(({ act }) => act)).toEqual(['invite', 'accept', 'end-role'])
  })
})

describe('contacts of a unit', () => {
  it('see their unit’s registrations alone, read only, and nothing that organisers alone may see', async () => {
    const rig = await givenOrganisers()
    await using assistant = rig.assistant
    const hoa = rig.person(HOA)
    await hoa.says(`/moi ${await invited(rig, 'Đầu mối đơn vị', 'phòng Tài chính')}`)
    const own = {
      ...LAN,
      'don-vi': { type: 'unit' as const, unit: 'tai-chinh', name: 'Phòng Tài chính xã' },
      'ho-ten': { type: 'text' as const, text: 'Phạm Văn Tài' },
    }
    const { id, revision } = await givenRegistration(assistant, { values: own, hold: 'Đang có đơn thư' })
    await givenRegistration(assistant)
    for (const said of [await hoa.says('/choduyet'), await hoa.says('/thongke')]) {
      expect(said).toContain('Phòng Tài chính xã')
      for (const hidden of ['Lan', 'đơn thư', 'tạm giữ', '0912345678']) expect(said).not.toContain(hidden)
    }
    expect(await hoa.says('/choduyet')).toContain('Phạm Văn Tài')
    for (const action of [
      `review:card:${id}:${revision}`,
      `review:show:${id}:${revision}`,
      `review:approve:${id}:${revision}`,
    ])
      expect(await hoa.taps(action)).not.toContain('Tài')
    for (const command of ['/nhatky', '/xuat', '/bieumau'])
      expect(await hoa.says(command)).toContain('chưa được giao phụ trách')
    expect(await hoa.taps('review:numbers:an-binh:missing')).not.toContain('Tư pháp')
    expect(await hoa.taps('review:phone:an-binh')).toContain('chưa được giao phụ trách')
  })
})
