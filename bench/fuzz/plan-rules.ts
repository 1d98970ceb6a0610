// What the plans themselves say of a registration (domain rules R1–R16), written down by hand: a second opinion on the
// rules of `campaign.yaml` and on the code that applies them.

import { Temporal } from 'temporal-polyfill'
import type { Value, Values } from '../../forms/values.ts'
import type { Unit } from '../../knowledge/schema.ts'
import { isBelow, taken, type Units } from './conditions.ts'

export interface Told {
  readonly values: Values
  readonly units: Units
  /** The answers of the other registrations of this form that were sent and stand. */
  readonly others: readonly Values[]
}

export interface Verdict {
  /** Why the plan does not allow it at all. */
  readonly fault: string | null
  /** Ids of the rules that organisers are to be warned by. */
  readonly warnings: readonly string[]
}

/** What the plan says; a plan that says nothing allows everything. */
export function judgeByPlan(campaign: string, told: Told): Verdict {
  return PLANS[campaign]?.(told) ?? { fault: null, warnings: [] }
}

const PLANS: Record<string, (told: Told) => Verdict> = {
  'noi-vu-hung-yen-2020': judgeNoiVu,
  'van-hoa-cong-so-hung-yen': judgeHungYen,
  'van-hoa-cong-so-truc-ninh': judgeTrucNinh,
  'so-tai-chinh-2020': judgeSoTaiChinh,
  'chi-thi-19-lang-son': judgeLangSon,
}

// III.1, III.3, I.2.c of 09/KH-SNV.
function judgeNoiVu({ values, units }: Told): Verdict {
  const [award] = taken(values['hinh-thuc'])
  const isCollective = taken(values['doi-tuong']).includes('tap-the')
  const isOfficial = taken(values.loai).includes('cong-chuc')
  const unit = unitOf(values['don-vi'], units)
  const isSo = unit?.id === 'hy-so-noi-vu'
  const isOfSo = isBelow(unit, 'hy-so-noi-vu', units)
  const isOfProvince = isBelow(unit, 'hung-yen', units)
  const isHomeAffairs = isOfProvince && unit?.kind === 'phong-noi-vu'
  const isNamed =
    isOfSo ||
    (isOfProvince && ['van-phong', 'phong-to-chuc', 'phong-noi-vu'].includes(unit?.kind ?? '')) ||
    unit === undefined
  const fields = taken(values['linh-vuc'])
  const fault =
    award === 'co-thi-dua' && !(isCollective && isSo)
      ? 'only the Sở itself may ask for the Cờ Thi đua (III.3.a)'
      : award === 'bang-khen' && fields.length !== 1
        ? 'the Bằng khen asks for one of eight fields (III.1.a)'
        : award === 'giay-khen' && taken(values['noi-dung']).length === 0
          ? 'the Giấy khen asks for contents of II.2 (III.1.b)'
          : null
  const warnings = {
    'bang-khen-khong-phai-cong-chuc': award === 'bang-khen' && !isCollective && !isOfficial,
    'bang-khen-tap-the-khac': award === 'bang-khen' && isCollective && unit !== undefined && !isSo,
    'bang-khen-don-vi-khac': award === 'bang-khen' && !isCollective && unit !== undefined && !isOfSo && !isHomeAffairs,
    'giay-khen-don-vi-khac': award === 'giay-khen' && !isNamed,
    'giay-khen-tap-the-so': award === 'giay-khen' && isCollective && isSo,
    'giay-khen-khong-phai-cong-chuc':
      award === 'giay-khen' && !isCollective && !isOfficial && unit !== undefined && !isOfSo,
    'don-vi-ngoai-danh-ba': unit === undefined,
  }
  return { fault, warnings: namesOf(warnings) }
}

