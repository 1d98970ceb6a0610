// “Tối đa 15%”, “hoàn thành xuất sắc”, “hạn nộp là 02/9”: what a claim says beyond the figure that the plan states.

import { lastValidDay } from './deadlines.ts'
import type { Entry } from './entry.ts'
import { fold } from './fold.ts'
import type { Question } from './question.ts'
import { sentences } from './sentences.vi.ts'
import { holdsPhrase } from './terms.ts'

const CAPS =
  /\b(toi da|khong (?:duoc )?(?:qua|vuot|hon)|gioi han|han muc|khong che|(?:muc )?tran|nhieu nhat|cao nhat|chi (?:duoc|cho|lay)|khong duoc nhieu hon)\b/
const FLOORS = /\b(toi thieu|it nhat|thap nhat|tro len|khong duoi|(?:hon|tren|duoi) \d+)\b/
const DEADLINE = /\b(han|thoi han|deadline|nop|gui|cham nhat|muon nhat|truoc ngay)\b/
// Words that raise what is claimed: the plan has to say them too.
const STRONGER = [
  'xuất sắc',
  'tốt',
  'vượt mức',
  'duy nhất',
  'bắt buộc',
  'tuyệt đối',
  'hàng tháng',
  'hàng quý',
  'suốt đời',
]

/** “Không, …” where a claim goes beyond what the entry states; `null` where that is in doubt; undefined where it does not. */
export function overclaim(
  { folded, text }: Question,
  { content, text: stated, states, id }: Entry,
): string | null | undefined {
  const day = states?.day
  if (content.kind === 'milestone' && !lastValidDay(content.milestone) && DEADLINE.test(folded))
    return day ? sentences.notDeadline(day.say) : null
  // “Hạn là 17/02”: on that day it is too late.
  if (content.kind === 'milestone' && content.milestone.kind === 'before' && day && !/\btruoc\b/.test(folded))
    return sentences.notOnThatDay(day.say)
  const holds = (words: string) => (said: string) => holdsPhrase(fold(said), fold(words))
  if (!CAPS.test(fold(stated)) && CAPS.test(folded)) return id.includes('/targets/') ? sentences.notCap : null
  if (!FLOORS.test(fold(stated)) && FLOORS.test(folded)) return null
  const stronger = STRONGER.map(holds).findIndex((isIn) => isIn(text) && !isIn(stated))
  return stronger < 0 ? undefined : sentences.notSaidHere(STRONGER[stronger] as string)
}
