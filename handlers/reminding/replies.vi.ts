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
  category: 'Thi đua, khen thưởng',
  who: milestoneReplies.who,
  source: (place: string, citation: string) => `Nguồn: ${place}, ${citation}`,
  ofPerson: 'Hạn thi đua của tôi',
} as const
