// “Phòng có được đăng ký bằng khen không” asks whom an award is for.

import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, createAnswerer } from '../knowledge/answer.ts'
import { askOfHolders } from '../knowledge/ask-of-holders.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'

let ask: (question: string) => Answer
const sections = (question: string) => ask(question).sources.map(({ section }) => section)

beforeAll(async () => {
  const { knowledge } = loadKnowledge(await readKnowledgeFiles(`${import.meta.dirname}/../knowledge`))
  if (!knowledge) throw new Error('the shipped knowledge has faults')
  const answerer = createAnswerer(knowledge, () => Temporal.PlainDate.from('2020-02-10'))
  ask = (question) => answerer.answer(question, { focus: null, last: null })
})

describe('whoever asks who may register for an award', () => {
  it.each([
    ['phòng nội vụ có được đăng ký bằng khen bộ trưởng không', 'III.3.b'],
    ['phong noi vu huyen co duoc dang ky bang khen bo truong khong', 'III.3.b'],
    ['công chức có được đăng ký bằng khen của bộ trưởng không', 'III.3.b'],
    ['viên chức đăng ký bằng khen bộ trưởng được không', 'III.3.b'],
    ['phó trưởng phòng nội vụ có đủ điều kiện đăng ký bằng khen bộ trưởng không', 'III.3.b'],
    ['ai được đăng ký bằng khen bộ trưởng', 'III.3.b'],
    ['lãnh đạo phòng có được đăng ký giấy khen không', 'III.3.c'],
    ['ai được đăng ký giấy khen', 'III.3.c'],
    ['văn phòng sở y tế có được đăng ký giấy khen không', 'III.3.c'],
    ['cá nhân có được đăng ký cờ thi đua không', 'III.3.a'],
    ['đơn vị nào được đăng ký cờ thi đua', 'III.3.a'],
    ['phòng nội vụ được đăng ký những hình thức khen thưởng nào', 'III.3'],
    ['cá nhân có được đăng ký huân chương lao động hạng ba không', 'IV.2.c'],
  ])('is told to whom it is given: %s', (question, section) => {
    expect(sections(question)[0]).toBe(section)
  })

  it.each([
    'đăng ký bằng khen bộ trưởng thì phải đăng ký gì',
    'đăng ký nhiều lĩnh vực bằng khen bộ trưởng được không',
    'phòng đăng ký muộn có được xét giấy khen không',
    'đăng ký giấy khen cần gì?',
    'phòng có được đăng ký bằng khen cho nhiều lĩnh vực không',
    'tập thể đăng ký giấy khen gửi về đâu',
    'đăng ký giấy khen cho anh Nam',
  ])('is no other question: %s', (question) => {
    expect(askOfHolders(question)).toBe(question)
  })
})
