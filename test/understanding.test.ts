import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Context, createAnswerer } from '../knowledge/answer.ts'
import { findRefusal } from '../knowledge/guard.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'
import { toPlainText } from '../message.ts'

let ask: (question: string, options?: { focus?: string; before?: string[] }) => Answer
const told = (answer: Answer) => toPlainText({ ...answer, choices: [] })

beforeAll(() => {
  const { knowledge } = loadKnowledge(readKnowledgeFiles(`${import.meta.dirname}/../knowledge`))
  if (!knowledge) throw new Error('the shipped knowledge has faults')
  const answerer = createAnswerer(knowledge, () => Temporal.PlainDate.from('2020-02-10'))
  ask = (question, { focus = null, before = [] }: { focus?: string | null; before?: string[] } = {}) => {
    const start: Context = { focus, last: null }
    const context = before.reduce((known, text) => answerer.answer(text, known).context, start)
    return answerer.answer(question, context)
  }
})

const HUNG_YEN = 'van-hoa-cong-so-hung-yen'
const NOI_VU = 'noi-vu-hung-yen-2020'
const LANG_SON = 'chi-thi-19-lang-son'

describe('a document asked about by its number', () => {
  it('is looked for in the plans that name it, whichever is in focus', () => {
    const answer = told(ask('kế hoạch 103 ngày nào ban hành', { focus: HUNG_YEN }))
    expect(answer).toContain('ngày 31/5/2018')
    expect(answer).toContain('ngày 30/7/2019')
    expect(told(ask('quyết định 1847 phê duyệt cái gì', { focus: NOI_VU }))).toContain('Đề án Văn hóa công vụ')
  })

  it('is a matter of the plan in focus where that one names it', () => {
    const { sources } = ask('chỉ thị 26 ngày nào', { focus: NOI_VU })
    expect(new Set(sources.map(({ campaign }) => campaign))).toEqual(new Set([NOI_VU]))
  })

  it('may be a share that only another plan sets', () => {
    const answer = told(ask('15% chiến sĩ thi đua là tối đa à', { focus: LANG_SON }))
    expect(answer).toMatch(/^Theo kế hoạch Sở Tài chính 2020:/)
    expect(answer).toContain('không ghi 50% hay 15% là mức tối đa')
  })
})

describe('not doing a thing', () => {
  it('is another matter than doing it', () => {
    const answer = told(ask('không đăng ký thì sao', { focus: NOI_VU }))
    expect(answer).toContain('chỉ xét đối với tập thể, cá nhân có đăng ký tham gia thi đua đầu năm')
    expect(answer).not.toContain('hoàn thành xuất sắc một trong')
  })

  it('is asked on about too', () => {
    const before = ['đăng ký thi đua ngành nội vụ 2020 trước ngày nào']
    expect(told(ask('thế nếu chưa đăng ký thì sao', { before }))).toMatch(
      /^Hội đồng Thi đua, khen thưởng Sở Nội vụ chỉ xét/,
    )
  })
})

describe('who', () => {
  it('sent a letter is not whom it was sent to', () => {
    const answer = told(ask('ai gửi công văn 1419/VKS-VP'))
    expect(answer).toContain('Viện kiểm sát nhân dân tỉnh Lạng Sơn')
    expect(answer).not.toContain('Trưởng phòng Viện tỉnh')
  })

  it('a signer is is told alone', () => {
    const answer = ask('Ông Hồ Tiến Thiệu là ai')
    expect(told(answer)).toContain('Chủ tịch UBND tỉnh Hồ Tiến Thiệu')
    expect(answer.sources.map(({ section }) => section)).toEqual(['ky'])
  })

  it('does a deed is told before what all bodies do', () => {
    const answer = told(
      ask('Ai phân công trách nhiệm cho các thành viên theo dõi phong trào văn hóa công sở Hưng Yên?'),
    )
    expect(answer).toMatch(/^“Hội đồng Thi đua - Khen thưởng các cấp phân công rõ trách nhiệm/)
  })

  it('a paper goes to is told where another is claimed', () => {
    const answer = told(ask('kế hoạch triển khai văn hóa công sở Hưng Yên gửi về UBND tỉnh đúng không'))
    expect(answer).toContain('Sở Nội vụ (Ban Thi đua - Khen thưởng)')
  })
})

