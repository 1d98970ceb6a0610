// Where a form's conversation stands: what is asked now, and what waits for a word of the person.

import { z } from 'zod'
import { type Values, valueSchema, valuesSchema } from './values.ts'

/** `n` tells one waiting question from an earlier one, so that an old button answers nothing new. */
const n = z.number().int()
export const pendingSchema = z.discriminatedUnion('kind', [
  /** “Có phải …?” */
  z.object({ kind: z.literal('confirm'), n, step: z.string(), value: valueSchema, as: z.string() }),
  /** Which of these was meant? */
  z.object({
    kind: z.literal('choose'),
    n,
    step: z.string(),
    /** `of`: the step that this one answers, where it is another. */
    options: z.array(z.object({ label: z.string(), value: valueSchema, of: z.string().optional() })),
  }),
  /** Several choices are being ticked. */
  z.object({ kind: z.literal('picking'), n, step: z.string(), options: z.array(z.string()) }),
  /** Which answer is to be changed? */
  z.object({ kind: z.literal('editing'), n }),
  /** Really give up? */
  z.object({ kind: z.literal('leaving'), n }),
  /** Really from the beginning? */
  z.object({ kind: z.literal('restarting'), n }),
])
export type Pending = z.infer<typeof pendingSchema>

export const progressSchema = z.object({
  /** The step that is asked; null: the summary. */
  at: z.string().nullable(),
  /** Optional steps that were passed over. */
  skipped: z.array(z.string()),
  /** Steps to be asked again though they have an answer: an organiser wants them mended. */
  queue: z.array(z.string()),
  /** Which decision of an organiser `queue` follows from; null if none. */
  mends: z.string().nullable().default(null),
  pending: pendingSchema.nullable(),
  /** How many questions have waited so far. */
  turn: z.number().int(),
  /** The answers as they are being changed, of a registration that was sent: what was sent stays until it is sent again. */
  working: valuesSchema.nullable(),
  /** In which wording of the form `working` is; null: in that of what was sent. */
  wording: z.string().nullable().default(null),
  /** Whether the person was told that the form is closed. */
  knowsClosed: z.boolean().default(false),
})
export type Progress = z.infer<typeof progressSchema>

export const freshProgress: Progress = {
  at: null,
  skipped: [],
  queue: [],
  mends: null,
  pending: null,
  turn: 0,
  working: null,
  wording: null,
  knowsClosed: false,
}

/** Answers on their way, and where their conversation stands. */
export interface Draft {
  readonly values: Values
  readonly progress: Progress
  /** Whether it was sent before: then giving up leaves what was sent. */
  readonly wasSent: boolean
  /** Whether what was sent is approved: sent again, it waits for a decision again. */
  readonly wasApproved?: boolean
}
