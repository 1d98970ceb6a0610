// What the curated files are made of: texts, ids, days, and the proof of a fact.

import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

export const text = z
  .string()
  .trim()
  .min(1)
  .refine((value) => value === value.normalize('NFC'), 'must be in Unicode NFC')
export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'ids are lower-case words joined by "-"')
export const section = text
export const questions = z.array(text).default([])
export const year = z.number().int().min(1945).max(2100)
export const day = z
  .string()
  .refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value), 'must be a day that exists, as YYYY-MM-DD')

function isDay(value: string): boolean {
  try {
    Temporal.PlainDate.from(value, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** Where a fact stands: one section, and words of it that prove the fact. */
export const evidence = z.strictObject({ section, quote: text })
