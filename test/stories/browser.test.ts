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

const attached = (name: string) => ({ name, mimeType: 'application/pdf', buffer: samplePdf() })

/** Keeps files on their way to the assistant until what it gives is called. */
async function holdUploads(page: Page): Promise<() => void> {
  let arrive = () => {}
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/chat/files', async (route) => {
    await arrival
    await route.continue()
  })
  return arrive
}

/** How far the top of something is below the top of the conversation; undefined while it is not there. */
async function depthOf(page: Page, selector: string): Promise<number | undefined> {
  const [all, it] = [
    await page.getByRole('main').boundingBox(),
    await page.locator(selector).last().boundingBox({ timeout: 1_000 }),
  ]
  return all && it ? it.y - all.y : undefined
}

/** Presses “+1 ngày” until the page shows this day. */
async function movesTo(page: Page, day: string): Promise<void> {
  for (;;) {
    const today = (await page.locator('#today').textContent()) ?? ''
    if (today.includes(day)) return
    await page.getByRole('button', { name: '+1 ngày' }).press('Enter')
    await expect.poll(() => page.locator('#today').textContent()).not.toBe(today)
  }
}

const isAtEnd = (page: Page) =>
  page.evaluate('[scroller].every((e) => e.scrollHeight - e.scrollTop - e.clientHeight < 2)')

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
    const pdf = attached(`${'bao-cao-'.repeat(12)}.pdf`)
    const program = { name: 'may.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') }
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Đính kèm' }).press('Enter')
    await (await choosing).setFiles([pdf, program])
    const tray = page.getByRole('list', { name: 'Tệp đính kèm' })
    await tray.getByText('Nội dung tệp không đúng với đuôi').waitFor()
    await tray.getByRole('button', { name: 'Bỏ tệp may.pdf' }).press('Enter')
    expect(await tray.getByRole('listitem').count()).toBe(1)
    await page.getByRole('button', { name: 'Gửi', exact: true }).press('Enter')
    await page.locator('article.person').getByText(`Tệp: ${pdf.name}`).waitFor()
    await replies(page).first().waitFor()
    expect([await tray.isVisible(), await page.evaluate('document.documentElement.scrollWidth')]).toEqual([false, 360])
    await page.reload()
    await page.locator('article.person').getByText(`Tệp: ${pdf.name}`).waitFor()
  })

  it('sends once its files have arrived, though it was told to before', async () => {
    await using here = await givenThePage()
    const { page } = here
    const arrive = await holdUploads(page)
    await page.locator('#files').setInputFiles(attached('bao-cao.pdf'))
    await page.getByLabel('Câu hỏi của anh, chị').fill('gửi kèm')
    await page.getByRole('button', { name: 'Gửi', exact: true }).press('Enter')
    expect(await page.locator('article').count()).toBe(0)
    arrive()
    const said = page.locator('article.person')
    await said.getByText('Tệp: bao-cao.pdf').waitFor()
    expect([await said.count(), await said.textContent()]).toEqual([1, expect.stringContaining('gửi kèm')])
    expect(here.complaints).toEqual([])
  })

  it('sends nothing by itself where a file was refused, and says what it takes', async () => {
    await using here = await givenThePage()
    const { page } = here
    const tray = page.getByRole('list', { name: 'Tệp đính kèm' })
    const program = { ...attached('may.pdf'), buffer: Buffer.from('MZ') }
    const arrive = await holdUploads(page)
    await page.locator('#files').setInputFiles([program, ...Array.from({ length: 10 }, (_, i) => attached(`${i}.pdf`))])
    await page.getByRole('button', { name: 'Gửi', exact: true }).press('Enter')
    arrive()
    await tray.getByText('Nội dung tệp không đúng với đuôi').waitFor()
    await tray.getByText('Mỗi lần gửi được nhiều nhất 10 tệp.').waitFor()
    await expect.poll(() => tray.getByText('đang tải lên').count()).toBe(0)
    expect([await page.locator('article').count(), await tray.getByRole('listitem').count()]).toEqual([0, 11])
  })

  it('is read from the first line of an answer, however many letters it has', async () => {
    await using here = await givenThePage()
    const { page } = here
    await asks(page, 'đăng ký thi đua ngành Nội vụ')
    await page.getByRole('button', { name: 'Đồng ý', exact: true }).press('Enter')
    await replies(page).nth(2).waitFor()
    expect(await depthOf(page, 'article.person')).toBeGreaterThanOrEqual(0)
    await page.getByRole('button', { name: 'Có tin mới' }).press('Enter')
    await expect.poll(() => depthOf(page, 'article.assistant')).toBeLessThan(500)
    expect(await page.locator('#to-news').isVisible()).toBe(false)
    expect(here.complaints).toEqual([])
  })

  it('offers in the middle of a conversation what it offered at its start', async () => {
    await using here = await givenThePage()
    const { page } = here
    await asks(page, 'xin chào')
    await page.getByRole('button', { name: 'Câu hỏi gợi ý' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Đăng ký của tôi' }).press('Enter')
    await replies(page).nth(1).getByText('đăng ký').first().waitFor()
    expect(here.complaints).toEqual([])
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
    await expect.poll(() => isAtEnd(page)).toBe(true)
    expect(here.complaints).toEqual([])
  })

  it('prints what has a title alone, such as a receipt', async () => {
    await using here = await givenThePage()
    const { page } = here
    await asks(page, 'xin chào')
    await asks(page, '/start noi-vu-hung-yen-2020')
    await asks(page, '/han')
    await page.evaluate('window.print = () => {}')
    await page.getByRole('button', { name: 'In tin này' }).press('Enter')
    await page.emulateMedia({ media: 'print' })
    const printed = page.locator('article:visible')
    expect([await printed.count(), await printed.textContent()]).toEqual([1, expect.stringContaining('Còn hạn')])
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(await printed.count()).toBeGreaterThan(5)
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

  // Two starts of the whole service: each takes its time on a busy machine.
  it('says that the assistant is not there, keeps the question, and sends it once when it is back', {
    timeout: 120_000,
  }, async () => {
    const databasePath = join(folder.path, 'outage.db')
    const first = await startAssistant({ databasePath })
    await using here = await givenThePage(first.url)
    const { page } = here
    await first.kill()
    await page.locator('#connection').getByText('Đang kết nối lại').waitFor()
    await page.locator('#files').setInputFiles(attached('bao-cao.pdf'))
    await page.getByRole('list', { name: 'Tệp đính kèm' }).getByText('Chưa tải lên được').waitFor()
    await page.getByRole('button', { name: 'Bỏ tệp bao-cao.pdf' }).press('Enter')
    expect(await page.locator('#connection').textContent()).toContain('Đang kết nối lại')
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

  it('goes to what a new day brings', async () => {
    await using here = await givenThePage()
    const { page } = here
    await asks(page, '/nhac')
    for (const name of ['Ngành Nội vụ Hưng Yên 2020', 'Đồng ý']) {
      const before = await replies(page).count()
      await page.getByRole('button', { name, exact: true }).last().press('Enter')
      await replies(page).nth(before).waitFor()
    }
    for (const [day, words] of [
      ['13/02/2020', 'Còn 3 ngày'],
      ['14/02/2020', 'hôm nay là ngày làm việc cuối'],
    ] as const) {
      await movesTo(page, day)
      await replies(page).last().getByText(words).waitFor()
      await expect.poll(() => depthOf(page, 'article.assistant')).toBeLessThan(100)
    }
    expect(here.complaints).toEqual([])
  })
})
