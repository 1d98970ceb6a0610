// Content that was found whole is kept as it was read: a start need not read and check the same files again.

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { type Knowledge, type KnowledgeFiles, loadKnowledge } from './load.ts'

const PROGRAM = import.meta.dirname
const PACKAGES = join(PROGRAM, '../package-lock.json')
const MARK_BYTES = 32

/**
 * As `loadKnowledge`. Knowledge without faults is kept in the file `path` and taken from there as long as the content,
 * the program that reads it, its libraries and Node are the same. Where the file cannot be written, all is read each time.
 */
export function createKeptReader(path: string): typeof loadKnowledge {
  return (files) => {
    const mark = markOf(files)
    const kept = readKept(path, mark)
    if (kept) return { knowledge: kept, faults: [] }
    const loaded = loadKnowledge(files)
    if (loaded.knowledge) keep(path, mark, loaded.knowledge)
    return loaded
  }
}

function markOf(files: KnowledgeFiles): Buffer {
  const hash = createHash('sha256').update(process.version).update(readFileSync(PACKAGES))
  const program = readdirSync(PROGRAM).filter((name) => name.endsWith('.ts'))
  for (const name of program.sort()) hash.update(`\0${name}\0`).update(readFileSync(join(PROGRAM, name)))
  for (const [name, content] of files) hash.update(`\0${name}\0`).update(content)
  return hash.digest()
}

function readKept(path: string, mark: Buffer): Knowledge | null {
  try {
    const kept = readFileSync(path)
    return mark.equals(kept.subarray(0, MARK_BYTES)) ? deserialize(kept.subarray(MARK_BYTES)) : null
  } catch {
    return null // none yet, or not whole
  }
}

function keep(path: string, mark: Buffer, knowledge: Knowledge): void {
  const draft = `${path}.${process.pid}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(draft, Buffer.concat([mark, serialize(knowledge)]))
    renameSync(draft, path)
  } catch {
    // Where the folder may not be written, the next start reads everything once more.
  }
}
