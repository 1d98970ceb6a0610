// Yes or no, as people write it in a hurry.

import { fold } from '../knowledge/fold.ts'
import type { Reading } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'

const YES =
  /^(?:co|roi|dung|dung roi|dung vay|phai|phai roi|vang|u|uh|um|yes|y|chinh xac|chac chan|co roi|da co|co a|co chu|1)$/
// Said out of courtesy too: none is taken for a yes to what nobody wants to have answered so.
const AGREES = /^(?:ok|oke|okie|okay|dong y|xac nhan|duoc)$/
const NO =
  /^(?:khong|ko|k|kg|hok|hong|hem|khum|kh|khong co|ko co|k co|khong phai|khong bi|ko bi|k bi|khong bi gi|ko bi gi|k bi gi|chua|chua co|chua bi|chua tung|khong he|tuyet doi khong|no|n|sai|khong co gi|khong dau|khong dong y|2)$/
const POLITE =
  /\b(?:da|vang|thua|a|nhe|nha|ah|em|anh|chi|toi|minh|ban|oi|dau|hien tai|hien nay|hoan toan|thi|la|nua|ca|het)\b/g
const SIGHS = /^(?:(?:a|o|u|da|vang|thoi)\s+)+/
const NEGATION = /\b(?:khong|ko|k|kg|hok|chua|chang|cha)\b/g
const DENIES = /^(?:khong|ko|k|chua) (?:ai|bi|co|vi pham|phai|trong|thuoc|he|dang|tung)\b/

/** Whether a text says yes or no. Two negations may mean either, so they are asked again. */
export function readAttestation(text: string): Reading {
  const parts = text
    .split(/[,.;]/)
    .map((part) => fold(part).replace(SIGHS, '').trim())
    .filter(Boolean)
  // “à không, nhầm với người khác, không có”
  if (parts.length > 1 && [parts[0], parts.at(-1)].every((part) => part && NO.test(part)))
    return { kind: 'value', value: { type: 'attestation', yes: false } }
  const folded = fold(text)
    .replace(/[^\p{L}\p{N}\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const plain = folded.replace(POLITE, ' ').replace(/\s+/g, ' ').trim()
  const isYes = YES.test(folded) || YES.test(plain) || (plain === '' && /\bvang\b/.test(folded))
  const isNo = NO.test(folded) || NO.test(plain)
  if (isYes !== isNo) return { kind: 'value', value: { type: 'attestation', yes: isYes } }
  if (plain === '' && /^(?:da|vang|da vang)/.test(folded))
    return { kind: 'value', value: { type: 'attestation', yes: true } }
  if (AGREES.test(plain)) return { kind: 'confirm', value: { type: 'attestation', yes: true }, as: 'Có' }
  const negations = folded.match(NEGATION)?.length ?? 0
  if (negations > 1) return { kind: 'none' }
  const said = plain.replace(/^(?:chac|hinh nhu|co le)(?: la)? /, '')
  if (said !== plain ? NO.test(said) : DENIES.test(plain))
    return { kind: 'confirm', value: { type: 'attestation', yes: false }, as: 'Không' }
  if (negations === 0 && (said !== plain ? YES.test(said) : /^(?:co|dang|dung|roi|duoc) /.test(plain)))
    return { kind: 'confirm', value: { type: 'attestation', yes: true }, as: 'Có' }
  return { kind: 'invalid', say: readingReplies.attestation }
}
