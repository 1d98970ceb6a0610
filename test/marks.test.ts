import { describe, expect, it } from 'vitest'
import { createMarks } from '../knowledge/marks.ts'
import { createLineReader } from '../knowledge/terms.ts'

describe('marks', () => {
  const read = createLineReader()
  const lines = [
    'Nếu nộp muộn thì bị gì?',
    'Muốn được khen thì nộp gì?',
    'Mức dịch vụ công trực tuyến',
    'Mục đích là gì?',
  ]
  const mark = createMarks(lines.flatMap(read), ['thì', 'của', 'thế nào'])

  it('gives plain words the marks that their neighbours call for', () => {
    expect(mark('neu nop muon thi bi gi')).toBe('nếu nộp muộn thì bị gì')
    expect(mark('muon duoc khen')).toBe('muốn được khen')
    expect(mark('muc dich vu cong')).toBe('mức dịch vụ công')
    expect(mark('muc dich la gi')).toBe('mục đích là gì')
  })

  it('leaves typed marks, numbers, signs and strange words as they are', () => {
    expect(mark('mức phi, nop 17/02/2020: zalo?')).toBe('mức phi, nộp 17/02/2020: zalo?')
    expect(mark('')).toBe('')
  })
})
