// How each kept row reads to the person it is of.

import { toPlainText } from '../../message.ts'
import type { PersonalTable, Row } from '../../store/personal-data.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { stateNames } from '../organising/replies.vi.ts'
import { replies } from '../replies.vi.ts'

type Line = Readonly<Record<string, unknown>>
interface Section {
  readonly title: string
  readonly line: (row: Row, who: (by: unknown) => string) => Line
}

const at = (value: unknown) => (typeof value === 'string' && value ? formatMoment(new Date(value)) : null)
const parsed = (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : null)
const wordOf =
  (words: Readonly<Record<string, string>>) =>
  (value: unknown): unknown =>
    words[String(value)] ?? value
const purpose = wordOf({ answering: 'báo câu trả lời', registering: 'đăng ký', reminding: 'nhắc hạn' })
const role = wordOf({
  organiser: 'người phụ trách phong trào',
  'unit-contact': 'đầu mối đơn vị',
  'unit-head': 'thủ trưởng đơn vị',
})
const letterState = wordOf({
  waiting: 'đang chờ gửi',
  window_closed: 'chờ anh/chị nhắn lại',
  sent: 'đã gửi',
  blocked: 'không gửi được',
  expired: 'hết hạn, không gửi',
  failed: 'không gửi được',
})
const followState = wordOf({ following: 'đang theo dõi', paused: 'tạm ngừng', stopped: 'đã ngừng' })
const mark = wordOf({ done: 'đã xong', snoozed: 'nhắc lại sau' })
const paperVerdict = wordOf({ checked: 'đã thẩm định', returned: 'cần nộp lại' })
const verdict = wordOf({ up: 'đúng', down: 'chưa đúng' })
const kind = wordOf({
  answer: 'đã trả lời',
  clarify: 'đã hỏi lại',
  not_stated: 'văn bản không nêu',
  out_of_scope: 'ngoài phạm vi',
  refused: 'không trả lời',
  action: 'yêu cầu',
  smalltalk: 'trò chuyện',
})
const channel = wordOf(replies.channels)
const registrationState = wordOf(stateNames)

