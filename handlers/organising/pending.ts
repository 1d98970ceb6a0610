import { z } from 'zod'
import { GIVEN_ROLES } from '../../store/roles.ts'

const decision = z.object({
  doing: z.literal('decision'),
  act: z.enum(['return', 'reject', 'hold', 'unhold', 'reopen']),
  registration: z.string(),
  revision: z.number(),
  /** What is to be mended, when it is returned. */
  steps: z.array(z.string()),
  /** As typed; null while it is waited for. */
  reason: z.string().nullable(),
  /** What is to be mended is being chosen: a reason that is typed already is kept. */
  isPicking: z.literal(true).optional(),
})
const invitation = z.object({
  doing: z.literal('invitation'),
  // Each null while it is waited for, in this order.
  role: z.enum(GIVEN_ROLES).nullable(),
  campaign: z.string().nullable(),
  /** Empty for an organiser. */
  unit: z.string().nullable(),
  name: z.string().nullable().default(null),
})
const naming = z.object({ doing: z.literal('naming') })
const opening = z.object({
  doing: z.literal('opening'),
  campaign: z.string(),
  form: z.string(),
  isOpen: z.boolean(),
  /** As typed; null while it is waited for. */
  reason: z.string().nullable(),
  /** The last day, YYYY-MM-DD; null if none; undefined while it is waited for. */
  closesOn: z.string().nullable().optional(),
})

const approving = z.object({
  doing: z.literal('approving'),
  campaign: z.string(),
  /** As they were shown: one that has changed since is left out. */
  shown: z.array(z.object({ id: z.string(), revision: z.number() })),
})

const checking = z.object({
  doing: z.literal('checking'),
  registration: z.string(),
  /** The papers as they were shown. */
  stamp: z.string(),
})

const paper = z.object({
  doing: z.literal('paper'),
  registration: z.string(),
  /** The one that is sent back, as it was shown. */
  paper: z.string(),
  stamp: z.string(),
  /** As typed; null while it is waited for. */
  reason: z.string().nullable(),
  /** Its card was shown: what is typed now may be why it is sent back, but nothing was begun. */
  isOffered: z.literal(true).optional(),
})

const ending = z.object({
  doing: z.literal('ending'),
  /** The action of the tap that ends the role. */
  yes: z.string(),
})
/** A command was typed, and of which plan is asked: the name of one goes on as if it had been tapped. */
const choosing = z.object({ doing: z.literal('choosing'), word: z.string() })

/** What an organiser is in the middle of, and what the next text they type is taken for. */
export const pendingSchema = z.discriminatedUnion('doing', [
  decision,
  approving,
  invitation,
  naming,
  opening,
  paper,
  checking,
  ending,
  choosing,
])
export type Pending = z.infer<typeof pendingSchema>
export type PendingDecision = z.infer<typeof decision>
export type PendingInvitation = z.infer<typeof invitation>
export type PendingOpening = z.infer<typeof opening>
export type PendingPaper = z.infer<typeof paper>
export type PendingApproval = z.infer<typeof approving>
