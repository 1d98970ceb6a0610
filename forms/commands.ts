// Words that steer a form instead of answering it, with and without a slash, with and without diacritics.

import { fold } from '../knowledge/fold.ts'
import { withoutCourtesy } from './courtesy.ts'

export type Command =
  | {
      readonly kind:
        | 'back'
        | 'skip'
        | 'cancel'
        | 'save'
        | 'restart'
        | 'continue'
        | 'summary'
        | 'send'
        | 'done'
        | 'help'
        | 'hello'
        | 'thanks'
        | 'annoyed'
    }
  /** `rest`: what stands after “sửa”, as typed; empty if nothing does. */
  | { readonly kind: 'edit'; readonly rest: string }

const POLITE = '( (a|nhe|di|giup|voi|em|nha|luon|roi))*[.! ]*$'
const SELF = '((toi|em|minh|anh|chi) )?'
const SENDS = '(lam|dang ki|gui|nop|dien|khai|tham gia)'
const WORDS: readonly (readonly [Exclude<Command['kind'], 'edit'>, RegExp])[] = [
  ['back', new RegExp(`^(/?quay ?lai|lui( lai)?|tro lai|(buoc|cau|muc) truoc|back)${POLITE}`)],
  ['skip', new RegExp(`^(/?bo ?qua|de trong|skip)( (cau|buoc|muc) nay)?${POLITE}`)],
  [
    'cancel',
    new RegExp(
      `^(/?huy|huy bo|dung lai|thoat|cancel|bo di|xoa( bo| het)?( ban)? nhap|thoi bo( di)?|rut( lai)?( (don|ho so))? dang ki|thoi (khong|khoi) ${SENDS}|(thoi )?${SELF}(khong|khoi|chang|ko) (can |muon |phai )*${SENDS}( (gi|tiep))* nua)( (dang ki|ban nhap|don|het|dau))*${POLITE}`,
    ),
  ],
  [
    'save',
    new RegExp(
      `^((de )?luu( lai)?( (nhap|ban nhap|de do))?( (de )?(lam|dien|viet|khi khac) ?(tiep )?sau)?|(de )?(lam|dien) sau|tam dung|(de )?(mai|lat|luc khac)( nua)? (lam|dien)( tiep)?|de sau)${POLITE}`,
    ),
  ],
  [
    'restart',
    new RegExp(`^(lam lai|bat dau lai|dien lai|lam moi|khoi dong lai|restart)( (tu dau|het|toan bo))*${POLITE}`),
  ],
  ['continue', new RegExp(`^(/?tiep ?tuc|lam tiep|dien tiep|tiep)( (dang ki|phan con lai))?${POLITE}`)],
  [
    'summary',
    new RegExp(
      `^((cho )?(toi |em )?(xem )?(ban )?tom tat|(cho )?(toi |em )?xem lai)( (dang ki|het|toan bo))?${POLITE}`,
    ),
  ],
  ['send', new RegExp(`^(gui|nop|xac nhan( gui)?|dong y gui)( (dang ki|di|ngay|ho so|ban nay))*${POLITE}`)],
  ['done', new RegExp(`^(xong|het|the thoi|du roi|vay thoi|chi the)${POLITE}`)],
  [
    'help',
    new RegExp(
      `^(\\?+|/?tro ?giup|/?help|/start|giup( do)?( toi)?|huong dan|giai thich|(toi |em )?(khong|chua|ko|k) hieu( (cau nay|gi))*)${POLITE}`,
    ),
  ],
  ['hello', new RegExp(`^(da )?((xin )?chao( (ban|bot|em|anh|chi|tro li))?|hello|hi|alo)${POLITE}`)],
  ['thanks', new RegExp(`^(da )?((xin )?cam on( (ban|bot|em|anh|chi|tro li|nhieu|rat))*|thanks?|tks)${POLITE}`)],
  [
    'annoyed',
    /^[^\d%]{0,40}?(?<![a-z])(buc (ca )?minh|(buc|kho chiu|met|chan|lau|phien|phien phuc|mat thoi gian|dai dong|ruom ra|lang nhang) (qua|that|ghe)|mat thoi gian the|hoi (gi )?(ma )?(mai|hoai|lam|nhieu|dai) (the|qua|vay))( (di|a|ha|nhi|roi|nay))*([ .,!?].{0,40})?$/,
  ],
]
const RIGHT = /^\s*(?:đúng(?:\s+rồi)?|dung\s+roi|dung(?=\s*[,.!]))[\s,.!]+/iu // “dung gui di” may be “đừng gửi đi”
const FILLERS = /^(?:(?:ok|oke|okay|da|vang|u|uh|roi|thoi|vay|the)[\s,.!]+)+/ // “ok gửi đi”
// “khoan, cho em sửa lại nhiệm vụ”
const EDIT =
  /^(?:(?:khoan|khoan đã|à|dạ|cho|em|tôi|mình|muốn|cần|xin|nhờ|giúp|toi|minh|muon|can|giup)[\s,]+)*\/?(s[ửu]a|ch[ỉi]nh s[ửu]a|[đd][ổo]i(?!\s+(?:ý|y)(?:[\s,.!]|$)))(?:\s+l[ạa]i)?(?:\s+(?:m[ụu]c|c[âa]u|ph[ầa]n))?(?:\s+(?<rest>.+))?$/isu
const NOTHING = /^(khong( co)?|chua co|khong co gi|ko( co)?|k co)( (gi|ca|het))*[.! ]*$/

/** The command a whole text is, or null. `edit` is one only where its rest names a step: the caller decides. */
export function readCommand(text: string): Command | null {
  const folded = fold(text).trim().replace(/\s+/g, ' ')
  if (folded.length > 200) return null
  const bare = fold(text.normalize('NFC').replace(RIGHT, '')).trim().replace(/\s+/g, ' ').replace(FILLERS, '')
  for (const [kind, words] of WORDS) if (words.test(folded) || words.test(bare)) return { kind }
  const edit = EDIT.exec(text.trim())
  return edit ? { kind: 'edit', rest: withoutCourtesy(edit.groups?.rest ?? '') } : null
}

/** “không có”: nothing to say to a step that may be passed over. */
export function saysNothing(text: string): boolean {
  return NOTHING.test(fold(text).trim())
}

const YES =
  /^(dung|phai|co|vang|da|u|uh|ok|oke|okay|yes|y|chinh xac|chuan|dong y|duoc|dung vay|dung roi|phai roi)( (a|nhe|roi|vang|dung|dong y|em|vay|do))*[.! ]*$/
const NO = /^(khong|ko|k|sai|no|khong phai|khong dung|chua dung|chua|nham|khac)( (a|nhe|roi|dau|phai|dung))*[.! ]*$/

/** “vâng” → true, “không phải” → false, anything else → null. */
export function readYesNo(text: string): boolean | null {
  const folded = fold(text).trim()
  return YES.test(folded) ? true : NO.test(folded) ? false : null
}
