import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createFolder, type RunningAssistant, startAssistant } from '../running-assistant.ts'
import { givenATab, type Tab } from '../stories/web-story.ts'

const folder = createFolder()
afterAll(() => folder[Symbol.dispose]())
const givenTheDemo = (name: string) => startAssistant({ databasePath: join(folder.path, `${name}.db`) })

/** Somebody who follows “Ngành Nội vụ” in the web chat. */
async function givenFollower({ url }: RunningAssistant): Promise<Tab> {
  const tab = await givenATab(url)
  await tab.asks('/start noi-vu-hung-yen-2020')
  const answer = await tab.asks('Hạn đăng ký thi đua là ngày nào?')
  const asked = await tab.taps(answer, 'Nhắc tôi trước hạn')
  expect((await tab.taps(asked, 'Đồng ý')).text).toContain('Lần nhắc tới')
  return tab
}

const today = async (tab: Tab) => (await tab.reloads()).today.iso
const jump = async (tab: Tab, days: 1 | 3) => expect((await tab.posts('/chat/clock', { days })).status).toBe(200)

describe('the demo', () => {
  it('reminds on 11/02, 13/02 and 14/02/2020 of the registration of 16/02, and shows it after a reload', async () => {
    await using assistant = await givenTheDemo('days')
    await using tab = await givenFollower(assistant)
    expect(await today(tab)).toBe('2020-02-10')
    await jump(tab, 1)
    const first = await tab.nextReply()
    for (const part of ['Gửi hồ sơ đăng ký thi đua', 'trước ngày 17/02/2020', 'Còn 5 ngày', 'Văn phòng Sở Nội vụ'])
      expect(first.text).toContain(part)
    await jump(tab, 1)
    await jump(tab, 1)
    expect((await tab.nextReply()).text).toContain('Còn 3 ngày')
    await jump(tab, 1)
    expect((await tab.nextReply()).text).toContain('hôm nay là ngày làm việc cuối')
    expect(await today(tab)).toBe('2020-02-14')
    const { history } = await tab.reloads()
    const told = history.filter(({ from, text }) => from === 'assistant' && text.startsWith('Nhắc hạn'))
    expect(told).toHaveLength(3)
  })

  it('after three days off tells once what still holds, and nothing that is stale', async () => {
    await using assistant = await givenTheDemo('off')
    await using tab = await givenFollower(assistant)
    await jump(tab, 3)
    expect((await tab.nextReply()).text).toContain('Còn 3 ngày')
    await jump(tab, 1)
    expect((await tab.nextReply()).text).toContain('hôm nay là ngày làm việc cuối')
    const { history } = await tab.reloads()
    expect(history.filter(({ text }) => text.startsWith('Nhắc hạn'))).toHaveLength(2)
  })

  it('goes on after a restart on the day of its last message', async () => {
    const first = await givenTheDemo('restart')
    await using tab = await givenFollower(first)
    await jump(tab, 1)
    await tab.nextReply()
    await first.kill()
    const env = { PORT: new URL(first.url).port }
    await using _back = await startAssistant({ databasePath: join(folder.path, 'restart.db'), env })
    expect(await today(tab)).toBe('2020-02-11')
  })

  it('jumps a day or three, no further, and not for the page of another site', async () => {
    await using assistant = await givenTheDemo('jumps')
    await using tab = await givenATab(assistant.url)
    for (const days of [0, 2, 30, -1]) expect((await tab.posts('/chat/clock', { days })).status).toBe(400)
    expect(await today(tab)).toBe('2020-02-10')
  })
})
