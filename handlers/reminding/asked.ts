import { z } from 'zod'

const campaign = z.string()
const about = { campaign, milestone: z.string(), version: z.number() }

/** What the next typed text is taken for: the assistant has asked for it. */
export const askedSchema = z.discriminatedUnion('for', [
  /** Until when reminders pause; null: those of all campaigns. */
  z.object({ for: z.literal('pause'), campaign: campaign.nullable() }),
  z.object({ for: z.literal('hour'), campaign }),
  z.object({ for: z.literal('leads'), campaign }),
  /** The day an organiser sets for a milestone. */
  z.object({ for: z.literal('day'), ...about }),
  /** Why; `day` is null where the milestone is cancelled (`cancelled`) or the plan is to hold again (`plan`). */
  z.object({
    for: z.literal('reason'),
    ...about,
    kind: z.enum(['day', 'cancelled', 'plan']),
    day: z.string().nullable(),
    /** Given: it waits for the tap that makes it hold. */
    reason: z.string().nullable(),
  }),
  z.object({ for: z.literal('announcement'), campaign }),
  /** An announcement was shown and waits for a tap. */
  z.object({ for: z.literal('announced'), announcement: z.string() }),
  /** An announcement was confirmed just now: “gửi” once more says so. */
  z.object({ for: z.literal('sent'), announcement: z.string() }),
  /** Why reminders are to be turned off; null: those of all campaigns. */
  z.object({ for: z.literal('off'), campaign: campaign.nullable() }),
  /** Of which campaign, for a reason that was given. */
  z.object({ for: z.literal('which-off'), reason: z.string() }),
])
export type Asked = z.infer<typeof askedSchema>
export type AskedFor<T extends Asked['for']> = Extract<Asked, { for: T }>
