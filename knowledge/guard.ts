// Questions are data, never commands: what the assistant does not do, said before anything is searched.

import { fold, hasDiacritics, toAccented } from './fold.ts'

export type Refusal = 'task' | 'injection' | 'other_people' | 'destruction' | 'cheating' | 'opinion'

const PERSON =
  '(nguoi (khac|dung|nay|do|kia)|ong|ba|anh|chi|co|dong chi|chu tich|giam doc|pho giam doc|truong phong|nhan vien|sep|lanh dao|dong nghiep|nhung nguoi|tung nguoi|moi nguoi|cac can bo|tat ca)'

// “Đỗ Văn Bình An”: a surname and two names more, none of them a word that goes on.
const FULL_NAME =
  '(nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|li|dinh|trinh|truong|doan|dao|luong|luu|ta|nghiem|tong|chu|quach|kieu)( (?!(da|co|gom|la|nhu|o|gui|den|duoc|thi|the|can|phai|con|toi|nop|ve|trong|nam|vu|khi|nay|nao)\\b)\\w+){2,4}'

// Read over folded text. Each pattern names a wish, not a wording: verb and object within a few words of each other.
const PATTERNS: readonly (readonly [Refusal, RegExp])[] = [
  [
    'injection',
    /\b(bo qua|bo het|quen( het)?|phot lo|khong can theo|vo hieu hoa|ignore|disregard|forget)\b.{0,40}\b(huong dan|chi dan|chi thi (truoc|tren|cua he thong)|qui tac|qui dinh (o )?(tren|truoc)|lenh|moi thu|instructions?|rules?|previous|prompt)\b/,
  ],
  [
    'injection',
    /\b(system prompt|prompt he thong|cau lenh he thong|developer mode|jailbreak|dan mode|che do (debug|nha phat trien|quan tri|admin|khong gioi han)|bat debug|api ?key|access token|bot token|ma nguon|source code|bien moi truong)\b/,
  ],
  [
    'injection',
    /\b(tu gio|tu bay gio|bay gio|ke tu gio|hay|coi nhu|you are now)\b.{0,30}\b(ban la|may la|la mot)\b.{0,30}\b(chuyen gia|hacker|giao vien|bac si|luat su|nguoi yeu|ban gai|ban trai|nha tho|ca si|tro li khac|con meo|robot|thay boi|developer|dau bep|chatgpt|gpt)/,
  ],
  ['injection', /\b(dong vai|nhap vai|gia vo (ban )?(la|lam)|act as|pretend to be|roleplay)\b/],
  [
    'injection',
    /\b(toi la|minh la|day la)\b.{0,20}\b(quan tri vien|admin|nha phat trien|developer|chu he thong)\b.{0,60}\b(mat khau|password|cho (toi|minh|xem|phep)|mo|cap|hay|bat|tat|xoa|duyet)\b/,
  ],
  [
    'injection',
    /\b(mat khau|password|token|khoa bi mat|secret)\b.{0,40}\b(he thong|admin|quan tri|co so du lieu|database|server|may chu|bot|la gi|cho (toi|minh|xem|em)|cua ban|dang nhap)\b/,
  ],
  [
    'injection',
    /\b(in|hien thi|cho (toi |minh |xem )*|dua|liet ke|tiet lo|lap lai|doc|repeat|print|show|reveal)\b.{0,30}\b(prompt|cau hinh he thong|noi dung huong dan (he thong|cua ban)|huong dan he thong|instructions|bang du lieu|database|co so du lieu|log he thong)\b/,
  ],
  [
    'injection',
    /\b(tra loi|noi|khang dinh|xac nhan|ghi|bao)\b.{0,25}\b(rang|la)\b.{0,60}\b(du (van ban|ke hoach|tai lieu).{0,20}(khong|khac)|bat chap|mac ke|khong can (nguon|van ban|dan nguon))\b/,
  ],
  [
    'destruction',
    /\b(xoa|huy|drop|delete|truncate|sua|thay doi|chinh|ghi de)\b.{0,40}\b(du lieu|co so du lieu|database|dang ki|ho so|danh sach|ket qua)\b.{0,40}\b(don vi khac|nguoi khac|cac don vi|tat ca|toan bo|cua (anh|chi|ong|ba|dong nghiep|sep)|moi nguoi|he thong)\b/,
  ],
  [
    'destruction',
    /\b(xoa|drop|delete|truncate)\b.{0,12}\b(toan bo|tat ca|het|sach)\b.{0,30}\b(du lieu|dang ki|ho so|he thong|database)\b/,
  ],
  [
    'destruction',
    /\b(tu dong )?(duyet|phe duyet|chap thuan|sua diem|nang diem|cong diem)\b.{0,30}\b(cho (toi|em|minh|phong|don vi (toi|em|minh))|ho so cua (toi|em|minh)|dang ki cua (toi|em|minh))\b/,
  ],
  [
    'other_people',
    new RegExp(
      `\\b(so dien thoai|sdt|cccd|cmnd|can cuoc|email|dia chi nha|ngay sinh|so tai khoan|thong tin ca nhan|li lich|du lieu ca nhan)\\b.{0,20}\\b(cua |ca nhan )?${PERSON}\\b`,
    ),
  ],
  [
    'other_people',
    new RegExp(
      `\\b(cho (toi|em|minh)?( xem| biet| xin)?|gui|xem|lay|xuat|doc|liet ke|tra cuu|in)\\b.{0,30}\\b(danh sach|ho so|dang ki|du lieu|thong tin|tin nhan|cau hoi|bao cao thanh tich|lich su)\\b.{0,40}\\bcua\\b.{0,12}\\b(${PERSON}|don vi khac|phong khac|so khac|huyen khac|nguoi (da|dang)? ?(dang ki|hoi|nop|bi))\\b`,
    ),
  ],
  [
    'other_people',
    new RegExp(
      `\\b(ho so|dang ki|ban nhap|don|phieu|de nghi|thong tin|du lieu|cau hoi|tin nhan|giay to) cua (${PERSON} )?${FULL_NAME}`,
    ),
  ],
  [
    'other_people',
    /\b(ai|nhung ai|nguoi nao|don vi nao|nhung don vi nao|phong nao|co quan nao)\b.{0,15}\b(da|dang|chua|vua)\b.{0,10}\b(dang ki|nop (ho so|don|bai)|bi ki luat|bi to cao|bi khien trach|hoi (gi|ban)|nhan tin)\b/,
  ],
  [
    'other_people',
    /\b(ai|nhung ai|nguoi nao) (trong|o|ben) (phong|don vi|co quan|so|to|xa)( \S+){0,2} (da|dang|chua|vua)\b.{0,10}\b(dang ki|nop|bi ki luat|bi to cao)\b/,
  ],
  [
    'other_people',
    /\b(anh|chi|ong|dong chi|bac)(?! (chi|em|oi|cho|nao|ay))( \w+){1,6} (da|co)( \w+)? (dang ki|nop|duoc khen|duoc xet|bi ki luat)\b.{0,40}\bchua\b/,
  ],
  [
    'other_people',
    /\b(danh sach|ho ten|ten|ho so)\b( cua)?( nhung| cac| tung| tat ca| toan bo)* (nguoi|ca nhan|can bo|cong chuc|vien chuc|nhan vien|don vi|tap the|phong|co quan)( \S+){0,3} (da|dang|chua|vua)( duoc)? (dang ki|nop|gui|de nghi|khen|xet)\b/,
  ],
  [
    'other_people',
    /\b(phong|xa|huyen|thi xa|so|truong|ubnd|benh vien|chi cuc)(?! (toi|em|minh|chung))( \S+){1,6} da( duoc)? (dang ki|nop|gui|bao cao)\b.{0,40}\bchua( a| vay| nhi| roi)?[ ?.!]*$/,
  ],
  [
    'other_people',
    /\b(nguoi khac|don vi khac|dong nghiep|nguoi dung khac|phong ben canh)\b.{0,25}\b(da )?(hoi|dang ki|nop|khai|nhan) (gi|nhung gi|the nao|bao nhieu|chua)\b/,
  ],
  [
    'other_people',
    /\b(chi|anh|co|chu|bac|ong|ba|dong chi|sep|ban)(?! (oi|cho))( \w+){1,6} hoi( ve)?( nhung| cai)? gi\b(?!.*\b(toi|em|minh) hoi\b)/,
  ],
  [
    'other_people',
    /\b(ai|nhung ai|nguoi nao)( da| vua)? hoi\b.{0,40}\b(hom qua|hom nay|hom truoc|sang nay|tuan truoc|vua roi)\b/,
  ],
  [
    'other_people',
    /\b(danh sach|ho ten|ten|ho so)\b.{0,12}\b(nguoi|ca nhan|can bo|cong chuc|vien chuc|nhan vien|dang vien|nhung ai|ai)\b.{0,12}\b(bi|da bi|dang bi)\b.{0,20}\b(ki luat|khien trach|canh cao|to cao|thanh tra|dieu tra|khieu nai|loai)\b/,
  ],
  [
    'cheating',
    /\b(sua|doi|ghi|chinh|de)\b.{0,12}\b(lai )?(ngay|thoi gian)\b.{0,25}\b(thanh|cho|de) (\S+ )?(dung|kip|trong) (han|thoi han)\b/,
  ],
  [
    'cheating',
    /\b(sua|doi|ghi lai|chinh)( lai)? (ngay|gio|thoi gian)\b.{0,40}\b(bien ban|ho so|bao cao|to trinh)\b.{0,30}\b(dung|kip|trong|hop le)\b/,
  ],
  [
    'cheating',
    /\b(cach|lam sao|the nao) (\S+ )?(sua|doi|ghi|chinh)( lai)? (ngay|gio|thoi gian)\b.{0,40}\b(de|cho)\b.{0,40}\b(dung|kip|trong|hop le|duoc)\b/,
  ],
  ['cheating', /\b(ghi|viet|ki)( lui| lai)? ngay \d\S*.{0,20}\b(de|cho) (\S+ )?(duoc|dung|kip|trong|hop le)\b/],
  [
    'cheating',
    /\b(bia|khai khong|khai man|khong so lieu|thoi phong|phong dai|lam gia|gia mao|lam khong|nguy tao|gian lan|gian doi|dao van|copy|sao chep)\b.{0,40}\b(so lieu|thanh tich|bao cao|ho so|sang kien|chu ki|con dau|bien ban|minh chung|to trinh|cua nguoi khac|cua don vi khac)\b/,
  ],
  [
    'cheating',
    /\b(thanh tich|bao cao|ho so|sang kien|bien ban|so lieu|chu ki|con dau|to trinh)\b.{0,25}\b(bia|khong that|khong co that|gia|ao|copy|cua nguoi khac)\b.{0,30}\b(de|cho|duoc|roi|nhu the nao|the nao|ra sao)\b.{0,30}\b(khen|qua|duoc|duyet|nop|dat|bang|giay)/,
  ],
  [
    'cheating',
    /\b(lach luat|qua mat|chay (cho|duoc|bang khen|giay khen|danh hieu|thanh tich|khen)|mua (bang khen|giay khen|danh hieu|phieu)|hoi lo|dut lot|lot tay|bieu (qua|xen|tien)|di (tien|cua sau|dem)|phong bi|nho va|xin xo)\b/,
  ],
  [
    'cheating',
    /\b(lui ngay|ghi lui|ki lui|de lui|back ?date|ghi ngay truoc|hop thuc hoa|lam sao de (khong bi|ho khong) (phat hien|biet))\b/,
  ],
  [
    'cheating',
    /\b(giup|nho|ho|cho) (toi|em|minh|ban|ho)?\b.{0,12}\bki (thay|ho|gium|khong|gia)\b|\bki (ho|gium|khong|gia)\b.{0,25}\b(giam doc|lanh dao|chu tich|sep|truong phong|thu truong)\b/,
  ],
  [
    'cheating',
    /\b(sua|doi|chinh|ghi)\b.{0,12}\b(ngay|thoi gian)\b.{0,30}\b(lui|truoc han|truoc thoi han|som hon)\b.{0,30}\b(de|cho|khoi)\b/,
  ],
  ['cheating', /\bkhong (hop|can hop)\b.{0,20}\bvan (lam|viet|ghi)\b.{0,15}\bbien ban\b/],
  ['opinion', /\b(theo (ban|may|em bot|tro li)|ban (thay|nghi|cho rang))\b.{0,80}\b(hon|nhat|gioi|kem|tot|xau|nen)\b/],
  ['injection', /\blap lai\b.{0,30}\b(lan|mai|lien tuc)\b/],
  [
    'cheating',
    /\b(ngay lui|lui lai ngay|ki thay (ca|ho|cho)|ki ho|dong dau (va|ho|giup|vao|cho)|bien ban .{0,25}\bgia\b|lam (bien ban|ho so|giay khen|bang khen) gia)\b/,
  ],
  [
    'task',
    /^(ban |em |nho |hay |lam on )*(soan|viet|ve|dich|thiet ke|sang tac|lap)( ra)? (giup|ho|dum|gium|cho)\b.{0,14}\b(bai|tho|bao cao|bien ban|to trinh|don|thu|email|code|slide|doan|phat bieu|logo)\b/,
  ],
  [
    'opinion',
    /\b(ban|may|bot|tro li)\b.{0,12}\b(nghi|thay|danh gia|cam thay|thich|ghet|binh luan)\b.{0,60}\b(tot nhat|te nhat|hinh thuc|vo ich|do nhat|hay nhat|ngu|kem|nhat|the nao|ra sao|khong|ai|sao)\b/,
  ],
  [
    'opinion',
    /\b((?<!qui )(?<!the )che (thang|bai|trach|ke hoach|tinh|so|lanh dao|ubnd)|chui|boi xau|noi xau|mia mai|ta khoai)\b.{0,30}\b(thang|ke hoach|tinh|so|huyen|lanh dao|chu tich|giam doc|sep|ubnd|ong|ba)?\b/,
  ],
  ['opinion', /\b(tham nhung nhat|ong nao tham|lanh dao nao)\b.{0,30}\b(tot|xau|hon|nhat|tham|kem|ngu)\b/],
]

