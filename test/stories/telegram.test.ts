// What people and operators meet on Telegram, from update to message, against a Telegram that keeps the Bot API's rules.

import { describe, expect, it } from 'vitest'
import { replies } from '../../handlers/replies.vi.ts'
import { readContact } from '../../store/contacts.ts'
import { givenTelegram } from '../contracts/rigs.ts'
import type { SmallAssistant } from '../fakes/small-assistant.ts'
import { changed, smallKnowledge } from '../fakes/small-knowledge.ts'

const [LAN, BINH, GROUP, SUPERGROUP] = [601_234_501, 601_234_502, -4_001, -1_001_234_567_890]
const DEADLINE = 'Hạn đăng ký của phong trào An Bình là ngày nào?'
const ANSWERED = expect.stringContaining('trước ngày 02/03/2020')
const CHOSEN = expect.stringContaining('Đã chọn: Phong trào thi đua An Bình năm 2020')

type Telegram = Awaited<ReturnType<typeof givenTelegram>>
const heardBy = async ({ telegram }: Telegram, chatId: number, count: number) =>
  (await telegram.waitForSent(chatId, count)).map(({ text }) => text)
/** The letters of the outbox, in order: what became of each. */
const statesIn = async ({ db }: SmallAssistant) =>
  (await db.selectFrom('outbox').select('state').orderBy('seq').execute()).map(({ state }) => state)

describe('a link into the assistant', () => {
  it('opens it with its plan', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    await lan.types('/start an-binh')
    await lan.types('Hạn đăng ký là ngày nào?')
    expect(await heardBy(rig, LAN, 2)).toEqual([CHOSEN, ANSWERED])
  })

  it('that is for registering goes on with its plan', async () => {
    await using rig = await givenTelegram()
    await rig.telegram.person(LAN).types('/start dk_an-binh')
    expect(await heardBy(rig, LAN, 1)).toEqual([expect.stringContaining('Phong trào thi đua An Bình năm 2020')])
  })

  it('to a plan that is gone greets', async () => {
    await using rig = await givenTelegram()
    await rig.telegram.person(LAN).types('/start phong-trao-2015')
    expect(await heardBy(rig, LAN, 1)).toEqual([expect.stringContaining(replies.greeting)])
  })
})

describe('a tap on “Đúng”', () => {
  it('is thanked for, as nothing else shows that it was noted', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    await lan.types(DEADLINE)
    const [answer] = await rig.telegram.waitForSent(LAN, 1)
    if (answer) await lan.taps(answer, replies.feedback.up)
    expect((await heardBy(rig, LAN, 2))[1]).toBe(replies.feedbackThanks)
  })
})

