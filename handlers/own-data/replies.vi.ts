// What the assistant says of the data it keeps.

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
    'Bao lâu: đến khi anh/chị ngừng nhận nhắc hoặc phong trào kết thúc.',
  ],
}

const asked: Record<Purpose, string> = {
  answering: 'Để báo lại khi có câu trả lời, tôi cần lưu thông tin sau. Anh/chị có đồng ý không?',
  registering: 'Trước khi đăng ký, anh/chị xem và cho biết có đồng ý để tôi lưu thông tin không?',
  reminding: 'Để nhắc hạn, tôi cần lưu thông tin sau. Anh/chị có đồng ý không?',
}

export const ownDataReplies = {
  asked,
  notices,
  rights: 'Anh/chị xem lại dữ liệu và rút đồng ý bằng /dulieucuatoi, xóa bằng /xoadulieu bất cứ lúc nào.',
  agree: 'Đồng ý',
  disagree: 'Không đồng ý',
  agreed: 'Cảm ơn anh/chị, tôi đã ghi nhận đồng ý.',
  disagreed: {
    answering: 'Vâng, tôi không lưu gì thêm. Anh/chị vẫn hỏi bình thường.',
    registering:
      'Vâng, tôi không lưu thông tin nào nên chưa mở đăng ký. Anh/chị vẫn hỏi về kế hoạch bình thường; khi muốn đăng ký, gửi /dangky.',
    reminding: 'Vâng, tôi sẽ không nhắc hạn. Anh/chị vẫn xem các mốc bằng /han; khi muốn được nhắc, gửi /nhac.',
  } satisfies Record<Purpose, string>,
} as const
