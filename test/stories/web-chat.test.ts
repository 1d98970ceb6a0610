import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../store/database.ts'
import { createFolder, type RunningAssistant, startAssistant } from '../running-assistant.ts'
import { choiceOf, givenATab, labelsOf, thenItCites } from './web-story.ts'

const NOI_VU = 'noi-vu-hung-yen-2020'
const TRUC_NINH = 'van-hoa-cong-so-truc-ninh'
const REGISTRATION = 'Hạn đăng ký thi đua ngành Nội vụ là ngày nào?'
const folder = createFolder()
let assistant: RunningAssistant
const aTab = (cookie?: string) => givenATab(assistant.url, cookie)

beforeAll(async () => {
  assistant = await startAssistant({ databasePath: join(folder.path, 'chat.db') })
})
afterAll(async () => {
  await assistant.kill()
  folder[Symbol.dispose]()
})

describe('a question', () => {
  it('is answered from the plan, with the day counted from today and its source', async () => {
    await using tab = await aTab()
    const reply = await tab.asks(REGISTRATION)
    thenItCites(reply, 'III.1.cuoi', NOI_VU)
    expect(reply.text).toContain('trước ngày 17/02/2020, tức hết Chủ nhật 16/02/2020')
    expect(reply.text).toContain('Kế hoạch số 09/KH-SNV ngày 07/02/2020 của Sở Nội vụ tỉnh Hưng Yên')
    expect(reply.sources[0]?.passage).toMatch(/^III\. ĐĂNG KÝ.* › 1\. Đăng ký thi đua/)
  })

  it('is answered once, however often the browser sends it', async () => {
    await using tab = await aTab()
    const again = { id: 'the-same-message', text: REGISTRATION }
    for (const response of [await tab.sends(again), await tab.sends(again)]) expect(response.status).toBe(202)
    await tab.nextReply()
    expect((await tab.asks('xin chào')).kind).toBe('smalltalk')
    const { history } = await tab.reloads()
    expect(history.map(({ from }) => from)).toEqual(['person', 'assistant', 'person', 'assistant'])
  })

  it('in one conversation is not seen in another', async () => {
    await using lan = await aTab()
    await using minh = await aTab()
    await lan.asks(REGISTRATION)
    expect((await minh.reloads()).history).toEqual([])
    expect([...new Set(minh.events.map(({ event }) => event))]).toEqual(['clock'])
    expect((await minh.asks('hỏi nguồn')).text).toContain('Chưa có câu trả lời nào')
  })

  it('is still there after a reload, in another tab too', async () => {
    await using tab = await aTab()
    const reply = await tab.asks(REGISTRATION)
    await using other = await aTab(tab.cookie)
    const said = [REGISTRATION, reply.text]
    expect((await tab.reloads()).history.map(({ text }) => text)).toEqual(said)
    expect((await other.reloads()).history.map(({ text }) => text)).toEqual(said)
    await tab.asks('cảm ơn')
    expect((await other.nextReply()).kind).toBe('smalltalk')
  })

  it('that fits several plans waits until one is tapped', async () => {
    await using tab = await aTab()
    const which = await tab.asks('Hồ sơ đề nghị khen thưởng gồm những gì?')
    expect(which.kind).toBe('clarify')
    expect(labelsOf(which.choices).length).toBeGreaterThan(1)
    const reply = await tab.taps(which, 'Văn hóa công sở Trực Ninh')
    thenItCites(reply, 'III.2.c', TRUC_NINH)
    expect(reply.text).toContain('Tờ trình kèm theo danh sách')
  })

  it('can follow on from the one before, and turn to another plan', async () => {
    await using tab = await aTab()
    await tab.asks(REGISTRATION)
    // Until when, as was asked before.
    const reply = await tab.asks('thế còn hồ sơ khen thưởng thì sao?')
    thenItCites(reply, 'IV.1.a', NOI_VU)
    expect(reply.text).toContain('trước ngày 05/12/2020')
    const other = await tab.asks('Văn hóa công sở Trực Ninh sơ kết năm nào?')
    expect([other.kind, ...new Set(other.sources.map(({ campaign }) => campaign))]).toEqual(['answer', TRUC_NINH])
    expect(other.text).toContain('Năm 2022')
  })

  it.each([
    [
      'a grade that it lacks',
      'Tỷ lệ chiến sĩ thi đua cấp tỉnh của Sở Tài chính?',
      /^Kế hoạch không nêu “chiến sĩ thi đua cấp tỉnh”/,
    ],
    ['another year', 'Văn hóa công sở Hưng Yên sơ kết năm 2021 đúng không?', /^Không, không phải năm 2021/],
  ])('that claims of a plan %s is put right first', async (_what, text, begins) => {
    await using tab = await aTab()
    expect((await tab.asks(text)).text).toMatch(begins)
  })

  it('about a grade that the plan names is answered without ado, though the scan is unclear there', async () => {
    await using tab = await aTab()
    const reply = await tab.asks('Chiến sĩ thi đua cơ sở của Sở Tài chính bao nhiêu phần trăm?')
    expect(reply.text).toMatch(/^Chỉ tiêu “Chiến sỹ thi đua cơ sở”: 15%/)
  })

  it('for whom a commendation is, asks for no name', async () => {
    await using tab = await aTab()
    const reply = await tab.asks('Đối tượng được Giấy khen của Giám đốc Sở Nội vụ là ai?')
    thenItCites(reply, 'III.3.c', NOI_VU)
  })

  it('of which no plan speaks is not answered', async () => {
    await using tab = await aTab()
    const reply = await tab.asks('Giá vàng hôm nay bao nhiêu?')
    expect([reply.kind, reply.sources]).toEqual(['out_of_scope', []])
  })
})

