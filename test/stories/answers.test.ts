// What people are told: asked without a channel, on the first Monday of the demo.

import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { type Answered, askOnce } from '../../ask-once.ts'
import { createAssistant } from '../../assistant.ts'
import { loadConfig } from '../../config.ts'

const HUNG_YEN = 'van-hoa-cong-so-hung-yen'
const NOI_VU = 'noi-vu-hung-yen-2020'
const SO_TAI_CHINH = 'so-tai-chinh-2020'

const assistant = await createAssistant(
  {
    ...loadConfig({}),
    databaseUrl: 'sqlite::memory:',
    filesDir: null,
    clockStart: new Date('2020-02-10T08:00:00+07:00'),
  },
  pino({ level: 'error' }),
)
afterAll(() => assistant.close())

const ask = (q: string, campaign?: string, ...context: string[]): Promise<Answered> =>
  askOnce(assistant, { q, context, campaign })

describe('a figure that is claimed', () => {
  it.each([
    [
      'Khoái Châu được 2 tập thể đúng không?',
      'Không, không phải 2 tập thể mà là 03 tập thể (theo kế hoạch Văn hóa công sở tỉnh Hưng Yên).',
    ],
    ['Khoái Châu được 3 tập thể phải không?', 'Đúng (theo kế hoạch Văn hóa công sở tỉnh Hưng Yên).'],
    ['Sở Tài chính đặt 50% lao động tiên tiến phải không?', 'Không, không phải 50% mà là từ 95% trở lên.'],
    ['Có phải Sở Tài chính đặt 15% chiến sĩ thi đua cơ sở không?', 'Đúng.'],
    [
      'Hạn đăng ký thi đua ngành Nội vụ là 05/12/2020 đúng không?',
      'Không, không phải 05/12/2020 mà là trước ngày 17/02/2020.',
    ],
    ['Hạn đăng ký thi đua ngành Nội vụ là 17/2 à?', 'Chưa đúng hẳn, phải trước ngày 17/02/2020.'],
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

  it('names the plan in focus where the question does not', async () => {
    const { text } = await ask('Hạn của sở nội vụ ngày 15/02 đúng không?', 'van-hoa-cong-so-hung-yen')
    expect(text).toMatch(/^Không, không phải 15\/02 .*\(theo kế hoạch Văn hóa công sở tỉnh Hưng Yên\)\./)
  })
})

describe('a day held against a deadline', () => {
  it.each([
    [
      'hnay la 17/2/2020 nop ho so dang ky thi dua nganh noi vu con kip ko',
      'Không kịp: ngày 17/02/2020 đã quá hạn, ngày cuối còn kịp là Chủ nhật 16/02/2020.',
    ],
    [
      'nộp đăng ký thi đua ngành nội vụ ngày 16/2 có kịp không',
      'Kịp: ngày 16/02/2020 còn trong hạn, ngày cuối là Chủ nhật 16/02/2020.',
    ],
    [
      'Ngày 5/12/2020 gửi hồ sơ khen thưởng cho Sở Nội vụ Hưng Yên thì có bị trễ không?',
      'Không kịp: ngày 05/12/2020 đã quá hạn, ngày cuối còn kịp là thứ Sáu 04/12/2020.',
    ],
  ])('is judged first: %s', async (question, verdict) => {
    expect((await ask(question)).text.split('\n')[0]).toBe(verdict)
  })

  it('is not judged where there is no such day', async () => {
    const { text } = await ask('nộp đăng ký thi đua ngành nội vụ ngày 31/2 có kịp không')
    expect(text).toMatch(/^Hạn: trước ngày 17\/02\/2020/)
  })
})

describe('what no plan states', () => {
  it.each([
    ['chuyển nhượng giấy khen của giám đốc sở nội vụ được không', 'chuyển nhượng'],
    ['Bị mất bằng khen văn hóa công sở thì xin cấp lại thế nào ở Hưng Yên?', 'cấp lại'],
    ['Lễ phát động phong trào ở Trực Ninh tổ chức ở đâu, mấy giờ?', 'nơi và giờ tổ chức lễ'],
    ['Nghỉ thai sản 6 tháng có được xét thi đua ngành Nội vụ Hưng Yên không?', 'nghỉ thai sản'],
  ])('is named, instead of something near it: %s', async (question, matter) => {
    const { kind, text } = await ask(question)
    expect([kind, text.split('.')[0]]).toEqual(['not_stated', expect.stringMatching(`không nói về .*${matter}`)])
  })

  it('is told of a case together with the rule for all cases', async () => {
    const { kind, text } = await ask(
      'em mới vào cơ quan 5 tháng có được xét giấy khen giám đốc sở nội vụ hưng yên không',
    )
    expect([kind, text.split('\n')[0]]).toEqual([
      'not_stated',
      'Kế hoạch không nói về thời gian công tác, thâm niên; văn bản chỉ ghi:',
    ])
    expect(text).toContain('công chức, viên chức và người lao động thuộc Sở Nội vụ')
  })

  it.each([
    ['a plan speaks of it', 'Lễ trao tặng danh hiệu thi đua ở Lạng Sơn phải tổ chức như thế nào?'],
    ['it only looks so without its marks', 'nop ho so khen thuong truc ninh gom nhung giay to gi'],
    [
      'a tale only mentions it',
      'Em mới về làm văn thư ở Sở Nội vụ Hưng Yên, cho em hỏi hạn đăng ký thi đua năm 2020 là ngày nào và gửi về đâu ạ?',
    ],
  ])('is not said where %s', async (_where, question) => {
    expect((await ask(question)).kind).toBe('answer')
  })

  it.each([
    ['Báo cáo thành tích Trực Ninh làm theo mẫu số 05 phải không?', 'mẫu số 05', 'mẫu số 07'],
    ['Trực Ninh thuộc tỉnh Thái Bình theo kế hoạch này nhỉ?', 'Thái Bình', ''],
    ['Lạng Sơn quy định mỗi xã phải có 3 điển hình tiên tiến đúng không?', '3 điển hình', ''],
    ['Hưng Yên bắt buộc dịch vụ công trực tuyến mức độ 5 phải không?', 'mức độ 5', 'mức độ 3, 4'],
  ])('is named where a question claims it: %s', async (question, claimed, stated) => {
    const { text } = await ask(question)
    expect(text.split('\n')[0]).toBe(`Kế hoạch không nêu “${claimed}”. Văn bản ghi như sau:`)
    expect(text).toContain(stated)
  })
})

describe('a follow-up', () => {
  it('takes the longest name for what is exchanged', async () => {
    const before = 'Giấy khen của Giám đốc Sở Nội vụ Hưng Yên dành cho ai?'
    const { text } = await ask('thế bằng khen bộ trưởng?', undefined, before)
    expect(text).toMatch(/^Bằng khen của Bộ trưởng Bộ Nội vụ/)
  })

  it('that only names another thing asks for its day where a day was asked for', async () => {
    const before = 'Hạn đăng ký thi đua ngành Nội vụ Hưng Yên 2020?'
    expect((await ask('Thế còn hồ sơ đề nghị khen thưởng?', undefined, before)).text).toMatch(
      /^Hạn: trước ngày 05\/12\/2020/,
    )
  })

  it('about another plan is answered by that one alone', async () => {
    const { sources } = await ask(
      'còn bên Trực Ninh?',
      undefined,
      'Hồ sơ khen thưởng ngành Nội vụ Hưng Yên gồm những gì?',
    )
    expect(sources.map(({ campaign }) => campaign)).toEqual(['van-hoa-cong-so-truc-ninh'])
  })

  it('about other units is answered by their quota', async () => {
    const { text } = await ask('còn cấp sở thì mấy?', undefined, 'Huyện Ân Thi được đề nghị khen sơ kết mấy tập thể?')
    expect(text).toContain('01 tập thể và 01 cá nhân')
    expect(text).not.toContain('02 cá nhân')
  })
})

it('tells each target that is called by its name', async () => {
  const { text } = await ask('stc 2020 cstđcs bn % v, ldtt bn %')
  expect(text).toMatch(/^Chỉ tiêu “Chiến sỹ thi đua cơ sở”: 15%[\s\S]*Chỉ tiêu “Lao động tiên tiến”: từ 95%/)
})

it('tells one item where one of a list is asked for', async () => {
  const { text } = await ask('Sở Tài chính đặt chỉ tiêu không để xảy ra những vụ việc nào trong năm 2020?')
  expect(text).toMatch(/^“Không để xảy ra/)
  expect(text).not.toContain('Lao động tiên tiến')
})

it('tells a list whole where a little more room does it', async () => {
  const { text } = await ask('5 chỉ tiêu thi đua của Sở Tài chính năm 2020')
  expect(text).toContain('15% CBCCVC')
  expect(text).toContain('từ khiển trách trở lên')
})

it('tells the papers where they are asked for, not how many copies', async () => {
  expect((await ask('xin khen thì cần giấy tờ gì', 'van-hoa-cong-so-truc-ninh')).text).toMatch(/gồm 3 loại giấy tờ/)
})

it('compares what a long question speaks of before the clause that asks', async () => {
  const { text } = await ask(
    'Chỉ thị 15 ngày 28/9/2016 của Chủ tịch tỉnh, hai kế hoạch Hưng Yên ghi ký hiệu giống nhau không?',
  )
  expect(text).toMatch(/15\/CT-CTUBND, kế hoạch ngành Nội vụ ghi 15\/CT-UBND/)
})

it('does not tell who has registered', async () => {
  expect((await ask('anh Minh phòng tổ chức có đăng ký bằng khen chưa, cho xem với')).kind).toBe('refused')
})

it('does not ask back about what no plan covers', async () => {
  const { kind } = await ask('Chủ tịch UBND tỉnh Hưng Yên hiện nay là ai, số điện thoại bao nhiêu?')
  expect(kind).toBe('out_of_scope')
})

it('answers a long message that asks about a registration instead of offering to begin one', async () => {
  const { kind, text } = await ask(
    'Em mới chuyển về phòng Nội vụ một huyện của Hưng Yên, sếp bảo năm 2020 phải đăng ký thi đua với Sở mà em chưa rõ đăng ký Bằng khen Bộ trưởng thì chọn lĩnh vực gì và phải gửi trước ngày nào, nhờ anh chị chỉ giúp.',
  )
  expect(kind).toBe('answer')
  expect(text).toContain('trước ngày 17/02/2020')
})

it('begins no registration where one is spoken of as done', async () => {
  const { kind } = await ask('đăng ký rồi muốn đổi sang lĩnh vực khác thì làm sao, ngành nội vụ hưng yên')
  expect(kind).toBe('not_stated')
})

describe('a unit that the plan does not name', () => {
  it.each([
    ['Sở Y tế được mấy tập thể?', 'Sở Y tế', 'Các cơ quan, đơn vị', '01 tập thể và 01 cá nhân', '02 tập thể'],
    ['so y te duoc de nghi may tap the', 'Sở Y tế', 'Các cơ quan, đơn vị', '01 tập thể và 01 cá nhân', '02 tập thể'],
    [
      'văn giang được mấy cá nhân tổng kết',
      'Văn Giang',
      'Các huyện, thị xã, thành phố',
      '02 tập thể và 02 cá nhân',
      '01 tập thể',
    ],
  ])('is answered by its kind, saying so: %s', async (question, name, kind, quota, other) => {
    const { text } = await ask(question, HUNG_YEN)
    expect(text).toMatch(new RegExp(`^Kế hoạch không nêu riêng ${name}; áp dụng theo nhóm “${kind}”:`))
    expect(text).toContain(quota)
    expect(text).not.toContain(other)
  })

  it.each(['Huyện Khoái Châu được mấy cá nhân khi sơ kết?', 'Sở Thông tin và Truyền thông phải làm gì?'])(
    'is not a unit that it names: %s',
    async (question) => {
      expect((await ask(question, HUNG_YEN)).text).not.toContain('không nêu riêng')
    },
  )

  it('stands beside one that has a quota of its own', async () => {
    const { text } = await ask('văn giang với khoái châu được đề nghị khen sơ kết mỗi nơi bao nhiêu')
    expect(text).toContain('Văn Giang: 02 tập thể và 02 cá nhân')
    expect(text).toContain('Khoái Châu: 03 tập thể và 03 cá nhân')
  })

  it('tells the plan of its place, though another has more words in common', async () => {
    const { sources } = await ask('bên huyện Kim Động gửi kế hoạch văn hóa công sở cho ai')
    expect(sources).toEqual([expect.objectContaining({ campaign: HUNG_YEN, section: 'V.1' })])
  })

  it('is not the body to which something is sent', async () => {
    const { text } = await ask('Kế hoạch triển khai văn hoá công sở gửi Ban TĐKT Hưng Yên hạn chót ngày nào?')
    expect(text).toMatch(/^Hạn: trước ngày 01\/10\/2019/)
  })

  it('is out of scope where no plan is meant', async () => {
    expect((await ask('Sở Y tế được mấy tập thể?')).kind).toBe('out_of_scope')
  })
})

describe('how many are commended', () => {
  it.each(['Trực Ninh khen mấy tập thể khi tổng kết?', 'Ngành Nội vụ năm 2020 mỗi phòng được mấy người bằng khen?'])(
    'is not stated by a plan without quotas: %s',
    async (question) => {
      const { kind, text } = await ask(question)
      expect([kind, text]).toEqual(['not_stated', expect.stringMatching(/^Kế hoạch không (ấn định|quy định) số lượng/)])
    },
  )
})

it('takes typed diacritics at their word: “đặt chỉ tiêu” is not “đạt chỉ tiêu”', async () => {
  expect((await ask('Sở Tài chính đặt chỉ tiêu gì?')).text).toMatch(/^Chỉ tiêu thi đua năm 2020/)
})

describe('an answer tells a thing once', () => {
  const count = (text: string, words: string) => text.split(words).length - 1

  it('a dossier after a deadline', async () => {
    const { text } = await ask(
      'thế hồ sơ khen thưởng gồm những gì?',
      NOI_VU,
      'Hạn đăng ký thi đua ngành Nội vụ là ngày nào?',
    )
    expect(text).toMatch(/^Hồ sơ khen thưởng gồm 3 loại giấy tờ, và 2 loại chỉ trong trường hợp ghi bên cạnh:/)
    expect(count(text, 'Biên bản họp bình xét')).toBe(1)
  })

  it('a deadline of registration without the dossier of commendation', async () => {
    const { text } = await ask('Hạn gửi hồ sơ đăng ký thi đua ngành Nội vụ là khi nào?')
    expect(text).toContain('trước ngày 17/02/2020')
    expect(text).not.toMatch(/Tờ trình|05\/12\/2020/)
  })

  it('a deadline of a dossier without its papers', async () => {
    const { text } = await ask('Hạn nộp hồ sơ khen thưởng ngành Nội vụ?')
    expect(text).toMatch(
      /^Hạn: trước ngày 05\/12\/2020.*\nViệc: Họp bình xét thi đua và gửi hồ sơ đề nghị khen thưởng\./,
    )
    expect(text).not.toContain('Tờ trình')
  })

  it('whom a commendation is for', async () => {
    const { text } = await ask('Bằng khen tặng ai theo kế hoạch ngành Nội vụ?')
    expect(text).toMatch(/^Bằng khen của Bộ trưởng Bộ Nội vụ/)
    expect(count(text.split('\n')[0] ?? '', 'ập thể Sở Nội vụ')).toBe(1)
  })
})

it.each([
  ['Chỉ tiêu lao động tiên tiến của Sở Tài chính là bao nhiêu?', []],
  ['Chiến sĩ thi đua cơ sở của Sở Tài chính bao nhiêu phần trăm?', ['sỹ']],
  ['Chỉ tiêu tập thể lao động tiên tiến của Sở Tài chính?', ['tập thể']],
])('warns of an unclear scan only where its words are shown: %s', async (question, words) => {
  const { text } = await ask(question)
  expect([...text.matchAll(/^Lưu ý:.*“(.+)”\.$/gm)].map(([, word]) => word)).toEqual(words)
})

describe('what a document is known by', () => {
  it('is told of the document asked about', async () => {
    expect((await ask('Ai ký Kế hoạch 200?')).text).toMatch(/^Người ký kế hoạch: Chủ tịch UBND tỉnh Hồ Tiến Thiệu\.\n/)
    expect((await ask('Ai ký?', undefined, 'Công văn 1419/VKS-VP ban hành ngày nào?')).text).toMatch(
      /^Người ký công văn:/,
    )
  })

  it('is told thing by thing, also what is not stated', async () => {
    const { kind, text } = await ask('Số kế hoạch của Sở Tài chính là bao nhiêu, ngày nào?')
    expect(kind).toBe('not_stated')
    expect(text).toMatch(/không ghi số của Kế hoạch[\s\S]+không ghi ngày ban hành/)
  })

  it('is not what another document that it names is known by', async () => {
    expect((await ask('Chỉ thị 19/CT-TTg ban hành ngày nào?')).text).toContain('16/7/2021')
  })
})

it('says that members are not named before it quotes what is said of the body', async () => {
  const { kind, text } = await ask('Hội đồng sáng kiến Sở Tài chính gồm ai?')
  expect([kind, text]).toEqual([
    'not_stated',
    expect.stringMatching(/^Kế hoạch không nêu gồm những ai; văn bản chỉ ghi:/),
  ])
})

it('understands how many days are left, in any spelling', async () => {
  expect((await ask('dky thi dua noi vu hy con bn ngay nua')).text).toContain('Còn 6 ngày')
})

describe('a message that is no question', () => {
  it.each(['đồ ngu', 'bot vô dụng', 'may ngu the', 'im đi'])('and insults is met calmly: %s', async (message) => {
    const { kind, text } = await ask(message, NOI_VU)
    expect([kind, text]).toEqual(['smalltalk', expect.stringMatching(/^Rất tiếc .* Tôi sẵn sàng giúp/)])
  })

  it.each(['còn cho tập thể thì sao', 'phòng điện tử', 'cán bộ ngủ trong giờ làm việc'])(
    'but sounds like an insult is a question: %s',
    async (message) => {
      expect((await ask(message, HUNG_YEN)).text).not.toContain('Rất tiếc')
    },
  )
})

it.each(['Chị Lan phòng Tổ chức hỏi gì hôm qua?', 'anh Minh đã hỏi những gì', 'Ai hỏi về bằng khen hôm qua?'])(
  'does not tell what others asked: %s',
  async (question) => {
    expect((await ask(question)).text).toMatch(/^Tôi không cung cấp thông tin của người khác/)
  },
)

describe('a long question', () => {
  it('is answered part by part, each by its own words', async () => {
    const { text } = await ask(
      'Tôi làm văn phòng UBND huyện Ân Thi, sắp tới sơ kết phong trào văn hóa công sở của tỉnh Hưng Yên, tôi muốn biết huyện mình được đề nghị mấy tập thể, mấy cá nhân và sơ kết vào năm nào.',
    )
    expect(text).toMatch(/03 tập thể và 03 cá nhân[\s\S]+Năm 2022/)
  })

  it('is not answered about the person who asks it', async () => {
    const { text } = await ask(
      'Mình là cán bộ một xã biên giới Lạng Sơn, dân bản cũng hỏi phong trào nông thôn mới của tỉnh tập trung vào xã nào, rồi phong trào vì người nghèo tên đầy đủ là gì để mình làm băng rôn, nhờ bạn trả lời cả hai.',
    )
    expect(text).toMatch(/các xã khó khăn[\s\S]+không để ai bị bỏ lại phía sau/)
    expect(text).not.toContain('quốc phòng')
  })

  it('is answered on every part, though the name of the plan stands in one of them', async () => {
    const { text } = await ask(
      'Tôi phụ trách truyền thông của đài huyện Trực Ninh, vừa nhận được kế hoạch, muốn hỏi đài phải làm gì trong phong trào văn hóa công sở và cơ quan nào là thường trực để tôi liên hệ phối hợp.',
    )
    expect(text).toContain('chủ động xây dựng chuyên mục để tuyên truyền')
    expect(text).toContain('Phòng Nội vụ là cơ quan thường trực')
  })

  it('is answered on a part that leans on the tale before it', async () => {
    const { text } = await ask(
      'Chào bạn, tôi mới về phòng Nội vụ huyện ở Hưng Yên, được phân công theo dõi thi đua ngành năm 2020. Tôi muốn đề nghị Bằng khen của Bộ trưởng Bộ Nội vụ cho một công chức trong phòng thì phải đăng ký lĩnh vực gì, gửi hồ sơ đăng ký về đâu và trước ngày nào?',
    )
    expect(text).toMatch(/một trong các lĩnh vực/)
    expect(text).toMatch(/17\/02\/2020/)
  })

  it('tells who may be commended where it asks whether the person in its tale may', async () => {
    const { text } = await ask(
      'Em là công chức phòng Nội vụ thành phố Hưng Yên, năm 2020 em làm tốt mảng tôn giáo, sếp bảo đăng ký Bằng khen Bộ trưởng, vậy em có thuộc đối tượng không và lĩnh vực tôn giáo có nằm trong các lĩnh vực được đăng ký không ạ?',
    )
    expect(text).toMatch(/công chức thuộc Sở Nội vụ, phòng Nội vụ các huyện, thị xã, thành phố/)
    expect(text).toContain('Tôn giáo')
  })

  it('is told what is not stated, though the same words prove another part', async () => {
    const { text } = await ask(
      'Đơn vị em là Viện kiểm sát huyện ở Lạng Sơn vừa nhận công văn 1419, sếp hỏi trong công văn yêu cầu xây dựng những kế hoạch gì và có cần nộp trước ngày nào không, anh chị trả lời giúp em với ạ.',
    )
    expect(text).toMatch(/kế hoạch bồi dưỡng điển hình tiên tiến[\s\S]*không (nêu|ghi|quy định)[^\n]*(hạn|ngày)/)
  })

  it('is answered on a part that says in its own words what the plan says in others', async () => {
    const { text } = await ask(
      'Mình là cán bộ một xã ở huyện Trực Ninh, hôm trước có đồng nghiệp nhờ mình bố trí việc cho người nhà rồi còn hay đăng bài chưa kiểm chứng lên mạng xã hội. Theo tiêu chuẩn thi đua văn hóa công sở của huyện thì hai việc đó được quy định thế nào?',
    )
    expect(text).toContain('bổ nhiệm người thân')
    expect(text).toContain('mạng xã hội')
  })

  it('is not answered about the company of the person who asks', async () => {
    const { text } = await ask(
      'Công ty tôi làm về công nghệ thông tin ở huyện Trực Ninh mà ai cũng bận, năm nào cũng thi đua, cho hỏi phòng Nội vụ huyện được giao những việc gì và hồ sơ đề nghị khen thưởng gồm những giấy tờ gì?',
    )
    expect(text).toContain('Tờ trình kèm theo danh sách')
    expect(text).not.toContain('công nghệ thông tin')
  })
})

it('tells what holds for the year that is asked about', async () => {
  const { text } = await ask('Đến năm 2030 Lạng Sơn muốn du lịch trở thành ngành kinh tế gì?')
  expect(text).toContain('ngành kinh tế mũi nhọn')
})

it('takes a place or body in the name of a plan for no other plan', async () => {
  const { text, sources } = await ask(
    'Kế hoạch thi đua ngành Nội vụ Hưng Yên có được gửi cho Sở Nội vụ tỉnh nào khác không?',
  )
  expect(text).toContain('Sở Nội vụ tỉnh Nam Định')
  expect(new Set(sources.map(({ campaign }) => campaign))).toEqual(new Set([NOI_VU]))
})

it('asks which plan is meant where two commend on the same occasion', async () => {
  const { kind, choices } = await ask('Năm 2025 tổng kết thì khen thế nào?')
  expect([kind, choices.map(({ campaign }) => campaign).sort()]).toEqual([
    'clarify',
    [HUNG_YEN, 'van-hoa-cong-so-truc-ninh'],
  ])
})

describe('a comparison', () => {
  it.each([
    'Chu de thi dua 2020 cua nganh Noi vu Hung Yen va phuong cham cua So Tai chinh khac nhau ra sao?',
    'Chủ đề thi đua 2020 của ngành Nội vụ Hưng Yên và phương châm của Sở Tài chính khác nhau ra sao?',
  ])('of themes is understood with marks and without: %s', async (question) => {
    const { text } = await ask(question)
    expect(text).toContain('“Đổi mới, sáng tạo, đoàn kết, trách nhiệm, đột phá')
    expect(text).toContain('“Đổi mới, sáng tạo, nâng cao văn hóa và đạo đức công vụ”')
  })

  it('is the same where a plan is called with its place', async () => {
    const { text } = await ask(
      'Danh hiệu thi đua nêu trong kế hoạch Sở Tài chính và ngành Nội vụ Hưng Yên khác gì nhau?',
    )
    expect(text).toContain('Cờ Thi đua của Bộ Nội vụ')
  })
})

it.each(['VKSND tỉnh Lạng Sơn có tổng cộng bao nhiêu Kiểm sát viên?', 'Đoàn kiểm tra của Hưng Yên gồm mấy người?'])(
  'says that a count is not stated before it quotes what is said: %s',
  async (question) => {
    const { kind, text } = await ask(question)
    expect([kind, text]).toEqual(['not_stated', expect.stringMatching(/^Kế hoạch không nêu con số/)])
  },
)

it('asks the same of another thing where the next question only names it', async () => {
  const before = 'Sở Tài chính đặt chỉ tiêu Chiến sĩ thi đua cơ sở bao nhiêu?'
  expect((await ask('Còn Lao động tiên tiến?', undefined, before)).text).toMatch(
    /^Chỉ tiêu “Lao động tiên tiến”: từ 95%/,
  )
})

describe('what is asked of the assistant itself', () => {
  it.each([
    ['có mấy kế hoạch?', 'Các kế hoạch đang tra cứu được'],
    ['liệt kê các kế hoạch bạn có', 'Các kế hoạch đang tra cứu được'],
    ['em là ai vậy', 'Tôi là Trợ lý Thi đua'],
    ['trợ lý biết những gì', 'Anh/chị cứ hỏi bằng lời thường'],
    ['hom nay la thu may', 'Hôm nay là thứ Hai, 10/02/2020.'],
    ['sai năm rồi', 'ghi rõ kế hoạch hoặc năm'],
    ['/abc', 'Tôi không có lệnh /abc.'],
  ])('is answered as such: %s', async (question, said) => {
    const { kind, text } = await ask(question)
    expect([kind, text]).toEqual(['smalltalk', expect.stringContaining(said)])
  })

  it('is refused where it would have to write for somebody', async () => {
    const { kind, text } = await ask('soạn giúp em tờ trình khen thưởng')
    expect([kind, text]).toEqual(['out_of_scope', expect.stringContaining('không soạn văn bản thay')])
  })

  it.each(['kế hoạch nào có chỉ tiêu phần trăm?', 'Hôm nay còn kịp đăng ký thi đua ngành Nội vụ không?'])(
    'is not mistaken for a question about the plans: %s',
    async (question) => {
      expect((await ask(question)).kind).toBe('answer')
    },
  )
})

describe('a place', () => {
  it.each([
    ['trường mầm non tư thục ở Hưng Yên có tham gia không', 'chỉ ghi “đơn vị sự nghiệp công lập”'],
    ['công an tỉnh Hưng Yên có được thi đua văn hóa công sở không?', 'lực lượng vũ trang'],
  ])('is answered about by its own plan, however well another one fits: %s', async (question, said) => {
    const { text, sources } = await ask(question)
    expect([text, sources[0]?.campaign]).toEqual([expect.stringContaining(said), HUNG_YEN])
  })
})

describe('what the plan states', () => {
  it('goes before what it is known not to say on less of the question', async () => {
    const { kind, text } = await ask('Muốn được xét khen trong ngành Nội vụ Hưng Yên thì phải đăng ký trước bao giờ?')
    expect([kind, text]).toEqual(['answer', expect.stringContaining('17/02/2020')])
  })
})
