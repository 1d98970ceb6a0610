// “Nhắc tôi trước 2 ngày và 1 ngày thôi, lúc 9h”: how somebody wants to be reminded, in a sentence of their own.

import { fold } from '../../knowledge/fold.ts'
import { readHour } from './choose-hour.ts'
import { readLeads } from './choose-leads.ts'

export interface SaidSettings {
  /** Working days before the last day; null if they are too many or too long. Absent where none are said. */
  readonly leads?: readonly number[] | null
  /** “09:00”; absent where none is said. */
  readonly hour?: string
}

const WORKING_WEEK = 5 // days
const NUMBERS = ['khong', 'mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi']
const HOUR =
  /\b(?:(?:luc|vao|hoi|thanh|sang) )?(?:luc )?\d{1,2} ?(?:gio|[hg](?![a-z])|:)(?: ?\d{2})?(?: ?ruoi)?(?: (?:sang|trua|chieu|toi)\b)?/
const NUMBER = new RegExp(`\\b(${NUMBERS.join('|')}) (?=ngay|tuan|hom|bua)`, 'g')
const WEEKS = /\b(\d+) tuan\b/g
const LAST_DAY = /\b(?:trong |dung |vao |dung vao )?ngay (?:lam viec )?cuoi(?: cung)?\b/
// Nothing but these: “nhắc trước mấy ngày” asks, “trước 2 ngày phải nộp” tells.
const WORDS =
  /^(?:(?:nhac|nho|toi|em|minh|chau|truoc|han|ngay|hom|bua|lam|viec|va|voi|roi|thoi|la|du|duoc|nhe|a|luc|vao|luon|hay|xin|da|giup|cho|moi|lan|deu|chi|can|muon|doi|sua|dat|chinh|thanh|lai|so|gio|nha|nhen|di|nua|gium|se|de|anh|chi|ban|ad|bot|vs|e|mk|ok|tin|bao|\d+)(?: |$))+$/

/** How the text wants reminders to come; null if it is about anything else. */
export function readSettings(text: string): SaidSettings | null {
  const said = fold(text)
    .replace(/[^\p{L}\p{N}:]+/gu, ' ')
    .trim()
  const time = HOUR.exec(said)?.[0]
  const rest = said
    .replace(time ?? '', ' ')
    .replace(LAST_DAY, '0 ngay')
    .replace(NUMBER, (_all, word: string) => `${NUMBERS.indexOf(word)} `)
    .replace(WEEKS, (_all, weeks: string) => `${Number(weeks) * WORKING_WEEK} ngay`)
    .replace(/\s+/g, ' ')
    .trim()
  const hour = time ? readHour(time) : null
  const speaksOfReminders = /\bnhac\b/.test(rest) || /^(?:(?:chi|da|a|thoi) )*truoc \d/.test(rest)
  if (!WORDS.test(rest) || !speaksOfReminders) return null
  const isBefore = /\d/.test(rest) && /\b(?:truoc|ngay)\b/.test(rest)
  if (!isBefore && !hour) return null
  return { ...(isBefore ? { leads: readLeads(rest) } : {}), ...(hour ? { hour } : {}) }
}