describe('a strange message', () => {
  const long = `${REGISTRATION} ${'Xin anh chị giúp em với ạ. '.repeat(60)}`.slice(0, 1500)
  it.each([
    ['nothing', '', ['smalltalk'], 'vui lòng nhập câu hỏi'],
    ['only spaces', ' \n\t ', ['smalltalk'], 'vui lòng nhập câu hỏi'],
    ['a sticker', '😀👍🏽', ['smalltalk'], 'vui lòng nhập câu hỏi'],
    ['control characters', '\u0000\u0007\u001b[31m\u202e', ['smalltalk', 'out_of_scope'], 'Anh/chị'],
    ['1,500 characters', long, ['answer'], 'tôi chỉ đọc phần đầu'],
    ['decomposed letters', REGISTRATION.normalize('NFD'), ['answer'], '17/02/2020'],
    ['no diacritics', 'han dang ky thi dua nganh noi vu la ngay nao', ['answer'], '17/02/2020'],
    ['markup', `<img src=x onerror=alert(1)><b>${REGISTRATION}</b>`, ['answer'], '17/02/2020'],
    ['SQL', `${REGISTRATION}'); DROP TABLE outbox; --`, ['answer'], '17/02/2020'],
  ])('of %s gets an ordinary reply without what was typed', async (_what, text, kinds, holds) => {
    await using tab = await aTab()
    const reply = await tab.asks(text)
    expect(kinds).toContain(reply.kind)
    expect(reply.text).toContain(holds)
    expect(reply.text).not.toMatch(/<img|<b>|alert|DROP TABLE|\[31m/)
  })
})

describe('the source', () => {
  it.each(['hỏi nguồn', 'hoi nguon', 'nguồn ở đâu?', '/nguon'])('is shown whole on “%s”', async (words) => {
    await using tab = await aTab()
    const { sources } = await tab.asks(REGISTRATION)
    const reply = await tab.asks(words)
    expect(reply.text).toContain('Nguyên văn Mục III.1 (đoạn cuối)')
    expect(reply.blocks).toContainEqual({ type: 'quote', text: sources[0]?.passage })
  })
})

describe('a command', () => {
  it.each([
    ['/phongtrao', 'clarify', 'chọn kế hoạch'],
    ['phong trào', 'clarify', 'chọn kế hoạch'],
    ['chon phong trao', 'clarify', 'chọn kế hoạch'],
    ['/trogiup', 'smalltalk', 'không dấu đều được'],
    ['Trợ giúp', 'smalltalk', 'không dấu đều được'],
    ['tro giup', 'smalltalk', 'không dấu đều được'],
    ['/start', 'smalltalk', 'Trợ lý Thi đua'],
    ['/dangky', 'action', 'Trước khi đăng ký'],
    ['/han', 'answer', 'trước ngày 17/02/2020'],
  ])('%s is understood', async (words, kind, holds) => {
    await using tab = await aTab()
    const reply = await tab.asks(words)
    expect(reply.kind).toBe(kind)
    expect(reply.text).toContain(holds)
  })

  it.each(['/han', 'hạn nộp', 'han', 'các mốc thời gian'])(
    '“%s” lists the deadlines of the plan in focus',
    async (words) => {
      await using tab = await aTab()
      await tab.taps(await tab.asks('/phongtrao'), 'Ngành Nội vụ')
      const reply = await tab.asks(words)
      thenItCites(reply, 'IV.1.a', NOI_VU)
      for (const day of ['17/02/2020', '05/12/2020', '10/12/2020']) expect(reply.text).toContain(`trước ngày ${day}`)
    },
  )

  it('/han stays short enough for every channel, whatever the plan', async () => {
    await using tab = await aTab()
    const menu = await tab.asks('/phongtrao')
    for (const label of labelsOf(menu.choices)) {
      await tab.taps(menu, label)
      expect((await tab.asks('/han')).text.length).toBeLessThanOrEqual(4000)
    }
  })
})

describe('feedback', () => {
  it('is kept with its question and leaves no line in the conversation', async () => {
    await using tab = await aTab()
    const reply = await tab.asks(REGISTRATION)
    const before = (await tab.reloads()).history
    expect((await tab.sends(choiceOf(reply, 'Đúng'))).status).toBe(202)
    expect((await tab.asks('xin chào')).kind).toBe('smalltalk')
    expect((await tab.reloads()).history.slice(0, before.length)).toEqual(before)
    await using db = await openDatabase(assistant.databaseUrl)
    const questionId = choiceOf(reply, 'Đúng').action.split(':').at(-1) ?? ''
    const kept = db.selectFrom('feedback').select('verdict').where('question_id', '=', questionId)
    expect(await kept.execute()).toEqual([{ verdict: 'up' }])
  })

  it('“Chưa đúng” is acknowledged', async () => {
    await using tab = await aTab()
    expect((await tab.taps(await tab.asks(REGISTRATION), 'Chưa đúng')).text).toContain('đã được ghi lại')
  })
})

describe('the clock of the demo', () => {
  it('is not moved by the page of another site', async () => {
    await using tab = await aTab()
    const { today } = await tab.reloads()
    const asked = { method: 'POST', body: JSON.stringify({ days: 1 }), headers: { cookie: tab.cookie } }
    expect((await fetch(`${assistant.url}/chat/clock`, asked)).status).toBe(415)
    expect((await tab.reloads()).today).toEqual(today)
  })

  it('moved by a day leaves a day less, and every page says so', async () => {
    await using tab = await aTab()
    const daysLeft = async () => Number(/Còn (\d+) ngày/.exec((await tab.asks(REGISTRATION)).text)?.[1])
    const [before, { today }] = [await daysLeft(), await tab.reloads()]
    expect((await tab.posts('/chat/clock', { days: 1 })).status).toBe(200)
    expect(await daysLeft()).toBe(before - 1)
    const after = (await tab.reloads()).today
    expect(after.iso > today.iso).toBe(true)
    expect(tab.events).toContainEqual({ event: 'clock', data: { today: after } })
  })
})
