// What forms and units refer to must exist: steps, options, milestones, dossiers, targets, units, campaigns.

import { checkConditions, needOptions, needStep, needUnit, type Place } from './check-conditions.ts'
import { collectFaults, type DataFault, idsOf, type Report, reportTwice } from './data-faults.ts'
import type { Form, Option, Role } from './form-schema.ts'
import type { CampaignData, Unit } from './schema.ts'

/** Faults of the forms of one campaign, each with the path of its value and the cure. */
export function findFormFaults(data: CampaignData, units: readonly Unit[] | null): DataFault[] {
  return collectFaults((report) => {
    reportTwice(data.forms, ['forms'], 'form', report)
    for (const [index, form] of data.forms.entries()) checkForm(form, { data, units, path: ['forms', index], report })
  })
}

function checkForm(form: Form, place: Place): void {
  const { data, path, report } = place
  reportTwice(form.steps, [...path, 'steps'], 'step', report)
  reportTwice(form.rules, [...path, 'rules'], 'rule', report)
  reportTwice(form.eligibility, [...path, 'eligibility'], 'criterion', report)
  const need = (known: readonly { id: string }[], id: string | undefined, key: string, what: string) => {
    if (id !== undefined && !known.some((one) => one.id === id))
      report([...path, key], `no ${what} "${id}": known are ${idsOf(known)}`)
  }
  need(data.milestones, form.milestone, 'milestone', 'milestone')
  need(data.dossiers, form.dossier, 'dossier', 'dossier')
  checkDossier(form, place)
  for (const [at, step] of form.steps.entries()) {
    const here = [...path, 'steps', at]
    const earlier = form.steps.slice(0, at)
    checkConditions(step.if, [...here, 'if'], earlier, form, place)
    if (step.type === 'unit') for (const id of step.within) needUnit(id, [...here, 'within'], place)
    if (step.type !== 'choice' && step.type !== 'choices') continue
    reportTwice(step.options, [...here, 'options'], 'option', report)
    for (const [index, option] of step.options.entries()) {
      checkConditions(option.if, [...here, 'options', index, 'if'], earlier, form, place)
      checkLabel(option, [...here, 'options', index], report)
    }
  }
  for (const [at, criterion] of form.eligibility.entries()) {
    const here = [...path, 'eligibility', at]
    for (const key of ['if', 'met', 'unmet'] as const)
      checkConditions(criterion[key], [...here, key], form.steps, form, place)
    if (criterion.milestone !== undefined && !data.milestones.some(({ id }) => id === criterion.milestone))
      report([...here, 'milestone'], `no milestone "${criterion.milestone}": known are ${idsOf(data.milestones)}`)
  }
  for (const at of form.rules.keys()) checkRule(form, at, place)
}

function checkLabel({ label, short }: Option, path: readonly PropertyKey[], report: Report): void {
  if (!short && label.length > 40)
    report([...path, 'label'], `the label "${label}" is too long for a button: add "short" of at most 40 characters`)
}

// What a registration must bring is ticked off by id.
function checkDossier(form: Form, place: Place): void {
  const { data, report } = place
  const index = data.dossiers.findIndex(({ id }) => id === form.dossier)
  for (const [at, paper] of (data.dossiers[index]?.papers ?? []).entries()) {
    const here = ['dossiers', index, 'papers', at]
    if (!paper.id) report(here, `the paper "${paper.name}" has no id: form "${form.id}" needs one to tick it off`)
    checkConditions(paper.if ?? [], [...here, 'if'], form.steps, form, place)
  }
  const named = (data.dossiers[index]?.papers ?? []).flatMap(({ id }) => (id ? [{ id }] : []))
  reportTwice(named, ['dossiers', index, 'papers'], 'paper', report)
}

function checkRule(form: Form, at: number, place: Place): void {
  const { data, path, report } = place
  const rule = form.rules[at]
  if (!rule) return
  const here = [...path, 'rules', at]
  switch (rule.check) {
    case 'deadline': {
      const milestone = data.milestones.find(({ id }) => id === rule.milestone)
      if (!milestone)
        report([...here, 'milestone'], `no milestone "${rule.milestone}": known are ${idsOf(data.milestones)}`)
      else if (!milestone.date)
        report([...here, 'milestone'], `milestone "${rule.milestone}" has no day: a deadline needs one`)
      return
    }
    case 'condition':
      checkConditions(rule.if, [...here, 'if'], form.steps, form, place)
      if (rule.offer) checkOffer(rule.offer, [...here, 'offer'], form, report)
      return
    case 'quota':
      for (const [index, limit] of rule.limits.entries())
        checkConditions(limit.if, [...here, 'limits', index, 'if'], form.steps, form, place)
      needRoles(['subject', 'unit'], here, form, report)
      return
    case 'duplicate':
      needRoles(rule.by, [...here, 'by'], form, report)
      return
    case 'share':
      if (!data.targets.some(({ id }) => id === rule.target))
        report([...here, 'target'], `no target "${rule.target}": known are ${idsOf(data.targets)}`)
  }
  for (const key of ['step', 'of'] as const) {
    const step = needStep(rule[key], [...here, key], form.steps, form, report)
    if (step && step.type !== 'number')
      report([...here, key], `step "${step.id}" is no number: name a step of type number`)
  }
}

function needRoles(roles: readonly Role[], path: readonly PropertyKey[], form: Form, report: Report): void {
  for (const role of roles)
    if (!form.steps.some((step) => step.as === role))
      report(path, `no step is taken as "${role}": give one "as: ${role}", or correct the rule`)
}

function checkOffer(
  offer: { step: string; option: string },
  path: readonly PropertyKey[],
  form: Form,
  report: Report,
): void {
  const step = needStep(offer.step, [...path, 'step'], form.steps, form, report)
  if (step) needOptions(step, [offer.option], [...path, 'option'], report)
}
