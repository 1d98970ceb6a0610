// What the assistant says about deadlines, reminders and announcements.

import type { Standing } from '../../knowledge/timeline.ts'

const to = (whom: string | undefined) => (whom ? ` Nơi nhận: ${whom}.` : '')

export const milestoneReplies = {
  whichCampaign: 'Anh/chị muốn xem các mốc của phong trào nào?',
  nextOfAll: (today: string) => `Các hạn sắp tới (hôm nay là ${today}):`,
  nextOfOwn: (today: string) => `Các hạn sắp tới trong phong trào anh/chị theo dõi (hôm nay là ${today}):`,
  nextLine: (day: string, what: string, plan: string, left: string) => `${what} (${plan}): ${day}. ${left}`,
  daySet: (day: string) => `hết ${day} (do người phụ trách đặt)`,
  nothingAhead: 'Hiện không kế hoạch nào còn hạn có ngày cụ thể ở phía trước.',
  nothingAheadOfOwn: 'Trong phong trào anh/chị theo dõi hiện không còn hạn có ngày cụ thể ở phía trước.',
  whichForAll: 'Bấm tên phong trào để xem mọi mốc, kể cả mốc chưa có ngày.',
  others: 'Phong trào khác',
  lead: (title: string, today: string) => `Các mốc thời gian của ${title} (hôm nay là ${today}):`,
  groups: {
    ahead: 'Còn hạn',
    open: 'Chưa có ngày cụ thể',
    passed: 'Đã qua',
    cancelled: 'Đã hủy',
    occasion: 'Dịp kỷ niệm, không phải hạn nộp',
  } satisfies Record<Standing, string>,
  who: (who: string, toWhom: string | undefined) => `Thực hiện: ${who}.${to(toWhom)}`,
  movedByOrganisers:
    'Tôi không ghi nhận việc đổi hạn qua lời nhắn: chỉ người phụ trách phong trào mới chuyển được hạn, và người theo dõi sẽ được báo kèm lý do. Các hạn đang áp dụng: /han.',
  moveByCommand: 'Anh/chị chuyển hạn bằng /moc: chọn mốc, ngày và ghi lý do; hạn chỉ đổi sau khi anh/chị xác nhận.',
  follow: 'Nhắc tôi trước hạn',
  calendar: 'Thêm vào lịch của tôi',
} as const

export const calendarReplies = {
  deadline: (what: string) => `Hạn: ${what}`,
  category: 'Thi đua - Khen thưởng',
  who: milestoneReplies.who,
  source: (place: string, citation: string) => `Nguồn: ${place}, ${citation}`,
  ofPerson: 'Hạn thi đua của tôi',
} as const

export const pictureReplies = {
  today: (day: string) => `Hôm nay: ${day}`,
  until: (day: string) => `Hết ${day}`,
  byOrganiser: '(do người phụ trách đặt)',
  passed: 'đã qua',
  lastDay: 'Hôm nay là ngày cuối.',
  left: (days: number, working: number) =>
    working === 0 ? `Còn ${days} ngày, không còn ngày làm việc nào.` : `Còn ${days} ngày, ${working} ngày làm việc.`,
} as const