// IV.2, II.1 of the province's plan.
function judgeHungYen({ values, units, others }: Told): Verdict {
  const [occasion] = taken(values.dip)
  const isCollective = taken(values['doi-tuong']).includes('tap-the')
  const wasRewarded = taken(values['da-khen-so-ket']).includes('yes')
  const reason = values['ly-do-dac-biet']
  const isFinal = occasion === 'tong-ket'
  const fault =
    taken(values['hinh-thuc']).includes('huan-chuong') && !isFinal
      ? 'the Huân chương is asked for at tổng kết alone (IV.2.c)'
      : isFinal && wasRewarded && reason?.type !== 'text'
        ? 'who was rewarded at sơ kết needs a reason (IV.2.c)'
        : null
  const unit = unitOf(values['don-vi-de-nghi'], units)
  const most =
    isBelow(unit, 'hy-khoai-chau', units) || isBelow(unit, 'hy-an-thi', units)
      ? 3
      : unit && ['huyen', 'thi-xa', 'thanh-pho'].includes(unit.kind)
        ? 2
        : 1
  const same = others.filter(
    (other) =>
      taken(other.dip)[0] === occasion &&
      taken(other['doi-tuong'])[0] === taken(values['doi-tuong'])[0] &&
      keyOf(other['don-vi-de-nghi']) === keyOf(values['don-vi-de-nghi']),
  )
  const warnings = {
    'so-luong': same.length + 1 > most,
    'da-khen': isFinal && wasRewarded,
    'tap-the-ngoai-doi-tuong':
      isCollective && ['su-nghiep-dan-lap', 'doanh-nghiep', 'khac'].includes(taken(values['loai-tap-the'])[0] ?? ''),
    'ca-nhan-ngoai-doi-tuong':
      !isCollective && ['nguoi-lao-dong', 'khac'].includes(taken(values['loai-ca-nhan'])[0] ?? ''),
    'don-vi-ngoai-danh-ba': unit === undefined,
  }
  return { fault, warnings: namesOf(warnings) }
}

// II.1 of the district's plan: private schools and every enterprise belong to it, armed forces as persons do not.
function judgeTrucNinh({ values, units }: Told): Verdict {
  const isCollective = taken(values['doi-tuong']).includes('tap-the')
  const [kind = ''] = taken(values[isCollective ? 'loai-tap-the' : 'loai-ca-nhan'])
  const warnings = {
    'tap-the-ngoai-doi-tuong': isCollective && kind === 'khac',
    'ca-nhan-ngoai-doi-tuong': !isCollective && !['can-bo', 'cong-chuc', 'vien-chuc'].includes(kind),
    'don-vi-ngoai-danh-ba': unitOf(values['don-vi'], units) === undefined,
  }
  return { fault: null, warnings: namesOf(warnings) }
}

// IV.2: targets are shown and forbid nothing (R12); but nobody has more of a title than people.
function judgeSoTaiChinh({ values, units }: Told): Verdict {
  const [all, done, advanced, champions] = ['tong-so', 'hoan-thanh', 'ldtt', 'cstdcs'].map((id) => numberOf(values[id]))
  if (all === undefined || done === undefined || advanced === undefined || champions === undefined)
    return { fault: 'a number is missing', warnings: [] }
  const titles = taken(values['danh-hieu-tap-the'])
  const warnings = {
    'cstdcs-can-ldtt': champions > advanced,
    'xuat-sac-can-tien-tien': titles.includes('ttldxs') && !titles.includes('ttldtt'),
    'don-vi-ngoai-danh-ba': unitOf(values.phong, units) === undefined,
  }
  return {
    fault: Math.max(done, advanced, champions) > all ? 'more people than there are' : null,
    warnings: namesOf(warnings),
  }
}

// The plan asks for no registration: only who registers is to be verified.
function judgeLangSon({ values, units }: Told): Verdict {
  const isUnknown = unitOf(values['don-vi'], units) === undefined
  return { fault: null, warnings: isUnknown ? ['don-vi-ngoai-danh-ba'] : [] }
}

function unitOf(value: Value | undefined, units: Units): Unit | undefined {
  return value?.type === 'unit' && value.unit !== null ? units.get(value.unit) : undefined
}

function keyOf(value: Value | undefined): string {
  return value?.type === 'unit' ? (value.unit ?? value.name) : ''
}

function numberOf(value: Value | undefined): number | undefined {
  return value?.type === 'number' ? value.number : undefined
}

function namesOf(warnings: Record<string, boolean>): string[] {
  return Object.keys(warnings).filter((name) => warnings[name])
}

// “trước ngày 17/02/2020” (III.1); the other plans name no day by which one registers.
const LAST_DAYS: Record<string, string> = { 'noi-vu-hung-yen-2020': '2020-02-16' }

/** The last day on which a registration is in time (R1): an organiser's, or else the plan's; null if there is none. */
export function lastDayOf(campaign: string, decided: string | null): Temporal.PlainDate | null {
  const day = decided ?? LAST_DAYS[campaign]
  return day === undefined ? null : Temporal.PlainDate.from(day)
}
