import type { Campaign } from '../../knowledge/load.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import { findCalled } from '../named-campaign.ts'
import { type ReminderWish, readReminderWish } from './read-reminder-wish.ts'

/** A wish about reminders, and the plan it names; null where none is named. */
export interface Wished extends Pick<ReminderWish, 'kind' | 'isLoose'> {
  readonly campaign: Campaign | null
}

/** What a typed message wishes of reminders; null if it is about anything else, or names what is no plan. */
export function wished({ kind, text }: PersonMessage, { knower }: Pick<Tools, 'knower'>): Wished | null {
  const wish = kind === 'text' ? readReminderWish(text) : null
  if (!wish) return null
  const campaign = wish.name === '' ? null : findCalled(wish.name, knower.current().campaigns)
  return wish.name === '' || campaign ? { kind: wish.kind, isLoose: wish.isLoose, campaign } : null
}
