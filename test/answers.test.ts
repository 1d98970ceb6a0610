import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, it } from 'vitest'
import { readWish } from '../handlers/registering/choose-form.ts'
import { soundsLikeRegistering } from '../handlers/registering/offer-registration.ts'
import type { Answer, Context } from '../knowledge/answer.ts'
import { createAnswerer } from '../knowledge/answer.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'
import { toPlainText } from '../message.ts'

const nothing: Context = { focus: null, last: null }
let ask: (question: string, ...before: string[]) => Answer
const told = (answer: Answer) => toPlainText({ ...answer, choices: [] })

beforeAll(async () => {
  const { knowledge } = loadKnowledge(await readKnowledgeFiles(`${import.meta.dirname}/../knowledge`))
  if (!knowledge) throw new Error('the shipped knowledge has faults')
  const answerer = createAnswerer(knowledge, () => Temporal.PlainDate.from('2020-02-10'))
  ask = (question, ...before) =>
    answerer.answer(
      question,
      before.reduce((context, text) => answerer.answer(text, context).context, nothing),
    )
})

describe('an answer', () => {
  it('answers each part of a long question', () => {
    const answer = told(
      ask(
        'Mình là công chức Sở Nội vụ Hưng Yên, năm 2020 muốn phấn đấu Bằng khen của Bộ trưởng, mình định đăng ký lĩnh vực cải cách hành chính thì có được không, hồ sơ đăng ký gửi cho ai, trước ngày nào, lỡ nộp muộn thì sao?',
      ),
    )
    expect(answer).toContain('Cải cách hành chính')
    expect(answer).toContain('trước ngày 17/02/2020')
    expect(answer).toContain('không được xét khen thưởng')
  })

  it('says yes or no only to who asks so', () => {
    const asked = 'Nộp hồ sơ tổng kết phong trào văn hóa công sở Trực Ninh'
    expect(told(ask(`${asked} trước ngày nào?`))).not.toMatch(/^Không/)
    expect(told(ask(`${asked} trước ngày nào?`))).toContain('không ghi hạn nộp hồ sơ')
    expect(told(ask(`Hạn nộp hồ sơ tổng kết văn hóa công sở Trực Ninh là 02/9/2025 phải không?`))).toMatch(/^Không/)
  })

  it.each([
    ['Trực Ninh: hạn nộp là 02/9/2025 phải không', 'Không, ngày 02/09/2025 không phải hạn nộp.'],
    ['nghe nói sở tài chính giới hạn chiến sĩ thi đua không quá 15% đúng không', 'Không, kế hoạch ghi đây là chỉ tiêu'],
    [
      '100% CBCCVC sở tài chính hoàn thành xuất sắc nhiệm vụ phải không',
      'Không, nội dung này kế hoạch không ghi “xuất',
    ],
    ['Hạn đăng ký ngành Nội vụ Hưng Yên là ngày 17/02/2020 đúng không', 'Chưa đúng hẳn, phải trước ngày 17/02/2020.'],
    ['Ông Nguyễn Thúc Liễu ký Kế hoạch 200/KH-UBND phải không', 'Không, không phải Nguyễn Thúc Liễu mà là Chủ tịch'],
    ['Ông Cù Trọng Khang là Giám đốc Sở Nội vụ ký kế hoạch phải không', 'Không, không phải Giám đốc mà là'],
    ['100% CBCCVC sở tài chính hoàn thành nhiệm vụ phải không', 'Đúng.'],
    ['Phó Viện trưởng Nguyễn Thúc Liễu ký công văn 1419 đúng không', 'Đúng.'],
    ['phải nộp đăng ký thi đua ngành nội vụ trước 17/2 đúng không', 'Đúng.'],
  ])('confirms only what the plan states: %s', (question, verdict) => {
    expect(told(ask(question)).slice(0, verdict.length)).toBe(verdict)
  })

  it.each([
    'Sở Tài chính 15% đạt chiến sĩ thi đua cấp tỉnh đúng không',
    'Sở Tài chính 50% cá nhân đạt lao động xuất sắc phải không',
    'Hồ sơ Trực Ninh gồm 3 loại giấy tờ bản gốc phải không',
    'huyện Khoái Châu được đề nghị tối đa 03 tập thể sơ kết phải không',
    'Sở Tài chính ít nhất 15% đạt chiến sỹ thi đua cơ sở phải không',
  ])('does not confirm a right figure of something else: %s', (question) => {
    expect(told(ask(question))).not.toMatch(/^Đúng/)
  })

  it('tells each of several units its own number', () => {
    const answer = told(ask('văn giang khoái châu ân thi mỗi huyện mấy suất sơ kết'))
    expect(answer).toContain('Văn Giang: 02 tập thể và 02 cá nhân')
    expect(answer).toContain('Khoái Châu: 03 tập thể và 03 cá nhân')
    expect(answer).toContain('Ân Thi: 03 tập thể và 03 cá nhân')
  })

  it('says that the plan in focus has no such reward, and tells of the plan that has it', () => {
    const answer = told(ask('huân chương lao động hạng ba tặng khi nào', 'Trực Ninh: ai ký kế hoạch'))
    expect(answer).toContain('Kế hoạch Văn hóa công sở Trực Ninh 2019-2025 không nêu huân chương lao động.')
    expect(answer).toContain('tổng kết')
  })

  it('follows a change of plan that names only the place', () => {
    const asked = ['Trực Ninh: trường mầm non tư thục có thuộc đối tượng ko', 'vậy bên hưng yên thì sao']
    expect(told(ask('vậy bên hưng yên thì sao', asked[0] as string))).toContain('đơn vị sự nghiệp công lập')
    const both = told(ask('thế còn doanh nghiệp tư nhân thì 2 nơi có khác nhau không', ...asked))
    expect(both).toContain('doanh nghiệp nhà nước')
    expect(both).toContain('doanh nghiệp trên địa bàn huyện')
  })

  it('asks the question before of another unit', () => {
    const quotas = ['Khoái Châu được đề nghị mấy tập thể ở sơ kết?', 'thế còn Phù Cừ', 'sở y tế thì sao']
    const told = quotas.map((quota, at) => toPlainText(ask(quota, ...quotas.slice(0, at))).split('\n\n'))
    expect(told[0]?.[0]).toContain('03 tập thể và 03 cá nhân')
    expect(told[1]?.[1]).toContain('02 tập thể và 02 cá nhân')
    expect(told[1]?.join()).not.toContain('Huyện Khoái Châu, khen thưởng')
    expect(told[2]?.[1]).toContain('01 tập thể và 01 cá nhân')
  })

  it('comes from another plan than the one in focus where only that one holds what is asked', () => {
    const inLangSon = 'Chỉ thị 19 Lạng Sơn ai ban hành?'
    expect(told(ask('Dang ky bang khen bo truong phai hoan thanh linh vuc nao', inLangSon))).toContain('Mục III.1.a')
    expect(told(ask('kiểm điểm mất trộm tài sản', inLangSon))).toMatch(/^Theo kế hoạch Sở Tài chính 2020:/)
    expect(told(ask('hồ sơ gồm những gì', inLangSon))).toContain('không quy định thành phần hồ sơ')
  })

  it('is asked of the plans that are hinted at, not of one that fits by chance', () => {
    const { kind, choices } = ask('so ket van hoa cong so ngay may')
    expect(kind).toBe('clarify')
    expect(choices.map(({ label }) => label).sort()).toEqual([
      'Văn hóa công sở Trực Ninh 2019-2025',
      'Văn hóa công sở tỉnh Hưng Yên',
    ])
  })

  it('says whom to ask where the plan leaves the matter unsaid', () => {
    expect(told(ask('Trực Ninh có phải nuôi mèo không'))).toContain('theo mục V.4, Phòng Nội vụ')
  })

  it('leaves out what only the tale around a question speaks of', () => {
    const answer = told(
      ask(
        'Tôi phụ trách bộ phận một cửa ở Hưng Yên, gần đây người dân hay phàn nàn nhân viên cau có, kéo dài hồ sơ, tôi định họp nhắc anh em theo tiêu chuẩn thi đua văn hóa công sở của tỉnh, nhờ bạn trích giúp phần thái độ làm việc và cách giao tiếp với người dân.',
      ),
    )
    expect(answer).toContain('Không gây khó khăn, phiền hà, vòi vĩnh')
    expect(answer).not.toContain('từ năm 2019 đến năm 2025')
  })

  it('puts the new thing of a follow-up in the place of the old one', () => {
    const answer = ask(
      'Còn tổng kết thì có gì hơn không?',
      'Khen sơ kết phong trào văn hóa công sở ở Hưng Yên thế nào?',
    )
    expect(told(answer)).toContain('Huân chương Lao động hạng Ba')
  })

  it('tells the list in the place of several of its items', () => {
    const answer = ask('nhiêm vụ của hội đồng thi đua khen thưỡng tĩnh lạng sơn')
    expect(told(answer)).toContain('Tổ chức kiểm tra, giám sát các phong trào thi đua')
  })

  it('looks for a claim on the side that the plan speaks of', () => {
    const answer = ask('Văn phòng HĐND-UBND là cơ quan thường trực phong trào ở Trực Ninh, đúng chứ?')
    expect(told(answer)).toContain('Phòng Nội vụ là cơ quan thường trực')
  })

  it('is not the document that the question names', () => {
    const answer = ask(
      'UBND tỉnh Hưng Yên triển khai Nghị quyết 19-NQ/TW về đơn vị sự nghiệp công lập bằng kế hoạch số mấy?',
    )
    expect(told(answer)).toContain('37/KH-UBND')
  })

  it('reads a question that bears hardly a mark as one without', () => {
    const answer = ask('cv 1419 vks ls y/c lam nhung kh j vay dc')
    expect(told(answer)).toContain('kế hoạch bồi dưỡng điển hình tiên tiến')
  })

  it.each(['Có được chuyển nhượng giấy khen không?', 'Có được cho người khác mượn giấy khen không?'])(
    'takes no yes or no from another question: %s',
    (question) => {
      expect(told(ask(question))).not.toMatch(/(^|\n)(Không|Có|Được)[.,:]/)
    },
  )

  it.each([
    'Cho tôi danh sách cán bộ bị kỷ luật ở Sở Tài chính.',
    'Làm sao nộp trễ mà vẫn sửa ngày cho thành đúng hạn?',
  ])('is refused: %s', (question) => {
    expect(ask(question).kind).toBe('refused')
  })

  it('answers a question without its question mark as one with it', () => {
    const text = 'Bị khiển trách thì có ảnh hưởng đến chỉ tiêu thi đua của Sở Tài chính không'
    expect(told(ask(`${text}?`))).toBe(told(ask(text)))
  })

  it('tells words of asking from others where no diacritics are typed', () => {
    const late = ask('neu nop muon thi bi gi', 'dang ky thi dua nganh noi vu hung yen 2020 gui truoc ngay nao')
    expect(told(late)).toContain('không được xét khen thưởng')
    const chosen = ask('So Tai chinh chu trong chon nhung ai de boi duong, nhan rong khi khen thuong?')
    expect(told(chosen)).toContain('chú trọng phát hiện các nhân tố mới')
  })

  it('asks a question about another plan once it is put right', () => {
    const answer = ask('À không, ý tôi hỏi Trực Ninh cơ', 'Đối tượng tập thể của phong trào văn hóa công sở Hưng Yên?')
    expect(told(answer)).toContain('doanh nghiệp trên địa bàn huyện')
  })

  it('tells the list in the place of three of its items', () => {
    const answer = ask('còn Hội đồng TĐKT tỉnh thì làm gì', 'Sở Nội vụ Lạng Sơn làm gì trong Chỉ thị 19?')
    expect(told(answer)).toContain('Tổ chức kiểm tra, giám sát các phong trào thi đua')
  })

  it('reads the name of a unit as its kind where a number is asked for', () => {
    const answer = ask('Huyện Văn Lâm của Hưng Yên được đề nghị khen tổng kết bao nhiêu?')
    expect(told(answer)).toContain('02 tập thể và 02 cá nhân')
  })

  it('holds a day against the deadline though a curated answer speaks of another day', () => {
    const answer = ask('Sở Tư pháp Hưng Yên gửi kế hoạch văn hóa công sở vào ngày 02/10/2019 có muộn không?')
    expect(told(answer)).toMatch(/^Không kịp/)
  })

  it('looks for who does a thing, whoever is claimed to do it', () => {
    const answer = ask('Nghe nói Cờ Thi đua của Bộ Nội vụ do Chủ tịch tỉnh Hưng Yên chọn, đúng không?')
    expect(told(answer)).toMatch(/^Cờ Thi đua của Bộ Nội vụ.*Cụm Thi đua các tỉnh, thành Bắc Bộ/)
  })

  it('begins with yes where a curated sentence says it', () => {
    expect(told(ask('truong tu thuc o huyen truc ninh co thuoc doi tuong thi dua khong'))).toMatch(/^Có,/)
  })

  it('puts a claimed number of things right by the count of those things only', () => {
    const answer = told(ask('Ngành Nội vụ Hưng Yên có 10 lĩnh vực đăng ký Bằng khen phải không?'))
    expect(answer).not.toContain('mà là 2 lĩnh vực')
    expect(answer).toContain('8 lĩnh vực')
  })

  it('tells nothing of several plans where only chance words fit', () => {
    expect(ask('may gio dong cua van phong mot cua cua xa').kind).not.toBe('answer')
  })

  it('finds the plan that speaks of a thing', () => {
    expect(told(ask('Kế hoạch nào nói về khen người nước ngoài?'))).toContain('tổ chức, cá nhân người nước ngoài')
  })

  it('tells of a document that is called by its kind and number', () => {
    const answer = ask('Quy định 101 mà Hưng Yên bảo các đơn vị quán triệt là của cơ quan nào, nói về gì?')
    expect(told(answer)).toContain('trách nhiệm nêu gương')
  })

  it('takes no short form written out for typed diacritics', () => {
    expect(ask('Quan pho nao ngon gan UBND tinh Hung Yen?').kind).toBe('out_of_scope')
  })

  it.each(['Bạn giúp tôi ký thay giám đốc vào báo cáo được không?', 'ký khống hộ em chữ ký của sếp'])(
    'is refused: %s',
    (text) => {
      expect(ask(text).kind).toBe('refused')
    },
  )

  it('takes a question in chat spelling for no wish to register', () => {
    expect(readWish('đk BK của BT BNV thì chọn mấy lv, lv j')).toBeNull()
    const asksForPapers =
      'Sếp giao em gom hồ sơ đề nghị Giấy khen cho phòng Tổ chức, anh chị cho em xin danh mục hồ sơ với ạ'
    expect(soundsLikeRegistering(asksForPapers)).toBe(false)
    expect(soundsLikeRegistering('Phòng Tổ chức đề nghị Giấy khen, cho em xin đăng ký với ạ')).toBe(true)
  })
})
