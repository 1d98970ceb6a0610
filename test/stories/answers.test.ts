// What people are told: asked without a channel, on the first Monday of the demo.

import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { type Answered, askOnce } from '../../ask-once.ts'
import { createAssistant } from '../../assistant.ts'
import { loadConfig } from '../../config.ts'

const NOI_VU = 'noi-vu-hung-yen-2020'
const SO_TAI_CHINH = 'so-tai-chinh-2020'

const assistant = await createAssistant(
  { ...loadConfig({}), databaseUrl: 'sqlite::memory:', clockStart: new Date('2020-02-10T08:00:00+07:00') },
  pino({ level: 'error' }),
)
afterAll(() => assistant.close())

const ask = (q: string, campaign?: string, ...context: string[]): Promise<Answered> =>
  askOnce(assistant, { q, context, campaign })

describe('a figure that is claimed', () => {
  it.each([
    ['Khoái Châu được 2 tập thể đúng không?', 'Không, không phải 2 tập thể mà là 03 tập thể.'],
    ['Khoái Châu được 3 tập thể phải không?', 'Đúng.'],
    ['Sở Tài chính đặt 50% lao động tiên tiến phải không?', 'Không, không phải 50% mà là từ 95% trở lên.'],
    ['Có phải Sở Tài chính đặt 15% chiến sĩ thi đua cơ sở không?', 'Đúng.'],
    [
      'Hạn đăng ký thi đua ngành Nội vụ là 05/12/2020 đúng không?',
      'Không, không phải 05/12/2020 mà là trước ngày 17/02/2020.',
    ],
    ['Hạn đăng ký thi đua ngành Nội vụ là 17/2 à?', 'Đúng.'],
    ['Trực Ninh sơ kết năm 2025 đúng không?', 'Không, không phải năm 2025 mà là năm 2022.'],
    [
      'Hồ sơ khen thưởng Trực Ninh gồm 5 loại giấy tờ phải không?',
      'Không, không phải 5 loại giấy tờ mà là 3 loại giấy tờ.',
    ],
    ['Tiêu chuẩn cá nhân văn hóa công sở Trực Ninh có 5 nhóm đúng không?', 'Không, không phải 5 nhóm mà là 7 nhóm.'],
  ])('is judged first: %s', async (question, verdict) => {
    const { kind, text } = await ask(question)
    expect([kind, text.split('\n')[0]]).toEqual(['answer', verdict])
  })

  it.each([
    ['tells of a case', 'Nộp ngày 20/02/2020 là trễ đúng không?', NOI_VU],
    ['is more than the least', 'Phòng em đạt 97% lao động tiên tiến là đạt chỉ tiêu đúng không?', SO_TAI_CHINH],
    ['is the last day of “trước ngày”', 'Hạn đăng ký là ngày 16/02/2020 phải không?', NOI_VU],
  ])('is not judged where it %s', async (_where, question, campaign) => {
    expect((await ask(question, campaign)).text).not.toMatch(/^(Đúng|Không, không phải)/)
  })
})
