// What `campaign.yaml`, `vocabulary.yaml`, `comparisons.yaml` and `holidays.yaml` may say.

import { z } from 'zod'
import { condition, form, kindOfUnit } from './form-schema.ts'
import { day, evidence, id, questions, section, text, year } from './schema-parts.ts'

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
  /** Bodies within them that only this plan speaks of: “Văn phòng Sở Y tế”. */
  bodies: z.array(text).default([]),
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
  /** What a plan may give, the longer names first: asked of the plans that name it. */
  rewards: z.array(text).default([]),
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
