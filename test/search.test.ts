import { BaseRetriever } from '@langchain/core/retrievers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stripMarks } from '../knowledge/fold.ts'
import { PassageRetriever } from '../knowledge/retriever.ts'
import { createSearchIndex, type IndexedPassage } from '../knowledge/search-index.ts'
import { createSpeller } from '../knowledge/spelling.ts'

const passages: IndexedPassage[] = [
  {
    id: 'muc-dich',
    group: 'noi-vu',
    title: 'I. Mục đích, yêu cầu',
    text: 'Tạo khí thế thi đua sôi nổi trong cán bộ, công chức, viên chức và người lao động của Sở Nội vụ.',
  },
  {
    id: 'dang-ky',
    group: 'noi-vu',
    title: 'III. Tổ chức thực hiện › 1. Đăng ký thi đua',
    text: 'Các phòng, đơn vị gửi bản đăng ký thi đua về Văn phòng Sở trước ngày 17/02/2020 theo Kế hoạch số 09/KH-SNV.',
  },
  {
    id: 'ho-so',
    group: 'noi-vu',
    title: 'III. Tổ chức thực hiện › 2. Hồ sơ khen thưởng',
    text: 'Hồ sơ đề nghị khen thưởng gồm tờ trình, biên bản họp xét và báo cáo thành tích của cá nhân tiên tiến.',
    context: 'Nộp giấy tờ gì để được tặng bằng khen?',
  },
  {
    id: 'chi-tieu',
    group: 'van-hoa',
    title: 'II. Chỉ tiêu',
    text: 'Phấn đấu 100% cơ quan đạt chuẩn văn hóa; ít nhất 12,5% cá nhân đạt Chiến sĩ thi đua cơ sở (CSTĐCS).',
  },
  {
    id: 'trang-phuc',
    group: 'van-hoa',
    title: 'III. Nội dung › 3. Trang phục',
    text: 'Cán bộ, công chức mặc trang phục gọn gàng, lịch sự, đeo thẻ công chức khi thi hành nhiệm vụ.',
  },
  {
    id: 'chien-si',
    group: 'van-hoa',
    title: 'IV. Danh hiệu',
    text: 'Danh hiệu Chiến sĩ thi đua cơ sở được xét hằng năm cho cá nhân hoàn thành xuất sắc nhiệm vụ.',
  },
]
const index = createSearchIndex(passages)
const find = (query: string, options = {}) => index.search(query, options).map(({ id }) => id)

const question = fc
  .array(fc.constantFrom(...passages.flatMap(({ title, text }) => `${title} ${text}`.split(' '))), {
    minLength: 1,
    maxLength: 12,
  })
  .map((words) => words.join(' '))

