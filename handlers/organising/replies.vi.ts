// What is said to organisers, and to others about what organisers did.

import type { RegistrationState } from '../../store/registration.ts'
import type { GivenRole } from '../../store/roles.ts'
import type { QuotaUse, Share } from './against-plan.ts'
import type { Count } from './tally.ts'

export const stateNames: Record<RegistrationState, string> = {
  draft: 'Nháp',
  submitted: 'Chờ duyệt',
  returned: 'Cần bổ sung',
  approved: 'Đã duyệt',
  rejected: 'Không duyệt',
  withdrawn: 'Đã rút',
  expired: 'Hết hạn',
}

export const roleNames: Record<GivenRole, string> = {
  organiser: 'người phụ trách',
  'unit-contact': 'đầu mối đơn vị',
  'unit-head': 'thủ trưởng đơn vị',
}

/** What an organiser did to a registration, as it is told to colleagues. */
export const decisionNames = {
  approve: 'đã duyệt',
  return: 'đã trả lại để bổ sung',
  reject: 'đã không duyệt',
  hold: 'đã tạm giữ',
  unhold: 'đã bỏ tạm giữ',
  reopen: 'đã mở lại để xét',
} as const

const quoted = (text: string) => `“${text}”`
const lower = (text: string) => (/^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const percent = (number: number) => `${number.toLocaleString('vi-VN')}%`
const inPlace = (place: string | null) => (place ? ` (${lower(place)})` : '')

export const replies = {
  card: {
    submitted: (code: string) => `Đăng ký chờ duyệt ${code}`,
    mended: (code: string) => `Đăng ký chờ duyệt ${code} (đã sửa)`,
    other: (code: string, state: string) => `Đăng ký ${code}: ${state}`,
    person: 'Cá nhân',
    collective: 'Tập thể',
    sentAt: (at: string, isLate: boolean) => `Gửi lúc ${at}${isLate ? ' – QUÁ HẠN' : ''}`,
    held: (reason: string) => `Đang tạm giữ: ${reason}`,
    heldByRule: 'Đang tạm giữ, xem lưu ý sau đây.',
    decided: (reason: string) => `Lý do: ${reason}`,
    openedByOrganiser: 'Biểu mẫu do người phụ trách mở, không có trong văn bản.',
    ofOrganiser: 'Người đăng ký là người phụ trách của phong trào này.',
    approvedBefore: (at: string) => `Đã duyệt trước đó lúc ${at}.`,
    decidedBy: (did: string, who: string, at: string) => `${upper(who)} ${did} lúc ${at}.`,
    decidedOwn: 'Người phụ trách tự quyết định về đăng ký của mình.',
    sameAs: (code: string) => `Giống đăng ký ${code} của người gửi khác.`,
    warnings: 'Cần lưu ý:',
    told: 'So với kế hoạch:',
    changed: 'Nội dung đã thay đổi (cũ → mới):',
    nothing: '(không có)',
    erased: 'Nội dung đã được xóa theo yêu cầu của người đăng ký.',
  },
  choices: {
    approve: 'Duyệt',
    return: 'Trả lại bổ sung',
    hold: 'Tạm giữ',
    unhold: 'Bỏ tạm giữ',
    reject: 'Không duyệt',
    reopen: 'Mở lại để xét',
    show: 'Xem đầy đủ',
    openPaper: (name: string) => `Mở tệp ${name}`,
    done: 'Xong, ghi lý do',
    doneWithReason: 'Xong',
    confirm: { return: 'Trả lại', reject: 'Không duyệt', hold: 'Tạm giữ', unhold: 'Bỏ tạm giữ', reopen: 'Mở lại' },
    rewrite: 'Ghi lại lý do',
    drop: 'Thôi',
    next: 'Xem tiếp',
    elsewhere: (waiting: number) => (waiting > 0 ? `Phong trào khác (${waiting})` : 'Phong trào khác'),
    approveAll: 'Duyệt tất cả',
    approveShown: (count: number) => `Duyệt ${count} đăng ký`,
    phone: (count: number) => `Cần gọi điện (${count})`,
    phoned: (name: string) => `Đã gọi ${name}`,
    queue: 'Danh sách chờ duyệt',
    following: (code: string) => `Tiếp theo: ${code}`,
    phoneList: 'Danh sách cần gọi điện',
  },
  notYours: 'Mục này chỉ dành cho người phụ trách của phong trào.',
  notYourCampaign: (campaign: string) => `Anh/chị không được giao phụ trách ${campaign}.`,
  noSuchCampaign: (name: string) => `Không có phong trào nào tên “${name}”.`,
  yourCampaigns: 'Anh/chị phụ trách:',
  noRegistration: 'Không còn đăng ký này, hoặc anh/chị không được giao phụ trách.',
  dossier: {
    open: 'Thẩm định hồ sơ',
    complete: (code: string, name: string) =>
      `Hồ sơ ${code}${name ? ` (${name})` : ''} đã đủ giấy tờ, chờ anh/chị thẩm định.`,
    back: (code: string) => `Hồ sơ ${code}`,
    heading: (label: string, code: string) => `${label} – ${code}`,
    stands: (missing: number, open: number) =>
      [
        missing === 0 ? 'Đã đủ giấy tờ.' : `Còn thiếu ${missing} giấy tờ.`,
        open > 0 ? `${open} giấy tờ chờ thẩm định.` : missing === 0 ? 'Tất cả đã thẩm định.' : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    checkedBy: (names: string) => `Người thẩm định: ${names}.`,
    checkAll: (count: number) => `Tất cả đạt (${count})`,
    askAll: (code: string, count: number) => `Ghi đạt ${count} giấy tờ sau đây của ${code}?`,
    toCheck: (name: string, files: number) => (files > 0 ? `${name}: ${files} tệp` : `${name}: bản giấy, không có tệp`),
    confirmAll: (count: number) => `Ghi đạt ${count} giấy tờ`,
    check: 'Đạt',
    giveBack: 'Trả lại giấy tờ này',
    giveAgain: 'Nộp lại giấy tờ này',
    confirm: 'Trả lại',
    notThere: (name: string) => `${name}: chưa có.`,
    paper: (code: string, name: string, at: string, files: number) =>
      `${code}: ${name}.\n${files > 0 ? `${files} tệp, gửi lúc ${at}.` : `Người đăng ký ghi đã có bản giấy lúc ${at}.`}`,
    found: (kind: 'checked' | 'returned', who: string, at: string, reason: string | null) =>
      kind === 'checked'
        ? `${upper(who)} đã thẩm định lúc ${at}.`
        : `${upper(who)} đã trả lại lúc ${at}: ${quoted(reason ?? '')}`,
    changed: 'Hồ sơ đã thay đổi sau khi anh/chị xem. Bản hiện nay:',
    allJudged: 'Không còn giấy tờ nào chờ thẩm định. Hồ sơ hiện nay:',
    none: (code: string) => `${code}: văn bản không nêu danh mục hồ sơ cho đăng ký này.`,
    notYet: (code: string) => `${code} hiện chưa được duyệt nên chưa thẩm định hồ sơ.`,
    askReason: (code: string, name: string) =>
      `${code}: trả lại “${name}”. Anh/chị nhắn lý do, cần sửa gì. Người đăng ký sẽ đọc đúng lời này.`,
    preview: (code: string, name: string, reason: string) => `Trả lại “${name}” của ${code}?\nLý do: ${quoted(reason)}`,
    didCheck: (code: string, names: readonly string[]) => `${code}: đã thẩm định ${names.join('; ')}.`,
    didReturn: (code: string, names: readonly string[]) => `${code}: đã trả lại ${names.join('; ')}.`,
    noticeChecked: (code: string) => `Hồ sơ của đăng ký ${code} đã được thẩm định, đủ giấy tờ.`,
    noticeReturned: (code: string, name: string, reason: string) =>
      `Hồ sơ của đăng ký ${code}: “${name}” cần nộp lại.\nNgười phụ trách ghi: ${quoted(reason)}`,
    returnedPaper: 'giấy tờ hồ sơ cần nộp lại',
    queue: (campaign: string, count: number) => `${campaign}: ${count} hồ sơ chờ thẩm định`,
    noneWaits: (campaign: string) => `${campaign}: không có hồ sơ nào chờ thẩm định.`,
    line: (code: string, what: string, count: number) => `${code} – ${what}; ${count} giấy tờ chờ thẩm định`,
    waiting: (count: number) => `Hồ sơ chờ thẩm định (${count})`,
  },
  paperGone: 'Giấy tờ này không có tệp, hoặc tệp không còn nữa.',
  paperOpened: (code: string, name: string) => `${code}: ${name}.`,
  noCampaign: 'Anh/chị chưa được giao phụ trách phong trào nào. Người quản trị mời bằng lệnh /moi.',
  whichCampaign: 'Anh/chị chọn phong trào:',
  did: (code: string, did: string) => `${code}: ${did}.`,
  noticeSent: 'Người đăng ký được báo ngay.',
  nobodyToNotify: 'Không có kênh nào để báo cho người đăng ký: anh/chị vui lòng gọi điện.',
  stillWaiting: (count: number) =>
    count === 0 ? 'Không còn đăng ký nào chờ duyệt.' : `Còn ${count} đăng ký chờ duyệt.`,
  many: {
    ask: (count: number) => `Duyệt ${count} đăng ký sau đây? Các đăng ký này không có lưu ý, không bị tạm giữ.`,
    left: (count: number) =>
      `${count} đăng ký chờ duyệt khác không gồm trong số này vì có lưu ý, quá hạn, đang tạm giữ, đã sửa sau khi duyệt hoặc của chính anh/chị. Anh/chị xem từng đăng ký.`,
    more: (count: number) => `${count} đăng ký chờ duyệt khác để lượt sau hoặc cần xem từng đăng ký.`,
    none: 'Không có đăng ký nào duyệt chung được: mỗi đăng ký đều có lưu ý, quá hạn, đang tạm giữ, đã sửa sau khi duyệt hoặc của chính anh/chị. Anh/chị xem từng đăng ký.',
    did: (count: number) => `Đã duyệt ${count} đăng ký:`,
    nothing: 'Chưa duyệt đăng ký nào.',
    told: (count: number, all: number) =>
      count === all ? 'Từng người đăng ký được báo ngay.' : `${count} người đăng ký được báo ngay.`,
    unreached: (names: string) => `Không có kênh nào để báo cho: ${names}. Anh/chị vui lòng gọi điện.`,
    changed: (names: string) => `Không duyệt vì đã thay đổi sau khi anh/chị xem: ${names}.`,
  },
  ownRegistration: (others: string) =>
    `Đây là đăng ký của chính anh/chị nên người phụ trách khác quyết định: ${others}.`,
  noOtherDecides:
    'Anh/chị tự quyết định về đăng ký của mình vì chưa có người phụ trách nào khác; nhật ký, thẻ và danh sách ghi rõ điều này.',
  colleagueDid: (who: string, did: string, at: string) => `${upper(who)} ${did} lúc ${at}.`,
  youDid: (did: string, at: string) => `Anh/chị ${did} lúc ${at}.`,
  changedSince: 'Đăng ký này đã thay đổi sau khi anh/chị nhận thẻ. Bản hiện nay:',
  sentAgain: (code: string) =>
    `Người hoặc đơn vị này đã gửi lại đăng ký như vậy với mã ${code}, nên không mở lại bản cũ.`,
  heldFirst: 'Đăng ký đang tạm giữ nên chưa duyệt được. Anh/chị bỏ tạm giữ trước.',
  pickSteps: (code: string) => `${code}: anh/chị bấm các mục cần bổ sung.`,
  pickedSteps: (labels: readonly string[], done: string) =>
    `Đã chọn: ${labels.join('; ')}. Chọn thêm, hoặc bấm ${quoted(done)}.`,
  typedReason: (reason: string) => `Lý do: ${quoted(reason)}\nMuốn ghi lại, anh/chị nhắn lý do khác.`,
  unpick: (label: string) => `Bỏ chọn ${label}`,
  askReason: {
    return: (code: string) => `${code}: anh/chị nhắn lý do, cần bổ sung gì. Người đăng ký sẽ đọc đúng lời này.`,
    reject: (code: string) => `${code}: anh/chị nhắn lý do không duyệt. Người đăng ký sẽ đọc đúng lời này.`,
    hold: (code: string) => `${code}: anh/chị nhắn lý do tạm giữ. Chỉ người phụ trách đọc được.`,
    unhold: (code: string) => `${code}: anh/chị nhắn lý do bỏ tạm giữ. Chỉ người phụ trách đọc được.`,
    reopen: (code: string) => `${code}: anh/chị nhắn lý do mở lại. Người đăng ký sẽ đọc đúng lời này.`,
  },
  reasonTooShort: 'Lý do ngắn quá. Anh/chị ghi rõ hơn giúp.',
  reasonKept: 'Lý do đã ghi được giữ nguyên. Muốn đổi, anh/chị bấm “Ghi lại lý do”.',
  pickOne: 'Anh/chị chọn ít nhất một mục.',
  preview: {
    return: (code: string, steps: string, reason: string) =>
      `Trả lại ${code} để bổ sung?\nMục cần bổ sung: ${steps}\nLý do: ${quoted(reason)}`,
    reject: (code: string, reason: string) => `Không duyệt ${code}?\nLý do: ${quoted(reason)}`,
    hold: (code: string, reason: string) => `Tạm giữ ${code}?\nLý do: ${quoted(reason)}`,
    unhold: (code: string, reason: string) => `Bỏ tạm giữ ${code}?\nLý do: ${quoted(reason)}`,
    reopen: (code: string, reason: string) => `Mở lại ${code} để xét?\nLý do: ${quoted(reason)}`,
  },
  leftAside: {
    said: (what: string) => `Đã bỏ dở: ${what}. Chưa có gì thay đổi.`,
    decision: {
      return: (code: string) => `trả lại ${code}`,
      reject: (code: string) => `không duyệt ${code}`,
      hold: (code: string) => `tạm giữ ${code}`,
      unhold: (code: string) => `bỏ tạm giữ ${code}`,
      reopen: (code: string) => `mở lại ${code} để xét`,
    },
    card: (code: string) => `Mở lại ${code}`,
    approving: (count: number) => `duyệt ${count} đăng ký`,
    paper: (code: string) => `trả lại giấy tờ của ${code}`,
    checking: (code: string) => `thẩm định giấy tờ của ${code}`,
    invitation: 'lời mời',
    invite: 'Mời lại',
    naming: 'đặt tên hiển thị',
    ending: 'kết thúc vai trò',
    role: 'Mở lại vai trò này',
    forms: 'Xem các biểu mẫu',
  },
  dropped: 'Đã thôi, không có gì thay đổi.',
  nothingPending: 'Việc này đã xong hoặc đã thôi. Anh/chị mở lại từ /choduyet.',
  notice: {
    approve: (code: string, what: string) => `Đăng ký ${code} (${what}) đã được duyệt.`,
    reject: (code: string, what: string, reason: string) =>
      `Đăng ký ${code} (${what}) không được duyệt.\nLý do: ${quoted(reason)}`,
    return: (code: string, what: string, reason: string) =>
      `Đăng ký ${code} (${what}) cần bổ sung.\nNgười phụ trách ghi: ${quoted(reason)}`,
    reopen: (code: string, what: string, reason: string) =>
      `Đăng ký ${code} (${what}) được mở lại để xét.\nNgười phụ trách ghi: ${quoted(reason)}`,
    another: (until: string | null) =>
      until
        ? `Đến ${until}, anh/chị vẫn đăng ký được hình thức khác.`
        : 'Khi biểu mẫu còn mở, anh/chị vẫn đăng ký được hình thức khác.',
    registerAnother: 'Đăng ký hình thức khác',
    steps: 'Mục cần bổ sung:',
    mend: 'Bổ sung ngay',
    papers: 'Hồ sơ cần nộp',
    mine: 'Anh/chị xem lại bằng /hosocuatoi.',
    next: 'Việc tiếp theo:',
  },
  queue: {
    heading: (campaign: string, count: number) => `${campaign}: ${count} đăng ký chờ duyệt`,
    empty: (campaign: string) => `${campaign}: không có đăng ký nào chờ duyệt.`,
    everywhere: (count: number) =>
      count === 0 ? 'Không có đăng ký nào chờ duyệt.' : `${count} đăng ký chờ duyệt trong các phong trào của anh/chị.`,
    choice: (campaign: string, count: number) => `${campaign} (${count})`,
    line: (code: string, name: string, unit: string, award: string, at: string, marks: readonly string[]) =>
      [`${code} – ${[name, unit].filter((part) => part !== '').join(', ')}`, award, `gửi ${at}`, ...marks]
        .filter((part) => part !== '')
        .join('; '),
    late: 'quá hạn',
    held: 'tạm giữ',
    warned: 'có lưu ý',
    page: (from: number, to: number) => `Từ ${from} đến ${to}, cũ nhất trước.`,
    unit: (campaign: string, unit: string) => `${campaign}: đăng ký của ${unit}`,
    unitEmpty: (unit: string) => `${unit} chưa gửi đăng ký nào.`,
  },
  phone: {
    heading: (count: number) => `Cần gọi điện: ${count} người chưa nhận được tin báo.`,
    none: 'Ai cũng đã nhận được tin báo; không cần gọi điện cho ai.',
    line: (code: string, name: string, unit: string, told: string, contact: string, why: string) =>
      `${code} – ${[name, unit].filter((part) => part !== '').join(', ')}: ${told}. ${contact}. ${why}.`,
    contact: (name: string, phone: string) =>
      name || phone ? `Liên hệ: ${[name, phone].filter((part) => part !== '').join(', ')}` : 'Không có số điện thoại',
    why: {
      blocked: 'Người này đã chặn trợ lý',
      window_closed: 'Zalo chưa cho gửi; tin chờ đến khi người này nhắn lại',
      failed: 'Không gửi được tin',
      expired: 'Tin chờ quá lâu, không gửi nữa',
      nowhere: 'Không có kênh nào để gửi',
    },
    notedBefore: 'Việc này đã được ghi trước đó, hoặc không còn cần gọi.',
    noted: (name: string) => `Đã ghi: anh/chị đã gọi ${name}.`,
  },
  unreached: {
    some: (campaign: string, people: number, days: number) =>
      `${people} người chưa nhận được nhắc hạn trong ${days} ngày qua (${campaign}). Tệp kèm theo là danh sách để gọi điện.`,
    everywhere: (count: number, days: number) =>
      count === 0
        ? `Trong ${days} ngày qua, lời nhắc đã đến với mọi người cần nhắc trong các phong trào của anh/chị.`
        : `${count} lượt người chưa nhận được nhắc hạn trong ${days} ngày qua ở các phong trào của anh/chị.`,
    nobody: (campaign: string, days: number) =>
      `Trong ${days} ngày qua, lời nhắc đã đến với mọi người cần nhắc (${campaign}).`,
    line: (who: string, what: string, why: string) => `${who}: ${what}. ${why}`,
    more: (count: number) => `Và ${count} dòng nữa trong tệp.`,
    retry: 'Gửi lại cho người chưa nhận',
    sheet: 'Cần gọi điện',
    title: (campaign: string, on: string) => `Người chưa nhận được nhắc hạn: ${campaign} (lập ngày ${on})`,
    columns: ['STT', 'Họ tên', 'Đơn vị', 'Điện thoại', 'Việc cần nhắc', 'Lý do chưa nhận'],
    why: {
      window_closed: 'Zalo không cho nhắn vì lâu chưa trò chuyện',
      blocked: 'Đã chặn hoặc không còn liên lạc được',
      failed: 'Kênh nhắn tin từ chối',
      posted: 'Kênh nhắn tin đang trục trặc, hệ thống vẫn đang gửi lại',
      expired: 'Kênh nhắn tin trục trặc cho đến khi lời nhắc không còn đúng',
    },
    unnamed: (channel: string, ending: string) => `người dùng ${channel} …${ending} (chưa cho biết tên)`,
  },
  roles: {
    none: 'Anh/chị chưa được giao vai trò nào. Người quản trị mời bằng lệnh /moi; có mã thì gửi “/moi MÃ”.',
    yours: 'Vai trò của anh/chị:',
    administrator: 'Người quản trị: mọi phong trào',
    line: (role: string, where: string) => `${upper(role)}: ${where}`,
    called: (name: string) => `Tên hiển thị: ${name}`,
    uncalled: 'Chưa có tên hiển thị: đồng nghiệp chỉ thấy kênh của anh/chị.',
    rename: 'Đặt tên hiển thị',
    askName:
      'Anh/chị nhắn họ tên và nơi công tác để đồng nghiệp và nhật ký ghi theo, ví dụ “Nguyễn Văn A, Văn phòng Sở”.',
    nameUnfit: 'Tên từ 2 đến 80 chữ, trên một dòng, không có số điện thoại. Anh/chị nhắn lại giúp.',
    named: (name: string) => `Đã ghi tên hiển thị: ${name}.`,
    all: 'Danh sách vai trò',
    allOf: (campaign: string) => `Vai trò đã giao – ${campaign}:`,
    nobody: (campaign: string) => `${campaign}: chưa giao vai trò cho ai; tin về đăng ký gửi đến người quản trị.`,
    end: (name: string) => `Kết thúc vai trò của ${name}`,
    askEnd: (name: string, role: string, where: string) => `Kết thúc vai trò ${role} (${where}) của ${name}?`,
    confirmEnd: 'Kết thúc vai trò',
    ended: (name: string, role: string) => `Đã kết thúc vai trò ${role} của ${name}.`,
    gone: 'Vai trò này đã kết thúc trước đó.',
    endedForYou: (role: string, where: string) => `Vai trò ${role} (${where}) của anh/chị đã kết thúc.`,
    invite: 'Mời thêm',
    someone: (channel: string, ending: string) => `người dùng ${channel} …${ending}`,
    anAdministrator: 'Người quản trị',
    inList: (isAdministrator: boolean, channel: string) =>
      `${isAdministrator ? 'Người quản trị' : 'Người phụ trách'} (${channel})`,
    nameFirst:
      'Danh sách /xuat ghi tên người thẩm định. Anh/chị chưa có tên hiển thị nên mới ghi được vai trò và kênh; anh/chị đặt tên một lần là đủ.',
    join: 'Nhận tin cùng người phụ trách',
    joined: (campaign: string) =>
      `Từ nay thẻ đăng ký và tin hằng ngày của ${campaign} cũng gửi đến anh/chị. Muốn thôi, anh/chị kết thúc vai trò này ở /vaitro.`,
    nowTold: (campaign: string, name: string) =>
      `Từ nay thẻ đăng ký và tin hằng ngày của ${campaign} gửi đến người phụ trách (${name}), không gửi đến người quản trị nữa. Anh/chị vẫn xem và quyết định được bằng /choduyet.`,
    toOrganisers:
      'Thẻ đăng ký và tin hằng ngày gửi đến người phụ trách; người quản trị chỉ nhận khi bấm “Nhận tin cùng người phụ trách”.',
    backToAdministrators: (campaign: string) =>
      `${campaign} không còn người phụ trách nào: thẻ đăng ký và tin hằng ngày lại gửi đến người quản trị.`,
  },
  invite: {
    notAllowed: 'Chỉ người quản trị mới mời được. Nếu anh/chị có mã mời, gửi “/moi MÃ”.',
    whichRole: (name: string | null) => (name ? `Anh/chị mời ${name} làm gì?` : 'Anh/chị mời ai?'),
    whichCampaign: 'Anh/chị chọn phong trào:',
    campaignFirst: 'Anh/chị chọn phong trào trước, rồi nhắn tên người được mời:',
    role: { organiser: 'Người phụ trách', 'unit-contact': 'Đầu mối đơn vị', 'unit-head': 'Thủ trưởng đơn vị' },
    askUnit: 'Của đơn vị nào? Anh/chị nhắn tên đơn vị.',
    noUnit: (text: string) => `Không có đơn vị nào trong danh bạ khớp với “${text}”. Anh/chị nhắn lại tên khác.`,
    whichUnit: 'Anh/chị chọn đơn vị, hoặc nhắn lại tên khác:',
    askName: 'Người được mời tên gì? Anh/chị nhắn họ tên và nơi công tác, ví dụ “Nguyễn Văn A, Văn phòng Sở”.',
    code: (role: string, where: string, name: string, code: string) =>
      `Lời mời làm ${role} (${where}) cho ${name}.\nMã: ${code}\nDùng một lần, trong 7 ngày. Anh/chị chuyển riêng cho đúng người đó.`,
    link: (link: string) => `Trên Telegram, người đó mở: ${link}`,
    type: (code: string) => `Trên Zalo hoặc trang web, người đó nhắn cho trợ lý: /moi ${code}`,
    unknown: 'Mã mời không đúng, đã dùng hoặc đã hết hạn. Anh/chị xin người quản trị mã mới.',
    own: 'Mã này để gửi cho người được mời; anh/chị không dùng cho chính mình.',
    accepted: (role: string, where: string) => `Anh/chị nay là ${role} (${where}).`,
    nowUnit: 'Dùng /choduyet để xem đăng ký của đơn vị, /thongke để xem số liệu của đơn vị.',
    told: (name: string, role: string, where: string) => `${name} đã nhận lời mời làm ${role} (${where}).`,
    someone: 'Người được mời',
  },
  numbers: {
    heading: (campaign: string) => `Số liệu đăng ký – ${campaign}`,
    ofUnit: (unit: string, campaign: string) => `Số liệu của ${unit} – ${campaign}`,
    asOf: (at: string) => `Tính đến ${at}`,
    nothing: 'Chưa có đăng ký nào được gửi.',
    all: (all: number, collectives: number, individuals: number) =>
      `Đã gửi: ${all} (${collectives} tập thể, ${individuals} cá nhân)`,
    time: (onTime: number, late: number) => `Đúng hạn: ${onTime}; quá hạn: ${late}`,
    states: (states: string) => `Trạng thái: ${states}`,
    held: (held: number) => `Đang tạm giữ: ${held}`,
    byAward: 'Theo danh hiệu, hình thức:',
    byField: 'Theo lĩnh vực:',
    byUnit: 'Theo đơn vị:',
    count: ({ label, all, collectives, individuals }: Count) =>
      collectives > 0 && individuals > 0
        ? `${label}: ${all} (${collectives} tập thể, ${individuals} cá nhân)`
        : `${label}: ${all}`,
    more: (rest: number) => `… và ${rest} mục khác (xem đủ trong tệp /xuat)`,
    shares: 'So với chỉ tiêu của kế hoạch (để đối chiếu, không phải giới hạn):',
    share: ({ label, of, part, whole, share, aim, isAtLeast, place }: Share) =>
      `${label}: ${part}/${whole} ${lower(of)} = ${percent(share)}; chỉ tiêu ${isAtLeast ? `từ ${percent(aim)} trở lên` : percent(aim)}${inPlace(place)}`,
    quotas: (units: number, over: number) =>
      over === 0
        ? `Số lượng đề nghị: ${units} đơn vị, không đơn vị nào vượt số lượng của kế hoạch.`
        : `Số lượng đề nghị: ${over}/${units} đơn vị vượt số lượng của kế hoạch:`,
    over: (one: QuotaUse) =>
      `${one.unit}${one.occasion === '' ? '' : `, ${lower(one.occasion)}`}: ${one.collectives}/${one.mostCollectives} tập thể, ${one.individuals}/${one.mostIndividuals} cá nhân${inPlace(one.place)}`,
    due: (due: number, missing: number) =>
      missing === 0 ? `Cả ${due} đơn vị trong danh bạ đã gửi.` : `Chưa gửi: ${missing}/${due} đơn vị trong danh bạ.`,
    showMissing: (count: number) => `Đơn vị chưa gửi (${count})`,
    missing: (campaign: string, count: number) => `${campaign}: ${count} đơn vị chưa gửi`,
    noneMissing: 'Mọi đơn vị trong danh bạ đã gửi.',
    export: 'Xuất danh sách',
    chart: {
      time: 'Tiến độ',
      sent: 'Đã gửi',
      onTime: 'Gửi đúng hạn',
      late: 'Gửi quá hạn',
      missing: 'Đơn vị chưa gửi',
      states: 'Trạng thái',
      awards: 'Danh hiệu, hình thức khen thưởng',
      fields: 'Lĩnh vực',
      units: 'Đơn vị',
      rest: (count: number) => `${count} mục khác`,
    },
  },
  export: {
    nothing: (campaign: string) => `${campaign}: chưa có đăng ký nào để xuất.`,
    done: (campaign: string, count: number) =>
      `Danh sách ${campaign}: ${count} đăng ký, gồm các trang Tập thể, Cá nhân, Tổng hợp, Hồ sơ khen thưởng.`,
    careful: 'Tệp có thông tin cá nhân: anh/chị chỉ chuyển cho người có trách nhiệm.',
  },
  unanswered: {
    some: (campaign: string, count: number, days: number) =>
      `${count} câu hỏi trong ${days} ngày qua chưa có câu trả lời (${campaign}):`,
    none: (campaign: string, days: number) => `Trong ${days} ngày qua, câu hỏi nào về ${campaign} cũng có câu trả lời.`,
    line: (day: string, text: string) => `${day}: ${quoted(text)}`,
    more: (count: number) => `… và ${count} câu hỏi cũ hơn`,
    what: 'Không lưu tên người hỏi. Ai đã chọn “Báo tôi khi có câu trả lời” được báo khi nội dung được bổ sung.',
  },
  acts: {
    heading: (campaign: string) => `Nhật ký – ${campaign} (mới nhất trước):`,
    none: (campaign: string) => `${campaign}: chưa có việc nào được ghi.`,
    line: (at: string, who: string, did: string) => `${at} – ${who}: ${did}`,
    did: {
      approve: 'duyệt',
      return: 'trả lại để bổ sung',
      reject: 'không duyệt',
      hold: 'tạm giữ',
      unhold: 'bỏ tạm giữ',
      reopen: 'mở lại để xét',
      phoned: 'đã gọi điện về',
      'check-papers': 'thẩm định giấy tờ',
      'return-paper': 'trả lại giấy tờ',
      invite: 'mời',
      accept: 'nhận lời mời',
      'end-role': 'kết thúc vai trò',
      join: 'nhận tin cùng người phụ trách',
      'open-form': 'mở biểu mẫu',
      'close-form': 'đóng biểu mẫu',
      export: 'xuất danh sách',
      'milestone-day': 'đặt ngày cuối của',
      'milestone-cancelled': 'hủy mốc',
      'milestone-plan': 'trở lại theo văn bản',
      'announcement-confirmed': 'gửi thông báo',
      'announcement-stopped': 'dừng gửi thông báo',
      'announcement-cancelled': 'bỏ bản nháp thông báo',
      'announcement-retry': 'gửi lại thông báo cho người chưa nhận',
      'reminders-off': 'ngừng gửi nhắc hạn',
      'reminders-on': 'bật lại nhắc hạn',
      'reminders-retry': 'gửi lại nhắc hạn cho người chưa nhận',
    } as Record<string, string>,
    milestone: (what: string, day: string) => `${quoted(what)}${day ? `: ${day}` : ''}`,
    own: 'đăng ký của chính mình',
  },
  forms: {
    heading: (campaign: string) => `Biểu mẫu – ${campaign}:`,
    none: (campaign: string) => `${campaign}: chưa có biểu mẫu nào.`,
    open: 'đang mở',
    closed: 'đang đóng',
    until: (day: string) => `đến hết ngày ${day}`,
    byPlan: 'theo văn bản',
    byOrganiser: 'do người phụ trách mở, không có trong văn bản',
    closedByOrganiser: 'không có trong văn bản, chỉ mở khi người phụ trách quyết định',
    because: (reason: string) => `lý do: ${reason}`,
    toOpen: (title: string) => `Mở “${title}”`,
    toClose: (title: string) => `Đóng “${title}”`,
    askReason: (title: string, isOpen: boolean) => `${isOpen ? 'Mở' : 'Đóng'} “${title}”: anh/chị nhắn lý do.`,
    askDay: 'Mở đến hết ngày nào? Anh/chị nhắn ngày, ví dụ 28/02/2020.',
    noDay: 'Không định ngày',
    dayUnclear: 'Tôi chưa đọc được ngày này. Anh/chị nhắn theo mẫu 28/02/2020, hoặc chọn “Không định ngày”.',
    dayImpossible: 'Không có ngày này. Anh/chị nhắn lại, ví dụ 28/02/2020.',
    dayPast: 'Ngày này đã qua. Anh/chị nhắn ngày khác.',
    preview: (title: string, isOpen: boolean, until: string, reason: string) =>
      `${isOpen ? 'Mở' : 'Đóng'} “${title}”${until ? ` ${until}` : ''}?\nLý do: ${quoted(reason)}`,
    previewNote: 'Khi mở, biểu mẫu được ghi rõ: do người phụ trách mở, không có trong văn bản.',
    closingNote: 'Bản nháp đang làm được giữ lại; người làm được báo khi tiếp tục.',
    confirm: (isOpen: boolean) => (isOpen ? 'Mở biểu mẫu' : 'Đóng biểu mẫu'),
    hasOpened: (title: string, until: string) =>
      `Đã mở “${title}”${until ? ` ${until}` : ''}. Mọi người đăng ký bằng /dangky.`,
    hasClosed: (title: string) => `Đã đóng “${title}”.`,
    gone: 'Biểu mẫu này không còn nữa.',
  },
} as const