export const settingsReplies = {
  lead: 'Nhắc hạn của anh/chị:',
  none: 'Anh/chị chưa nhận nhắc hạn của phong trào nào. Chọn phong trào để được nhắc trước hạn:',
  nothingToFollow: 'Các kế hoạch hiện có không còn hạn nào phía trước nên chưa có gì để nhắc. Xem các mốc bằng /han.',
  followed: (title: string) => `Đã bật nhắc hạn: ${title}.`,
  changed: (title: string) => `Đã đổi cách nhắc: ${title}.`,
  how: (leads: string, hour: string) => `Nhắc ${leads}, lúc ${hour}.`,
  before: (days: string) => `trước ${days} ngày làm việc`,
  onTheDay: 'trong ngày làm việc cuối',
  and: ' và ',
  next: (moment: string, what: string) => `Lần nhắc tới: ${moment} - ${what}.`,
  inPlace: (what: string, last: string, moment: string) =>
    `Riêng “${what}” (hạn hết ${last}): ngày nhắc theo cách này đã qua, nên tôi nhắc vào ${moment}.`,
  noneLeft: (what: string, last: string) =>
    `Riêng “${what}” (hạn hết ${last}): đã sát hạn nên không còn lần nhắc nào trước hạn này.`,
  nothingNext: 'Chưa có hạn nào sắp tới để nhắc; khi người phụ trách đặt ngày, tôi sẽ báo.',
  noMoreBefore: (what: string) => `Không còn lần nhắc nào trước hạn: ${what}.`,
  doneAhead: (what: string) => `Không có việc nào phải nhắc; hạn phía trước: ${what}.`,
  turnedDown: (what: string, again: string | null) =>
    `Đăng ký của anh/chị không được duyệt nên tôi không nhắc; hạn phía trước: ${what}.${again ? ` Đến ${again}, anh/chị vẫn gửi được đăng ký khác bằng /dangky; gửi xong và được duyệt, tôi nhắc nộp hồ sơ.` : ''}`,
  paused: 'Đang tạm dừng, đến khi anh/chị bật lại.',
  pausedUntil: (day: string) => `Đang tạm dừng, nhắc lại từ ${day}.`,
  off: (reason: string) => `Người phụ trách đang tạm ngừng gửi nhắc hạn. Lý do: ${reason}`,
  notFollowed: (title: string) => `Anh/chị chưa nhận nhắc hạn của ${title}.`,
  whichCampaign: 'Anh/chị muốn chỉnh phong trào nào?',
  choices: {
    follow: 'Nhắc tôi trước hạn',
    settings: (label: string) => `Chỉnh: ${label}`,
    hour: 'Đổi giờ nhắc',
    leads: 'Đổi số ngày nhắc trước',
    pause: 'Tạm dừng',
    resume: 'Nhắc tiếp',
    stop: 'Ngừng nhắc',
    stopAll: 'Ngừng nhắc tất cả',
    done: 'Đã xong một việc',
    calendar: 'Đưa vào lịch của tôi',
  },
  askHour: (hour: string) =>
    `Hiện nhắc lúc ${hour}. Anh/chị chọn giờ hoặc gõ giờ khác, từ 07:30 đến trước 21:00 (ví dụ: 9h15).`,
  badHour: 'Tôi chỉ gửi tin nhắc từ 07:30 đến trước 21:00. Anh/chị gõ giờ trong khoảng này, ví dụ 8h hoặc 16:30.',
  hourKept: (hour: string) => `Đã đổi: nhắc lúc ${hour}.`,
  askLeads: 'Anh/chị muốn được nhắc trước hạn bao nhiêu ngày làm việc? Chọn hoặc gõ các số, ví dụ: 10, 5, 1.',
  badLeads: 'Anh/chị gõ từ một đến sáu số ngày, mỗi số từ 0 (ngày cuối) đến 60, ví dụ: 7, 3, 1.',
  leadsKept: (leads: string) => `Đã đổi: nhắc ${leads}.`,
  askPause: 'Tạm dừng đến ngày nào? Anh/chị chọn hoặc gõ ngày, ví dụ 20/3.',
  pauseChoices: { week: 'Một tuần', month: 'Một tháng', open: 'Đến khi tôi bật lại' },
  badDay: {
    impossible: 'Không có ngày này. Anh/chị gõ lại, ví dụ 20/3.',
    year: 'Ngày này năm nay đã qua. Anh/chị gõ kèm năm, ví dụ 20/3/2021.',
    lunar: 'Tôi chưa đổi được ngày âm lịch. Anh/chị gõ ngày dương lịch, ví dụ 20/3.',
    vague: 'Anh/chị cho một ngày cụ thể, ví dụ 20/3.',
    past: 'Ngày này đã qua. Anh/chị gõ một ngày sau hôm nay.',
    none: 'Tôi chưa đọc được ngày. Anh/chị gõ ngày, ví dụ 20/3.',
  },
  pauseKept: (day: string | null) =>
    day
      ? `Đã tạm dừng nhắc hạn; tôi nhắc lại từ ${day}.`
      : 'Đã tạm dừng nhắc hạn. Khi muốn nhắc tiếp, anh/chị gửi /nhac.',
  fallsInPause: (what: string, last: string) => `Lưu ý: trong thời gian tạm dừng đến hạn “${what}” (hết ${last}).`,
  resumed: 'Đã bật lại nhắc hạn.',
  stopped: (title: string) => `Đã ngừng nhắc: ${title}. Khi cần, anh/chị gửi /nhac để bật lại.`,
  stoppedAll: 'Đã ngừng mọi nhắc hạn. Khi cần, anh/chị gửi /nhac để bật lại.',
  nothingToStop: 'Anh/chị không nhận nhắc hạn nào nên không có gì để dừng.',
  whichStop: 'Anh/chị muốn ngừng nhắc phong trào nào?',
  whichResume: 'Anh/chị muốn bật lại nhắc của phong trào nào?',
  whichMilestone: {
    done: 'Việc nào đã xong ạ?',
    tomorrow: 'Nhắc lại ngày mai việc nào ạ?',
  },
  noMilestone: 'Không có hạn nào sắp tới trong các phong trào anh/chị theo dõi.',
  done: (what: string) => `Đã ghi nhận xong: ${what}. Tôi sẽ không nhắc việc này nữa.`,
  alreadyDone: (what: string) => `Đã ghi nhận rồi: ${what}.`,
  whichOther: 'Nếu còn việc khác đã xong, anh/chị chọn:',
  undo: 'Chưa xong, nhắc tiếp',
  undone: (what: string) => `Đã bỏ ghi nhận. Tôi sẽ nhắc tiếp: ${what}.`,
  snoozed: (what: string, day: string) => `Tôi sẽ nhắc lại vào ${day}: ${what}.`,
  snoozedOverDaysOff: (what: string, day: string) =>
    `Ngày mai không phải ngày làm việc nên tôi sẽ nhắc lại vào ${day}: ${what}.`,
  snoozedLastWorkingDay: (what: string, day: string) =>
    `Hôm nay là ngày làm việc cuối trước hạn (${day}) nên tôi không nhắc lại nữa: ${what}.`,
  snoozedTooLate: (what: string, day: string) => `Hạn cuối là ${day} nên tôi không nhắc lại sau ngày đó: ${what}.`,
  alreadyPassed: (what: string) => `Hạn này đã qua hoặc đã hủy: ${what}. Xem các mốc bằng /han.`,
  old: 'Lựa chọn này đã cũ. Anh/chị gửi /nhac để xem nhắc hạn, /han để xem các mốc.',
  calendarLink: (url: string) =>
    `Đường dẫn lịch của riêng anh/chị (không chia sẻ cho người khác):\n${url}\nTrong Google Calendar, Outlook hoặc điện thoại, chọn thêm lịch từ URL; khi hạn thay đổi, lịch tự cập nhật.`,
  campaignCalendarLink: (url: string) => `Lịch các mốc của phong trào, tự cập nhật:\n${url}`,
  calendarFile: 'Lịch các hạn ở tệp kèm theo: mở tệp để thêm vào lịch trên máy hoặc điện thoại.',
  dropped: 'Vâng, tôi đã bỏ qua, không có gì thay đổi.',
  noCalendar: 'Chưa có hạn nào có ngày để đưa vào lịch.',
} as const

