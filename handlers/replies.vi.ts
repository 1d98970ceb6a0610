// Every sentence the assistant says of itself. What the plans say is put together in knowledge/.

import type { AnswerKind, Reply } from '../message.ts'

export const replies = {
  greeting:
    'Chào anh/chị. Tôi là Trợ lý Thi đua: trả lời câu hỏi về tiêu chuẩn, hồ sơ, thời hạn và hình thức khen thưởng theo đúng văn bản, có dẫn nguồn.',
  plans: 'Các kế hoạch đang tra cứu được:',
  help: [
    'Anh/chị cứ hỏi bằng lời thường, có dấu hay không dấu đều được.',
    'Gõ /phongtrao để chọn kế hoạch, /han để xem các mốc thời gian, “hỏi nguồn” để xem nguyên văn, /trogiup để xem lại hướng dẫn.',
  ].join('\n'),
  thanks: 'Rất vui được giúp anh/chị. Anh/chị cần hỏi thêm gì cứ nhắn nhé.',
  bye: 'Chào anh/chị. Khi cần tra cứu, anh/chị cứ nhắn lại.',
  chooseCampaign: 'Anh/chị chọn kế hoạch cần hỏi:',
  campaignChosen: (title: string) => `Đã chọn: ${title}. Anh/chị hỏi nội dung nào ạ?`,
  milestonesOf: (title: string) => `Các mốc thời gian của ${title}:`,
  noMilestones: (title: string) => `${title}: văn bản không nêu thời hạn cụ thể nào.`,
  noSource: 'Chưa có câu trả lời nào để xem nguồn. Anh/chị hãy đặt câu hỏi trước.',
  sourceOf: (citation: string) => `Nguyên văn ${citation}:`,
  notText: 'Hiện tôi chỉ đọc được tin nhắn chữ. Anh/chị vui lòng gõ câu hỏi.',
  tooLong: 'Câu hỏi dài quá 1.000 ký tự nên tôi chỉ đọc phần đầu. Anh/chị có thể hỏi ngắn gọn từng ý.',
  empty: 'Anh/chị vui lòng nhập câu hỏi.',
  oldButton: 'Lựa chọn này đã cũ. Anh/chị vui lòng hỏi lại.',
  feedbackNoted: 'Cảm ơn anh/chị. Câu hỏi này đã được ghi lại để người phụ trách xem.',
  feedback: { up: 'Đúng', down: 'Chưa đúng' },
  notYet: 'Chức năng này chưa mở. Hiện anh/chị có thể hỏi nội dung kế hoạch, xem các mốc thời gian bằng /han.',
  trouble:
    'Xin lỗi anh/chị, có trục trặc khi xử lý tin nhắn này. Tin đã được ghi lại; anh/chị vui lòng thử lại sau ít phút.',
} as const

/** A reply that is only text. */
export function say(kind: AnswerKind, ...texts: readonly string[]): Reply {
  return { kind, blocks: texts.map((text) => ({ type: 'text', text })), sources: [], choices: [] }
}
