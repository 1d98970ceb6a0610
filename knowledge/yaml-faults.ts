// What the schema complains about, in words of whoever curates: one line for each fault, with what to write.

import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

export interface YamlFault {
  readonly path: Path
  readonly message: string
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  array: 'a list (lines that begin with "-")',
  object: 'keys with values (key: value)',
  record: 'keys with values (key: value)',
  boolean: 'true or false',
}

/** Turns the issues of `data` into faults: what is missing together is told together, a misspelt key once. */
export function toYamlFaults(issues: readonly Issue[], data: unknown): YamlFault[] {
  const flat = issues.flatMap((issue) => openUnion(issue, data))
  const missing = groupMissing(flat.filter((issue) => isMissing(issue, data)))
  const taken = new Set<string>()
  const unknown = flat.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(key, issue.path, missing, taken)) : [],
  )
  const absent = [...missing].flatMap(([parent, { path, keys }]) => {
    const left = keys.filter((key) => !taken.has(`${parent}/${key}`))
    return left.length > 0
      ? [{ path, message: `${inside(path)}${quoted(left)} missing: add ${left.length > 1 ? 'them' : 'it'}` }]
      : []
  })
  const others = flat
    .filter((issue) => issue.code !== 'unrecognized_keys' && !isMissing(issue, data))
    .map((issue) => ({ path: issue.path, message: `${named(issue.path)}: ${toWrite(issue, at(data, issue.path))}` }))
  return [...unknown, ...absent, ...others]
}

// Of the forms a value may have, the one it comes closest to tells what is wrong with it.
function openUnion(issue: Issue, data: unknown): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const value = at(data, issue.path)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const inner = issue.errors.find((option) =>
    option.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys'),
  )
  if (!isObject || !inner) return [issue]
  return inner.flatMap((one) => openUnion({ ...one, path: [...issue.path, ...one.path] } as Issue, data))
}

function groupMissing(issues: readonly Issue[]): Map<string, { path: Path; keys: string[] }> {
  const groups = new Map<string, { path: Path; keys: string[] }>()
  for (const { path } of issues) {
    const parent = path.slice(0, -1)
    const group = groups.get(parent.join('.')) ?? { path: parent, keys: [] }
    group.keys.push(String(path.at(-1)))
    groups.set(parent.join('.'), group)
  }
  return groups
}

function unknownKey(
  key: string,
  path: Path,
  missing: ReadonlyMap<string, { keys: string[] }>,
  taken: Set<string>,
): YamlFault {
  const parent = path.join('.')
  const meant = missing.get(parent)?.keys.find((other) => distance(key, other) <= 2)
  if (meant) taken.add(`${parent}/${meant}`)
  const cure = meant ? `write "${meant}"` : 'remove it or correct its name'
  return { path: [...path, key], message: `${inside(path)}"${key}" is no key here: ${cure}` }
}

function toWrite(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `write ${KINDS[issue.expected] ?? issue.expected}, not ${shown(value)}`
    case 'invalid_value':
      return `${shown(value)} is not known: write ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`
    case 'too_small':
      return `write at least ${issue.minimum}${issue.origin === 'array' ? ' items' : issue.origin === 'string' ? ' character' : ''}`
    case 'too_big':
      return `write at most ${issue.maximum}${issue.origin === 'array' ? ' items' : ''}`
    case 'invalid_union':
      return `${shown(value)} does not fit: write ${issue.errors.map(formOf).join(', or ')}`
    case 'invalid_format':
      return `${shown(value)}: ${issue.message}`
    default:
      return issue.message
  }
}

function formOf([first]: readonly Issue[]): string {
  if (first?.code === 'invalid_value') return first.values.join(', ')
  return first?.code === 'invalid_type' ? (KINDS[first.expected] ?? first.expected) : 'another form'
}

function isMissing({ code, path }: Issue, data: unknown): boolean {
  return /^invalid_(type|value|union)$/.test(code) && path.length > 0 && at(data, path) === undefined
}

function at(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], data)
}

function named(path: Path): string {
  return path.map(String).join('.') || 'the file'
}

function inside(path: Path): string {
  return path.length > 0 ? `${named(path)}: ` : ''
}

function quoted(keys: readonly string[]): string {
  return `${keys.map((key) => `"${key}"`).join(', ')} ${keys.length > 1 ? 'are' : 'is'}`
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'keys with values' : `"${String(value)}"`
}

/** How many letters to add, drop or change to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries())
    row = row.reduce<number[]>((next, above, j) => {
      const left = next[j - 1] ?? 0
      next.push(j === 0 ? i + 1 : Math.min(above + 1, left + 1, (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)))
      return next
    }, [])
  return row[b.length] ?? 0
}
