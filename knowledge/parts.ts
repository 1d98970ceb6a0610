// What a long question asks, part by part: it tells a story first, and asks one or several things at its end.

import { hasDiacritics, toAccented } from './fold.ts'
import type { Question, Reader } from './question.ts'

export interface Unwrapped {
  /** All that is asked, as one question. */
  readonly question: Question
  readonly around?: readonly Question[]
  /** The single things asked, in order. */
  readonly parts: readonly Question[]
  /** The tale that tells which case a “may we …?” is about. */
  readonly cases?: readonly Question[]
  /** What stands right before the first thing asked: “tôi muốn đề nghị Bằng khen … thì phải đăng ký gì”. */
  readonly tale?: Question
}

const CLAUSES =
  /[,.;?!:]+\s+|\s+(?:và|rồi(?! thì)|với lại|voi lai|nhất là|nhưng|còn|hay là|va)\s+|\s+(?:muốn|muon|xin) (?:hỏi|hoi)(?: (?:là|la|rằng|rang|xem))?\s+/i
const ASKING =
  /\b(gi|nao|(?<!bo )may|bao nhieu|the nao|ra sao|ai|dau|bao gio|khi nao|giup|trich|liet ke|ke ra|neu ro|tom tat|(?<!thoi )sao)\b|\b(cho|xin|muon|can|nho) (\S+ ){0,3}(hoi|xin|biet|trich|neu)\b|\b(khong biet|chua ro|khong ro|cho hoi|hay phai|co phai|phai khong)\b|\bco .+ (khong|chua)\b|\bkhong( a| nhi| vay)?[?.]?$/
// “Mình là công chức thì có đúng đối tượng không”: it asks all the same.
const ASKS_AFTER = /\bthi (?!dua\b).*\b(khong|gi|nao|ai|sao|dau|may|bao nhieu)\b/
// “… ở các điểm đó?”, “cho em xin nội dung với”: what is meant stands before.
const POINTS_BACK = {
  accented:
    /(?<!\p{L})(các|những|mấy|cái|phần|nội dung|điểm|việc|chuyện|vấn đề|ý) (\S+ ){0,2}(đó|này|trên|ấy)(?!\p{L})|(?<!\p{L})(cả hai|từng (điểm|phần|việc))(?!\p{L})/u,
  folded: /\b(cac|nhung|may|cai|noi dung|diem|van de) (\S+ ){0,1}(do|nay|tren|ay)\b|\b(ca hai|tung (diem|phan|viec))\b/,
}
// “… có được đề nghị khen không”: which case it is stands before.
const OF_A_CASE = /\b(co (duoc|phai|bi|xet|thuoc)|duoc khong|co sao)\b/
// “Em là cán bộ một xã …”: who asks is not what is asked.
const INTRODUCES =
  /^(da |chao |thua |chuyen la |hom no |hom qua )*(anh chi |chi oi |anh oi |ban )?((toi|em|minh|chung toi|(co quan|don vi|xa|phong|cong ti|truong) (\S+ )?(toi|em|minh|chung toi)) (?:hien |dang )*(la|lam|o|thuoc|phu trach|moi|vua|cong tac)|(chao|kinh thua) )\b/
// “… để em ghi vào sổ”: why it is asked is not what is asked.
const PURPOSE =
  /\s(?:để (?:em|tôi|mình|chúng tôi|tụi em|bọn em|còn|tiện|kịp)|de (?:em|toi|minh|chung toi|tui em|bon em|con|tien|kip))\s.*$/i
// “Ban Thi đua, khen thưởng”, “cán bộ, công chức, viên chức”: a comma that parts no clauses.
const OF_ONE_NAME =
  /(?<=(?:thi đua|thi dua)), (?=khen)|(?<=(?:cán bộ|can bo|công chức|cong chuc)), (?=công chức|cong chuc|viên chức|vien chuc)|(?<=(?:tập thể|tap the)), (?=cá nhân|ca nhan)|(?<=(?:phòng|phong)), (?=chống|chong)/gi
// “Cho tôi hỏi cái này với …”: nothing is asked yet.
const OPENING =
  /^(?:(?:alo|alô|dạ|vâng|ad|ơi|anh|chị|em|bạn)[ ,]+)*cho (?:tôi|em|mình|tớ|hỏi)(?: xin)?(?: hỏi)?(?: cái này| câu này| một câu| chút| tí| xíu| tý| với| ạ| nhé)+[ ,.:]*/i
const TOPIC = /^(.{20,}?)\sthì\s(.+)$/i // “cái phong trào … ấy thì huyện phải gửi … cho ai”
const CONDITION = /^(?:và |mà |vậy )?(?:nếu|khi|muốn|sau này|giờ)\s.*\sthì\s(.+)$/i
const BY_WHAT = /^theo\s.{12,}\sthì\s(.+)$/i // “theo tiêu chuẩn … của tỉnh thì quy định về rượu bia …”
const NAMES_A_THING = /\b(gi|nao|may|bao nhieu|ai|dau)\b/
// “Có mấy anh trưa nào cũng …” tells a tale.
const TELLS = /\bco may (?:anh|chi|em|ban|nguoi|dong chi|ong|ba|co|chu|dua)\b|\b\S+ nao cung\b/g
// “… quy định về rượu bia và trang phục như thế nào”, “phần ngân sách và phần dịch vụ công thì yêu cầu gì”
const OF_ONE_RULE = /^(?:qui dinh ve|phan|nhom|muc) (?!nay|do|ay|tren)\b/
const BEGS = /^(cho|xin|nho|mong)\b/
const INTERROGATIVE = /\b(gi|nao|may|bao nhieu|ra sao|ai|dau|bao gio|khong|sao)\b/
const ENOUGH = 4 // words of subject that say what is asked without the story
const LEAST = 2
const ENOUGH_ALONE = 3
const SPOKEN = 12 // words of subject in one clause: nobody writes that without a comma