describe('search', () => {
  it.each([
    ['hồ sơ khen thưởng gồm những gì', 'ho-so'],
    ['đăng kí thi đua trước ngày nào', 'dang-ky'],
    ['mặc gì khi đi làm, trang phục ra sao', 'trang-phuc'],
    ['09/KH-SNV', 'dang-ky'],
    ['kế hoạch 9/KH-SNV', 'dang-ky'],
    ['17/2/2020', 'dang-ky'],
    ['bao nhiêu cơ quan đạt 100%', 'chi-tieu'],
    ['giấy tờ để được bằng khen', 'ho-so'],
  ])('answers “%s” with %s first', (query, id) => {
    expect(find(query)[0]).toBe(id)
  })

  it('finds the same first passage without diacritics', () => {
    for (const query of ['hồ sơ khen thưởng', 'đăng ký thi đua', 'trang phục công chức', 'chuẩn văn hóa']) {
      expect(find(stripMarks(query))[0]).toBe(find(query)[0])
    }
  })

  it('finds the same passages for a question and the question without diacritics', () => {
    fc.assert(
      fc.property(question, (query) => {
        expect(find(stripMarks(query)).toSorted()).toEqual(find(query).toSorted())
      }),
    )
  })

  it('finds the same for NFC and NFD', () => {
    fc.assert(
      fc.property(question, (query) => {
        expect(index.search(query.normalize('NFD'))).toEqual(index.search(query))
      }),
    )
  })

  it('takes typed diacritics as evidence', () => {
    const pair = createSearchIndex([
      { id: 'ban', title: '', text: 'bàn việc' },
      { id: 'bán', title: '', text: 'bán việc' },
      { id: 'bản', title: '', text: 'bản việc' },
    ])
    expect(pair.search('bán')[0]?.id).toBe('bán')
    expect(pair.search('bản')[0]?.id).toBe('bản')
  })

  it('finds a slip’s passage', () => {
    expect(find('hồ sơ kehn thưởng')[0]).toBe('ho-so')
    expect(find('trnag phục')[0]).toBe('trang-phuc')
  })

  it('reads the abbreviations that the corpus explains, both ways', () => {
    expect(find('CSTĐCS')).toEqual(expect.arrayContaining(['chi-tieu', 'chien-si']))
    expect(find('cstdcs')).toEqual(expect.arrayContaining(['chi-tieu', 'chien-si']))
  })

  it('lets expansions find passages, below what the question says itself', () => {
    expect(find('đơn từ', { expansions: ['tờ trình'] })).toContain('ho-so')
    expect(find('trang phục', { expansions: ['hồ sơ khen thưởng'] })[0]).toBe('trang-phuc')
  })

  it('stays inside the groups asked for', () => {
    expect(find('thi đua', { groups: ['noi-vu'] })).not.toContain('chi-tieu')
    expect(find('thi đua', { groups: [] })).toEqual([])
    expect(find('thi đua', { groups: ['none'] })).toEqual([])
  })

  it('covers everything of its own sentence and nothing of a strange one', () => {
    expect(index.search('Cán bộ, công chức mặc trang phục gọn gàng')[0]?.coverage).toBeCloseTo(1)
    expect(index.search('blockchain')).toEqual([])
    expect(index.search('trang phục zxqwv')[0]?.coverage).toBeLessThan(0.9)
  })

  it('gives coverage between 0 and 1 and scores in falling order, never more hits than asked for', () => {
    fc.assert(
      fc.property(question, fc.integer({ min: 1, max: 5 }), (query, limit) => {
        const hits = index.search(query, { limit })
        expect(hits.length).toBeLessThanOrEqual(limit)
        expect(hits.every(({ coverage }) => coverage >= 0 && coverage <= 1 + 1e-9)).toBe(true)
        expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a))
      }),
    )
  })

  it('ranks a passage above what shares less with the question, however often the corpus is repeated', () => {
    const replicas = [0, 1, 2].flatMap((copy) =>
      passages.map((passage) => ({ ...passage, id: `${passage.id}#${copy}` })),
    )
    const repeated = createSearchIndex(replicas)
    const firsts = repeated.search('hồ sơ khen thưởng', { limit: 3 }).map(({ id }) => id.split('#')[0])
    expect(firsts).toEqual(['ho-so', 'ho-so', 'ho-so'])
  })

  it('finds the same whether frequent words propose passages or not', () => {
    const unpruned = createSearchIndex(passages, { prune: false })
    fc.assert(
      fc.property(question, (query) => {
        expect(index.search(query)).toEqual(unpruned.search(query))
      }),
    )
  })

  it.each([
    '"',
    '""',
    '*',
    'thi*',
    '(',
    ')',
    ':',
    'title:thi',
    '^thi',
    '-đua',
    'NEAR(thi đua, 2)',
    'thi AND',
    'OR',
    'NOT',
    '{a b}: c',
    "'; DROP TABLE passage; --",
    '\0',
    '\u0001\u001b',
    '😀',
    '\ud800',
    '',
    ' ',
    '%',
    '_',
    'thi_đua',
    'a\u0300\u0301\u0302'.repeat(50),
  ])('takes %j as words', (query) => {
    expect(() => index.search(query)).not.toThrow()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        index.search(query, { expansions: [query] })
        index.correct(query)
      }),
    )
  })

  it('takes 100 kB for a question', () => {
    expect(() => index.search('thi đua khen thưởng '.repeat(5_000))).not.toThrow()
    expect(() => index.search('a'.repeat(100_000), { expansions: ['b '.repeat(50_000)] })).not.toThrow()
    expect(() => index.correct('khne thuong '.repeat(9_000))).not.toThrow()
  })

  it('works on nothing', () => {
    const empty = createSearchIndex([])
    expect(empty.size).toBe(0)
    expect(empty.search('thi đua')).toEqual([])
    expect(empty.correct('thi dau')).toBe('thi dau')
  })

  it('knows its words', () => {
    expect(index.size).toBe(passages.length)
    expect(index.has('thuong')).toBe(true)
    expect(index.has('bitcoin')).toBe(false)
    expect(index.idf('phuc')).toBeGreaterThan(index.idf('thi'))
    expect(new Map(index.vocabulary()).get('trang')).toBe(1)
  })
})

describe('speller', () => {
  it.each([
    ['hồ sơ khne thưởng', 'hồ sơ khen thưởng'],
    ['hồ sơ khenn thuong', 'hồ sơ khen thuong'],
    ['trag phục', 'trang phục'],
    ['dang kyy thi dua', 'dang ki thi dua'],
    ['khenthuong', 'khen thuong'],
  ])('puts “%s” right', (typed, meant) => {
    expect(index.correct(typed)).toBe(meant)
  })

  it.each([
    'hồ sơ khen thưởng',
    'HO SO KHEN THUONG',
    '10/KH-SNV',
    'ngày 18/02/2020',
    'số 0912',
    'KLTN',
    'kltn',
    '13,5%',
  ])('leaves “%s” as typed', (typed) => {
    expect(index.correct(typed)).toBe(typed)
  })

  it('keeps a sound syllable that the corpus lacks unless its neighbours ask for another', () => {
    expect(index.correct('quả bưởi')).toBe('quả bưởi')
    expect(index.correct('khen thương')).toBe('khen thương')
    expect(index.correct('cá nhân tiên tiếng')).toBe('cá nhân tiên tien')
  })

  it('prefers the neighbour the corpus has seen to the more frequent word', () => {
    const pairs = new Set(['ho so'])
    const speller = createSpeller(
      [
        ['ho', 3],
        ['so', 2],
        ['sao', 90],
      ],
      (left, right) => (pairs.has(`${left} ${right}`) ? 1 : 0),
    )
    expect(speller.correct('ho sso')).toBe('ho so')
  })
})

describe('PassageRetriever', () => {
  const retriever = new PassageRetriever({ index, passages, search: { limit: 3 } })

  it('is a LangChain retriever that returns documents in the order of the search', async () => {
    const documents = await retriever.invoke('hồ sơ khen thưởng')
    expect(retriever).toBeInstanceOf(BaseRetriever)
    expect(documents.map(({ metadata }) => metadata.id)).toEqual(find('hồ sơ khen thưởng', { limit: 3 }))
    const [first] = documents
    expect(first?.pageContent).toBe(passages[2]?.text)
    expect(first?.metadata).toMatchObject({
      id: 'ho-so',
      group: 'noi-vu',
      title: 'III. Tổ chức thực hiện › 2. Hồ sơ khen thưởng',
    })
    expect(first?.metadata.score).toBeGreaterThan(0)
  })

  it('can be piped and batched', async () => {
    const counts = await retriever.pipe((documents) => documents.length).batch(['thi đua', 'blockchain'])
    expect(counts).toEqual([3, 0])
  })
})