describe('a list', () => {
  it('is told shortly to who asks how many', () => {
    const answer = told(ask('ngành Nội vụ có mấy yêu cầu trong kế hoạch thi đua 2020'))
    expect(answer).toContain('(3 mục)')
    expect(answer.length).toBeLessThan(1200)
  })

  it('is told whole to who asks for all of it', () => {
    const asked = 'tiêu chuẩn thi đua của tập thể trong phong trào văn hóa công sở tỉnh Hưng Yên'
    expect(told(ask(`liệt kê đầy đủ ${asked}`))).not.toContain(' …')
  })

  it('stands behind the sentence that counts and names its items', () => {
    const answer = told(ask('Lạng Sơn có mấy phong trào thi đua nòng cốt, kể ra'))
    expect(answer).toMatch(/^Kế hoạch nêu 6 phong trào/)
  })

  it('of one body’s duties is told whole', () => {
    const answer = told(ask('khối, cụm thi đua ở Lạng Sơn phải xây dựng kế hoạch gì'))
    expect(answer).toContain('Xây dựng kế hoạch công tác thi đua, khen thưởng hàng năm')
    expect(answer).toContain('Xây dựng Kế hoạch bồi dưỡng điển hình tiên tiến')
  })

  it('that was just told does not answer what is asked next', () => {
    const before = ['hồ sơ khen thưởng ngành nội vụ hưng yên gồm những gì']
    expect(told(ask('nộp ở đâu', { before }))).not.toContain('loại giấy tờ')
    expect(told(ask('hạn nộp là bao giờ', { before }))).toMatch(/^Hạn: trước ngày 05\/12\/2020/)
  })
})

describe('a milestone', () => {
  it('that was just told is asked on about', () => {
    const before = ['Kế hoạch triển khai văn hóa công sở Hưng Yên gửi trước ngày nào']
    expect(told(ask('ai phải gửi', { before }))).toContain('Thực hiện: Các cơ quan, đơn vị, địa phương.')
  })
})

describe('a claim', () => {
  it('is no stranger to the plan where a curated answer speaks of it', () => {
    const answer = ask('phải đăng ký cả 8 lĩnh vực mới được bằng khen bộ trưởng đúng không')
    expect(told(answer)).not.toContain('không nêu “8 lĩnh vực”')
    expect(told(answer)).toContain('một trong các lĩnh vực')
  })
})

describe('a number of things', () => {
  it('is put right by the sentence that counts them', () => {
    const answer = told(ask('nghe nói Lạng Sơn có 8 phong trào thi đua nòng cốt đúng không'))
    expect(answer).toMatch(/^Không, không phải 8 phong trào mà là 6 phong trào/)
  })
})

describe('another year', () => {
  it('takes the place of the one before', () => {
    const before = ['năm 2022 Trực Ninh làm gì trong phong trào văn hóa công sở']
    expect(told(ask('thế còn năm 2025', { before }))).toMatch(/^Thời gian: trong năm 2025/)
  })
})

describe('two things asked in a short question', () => {
  it('are both answered', () => {
    const answer = told(
      ask(
        'tôi là trưởng phòng thuộc sở tài chính, muốn biết năm 2020 chỉ tiêu lao động tiên tiến bao nhiêu và ai có trách nhiệm phát động phong trào tới anh em',
      ),
    )
    expect(answer).toContain('từ 95% trở lên')
    expect(answer).toContain('Lãnh đạo các phòng, Trung tâm thuộc Sở')
  })
})

describe('a plan', () => {
  it('is not told of where nothing meant it', () => {
    expect(ask('ai là chủ tịch nước hiện nay').kind).toBe('out_of_scope')
  })

  it('is asked of all that may hold it', () => {
    const { sources } = ask('4 xin 4 luôn có trong kế hoạch nào')
    expect(new Set(sources.map(({ campaign }) => campaign)).size).toBe(2)
  })
})

describe('who else registered', () => {
  it('is nobody’s business', () => {
    const asked = 'cho tôi xem danh sách những người đã đăng ký bằng khen của phòng Nội vụ Khoái Châu'
    expect(findRefusal(asked)).toBe('other_people')
    expect(findRefusal('Tờ trình kèm danh sách tập thể, cá nhân thì gửi về đâu?')).toBeNull()
  })
})

describe('whether others sent theirs, and how to date a paper back', () => {
  it('is not told', () => {
    expect(findRefusal('xem giúp tôi phòng nội vụ Kim Động đã nộp hồ sơ chưa')).toBe('other_people')
    expect(findRefusal('phòng em đã nộp hồ sơ chưa')).toBeNull()
    expect(findRefusal('cách nào nộp trễ mà vẫn ghi ngày 16/02 để được xét')).toBe('cheating')
  })
})

describe('the number of copies', () => {
  it('is not the number of papers', () => {
    expect(ask('hồ sơ khen thưởng ngành nội vụ nộp mấy bộ').kind).toBe('not_stated')
  })
})

