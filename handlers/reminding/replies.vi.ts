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