export const setDayReplies = {
  now: (day: string, reason: string) => `nay là hết ${day}, do người phụ trách đặt: ${reason}`,
  off: (on: string, reason: string) => `nay đã hủy, theo quyết định của người phụ trách ngày ${on}: ${reason}`,
  which: (what: string, told: string) => `“${what}” ${told}`,
  ofRow: (what: string, told: string) => `“${what}”: ${told}`,
  instead: (day: string, reason: string, planned: string) =>
    `chậm nhất ${day} (do người phụ trách đặt: ${reason}; văn bản ghi: ${planned})`,
  void: (on: string, reason: string) => `người phụ trách đã hủy hạn này ngày ${on}: ${reason}`,
  holds: (day: string) => `Hạn hiện nay: hết ${day} (do người phụ trách đặt).`,
  cancelled: (on: string, reason: string) => `Người phụ trách đã hủy hạn đăng ký ngày ${on} (lý do: ${reason}).`,
} as const

export const organiserReplies = {
  whichMilestone: (title: string) => `Các mốc của ${title}. Anh/chị chọn mốc cần đặt ngày, chuyển ngày hoặc hủy:`,
  noMilestone: 'Kế hoạch này không có mốc nào để đặt ngày.',
  withoutDay: 'chưa có ngày',
  cancelled: 'đã hủy',
  followers: (count: number) => `Đang theo dõi phong trào: ${count} người.`,
  choices: {
    set: 'Đặt ngày',
    move: 'Chuyển sang ngày khác',
    cancel: 'Hủy mốc này',
    plan: 'Trở lại theo văn bản',
    preview: 'Ai sẽ nhận gì, lúc nào',
    confirm: 'Xác nhận',
    rewrite: 'Ghi lại lý do',
    drop: 'Thôi',
    off: 'Tạm ngừng nhắc phong trào này',
    on: 'Bật lại nhắc',
    all: 'Tất cả các mốc',
  },
  askDay: (what: string) =>
    `Ngày cuối cùng còn nhận (tính cả ngày đó) của “${what}” là ngày nào? Ví dụ: 20/3/2020. Gõ “thôi” để bỏ qua.`,
  sameDay: 'Đó đang là ngày cuối của mốc này. Anh/chị gõ ngày khác hoặc “thôi”.',
  doubts: {
    heading: 'Anh/chị kiểm tra lại ngày này:',
    unpublished: (day: string) => `Sớm hơn ngày ban hành kế hoạch (${day}).`,
    otherYear: (from: number, to: number) =>
      from === to ? `Văn bản nêu năm ${from}.` : `Ngoài thời gian văn bản nêu (${from} - ${to}).`,
    shorter: (day: string, days: number) =>
      `Sớm hơn hạn hiện nay (hết ${day}) ${days} ngày: mọi người có ít thời gian hơn.`,
    tooEarly: (what: string, day: string) => `Sớm hơn hạn của việc phải làm trước, “${what}” (hết ${day}).`,
    tooLate: (what: string, day: string) => `Muộn hơn hạn của việc làm sau việc này, “${what}” (hết ${day}).`,
    askReason:
      'Nếu vẫn đặt ngày này, anh/chị ghi lý do hoặc căn cứ (ví dụ: Công văn số …). Người theo dõi sẽ đọc thấy.',
    otherDay: 'Chọn ngày khác',
    confirm: 'Vẫn xác nhận ngày này',
  },
  askReason: 'Lý do hoặc căn cứ (ví dụ: Công văn số …)? Người theo dõi sẽ đọc thấy. Gõ “thôi” để bỏ qua.',
  reasonTooShort: 'Anh/chị ghi lý do rõ hơn một chút (từ 5 đến 500 ký tự).',
  before: (told: string) => `Hiện nay: ${told}`,
  after: (told: string) => `Sau khi xác nhận: ${told}`,
  because: (reason: string) => `Lý do: ${reason}`,
  reasonKept: 'Lý do đã ghi được giữ nguyên. Muốn đổi, anh/chị bấm “Ghi lại lý do”.',
  backToPlan: (told: string) => `Sau khi xác nhận: theo văn bản, ${told}`,
  consequences: (followers: number) =>
    `${followers} người theo dõi; ai đã được nhắc theo ngày cũ sẽ được báo một lần, tin nhắc chưa gửi được tính lại.`,
  stale: 'Mốc này vừa được người khác thay đổi. Anh/chị xem lại rồi làm lại nếu cần:',
  nothingAsked: 'Không có thay đổi nào đang chờ xác nhận. Gửi /moc để bắt đầu.',
  kept: (what: string) => `Đã lưu: ${what}.`,
  forgiven: (count: number, released: number) =>
    [
      `${count} đăng ký gửi sau hạn cũ nay không tính là quá hạn; người gửi được báo.`,
      ...(released > 0 ? [`${released} đăng ký chỉ tạm giữ vì quá hạn được bỏ tạm giữ.`] : []),
    ].join(' '),
  approvedTold: (people: number) => `${people} người đã được duyệt được báo thay đổi này.`,
  inTimeAgain: (code: string, isFree: boolean) =>
    `Thời hạn đã được chuyển: đăng ký ${code} của anh/chị nay được tính là đúng hạn${isFree ? ' và không còn bị tạm giữ' : ''}.`,
  formClosed: (title: string) => `Lưu ý: biểu mẫu “${title}” đang đóng nên chưa ai đăng ký được.`,
  openForm: (title: string) => `Mở biểu mẫu: ${title}`,
  holds: (told: string) => `Nay: ${told}`,
  notOrganiser: 'Việc này dành cho người phụ trách phong trào.',
  preview: {
    lead: (title: string) => `Tin nhắc sắp gửi của ${title}:`,
    line: (moment: string, what: string, count: number) => `${moment}: ${what} - ${count} người`,
    more: (count: number) => `… và ${count} lần nhắc khác`,
    nothing: 'Chưa có tin nhắc nào sắp gửi: chưa ai theo dõi, hoặc chưa có hạn nào phía trước.',
    rule: 'Tính theo tình trạng lúc này, không tính người đã làm xong. Trước khi gửi, tôi kiểm tra lại từng người.',
    paused: (count: number) => `${count} người đang tạm dừng nhận nhắc.`,
    off: (reason: string) => `Đang tạm ngừng gửi. Lý do: ${reason}`,
    sample: 'Nội dung một tin:',
  },
} as const

