// What the assistant says of the data it keeps.

import type { Temporal } from 'temporal-polyfill'
import { formatDate } from '../../knowledge/working-days.ts'
import type { Purpose } from '../../store/consents.ts'
import type { Retention } from '../../store/retention.ts'

/** The notice of each purpose: who changes what it promises raises its version in store/consents.ts. */
const notices: Record<Purpose, (retention: Retention) => readonly string[]> = {
  answering: ({ questionsDays }) => [
    'Lưu gì: câu hỏi của anh/chị (số điện thoại, thư điện tử, số định danh đã được che) và nơi nhận tin.',
    'Để làm gì: báo lại khi câu hỏi chưa có trong văn bản được bổ sung câu trả lời.',
    'Ai xem được: người biên tập chỉ thấy câu hỏi, không thấy anh/chị là ai.',
    `Bao lâu: đến khi báo xong, chậm nhất ${questionsDays} ngày.`,
  ],
  registering: ({ draftsDays, registrationsYears }) => [
    'Lưu gì: nội dung anh/chị khai, tệp gửi kèm và các lần sửa.',
    'Để làm gì: lập, xét duyệt đăng ký thi đua và báo kết quả.',
    'Ai xem được: anh/chị và người phụ trách phong trào; câu tự khai về kỷ luật chỉ người phụ trách xem.',
    `Bao lâu: bản nháp bỏ dở xóa sau ${draftsDays} ngày kể từ khi hết hạn; đăng ký đã gửi giữ đến hết phong trào và thêm ${registrationsYears} năm.`,
  ],
  reminding: () => [
    'Lưu gì: phong trào anh/chị theo dõi, giờ và kênh nhận tin, việc đã nhắc.',
    'Để làm gì: nhắc hạn và báo thay đổi của phong trào.',
    'Ai xem được: người phụ trách thấy tin đã đến hay chưa.',
    'Bao lâu: đến khi anh/chị rút đồng ý, chậm nhất hết năm sau khi phong trào kết thúc.',
  ],
}

const asked: Record<Purpose, string> = {
  answering: 'Để báo lại khi có câu trả lời, tôi cần lưu thông tin sau. Anh/chị có đồng ý không?',
  registering: 'Trước khi đăng ký, anh/chị xem và cho biết có đồng ý để tôi lưu thông tin không?',
  reminding: 'Để nhắc hạn, tôi cần lưu thông tin sau. Anh/chị có đồng ý không?',
}

const purposes: Record<Purpose, string> = {
  answering: 'báo lại khi có câu trả lời',
  registering: 'đăng ký thi đua',
  reminding: 'nhắc hạn',
}

