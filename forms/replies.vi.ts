// What is said of an answer that does not fit, and how checks are worded where the form has no sentence of its own.

const many = (count: number) => count.toLocaleString('vi-VN')

export const readingReplies = {
  choice: (options: readonly string[]) => `Anh/chị chọn một trong các mục: ${options.join('; ')}.`,
  choices: (options: readonly string[]) =>
    `Anh/chị chọn một hoặc nhiều mục (ví dụ “1 và 3”): ${options.map((label, at) => `${at + 1}. ${label}`).join('; ')}.`,
  onlyOne: 'Câu này chỉ chọn được một mục.',
  notOffered: (label: string) => `Trường hợp này không chọn được “${label}”.`,
  tooShort: 'Nội dung quá ngắn. Anh/chị ghi rõ hơn giúp tôi.',
  tooLong: (most: number) => `Nội dung dài quá ${many(most)} ký tự. Anh/chị rút gọn giúp tôi.`,
  noTask: 'Anh/chị ghi nhiệm vụ bằng lời, kèm số lượng, tỷ lệ hoặc thời hạn.',
  notMeasurable: (line: string) => `Nhiệm vụ này chưa có con số hoặc thời hạn để đánh giá: “${line}”.`,
  notNumber: 'Anh/chị nhập một con số, ví dụ 20.',
  numberRange: (least: number, most: number) => `Số phải từ ${many(least)} đến ${many(most)}.`,
  wholeNumber: 'Anh/chị nhập số nguyên, ví dụ 20.',
  notDay: 'Anh/chị nhập ngày, ví dụ 17/02/2020.',
  impossibleDay: 'Ngày này không có trong lịch. Anh/chị kiểm tra lại, ví dụ 17/02/2020.',
  askYear: (day: string) => `Anh/chị ghi cả năm giúp tôi, ví dụ ${day}.`,
  lunar: 'Anh/chị ghi ngày dương lịch giúp tôi, ví dụ 17/02/2020.',
  vague: 'Anh/chị ghi rõ ngày, tháng, năm giúp tôi, ví dụ 17/02/2020.',
  future: 'Ngày này chưa đến. Anh/chị kiểm tra lại giúp tôi.',
  age: (least: number, most: number) =>
    `Ngày sinh phải ứng với tuổi từ ${least} đến ${most}. Anh/chị kiểm tra lại giúp tôi.`,
  unknownUnit: (name: string) => `${name} (chưa có trong danh bạ)`,
  unit: 'Anh/chị ghi tên đơn vị, ví dụ “Phòng Nội vụ huyện Ân Thi”.',
  manyUnits: (example: string) => `Có nhiều đơn vị như vậy. Anh/chị ghi đủ tên, ví dụ “${example}”.`,
  person: 'Anh/chị ghi đủ họ và tên, chỉ gồm chữ, ví dụ “Nguyễn Văn An”.',
  personMarks: 'Anh/chị ghi họ và tên có dấu giúp tôi, ví dụ “Nguyễn Văn An”.',
  phone: 'Số điện thoại Việt Nam có 10 số, bắt đầu bằng 0, ví dụ 0912345678.',
  attestation: 'Anh/chị trả lời “có” hoặc “không” giúp tôi.',
  file: 'Anh/chị gửi tệp PDF, DOCX, XLSX, JPG hoặc PNG.',
}