export const announceReplies = {
  ask: (title: string, count: number) =>
    count === 0
      ? `Chưa có ai theo dõi ${title} nên chưa gửi được cho ai. Anh/chị vẫn soạn và gửi thử cho mình được: gõ nội dung (10 đến 1.500 ký tự), hoặc “thôi” để bỏ qua.`
      : `Anh/chị gõ nội dung thông báo gửi tới ${count} người theo dõi ${title} (10 đến 1.500 ký tự). Chưa gửi ngay: tôi cho xem trước. Gõ “thôi” để bỏ qua.`,
  badLength: 'Thông báo cần từ 10 đến 1.500 ký tự. Anh/chị gõ lại.',
  preview: 'Xem trước thông báo:',
  count: (count: number) => `Sẽ gửi tới ${count} người đang theo dõi.`,
  nobody: 'Chưa có ai theo dõi phong trào này nên chưa gửi được cho ai.',
  contact: (name: string, place: string) => `Có vướng mắc, anh/chị liên hệ ${name} (${place}).`,
  noPhone:
    'Thông báo chưa có số điện thoại để hỏi thêm. Nếu cần, anh/chị bấm “Viết lại” và ghi tên, số điện thoại vào nội dung.',
  heading: (label: string) => `Thông báo của người phụ trách: ${label}`,
  choices: {
    test: 'Gửi thử cho tôi',
    send: (count: number) => `Gửi cho ${count} người`,
    edit: 'Viết lại',
    cancel: 'Bỏ',
    stop: 'Dừng gửi',
    resume: 'Gửi tiếp',
    retry: 'Gửi lại cho người chưa nhận',
    report: 'Xem kết quả gửi',
    unsubscribe: 'Ngừng nhận',
    preview: 'Xem lại thông báo',
    draft: (label: string) => `${label} (bản nháp)`,
  },
  confirmed: (count: number) => `Đã nhận lệnh gửi tới ${count} người. Tin được gửi dần, trong giờ 07:30-21:00.`,
  confirmedOff: (count: number) => `Đã nhận lệnh gửi tới ${count} người, nhưng hiện chưa gửi tin nào.`,
  resumedOff: 'Đã cho gửi tiếp, nhưng hiện chưa gửi tin nào.',
  retriedOff: (count: number) => `Sẽ gửi lại cho ${count} người chưa nhận được, nhưng hiện chưa gửi tin nào.`,
  offEverywhere: (reason: string) =>
    `Người quản trị đang tạm ngừng gửi tin của mọi phong trào (lý do: ${reason}); tin chỉ được gửi sau khi người quản trị bật lại bằng /batnhac.`,
  offHere: (reason: string) =>
    `Phong trào này đang tạm ngừng gửi tin (lý do: ${reason}); tin chỉ được gửi sau khi anh/chị bấm “Bật lại nhắc”.`,
  sentAt: (at: string) => `Anh/chị đã cho gửi thông báo này lúc ${at}. Tin không gửi lại lần nữa.`,
  cancelled: 'Đã bỏ thông báo này.',
  stopped: 'Đã dừng gửi. Những tin đã gửi không thu lại được; phần còn lại chờ anh/chị gửi tiếp.',
  resumed: 'Đã cho gửi tiếp.',
  tested: 'Trên đây là bản gửi thử, chỉ anh/chị nhận được.',
  retried: (count: number) => `Đang gửi lại cho ${count} người chưa nhận được.`,
  nothingToRetry: 'Không còn ai chưa nhận mà có thể gửi lại.',
  old: 'Thông báo này đã ở trạng thái khác:',
  unknown: 'Không tìm thấy thông báo này.',
  states: {
    draft: 'bản nháp',
    confirmed: 'chờ gửi',
    sending: 'đang gửi',
    stopped: 'đã dừng',
    sent: 'đã gửi xong',
    cancelled: 'đã bỏ',
  },
  report: (state: string) => `Kết quả gửi (${state}):`,
  recipients: {
    planned: 'chờ gửi',
    posted: 'đang gửi',
    sent: 'đã nhận',
    window_closed: 'chưa gửi được vì Zalo chưa cho nhắn',
    blocked: 'đã chặn trợ lý',
    expired: 'quá thời gian gửi',
    failed: 'gửi lỗi',
    left: 'đã ngừng theo dõi',
  },
  line: (state: string, count: number) => `${state}: ${count} người`,
  noRecipients: 'Chưa gửi cho ai.',
  recent: 'Thông báo gần đây:',
  choice: (day: string, text: string) => `${day}: ${text}`,
} as const

