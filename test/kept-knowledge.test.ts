import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { createKeptReader } from '../knowledge/kept-knowledge.ts'
import { type Knowledge, loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'
import { changed, smallKnowledge } from './fakes/small-knowledge.ts'
import { createFolder } from './running-assistant.ts'

const MARK_BYTES = 32
const YAML = 'campaigns/an-binh/campaign.yaml'

describe('content that was found whole', () => {
  it('is the same when it is taken from what was kept', () => {
    using folder = createFolder()
    const files = readKnowledgeFiles(join(import.meta.dirname, '../knowledge'))
    const path = join(folder.path, 'kept/knowledge')
    expect(createKeptReader(path)(files)).toEqual(loadKnowledge(files))
    expect(createKeptReader(path)(files)).toEqual(loadKnowledge(files))
  })

  it('is not read again as long as nothing has changed', () => {
    using folder = createFolder()
    const path = join(folder.path, 'knowledge')
    const read = createKeptReader(path)
    read(smallKnowledge())
    const kept = readFileSync(path)
    const knowledge = deserialize(kept.subarray(MARK_BYTES)) as Knowledge
    writeFileSync(path, Buffer.concat([kept.subarray(0, MARK_BYTES), serialize({ ...knowledge, units: ['kept'] })]))
    expect(read(smallKnowledge()).knowledge?.units).toEqual(['kept'])
    const other = changed(smallKnowledge(), YAML, 'title: ', 'title: Mới: ')
    expect(read(other)).toEqual(loadKnowledge(other))
  })

  it('is read again where what was kept is not whole', () => {
    using folder = createFolder()
    const path = join(folder.path, 'knowledge')
    const read = createKeptReader(path)
    const whole = read(smallKnowledge())
    const kept = readFileSync(path)
    for (const length of [0, 10, MARK_BYTES, kept.length / 2]) {
      writeFileSync(path, kept.subarray(0, length))
      expect(read(smallKnowledge())).toEqual(whole)
    }
  })

  it('is read each time where nothing can be kept', () => {
    const read = createKeptReader('/dev/null/knowledge')
    for (let time = 0; time < 2; time++) expect(read(smallKnowledge()).faults).toEqual([])
  })
})

describe('content with faults', () => {
  it('is never kept: its faults are told each time', () => {
    using folder = createFolder()
    const path = join(folder.path, 'knowledge')
    const faulty = changed(smallKnowledge(), YAML, 'quote: trước ngày 02/3', 'quote: trước ngày 03/3')
    for (let time = 0; time < 2; time++) expect(createKeptReader(path)(faulty)).toEqual(loadKnowledge(faulty))
    expect(existsSync(path)).toBe(false)
  })
})
