import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPersonalData } from '../../store/mask.ts'
import { givenAnAssistant } from '../fakes/small-assistant.ts'
import { createFolder } from '../running-assistant.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`))
const inGroups = (number: string, by: string) => number.replace(/(\d{3})(?=\d)/g, `$1${by}`)
const personal = fc.oneof(
  digits(9).map((rest) => `0${rest}`),
  digits(9).map((rest) => `+84${rest}`),
  fc.tuple(digits(9), fc.constantFrom(' ', '.', '-')).map(([rest, by]) => inGroups(`0${rest}`, by)),
  digits(12),
  digits(9),
  fc.tuple(digits(9), fc.constantFrom(' ', '.')).map(([number, by]) => inGroups(number, by)),
  fc
    .tuple(fc.constantFrom('lan', 'nguyễn.lan', 'l_4+x'), fc.constantFrom('hungyen.gov.vn', 'thư.vn'))
    .map((parts) => parts.join('@')),
)
const harmless = fc.constantFrom(
  '17/02/2020',
  '17-02-2020',
  '09/KH-SNV',
  '1847/QĐ-TTg ngày 27/12/2018',
  '91/2017/NĐ-CP',
  '2019-2025',
  '2019 - 2025',
  '100%',
)
const around = fc.oneof(fc.constantFrom('tôi là', 'số máy', 'liên hệ:', '(', 'thẻ số', 'ạ'), harmless)
const sentence = fc.tuple(around, personal, around)

/** Everything that the assistant writes down when it is told these sentences. */
async function writtenAfter(texts: readonly string[]): Promise<string> {
  using folder = createFolder()
  const path = join(folder.path, 'chat.db')
  await using assistant = await givenAnAssistant({ databaseUrl: `sqlite:${path}` })
  const { desk, clock } = assistant
  for (const [index, text] of texts.entries()) {
    const channel = 'terminal'
    const conversationId = `conversation-${index}`
    await desk.receive({
      id: `${index}`,
      channel,
      conversationId,
      sender: conversationId,
      kind: 'text',
      text,
      action: null,
      files: [],
      receivedAt: clock.now(),
    })
  }
  await desk.idle()
  return ['', '-wal'].map((suffix) => readFileSync(`${path}${suffix}`, 'utf8')).join('')
}

describe('personal data', () => {
  it('is masked wherever it stands; dates and document numbers stay', () => {
    fc.assert(
      fc.property(sentence, ([before, secret, after]) => {
        const masked = maskPersonalData(`${before} ${secret}, ${after}`)
        const marks = ['thư điện tử', 'số điện thoại', 'số định danh'].map((mark) => `${before} [${mark}], ${after}`)
        expect(marks).toContain(masked)
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['(0912) 345 678', '024 3825 1234', '028.3829.1234', '0912345678/0987654321', '0010 9901 2345'])(
    'is masked when it is written as %s',
    (secret) => {
      expect(maskPersonalData(`liên hệ ${secret} ạ`)).not.toMatch(/\d{3}/)
    },
  )

  it('is not money', () => {
    const text = 'Tổng kinh phí 150.000.000 đồng'
    expect(maskPersonalData(text)).toBe(text)
  })

  it('leaves a text without any as it is', () => {
    const text = fc.array(around, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
    fc.assert(fc.property(text, (plain) => maskPersonalData(plain) === plain))
  })

  it.each([
    ['letters without an @', 'a'.repeat(32_000)],
    ['letters with marks', 'ự'.repeat(32_000)],
    ['numbers of sections', '1.1.1.'.repeat(5_400)],
  ])('is masked at both ends of a long text of %s', (_what, long) => {
    const [phone, email] = ['[số điện thoại]', '[thư điện tử]']
    expect(maskPersonalData(`0912345678, ${long}`)).toBe(`${phone}, ${long}`)
    expect(maskPersonalData(`${long} 0912345678`)).toBe(`${long} ${phone}`)
    expect(maskPersonalData(`lan@thư.vn, ${long} lan@thư.vn`)).toBe(`${email}, ${long} ${email}`)
  })

  it('never reaches the database file', async () => {
    const said = fc.sample(sentence, { numRuns: 60, seed: 1 })
    const written = await writtenAfter(
      said.map(([before, secret]) => `${before} ${secret}. Hạn đăng ký của xã An Bình là ngày nào?`),
    )
    expect(written).toContain('[số điện thoại]')
    expect(said.map(([, secret]) => secret).filter((secret) => written.includes(secret))).toEqual([])
  })
})
