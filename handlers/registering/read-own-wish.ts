// What somebody says of what is theirs in plain words: “tôi muốn rút đăng ký”, “em đã gửi được chưa ạ”.

import { fold } from '../../knowledge/fold.ts'

/**
 * `withdraw` what was sent · `status`: where it stands · `missing`: what is still to be brought · `brought`: papers are said
 * to be handed in · `how`: how one registers here.
 */
export type OwnWish = 'withdraw' | 'status' | 'missing' | 'brought' | 'how'

const OWN = '(?:cua )?(?:toi|em|minh|chau|ben em|ben toi|phong (?:em|toi|minh)|don vi (?:em|toi|minh)|chung (?:em|toi))'
const THING =
  '(?:(?:cac |nhung |ban |phieu |don )*(?:dang ki|ho so|don|phieu|de nghi)(?: dang ki)?(?: (?:thi dua|khen thuong))*)'
const SENT = '(?:(?:ma )?(?:toi|em|minh) )?(?:da|vua) (?:gui|nop)(?: (?:roi|xong|di))*'
const MINE = `${THING}(?: ${OWN}| ${SENT})+`
const POLITE = '(?:da|a|vang|cho|xin|phep|anh|chi|ad|ban|bot|tro li|oi|nhe|giup|voi|hoi|nho|hay|thi|the|vay|khong biet)'
const SELF = '(?:em|toi|minh|chau|ben em|ben toi|phong em|phong toi|don vi em|don vi toi|chung em|chung toi)'
const start = `^(?:${POLITE} |${SELF} |muon |can |dang |bay gio |gio )*`
const end = `(?: (?:${POLITE}|em|toi|nua|nhi|roi|khong|ko|ha|gap|luon))*$`
const HOW = '(?:lam sao|lam the nao|cach|lam nhu the nao|nhu the nao|the nao|ra sao)'
const CODE = '[a-z]{2,4}\\d{0,2}-[a-z0-9]{6}'
const DECIDED = '(?:duyet|chap nhan|thong qua|xem|tiep nhan|nhan|ghi nhan|xu li|gui|nop|xong|den dau|toi dau|toi dau)'
const GIVEN = '(?:gui|nop|dang ki)'

const WISHES: readonly (readonly [OwnWish, readonly string[]])[] = [
  [
    'withdraw',
    [
      `(?:${HOW}(?: de)? )?(?:rut|huy)(?: lai| bo| ten)*(?: ${MINE}| ${THING}| ${SENT}| nay)+(?: ${CODE})?(?: (?:thi )?(?:lam |phai lam )?${HOW})?`,
    ],
  ],
  [
    'status',
    [
      `(?:xem |kiem tra |coi |biet )*(?:trang thai|tinh trang|tien do)(?: xu li| xet| duyet)? (?:${MINE}|${THING})(?: (?:the nao|ra sao|den dau))?`,
      `(?:xem |kiem tra |coi |biet )*ket qua(?: xet| duyet)? ${MINE}(?: (?:the nao|ra sao))?`,
      `(?:xem |kiem tra )*${MINE}(?: da| co)*(?: duoc)?(?: ai)? ${DECIDED}(?: duoc| xong| di| thanh cong)*(?: chua| khong)?`,
      `(?:da |vua )?${GIVEN}(?: (?:${THING}|thi dua|duoc|thanh cong|xong|vao|roi|len))* chua`,
      `(?:da |vua )?(?:gui|nop) ${THING} roi(?: ma)?(?: (?:chua|khong) thay .{1,30})?`,
      `(?:da )?duoc duyet chua`,
      `(?:da |dang )?(?:co|dang ki|gui|nop)(?: roi)? (?:nhung |cac |may )?(?:${THING} )?(?:gi|nao|dang ki nao)(?: chua| roi| o day)*`,
    ],
  ],
  [
    'missing',
    [
      `(?:${THING} )?(?:${OWN} )?(?:hien |dang )?(?:con |bi )+thieu (?:nhung |cac )?(?:giay to |giay |muc |tai lieu |cai |thong tin )?(?:gi|nao)`,
      `${MINE}(?: hien| dang| con| bi)* thieu (?:nhung |cac )?(?:giay to |giay |muc |tai lieu |cai |thong tin )?(?:gi|nao)`,
      `${MINE}(?: hien| dang| con| can| phai)* (?:nop|bo sung|gui|chuan bi|co|can)(?: them| nua)+ (?:nhung |cac )?(?:giay to |giay |muc |tai lieu |cai )?(?:gi|nao)`,
      `con (?:phai |can )?(?:nop|bo sung|gui|chuan bi)(?: them)? (?:nhung |cac )?(?:giay to |giay |tai lieu )?(?:gi|nao)`,
    ],
  ],
  [
    'brought',
    [
      `(?:da |vua )?(?:nop|gui|bo sung|hoan thien|chuan bi)(?: xong| du)? (?:bao cao|to trinh|bien ban|giay to|ho so khen|ban sao|tom tat|tai lieu)(?: \\S+){0,8} (?:roi|xong)`,
    ],
  ],
]

const HERE =
  '(?:tren|qua|o|tai|bang|trong|voi) (?:day|nay|tro li|bot|chat|he thong|ung dung|app|zalo|telegram|trang|kenh|tin nhan)'
const REGISTERS_HERE = [new RegExp(`\\bdang ki\\b.*\\b${HERE}\\b`), new RegExp(`\\b${HERE}\\b.*\\bdang ki\\b`)]
const ASKS_HOW = new RegExp(`\\b(?:${HOW}|huong dan|o dau|bam (?:vao )?dau|duoc khong|duoc ko|duoc chu)\\b`)
const LONGEST = 120 // characters; a longer one tells a story

const patterns = WISHES.map(([wish, all]) => ({ wish, pattern: new RegExp(`${start}(?:${all.join('|')})${end}`) }))

/** What is wished of one's own registrations; null if the text is about something else. */
export function readOwnWish(text: string): OwnWish | null {
  const said = fold(text)
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .trim()
  if (said.length > LONGEST) return null
  const found = patterns.find(({ pattern }) => pattern.test(said))
  if (found) return found.wish
  return ASKS_HOW.test(said) && REGISTERS_HERE.some((pattern) => pattern.test(said)) ? 'how' : null
}
