// Stories are tests, so what plays them is tested: what holds, what does not, and what is written down.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder, runProgram } from './running-assistant.ts'
import { matchReply } from './stories/player/match-reply.ts'
import { parseStory, toMarkdown } from './stories/player/parse-story.ts'
import { tellStory } from './stories/player/tell-story.ts'

const CLOCK_START = '2020-02-10T08:00:00+07:00'
const THANKS = 'Rất vui được giúp anh/chị. Anh/chị cần hỏi thêm gì cứ nhắn nhé.'

describe('a told reply', () => {
  it.each([
    ['Đã nhận.', 'Đã nhận.', true],
    ['Đã nhận.', 'Đã nhận', false],
    ['Đã … nhé.', 'Đã nhận\n\nlúc 08:00 nhé.', true],
    ['…', 'bất cứ điều gì', true],
    ['Mã: {mã}. Giữ lại {mã}.', 'Mã: NV20-7K3F9Q. Giữ lại NV20-7K3F9Q.', true],
    ['Mã: {mã}. Giữ lại {mã}.', 'Mã: NV20-7K3F9Q. Giữ lại NV20-AAAAAA.', false],
    ['(15 %) [Đúng]? a.b', '(15 %) [Đúng]? axb', false],
  ])('“%s” of “%s” holds: %s', (told, actual, holds) => {
    expect(matchReply(told, actual, new Map())).toBe(holds)
  })

  it('remembers what a name stood for', () => {
    const named = new Map<string, string>()
    expect(matchReply('Mã: {mã}', 'Mã: NV20-7K3F9Q', named)).toBe(true)
    expect(matchReply('Tra cứu {mã}', 'Tra cứu NV20-000000', named)).toBe(false)
    expect(matchReply('Tra cứu {mã}', 'Tra cứu NV20-7K3F9Q', named)).toBe(true)
  })
})

describe('a story', () => {
  it('is read and laid out again without a change', () => {
    const story = readFileSync(join(import.meta.dirname, 'stories/hoi-dap/hoi-han-roi-khoi-dong-lai.md'), 'utf8')
    expect(toMarkdown(parseStory(story).map(({ raw }) => raw)).trim()).toBe(story.trim())
  })

  it('is told with what the assistant really said', async () => {
    const story = '# Chào\n\n**Lan (Telegram):** cảm ơn\n\n> Không có gì.\n\n**Lan:** cảm ơn\n\n> … nhắn nhé.\n'
    const told = story.replace('Không có gì.', THANKS)
    expect(await tellStory(story)).toBe(told)
    expect(await tellStory(told)).toBe(told)
  })

  it('tells a reply that it does not name, and leaves out one that never came', async () => {
    const told = await tellStory('**Lan (Telegram):** cảm ơn\n\n*Minh (Zalo) nhận:*\n\n> Chào Minh.\n')
    expect(told).toBe(`**Lan (Telegram):** cảm ơn\n\n> ${THANKS}\n`)
  })

  it.each([
    ['**Lan:** cảm ơn', 'line 1: where is Lan?'],
    ['*Trời mưa.*', 'line 1: no such stage direction: Trời mưa.'],
    ['**Lan (Zalo):** [Gửi]', 'line 1: no choice [Gửi]'],
    ['**Lan (Zalo):** tra cứu {mã}', 'line 1: nothing was called {mã} before'],
    ['*Đồng hồ: mai*', 'line 1: “mai” is no moment'],
    ['> Chào.', 'nobody said anything before'],
  ])('%s cannot be played: %s', async (story, message) => {
    await expect(tellStory(story)).rejects.toThrow(message)
  })
})

describe('chat --record', () => {
  it('writes a session as a story that holds when it is played', async () => {
    using folder = createFolder()
    const file = join(folder.path, 'buoi-1.md')
    const input = ['Hồ sơ đề nghị khen thưởng gồm những gì?', '1', '/lienket', 'thoát'].join('\n')
    const { code, err } = await runProgram(['chat.ts', '--record', file], { input, env: { CLOCK_START } })
    expect([code, err]).toEqual([0, ''])
    const story = readFileSync(file, 'utf8')
    expect(story).toContain('**Tôi (Máy này):** Hồ sơ đề nghị khen thưởng gồm những gì?\n\n> ')
    expect(story).toMatch(/\n\*\*Tôi:\*\* \[.+\]\n\n> /)
    expect(story).toContain('Mã liên kết: {mã liên kết}')
    expect(await tellStory(story)).toBe(story)
  })

  it('does not write over a file', async () => {
    using folder = createFolder()
    const file = join(folder.path, 'buoi-1.md')
    writeFileSync(file, 'của người khác')
    const { code, err } = await runProgram(['chat.ts', '--record', file], { env: { CLOCK_START } })
    expect([code, err.trim()]).toEqual([1, `${file} exists: name another file to record to`])
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe('của người khác')
  })
})
