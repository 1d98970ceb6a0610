import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePdf } from '../fakes/sample-files.ts'
import { createFolder, type RunningAssistant, startAssistant } from '../running-assistant.ts'
import { hasChromium, launchChromium, openPage } from './chromium.ts'

const DESK = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }
const folder = createFolder()
let assistant: RunningAssistant
beforeAll(async () => {
  assistant = await startAssistant({ databasePath: join(folder.path, 'phones.db') })
})
afterAll(async () => {
  await assistant.kill()
  folder[Symbol.dispose]()
})

// --- The phones as somebody before them sees them

const phone = (page: Page, name: 'Telegram' | 'Zalo') => page.getByRole('region', { name: `Điện thoại mở ${name}` })
const stateOf = (page: Page, name: 'telegram' | 'zalo') => page.locator(`#${name} .state`)
const heard = (screen: Locator) => screen.locator('.message.assistant')

/** Does something on a phone and waits for the next message of the assistant there. */
async function after(screen: Locator, act: () => Promise<void>): Promise<Locator> {
  const before = await heard(screen).count()
  await act()
  const reply = heard(screen).nth(before)
  await reply.waitFor()
  return reply
}

function types(screen: Locator, text: string): Promise<Locator> {
  return after(screen, async () => {
    await screen.getByRole('textbox').fill(text)
    await screen.getByRole('textbox').press('Enter')
  })
}

const isWide = (page: Page) =>
  page.evaluate(
    "[document.documentElement, ...document.querySelectorAll('.screen')].some((e) => e.scrollWidth > e.clientWidth)",
  )

