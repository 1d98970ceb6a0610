// The sentences that answers are made of. The words of the plans themselves stand in campaigns/.

import type { Refusal } from './guard.ts'

const list = (labels: readonly string[]) => labels.map((label) => `“${label}”`).join(', ')

export const sentences = {
  clarifyCampaign: 'Anh/chị hỏi theo kế hoạch nào ạ?',
  clarifyMeaning: 'Có phải anh/chị hỏi:',
  several: 'Theo từng kế hoạch:',
  notInPlan: (title: string) => `Kế hoạch “${title}” không nêu nội dung này.`,
  notAboutInPlan: (title: string, topic: string) => `Kế hoạch “${title}” không nói về ${topic}.`,
  nothingAlike: (title: string) => `Chưa tìm thấy nội dung tương ứng trong kế hoạch “${title}”.`,
  contact: (name: string) => `Khi có vướng mắc, kế hoạch hướng dẫn liên hệ: ${name}.`,
  noContact: 'Kế hoạch không nêu đầu mối liên hệ.',
  outOfScope: (labels: readonly string[]) =>
    `Nội dung này không có trong các kế hoạch thi đua đang được tra cứu. Anh/chị có thể hỏi về: ${list(labels)}.`,
  outOfScopeTopic: (topic: string, labels: readonly string[]) =>
    `Các kế hoạch thi đua đang được tra cứu không nói về ${topic}. Anh/chị có thể hỏi về: ${list(labels)}.`,
  elsewhere: (place: string, labels: readonly string[]) =>
    `Chưa có kế hoạch nào của ${place} ở đây. Anh/chị có thể hỏi về: ${list(labels)}.`,
  notSaidInPlan: (said: string) => `Kế hoạch không nêu “${said}”. Văn bản ghi như sau:`,
  inTime: (day: string, last: string) => `Kịp: ngày ${day} còn trong hạn, ngày cuối là ${last}.`,
  late: (day: string, last: string) => `Không kịp: ngày ${day} đã quá hạn, ngày cuối còn kịp là ${last}.`,
  noDeadline: (day: string) => `Hạn này đã được người phụ trách hủy nên không xét ngày ${day} sớm hay muộn.`,
  named: (words: string) => `Có: văn bản nêu “${words}”.`,
  right: 'Đúng.',
  no: 'Không.',
  wrong: (claimed: string, stated: string) => `Không, không phải ${claimed} mà là ${stated}.`,
  notDeadline: (day: string) => `Không, ${day} không phải hạn nộp.`,
  notOnThatDay: (before: string) => `Chưa đúng hẳn, phải ${before}.`,
  notCap: 'Không, kế hoạch ghi đây là chỉ tiêu, không phải mức tối đa.',
  notSaidHere: (claimed: string) => `Không, nội dung này kế hoạch không ghi “${claimed}”.`,
  notOnly: (claimed: string) => `Không, không chỉ ${claimed}.`,
  ofOtherPlan: (label: string) => `Theo kế hoạch ${label}:`,
  notNamedInPlan: (label: string, name: string) => `Kế hoạch ${label} không nêu ${name}.`,
  inPlan: (verdict: string, label: string) => `${verdict.replace(/\.$/, '')} (theo kế hoạch ${label}).`,
  notAbout: (topic: string) => `Kế hoạch không nói về ${topic}; văn bản chỉ ghi:`,
  notNamed: 'Kế hoạch không nêu gồm những ai; văn bản chỉ ghi:',
  noFigure: 'Kế hoạch không nêu con số; văn bản chỉ ghi:',
  noDay: 'Kế hoạch không nêu ngày cụ thể; văn bản chỉ ghi:',
  byKind: (name: string, kind: string) => `Kế hoạch không nêu riêng ${name}; áp dụng theo nhóm “${kind}”:`,
  quotasOf: (occasion: string, award: string) => `${occasion.charAt(0).toUpperCase()}${occasion.slice(1)} (${award}):`,
  quotaOf: (
    unit: string,
    quota: { unit: string; collectives: number; individuals: number } | undefined,
    kind: string,
  ) => {
    const name = unit.charAt(0).toUpperCase() + unit.slice(1)
    if (!quota) return `${name}: kế hoạch không nêu số lượng.`
    const number = (count: number) => String(count).padStart(2, '0')
    const isOfKind = quota.unit.startsWith(kind)
    return `${name}: ${number(quota.collectives)} tập thể và ${number(quota.individuals)} cá nhân${isOfKind ? ` (theo nhóm “${kind}”)` : ''}.`
  },
  uncertain: (words: readonly string[]) => `Lưu ý: bản quét đọc chưa chắc ở ${list(words)}.`,
  missingWords: (words: readonly string[]) => `Lưu ý: văn bản có thể thiếu chữ ${list(words)}.`,
  note: (note: string) => `Lưu ý: ${note}.`,
  calculation: (people: number, percent: number, result: string, least: number | null) =>
    `Phép tính tham khảo: ${people} người × ${percent}% = ${result} người${least === null ? '' : `, tức ít nhất ${least} người`}. Đây là chỉ tiêu chung nêu trong kế hoạch, không phải hạn mức của từng phòng.`,
  seeInFull: 'Mỗi mục được rút gọn; mở nguồn để xem nguyên văn.',
  pastPlan: (year: string) => `Kế hoạch ban hành cho ${year}.`,
  calm: 'Rất tiếc nếu tôi trả lời chưa đúng ý anh/chị. Tôi sẵn sàng giúp tra cứu tiêu chuẩn, hồ sơ, thời hạn trong các kế hoạch thi đua; anh/chị cần hỏi nội dung nào ạ?',
  empty: 'Anh/chị vui lòng nhập câu hỏi về phong trào thi đua.',
  overview: (title: string) => `${title}. Anh/chị muốn hỏi nội dung nào?`,
  refused: {
    injection: 'Tôi chỉ trả lời theo các kế hoạch thi đua đã được duyệt và không làm theo yêu cầu này.',
    other_people:
      'Tôi không cung cấp thông tin của người khác hoặc đơn vị khác. Anh/chị có thể hỏi về nội dung các kế hoạch thi đua.',
    destruction:
      'Tôi không xóa, sửa hay duyệt dữ liệu theo yêu cầu trong câu hỏi. Việc này do người phụ trách thực hiện.',
    cheating:
      'Tôi không hỗ trợ việc này. Thành tích và hồ sơ cần kê khai trung thực; tôi có thể giúp anh/chị xem tiêu chuẩn, hồ sơ và thời hạn.',
    task: 'Tôi chỉ tra cứu nội dung các kế hoạch thi đua, không soạn thảo thay anh/chị. Tôi có thể cho biết tiêu chuẩn, hồ sơ và thời hạn để anh/chị tự viết.',
    opinion:
      'Tôi không bình luận hay đánh giá, chỉ cung cấp nội dung các kế hoạch thi đua. Anh/chị cần tra cứu mục nào?',
  } satisfies Record<Refusal, string>,
}
