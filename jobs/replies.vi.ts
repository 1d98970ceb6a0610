// What the assistant says by the clock to those who run it.

type Counted = 'all' | 'fresh' | 'waiting' | 'held' | 'returned' | 'approved' | 'rejected'

export const jobReplies = {
  failed: (job: string, why: string) =>
    `Việc định kỳ “${job}” vừa gặp lỗi: ${why}. Hệ thống sẽ tự làm lại; nếu còn lỗi, anh/chị xem trang /healthz và nhật ký của máy chủ. Tôi chỉ báo một lần cho đến khi việc này chạy lại được.`,
  answerFound: (question: string) => `Trước đây anh/chị hỏi: “${question}”. Nay đã có câu trả lời:`,
  keepOpen: (what: string, last: string) =>
    `Sắp đến hạn “${what}” (hết ${last}). Zalo chỉ cho tôi nhắn khi anh/chị vừa trò chuyện trong 48 giờ; anh/chị chạm nút dưới đây để lần nhắc tới vẫn đến được.`,
  keepOpenTap: 'Tiếp tục nhắc tôi',
  brief: (campaign: string, day: string) => `Việc cần người phụ trách, ${day} (${campaign})`,
  daysNotSet: 'Các mốc sau văn bản không nêu ngày, nên chưa ai được nhắc. Anh/chị đặt ngày nếu cần:',
  setDays: 'Đặt ngày cho mốc',
  queue: (count: number, days: number) => `${count} đăng ký đã chờ duyệt từ ${days} ngày trở lên.`,
  dossiers: (count: number, days: number) => `${count} hồ sơ có giấy tờ đã chờ thẩm định từ ${days} ngày trở lên.`,
  openDossiers: 'Thẩm định hồ sơ',
  openQueue: 'Xem danh sách chờ duyệt',
  openNumbers: 'Số liệu đăng ký',
  openQuestions: (count: number) => `Câu hỏi chưa trả lời (${count})`,
  unitsMissing: (what: string, last: string, count: number, all: number) =>
    `“${what}” (hết ${last}): chưa nhận được của ${count}/${all} đơn vị:`,
  more: (count: number) => `… và ${count} đơn vị khác`,
  digest: (campaign: string) => `Tổng hợp tuần (${campaign})`,
  lines: {
    registrations: ({ all, fresh, waiting, held, returned, approved, rejected }: Record<Counted, number>) =>
      `Đăng ký: ${all} (mới trong 7 ngày: ${fresh}); chờ duyệt ${waiting}${held > 0 ? ` (đang tạm giữ ${held})` : ''}, cần bổ sung ${returned}, đã duyệt ${approved}, không duyệt ${rejected}.`,
    dossiers: (count: number) => `Hồ sơ có giấy tờ chờ thẩm định: ${count} (/thamdinh).`,
    followers: (count: number) => `Người theo dõi để được nhắc hạn: ${count}.`,
    reminders: (sent: number, missed: number) => `Nhắc hạn trong 7 ngày: đã gửi ${sent}, chưa đến được ${missed}.`,
    deadline: (what: string, last: string, days: number) => `Sắp đến hạn: ${what} (hết ${last}, còn ${days} ngày).`,
    unanswered: (count: number, some: readonly string[]) =>
      `Câu hỏi chưa có câu trả lời: ${count}, như ${some.map((one) => `“${one}”`).join('; ')}.`,
  },
  unreached: (campaign: string, count: number) =>
    `Hôm nay có ${count} người chưa nhận được nhắc hạn (${campaign}). Danh sách kèm theo ghi lý do để anh/chị gọi điện giúp.`,
} as const
