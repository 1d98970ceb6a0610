// What is said to organisers, and to others about what organisers did.

import type { RegistrationState } from '../../store/registrations.ts'

export const stateNames: Record<RegistrationState, string> = {
  draft: 'Nháp',
  submitted: 'Chờ duyệt',
  returned: 'Cần bổ sung',
  approved: 'Đã duyệt',
  rejected: 'Không duyệt',
  withdrawn: 'Đã rút',
  expired: 'Hết hạn',
}

export const replies = {
  card: {
    submitted: (code: string) => `Đăng ký chờ duyệt ${code}`,
    mended: (code: string) => `Đăng ký đã bổ sung ${code}`,
    other: (code: string, state: string) => `Đăng ký ${code}: ${state}`,
    person: 'Họ tên',
    collective: 'Tập thể',
    sentAt: (at: string, isLate: boolean) => `Gửi lúc ${at}${isLate ? ' – QUÁ HẠN' : ''}`,
    held: (reason: string) => `Đang tạm giữ: ${reason}`,
    warnings: 'Cần lưu ý:',
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
    show: 'Xem đầy đủ',
  },
} as const