/** Whether two clauses ask, each of a matter of its own: “bao nhiêu phần trăm, và ai phát động …?” */
export function asksSeveral({ text }: Question, { read }: Reader): boolean {
  const clauses = text.replace(OF_ONE_NAME, ' ').split(CLAUSES).map(read)
  // “Lấy bản kế hoạch 200 ở đâu”: the name of a document counts as well.
  const says = ({ words, allWords }: Question) => (allWords.length > 0 ? allWords : words).filter(isOwn).length
  const asking = clauses.filter((clause) => INTERROGATIVE.test(clause.folded) && says(clause) >= LEAST)
  return asking.length > 1 && asking.some((clause) => says(clause) >= ENOUGH_ALONE)
}

/** Unwraps long questions: the story tells of whom, the clauses from the first that asks on tell what. */
export function createUnwrap({ read }: Reader): (question: Question) => Unwrapped {
  return (question) => {
    const clauses = question.text
      .replace(OPENING, '')
      .replace(OF_ONE_NAME, ' ')
      .split(CLAUSES)
      .flatMap((text) => withoutTopic(withoutCondition(read(text.replace(PURPOSE, '')), read), read))
    const asks = clauses.findIndex((clause) => ASKING.test(clause.folded.replace(TELLS, '')) && !introduces(clause))
    const first =
      OF_ONE_RULE.test(clauses[asks - 1]?.folded ?? '') && !BEGS.test(clauses[asks]?.folded ?? '') ? asks - 1 : asks
    const asked = first < 0 ? clauses : clauses.slice(first)
    const story = clauses.slice(0, Math.max(0, first)).filter((clause) => !introduces(clause))
    const saysLittle = asked.reduce((sum, clause) => sum + count(clause), 0) < ENOUGH
    const pointsBack = saysLittle || asked.some(isBackward)
    const isCase = asked.some(({ folded }) => OF_A_CASE.test(folded))
    const own = pointsBack ? asked.filter((clause) => !isBackward(clause)) : asked
    const parts = join(pointsBack ? [...story, ...own] : own, read)
    const cases = isCase && !pointsBack ? join(clauses.slice(0, Math.max(0, first)), read) : []
    const core = pointsBack ? [...story, ...asked] : asked
    const { named, hinted, places, elsewhere, compares } = question
    const whole = { ...read(core.map(({ text }) => text).join(', ')), named, hinted, places, elsewhere, compares }
    const tale = pointsBack ? undefined : story.at(-1)
    const unwrapped = { question: count(whole) < ENOUGH ? question : whole, around: [question], parts, cases }
    return tale ? { ...unwrapped, tale } : unwrapped
  }
}

function introduces({ folded }: Question): boolean {
  return INTRODUCES.test(folded) && !ASKS_AFTER.test(folded)
}

// “Nếu muốn được khen thì cần những giấy tờ gì”: the condition is known from what stands around.
function withoutCondition(clause: Question, read: Reader['read']): Question {
  const asked = CONDITION.exec(clause.text)?.[1]
  const rest = asked ? read(asked) : null
  const least = rest && rest.topics.size > 0 ? LEAST : ENOUGH_ALONE
  if (rest && count(rest) >= least && NAMES_A_THING.test(rest.folded)) return rest
  const matter = BY_WHAT.exec(clause.text)?.[1]
  const about = matter ? read(matter) : null
  return about && count(about) >= LEAST ? about : clause
}

// Speech has no commas: what stands before “thì” is the tale, if what follows asks and says enough alone.
function withoutTopic(clause: Question, read: Reader['read']): Question[] {
  const [, before, after] = TOPIC.exec(clause.text) ?? []
  if (!before || !after || count(clause) <= SPOKEN) return [clause]
  const rest = read(after)
  return count(rest) >= LEAST && INTERROGATIVE.test(rest.folded) ? [read(before), rest] : [clause]
}

// “Thái độ” is no “… đó”: typed marks count.
function isBackward({ text, folded }: Question): boolean {
  return hasDiacritics(text) ? POINTS_BACK.accented.test(toAccented(text)) : POINTS_BACK.folded.test(folded)
}

function count({ words }: Question): number {
  return words.filter(isOwn).length
}

function isOwn(word: Question['words'][number]): boolean {
  return word !== null && !word.isPlace
}

// “… đề nghị tiếp, có được không”, “… khi đánh giá, sử dụng cán bộ”: what says too little alone belongs to what stands before it.
function join(clauses: readonly Question[], read: Reader['read']): Question[] {
  const joined: Question[] = []
  for (const clause of clauses) {
    const before = joined.at(-1)
    const says = count(clause)
    if (says < LEAST && !INTERROGATIVE.test(clause.folded)) continue
    // “Ai ký?” is a question of its own.
    const isWhole = says >= LEAST || (says > 0 && clause.topics.size > 0)
    if (
      before &&
      (!isWhole || (count(before) <= LEAST && !ASKING.test(before.folded) && !OF_ONE_RULE.test(before.folded)))
    )
      joined.push(read(`${joined.pop()?.text}, ${clause.text}`))
    else joined.push(clause)
  }
  return joined.filter((part) => count(part) >= LEAST || (count(part) > 0 && part.topics.size > 0))
}