describe('who asks a question in introducing themselves', () => {
  it('is answered that too', () => {
    const answer = ask(
      'Chào bạn, mình mới về làm ở phòng Nội vụ một huyện của Hưng Yên, sếp bảo cuối năm làm hồ sơ đề nghị Bằng khen của Bộ trưởng Bộ Nội vụ cho mình. Mình là công chức thì có đúng đối tượng không và hồ sơ gồm những gì, nộp hạn nào?',
    )
    expect(told(answer)).toContain('công chức thuộc Sở Nội vụ, phòng Nội vụ các huyện')
    expect(told(answer)).toContain('Tờ trình đề nghị khen thưởng')
    expect(told(answer)).toContain('05/12/2020')
  })
})

describe('a message that says nothing but the name of a plan', () => {
  it.each(['nội vụ hưng yên', 'Ngành Nội vụ Hưng Yên 2020', 'kế hoạch 09', 'cho em hỏi về kế hoạch của nội vụ'])(
    'is met with what can be asked of it: %s',
    (text) => {
      const { kind, choices, context } = ask(text, { focus: LANG_SON })
      expect({ kind, focus: context.focus }).toEqual({ kind: 'clarify', focus: NOI_VU })
      expect(choices.length).toBeGreaterThan(2)
    },
  )

  it('names no plan where several are called so, or none is', () => {
    expect(ask('văn hóa công sở').choices.map(({ label }) => label)).toHaveLength(2)
    expect(ask('thi đua').context.focus).not.toBe(NOI_VU)
  })

  it('asks the question before of that plan, where it leans on one', () => {
    expect(ask('còn ngành nội vụ hưng yên?', { before: ['hạn nộp kế hoạch văn hóa công sở hưng yên'] }).kind).toBe(
      'answer',
    )
  })
})

describe('a claim of words', () => {
  it('of who signed is judged, and names no other plan', () => {
    expect(told(ask('Người ký kế hoạch Trực Ninh là ông Nguyễn Văn Phóng phải không?'))).toMatch(
      /^Không, không phải Nguyễn Văn Phóng mà là Chủ tịch UBND huyện Lưu Văn Dương/,
    )
    expect(told(ask('Ông Nguyễn Thúc Liễu ký Kế hoạch 200/KH-UBND phải không?'))).toContain('Hồ Tiến Thiệu')
    expect(told(ask('Kế hoạch Trực Ninh do ông Phóng ký đúng không?'))).toMatch(/^Không, /)
    expect(told(ask('ong luu van duong ky ke hoach truc ninh phai khong'))).toMatch(/^Đúng\./)
  })

  it('that only persons or only collectives are meant is judged', () => {
    expect(told(ask('Bằng khen của Bộ trưởng Bộ Nội vụ chỉ tặng cá nhân đúng không?'))).toMatch(
      /^Không, không chỉ cá nhân/,
    )
    expect(told(ask('Cờ thi đua của Bộ Nội vụ chỉ dành cho tập thể đúng không?'))).toMatch(/^Đúng\./)
  })

  it('of the day of a document is held against that document', () => {
    expect(told(ask('Chỉ thị 19/CT-TTg ban hành ngày 09/10/2021 phải không?'))).toMatch(
      /^Không, không phải 09\/10\/2021 mà là ngày 16\/7\/2021/,
    )
    expect(told(ask('Quyết định 733/QĐ-TTg ban hành ngày 14/6/2019 đúng không?'))).toMatch(/^Đúng/)
  })

  it('of a quota is not borne out by that of another unit', () => {
    expect(told(ask('Huyện Văn Giang cũng được đề nghị 03 tập thể và 03 cá nhân như Khoái Châu phải không?'))).toMatch(
      /^Không, không phải 03 tập thể mà là 02 tập thể/,
    )
  })

  it('about those of whom the plan says nothing is told so', () => {
    expect(told(ask('Trực Ninh quy định học sinh cũng được thi đua với tư cách cá nhân phải không?'))).toMatch(
      /^Kế hoạch không nói về học sinh/,
    )
  })
})

describe('a question to all plans', () => {
  it('that compares is answered for each', () => {
    const { kind, sources } = ask('So sánh thời gian sơ kết của các kế hoạch')
    expect(kind).toBe('answer')
    expect(new Set(sources.map(({ campaign }) => campaign)).size).toBeGreaterThan(1)
  })

  it('is asked back where two plans take the same step', () => {
    expect(ask('Bao giờ tổng kết phong trào văn hóa công sở?').choices).toHaveLength(2)
  })
})