describe.skipIf(!hasChromium)('two phones', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  const givenPhones = async (viewport = DESK) => {
    const opened = await openPage(browser, `${assistant.url}/phones`, viewport)
    const [telegram, zalo] = [phone(opened.page, 'Telegram'), phone(opened.page, 'Zalo')]
    await telegram.getByRole('button', { name: 'Bắt đầu' }).waitFor()
    return { ...opened, telegram, zalo }
  }

  it('are reminded of what they follow, on Zalo only within 48 hours', async () => {
    await using here = await givenPhones()
    const { page, telegram, zalo } = here
    await after(telegram, () => telegram.getByRole('button', { name: 'Bắt đầu' }).click())
    await after(zalo, () => zalo.getByRole('button', { name: 'Quan tâm' }).click())
    for (const screen of [telegram, zalo]) {
      const offered = await types(screen, '/nhac')
      const asked = await after(screen, () => offered.getByRole('button', { name: /Nội vụ/ }).click())
      const followed = await after(screen, () => asked.getByRole('button', { name: 'Đồng ý', exact: true }).click())
      expect(await followed.textContent()).toContain('08:00 thứ Ba 11/02/2020')
    }
    const onZalo = await after(zalo, async () => {
      const onTelegram = await after(telegram, () => page.getByRole('button', { name: '+1 ngày' }).click())
      expect(await onTelegram.textContent()).toContain('Còn 5 ngày')
      expect(await onTelegram.getByRole('button', { name: 'Đăng ký ngay' }).count()).toBe(1)
    })
    expect(await onZalo.textContent()).toContain('Còn 5 ngày')
    const caughtUp = await after(telegram, () => page.getByRole('button', { name: 'Tắt máy 3 ngày' }).click())
    expect(await caughtUp.textContent()).toContain('hôm nay là ngày làm việc cuối')
    // What a new day brings is in sight, whatever was being read.
    const isInSight = async () => {
      const [screen, it] = [await telegram.getByRole('log').boundingBox(), await caughtUp.boundingBox()]
      return screen && it && it.y >= screen.y && it.y < screen.y + screen.height / 2
    }
    await expect.poll(isInSight).toBe(true)
    await expect.poll(() => stateOf(page, 'zalo').textContent()).toContain('Hết cửa sổ')
    await types(zalo, 'cảm ơn')
    await expect.poll(() => zalo.textContent(), { timeout: 15_000 }).toContain('hôm nay là ngày làm việc cuối')
    await expect.poll(() => stateOf(page, 'zalo').textContent()).toMatch(/^Cửa sổ nhắn tin: còn 4[78]\sgiờ$/)
    expect(here.complaints).toEqual([])
  })

  it('show one person in two channels, each with its limits', async () => {
    await using here = await givenPhones()
    const { page, telegram, zalo } = here
    await after(telegram, () => telegram.getByRole('button', { name: 'Bắt đầu' }).click())
    const asked = await types(telegram, 'Hồ sơ đề nghị khen thưởng gồm những gì?')
    const answer = await after(telegram, () => asked.getByRole('button', { name: /Nội vụ/ }).click())
    expect(await answer.locator('em').first().textContent()).toMatch(/^Nguồn: Mục .*09\/KH-SNV/)

    const greeting = await after(zalo, () => zalo.getByRole('button', { name: 'Quan tâm' }).click())
    expect(await greeting.getByRole('group', { name: 'Nút dưới tin' }).getByRole('button').count()).toBe(5)
    expect(await greeting.textContent()).toContain('Trả lời số để chọn:')
    await expect.poll(() => stateOf(page, 'zalo').textContent()).toMatch(/^Cửa sổ nhắn tin: còn 4[78]\sgiờ$/)

    await types(telegram, '/lienket')
    await after(zalo, () => page.getByRole('button', { name: /^Gửi mã từ điện thoại kia: \/lienket/ }).click())
    await telegram.getByText('Đã liên kết với Zalo').waitFor()
    const followUp = await types(zalo, 'hạn nộp hồ sơ là khi nào?')
    expect(await followUp.textContent()).toContain('05/12/2020')
    expect(await followUp.locator('strong, em, blockquote').count()).toBe(0)
    expect(here.complaints).toEqual([])
  })

  it('are left and come back to: blocked, let in, unfollowed, followed', async () => {
    await using here = await givenPhones()
    const { page, telegram, zalo } = here
    await page.getByLabel('Mở từ liên kết trong thông báo').selectOption({ label: 'Ngành Nội vụ Hưng Yên 2020' })
    const opened = await after(telegram, () => page.getByRole('button', { name: 'Mở', exact: true }).click())
    expect(await opened.textContent()).toContain('Đã chọn: Phong trào thi đua ngành Nội vụ')
    await page.getByRole('button', { name: 'Chặn trợ lý' }).click()
    await telegram.getByRole('button', { name: 'Bỏ chặn' }).click()
    const answer = await types(telegram, '/han')
    expect(await answer.textContent()).toContain('17/02/2020')
    await telegram.getByRole('img', { name: 'Ảnh' }).waitFor()
    const file = { name: 'Báo cáo.pdf', mimeType: 'application/pdf', buffer: samplePdf() }
    const sent = await after(telegram, () => telegram.locator('input[type=file]').setInputFiles(file))
    expect(await sent.textContent()).toContain('chưa cần tệp nào')
    expect(await telegram.getByRole('link', { name: 'Báo cáo.pdf' }).getAttribute('download')).toBe('Báo cáo.pdf')
    await after(zalo, () => zalo.getByRole('button', { name: 'Quan tâm' }).click())
    await page.getByRole('button', { name: 'Bỏ quan tâm OA' }).click()
    await after(zalo, () => zalo.getByRole('button', { name: 'Quan tâm' }).click())
    await page.reload()
    await zalo.getByText('Anh/chị đã bỏ quan tâm OA').waitFor()
    expect(await heard(telegram).count()).toBe(4)
    expect(here.complaints).toEqual([])
  })

  it('fit a small screen, work by keyboard alone and never read markup', async () => {
    await using here = await givenPhones(PHONE)
    const { page, telegram, zalo } = here
    expect(await isWide(page)).toBe(false)
    await after(telegram, () => telegram.getByRole('button', { name: 'Bắt đầu' }).press('Enter'))
    await telegram.getByRole('button', { name: 'Menu' }).press('Enter')
    await after(telegram, () => telegram.getByRole('button', { name: 'Chọn kế hoạch cần hỏi' }).press('Enter'))
    const markup = `<img src=x onerror="document.title='!'"><b>${'khenthưởng'.repeat(40)}</b>`
    await types(telegram, markup)
    await types(zalo, markup)
    await types(zalo, 'Theo Sở Tài chính 2020 chỉ tiêu thi đua là gì?')
    expect(await isWide(page)).toBe(false)
    expect(await page.locator('.message :is(img, b)').count()).toBe(0)
    expect(await page.title()).toBe('Hai điện thoại – Trợ lý Thi đua')
    await page.getByRole('link', { name: 'Trò chuyện trên web' }).click()
    await page.getByRole('link', { name: 'Telegram, Zalo' }).click()
    await zalo.getByText('Sở Tài chính').first().waitFor()
    expect(here.complaints).toEqual([])
  })
})

