// Every sentence the assistant says of itself. What the plans say is put together in knowledge/.

import type { AnswerKind, Reply } from '../message.ts'
import type { FileRefusal } from '../store/file-type.ts'

export const replies = {
  greeting:
    'Chào anh/chị. Tôi là Trợ lý Thi đua: trả lời câu hỏi về phong trào thi đua theo đúng văn bản, có dẫn nguồn; nhận đăng ký thi đua và nhắc trước hạn.',
  itself: 'Tôi là Trợ lý Thi đua, một chương trình trả lời tự động về phong trào thi đua, nhận đăng ký và nhắc hạn.',
  plans: 'Các kế hoạch đang tra cứu được:',
  help: [
    'Anh/chị cứ hỏi bằng lời thường, có dấu hay không dấu đều được.',
    'Hoặc gõ:',
    '/dangky – đăng ký thi đua',
    '/hosocuatoi – xem đăng ký, bản nháp, hồ sơ của anh/chị',
    '/han – các mốc thời gian',
    '/nhac – nhắc trước hạn',
    '/phongtrao – chọn kế hoạch cần hỏi',
    'hỏi nguồn – xem nguyên văn của câu trả lời',
    '/lienket – dùng chung Telegram và Zalo',
    '/trogiup – xem lại hướng dẫn này',
  ].join('\n'),
  helpOrganiser: [
    'Dành cho người phụ trách:',
    '/choduyet – duyệt đăng ký',
    '/thamdinh – thẩm định hồ sơ',
    '/thongke – số liệu, biểu đồ',
    '/xuat – tải danh sách',
    '/bieumau – mở, đóng đăng ký',
    '/moc – đặt, đổi mốc thời gian',
    'ai sẽ nhận gì – xem trước các tin nhắc hạn',
    'ai chưa nhận được nhắc – danh sách cần gọi điện',
    'câu hỏi chưa trả lời – những gì kế hoạch không nêu',
    '/thongbao – gửi thông báo',
    '/vaitro – vai trò, tên hiển thị',
    '/nhatky – nhật ký',
    'Có thể gõ kèm tên phong trào, ví dụ /moc Nội vụ.',
  ].join('\n'),
  helpAdministrator: [
    'Dành cho người quản trị:',
    '/moi – mời người phụ trách, đầu mối, thủ trưởng đơn vị',
    '/dungnhac – ngừng ngay mọi nhắc hạn và thông báo, kèm lý do',
    '/batnhac – cho nhắc lại',
  ].join('\n'),
  privacy:
    'Câu hỏi được lưu sau khi che số điện thoại, thư điện tử, số định danh; xem bằng /dulieucuatoi, xóa bằng /xoadulieu.',
  tellMe: 'Báo tôi khi có câu trả lời',
  today: (weekday: string, date: string) => `Hôm nay là ${weekday}, ${date}.`,
  writesNothing:
    'Tôi không soạn văn bản thay anh/chị. Tôi có thể cho biết hồ sơ gồm những giấy tờ gì, theo mẫu nào, gửi về đâu và hạn nộp.',
  saidWrong:
    'Xin lỗi anh/chị. Anh/chị hỏi lại giúp tôi và ghi rõ kế hoạch hoặc năm cần hỏi; nếu câu trả lời chưa đúng, bấm “Chưa đúng” dưới câu trả lời đó để người phụ trách xem lại.',
  unknownCommand: (command: string) => `Tôi không có lệnh ${command}.`,
  thanks: 'Rất vui được giúp anh/chị. Anh/chị cần hỏi thêm gì cứ nhắn nhé.',
  noted: 'Vâng, anh/chị cần hỏi thêm gì cứ nhắn nhé.',
  greetedAgain: 'Chào anh/chị. Anh/chị cần hỏi gì ạ?',
  mayAsk: 'Vâng, anh/chị cứ hỏi ạ.',
  chat: 'Cảm ơn anh/chị đã trò chuyện, chúc anh/chị một ngày làm việc vui vẻ. Tôi chỉ rành việc thi đua, khen thưởng; khi cần hỏi, đăng ký hay xem hạn, anh/chị cứ nhắn nhé.',
  bye: 'Chào anh/chị. Khi cần tra cứu, anh/chị cứ nhắn lại.',
  chooseCampaign: 'Anh/chị chọn kế hoạch cần hỏi:',
  campaignChosen: (title: string) => `Đã chọn: ${title}. Anh/chị hỏi nội dung nào ạ?`,
  milestonesOf: (title: string) => `Các mốc thời gian của ${title}:`,
  noMilestones: (title: string) => `${title}: văn bản không nêu thời hạn cụ thể nào.`,
  noSource: 'Chưa có câu trả lời nào để xem nguồn. Anh/chị hãy đặt câu hỏi trước.',
  sourceOf: (citation: string) => `Nguyên văn ${citation}:`,
  notTextInForm: 'Tôi chỉ đọc được tin nhắn chữ.',
  notText: 'Tôi chỉ đọc được tin nhắn chữ. Anh/chị vui lòng gõ câu hỏi.',
  fileUnasked:
    'Tôi chưa cần tệp nào lúc này nên không lưu tệp anh/chị vừa gửi. Gửi /hosocuatoi để xem hồ sơ còn thiếu giấy tờ gì, hoặc gõ câu hỏi.',
  fileRefused: {
    empty: 'Tệp này trống. Anh/chị vui lòng kiểm tra và gửi lại.',
    too_large: 'Tệp lớn quá: tôi chỉ nhận tệp đến 10 MB. Anh/chị vui lòng giảm dung lượng rồi gửi lại.',
    unknown_type: 'Tôi chỉ nhận tệp PDF, DOCX, XLSX, JPG hoặc PNG. Anh/chị vui lòng gửi lại ở một trong các dạng đó.',
    wrong_ending:
      'Nội dung tệp không đúng với đuôi của tên tệp. Anh/chị vui lòng kiểm tra rồi gửi lại đúng tệp PDF, DOCX, XLSX, JPG hoặc PNG.',
    broken: 'Tệp này bị hỏng hoặc có mật khẩu nên không mở được. Anh/chị vui lòng xuất lại tệp rồi gửi.',
    bomb: 'Tệp này khi mở ra lớn quá mức cho phép. Anh/chị vui lòng gửi tệp khác.',
  } satisfies Record<FileRefusal, string>,
  fileUnavailable: 'Tôi chưa tải được tệp này. Anh/chị vui lòng gửi lại.',
  fileGone: 'Tệp này không còn nữa. Anh/chị vui lòng quay lại cuộc trò chuyện và yêu cầu lại.',
  fileUnreadable: 'Tệp không đọc được. Anh/chị vui lòng tải lại trang rồi gửi lại.',
  fileExpired: 'Tệp đính kèm đã hết hạn. Anh/chị vui lòng đính kèm lại.',
  tooManyFiles: 'Hệ thống đang nhận quá nhiều tệp. Anh/chị vui lòng gửi lại sau một phút.',
  pageExpired: 'Phiên làm việc đã hết. Anh/chị vui lòng tải lại trang.',
  fileByLink: (name: string, link: string) =>
    `Tệp ${name}: mở đường dẫn sau để tải về, có hiệu lực 24 giờ. Ai có đường dẫn cũng mở được, anh/chị không chuyển tiếp.\n${link}`,
  fileElsewhere: (name: string) =>
    `Zalo không nhận được tệp ${name}. Anh/chị mở trợ lý trên Telegram hoặc trang web và yêu cầu lại để nhận tệp.`,
  fileUnread: 'Tôi không đọc và không lưu tệp anh/chị vừa gửi; tôi chỉ trả lời phần chữ đi kèm:',
  tooLong: 'Câu hỏi dài quá 1.000 ký tự nên tôi chỉ đọc phần đầu. Anh/chị có thể hỏi ngắn gọn từng ý.',
  empty: 'Anh/chị vui lòng nhập câu hỏi.',
  oldButton: 'Lựa chọn này đã cũ. Anh/chị vui lòng hỏi lại.',
  description:
    'Trả lời câu hỏi về tiêu chuẩn, hồ sơ, thời hạn và hình thức khen thưởng của các phong trào thi đua, theo đúng văn bản, có dẫn nguồn. Nhận đăng ký thi đua và nhắc trước hạn.',
  shortDescription: 'Tra cứu kế hoạch thi đua, đăng ký, nhắc hạn.',
  commands: [
    ['trogiup', 'Hướng dẫn sử dụng'],
    ['phongtrao', 'Chọn kế hoạch cần hỏi'],
    ['han', 'Các mốc thời gian và số ngày còn lại'],
    ['dangky', 'Đăng ký thi đua'],
    ['hosocuatoi', 'Đăng ký và bản nháp của tôi'],
    ['nhac', 'Nhắc hạn: giờ, số ngày, tạm dừng'],
    ['lienket', 'Liên kết Telegram và Zalo của tôi'],
    ['dulieucuatoi', 'Dữ liệu của tôi đang được lưu'],
    ['xoadulieu', 'Xóa dữ liệu của tôi'],
  ],
  privately: 'Nội dung này là của riêng từng người. Anh/chị vui lòng nhắn riêng cho tôi.',
  askCode: 'Trợ lý này dành cho người có mã truy cập. Anh/chị vui lòng nhập mã do cơ quan cung cấp.',
  wrongCode: 'Mã truy cập chưa đúng. Anh/chị vui lòng kiểm tra và nhập lại.',
  tooManyCodes: 'Anh/chị đã nhập sai nhiều lần. Vui lòng thử lại sau 10 phút hoặc hỏi cơ quan cung cấp mã.',
  admitted: 'Mã đúng. Từ nay anh/chị dùng trợ lý mà không phải nhập lại mã.',
  linkCode: (code: string) =>
    `Mã liên kết: ${code}\nMã dùng một lần, có hiệu lực 10 phút. Mở trợ lý ở kênh kia (Telegram hoặc Zalo) và gửi:\n/lienket ${code}`,
  linkCodesUsedUp: 'Anh/chị đã lấy nhiều mã liên kết. Vui lòng thử lại sau một giờ.',
  linkCodeUnknown: 'Mã liên kết không đúng hoặc đã hết hạn. Anh/chị gửi /lienket ở kênh kia để lấy mã mới.',
  linkOwnCode: 'Mã này được tạo ở chính cuộc trò chuyện này. Anh/chị hãy gửi mã ở kênh kia.',
  linkSameChannel: (channel: string) =>
    `Tài khoản kia đã liên kết với một tài khoản ${channel} khác. Gửi “/lienket huy” ở tài khoản ${channel} đó trước.`,
  linked: (channel: string, keeps: string) =>
    `Đã liên kết với ${channel}. Đăng ký, bản nháp, nhắc hạn và câu hỏi trước đó nay dùng chung cho cả hai kênh. Gửi “/lienket huy” để bỏ liên kết; khi đó tất cả ở lại với ${keeps}.`,
  linkAlready: (channels: string) => `Cuộc trò chuyện này đang liên kết với ${channels}. Gửi “/lienket huy” để bỏ.`,
  unlinked: (keeps: string, begins: string) =>
    `Đã bỏ liên kết. Đăng ký, bản nháp, nhắc hạn và vai trò ở lại với ${keeps}; ${begins} không còn thấy và bắt đầu lại từ đầu. Muốn dùng chung lại, gửi /lienket.`,
  notLinked: 'Cuộc trò chuyện này chưa liên kết với kênh nào. Gửi /lienket để lấy mã.',
  channels: { web: 'trang web', terminal: 'máy này', telegram: 'Telegram', zalo: 'Zalo' },
  choicesToType: 'Hoặc gõ:',
  numberedChoices: 'Trả lời số để chọn:',
  zaloConnected: 'Đã kết nối Zalo OA. Anh/chị có thể đóng trang này.',
  zaloNotConnected:
    'Chưa kết nối được Zalo OA. Anh/chị chạy lại lệnh “npm run zalo:connect” để lấy đường dẫn mới; nguyên nhân ghi trong nhật ký của máy chủ.',
  zaloNeedsConsent:
    'Zalo OA đã hết quyền gửi tin: tin nhắn Zalo đang chờ. Người quản trị chạy “npm run zalo:connect” rồi mở đường dẫn để cấp quyền lại.',
  isRight: 'Câu trả lời này đúng chưa? Trả lời số:',
  moreChoices: 'Xem thêm lựa chọn',
  otherChoices: 'Các lựa chọn khác:',
  tooFast: (perMinute: number) =>
    `Anh/chị gửi nhanh quá: mỗi phút tôi trả lời được ${perMinute} tin. Những tin gửi thêm trong phút này chưa được trả lời; vui lòng gửi lại sau một phút.`,
  feedbackThanks: 'Cảm ơn anh/chị đã xác nhận.',
  feedbackNoted: 'Cảm ơn anh/chị. Câu hỏi này đã được ghi lại để người phụ trách xem.',
  feedback: { up: 'Đúng', down: 'Chưa đúng' },
  trouble:
    'Xin lỗi anh/chị, có trục trặc khi xử lý tin nhắn này. Tin đã được ghi lại; anh/chị vui lòng thử lại sau ít phút.',
} as const

/** A reply that is only text. */
export function say(kind: AnswerKind, ...texts: readonly string[]): Reply {
  return { kind, blocks: texts.map((text) => ({ type: 'text', text })), sources: [], choices: [] }
}
