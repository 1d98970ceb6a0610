// What a form in `campaign.yaml` may say: its steps, when they are asked, and its rules.

import { z } from 'zod'
import { evidence, id, text } from './schema-parts.ts'

/** A kind of units, by which plans tell who may have what (001 III.3, 000 IV.2). */
export const UNIT_KINDS = [
  'so',
  'ban-nganh',
  'huyen',
  'thi-xa',
  'thanh-pho',
  'xa',
  'phong',
  'phong-noi-vu',
  'phong-to-chuc',
  'van-phong',
  'chi-cuc',
  'ban',
  'trung-tam',
  'su-nghiep-cong-lap',
  'su-nghiep-dan-lap',
  'doanh-nghiep-nha-nuoc',
  'doanh-nghiep',
  'co-quan-dang',
  'doan-the',
  'luc-luong-vu-trang',
  'toa-an-vien-kiem-sat',
  'nganh-doc',
  'khac',
] as const
export const kindOfUnit = z.enum(UNIT_KINDS)
export type UnitKind = (typeof UNIT_KINDS)[number]

/** What must hold of the answers given so far. A list of them holds where all do. */
export type Condition =
  | { step: string; is: string[] }
  | { step: string; isNot: string[] }
  | { step: string; kinds: UnitKind[] }
  | { step: string; within: string[] }
  | { step: string; inDirectory: boolean }
  | { step: string; says: string[] }
  | { any: Condition[] }
  | { all: Condition[] }
  | { not: Condition[] }
const ids = z.array(id).min(1)
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    /** The choice taken is one of these; of an attestation: `yes`, `no`. */
    z.strictObject({ step: id, is: ids }),
    /** A choice was taken, and it is none of these. */
    z.strictObject({ step: id, isNot: ids }),
    /** The unit is of one of these kinds. */
    z.strictObject({ step: id, kinds: z.array(kindOfUnit).min(1) }),
    /** The unit is one of these of `units.yaml`, or below one of them. */
    z.strictObject({ step: id, within: ids }),
    /** The unit is one of `units.yaml`, or was entered as one that it does not know. */
    z.strictObject({ step: id, inDirectory: z.boolean() }),
    /** The text holds one of these as whole words, whatever the diacritics. */
    z.strictObject({ step: id, says: z.array(text).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    /** For use inside `any`. */
    z.strictObject({ all: z.array(condition).min(1) }),
    /** Not all of these hold. */
    z.strictObject({ not: z.array(condition).min(1) }),
  ]),
)
const conditions = z.array(condition).default([])

/** A fact of the plan, or `practice`: what registration lists commonly hold, stated in no plan. */
const basis = z.union([z.strictObject({ ...evidence.shape }), z.literal('practice')])

/** What an answer is in lists, duplicates and quotas, whatever the form calls it. */
export const ROLES = [
  'subject',
  'occasion',
  'name',
  'unit',
  'parent-unit',
  'birthday',
  'category',
  'position',
  'block',
  'headcount',
  'title',
  'award',
  'field',
  'contents',
  'tasks',
  'initiative',
  'lao-dong-tien-tien',
  'chien-sy-thi-dua',
  'contact-name',
  'contact-phone',
  'attestation',
  'reason',
  'note',
] as const
export type Role = (typeof ROLES)[number]

const option = z.strictObject({
  id,
  label: text,
  /** Shown on the button, where the label is longer than 40 characters. */
  short: text.refine((value) => value.length <= 40, 'short labels are at most 40 characters').optional(),
  aliases: z.array(text).default([]),
  basis: basis.optional(),
  /** Offered only where these hold. */
  if: conditions,
  /** Said to whoever names it where it is not offered. */
  otherwise: text.optional(),
})
export type Option = z.infer<typeof option>

