// Least data kept: what could identify a person is hidden before a text is stored.

// Bounded, and begun only where a word begins: a long text without an @ is read once, not once from each letter.
const EMAIL = String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}`
const DATE = String.raw`\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d`
const YEARS = String.raw`(?:19|20)\d\d\s*[–-]\s*(?:19|20)\d\d`
const MONEY = String.raw`[1-9]\d{0,2}(?:[., ]\d{3})+(?=\s*(?:đ|vnđ|vnd|đồng|triệu|tỷ)(?!\p{L}))`
const BETWEEN = String.raw`[\s.()-]{0,2}`
const PHONE = String.raw`\(?(?:\+${BETWEEN}84|84|0)(?:${BETWEEN}\d){9,10}`
const IDENTITY = String.raw`\d{3}(?:[\s.-]?\d{3}){2}(?:[\s.-]?\d{3})?|\d{4}(?:[\s.-]\d{4}){2}`

// The first that fits wins: dates, periods and sums are passed over before their digits can look like a number.
const FOUND = new RegExp(
  `(?<email>${EMAIL})|(?<!\\d)(?:(?<kept>${DATE}|${YEARS}|${MONEY})|(?<phone>${PHONE})|(?<identity>${IDENTITY}))(?!\\d)`,
  'giu',
)

/** Replaces e-mail addresses, telephone and identity numbers; dates, document numbers and sums of money stay. */
export function maskPersonalData(text: string): string {
  if (!/[\d@]/.test(text)) return text // as most are, and each is looked at several times
  return text.replace(FOUND, (found, ...rest) => {
    const { email, phone, identity } = rest.at(-1) as Record<string, string | undefined>
    if (email) return '[thư điện tử]'
    if (phone) return '[số điện thoại]'
    return identity ? '[số định danh]' : found
  })
}
