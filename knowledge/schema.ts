// What `campaign.yaml`, `vocabulary.yaml`, `comparisons.yaml` and `holidays.yaml` may say.

import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

const text = z
  .string()
  .trim()
  .min(1)
  .refine((value) => value === value.normalize('NFC'), 'must be in Unicode NFC')
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'ids are lower-case words joined by "-"')
const section = text
const questions = z.array(text).default([])
const year = z.number().int().min(1945).max(2100)
const day = z
  .string()
  .refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value), 'must be a day that exists, as YYYY-MM-DD')

function isDay(value: string): boolean {
  try {
    Temporal.PlainDate.from(value, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** Where a fact stands: one section, and words of it that prove the fact. */
const evidence = z.strictObject({ section, quote: text })

/** A fact names its section and quotes it; `asks` are ways people ask for it. */
const proven = { id, section, quote: z.union([text, z.array(text).min(1)]), asks: questions }

/** What a fact is about, so that the same thing can be found, compared and missed in every plan. */
export const TOPICS = [
  'number',
  'date',
  'issuer',
  'signer',
  'recipients',
  'basis',
  'launch',
  'theme',
  'motto',
  'period',
  'progress',
  'purpose',
  'requirements',
  'subjects',
  'contents',
  'criteria',
  'solutions',
  'registration',
  'deadline',
  'report',
  'inspection',
  'review',
  'awards',
  'quota',
  'eligibility',
  'standards',
  'dossier',
  'form',
  'targets',
  'duties',
  'contact',
  'budget',
  'references',
  'movements',
  'money',
  'phone',
] as const
const topic = z.enum(TOPICS)
export type Topic = (typeof TOPICS)[number]

const notStated = z.literal('not_stated')

const document = z.strictObject({
  id,
  file: z.string().regex(/^[a-z0-9-]+\.md$/),
  kind: z.enum(['Kế hoạch', 'Công văn', 'Hướng dẫn', 'Quyết định', 'Chỉ thị']),
  number: z.union([notStated, z.strictObject({ value: text, ...evidence.shape })]),
  date: z.union([notStated, z.strictObject({ value: day, ...evidence.shape })]),
  issuer: text,
  signer: z.union([notStated, z.strictObject({ name: text, position: text, ...evidence.shape })]),
  /** “Kế hoạch số 09/KH-SNV ngày 07/02/2020 của Sở Nội vụ tỉnh Hưng Yên”; says what is not stated. */
  citation: text,
  /** Set where the scan is so damaged that the text had to be rebuilt: shown with every answer from it. */
  reconstructed: text.optional(),
})

/** One thing the plan says, with the sentence a person reads (`say`) where the quote alone does not answer. */
const fact = z.strictObject({ ...proven, topic, label: text, say: text.optional() })

/** A list of the plan, answered whole: the items of the section, or of the item that begins with `under`. */
const list = z.strictObject({
  id,
  topic,
  label: text,
  section,
  under: text.optional(),
  count: z.number().int().min(2),
  asks: questions,
})

const milestone = z
  .strictObject({
    ...proven,
    kind: z.enum(['before', 'by', 'in-year', 'yearly', 'occasion', 'unspecified']),
    date: day.optional(),
    year: year.optional(),
    from: year.optional(),
    to: year.optional(),
    what: text,
    who: text,
    toWhom: text.optional(),
    consequence: evidence.optional(),
    note: text.optional(),
    /** The milestones without which this one cannot be: a day that breaks that order is doubted. */
    after: z.array(id).default([]),
    /** Who is reminded of it: an organising office's own step is no business of those who follow the campaign. */
    reminds: z.enum(['followers', 'organisers']).default('followers'),
  })
  .superRefine((value, context) => {
    const needsDate = value.kind === 'before' || value.kind === 'by'
    if (needsDate && !value.date)
      context.addIssue({ code: 'custom', path: ['date'], message: `kind "${value.kind}" needs a date` })
    if (value.kind === 'in-year' && !value.year)
      context.addIssue({ code: 'custom', path: ['year'], message: 'kind "in-year" needs a year' })
    if (!needsDate && value.kind !== 'occasion' && value.date)
      context.addIssue({
        code: 'custom',
        path: ['date'],
        message: `kind "${value.kind}" has no day: no day is ever invented`,
      })
  })

const quota = z.strictObject({
  ...proven,
  occasion: text,
  unit: text,
  collectives: z.number().int().min(0),
  individuals: z.number().int().min(0),
  award: text,
})

const target = z.strictObject({
  ...proven,
  label: text,
  percent: z.number().min(0).max(100).optional(),
  comparison: z.enum(['exactly', 'at_least', 'none']),
  of: text.optional(),
})

const dossier = z.strictObject({
  id,
  label: text,
  section,
  asks: questions,
  papers: z
    .array(
      z.strictObject({
        id: id.optional(),
        name: text,
        quote: text,
        when: text.optional(),
        /** Needed only where these hold of the registration; all papers of a form's dossier have an `id`. */
        if: z.lazy(() => z.array(condition)).optional(),
      }),
    )
    .min(1),
  note: text.optional(),
  /** By when the papers are to be there. */
  milestone: id.optional(),
})

const award = z.strictObject({
  ...proven,
  name: text,
  level: z.enum(['Nhà nước', 'Thủ tướng', 'Bộ', 'tỉnh', 'sở', 'huyện', 'cơ sở']),
  type: z.enum(['danh hiệu thi đua', 'hình thức khen thưởng']),
  who: text,
  how: text.optional(),
})

const duty = z.strictObject({ ...proven, who: text, what: text, toWhom: text.optional() })

const reference = z.strictObject({ ...proven, number: text, about: text, note: text.optional() })

/** A kind of units the plan speaks of: by it a question about one that the plan does not name is answered. */
const unitKind = z.strictObject({
  /** As the plan calls them: “Các cơ quan, đơn vị”. */
  category: text,
  /** What their names begin with: sở, ban, huyện. */
  kinds: z.array(text).min(1),
  /** Names known without such a beginning. */
  names: z.array(text).default([]),
  ...evidence.shape,
})

/** Something people ask for that this plan does not say; `say` tells what it does say, `see` where. */
const missing = z.strictObject({
  id,
  topic,
  label: text,
  say: text,
  see: z.array(evidence).default([]),
  asks: questions,
})

/** Only where the text alone cannot answer well. */
const pair = z.strictObject({
  id,
  topic: topic.optional(),
  asks: z.array(text).min(1),
  answer: text,
  sources: z.array(evidence).min(1),
  kind: z.enum(['answer', 'not_stated']).default('answer'),
})

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
const kindOfUnit = z.enum(UNIT_KINDS)
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
const condition: z.ZodType<Condition> = z.lazy(() =>
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
const form = z.strictObject({
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

/** Bodies that register, are due and are counted; `parent` is another id. */
export const unitsSchema = z.array(
  z.strictObject({
    id,
    name: text,
    aliases: z.array(text).default([]),
    kind: kindOfUnit,
    parent: id.optional(),
    /** The campaigns in which it is due; what a unit below it sends counts for it. */
    campaigns: z.array(id).default([]),
  }),
)
export type Unit = z.infer<typeof unitsSchema>[number]

export const campaignSchema = z.strictObject({
  id,
  title: text,
  /** Shown on buttons. */
  label: text.refine((value) => value.length <= 40, 'labels are at most 40 characters'),
  year: text,
  /** Phrases that alone mean this campaign. */
  aliases: z.array(text).min(1),
  /** Words that speak for this campaign without deciding: bodies, themes. */
  hints: z.array(text).default([]),
  /** Where the plan applies. A place may belong to several campaigns. */
  places: z.array(text).default([]),
  units: z.array(unitKind).default([]),
  /** Questions to start from. */
  examples: z.array(text).min(2).max(4),
  documents: z.array(document).min(1),
  period: z.strictObject({ from: year, to: year, ...evidence.shape }),
  contact: z.union([notStated, z.strictObject({ name: text, ...evidence.shape })]),
  facts: z.array(fact).default([]),
  lists: z.array(list).default([]),
  milestones: z.array(milestone).default([]),
  quotas: z.array(quota).default([]),
  targets: z.array(target).default([]),
  dossiers: z.array(dossier).default([]),
  awards: z.array(award).default([]),
  duties: z.array(duty).default([]),
  references: z.array(reference).default([]),
  notStated: z.array(missing).default([]),
  faq: z.array(pair).default([]),
  forms: z.array(form).default([]),
})
export type CampaignData = z.infer<typeof campaignSchema>
export type Milestone = CampaignData['milestones'][number]

/** Answers over several plans, side by side. */
export const comparisonsSchema = z.array(
  z.strictObject({
    id,
    asks: z.array(text).min(1),
    /** The sentence that answers; the rows follow it. */
    answer: text,
    rows: z.array(z.strictObject({ campaign: id, say: text, ...evidence.shape })).min(2),
  }),
)
export type Comparison = z.infer<typeof comparisonsSchema>[number]

const phrases = z.array(text).min(1)
export const vocabularySchema = z.strictObject({
  /** Written short → written out; with `when`, only beside one of these words. */
  abbreviations: z.array(z.strictObject({ short: text, long: text, when: z.array(text).optional() })),
  /** Phrases that mean the same in these plans: any of them finds the others. */
  synonyms: z.array(phrases),
  /** Rows of phrases of which one takes another's place: “còn tổng kết?” after a question about “sơ kết”. */
  contrasts: z.array(phrases).default([]),
  /** How people ask for a topic. */
  topics: z.partialRecord(topic, phrases),
  /** Words of politeness and of asking that carry no subject. */
  filler: phrases,
  /** Grades of titles and commendations by their full names: a plan's “cơ sở” is no answer about “cấp tỉnh”. */
  titles: z.array(text),
  /** Places and bodies that no plan covers. */
  elsewhere: phrases,
  /** Subjects that no plan covers; `askedOfPlans` where a plan may be known not to say it. */
  outside: z.array(z.strictObject({ topic: text, phrases, askedOfPlans: z.boolean().default(false) })),
  /** Matters that people ask of plans which do not speak of them; `isCase` where the rule for all cases is told with it. */
  unstated: z.array(z.strictObject({ about: text, phrases, isCase: z.boolean().default(false) })).default([]),
})
export type Vocabulary = z.infer<typeof vocabularySchema>

export const holidaysSchema = z.strictObject({
  source: text,
  /** Where a year's rows were checked; a year without one has only the general source. */
  sources: z.record(z.string().regex(/^\d{4}$/, 'sources are named by year, such as "2026"'), text).default({}),
  /** Years whose days were not announced when their rows were written: those follow from the law alone. */
  unannounced: z.array(z.number().int()).default([]),
  days: z.array(z.strictObject({ date: day, name: text, kind: z.enum(['off', 'work']) })),
})
export type Holidays = z.infer<typeof holidaysSchema>