export const ownDataReplies = {
  asked,
  notices,
  rights: 'Anh/chị xem lại dữ liệu và rút đồng ý bằng /dulieucuatoi, xóa bằng /xoadulieu bất cứ lúc nào.',
  agree: 'Đồng ý',
  disagree: 'Không đồng ý',
  agreed: 'Cảm ơn anh/chị, tôi đã ghi nhận đồng ý.',
  agreedBefore: 'Anh/chị đã đồng ý từ trước. Muốn đăng ký thêm, anh/chị bấm bên dưới.',
  agreedAndOpen: 'Anh/chị đã đồng ý từ trước và đang làm dở một đăng ký.',
  register: 'Đăng ký',
  goOn: 'Tiếp tục đăng ký',
  willTell: 'Vâng, khi văn bản được bổ sung câu trả lời cho câu hỏi này, tôi sẽ báo anh/chị.',
  noSuchQuestion: 'Câu hỏi này không còn được lưu. Anh/chị vui lòng hỏi lại.',
  disagreed: {
    answering: 'Vâng, tôi không lưu gì thêm. Anh/chị vẫn hỏi bình thường.',
    registering:
      'Vâng, tôi không lưu thông tin nào nên chưa mở đăng ký. Anh/chị vẫn hỏi về kế hoạch bình thường; khi muốn đăng ký, gửi /dangky.',
    reminding: 'Vâng, tôi sẽ không nhắc hạn. Anh/chị vẫn xem các mốc bằng /han; khi muốn được nhắc, gửi /nhac.',
  } satisfies Record<Purpose, string>,
  own: 'Tôi đang lưu về anh/chị:',
  counts: {
    messages: (from: number, to: number) => `${from} tin nhắn của anh/chị và ${to} tin gửi anh/chị`,
    questions: (number: number) => `${number} câu hỏi`,
    registrations: (number: number) => `${number} bản đăng ký hoặc bản nháp`,
    files: (number: number) => `${number} tệp`,
    follows: (number: number) => `${number} phong trào theo dõi nhắc hạn`,
  },
  consents: 'Anh/chị đã đồng ý để tôi lưu thông tin cho:',
  noConsents: 'Anh/chị chưa đồng ý mục đích nào, nên ngoài cuộc trò chuyện này tôi không lưu thông tin cá nhân nào.',
  consent: (purpose: Purpose, holds: boolean) =>
    holds ? purposes[purpose] : `${purposes[purpose]} (thông báo cũ, lần tới tôi sẽ hỏi lại)`,
  ownFile: 'Toàn bộ dữ liệu ở trong tệp kèm theo; tệp được xóa sau 24 giờ.',
  filesUsedUp: 'Hôm nay anh/chị đã lấy dữ liệu nhiều lần. Vui lòng thử lại sau 24 giờ.',
  withdraw: {
    answering: 'Rút đồng ý: báo câu trả lời',
    registering: 'Rút đồng ý: đăng ký',
    reminding: 'Rút đồng ý: nhắc hạn',
  } satisfies Record<Purpose, string>,
  withdrawn: {
    answering: 'Đã rút đồng ý. Câu hỏi của anh/chị không còn gắn với anh/chị và tôi sẽ không báo lại.',
    registering:
      'Đã rút đồng ý. Bản nháp của anh/chị đã xóa. Đăng ký đã gửi vẫn được xử lý; muốn rút, anh/chị xem /hosocuatoi.',
    reminding: 'Đã rút đồng ý. Tôi ngừng nhắc hạn cho anh/chị.',
  } satisfies Record<Purpose, string>,
  erase: 'Xóa dữ liệu của tôi',
  kept: 'Vâng, tôi không xóa gì.',
  erasure: {
    goes: 'Nếu anh/chị xác nhận, tôi xóa vĩnh viễn ở mọi kênh đã liên kết:',
    others: 'các lần đồng ý, mã liên kết, kế hoạch đang chọn, tin chưa gửi',
    roles: 'vai trò người phụ trách hoặc đầu mối của anh/chị; nhật ký việc anh/chị đã xét duyệt thì được giữ',
    stays: 'Phải giữ lại vì người phụ trách đang xử lý, kèm giấy tờ và việc đồng ý đăng ký:',
    held: (code: string, campaign: string, until: Temporal.PlainDate, whyKept: string | null, files: number) =>
      `đăng ký ${code}${campaign ? `, ${campaign}` : ''}${files > 0 ? `, kèm ${files} tệp` : ''}: giữ đến hết ngày ${formatDate(until)}. ${whyKept ?? 'Muốn xóa cả, anh/chị rút đăng ký trước ở /hosocuatoi'}`,
    confirm: 'Việc này không hoàn tác được. Để xác nhận, trong 10 phút, anh/chị chọn nút dưới đây hoặc gõ “xóa hết”.',
    plainly: 'Chưa xóa gì. Vì không lấy lại được, anh/chị bấm “Xóa hết” hoặc gõ “xóa hết” để xác nhận.',
    yes: 'Xóa hết',
    no: 'Không xóa',
    erased: 'Đã xóa mọi dữ liệu của anh/chị. Tin này cũng không được lưu. Khi cần, anh/chị cứ nhắn như lần đầu.',
    erasedBut: (codes: string) =>
      `Đã xóa dữ liệu của anh/chị, trừ đăng ký đang được xử lý: ${codes}. Tin này cũng không được lưu. Khi cần, anh/chị cứ nhắn như lần đầu.`,
  },
  file: {
    about: 'Về tệp này',
    explanation:
      'Toàn bộ dữ liệu mà Trợ lý Thi đua lưu về anh/chị. Số điện thoại, thư điện tử, số định danh trong tin nhắn đã được che.',
    writtenAt: 'Lập lúc',
    you: 'anh/chị',
    office: 'người phụ trách',
    answers: 'Nội dung',
  },
} as const
