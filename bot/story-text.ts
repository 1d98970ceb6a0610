// A reply as stories show it (`test/stories/*.md`): a block quote, its choices in brackets, its files in parentheses.

import { type Reply, toPlainText } from '../message.ts'

const WIDTH = 100 // choices that take more have a line each

/** The text of a reply in a story; verdicts on answers (“Đúng”, “Chưa đúng”) are left out. */
export function toStoryText(reply: Reply): string {
  const labels = reply.choices.filter(({ action }) => !action.startsWith('feedback:')).map(({ label }) => `[${label}]`)
  const inOneLine = labels.join(' ')
  const parts = [
    toPlainText(reply),
    ...(reply.attachments ?? []).map(({ name }) => `(tệp ${name})`),
    inOneLine.length <= WIDTH ? inOneLine : labels.join('\n'),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** The same as a block quote of Markdown. */
export function toQuote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

// What is drawn by lot, and would be another in every telling. “15/CT-CTUBND” and “2019-2025” are none of it.
const DRAWN = [
  { name: 'mã', shape: /(?<![/\w])[A-Z]{2,4}\d{0,2}-[A-Z0-9]{6}\b/g },
  { name: 'mã liên kết', shape: /\b(?=[\d-]*[A-Z])[A-Z0-9]{4}-[A-Z0-9]{4}(?:-[A-Z0-9]{2,4})?\b/g },
  { name: 'dấu', shape: /\b(?=[0-9a-f]*\d)[0-9a-f]{12,64}\b/g },
]

/** Names what was drawn by lot: “NV20-7K3F9Q” becomes “{mã}”, another “{mã 2}”; `named` remembers value by name. */
export function nameDrawn(text: string, named: Map<string, string>): string {
  let told = text
  for (const [name, value] of named) told = told.replaceAll(value, `{${name}}`)
  for (const { name, shape } of DRAWN)
    told = told.replace(shape, (value) => {
      const taken = [...named.keys()].filter((key) => key.replace(/ \d+$/, '') === name).length
      const next = [...named].find(([, known]) => known === value)?.[0] ?? (taken === 0 ? name : `${name} ${taken + 1}`)
      named.set(next, value)
      return `{${next}}`
    })
  return told
}