describe('in a group', () => {
  it.each([
    ['a mention', `@thidua_bot ${DEADLINE}`],
    ['a mention in the middle', 'Hạn đăng ký, @THIDUA_BOT, của phong trào An Bình là ngày nào?'],
    ['a command', '/start an-binh'],
    ['a command with the name', '/start@thidua_bot an-binh'],
  ])('%s is answered there', async (_what, text) => {
    await using rig = await givenTelegram()
    const group = rig.telegram.group(GROUP, { title: 'Phòng Nội vụ' })
    await group.types(rig.telegram.person(LAN), text)
    expect(await heardBy(rig, GROUP, 1)).toEqual([expect.stringContaining('An Bình')])
    expect(rig.telegram.sentTo(LAN)).toEqual([])
  })

  it('a reply to the assistant is answered', async () => {
    await using rig = await givenTelegram()
    const group = rig.telegram.group(GROUP, { title: 'Phòng Nội vụ' })
    const lan = rig.telegram.person(LAN)
    await group.types(lan, '/start an-binh')
    const [replyToBot] = await rig.telegram.waitForSent(GROUP)
    if (!replyToBot) throw new Error('nothing was sent')
    await group.types(lan, 'Hạn đăng ký là ngày nào?', { replyToBot })
    expect((await heardBy(rig, GROUP, 2))[1]).toEqual(ANSWERED)
  })

  it.each([
    ['plain chatter', DEADLINE],
    ['a command of another bot', '/start@thoitiet_bot an-binh'],
    ['a mention of somebody whose name begins alike', `@thidua_bot_2 ${DEADLINE}`],
    ['an address that holds the name', `lan@thidua_bot.vn ${DEADLINE}`],
  ])('%s is not answered, and not kept', async (_what, text) => {
    await using rig = await givenTelegram()
    const group = rig.telegram.group(GROUP, { title: 'Phòng Nội vụ' })
    const lan = rig.telegram.person(LAN)
    await group.types(lan, text)
    await group.types(lan, '@thidua_bot cảm ơn')
    expect(await heardBy(rig, GROUP, 1)).toEqual([replies.thanks])
    const kept = await rig.assistant.db.selectFrom('inbox').select('text').execute()
    expect(kept).toEqual([{ text: 'cảm ơn' }])
  })

  it('stickers, newcomers and the arrival of the assistant are not answered', async () => {
    await using rig = await givenTelegram()
    const group = rig.telegram.group(GROUP, { title: 'Phòng Nội vụ' })
    const lan = rig.telegram.person(LAN)
    await group.addsBot(lan)
    await group.addsMembers(lan, [rig.telegram.person(BINH)])
    await group.sends(lan, 'sticker')
    await group.types(lan, '@thidua_bot cảm ơn')
    expect(await heardBy(rig, GROUP, 1)).toEqual([replies.thanks])
  })

  it('a personal command is asked for in private', async () => {
    await using rig = await givenTelegram()
    await rig.telegram.group(GROUP, { title: 'Phòng Nội vụ' }).types(rig.telegram.person(LAN), '/lienket')
    expect(await heardBy(rig, GROUP, 1)).toEqual([replies.privately])
    expect(await rig.assistant.db.selectFrom('link_codes').selectAll().execute()).toEqual([])
  })

  it('that becomes a supergroup goes on with what was said before', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    const group = rig.telegram.group(GROUP, { title: 'Phòng Nội vụ' })
    await group.types(lan, '/start an-binh')
    await rig.telegram.waitForSent(GROUP)
    const supergroup = await group.migrates(lan, SUPERGROUP)
    await supergroup.types(lan, '@thidua_bot Hạn đăng ký là ngày nào?')
    expect(await heardBy(rig, SUPERGROUP, 1)).toEqual([ANSWERED])
  })

  it('that becomes a supergroup goes on so, though the news of it comes after the first words there', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    const [group, supergroup] = [GROUP, SUPERGROUP].map((id) => rig.telegram.group(id, { title: 'Phòng Nội vụ' }))
    if (!group || !supergroup) throw new Error('there are two')
    await group.types(lan, '/start an-binh')
    await supergroup.types(lan, '@thidua_bot cảm ơn')
    await rig.telegram.waitForSent(SUPERGROUP)
    for (const update of rig.telegram.updateOf.migration(lan.user, group.chat, supergroup.chat))
      await rig.telegram.deliver(update)
    await supergroup.types(lan, '@thidua_bot Hạn đăng ký là ngày nào?')
    expect((await heardBy(rig, SUPERGROUP, 2))[1]).toEqual(ANSWERED)
  })

  it('that became a supergroup while a reply was on its way gets it there', async () => {
    await using rig = await givenTelegram()
    const group = rig.telegram.group(GROUP, { title: 'Phòng Nội vụ' })
    rig.telegram.migrate(GROUP, SUPERGROUP)
    await group.types(rig.telegram.person(LAN), `@thidua_bot ${DEADLINE}`)
    expect(await heardBy(rig, SUPERGROUP, 1)).toEqual([ANSWERED])
    await rig.assistant.desk.idle()
    expect(await statesIn(rig.assistant)).toEqual(['sent'])
  })
})

