// What the assistant says by the clock to those who run it.

export const jobReplies = {
  failed: (job: string, why: string) =>
    `Việc định kỳ “${job}” vừa gặp lỗi: ${why}. Hệ thống sẽ tự làm lại; nếu còn lỗi, anh/chị xem trang /healthz và nhật ký của máy chủ. Tôi chỉ báo một lần cho đến khi việc này chạy lại được.`,
} as const
