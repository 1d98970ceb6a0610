// What people answer to the steps of a form, and how it is said back to them.

import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Step } from '../knowledge/form-schema.ts'
import { formatDate } from '../knowledge/working-days.ts'

export const valueSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('choice'), option: z.string() }),
  z.object({ type: z.literal('choices'), options: z.array(z.string()) }),
  /** text, long-text, person and phone. `address`: how a person was called beside the name, where that was said. */
  z.object({ type: z.literal('text'), text: z.string(), address: z.enum(['ông', 'bà']).optional() }),
  z.object({ type: z.literal('number'), number: z.number() }),
  /** A day in Vietnam, YYYY-MM-DD. */
  z.object({ type: z.literal('date'), date: z.string() }),
  /** `unit` is an id of `units.yaml`, or null for one that the directory does not know: it is flagged. */
  z.object({ type: z.literal('unit'), unit: z.string().nullable(), name: z.string() }),
  z.object({ type: z.literal('attestation'), yes: z.boolean() }),
  z.object({ type: z.literal('files'), files: z.array(z.object({ fileId: z.string(), name: z.string() })) }),
])
export type Value = z.infer<typeof valueSchema>

/** Step id → answer. A step that was passed over (optional) has none. */
export const valuesSchema = z.record(z.string(), valueSchema)
export type Values = z.infer<typeof valuesSchema>

/** The answer as a summary and a list show it. */
export function describeValue(step: Step, value: Value): string {
  switch (value.type) {
    case 'choice':
      return labelOf(step, value.option)
    case 'choices':
      return value.options.map((option) => labelOf(step, option)).join('; ')
    case 'text':
      return value.address ? `${value.address} ${value.text}` : value.text
    case 'number':
      return value.number.toLocaleString('vi-VN')
    case 'date':
      return formatDate(Temporal.PlainDate.from(value.date))
    case 'unit':
      return value.name
    case 'attestation':
      return value.yes ? 'Có' : 'Không'
    case 'files':
      return value.files.map(({ name }) => name).join('; ')
  }
}

function labelOf(step: Step, id: string): string {
  const options = step.type === 'choice' || step.type === 'choices' ? step.options : []
  return options.find((option) => option.id === id)?.label ?? id
}
