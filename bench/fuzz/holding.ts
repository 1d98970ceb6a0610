// What holds of a form while a play goes on: its wording, whether it is open, until when.

import type { Clock } from '../../clock.ts'
import type { Db } from '../../store/database.ts'
import { readFormOpening, setFormOpening } from '../../store/form-openings.ts'
import { keepMilestoneDay, milestoneDaysOf } from '../../store/milestone-days.ts'
import type { World } from './judge.ts'
import { lastDayOf } from './plan-rules.ts'
import { ORGANISER, type Setting } from './setting.ts'

export interface Holding {
  /** Which of the wordings holds. */
  wording(): number
  reword(wording: number): void
  setOpen(isOpen: boolean): Promise<void>
  setLastDay(day: string | null): Promise<void>
  /** What held when `by` did something. */
  worldOf(by: string): Promise<World>
}

export function createHolding(db: Db, { campaign, form, wordings, units }: Setting, clock: Clock): Holding {
  let wording = 0
  // Organisers alone change it: it is looked at again after them.
  let known: Omit<World, 'by'> | null = null

  const look = async (): Promise<Omit<World, 'by'>> => {
    const opening = await readFormOpening(db, campaign.id, form.id)
    const today = clock.today()
    const isOpen = opening
      ? opening.isOpen && (opening.closesOn === null || today.toString() <= opening.closesOn.toString())
      : form.opened === 'plan'
    const days = await milestoneDaysOf(db, campaign.id)
    const decision = days.findLast(({ milestone }) => milestone === form.milestone)
    const { form: worded = form, version = '' } = wordings[wording] ?? {}
    const lastDay = lastDayOf(campaign.id, decision?.kind === 'day' ? decision.day : null)
    return { organiser: ORGANISER, campaign: campaign.id, form: worded, version, units, today, lastDay, isOpen }
  }

  return {
    wording: () => wording,
    reword: (next) => {
      wording = next
      known = null
    },
    setOpen: async (isOpen) => {
      known = null
      const changed = { changedBy: ORGANISER, changedAt: clock.now(), reason: 'Theo kế hoạch' }
      await setFormOpening(db, { campaign: campaign.id, form: form.id, isOpen, closesOn: null, ...changed })
    },
    setLastDay: async (day) => {
      const { milestone } = form
      if (milestone === undefined) return
      known = null
      const version = (await milestoneDaysOf(db, campaign.id)).length + 1
      const decided = { kind: day ? ('day' as const) : ('plan' as const), day, by: ORGANISER, at: clock.now() }
      await keepMilestoneDay(db, { campaign: campaign.id, milestone, version, reason: 'Theo công văn', ...decided })
    },
    worldOf: async (by) => {
      if (by === ORGANISER || !known?.today.equals(clock.today())) known = await look()
      return { ...known, by }
    },
  }
}
