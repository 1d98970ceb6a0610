// A fake is only as good as the rules it keeps: these are the ones the product relies on.

import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Api, Bot, GrammyError, HttpError } from 'grammy'
import type { Update } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { type FakeTelegram, startFakeTelegram } from './fakes/fake-telegram.ts'

const LAN = 601_234_501

describe('a call', () => {
  it('is refused without the token, without a method of that name and without JSON', async () => {
    await using telegram = await startFakeTelegram()
    const post = (path: string, body = '{}') => fetch(`${telegram.url}${path}`, { method: 'POST', body })
    const answers = [
      await post('/bot1:wrong/getMe'),
      await post(`/bot${telegram.token}/sendPigeon`),
      await post(`/bot${telegram.token}/sendMessage`, '{'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 400])
    expect(await answers[1]?.json()).toEqual({ ok: false, error_code: 404, description: 'Not Found' })
  })

  it('is refused with a reason the usual client understands', async () => {
    await using telegram = await startFakeTelegram()
    telegram.tooManyRequests(LAN, 7)
    telegram.migrate(-5, -1_000_000_000_005)
    const api = toApi(telegram)
    expect(await reasonOf(api.sendMessage(LAN, 'a'))).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } })
    expect(await reasonOf(api.sendMessage(-5, 'a'))).toMatchObject({
      error_code: 400,
      parameters: { migrate_to_chat_id: -1_000_000_000_005 },
    })
    await api.sendMessage(LAN, 'b')
    expect(telegram.sent.map(({ text }) => text)).toEqual(['b'])
  })
})

