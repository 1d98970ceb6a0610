// What is said around a form: starting, sending, looking up, changing, withdrawing, the dossier.

import { inBrackets } from '../../forms/place.ts'
import type { RegistrationState } from '../../store/registration.ts'

export const stateNames: Record<RegistrationState, string> = {
  draft: 'Nháp, chưa gửi',
  submitted: 'Đã gửi, chờ duyệt',
  returned: 'Cần bổ sung',
  approved: 'Đã duyệt',
  rejected: 'Không duyệt',
  withdrawn: 'Đã rút',
  expired: 'Nháp hết hạn',
}

const inFiles = (names: readonly string[]) => (names.length > 0 ? ` (tệp: ${names.join(', ')})` : '')

export const registeringReplies = {
  whichForm: 'Anh/chị muốn đăng ký phong trào nào?',
  howHere: 'Đăng ký ngay tại đây: gửi /dangky và chọn phong trào, trả lời từng câu, xem lại bản tóm tắt rồi bấm “Gửi”.',
  noForms: 'Hiện chưa có phong trào nào mở đăng ký. Anh/chị vẫn hỏi được nội dung các kế hoạch.',
  noRegistration: (title: string) =>
    `${title}: văn bản không quy định đăng ký, và hiện chưa có người phụ trách nào mở đăng ký.`,
  formClosed: (title: string) =>
    `${title}: người phụ trách hiện đóng đăng ký. Anh/chị hỏi người phụ trách nếu cần gửi thêm.`,
  notOpened: (title: string) => `${title}: người phụ trách hiện chưa mở đăng ký.`,
  soundsLikeRegistration: 'Đoạn này giống nội dung đăng ký. Anh/chị muốn bắt đầu đăng ký với nội dung đó?',
  registerThis: (label: string) => `Đăng ký ${label}`,
  onlyAsks: 'Không, tôi chỉ hỏi',
  otherForms: 'Các đăng ký đang mở:',
  openedByOrganiser: 'Do người phụ trách mở, không có trong văn bản.',
  openUntil: (day: string) => `Nhận đăng ký đến hết ngày ${day}.`,
  begin: (title: string) => `Bắt đầu: ${title}.`,
  eligibility: 'Điều kiện (đối chiếu sơ bộ):',
  criterion: {
    met: 'đủ',
    unmet: 'thiếu',
    late: 'đã hết hạn; gửi muộn vẫn được ghi nhận, người phụ trách quyết định',
    void: 'không áp dụng',
    to_verify: 'cần xác minh',
  },
  criterionLine: (label: string, state: string, place: string) => `${label}: ${state} ${inBrackets(place)}`,
  lateWarning: (sentence: string, place: string) =>
    `Đã quá thời hạn: “${sentence}” ${inBrackets(place)}. Anh/chị vẫn gửi được; đăng ký sẽ ghi là quá hạn và người phụ trách quyết định.`,
  hasDraft: (title: string, when: string) =>
    `Anh/chị có bản nháp “${title}” đang làm dở (${when}). Làm tiếp hay tạo bản mới?`,
  goOn: 'Làm tiếp',
  goOnWith: (title: string) => `Làm tiếp: ${title}`,
  sentBefore: (code: string, moment: string) => `Đăng ký ${code} đã gửi lúc ${moment}, anh/chị không cần gửi lại.`,
  draftUnsent: (title: string) => `Bản nháp “${title}” chưa gửi: anh/chị bấm làm tiếp, xem bản tóm tắt rồi gửi.`,
  startAnew: 'Tạo bản mới',
  busy: (title: string) =>
    `Anh/chị đang làm dở “${title}”. Các câu đã trả lời được giữ nguyên. Làm tiếp, hay lưu lại để làm việc kia?`,
  keepGoing: 'Tiếp tục đăng ký',
  saveAndLeave: 'Lưu lại và làm việc kia',
  savedShort: 'Đã lưu đăng ký đang làm; gõ “tiếp tục” để làm tiếp.',
  saved: (until: string) =>
    `Đã lưu bản nháp. Gõ “tiếp tục” hoặc /hosocuatoi để làm tiếp. Bản nháp không có hoạt động được giữ đến ${until}.`,
  savedChanges: 'Đã lưu phần đang sửa, chưa gửi. Bản đã gửi vẫn giữ nguyên. Gõ “tiếp tục” để sửa tiếp.',
  discarded: 'Đã xóa bản nháp, không giữ lại câu trả lời nào. Muốn đăng ký, anh/chị gửi /dangky.',
  changesDropped: (code: string) => `Đã bỏ phần đang sửa. Đăng ký ${code} giữ nguyên như đã gửi.`,
  resumed: (title: string) => `Làm tiếp “${title}”.`,
  nothingUnderWay:
    'Hiện anh/chị không có đăng ký nào đang làm. Gửi /dangky để bắt đầu, /hosocuatoi để xem các đăng ký đã có.',
  nothingToCancel:
    'Hiện anh/chị không có đăng ký nào đang làm dở. Muốn rút đăng ký đã gửi, anh/chị gõ “rút đăng ký”; muốn xem, gửi /hosocuatoi.',
  toWithdraw: 'Muốn rút đăng ký đã gửi, anh/chị gõ “rút đăng ký”.',
  draftsKept: (titles: readonly string[]) =>
    `Anh/chị còn bản nháp đã lưu: ${titles.map((title) => `“${title}”`).join('; ')}. Xóa hay giữ lại?`,
  deleteKept: (title: string | null) => (title ? `Xóa “${title}”` : 'Xóa bản nháp'),
  formChanged: 'Biểu mẫu đã thay đổi. Các câu trả lời còn phù hợp được giữ nguyên.',
  formChangedNew: (labels: string) => `Mục mới: ${labels}.`,
  formChangedLost: (labels: string) => `Cần trả lời lại: ${labels}.`,
  formGone: 'Biểu mẫu của đăng ký này không còn dùng nữa nên không làm tiếp được. Anh/chị hỏi người phụ trách.',
  draftIsClosed: 'Đăng ký này nay đã đóng nên chưa gửi được. Bản nháp vẫn được giữ; anh/chị hỏi người phụ trách.',
  changeIsClosed:
    'Đăng ký này nay đã đóng nên chưa gửi được bản sửa. Bản đã gửi vẫn giữ nguyên; anh/chị hỏi người phụ trách.',
  otherDraft: 'Nút này thuộc một đăng ký khác, nên không thay đổi gì.',
  openThat: 'Mở đăng ký đó',
  backToForm: 'Trở lại đăng ký:',

  received: (code: string) => `ĐÃ GỬI ĐĂNG KÝ ${code}`,
  receivedAgain: (code: string) => `ĐÃ GỬI BẢN SỬA CỦA ĐĂNG KÝ ${code}`,
  code: (code: string) => `Mã: ${code}`,
  sentAt: (at: string) => `Gửi lúc: ${at} (giờ Việt Nam)`,
  changedAt: (at: string) => `Sửa lúc: ${at} (giờ Việt Nam)`,
  hash: (hash: string) => `Mã kiểm tra nội dung: ${hash}`,
  status: (state: string) => `Trạng thái: ${state}`,
  onTime: 'Đúng hạn.',
  late: (sentence: string, place: string) =>
    `Quá hạn: “${sentence}” ${inBrackets(place)}. Đăng ký vẫn được ghi nhận là quá hạn; người phụ trách quyết định.`,
  lateBare: 'Gửi sau thời hạn. Đăng ký vẫn được ghi nhận là quá hạn; người phụ trách quyết định.',
  waits: 'Người phụ trách sẽ xem và báo kết quả cho anh/chị tại đây.',
  next: 'Việc tiếp theo:',
  nextStep: (say: string, place: string) => `${say} ${inBrackets(place)}`,
  dossierComes: (papers: string, place: string) => `Hồ sơ sau khi được duyệt: ${papers} ${inBrackets(place)}`,
  lookUp: (code: string) => `Xem lại bất cứ lúc nào: gõ “tra cứu ${code}” hoặc /hosocuatoi.`,
  alreadySent: 'Đăng ký này đã gửi rồi; không gửi thêm lần nào.',
  duplicateOwn: (code: string) =>
    `Anh/chị đã gửi đăng ký này với mã ${code} nên không gửi thêm. Dưới đây là bản đã gửi.`,
  sameWithNews: (code: string, state: string, labels: string) =>
    `Anh/chị đã gửi đăng ký này với mã ${code} (${state}) nên không gửi thêm. Bản đang điền khác bản đã gửi ở: ${labels}. Anh/chị muốn sửa bản đã gửi theo bản đang điền?`,
  changeSame: 'Sửa bản đã gửi',
  keepSame: 'Giữ bản đã gửi',
  notTheSame: 'Tôi ghi nhầm, sửa lại',
  duplicateOther:
    'Đã có một đăng ký khác giống đăng ký này, nên người phụ trách sẽ xem trước khi duyệt. Nếu nhập nhầm, anh/chị sửa hoặc rút đăng ký.',
  duplicateHold: 'Giống một đăng ký của người gửi khác: người phụ trách xem là gửi hai lần hay hai người trùng tên.',

  none: 'Anh/chị chưa có đăng ký nào. Gửi /dangky để bắt đầu.',
  mine: 'Đăng ký của anh/chị:',
  mineLine: (name: string, title: string, state: string, next: string) => `${name} - ${title}. ${state}. ${next}`,
  draftName: (when: string) => `Bản nháp ${when}`,
  nextDraft: 'Làm tiếp rồi gửi.',
  nextReturned: 'Bổ sung rồi gửi lại.',
  nextSubmitted: 'Người phụ trách sẽ báo kết quả.',
  nextPapersMissing: (count: number) => `Chuẩn bị hồ sơ: còn thiếu ${count} giấy tờ.`,
  nextPapersReturned: (names: string) => `Nộp lại giấy tờ: ${names}.`,
  nextPapersComplete: (due: string) => `Đã đủ giấy tờ, chờ người phụ trách thẩm định. ${due}`,
  nextPapersChecked: 'Hồ sơ đã được thẩm định, không còn việc phải làm.',
  nextApprovedBare: 'Không còn việc phải làm.',
  nextChanging: (last: string | null) =>
    `Có phần sửa chưa gửi${last === null ? '' : `; chỉ gửi được đến hết ngày ${last}, sau đó bản đã gửi giữ nguyên`}.`,
  changeLate: 'Phần sửa chưa gửi đã quá thời hạn nên không gửi được; bản đã gửi giữ nguyên.',
  changeTooLate: (code: string) =>
    `Phần sửa của đăng ký ${code} chưa gửi trong thời hạn nên không gửi được nữa. Bản đã gửi giữ nguyên; anh/chị có thể bỏ phần sửa.`,
  dropChange: 'Bỏ phần sửa chưa gửi',
  nextNone: '',
  more: (count: number) => `Và ${count} đăng ký cũ hơn.`,
  open: (name: string) => `Xem ${name}`,
  resume: (name: string) => `Làm tiếp ${name}`,
  mend: 'Bổ sung và gửi lại',
  amend: 'Sửa',
  withdraw: 'Rút đăng ký',
  dossier: 'Giấy tờ hồ sơ',
  deleteDraft: 'Xóa bản nháp',
  notFound: (code: string) =>
    `Không tìm thấy đăng ký ${code} của anh/chị. Anh/chị kiểm tra lại mã, hoặc gửi /hosocuatoi.`,
  whichCode: 'Anh/chị gõ “tra cứu” kèm mã, ví dụ “tra cứu NV20-7K3F9Q”, hoặc gửi /hosocuatoi.',
  decided: (reason: string) => `Lý do: ${reason}`,
  steps: (labels: string) => `Cần bổ sung: ${labels}`,
  history: 'Các lần thay đổi:',
  historyLine: (at: string, what: string) => `${at}: ${what}`,
  acts: {
    submit: 'gửi đăng ký',
    amend: 'sửa và gửi lại',
    mend: 'bổ sung và gửi lại',
    withdraw: 'rút đăng ký',
    return: 'người phụ trách trả lại để bổ sung',
    approve: 'người phụ trách duyệt',
    reject: 'người phụ trách không duyệt',
    hold: 'người phụ trách tạm giữ',
    unhold: 'người phụ trách bỏ tạm giữ',
    reopen: 'người phụ trách xem xét lại',
  } as Readonly<Record<string, string>>,

  returned: (code: string) => `Đăng ký ${code} cần bổ sung các mục sau; từng mục kèm nội dung đã ghi.`,
  waitsToBeMended: (code: string, labels: readonly string[]) =>
    `Đăng ký ${code} đang chờ anh/chị bổ sung${labels.length > 0 ? `: ${labels.join(', ')}` : ''}.`,
  amending: (code: string) => `Sửa đăng ký ${code}. Bản đã gửi giữ nguyên đến khi anh/chị gửi bản sửa.`,
  cannotAmendLate: (code: string, whom: string) =>
    `Đăng ký ${code} đã quá thời hạn nên không tự sửa hoặc rút được. Anh/chị liên hệ ${whom} và nêu mã này.`,
  askOffice: (name: string, place: string) => `${name} ${inBrackets(place)}`,
  askSomebody: 'người phụ trách thi đua - khen thưởng nơi nhận đăng ký',
  cannotAmend: (code: string, state: string) => `Đăng ký ${code}: ${state}, nên không sửa hoặc rút được nữa.`,
  nothingChanged: 'Nội dung không thay đổi so với bản đã gửi nên không gửi lại.',
  askWithdraw: (code: string) =>
    `Rút đăng ký ${code}? Đăng ký sẽ không được xét nữa; nội dung và lịch sử thay đổi vẫn được lưu theo thời hạn đã thông báo. Muốn tham gia lại, anh/chị gửi đăng ký mới trước thời hạn.`,
  withdrawYes: 'Rút đăng ký này',
  withdrawNo: 'Không rút',
  withdrawn: (code: string, at: string) => `Đã rút đăng ký ${code} lúc ${at}.`,
  kept: (code: string) => `Đăng ký ${code} giữ nguyên.`,

  nothingSent: 'Anh/chị chưa gửi đăng ký nào nên chưa đến bước hồ sơ.',
  papersOf: (label: string, code: string) => `${label} - đăng ký ${code}`,
  paperHave: (name: string, files: readonly string[]) => `[đủ] ${name}${inFiles(files)}`,
  paperChecked: (name: string, files: readonly string[]) => `[đã thẩm định] ${name}${inFiles(files)}`,
  paperReturned: (name: string, reason: string) => `[cần nộp lại] ${name}: “${reason}”`,
  paperMissing: (name: string) => `[thiếu] ${name}`,
  papersComplete: 'Đã đủ giấy tờ.',
  papersLack: (count: number) => `Còn thiếu ${count} giấy tờ.`,
  papersDue: (toWhom: string | undefined, when: string, place: string) =>
    `${toWhom ? `Gửi về ${toWhom}` : 'Hạn gửi'}: ${when.replace(/\.$/, '')} ${inBrackets(place)}.`,
  papersVoid: (told: string) => `hạn ${told}`,
  papersSource: (place: string, title: string) => `Theo ${place}, ${title}.`,
  papersAsk: 'Gửi tệp vào đây, hoặc bấm tên giấy tờ để ghi đã có.',
  papersReplace: 'Muốn thêm hay thay giấy tờ nào, anh/chị bấm tên giấy tờ đó.',
  paperAsk: (name: string) =>
    `“${name}”: anh/chị gửi tệp (PDF, DOCX, XLSX, JPG, PNG, tối đa 10 MB) vào đây, hoặc bấm “Đã có bản giấy”.`,
  paperAskMore: (name: string, files: readonly string[]) =>
    `“${name}” đã có ${files.length} tệp: ${files.join(', ')}. Anh/chị gửi thêm tệp vào đây; muốn thay thì bấm “Bỏ tệp đã gửi” trước.`,
  paperDrop: 'Bỏ tệp đã gửi',
  paperMore: (name: string) => `Thêm vào: ${name}`,
  paperOnPaper: 'Đã có bản giấy',
  paperNot: 'Chưa có',
  papersBack: 'Xem danh sách giấy tờ',
  nameFirst: 'Anh/chị cho biết các tệp đã gửi là giấy tờ nào trước, rồi gửi tiếp.',
  whichPaper: (name: string) => `Đã nhận tệp “${name}”. Đây là giấy tờ nào?`,
  paperOf: (name: string, code: string) => `${name} (${code})`,
  noPaper: 'Không phải giấy tờ hồ sơ',
  paperFileDropped: (name: string) => `Đã bỏ tệp “${name}”, không lưu lại.`,
  paperFilePlaced: (name: string) => `Tệp “${name}” đã được ghi vào hồ sơ.`,
  paperFileGone: 'Tệp này không còn được giữ. Anh/chị vui lòng gửi lại.',
  papersLater:
    'Giấy tờ hồ sơ được đánh dấu sau khi đăng ký được duyệt; khi đó tôi gửi danh mục để anh/chị ghi giấy nào đã có.',
  paperTicked: (name: string, files = 0) => `Đã ghi đủ: ${name}${files > 1 ? ` (${files} tệp)` : ''}.`,
  paperUnticked: (name: string) => `Đã ghi còn thiếu: ${name}.`,
  noDossier: (title: string) => `${title}: văn bản không nêu danh mục hồ sơ kèm theo đăng ký này.`,
  dossierLater: (code: string) => `Đăng ký ${code} chưa được duyệt nên chưa đến bước hồ sơ.`,
  dossierNeedsRegistration: 'Anh/chị chưa có đăng ký nào nên chưa làm hồ sơ khen thưởng được.',
  dossierRule: (quote: string, place: string, title: string) => `“${quote}” (${place}, ${title})`,

  idleReminder: (title: string, end: string) =>
    `Anh/chị có bản nháp “${title}” chưa gửi. Gõ “tiếp tục” để làm tiếp. ${end}`,
  idleExpires: (until: string) => `Nếu anh/chị không làm tiếp, bản nháp hết hạn ngày ${until}.`,
  idleCloses: (until: string) => `Biểu mẫu này chỉ nhận đến hết ngày ${until}.`,
  idleDeadline: (sentence: string) => `Thời hạn đăng ký: ${sentence}`,
  expired: (title: string) =>
    `Bản nháp “${title}” đã hết hạn vì lâu không được điền tiếp. Muốn đăng ký, anh/chị gửi /dangky.`,
} as const