const stepCommon = {
  id,
  /** What the answer is called in the summary: “Lĩnh vực đăng ký”. */
  label: text,
  /** The question as a person reads it. */
  ask: text,
  help: text.optional(),
  /** What lists take it for. */
  as: z.enum(ROLES).optional(),
  basis: basis.default('practice'),
  /** Asked only where these hold. */
  if: conditions,
  optional: z.boolean().default(false),
  /** Who may see the answer besides the person: those of the unit too, or organisers alone. */
  seenBy: z.enum(['unit', 'organiser']).default('unit'),
  /** Other names by which “sửa …” finds the step. */
  aliases: z.array(text).default([]),
}
const step = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('choice'), ...stepCommon, options: z.array(option).min(2) }),
  z.strictObject({ type: z.literal('choices'), ...stepCommon, options: z.array(option).min(2) }),
  z.strictObject({
    type: z.enum(['text', 'long-text']),
    ...stepCommon,
    least: z.number().int().default(2),
    most: z.number().int().default(2_000),
    /** Each line must name something that can be counted or dated. */
    measurable: z.boolean().default(false),
    /** Said where the answer does not fit. */
    problem: text.optional(),
  }),
  z.strictObject({
    type: z.literal('number'),
    ...stepCommon,
    least: z.number().int().default(0),
    most: z.number().int().default(1_000_000),
    problem: text.optional(),
  }),
  z.strictObject({
    type: z.literal('date'),
    ...stepCommon,
    /** Years of age it must make, for a birthday; or no day after today. */
    age: z.tuple([z.number().int(), z.number().int()]).optional(),
    notAfterToday: z.boolean().default(false),
    problem: text.optional(),
  }),
  z.strictObject({
    type: z.literal('unit'),
    ...stepCommon,
    /** Kinds that are meant; another is taken and flagged by the rules. Empty: any. */
    kinds: z.array(kindOfUnit).default([]),
    /** Ids of `units.yaml` below which it is looked for first. */
    within: z.array(id).default([]),
  }),
  z.strictObject({ type: z.enum(['person', 'phone']), ...stepCommon }),
  /** Yes or no. */
  z.strictObject({ type: z.literal('attestation'), ...stepCommon }),
  z.strictObject({ type: z.literal('file'), ...stepCommon }),
])
export type Step = z.infer<typeof step>
export type StepType = Step['type']

const ruleCommon = {
  id,
  /** `block`: cannot be sent so; `hold`: is sent and waits for the organiser; `warn`, `info`: said, nothing more. */
  effect: z.enum(['block', 'warn', 'hold', 'info']),
  /** What a person reads. */
  say: text,
  /** What an organiser reads on the card, where `say` speaks to who registers. */
  toOrganiser: text.optional(),
  basis: basis.default('practice'),
  /** Who reads it: a matter that only organisers may see is never said to others. */
  seenBy: z.enum(['unit', 'organiser']).default('unit'),
}
const rule = z.discriminatedUnion('check', [
  /** Sent after the last valid day of the milestone: stored as late. */
  z.strictObject({ check: z.literal('deadline'), ...ruleCommon, milestone: id }),
  /** These conditions hold. `offer` proposes another answer: step and option. */
  z.strictObject({
    check: z.literal('condition'),
    ...ruleCommon,
    if: z.array(condition).min(1),
    offer: z.strictObject({ step: id, option: id }).optional(),
  }),
  /** More nominations of the same unit and occasion than the plan gives; the first limit that fits counts. */
  z.strictObject({
    check: z.literal('quota'),
    ...ruleCommon,
    limits: z
      .array(
        z.strictObject({
          if: conditions,
          collectives: z.number().int(),
          individuals: z.number().int(),
          ...evidence.shape,
        }),
      )
      .min(1),
  }),
  /** The same campaign, subject and these answers exist already: that registration is opened instead. */
  z.strictObject({ check: z.literal('duplicate'), ...ruleCommon, by: z.array(z.enum(ROLES)).min(1) }),
  /** One number is no greater than another. */
  z.strictObject({ check: z.literal('at-most'), ...ruleCommon, step: id, of: id }),
  /** The share of one number in another beside a target of the plan, by `targets` id. */
  z.strictObject({ check: z.literal('share'), ...ruleCommon, step: id, of: id, target: id }),
])
export type Rule = z.infer<typeof rule>

/** A criterion looked at before the first question: met, unmet, or to be verified. */
const criterion = z.strictObject({
  id,
  label: text,
  ...evidence.shape,
  /** Looked at only where these hold. */
  if: conditions,
  /** Met while this milestone has not passed, unmet from then on. */
  milestone: id.optional(),
  met: conditions,
  unmet: conditions,
})

/** What is asked of whoever registers. A new plan's form needs no code. */
export const form = z.strictObject({
  id,
  title: text,
  kind: z.enum(['registration', 'nomination']),
  /** `plan`: the plan itself calls for it; `organiser`: it is open only while an organiser has opened it. */
  opened: z.enum(['plan', 'organiser']),
  /** First letters of its receipt codes: “NV20”. */
  code: z.string().regex(/^[A-Z]{2,4}\d{0,2}$/, 'two to four capital letters, then up to two digits'),
  basis,
  /** By when; a form without it closes when an organiser closes it. */
  milestone: id.optional(),
  /** The dossier that follows once it is accepted. */
  dossier: id.optional(),
  /** What comes after, as the receipt says it. */
  next: z.array(z.strictObject({ say: text, ...evidence.shape })).default([]),
  eligibility: z.array(criterion).default([]),
  steps: z.array(step).min(1),
  rules: z.array(rule).default([]),
})
export type Form = z.infer<typeof form>
