import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Context, createAnswerer } from '../knowledge/answer.ts'
import { toEntries } from '../knowledge/entries.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'
import { soundAlikes } from '../knowledge/sound-alike.ts'
import { shareAsks } from '../knowledge/twins.ts'
import { toPlainText } from '../message.ts'

const { knowledge } = loadKnowledge(readKnowledgeFiles(`${import.meta.dirname}/../knowledge`))
if (!knowledge) throw new Error('the shipped knowledge has faults')
const { campaigns } = knowledge
let ask: (question: string, ...before: string[]) => Answer
const told = (answer: Answer) => toPlainText({ ...answer, choices: [] })

beforeAll(() => {
  const answerer = createAnswerer(knowledge, () => Temporal.PlainDate.from('2020-02-10'))
  ask = (question, ...before) =>
    answerer.answer(
      question,
      before.reduce((context: Context, text) => answerer.answer(text, context).context, { focus: null, last: null }),
    )
})

describe('words written by ear', () => {
  it.each([
    ['phương trâm thi đua sở tài chính 2020', 'phương châm “Đổi mới, sáng tạo, nâng cao văn hóa và đạo đức công vụ”'],
    ['sở tài trính phấn đấu bao nhiêu phần chăm lao động tiên tiến', 'từ 95% trở lên'],
  ])('are read as they sound: %s', (question, meant) => {
    expect(told(ask(question)).toLowerCase()).toContain(meant.toLowerCase())
  })

  it('sound like nothing else where no sound is often mistaken', () => {
    expect(soundAlikes('tram')).toContain('cham')
    expect(soundAlikes('fong')).toContain('phong')
    expect(soundAlikes('ngang')).toContain('nghang')
    expect(soundAlikes('boi')).toEqual([])
  })
})

describe('what two plans say in the same words', () => {
  const asksOf = (entries: ReturnType<typeof toEntries>, id: string) =>
    entries.find((entry) => entry.id.endsWith(id))?.asks ?? []

  it('is asked of both in the ways known of either, but for names and places in a list', () => {
    const own = campaigns.flatMap(toEntries)
    const shared = shareAsks(own, campaigns)
    const ask = 'Quy định về trang phục khi làm việc là gì?'
    expect(asksOf(own, 'van-hoa-cong-so-truc-ninh/lists/tc-cn-6')).not.toContain(ask)
    expect(asksOf(shared, 'van-hoa-cong-so-truc-ninh/lists/tc-cn-6')).toContain(ask)
    const added = shared.flatMap((entry, at) => entry.asks.slice(own[at]?.asks.length))
    expect(added.length).toBeGreaterThan(100)
    expect(added.filter((text) => /Hưng Yên|Trực Ninh|thứ (tư|năm|sáu)/.test(text))).toEqual([])
  })

  it('is answered for neither alone', () => {
    expect(ask('Trang phục khi làm việc quy định ra sao?').choices.length).toBeGreaterThanOrEqual(2)
  })
})

describe('a yes-or-no question', () => {
  it.each([
    ['Tòa án tỉnh Hưng Yên có nằm trong diện thi đua văn hóa công sở không?', 'Tòa án nhân dân tỉnh'],
    ['Văn phòng của một sở ở Hưng Yên có được Giám đốc Sở Nội vụ tặng Giấy khen không?', 'Văn phòng thuộc các sở'],
    ['Hồ sơ khen thưởng Trực Ninh có phải có tờ trình không?', 'Tờ trình kèm theo danh sách'],
  ])('is answered yes where what it names stands in the list: %s', (question, named) => {
    expect(told(ask(question))).toMatch(new RegExp(`^Có: văn bản nêu “${named}`))
  })

  it('is not answered yes where only part of a name stands there', () => {
    expect(told(ask('Đơn vị sự nghiệp dân lập ở Hưng Yên có thuộc đối tượng văn hóa công sở không?'))).not.toMatch(
      /^Có/,
    )
    expect(told(ask('Hồ sơ khen thưởng Trực Ninh có cần văn bản hiệp y không?'))).not.toMatch(/^Có/)
  })

  it('about a day that it names keeps the curated verdict', () => {
    expect(
      told(
        ask('Ngày 17/02/2020 mới mang hồ sơ đăng ký đến Văn phòng Sở Nội vụ Hưng Yên thì có tính là đúng hạn không?'),
      ),
    ).toMatch(/^Không/)
  })

  it('claims more than the least that is asked for in vain', () => {
    expect(told(ask('Sở Tài chính yêu cầu 100% CBCCVC đạt Lao động tiên tiến đúng không?'))).toMatch(
      /^Không, không phải 100% mà là từ 95% trở lên/,
    )
  })
})