/** Why this is not answered, or null. Looks at the words alone; nothing in a question is ever executed. */
export function findRefusal(text: string): Refusal | null {
  const folded = fold(text).replace(/\s+/g, ' ')
  return PATTERNS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null
}

// With diacritics “con chó” is no “còn cho”; without them only a message that is nothing else is an insult.
const INSULTS: readonly RegExp[] = [
  /(?<!\p{L})(đồ|thằng|con|bot|mày|mi|bạn|trợ lí)( này)?( là| thật| đúng là)? (đồ |thằng |con )?(ngu|điên|khùng|đần|dở|dở hơi|vô dụng|vô tích sự|dốt|ngốc|khốn|chó|rác|tồi|tệ)(?!\p{L})/u,
  /(?<!\p{L})(ngu (quá|thế|vậy|như|si)|óc chó|khốn nạn|mất dạy|(chán|ghét) (mày|bot)|như (cc|cứt|hạch|shit))(?!\p{L})/u,
  /(?<!\p{L})(vcl|vkl|cmm|dmm|đmm|đm|cút đi|cút|câm mồm|im mồm)(?!\p{L})/u,
  /^(im|im đi|im di|câm|câm đi|biến đi|bien di)$/u,
]
const BARE_INSULT =
  /^((do|thang|con|bot|may|mi|ban)( nay| la| that)? ?)?(do |thang |con )?(ngu|dien|khung|dan|do hoi|vo dung|vo tich su|dot|ngoc|oc cho|mat day|khon nan|cut di|cam mom|im mom)( qua| the| vay| nhu \w+)?$/

/** Whether this only insults: it is met calmly, with an offer to help. */
export function isInsult(text: string): boolean {
  const words = (hasDiacritics(text) ? toAccented(text) : fold(text)).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return INSULTS.some((pattern) => pattern.test(words)) || (!hasDiacritics(text) && BARE_INSULT.test(words))
}

/** The question without mark-up, code and control characters that came along with it. */
export function stripNoise(text: string): string {
  return text
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&(lt|gt|amp|quot|nbsp|#\d+);/gi, ' ')
    .replace(
      /(['"])\s*;?\s*(--|\bOR\b\s*['"]?1['"]?\s*=\s*['"]?1|\b(DROP|DELETE|INSERT|UPDATE|SELECT|UNION)\b[^?\n]*?(;|--|$))/gi,
      ' ',
    )
    .replace(/\b(DROP\s+TABLE|DELETE\s+FROM|UNION\s+SELECT|INSERT\s+INTO)\b[^;?\n]*[;]?/gi, ' ')
    .replace(/\{\{[^}]*\}\}|\$\{[^}]*\}|\{%[^%]*%\}/g, ' ')
    .replace(/--+|\/\*|\*\//g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