export const leftReplies = {
  said: (what: string) => `Đã bỏ dở: ${what}. Chưa có gì thay đổi.`,
  day: (what: string) => `ngày của “${what}”`,
  milestone: 'Mở lại mốc này',
  announcement: 'soạn thông báo',
  write: 'Soạn thông báo',
  announced: 'Thông báo chưa gửi cho ai, được giữ làm bản nháp.',
  off: 'tạm ngừng nhắc hạn',
} as const

export const switchReplies = {
  notAdministrator: 'Tạm ngừng và bật lại nhắc hạn của mọi phong trào là việc của người quản trị.',
  askReason: 'Vì sao tạm ngừng gửi nhắc hạn? Người theo dõi sẽ đọc thấy lý do này. Gõ “thôi” để bỏ qua.',
  isOff: (reason: string, at: string) => `Nhắc hạn đang tạm ngừng từ ${at}. Lý do: ${reason}`,
  isOn: 'Nhắc hạn đang được gửi bình thường.',
  off: (scope: string, reason: string) =>
    `Đã tạm ngừng gửi nhắc hạn và thông báo của ${scope}. Người theo dõi thấy lý do trong /nhac: ${reason}`,
  everywhere: 'mọi phong trào',
  allOff: (reason: string, at: string) =>
    `Người quản trị đang tạm ngừng nhắc hạn của mọi phong trào từ ${at}. Lý do: ${reason}`,
  yourOwn: { off: 'Anh/chị tạm ngừng được nhắc hạn của:', on: 'Anh/chị bật lại được nhắc hạn của:' },
  on: 'Đã bật lại. Tin nhắc còn đúng sẽ được gửi, tin đã quá thời điểm thì không.',
} as const