/** One section a table, in the order in which they are shown; what was answered in registrations is read elsewhere. */
export const sections = {
  contacts: {
    title: 'Cuộc trò chuyện',
    line: (row) => ({ Kênh: channel(row.channel), Mã: row.conversation_id, 'Lần cuối': at(row.last_seen_at) }),
  },
  conversations: {
    title: 'Điều đang ghi nhớ',
    line: (row) => {
      const { focus, last } = parsed(row.state) as { focus?: string; last?: { question?: string } }
      return { 'Phong trào đang chọn': focus ?? null, 'Câu hỏi gần nhất': last?.question ?? null }
    },
  },
  consents: {
    title: 'Đồng ý',
    line: (row) => ({
      'Mục đích': purpose(row.purpose),
      'Bản thông báo': row.version,
      'Đồng ý lúc': at(row.given_at),
      'Rút lúc': at(row.withdrawn_at),
    }),
  },
  registrations: {
    title: 'Đăng ký',
    line: (row) => ({
      Mã: row.code,
      'Phong trào': row.campaign,
      'Trạng thái': registrationState(row.state),
      'Bắt đầu lúc': at(row.started_at),
      'Gửi lúc': at(row.submitted_at),
      'Quá hạn': row.is_late === 1 ? 'có' : 'không',
      'Xét duyệt lúc': at(row.decided_at),
      'Lý do': row.decision_reason,
      'Mã kiểm tra': row.hash,
    }),
  },
  registration_changes: {
    title: 'Các lần thay đổi đăng ký',
    line: (row, who) => ({
      Lúc: at(row.at),
      'Người sửa': who(row.by),
      Việc: row.act,
      Mục: row.step,
      Cũ: parsed(row.old),
      Mới: parsed(row.new),
    }),
  },
  dossier_papers: {
    title: 'Giấy tờ hồ sơ',
    line: (row, who) => ({
      'Giấy tờ': row.paper,
      Lúc: at(row.ticked_at),
      'Người ghi': who(row.ticked_by),
      'Thẩm định': paperVerdict(row.verdict),
      'Thẩm định lúc': at(row.verdict_at),
      'Lý do': row.verdict_reason,
    }),
  },
  files: {
    title: 'Tệp',
    line: (row) => ({
      Tên: row.name,
      'Giấy tờ': row.paper,
      'Cỡ (byte)': row.size,
      'Nhận lúc': at(row.kept_at),
      'Giữ đến': at(row.expires_at),
    }),
  },
  follows: {
    title: 'Phong trào theo dõi',
    line: (row) => ({
      'Phong trào': row.campaign,
      'Trạng thái': followState(row.state),
      'Nhắc trước (ngày làm việc)': parsed(row.leads),
      Giờ: row.hour,
      'Từ lúc': at(row.followed_at),
    }),
  },
  milestone_marks: {
    title: 'Mốc đã đánh dấu',
    line: (row) => ({
      'Phong trào': row.campaign,
      Mốc: row.milestone,
      'Đánh dấu': mark(row.state),
      Lúc: at(row.marked_at),
    }),
  },
  calendar_feeds: { title: 'Lịch riêng', line: (row) => ({ 'Tạo lúc': at(row.created_at) }) },
  reminders: {
    title: 'Nhắc hạn',
    line: (row) => ({
      'Phong trào': row.campaign,
      Mốc: row.milestone,
      'Hẹn lúc': at(row.due_at),
      'Trạng thái': row.state,
    }),
  },
  notices: { title: 'Việc đã báo một lần', line: (row) => ({ Việc: row.key, Lúc: at(row.told_at) }) },
  announcement_recipients: {
    title: 'Thông báo đã nhận',
    line: (row) => ({ 'Thông báo': row.announcement_id, 'Trạng thái': row.state, Lúc: at(row.settled_at) }),
  },
  organiser_names: {
    title: 'Tên khi làm người phụ trách',
    line: (row) => ({ Tên: row.name, 'Ghi lúc': at(row.named_at) }),
  },
  roles: {
    title: 'Vai trò',
    line: (row) => ({
      'Vai trò': role(row.role),
      'Phong trào': row.campaign,
      'Đơn vị': row.unit || null,
      'Từ lúc': at(row.given_at),
      'Đến lúc': at(row.ended_at),
    }),
  },
  invitations: {
    title: 'Lời mời làm người phụ trách',
    line: (row, who) => ({ 'Vai trò': role(row.role), 'Người mời': who(row.invited_by), 'Dùng lúc': at(row.used_at) }),
  },
  questions: {
    title: 'Câu hỏi',
    line: (row) => ({ Lúc: at(row.asked_at), 'Câu hỏi': row.text, 'Kết quả': kind(row.kind) }),
  },
  feedback: {
    title: 'Đánh giá câu trả lời',
    line: (row) => ({ 'Đánh giá': verdict(row.verdict), Lúc: at(row.given_at) }),
  },
  inbox: {
    title: 'Tin nhắn của anh/chị',
    line: (row) => ({ Lúc: at(row.received_at), Kênh: channel(row.channel), 'Nội dung': row.text }),
  },
  outbox: {
    title: 'Tin nhắn gửi anh/chị',
    line: (row) => ({
      Lúc: at(row.created_at),
      Kênh: channel(row.channel),
      'Trạng thái': letterState(row.state),
      'Nội dung': toPlainText(parsed(row.reply)),
    }),
  },
  link_codes: { title: 'Mã liên kết', line: (row) => ({ 'Lấy lúc': at(row.created_at), 'Dùng lúc': at(row.used_at) }) },
} satisfies Readonly<Record<PersonalTable, Section>>
