// Who still has to do something about a milestone: whoever has done it is not reminded. Pure.

import { answerAs } from '../../forms/as-role.ts'
import { hold } from '../../forms/form.ts'
import type { UnitDirectory } from '../../forms/units.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import type { MilestoneMark } from '../../store/milestone-marks.ts'
import type { Registration } from '../../store/registration.ts'
import { unitsThatSent } from '../organising/missing-units.ts'
import { readValues } from '../organising/read-sent.ts'

/** What is known of one person in one campaign. */
export interface PersonFacts {
  /** Theirs in this campaign. */
  readonly registrations: readonly Registration[]
  /** Registration id → the papers that are there. */
  readonly papers: ReadonlyMap<string, ReadonlySet<string>>
  readonly mark: MilestoneMark | null
}

/** Why somebody is still to be reminded. */
export type StillDue =
  /** Nothing was begun, though a form serves this milestone. */
  | { readonly stage: 'unregistered'; readonly form: Form; readonly withdrawn: Registration | null }
  | { readonly stage: 'draft'; readonly registration: Registration }
  | { readonly stage: 'returned'; readonly registration: Registration; readonly missing: readonly string[] }
  | { readonly stage: 'papers'; readonly registration: Registration; readonly missing: readonly string[] }
  /** Nothing is known of it here: it is done elsewhere. */
  | { readonly stage: 'elsewhere' }

/** What somebody still has to do about a milestone; null if they have done it. */
export function stillDue(
  campaign: Campaign,
  { milestone, version }: Timed,
  { registrations, papers, mark }: PersonFacts,
  units: UnitDirectory,
): StillDue | null {
  if (mark?.state === 'done' && (milestone.kind !== 'yearly' || mark.version === version)) return null
  const forms = campaign.forms.filter((form) => form.milestone === milestone.id)
  const dossiers = campaign.dossiers.filter((dossier) => dossier.milestone === milestone.id)
  const withDossier = campaign.forms.filter(({ dossier }) => dossiers.some(({ id }) => id === dossier))
  const found = [
    ...(forms.length > 0 ? [ofForms(forms, registrations)] : []),
    ...(withDossier.length > 0 ? [ofDossiers(campaign, withDossier, registrations, papers, units)] : []),
  ]
  if (found.length === 0) return { stage: 'elsewhere' }
  if (found.includes(null)) return null
  return found.reduce((first, one) => (urgency(one) > urgency(first) ? one : first)) ?? null
}

const STAGES: readonly StillDue['stage'][] = ['elsewhere', 'unregistered', 'draft', 'papers', 'returned']

function urgency(due: StillDue | null): number {
  return due ? STAGES.indexOf(due.stage) : -1
}

// What was sent back is to be mended; else what was sent is done, whatever else was begun.
function ofForms(forms: readonly Form[], registrations: readonly Registration[]): StillDue | null {
  const own = registrations.filter(({ form }) => forms.some(({ id }) => id === form))
  const returned = own.find(({ state }) => state === 'returned')
  if (returned) return { stage: 'returned', registration: returned, missing: labelsOf(forms, returned) }
  if (own.some(({ state }) => ['submitted', 'approved', 'rejected'].includes(state))) return null
  const draft = own.find(({ state }) => state === 'draft')
  if (draft) return { stage: 'draft', registration: draft }
  const offered = forms.find(({ opened, kind }) => opened === 'plan' && kind === 'registration')
  const withdrawn = own.findLast(({ state }) => state === 'withdrawn') ?? null
  return offered ? { stage: 'unregistered', form: offered, withdrawn } : { stage: 'elsewhere' }
}

function labelsOf(forms: readonly Form[], { form: id, returnedSteps }: Registration): string[] {
  const steps = forms.find((form) => form.id === id)?.steps ?? []
  return steps.filter((step) => returnedSteps.includes(step.id)).map(({ label }) => label)
}

// A dossier follows what was accepted: it is done once every paper is there.
function ofDossiers(
  campaign: Campaign,
  forms: readonly Form[],
  registrations: readonly Registration[],
  papers: PersonFacts['papers'],
  units: UnitDirectory,
): StillDue | null {
  const accepted = registrations.filter(
    ({ form, state }) => state === 'approved' && forms.some(({ id }) => id === form),
  )
  if (accepted.length === 0) return isTurnedDown(forms, registrations) ? null : { stage: 'elsewhere' }
  for (const registration of accepted) {
    const missing = missingPapers(campaign, registration, papers.get(registration.id) ?? new Set(), units)
    if (missing.length > 0) return { stage: 'papers', registration, missing }
  }
  return null
}

// Nothing but rejections: there is no dossier to hand in.
function isTurnedDown(forms: readonly Form[], registrations: readonly Registration[]): boolean {
  const own = registrations.filter(({ form, state }) => state !== 'withdrawn' && forms.some(({ id }) => id === form))
  return own.length > 0 && own.every(({ state }) => state === 'rejected')
}

/** The papers of a registration's dossier that are not there yet, by name. */
export function missingPapers(
  campaign: Campaign,
  { form: id, answers }: Registration,
  there: ReadonlySet<string>,
  units: UnitDirectory,
): string[] {
  const form = campaign.forms.find((one) => one.id === id)
  const dossier = campaign.dossiers.find((one) => one.id === form?.dossier)
  return (dossier?.papers ?? [])
    .filter(
      (paper) => paper.id !== undefined && !there.has(paper.id) && hold(paper.if ?? [], readValues(answers), units),
    )
    .map(({ name }) => name)
}

/** The units, of those given, for which nothing was sent that serves this milestone; null where none can be known. */
export function unitsMissing(
  campaign: Campaign,
  { milestone }: Timed,
  due: readonly string[],
  sent: readonly Registration[],
  units: UnitDirectory,
): string[] | null {
  const forms = campaign.forms.filter((form) => form.milestone === milestone.id)
  if (forms.length === 0) return null
  const serving = sent.flatMap(({ form: id, state, answers }) => {
    const form = forms.find((one) => one.id === id)
    const value = form && answerAs(form, readValues(answers), 'unit')?.value
    return form ? [{ state, unit: value?.type === 'unit' ? value.unit : null }] : []
  })
  const covered = unitsThatSent(serving, units)
  return due.filter((unit) => !covered.has(unit))
}
