import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder, runProgram, startAssistant } from './running-assistant.ts'

const REGISTRATION = 'Hạn đăng ký thi đua ngành Nội vụ là ngày nào?'
const CLOCK_START = '2020-02-10T08:00:00+07:00'
const MEMORY = 'sqlite::memory:'
const lines = (text: string) => text.trim().split('\n')

interface Answered {
  readonly id?: string | number
  readonly kind?: string
  readonly text?: string
  readonly sources?: { campaign: string; section: string; document: string }[]
  readonly choices?: { label: string; campaign?: string }[]
  readonly ms?: number
  readonly error?: string
}

describe.concurrent('ask', () => {
  it('prints the answer as a person reads it', async () => {
    const { code, out, err } = await runProgram(['ask.ts', REGISTRATION], { env: { CLOCK_START } })
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('trước ngày 17/02/2020, tức hết Chủ nhật 16/02/2020')
    expect(out).toContain('Còn 6 ngày')
    expect(out).toContain('Nguồn: Mục III.1')
  })

  it('prints one JSON object with --json, about the campaign that is given', async () => {
    const asked = ['ask.ts', '--json', '--campaign', 'so-tai-chinh-2020', 'Chỉ tiêu thi đua là gì?']
    const { code, out } = await runProgram(asked)
    expect([code, lines(out).length]).toEqual([0, 1])
    const answer = JSON.parse(out) as Answered
    expect(Object.keys(answer)).toEqual(['kind', 'text', 'sources', 'choices', 'ms'])
    expect(answer.sources?.map(({ campaign }) => campaign)).toContain('so-tai-chinh-2020')
  })

  it('answers line by line with --jsonl; a broken line costs only itself', async () => {
    const input = [
      JSON.stringify({ id: 'first', q: REGISTRATION }),
      '{"id": "broken", "q": ',
      JSON.stringify({ id: 3 }),
      JSON.stringify({ id: 'where', q: 'Hạn nộp?', campaign: 'nowhere' }),
      '',
      JSON.stringify({ id: 'which', q: 'Hồ sơ đề nghị khen thưởng gồm những gì?' }),
      JSON.stringify({ id: 'follow', q: 'thế còn hồ sơ khen thưởng thì sao?', context: [REGISTRATION] }),
    ].join('\n')
    const { code, out } = await runProgram(['ask.ts', '--jsonl'], { input })
    const [first, broken, incomplete, where, which, follow] = lines(out).map((line) => JSON.parse(line) as Answered)
    expect(code).toBe(0)
    expect(first).toMatchObject({ id: 'first', kind: 'answer', choices: [] })
    expect(first?.sources).toEqual([{ campaign: 'noi-vu-hung-yen-2020', section: 'III.1.cuoi', document: 'ke-hoach' }])
    expect(Object.keys(broken ?? {})).toEqual(['error'])
    expect(incomplete).toMatchObject({ id: 3, error: expect.stringMatching(/^q: /) })
    expect(where).toMatchObject({ id: 'where', error: expect.stringContaining('known are chi-thi-19-lang-son') })
    expect(which).toMatchObject({ id: 'which', kind: 'clarify', choices: expect.arrayContaining([expect.anything()]) })
    expect(follow).toMatchObject({ id: 'follow', kind: 'answer' })
    expect(follow?.sources?.map(({ section }) => section)).toContain('IV.1.a')
  })

  it('names the known campaigns when asked about another, and exits with 2', async () => {
    const { code, out, err } = await runProgram(['ask.ts', '--campaign', 'nowhere', 'Hạn nộp?'])
    expect([code, out, lines(err).length]).toEqual([2, '', 1])
    expect(err).toContain('unknown campaign "nowhere"')
    expect(err).toContain('noi-vu-hung-yen-2020')
  })

  it('called without a question exits with 2 and says how to call it', async () => {
    const { code, err } = await runProgram(['ask.ts'])
    expect([code, lines(err).length]).toEqual([2, 1])
  })
})

