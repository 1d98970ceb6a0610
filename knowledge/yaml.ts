// Reads YAML quickly, and a second time, with line numbers, only where there is a fault to place.

import { createRequire } from 'node:module'
import { load } from 'js-yaml'
import type { Document } from 'yaml'

export interface YamlFile {
  readonly data: unknown
  /** What is no YAML at all; then there is no data. */
  readonly errors: readonly { readonly line: number; readonly message: string }[]
  /** The line where the value at a path is written, or else the closest one around it. */
  lineOf(path: readonly PropertyKey[]): number
}

/** Reads a file's content; both parsers follow YAML 1.2. */
export function readYaml(content: string): YamlFile {
  let known: ReturnType<typeof readWithLines> | undefined
  const withLines = () => {
    known ??= readWithLines(content)
    return known
  }
  const lineOf: YamlFile['lineOf'] = (path) => withLines().lineOf(path)
  try {
    return { data: load(content), errors: [], lineOf }
  } catch {
    // The quick parser stops at the first error; the other one tells them all.
    return { ...withLines(), lineOf }
  }
}

function readWithLines(content: string): YamlFile {
  // A start without faults needs no second parser.
  const yaml = createRequire(import.meta.url)('yaml') as typeof import('yaml')
  const lines = new yaml.LineCounter()
  const document = yaml.parseDocument(content, { lineCounter: lines })
  const errors = document.errors.map(({ linePos, message }) => ({
    line: linePos?.[0].line ?? 1,
    message: `not valid YAML: ${message.split('\n')[0]}`,
  }))
  return {
    data: errors.length > 0 ? null : document.toJS(),
    errors,
    lineOf: (path) => lines.linePos(offsetOf(yaml, document, path)).line,
  }
}

function offsetOf({ isMap, isSeq }: typeof import('yaml'), document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = 0
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(key))
      offset = (pair?.key as { range?: [number] } | undefined)?.range?.[0] ?? offset
      node = pair?.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      offset = (node as { range?: [number] } | undefined)?.range?.[0] ?? offset
    } else break
  }
  return offset
}
