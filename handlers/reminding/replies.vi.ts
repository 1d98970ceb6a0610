// What the assistant says about deadlines, reminders and announcements.

import type { Standing } from '../../knowledge/timeline.ts'

const to = (whom: string | undefined) => (whom ? ` Nơi nhận: ${whom}.` : '')

export const milestoneReplies = {
  lead: (title: string, today: string) => `Các mốc thời gian của ${title} (hôm nay là ${today}):`,
  groups: {
    ahead: 'Còn hạn',
    open: 'Chưa có ngày cụ thể',
    passed: 'Đã qua',
    cancelled: 'Đã hủy',
    occasion: 'Dịp kỷ niệm, không phải hạn nộp',
  } satisfies Record<Standing, string>,
  who: (who: string, toWhom: string | undefined) => `Thực hiện: ${who}.${to(toWhom)}`,
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

export const reminderReplies = {
  title: 'Nhắc hạn',
  overdue: 'Đã quá hạn',
  changedTitle: 'Thay đổi thời hạn',
  heading: (title: string, what: string, campaign: string) => `${title}: ${what} (${campaign})`,
  who: milestoneReplies.who,
  consequence: (quote: string) => `Văn bản nêu: “${quote}”.`,
  afterwards: 'Nếu đã nộp nơi khác, anh/chị bấm “Đã xong”. Việc nộp muộn do nơi nhận xem xét.',
  changed: (from: string, to: string | null) =>
    to === null
      ? `Người phụ trách đã hủy mốc này${from ? ` (trước đây: hết ${from})` : ''}; anh/chị không phải làm nữa.`
      : `Hạn chuyển${from ? ` từ hết ${from}` : ''} sang hết ${to}, do người phụ trách đặt.`,
  reason: (reason: string) => `Lý do: ${reason}.`,
  unregistered: 'Anh/chị chưa đăng ký qua trợ lý này.',
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
  done: 'Đã xong',
  tomorrow: 'Nhắc lại ngày mai',
  source: 'Nguồn',
  stop: 'Ngừng nhắc',
} as const