// --- The same without a browser

interface Visit {
  readonly cookie: string
  acts(content: object | string, headers?: Record<string, string>): Promise<Response>
  session(): Promise<{
    state: Record<'telegram' | 'zalo', object | null>
    items: Record<'telegram' | 'zalo', { from: string; text: string }[]>
  }>
}

async function givenAVisit(url: string): Promise<Visit> {
  const first = await fetch(`${url}/phones/session`)
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return {
    cookie,
    acts: (content, headers = {}) =>
      fetch(`${url}/phones/acts`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', connection: 'close', ...headers },
        body: typeof content === 'string' ? content : JSON.stringify(content),
      }),
    session: async () => (await fetch(`${url}/phones/session`, { headers: { cookie } })).json() as never,
  }
}

async function answersTo(visit: Visit, name: 'telegram' | 'zalo'): Promise<string[]> {
  for (let tries = 0; tries < 100; tries++) {
    const said = (await visit.session()).items[name].filter(({ from }) => from === 'assistant')
    if (said.length > 0) return said.map(({ text }) => text)
    await sleep(50)
  }
  throw new Error(`no answer on ${name}`)
}

describe('the door of the two phones', () => {
  const good = { phone: 'telegram', act: 'types', text: 'xin chào' }

  it.each([
    ['JSON that is broken', '{"phone": ', {}, 400],
    ['an act that it does not know', { phone: 'zalo', act: 'dances' }, {}, 400],
    ['an empty text', { ...good, text: ' ' }, {}, 400],
    ['a body of 1 MB', { ...good, text: 'ê'.repeat(512 * 1024) }, {}, 413],
    ['another content type', good, { 'content-type': 'text/plain' }, 415],
    ['a cookie it did not give', good, { cookie: 'hai_dien_thoai=../../etc/passwd' }, 401],
    ['a tap on a button that is not there', { phone: 'telegram', act: 'taps', item: 1, button: 0 }, {}, 502],
  ])('turns away %s', async (_what, content, headers, status) => {
    const visit = await givenAVisit(assistant.url)
    expect((await visit.acts(content, headers as Record<string, string>)).status).toBe(status)
  })

  it('keeps visitors apart', async () => {
    const [one, other] = [await givenAVisit(assistant.url), await givenAVisit(assistant.url)]
    expect((await one.acts(good)).status).toBe(202)
    expect(await answersTo(one, 'telegram')).toHaveLength(1)
    expect((await other.session()).items.telegram).toEqual([])
  })

  it('says that the phones are new to whoever had others before a restart', async () => {
    const headers = { cookie: 'hai_dien_thoai=of-another-run' }
    const opened = await (await fetch(`${assistant.url}/phones/session`, { headers })).json()
    const note = [{ from: 'note', what: 'anew' }]
    expect(opened).toMatchObject({
      items: { telegram: note, zalo: note },
      state: { telegram: { started: false }, zalo: { started: false } },
    })
  })

  // Two starts of the whole service: each takes its time on a busy machine.
  it('answers after a restart, whatever the database remembers, and plays no channel that is real', {
    timeout: 120_000,
  }, async () => {
    const databasePath = join(folder.path, 'again.db')
    const real = { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_API_ROOT: 'http://127.0.0.1:9' }
    for (const env of [{}, real]) {
      await using running = await startAssistant({ databasePath, env: { LOG_LEVEL: 'silent', ...env } })
      const visit = await givenAVisit(running.url)
      const acts = { ...good, phone: 'zalo' }
      expect((await visit.acts(acts)).status).toBe(202)
      expect(await answersTo(visit, 'zalo')).toHaveLength(1)
      expect((await visit.session()).state.telegram === null).toBe('TELEGRAM_BOT_TOKEN' in env)
      expect(await running.stop()).toBe(0)
    }
  })
})
