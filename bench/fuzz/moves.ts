// What people, organisers and time do to a registration, at random.

import fc from 'fast-check'

/** Who does it: two people who register, the second less often. */
export type Who = 'lan' | 'hung'
export const PEOPLE: readonly Who[] = ['lan', 'hung']

/** `n` picks among what there is when it is done. */
export type Move =
  /** Something that answers the step that is asked. */
  | { readonly do: 'answer'; readonly who: Who; readonly n: number; readonly asOrganiserActs?: OrganiserMove }
  /** A choice of the last reply; with `old`, of any reply ever heard. */
  | {
      readonly do: 'tap'
      readonly who: Who
      readonly n: number
      readonly old: boolean
      readonly asOrganiserActs?: OrganiserMove
    }
  | { readonly do: 'say'; readonly who: Who; readonly text: string }
  /** A number that Zalo takes for a choice, though no choice has it. */
  | { readonly do: 'number'; readonly who: Who; readonly n: number }
  | { readonly do: 'file'; readonly who: Who; readonly file: FileKind }
  | OrganiserMove
  | WorldMove

export type OrganiserMove =
  | { readonly do: 'decide'; readonly act: Act; readonly n: number; readonly isOld: boolean }
  | { readonly do: 'organiser taps'; readonly n: number; readonly old: boolean }
  | { readonly do: 'organiser says'; readonly text: string }

export type WorldMove =
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'close' | 'open' }
  | { readonly do: 'reword'; readonly n: number }
  | { readonly do: 'set deadline'; readonly day: string | null }

export const ACTS = ['approve', 'return', 'reject', 'hold', 'unhold', 'reopen'] as const
export type Act = (typeof ACTS)[number]
export const FILE_KINDS = ['pdf', 'wrong type', 'too large', 'gone'] as const
export type FileKind = (typeof FILE_KINDS)[number]

const WORDS = [
  'quay lại|bỏ qua|sửa|sửa đơn vị|sua don vi|sửa 3|gửi|hủy|không|đúng|có|xong|tiếp tục|làm lại từ đầu|lưu lại|xóa nháp|xóa|ok|trợ giúp',
  'cảm ơn|không phải|sai rồi|à nhầm|thôi|/huy|/quaylai|/boqua|/sua|/dangky|đăng ký|/hosocuatoi|/phongtrao|nộp hồ sơ|rút|rút đăng ký|y tế',
  'Hạn đăng ký là ngày nào?|Ai được đăng ký?|à nhầm, là phòng Nội vụ Khoái Châu|không phải cá nhân, tập thể|đơn vị sai rồi',
  'sửa lĩnh vực thành tôn giáo|sửa đối tượng thành tập thể|sửa nhiệm vụ|nhầm, tôi là Trần Văn Hùng|hình thức sai rồi|sửa tổng số thành 2',
  '0|-1|7|99999999999|31/02/2020|mai|a|😀|?|<b>x</b>|null|__proto__|constructor|0912345678|Trần Văn Hùng|20|17/02/1980|Đúng, gửi đi',
  'Nguyễn Thị Lan, công chức, phòng Nội vụ huyện Ân Thi, giấy khen, nội dung a và d',
]
  .flatMap((line) => line.split('|'))
  .concat(
    'đăng ký cá nhân, phòng nội vụ ân thi, bằng khen bộ trưởng, lĩnh vực tôn giáo',
    'tập thể, sơ kết, huyện Khoái Châu',
    "'; drop table registrations; --",
    'khen'.repeat(300),
    'Số hóa 100% hồ sơ trước 30/11/2020\nRút ngắn 20% thời gian',
    ' ',
    '\n',
  )

const who = fc.constantFrom<Who>('lan', 'lan', 'lan', 'lan', 'lan', 'hung')
const n = fc.nat(40)
const old = fc.constantFrom(false, false, false, true)

const organiserMove: fc.Arbitrary<OrganiserMove> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      act: fc.constantFrom(...ACTS),
      n,
      isOld: fc.constantFrom(false, false, false, false, true),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('organiser taps' as const), n, old }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('organiser says' as const),
      text: fc.constantFrom('Chưa đúng đơn vị', '/choduyet', '/bieumau', 'ok', '20/02/2020', '/dangky'),
    }),
  },
)
const meanwhile = fc.option(organiserMove, { freq: 25, nil: undefined })

const worldMove: fc.Arbitrary<WorldMove> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 3, 6, 7, 31) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'open' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reword' as const), n: fc.nat(10) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('set deadline' as const),
      day: fc.constantFrom('2020-02-09', '2020-02-12', '2020-03-31', null),
    }),
  },
)

const said = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...WORDS) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 3 }).map((all) => all.join(', ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 120 }) },
)

/** One move. Most answer or tap what is asked, so that plays come far. */
export const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({ do: fc.constant('answer' as const), who, n, asOrganiserActs: meanwhile }).map(tidy),
  },
  {
    weight: 18,
    arbitrary: fc.record({ do: fc.constant('tap' as const), who, n, old, asOrganiserActs: meanwhile }).map(tidy),
  },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('say' as const), who, text: said }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('number' as const), who, n }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('file' as const), who, file: fc.constantFrom(...FILE_KINDS) }),
  },
  { weight: 7, arbitrary: organiserMove },
  { weight: 5, arbitrary: worldMove },
)

function tidy<T extends { asOrganiserActs: OrganiserMove | undefined }>({ asOrganiserActs, ...rest }: T) {
  return asOrganiserActs ? { ...rest, asOrganiserActs } : rest
}
