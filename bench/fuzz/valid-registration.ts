// Whether a registration is one that may be sent, told from the form alone: beside the code that decides it, not by it.

import { Temporal } from 'temporal-polyfill'
import type { Value, Values } from '../../forms/values.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Form, Role, Step } from '../../knowledge/form-schema.ts'
import { allTrue, type Units } from './conditions.ts'

/** What is wrong with these answers; null if they may be sent on that day. */
export function findFault(form: Form, values: Values, units: Units, today: Temporal.PlainDate): string | null {
  const known: Record<string, Value> = {}
  // In the order of the form: a step comes into play by answers that stand before it.
  for (const step of form.steps) {
    if (!allTrue(step.if, known, units)) continue
    const value = values[step.id]
    if (!value && !step.optional) return `${step.id} has no answer`
    const fault = value && faultOf(step, value, known, units, today)
    if (fault) return `${step.id} ${fault}: ${JSON.stringify(value)}`
    if (value) known[step.id] = value
  }
  const senseless = Object.keys(values).find((id) => known[id] === undefined)
  if (senseless) return `${senseless} has an answer, though nobody is asked for it`
  for (const rule of form.rules) {
    if (rule.effect !== 'block' || rule.check !== 'at-most') continue
    const [part, whole] = [known[rule.step], known[rule.of]]
    if (part?.type === 'number' && whole?.type === 'number' && part.number > whole.number) return `${rule.id} is broken`
  }
  const forbidden = form.rules.find(
    (rule) => rule.effect === 'block' && rule.check === 'condition' && allTrue(rule.if, known, units),
  )
  return forbidden ? `${forbidden.id} is broken` : null
}

const COUNTED = /\d|(?<!\p{L})(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn)(?!\p{L})/iu

function faultOf(step: Step, value: Value, known: Values, units: Units, today: Temporal.PlainDate): string | null {
  switch (step.type) {
    case 'choice':
    case 'choices': {
      const taken = value.type === 'choice' ? [value.option] : value.type === 'choices' ? value.options : []
      if (value.type !== step.type) return 'is another kind of choice'
      const offered = step.options.filter((option) => allTrue(option.if, known, units)).map(({ id }) => id)
      if (taken.length === 0 || new Set(taken).size !== taken.length) return 'takes nothing, or something twice'
      return taken.every((id) => offered.includes(id)) ? null : 'takes what is not offered'
    }
    case 'text':
    case 'long-text': {
      if (value.type !== 'text') return 'is no text'
      if (value.text.length < step.least || value.text.length > step.most) return 'is too short or too long'
      const lines = value.text.split('\n').filter((line) => line.trim() !== '')
      if (lines.length === 0) return 'says nothing'
      return step.measurable && !lines.every((line) => COUNTED.test(line)) ? 'cannot be measured' : null
    }
    case 'number':
      if (value.type !== 'number' || !Number.isInteger(value.number)) return 'is no whole number'
      return value.number < step.least || value.number > step.most ? 'is out of range' : null
    case 'date': {
      if (value.type !== 'date') return 'is no day'
      const day = Temporal.PlainDate.from(value.date, { overflow: 'reject' })
      if (step.notAfterToday && Temporal.PlainDate.compare(day, today) > 0) return 'has not come'
      const { years } = day.until(today, { largestUnit: 'years' })
      return step.age && (years < step.age[0] || years > step.age[1]) ? 'is no such age' : null
    }
    case 'unit':
      if (value.type !== 'unit' || value.name.trim() === '') return 'is no unit'
      return value.unit === null || units.has(value.unit) ? null : 'is unknown'
    case 'person':
      return value.type === 'text' && /^[\p{L}\p{M}'’. -]{2,100}$/u.test(value.text) ? null : 'is no name'
    case 'phone':
      return value.type === 'text' && /^0\d{9}$/.test(value.text) ? null : 'is no telephone number'
    case 'attestation':
      return value.type === 'attestation' ? null : 'is no yes or no'
    case 'file':
      return value.type === 'files' && value.files.length > 0 ? null : 'holds no file'
  }
}

/** What two registrations have in common if they are the same (R14); null if the form lets anything be sent twice. */
export function identityOf(form: Form, values: Values): string | null {
  const rule = form.rules.find(({ check }) => check === 'duplicate')
  if (rule?.check !== 'duplicate') return null
  return JSON.stringify(rule.by.map((role) => saidAs(form, values, role)))
}

/** The answer that lists take for this, however it was typed; empty if there is none. */
export function saidAs(form: Form, values: Values, role: Role): string {
  const step = form.steps.find((one) => one.as === role && values[one.id] !== undefined)
  const value = step && values[step.id]
  if (!value) return ''
  if (value.type === 'choice') return value.option
  if (value.type === 'unit') return value.unit ?? `? ${plain(value.name)}`
  return value.type === 'text' ? plain(value.text) : JSON.stringify(value)
}

function plain(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