describe('what a question is about', () => {
  it('is the whole work of the body that is asked for, in a follow-up too', () => {
    const before = 'Sở Nội vụ Lạng Sơn có nhiệm vụ gì khi triển khai Chỉ thị 19?'
    expect(told(ask('Còn Hội đồng Thi đua tỉnh thì làm gì?', before))).toContain('Tổ chức kiểm tra, giám sát')
  })

  it('is the one group of a list that it names', () => {
    const answer = told(ask('Trang phục của công chức ở Hưng Yên phải đạt những yêu cầu gì theo tiêu chuẩn thi đua?'))
    expect(answer).toContain('dép có quai hậu')
  })

  it('is the kind of document that it asks for, not the one that it names', () => {
    const answer = told(ask('Nghị quyết 18 về sắp xếp bộ máy được Hưng Yên thực hiện bằng kế hoạch số mấy?'))
    expect(answer).toContain('36/KH-UBND')
  })

  it('is the asker’s own kind of unit where no other is named', () => {
    const quota = 'sơ kết thì được cử bao nhiêu tập thể nhận Bằng khen của Chủ tịch tỉnh?'
    expect(told(ask(`Sở em ở Hưng Yên ${quota}`))).toContain('01 tập thể và 01 cá nhân')
    expect(told(ask(`Em ở UBND huyện Khoái Châu, huyện em ${quota}`))).toContain('03 tập thể và 03 cá nhân')
  })

  it('is no theme where a comparison asks for registering', () => {
    const answer = told(ask('Sở Tài chính và Sở Nội vụ Hưng Yên, bên nào bắt đăng ký thi đua đầu năm?'))
    expect(answer).toContain('17/02/2020')
  })

  it('leans on nothing before where it tells a tale of its own', () => {
    const answer = ask(
      'Mình làm ở phòng Nội vụ thành phố Hưng Yên, sắp sơ kết phong trào văn hóa công sở, cho mình hỏi thành phố được đề nghị bao nhiêu tập thể, cá nhân và những ai được khen rồi thì sau này tổng kết có được đề nghị nữa không?',
      'Chỉ tiêu Lao động tiên tiến của Sở Tài chính là bao nhiêu?',
    )
    expect(answer.sources[0]?.campaign).toBe('van-hoa-cong-so-hung-yen')
  })

  it('may be two parts of one rule', () => {
    const answer = told(
      ask(
        'Cơ quan tôi ở Hưng Yên đang làm bảng tự chấm tiêu chuẩn tập thể văn hóa công sở, phần quản lý ngân sách và phần dịch vụ công trực tuyến thì kế hoạch tỉnh yêu cầu cụ thể thế nào, anh chị trích giúp.',
      ),
    )
    expect(answer).toContain('Quản lý và sử dụng có hiệu quả ngân sách nhà nước')
    expect(answer).toContain('dịch vụ công trực tuyến mức độ 3, 4')
  })

  it('may be where and when at once, in a few words', () => {
    const answer = told(
      ask(
        'Em mới về phòng Tổ chức cán bộ của một sở ở Hưng Yên, được giao làm đăng ký thi đua ngành Nội vụ năm 2020, em chưa rõ nộp ở đâu, hạn đến hôm nào và nếu lỡ hạn thì hậu quả ra sao?',
      ),
    )
    expect(answer).toContain('Văn phòng Sở Nội vụ')
    expect(answer).toContain('trước ngày 17/02/2020')
    expect(answer).toContain('không được xét khen thưởng')
  })
})