describe('a message', () => {
  it('that is edited, a post of a channel and a service message get no reply', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    await lan.types('xin chào')
    await lan.edits(DEADLINE)
    await rig.telegram.channel(-1_001_000_000_001, { title: 'Bản tin' }).posts(DEADLINE)
    await rig.telegram.deliver(rig.telegram.updateOf.join(lan.user, lan.chat, [lan.user]))
    await lan.types('cảm ơn')
    expect((await heardBy(rig, LAN, 2))[1]).toBe(replies.thanks)
    expect(rig.telegram.sentCount).toBe(2)
  })

  it.each(['sticker', 'contact', 'voice', 'location'] as const)(
    'that is a %s is met with what can be done',
    async (kind) => {
      await using rig = await givenTelegram()
      await rig.telegram.person(LAN).sends(kind)
      expect(await heardBy(rig, LAN, 1)).toEqual([replies.notText])
    },
  )

  it('of several photos is answered once', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    await lan.sendsAlbum(['Hồ sơ của phòng', undefined, undefined])
    await lan.types('cảm ơn')
    expect(await heardBy(rig, LAN, 2)).toEqual([replies.fileUnasked, replies.thanks])
  })

  it('whose letters come apart from their marks is understood', async () => {
    await using rig = await givenTelegram()
    await rig.telegram.person(LAN).types(DEADLINE.normalize('NFD'))
    expect(await heardBy(rig, LAN, 1)).toEqual([ANSWERED])
    expect(await rig.assistant.db.selectFrom('inbox').select('text').execute()).toEqual([{ text: DEADLINE }])
  })

  it.each([
    '<b>Hạn đăng ký</b> của phong trào <i>An Bình</i>?',
    'Hạn đăng ký của phong trào An Bình &lt;3 & "tất cả" </blockquote>',
    'Hạn đăng ký của phong trào An Bình <script>alert(1)</script>',
  ])('with markup is harmless: %s', async (text) => {
    await using rig = await givenTelegram()
    await rig.telegram.person(LAN).types(text)
    expect(await heardBy(rig, LAN, 1)).toEqual([expect.not.stringContaining('<')])
    expect(rig.telegram.callCount('sendMessage')).toBe(1)
  })

  it('is answered in the words of the plan, whatever signs they hold', async () => {
    const files = changed(smallKnowledge(), 'campaigns/an-binh/ke-hoach.md', 'Biên bản họp.', 'Biên bản A & B <mẫu 1>.')
    await using rig = await givenTelegram({ files })
    await rig.telegram.person(LAN).types('Hồ sơ đề nghị khen thưởng của phong trào An Bình gồm những gì?')
    expect(await heardBy(rig, LAN, 1)).toEqual([expect.stringContaining('• Biên bản A & B <mẫu 1>.')])
    expect(rig.telegram.callCount('sendMessage')).toBe(1)
  })

  it('that takes long to answer shows that the answer is on its way', async () => {
    await using rig = await givenTelegram({ answerDelayMs: 900 })
    await rig.telegram.person(LAN).types(DEADLINE)
    expect(await heardBy(rig, LAN, 1)).toEqual([ANSWERED])
    expect(rig.telegram.callsOf('sendChatAction').map(({ payload }) => payload)).toEqual([
      { chat_id: LAN, action: 'typing' },
    ])
  })
})

describe('a tap', () => {
  it('is confirmed, so that the button stops waiting', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    await lan.types('/phongtrao')
    const [which] = await rig.telegram.waitForSent(LAN)
    if (!which) throw new Error('nothing was sent')
    const { update } = await lan.taps(which, 'An Bình 2020')
    expect(await heardBy(rig, LAN, 2)).toEqual([replies.chooseCampaign, CHOSEN])
    await expect
      .poll(() => rig.telegram.callsOf('answerCallbackQuery').map(({ payload }) => payload))
      .toEqual([{ callback_query_id: update.callback_query?.id }])
  })

  it('on a message that Telegram no longer shows, too late to be confirmed, counts all the same', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    await lan.types('/phongtrao')
    const [which] = await rig.telegram.waitForSent(LAN)
    if (!which) throw new Error('nothing was sent')
    rig.telegram.nextAnswer('answerCallbackQuery', {
      status: 400,
      body: { ok: false, error_code: 400, description: 'Bad Request: query is too old' },
    })
    await lan.taps(which, 'An Bình 2020', { inaccessible: true })
    expect(await heardBy(rig, LAN, 2)).toEqual([replies.chooseCampaign, CHOSEN])
  })
})

