// The demo: one browser, two windows, one of which plays the organiser.

import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFolder, type RunningAssistant, startAssistant } from '../running-assistant.ts'
import { hasChromium, launchChromium, openPage } from './chromium.ts'

const PHONE = { width: 360, height: 640 }
const folder = createFolder()
let assistant: RunningAssistant
let browser: Browser

beforeAll(async () => {
  assistant = await startAssistant({ databasePath: join(folder.path, 'demo.db') })
  if (hasChromium) browser = await launchChromium()
})
afterAll(async () => {
  await Promise.all([browser?.close(), assistant?.kill()])
  folder[Symbol.dispose]()
})

const session = async (path: string, cookie = '') => {
  const response = await fetch(`${assistant.url}${path}`, { headers: { cookie } })
  const given = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return { given, ...((await response.json()) as { isOrganiser: boolean; history: unknown[] }) }
}

describe('the organiser’s window', () => {
  it('has a conversation of its own, whatever the other window’s cookie', async () => {
    const own = await session('/chat/session')
    const organiser = await session('/chat/session?cua-so=nguoi-phu-trach', own.given)
    expect([own.isOrganiser, organiser.isOrganiser]).toEqual([false, true])
    expect(own.given.split('=')[0]).not.toBe(organiser.given.split('=')[0])
    expect(own.given.split('=')[1]).not.toBe(organiser.given.split('=')[1])
  })

  it('is no one’s who only takes its cookie into the other window', async () => {
    const { given } = await session('/chat/session?cua-so=nguoi-phu-trach')
    const stolen = await session('/chat/session', `tro_ly_thi_dua=${given.split('=')[1]}`)
    expect(stolen.isOrganiser).toBe(false)
    expect(stolen.given.split('=')[1]).not.toBe(given.split('=')[1])
  })

  it.skipIf(!hasChromium)(
    'opens beside the other from the demo’s bar, and what is said in one stays there',
    async () => {
      await using here = await openPage(browser, assistant.url, PHONE)
      const { page } = here
      await page.locator('#start').waitFor()
      const [second] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('link', { name: 'Người phụ trách' }).click(),
      ])
      await second.locator('#start').waitFor()
      expect(await second.getByRole('heading', { level: 1 }).textContent()).toBe('Người phụ trách')
      expect(await second.getByRole('link', { name: 'Người đăng ký' }).getAttribute('href')).toBe('/')
      await second.getByLabel('Câu hỏi của anh, chị').fill('cảm ơn')
      await second.keyboard.press('Enter')
      await second.locator('article.assistant').first().waitFor()
      expect(await page.locator('article').count()).toBe(0)
      // Its bar is one line of things a finger can hit.
      const heights = "[...document.querySelectorAll('#demo :is(a, button)')].map((e) => e.offsetHeight)"
      expect(await page.evaluate(heights)).toEqual([44, 44, 44, 44])
      const isWide = (one: typeof page) => one.evaluate('document.documentElement.scrollWidth > innerWidth')
      expect([await isWide(page), await isWide(second)]).toEqual([false, false])
      expect(here.complaints).toEqual([])
    },
  )
})