describe('a text', () => {
  it.each([
    ['<b>đậm <i>nghiêng</i></b> &lt;3 &#7871;', 'đậm nghiêng <3 ế'],
    ['<a href="https://a.vn/?x=1&amp;y=>2">nguồn</a>\n', 'nguồn'],
    ['<span class="tg-spoiler">ẩn</span><pre><code class="language-ts">x</code></pre>', 'ẩnx'],
  ])('is delivered without its markup: %s', async (html, text) => {
    await using telegram = await startFakeTelegram()
    await toApi(telegram).sendMessage(LAN, html, { parse_mode: 'HTML' })
    expect(telegram.sent[0]).toMatchObject({ html, text })
  })

  it.each([
    ['đ <h1>a</h1>', 'Unsupported start tag "h1" at byte offset 3'],
    ['<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['3 < 5', 'Unclosed start tag at byte offset 2'],
    ['A & B', 'Unescaped ampersand at byte offset 2'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('that is not HTML is refused: %s', async (html, reason) => {
    await using telegram = await startFakeTelegram()
    const refusal = await reasonOf(toApi(telegram).sendMessage(LAN, html, { parse_mode: 'HTML' }))
    expect(refusal.description).toBe(`Bad Request: can't parse entities: ${reason}`)
  })

  it('is measured in UTF-16 units after its markup is read', async () => {
    await using telegram = await startFakeTelegram()
    const api = toApi(telegram)
    await api.sendMessage(LAN, `<b>${'ế'.repeat(4094)}🌸</b>`, { parse_mode: 'HTML' })
    expect((await reasonOf(api.sendMessage(LAN, `${'ế'.repeat(4095)}🌸`))).description).toMatch(/message is too long/)
    expect((await reasonOf(api.sendMessage(LAN, ' \n '))).description).toMatch(/text must be non-empty/)
  })
})

describe('the entities of a text', () => {
  it('count from its first letter, not from the empty space before it', async () => {
    await using telegram = await startFakeTelegram()
    const { entities } = await toApi(telegram).sendMessage(LAN, '\n 🌸<b>Hạn </b>\n', { parse_mode: 'HTML' })
    expect(entities).toEqual([{ type: 'bold', offset: 2, length: 3 }])
  })
})

describe('buttons and menus', () => {
  it('carry 64 bytes, not 64 letters', async () => {
    await using telegram = await startFakeTelegram()
    const send = (callback_data: string) =>
      toApi(telegram).sendMessage(LAN, 'a', { reply_markup: { inline_keyboard: [[{ text: 'Có', callback_data }]] } })
    await send('ế'.repeat(21))
    expect((await reasonOf(send('ế'.repeat(22)))).description).toBe('Bad Request: BUTTON_DATA_INVALID')
    expect(telegram.sent[0]?.buttons).toEqual([[{ text: 'Có', callback_data: 'ế'.repeat(21) }]])
  })

  it('can be taken away once', async () => {
    await using telegram = await startFakeTelegram()
    const api = toApi(telegram)
    const inline_keyboard = [[{ text: 'Có', callback_data: 'yes' }]]
    const { message_id } = await api.sendMessage(LAN, 'a', { reply_markup: { inline_keyboard } })
    await api.editMessageReplyMarkup(LAN, message_id)
    expect(telegram.sentTo(LAN)[0]?.buttons).toEqual([])
    expect((await reasonOf(api.editMessageReplyMarkup(LAN, message_id))).description).toMatch(/not modified/)
  })

  it('have commands in small ASCII letters', async () => {
    await using telegram = await startFakeTelegram()
    const menu = (command: string) => toApi(telegram).setMyCommands([{ command, description: 'Hạn nộp' }])
    expect(await menu('han_nop')).toBe(true)
    expect((await reasonOf(menu('hạn'))).description).toBe('Bad Request: BOT_COMMAND_INVALID')
  })

  it('are tapped by their label, and the tap can be answered while it is fresh', async () => {
    await using telegram = await startFakeTelegram()
    const api = toApi(telegram)
    const lan = telegram.person(LAN)
    await api.sendMessage(LAN, 'a', { reply_markup: { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] } })
    const [asked] = await telegram.waitForSent(LAN)
    if (!asked) throw new Error('nothing was sent')
    const { update } = await lan.taps(asked, 'Có')
    const id = update.callback_query?.id ?? ''
    expect(update.callback_query?.data).toBe('yes')
    expect(await api.answerCallbackQuery(id)).toBe(true)
    telegram.closeQueries()
    expect((await reasonOf(api.answerCallbackQuery(id))).description).toMatch(/query is too old/)
    await expect(lan.taps(asked, 'Không')).rejects.toThrow('no button to tap says "Không": Có')
  })
})

describe('a chat', () => {
  it('that a person has blocked stays closed until they return', async () => {
    await using telegram = await startFakeTelegram()
    const lan = telegram.person(LAN)
    const { update } = await lan.blocks()
    expect(update.my_chat_member?.new_chat_member.status).toBe('kicked')
    expect(await reasonOf(toApi(telegram).sendMessage(LAN, 'a'))).toMatchObject({ error_code: 403 })
    await lan.returns()
    await toApi(telegram).sendMessage(LAN, 'b')
    expect(telegram.sentCount).toBe(1)
  })

  it('nobody introduced is unknown, if the test wants it so', async () => {
    await using telegram = await startFakeTelegram({ acceptAnyChat: false })
    telegram.person(LAN)
    await toApi(telegram).sendMessage(LAN, 'a')
    const refusal = await reasonOf(toApi(telegram).sendMessage(LAN + 1, 'a'))
    expect(refusal.description).toBe('Bad Request: chat not found')
  })

  it('has a limit of its own', async () => {
    await using telegram = await startFakeTelegram({ perChatLimit: { messages: 2, everyMs: 60_000 } })
    const api = toApi(telegram)
    for (const text of ['a', 'b']) await api.sendMessage(LAN, text)
    expect((await reasonOf(api.sendMessage(LAN, 'c'))).parameters.retry_after).toBe(60)
    await api.sendMessage(LAN + 1, 'c')
  })
})

describe('a bad day', () => {
  it('delivers what it was sent before the connection broke, and nothing behind a broken proxy', async () => {
    await using telegram = await startFakeTelegram()
    telegram.nextAnswer('sendMessage', 'cut')
    telegram.nextAnswer('sendMessage', 'html502')
    telegram.nextAnswer('sendMessage', { status: 500 })
    const api = toApi(telegram)
    await expect(api.sendMessage(LAN, 'cut')).rejects.toThrow(HttpError)
    await expect(api.sendMessage(LAN, 'proxy')).rejects.toThrow(HttpError)
    expect((await reasonOf(api.sendMessage(LAN, 'broken'))).error_code).toBe(500)
    await api.sendMessage(LAN, 'well')
    expect(telegram.sent.map(({ text }) => text)).toEqual(['cut', 'well'])
    expect(telegram.callCount('sendMessage')).toBe(4)
  })

  it('tells what came when what was awaited did not', async () => {
    await using telegram = await startFakeTelegram()
    await toApi(telegram).sendMessage(LAN, 'một')
    await expect(telegram.waitForSent(LAN, 2, 10)).rejects.toThrow(`chat ${LAN} has 1\n- một`)
  })
})

describe('getUpdates', () => {
  it('repeats an update until the next offset confirms it', async () => {
    await using telegram = await startFakeTelegram()
    const api = toApi(telegram)
    const lan = telegram.person(LAN)
    const first = (await lan.types('một')).update.update_id
    await lan.types('hai')
    const ids = async (offset: number) => (await api.getUpdates({ offset })).map(({ update_id }) => update_id - first)
    expect([await ids(0), await ids(0), await ids(first + 1), await ids(0)]).toEqual([[0, 1], [0, 1], [1], [1]])
  })

  it('answers as soon as somebody writes', async () => {
    await using telegram = await startFakeTelegram({ maxPollMs: 30_000 })
    const updates = toApi(telegram).getUpdates({ timeout: 30 })
    await expect.poll(() => telegram.callCount('getUpdates')).toBe(1)
    await telegram.person(LAN).types('chào')
    expect((await updates).map(({ message }) => message?.text)).toEqual(['chào'])
  })

  it('serves one caller: a second one ends the first, a webhook ends both', async () => {
    await using telegram = await startFakeTelegram({ maxPollMs: 30_000 })
    const first = reasonOf(toApi(telegram).getUpdates({ timeout: 30 }))
    await expect.poll(() => telegram.callCount('getUpdates')).toBe(1)
    const second = reasonOf(toApi(telegram).getUpdates({ timeout: 30 }))
    expect((await first).description).toMatch(/^Conflict: terminated by other getUpdates request/)
    await toApi(telegram).setWebhook('https://bot.example.vn/telegram')
    expect((await second).error_code).toBe(409)
    const third = await reasonOf(toApi(telegram).getUpdates())
    expect(third.description).toMatch(/^Conflict: can't use getUpdates method while webhook is active/)
  })

  it('repeats on demand what was confirmed long ago', async () => {
    await using telegram = await startFakeTelegram()
    const { update } = await telegram.person(LAN).types('một')
    const api = toApi(telegram)
    const offset = update.update_id + 1
    expect(await api.getUpdates({ offset })).toEqual([])
    await telegram.redeliver(update)
    expect([await api.getUpdates({ offset }), await api.getUpdates({ offset })]).toEqual([[update], []])
  })

  it('feeds a real bot', async () => {
    await using telegram = await startFakeTelegram()
    const bot = new Bot(telegram.token, { client: { apiRoot: telegram.url } })
    bot.command('start', (ctx) => ctx.reply(`Chào ${ctx.from?.first_name}: ${ctx.match}`))
    const running = bot.start()
    await telegram.person(LAN, { name: 'Lan' }).types('/start@thidua_bot han')
    expect((await telegram.waitForSent(LAN)).map(({ text }) => text)).toEqual(['Chào Lan: han'])
    await bot.stop()
    await running
  })
})

describe('a webhook', () => {
  it('gets what waited and what comes, with its secret, again until it says yes', async () => {
    await using telegram = await startFakeTelegram()
    await using door = await startDoor(500, 200)
    const lan = telegram.person(LAN)
    const waited = (await lan.types('một')).update
    await toApi(telegram).setWebhook(`${door.url}/hook`, { secret_token: 'mat_khau-1' })
    const { update, statuses } = await lan.types('hai')
    expect(door.seen.map(({ update }) => update.update_id)).toEqual(
      [waited, waited, update].map((one) => one.update_id),
    )
    expect(new Set(door.seen.map(({ secret }) => secret))).toEqual(new Set(['mat_khau-1']))
    expect(statuses).toEqual([200])
  })

  it('is given up after the last attempt, and says so', async () => {
    await using telegram = await startFakeTelegram({ retries: 2, retryDelayMs: 1 })
    await using door = await startDoor(401)
    telegram.deliverTo(door.url, 'sai')
    expect((await telegram.person(LAN).types('một')).statuses).toEqual([401, 401, 401])
    expect((await toApi(telegram).getWebhookInfo()).last_error_message).toMatch(/401/)
  })

  it('stays where the test put it, whatever address the bot gives, and is never looked for elsewhere', async () => {
    await using telegram = await startFakeTelegram()
    await using door = await startDoor(200)
    const lan = telegram.person(LAN)
    await toApi(telegram).setWebhook('https://bot.example.vn/telegram', { secret_token: 'khoa' })
    await expect(lan.types('một')).rejects.toThrow('say deliverTo(…)')
    telegram.deliverTo(door.url)
    expect((await lan.types('hai')).statuses).toEqual([200])
    expect(door.seen[0]?.secret).toBe('khoa')
  })

  it('is left out of what it did not ask for', async () => {
    await using telegram = await startFakeTelegram()
    await using door = await startDoor(200)
    await toApi(telegram).setWebhook(door.url, { allowed_updates: ['message'] })
    await telegram.person(LAN).blocks()
    await telegram.person(LAN).types('một')
    expect(door.seen.map(({ update }) => update.message?.text)).toEqual(['một'])
  })

  it('must be https, on a port Telegram knows, with a plain secret', async () => {
    await using telegram = await startFakeTelegram()
    const set = (url: string, secret_token = 'a') => reasonOf(toApi(telegram).setWebhook(url, { secret_token }))
    expect((await set('http://bot.example.vn')).description).toMatch(/An HTTPS URL must be provided/)
    expect((await set('https://bot.example.vn:3000')).description).toMatch(/80, 88, 443 or 8443/)
    expect((await set('https://bot.example.vn', 'mật khẩu')).description).toMatch(/unallowed characters/)
  })
})

describe('people', () => {
  it.each([
    ['/start tieu-chi', [['bot_command', '/start']]],
    ['xem /han@thidua_bot nhé', [['bot_command', '/han@thidua_bot']]],
    ['🌸 @thidua_bot hỏi gì', [['mention', '@thidua_bot']]],
    ['20/10 và lan@truong.edu.vn, /hạn', []],
  ])('type texts whose entities are found: %s', async (text, expected) => {
    await using telegram = await startFakeTelegram()
    const { message } = telegram.updateOf.text(telegram.person(LAN).user, text)
    const found = message.entities ?? []
    expect(found.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual(expected)
  })

  it('meet the bot in groups, where a reply quotes it and a move changes the number', async () => {
    await using telegram = await startFakeTelegram()
    const [lan, group] = [telegram.person(LAN), telegram.group(-44, { title: 'Tổ 4-5' })]
    await toApi(telegram).sendMessage(-44, 'Hạn là 15/10.')
    const [answer] = telegram.sentTo(-44)
    const reply = (await group.types(lan, 'Còn đợt 2?', answer && { replyToBot: answer })).update.message
    expect(reply?.reply_to_message?.from?.id).toBe(telegram.bot.id)
    const moved = await group.migrates(lan, -1_000_000_000_044)
    expect([group.chat.type, moved.chat.type]).toEqual(['group', 'supergroup'])
    expect(await reasonOf(toApi(telegram).sendMessage(-44, 'a'))).toMatchObject({ error_code: 400 })
    const services = (await toApi(telegram).getUpdates()).map(({ message }) => message?.migrate_to_chat_id)
    expect(services).toContain(-1_000_000_000_044)
  })

  it('send albums of one group, and edit what they typed last', async () => {
    await using telegram = await startFakeTelegram()
    const lan = telegram.person(LAN)
    const album = await lan.sendsAlbum(['Minh chứng', undefined])
    expect(new Set(album.map(({ update }) => update.message?.media_group_id)).size).toBe(1)
    const { update } = await lan.types('/han sang kien')
    const edited = (await lan.edits('hạn sáng kiến')).update.edited_message
    expect(edited).toMatchObject({ message_id: update.message?.message_id, text: 'hạn sáng kiến' })
    expect(edited?.entities).toBeUndefined()
  })
})

describe('a burst', () => {
  it('is counted without being kept', async () => {
    await using telegram = await startFakeTelegram({ keep: false })
    const api = toApi(telegram)
    const heard: string[] = []
    telegram.onSent(({ text }) => heard.push(text))
    await Promise.all(Array.from({ length: 50 }, (_, index) => api.sendMessage(1 + (index % 5), `${index}`)))
    await telegram.waitForSent(5, 10)
    expect([telegram.sentCount, heard.length, telegram.sent.length, telegram.calls.length]).toEqual([50, 50, 0, 0])
  })
})

describe('the sample events', () => {
  const folder = join(import.meta.dirname, 'sample-events')
  const samples = readdirSync(folder)
    .filter((name) => name.startsWith('telegram-'))
    .map((name) => ({ name, update: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Update }))

  it('are one update of one kind each, and all different', () => {
    expect(samples.map(({ update }) => Object.keys(update).length)).toEqual(samples.map(() => 2))
    expect(new Set(samples.map(({ update }) => update.update_id)).size).toBe(samples.length)
  })

  it.each(samples.filter(({ update }) => update.message?.text))(
    'have entities as the fake finds them: $name',
    async ({ update: { message } }) => {
      await using telegram = await startFakeTelegram()
      const { entities = [] } = telegram.updateOf.text(telegram.person(LAN).user, message?.text ?? '').message
      expect(message?.entities ?? []).toEqual(entities)
    },
  )
})

function toApi({ url, token }: FakeTelegram): Api {
  return new Api(token, { apiRoot: url })
}

async function reasonOf(call: Promise<unknown>): Promise<GrammyError> {
  const reason = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (reason instanceof GrammyError) return reason
  throw new Error(`the call was not refused: ${reason}`)
}

interface Door extends AsyncDisposable {
  readonly url: string
  readonly seen: readonly { readonly update: Update; readonly secret: unknown }[]
}

/** A webhook that answers with these statuses in turn, and then with the last one. */
async function startDoor(...statuses: number[]): Promise<Door> {
  const seen: { update: Update; secret: unknown }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    seen.push({
      update: JSON.parse(Buffer.concat(chunks).toString()) as Update,
      secret: request.headers['x-telegram-bot-api-secret-token'],
    })
    response.writeHead((statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
