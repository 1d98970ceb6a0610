// Least data kept: what could identify a person is hidden before a text is stored.

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
// Ten digits after 0 or +84, however they are grouped; identity cards have 9 or 12 digits.
const PHONE = /(?<![\d/.-])(?:\+?84|0)(?:[\s.-]?\d){9}(?![\d/])/g
const IDENTITY = /(?<![\d/.-])(?:\d{12}|\d{9}|\d{3}[\s.]\d{3}[\s.]\d{3}(?:[\s.]\d{3})?)(?![\d/])/g

/** Replaces e-mail addresses, telephone and identity numbers; dates and document numbers stay. */
export function maskPersonalData(text: string): string {
  return text.replace(EMAIL, '[thư điện tử]').replace(PHONE, '[số điện thoại]').replace(IDENTITY, '[số định danh]')
}