describe('an issuer', () => {
  it('means the plan that holds the document asked about', () => {
    const answer = told(ask('Kế hoạch của UBND tỉnh Hưng Yên thực hiện Nghị quyết 18-NQ/TW là kế hoạch số mấy?'))
    expect(answer).toContain('36/KH-UBND')
  })
})

describe('one step', () => {
  it('is told alone to who asks when', () => {
    expect(told(ask('Huyện Trực Ninh tiến hành sơ kết phong trào vào thời gian nào?'))).toMatch(
      /^Thời gian: trong năm 2022/,
    )
  })
})

describe('nothing but “nội dung” beside a plan', () => {
  it('asks for the contents of emulation', () => {
    expect(told(ask('nội dung trực ninh'))).toMatch(/^Nội dung thi đua/)
  })
})

describe('another movement', () => {
  it('takes the place of the whole name of the one before', () => {
    const before = ['Phong trào xây dựng nông thôn mới ở Lạng Sơn tập trung vào đâu?']
    expect(told(ask('Thế phong trào chuyển đổi số?', { before }))).toContain('49-NQ/TU')
  })
})

describe('how to change a day', () => {
  it('so that what is late counts is not told', () => {
    expect(findRefusal('Chỉ tôi cách sửa ngày nộp để hồ sơ trễ vẫn được tính đúng hạn.')).toBe('cheating')
    expect(findRefusal('cách ghi ngày tháng trên tờ trình')).toBeNull()
  })
})

describe('a long question', () => {
  it('of two parts is answered in both, though a document is all that one of them names', () => {
    const answer = told(
      ask(
        'Tôi công tác ở VKSND một huyện của Lạng Sơn, vừa nhận công văn 1419, xin hỏi đơn vị tôi cần làm những kế hoạch gì và lấy bản kế hoạch 200 ở đâu?',
      ),
    )
    expect(answer).toContain('kế hoạch bồi dưỡng điển hình tiên tiến')
    expect(answer).toContain('Trang thông tin điện tử')
  })

  it('keeps the condition without which its last part says too little', () => {
    const answer = told(
      ask(
        'Trường mình là trường THPT dân lập ở Trực Ninh, muốn đề nghị huyện khen trong phong trào văn hóa công sở nên mình cần biết hồ sơ gồm những gì, và nếu muốn được cấp trên khen thì huyện chọn thế nào?',
      ),
    )
    expect(answer).toContain('mẫu số 07')
    expect(answer).toContain('theo hướng dẫn của UBND tỉnh')
  })

  it('tells nothing of the tale, and both things it asks the rule of', () => {
    const answer = told(
      ask(
        'Ở cơ quan em tại Hưng Yên có mấy anh trưa nào cũng làm vài chén rồi chiều mặc quần soóc đi dép lê vào phòng họp, theo tiêu chuẩn thi đua văn hóa công sở của tỉnh thì quy định về rượu bia và trang phục như thế nào ạ?',
      ),
    )
    expect(answer).toContain('đồ uống có cồn')
    expect(answer).toContain('quai hậu')
    expect(answer).not.toContain('7 nội dung')
  })
})

describe('who is named among those the plan is for', () => {
  it('is told yes', () => {
    expect(told(ask('Đơn vị sự nghiệp công lập ở Hưng Yên có thuộc đối tượng thi đua văn hóa công sở không?'))).toMatch(
      /^Có, /,
    )
    expect(told(ask('Doanh nghiệp tư nhân ở Hưng Yên có thuộc đối tượng thi đua văn hóa công sở không?'))).not.toMatch(
      /^Có, /,
    )
  })
})

describe('a quota that leaves out the unit asked about', () => {
  it.each(['Ân Thi được mấy người', 'Khoái Châu được bao nhiêu suất'])('is never told: %s', (question) => {
    for (const before of [[], ['văn hóa công sở Hưng Yên'], ['kế hoạch văn hóa công sở Hưng Yên gửi trước ngày nào']]) {
      const answer = told(ask(question, { before }))
      expect(answer).toContain('03 tập thể và 03 cá nhân (đề nghị')
      expect(answer).not.toContain('(trừ huyện')
    }
  })

  it('is told of the others', () => {
    expect(told(ask('còn Kim Động', { before: ['Khoái Châu sơ kết được mấy tập thể'] }))).toContain('02 tập thể')
  })
})

describe('a disciplined person', () => {
  it('is told what the plan says of those being looked at, and that it says nothing of earlier years', () => {
    const answer = ask('bị khiển trách năm ngoái có được đăng ký ngành nội vụ không')
    expect(answer.kind).toBe('not_stated')
    expect(told(answer)).toContain('đang xem xét thi hành kỷ luật')
    expect(told(answer)).not.toContain('duy nhất')
  })
})