describe.concurrent('the start', () => {
  it('names every mistake in the environment at once, each with its cure', async () => {
    const env = {
      PORT: 'cổng ba nghìn',
      DATABASE_URL: 'mysql:data',
      LOG_LEVEL: 'loud',
      CLOCK_START: '2020-02-30',
      WEB_CHAT: 'maybe',
      LLM_BASE_URL: 'http://127.0.0.1:11434/v1',
      LLM_API_KEY: 'secret-key-of-the-model',
    }
    const { code, out, err } = await runProgram(['start.js'], { env })
    expect([code, out]).toEqual([1, ''])
    expect(lines(err)).toEqual([
      'the environment has 6 mistakes:',
      '- PORT must be a number from 0 to 65535',
      '- DATABASE_URL must look like sqlite:data/assistant.db',
      expect.stringMatching(/^- LOG_LEVEL: .*"info"/),
      '- CLOCK_START must look like 2020-02-10T08:00:00+07:00',
      '- WEB_CHAT must be on or off',
      expect.stringMatching(/^- LLM_MODEL is missing: /),
    ])
  })

  it('on a taken port is one sentence with its cure', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = String((other.address() as AddressInfo).port)
    const { code, err } = await runProgram(['start.js'], { env: { PORT: port, DATABASE_URL: MEMORY } })
    other.close()
    expect([code, lines(err).length]).toEqual([1, 1])
    expect(err).toContain(`port ${port} is taken: stop the other program or set PORT`)
  })

  it.each(['start.js', 'chat.ts'])('of %s with a database it cannot write is one sentence', async (program) => {
    using folder = createFolder()
    const file = join(folder.path, 'file')
    writeFileSync(file, 'not a folder')
    const { code, err } = await runProgram([program], { env: { DATABASE_URL: `sqlite:${file}/chat.db` } })
    expect([code, lines(err).length]).toEqual([1, 1])
    expect(err).toMatch(/cannot open the database .*: check that the folder exists and is writable \(DATABASE_URL\)/)
  })

  it.each(['FILES_DIR', 'BACKUP_DIR'])('with a %s it cannot write is one sentence', async (variable) => {
    using folder = createFolder()
    const file = join(folder.path, 'file')
    writeFileSync(file, 'not a folder')
    const env = { DATABASE_URL: `sqlite:${folder.path}/own.db`, [variable]: `${file}/sub` }
    const { code, err } = await runProgram(['start.js'], { env })
    expect([code, lines(err)]).toEqual([
      1,
      [`cannot write to the folder ${file}/sub: check that it exists and is writable (${variable})`],
    ])
  })
})

describe('chat', () => {
  it('parts replies that follow each other by one empty line', async () => {
    const env = { DATABASE_URL: MEMORY, CLOCK_START }
    const { out } = await runProgram(['chat.ts'], { input: '/dangky\n1\nthoát\n', env })
    expect(out).toContain('Câu 1')
    expect(out).not.toContain('\n\n\n')
  })

  it('talks over the terminal, choices by number', async () => {
    const input = [
      'xin chào',
      'Hồ sơ đề nghị khen thưởng gồm những gì?',
      '1',
      'hỏi nguồn',
      '',
      'thoát',
      'quá muộn',
    ].join('\n')
    const { code, out, err } = await runProgram(['chat.ts'], { input, env: { DATABASE_URL: MEMORY, CLOCK_START } })
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('Anh/chị cứ hỏi bằng lời thường')
    expect(out).toMatch(/Anh\/chị hỏi theo kế hoạch nào ạ\?\n {2}1\. .*\n {2}2\. .*\n\(gõ số từ 1 đến \d để chọn\)/)
    expect(out).toMatch(/Tờ trình.*\n[\s\S]*Nguồn: Mục III\.[\s\S]*Nguyên văn Mục III\./)
    expect(out).not.toContain('quá muộn')
  })

  it.each(['error', 'info'])('on a database that a service works on says so and ends: %s', async (LOG_LEVEL) => {
    using folder = createFolder()
    await using service = await startAssistant({ databasePath: join(folder.path, 'chat.db') })
    const env = { DATABASE_URL: service.databaseUrl, LOG_LEVEL }
    const { code, out, err } = await runProgram(['chat.ts'], { input: 'xin chào\n', env })
    expect([code, out, lines(err).length]).toEqual([1, '', 1])
    expect(err).toContain(
      `another process works on ${service.databaseUrl}: stop it, or set DATABASE_URL to another file`,
    )
  })
})