describe('somebody who blocks the assistant', () => {
  it('is known not to be reachable until they return', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    const reachable = async () => (await readContact(rig.assistant.db, `telegram:${LAN}`))?.unreachable ?? null
    await lan.types('xin chào')
    await lan.blocks()
    expect(await reachable()).toMatch(/blocked/)
    await lan.returns()
    expect(await reachable()).toBeNull()
  })

  it('is not called back by an older update that comes late', async () => {
    const now = { at: new Date('2020-02-10T01:00:00Z') }
    await using rig = await givenTelegram({ fake: { now: () => now.at } })
    const lan = rig.telegram.person(LAN)
    const { update: returned } = await lan.returns()
    now.at = new Date('2020-02-10T01:01:00Z')
    await lan.blocks()
    await rig.telegram.deliver({ ...returned, update_id: returned.update_id + 100 })
    expect((await readContact(rig.assistant.db, `telegram:${LAN}`))?.unreachable).toMatch(/blocked/)
  })

  it('while replies are on their way gets none of them, and is answered after returning', async () => {
    await using rig = await givenTelegram({ answerDelayMs: 30 })
    const lan = rig.telegram.person(LAN)
    await lan.types(DEADLINE)
    await lan.types(DEADLINE)
    rig.telegram.block(LAN)
    await rig.assistant.desk.idle()
    expect(await statesIn(rig.assistant)).toEqual(['blocked', 'blocked'])
    expect((await readContact(rig.assistant.db, `telegram:${LAN}`))?.unreachable).toContain('bot was blocked')
    await lan.returns()
    await lan.types(DEADLINE)
    expect(await heardBy(rig, LAN, 1)).toEqual([ANSWERED])
  })
})

describe('when Telegram', () => {
  it('asks to wait, it is left in peace for so long, the order is kept and nobody else waits', async () => {
    await using rig = await givenTelegram()
    const [lan, binh] = [rig.telegram.person(LAN), rig.telegram.person(BINH)]
    rig.telegram.tooManyRequests(LAN, 1)
    await lan.types(DEADLINE)
    await lan.types('cảm ơn')
    await binh.types('cảm ơn')
    await rig.telegram.waitForSent(BINH)
    expect(rig.telegram.sentTo(LAN)).toEqual([])
    expect(await heardBy(rig, LAN, 2)).toEqual([ANSWERED, replies.thanks])
    const attempts = rig.telegram.callsOf('sendMessage').filter(({ payload }) => payload.chat_id === LAN)
    expect(attempts).toHaveLength(3)
    // Timers may fire a millisecond early.
    expect((attempts[1]?.at ?? 0) - (attempts[0]?.at ?? 0)).toBeGreaterThan(990)
  })

  it.each([
    ['fails inside', { status: 500 }],
    ['is hidden behind a gateway that fails', 'html502'],
  ] as const)('%s, a reply is sent again, once, in its turn', async (_what, fault) => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    rig.telegram.nextAnswer('sendMessage', fault, 3)
    await lan.types(DEADLINE)
    await lan.types('cảm ơn')
    expect(await heardBy(rig, LAN, 2)).toEqual([ANSWERED, replies.thanks])
    await rig.assistant.desk.idle()
    expect([rig.telegram.sentCount, await statesIn(rig.assistant)]).toEqual([2, ['sent', 'sent']])
  })

  it('delivers and the connection breaks before it says so, the reply arrives twice at most', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    rig.telegram.nextAnswer('sendMessage', 'cut')
    await lan.types(DEADLINE)
    await lan.types('cảm ơn')
    expect(await heardBy(rig, LAN, 3)).toEqual([ANSWERED, ANSWERED, replies.thanks])
  })

  it('cannot read the markup of a reply, the reply goes as plain text', async () => {
    await using rig = await givenTelegram()
    rig.telegram.nextAnswer('sendMessage', {
      status: 400,
      body: { ok: false, error_code: 400, description: "Bad Request: can't parse entities: Unsupported start tag" },
    })
    await rig.telegram.person(LAN).types(DEADLINE)
    expect(await heardBy(rig, LAN, 1)).toEqual([ANSWERED])
    const [withMarkup, without] = rig.telegram.callsOf('sendMessage').map(({ payload }) => payload)
    expect([withMarkup?.parse_mode, without?.parse_mode]).toEqual(['HTML', undefined])
    expect(without?.reply_markup).toEqual(withMarkup?.reply_markup)
  })

  it('refuses a reply for good, the ones after it are sent', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    rig.telegram.nextAnswer('sendMessage', {
      status: 400,
      body: { ok: false, error_code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
    })
    await lan.types(DEADLINE)
    await lan.types('cảm ơn')
    expect(await heardBy(rig, LAN, 1)).toEqual([replies.thanks])
    await rig.assistant.desk.idle()
    expect(await statesIn(rig.assistant)).toEqual(['failed', 'sent'])
  })
})