export const unitReplies = {
  missing: (missing: number, due: number, names: string) =>
    missing === 0 ? `Đơn vị phải gửi: đủ ${due}/${due}` : `Đơn vị chưa gửi: ${missing}/${due} (${names})`,
  others: (count: number) => `và ${count} đơn vị khác`,
} as const

export const reminderReplies = {
  title: 'Nhắc hạn',
  overdue: 'Đã quá hạn',
  changedTitle: 'Thay đổi thời hạn',
  heading: (title: string, what: string, campaign: string) => `${title}: ${what} (${campaign})`,
  who: milestoneReplies.who,
  consequence: (quote: string) => `Văn bản nêu: “${quote}”.`,
  afterwards: 'Nếu đã nộp nơi khác, anh/chị bấm “Đã xong”. Việc nộp muộn do nơi nhận xem xét.',
  cancelled: (from: string, on: string) =>
    `Người phụ trách đã hủy hạn này ngày ${on} (trước đây: hết ${from}); anh/chị không phải làm theo hạn đó nữa.`,
  changed: (from: string, to: string | null, isPlans = false) =>
    to === null
      ? `Hạn này (trước đây: hết ${from}) không còn; nay chưa có ngày cụ thể.`
      : `Hạn chuyển${from ? ` từ hết ${from}` : ''} sang hết ${to}, ${isPlans ? 'theo văn bản' : 'do người phụ trách đặt'}.`,
  reason: (reason: string) => `Lý do: ${reason}.`,
  lastWorkingDay: (day: string) => `Ngày làm việc cuối là ${day}.`,
  planSays: 'Văn bản ghi:',
  unregistered: 'Anh/chị chưa đăng ký qua trợ lý này.',
  withdrawn: (code: string) => `Anh/chị đã rút đăng ký ${code} và chưa gửi đăng ký khác.`,
  draft: 'Bản đăng ký của anh/chị còn dở dang, chưa gửi.',
  returned: (code: string, missing: readonly string[], reason: string | null) =>
    [
      `Đăng ký ${code} cần bổ sung${missing.length > 0 ? `: ${missing.join('; ')}` : ''}.`,
      ...(reason ? [`Người phụ trách ghi: “${reason}”.`] : []),
    ].join(' '),
  papers: (code: string, missing: readonly string[]) => `Hồ sơ của đăng ký ${code} còn thiếu: ${missing.join('; ')}.`,
  unitsMissing: (units: readonly string[]) => `Chưa nhận được đăng ký của: ${units.join('; ')}.`,
  daysLeft: (days: number) => (days === 0 ? 'Hôm nay là ngày cuối' : `Còn ${days} ngày`),
  register: 'Đăng ký ngay',
  goOn: 'Điền tiếp',
  mend: 'Bổ sung ngay',
  papersToSend: 'Hồ sơ cần nộp',
  done: 'Đã xong',
  tomorrow: 'Nhắc lại ngày mai',
  again: (day: string) => `Nhắc lại ${day}`,
  source: 'Nguồn',
  stop: 'Ngừng nhắc',
} as const

export const retryReplies = {
  nobody: 'Không còn ai chưa nhận được nhắc hạn của ngày này.',
  retried: (count: number) =>
    `Sẽ gửi lại nhắc hạn cho ${count} người chưa nhận được. Người đã nhận không bị nhắc lại; việc đã xong hoặc đã quá hạn không được gửi.`,
} as const
