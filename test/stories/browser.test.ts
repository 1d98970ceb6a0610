import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePdf } from '../fakes/sample-files.ts'
import { createFolder, type RunningAssistant, startAssistant } from '../running-assistant.ts'
import { hasChromium, launchChromium, openPage } from './chromium.ts'

const PHONE = { width: 360, height: 640 }
const folder = createFolder()
let assistant: RunningAssistant
let browser: Browser

async function givenThePage(url = assistant.url) {
  const opened = await openPage(browser, url, PHONE)
  await opened.page.locator('#start').waitFor()
  return opened
}

const replies = (page: Page) => page.locator('article.assistant')

async function asks(page: Page, question: string): Promise<void> {
  const before = await replies(page).count()
  await page.getByLabel('Câu hỏi của anh, chị').fill(question)
  await page.keyboard.press('Enter')
  await replies(page).nth(before).waitFor()
}

/** Presses Tab until the focus is on something of this name. */
async function tabsTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate('document.activeElement?.innerText ?? ""')
    if (String(focused).startsWith(name)) return
  }
  throw new Error(`the keyboard does not reach “${name}”`)
}

describe.skipIf(!hasChromium)('the page on a phone', () => {
  beforeAll(async () => {
    ;[assistant, browser] = await Promise.all([
      startAssistant({ databasePath: join(folder.path, 'chat.db') }),
      launchChromium(),
    ])
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), assistant?.kill()])
    folder[Symbol.dispose]()
  })

  it('is worked by keyboard alone: a question, its source unfolded', async () => {
    await using here = await givenThePage()
    const { page } = here
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Hạn đăng ký thi đua ngành Nội vụ là ngày nào?')
    await page.keyboard.press('Enter')
    const reply = replies(page).first()
    await reply.getByText('trước ngày 17/02/2020').first().waitFor()
    await page.getByRole('main').focus()
    await tabsTo(page, 'Mục III.1 (đoạn cuối)')
    await page.keyboard.press('Enter')
    await reply.locator('.passage').getByText('ĐĂNG KÝ THI ĐUA').first().waitFor()
    expect(await page.getByRole('log').locator('article').count()).toBe(2)
    expect(here.complaints).toEqual([])
  })

  it('offers the plans to choose from as buttons', async () => {
    await using here = await givenThePage()
    const { page } = here
    await asks(page, 'Hồ sơ đề nghị khen thưởng gồm những gì?')
    const choices = page.getByRole('group', { name: 'Lựa chọn' }).getByRole('button')
    expect(await choices.count()).toBeGreaterThan(1)
    await choices.filter({ hasText: 'Trực Ninh' }).focus()
    await page.keyboard.press('Enter')
    await replies(page).nth(1).getByText('Tờ trình').first().waitFor()
    expect(await page.locator('article.person').last().textContent()).toContain('Văn hóa công sở Trực Ninh')
    expect(here.complaints).toEqual([])
  })

  it('shows after a reload what was said before', async () => {
    await using here = await givenThePage()
    const { page } = here
    await asks(page, 'xin chào')
    await asks(page, 'Hạn đăng ký thi đua ngành Nội vụ là ngày nào?')
    const said = await page.locator('article').allInnerTexts()
    await page.reload()
    await replies(page).nth(1).waitFor()
    expect(await page.locator('article').allInnerTexts()).toEqual(said)
    expect(here.complaints).toEqual([])
  })

  it('attaches files by keyboard, says why one is refused, and shows what was sent', async () => {
    await using here = await givenThePage()
    const { page } = here
    await page.getByRole('button', { name: 'Đính kèm' }).waitFor()
    const pdf = { name: `${'bao-cao-'.repeat(12)}.pdf`, mimeType: 'application/pdf', buffer: samplePdf() }
    const program = { name: 'may.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') }
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Đính kèm' }).press('Enter')
    await (await choosing).setFiles([pdf, program])
    const tray = page.getByRole('list', { name: 'Tệp đính kèm' })
    await tray.getByText('Tôi chỉ nhận tệp PDF').waitFor()
    await tray.getByRole('button', { name: 'Bỏ tệp may.pdf' }).press('Enter')
    expect(await tray.getByRole('listitem').count()).toBe(1)
    await page.getByRole('button', { name: 'Gửi', exact: true }).press('Enter')
    await page.locator('article.person').getByText(`Tệp: ${pdf.name}`).waitFor()
    await replies(page).first().waitFor()
    expect([await tray.isVisible(), await page.evaluate('document.documentElement.scrollWidth')]).toEqual([false, 360])
    await page.reload()
    await page.locator('article.person').getByText(`Tệp: ${pdf.name}`).waitFor()
  })

  it('shows a picture in the conversation, also after a reload', async () => {
    await using here = await givenThePage()
    const { page } = here
    await asks(page, '/start noi-vu-hung-yen-2020')
    await asks(page, '/han')
    const picture = page.getByRole('img', { name: 'noi-vu-hung-yen-2020.png' })
    await picture.waitFor()
    const isDrawn = () => page.evaluate("document.querySelector('.attachment img').naturalWidth > 0")
    await expect.poll(isDrawn).toBe(true)
    await page.reload()
    await picture.waitFor()
    await expect.poll(isDrawn).toBe(true)
    expect(here.complaints).toEqual([])
  })

  it('never scrolls sideways and never reads markup, however long the words', async () => {
    await using here = await givenThePage()
    const { page } = here
    const wide =
      "[document.documentElement, document.getElementById('scroller')].some((e) => e.scrollWidth > e.clientWidth)"
    const isWide = () => page.evaluate(wide)
    expect(await isWide()).toBe(false)
    await asks(page, `<img src=x onerror="document.title='!'"><h1>${'khenthưởng'.repeat(40)}</h1>`)
    await asks(page, 'Theo Sở Tài chính 2020 chỉ tiêu thi đua là gì?')
    await asks(page, '/han')
    expect(await isWide()).toBe(false)
    expect(await page.locator('article img, article h1').count()).toBe(0)
    expect(await page.title()).toBe('Trợ lý Thi đua')
    expect(here.complaints).toEqual([])
  })

  it('says that the assistant is not there, keeps the question, and sends it once when it is back', async () => {
    const databasePath = join(folder.path, 'outage.db')
    const first = await startAssistant({ databasePath })
    await using here = await givenThePage(first.url)
    const { page } = here
    await first.kill()
    await page.getByLabel('Câu hỏi của anh, chị').fill('Hạn đăng ký thi đua ngành Nội vụ là ngày nào?')
    await page.keyboard.press('Enter')
    await page.locator('article.person .trouble').getByText('Chưa liên lạc được với trợ lý').waitFor()
    expect(await page.locator('article.person').textContent()).toContain('Hạn đăng ký thi đua')
    await using back = await startAssistant({ databasePath, env: { PORT: new URL(first.url).port } })
    await replies(page).first().getByText('trước ngày 17/02/2020').first().waitFor()
    expect(await page.locator('.trouble').count()).toBe(0)
    await page.goto(back.url)
    await replies(page).first().waitFor()
    expect(await page.locator('article').count()).toBe(2)
  })

  it('moves its day with the clock of the demo', async () => {
    await using here = await givenThePage()
    const { page } = here
    const before = await page.locator('#today').textContent()
    await page.getByRole('button', { name: '+1 ngày' }).press('Enter')
    // Asked from outside: a predicate polled inside the page is code from a string, which its policy forbids.
    await expect.poll(() => page.locator('#today').textContent()).not.toBe(before)
    expect(await page.locator('#today').textContent()).toMatch(/^Hôm nay: Thứ Ba, 11\/02\/2020$/)
    expect(here.complaints).toEqual([])
  })
})
