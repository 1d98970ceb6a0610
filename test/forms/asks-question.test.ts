import { describe, expect, it } from 'vitest'
import { asksQuestion } from '../../forms/asks-question.ts'
import { readCommand, readYesNo } from '../../forms/commands.ts'
import type { Step } from '../../knowledge/form-schema.ts'

const text = { type: 'long-text' } as Step
const unit = { type: 'unit' } as Step

describe('inside a form', () => {
  it.each([
    'ko đk đầu năm thì có đc xét gk ko ạ',
    'hạn nộp là ngày nào?',
    'han nop la ngay nao',
    'gửi về đâu',
    'ai được đề nghị bằng khen',
    'viên chức có được đăng ký không',
    'vien chuc co duoc dang ky khong',
    'cho hỏi bao giờ hết hạn',
    'hồ sơ gồm những gì ạ',
    'thế nào là xuất sắc',
    'có bắt buộc phải ghi mục này không?',
    'sao phải khai mục này',
    'chưa rõ cần những gì',
    'dang ky bang khen can dieu kien gi',
    'em hỏi chút, hạn nộp hồ sơ là khi nào vậy ạ',
  ])('a question is one: %s', (said) => {
    expect(asksQuestion(said, unit)).toBe(true)
    expect(asksQuestion(said, text)).toBe(true)
  })

  it.each([
    'Hoàn thành 100% hồ sơ trước 30/11/2020',
    'Bắt đầu số hóa hồ sơ từ quý II, hoàn thành trong năm',
    'Bat dau so hoa ho so tu quy II',
    'Tham mưu ban hành 5 văn bản; không để hồ sơ quá hạn',
    'Không để xảy ra trường hợp nào chậm muộn quá 3 ngày',
    'Đạt từ 90% trở lên',
    'không bị kỷ luật gì',
    'khong bi ky luat gi',
    'Phòng Nội vụ huyện Ân Thi',
    'Nguyễn Thị Mai',
    'Đỗ Thị Nào',
    'Văn phòng Ủy ban nhân dân thị xã Mỹ Hào',
  ])('an answer is one: %s', (said) => {
    expect(asksQuestion(said, text)).toBe(false)
  })

  it.each([
    ['quay lại', 'back'],
    ['quay lai', 'back'],
    ['/quaylai', 'back'],
    ['bỏ qua', 'skip'],
    ['bo qua cau nay', 'skip'],
    ['hủy', 'cancel'],
    ['huỷ đăng ký', 'cancel'],
    ['thôi không đăng ký nữa', 'cancel'],
    ['lưu lại làm sau', 'save'],
    ['để mai làm tiếp', 'save'],
    ['luu nhap', 'save'],
    ['làm lại từ đầu', 'restart'],
    ['tiếp tục', 'continue'],
    ['gửi đi', 'send'],
    ['xong rồi', 'done'],
    ['trợ giúp', 'help'],
    ['cảm ơn em nhé', 'thanks'],
    ['sửa đơn vị', 'edit'],
    ['/sua', 'edit'],
  ])('“%s” steers it: %s', (said, kind) => {
    expect(readCommand(said)?.kind).toBe(kind)
  })

  it.each(['Hủy bỏ 5 thủ tục không cần thiết', 'Gửi báo cáo đúng hạn 100%', 'Tiếp tục số hóa hồ sơ', 'Xong 20 hồ sơ'])(
    '“%s” answers it',
    (said) => {
      expect(readCommand(said)).toBeNull()
    },
  )

  it.each([
    ['vâng ạ', true],
    ['đúng rồi', true],
    ['ok', true],
    ['không phải', false],
    ['ko', false],
    ['phòng Nội vụ', null],
    ['không có tập thể nào', null],
  ])('“%s” is yes, no or neither', (said, meant) => {
    expect(readYesNo(said)).toBe(meant)
  })
})