describe('operators', () => {
  const healthOf = async ({ url }: Telegram) =>
    ((await (await fetch(`${url}/healthz`)).json()) as { channels: { telegram: string } }).channels.telegram

  it('see that another program listens with the same token, and what to do', async () => {
    await using rig = await givenTelegram({ mode: 'polling', fake: { maxPollMs: 10_000 } })
    await expect.poll(() => rig.telegram.callCount('getUpdates')).toBe(1)
    expect(await healthOf(rig)).toBe('ok')
    void fetch(`${rig.telegram.url}/bot${rig.telegram.token}/getUpdates`).catch(() => {})
    await expect.poll(() => healthOf(rig)).toMatch(/another program listens.*stop it.*TELEGRAM_BOT_TOKEN/)
  })

  it('see that the token is refused, and what to do, until it is taken again', async () => {
    await using rig = await givenTelegram({ mode: 'polling' })
    rig.telegram.nextAnswer('getUpdates', {
      status: 401,
      body: { ok: false, error_code: 401, description: 'Unauthorized' },
    })
    await expect.poll(() => healthOf(rig)).toMatch(/refuses the token.*@BotFather.*TELEGRAM_BOT_TOKEN/)
    await expect.poll(() => healthOf(rig), { timeout: 3_000 }).toBe('ok')
    await rig.telegram.person(LAN).types('cảm ơn')
    expect(await heardBy(rig, LAN, 1)).toEqual([replies.thanks])
  })

  it('need not set the menu and the description of the bot', async () => {
    await using rig = await givenTelegram()
    const [menu] = rig.telegram.callsOf('setMyCommands')
    expect(menu?.payload.commands).toContainEqual({ command: 'phongtrao', description: 'Chọn kế hoạch cần hỏi' })
    expect(rig.telegram.callsOf('setMyDescription')[0]?.payload).toEqual({ description: replies.description })
    expect(rig.telegram.callsOf('setMyShortDescription')[0]?.payload).toEqual({
      short_description: replies.shortDescription,
    })
  })

  it('need not set the webhook: it is set with its secret, for the updates that are used', async () => {
    await using rig = await givenTelegram({ publicUrl: 'https://thidua.example.vn' })
    expect(rig.telegram.callsOf('setWebhook').map(({ payload }) => payload)).toEqual([
      {
        url: 'https://thidua.example.vn/telegram/webhook',
        secret_token: rig.secret,
        allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      },
    ])
  })

  it('find neither the token nor what people wrote in the health report and the metrics', async () => {
    await using rig = await givenTelegram()
    await rig.telegram.person(LAN).types(DEADLINE)
    await rig.telegram.waitForSent(LAN)
    const metrics = await (await fetch(`${rig.url}/metrics`)).text()
    expect(metrics).toMatch(/assistant_messages_received_total\{channel="telegram",kind="new"\} 1/)
    const told = metrics + (await (await fetch(`${rig.url}/healthz`)).text())
    for (const secret of [rig.telegram.token, rig.secret, 'An Bình là ngày', String(LAN)])
      expect(told).not.toContain(secret)
  })
})
