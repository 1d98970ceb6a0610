import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { createKnower, KnowledgeError } from '../knowledge/knower.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { changed, smallKnowledge } from './fakes/small-knowledge.ts'

const YAML = 'campaigns/an-binh/campaign.yaml'
const PLAN = 'campaigns/an-binh/ke-hoach.md'
const root = join(import.meta.dirname, '..')
const faultsOf = (files: ReadonlyMap<string, string>) =>
  loadKnowledge(files).faults.map(({ file, line, message }) => `${file}:${line}: ${message}`)

describe('loading', () => {
  it('takes files without a fault', () => {
    expect(faultsOf(smallKnowledge())).toEqual([])
  })

  it.each([
    [
      'a quote that is not in the text',
      YAML,
      'quote: trước ngày 02/3',
      'quote: trước ngày 03/3',
      31,
      'copy it from the text',
    ],
    ['a quote with a wrong tone mark', YAML, 'quote: trước ngày', 'quote: trước ngáy', 31, 'is not in section II.1'],
    [
      'a section that does not exist',
      YAML,
      'section: II.1',
      'section: II.9',
      30,
      'no section "II.9".*known are mo-dau, I',
    ],
    ['a day that does not exist', YAML, '2020-03-02', '2020-02-30', 27, 'must be a day that exists, as YYYY-MM-DD'],
    ['a day that its quote does not name', YAML, '2020-03-02', '2020-03-12', 27, 'date 2020-03-12 is not in the quote'],
    ['a day where the plan names only a year', YAML, 'kind: before', 'kind: yearly', 27, 'no day is ever invented'],
    ['a deadline without a day', YAML, '    date: "2020-03-02"\n', '', 25, 'needs a date'],
    ['a list of another length', YAML, 'count: 3', 'count: 4', 23, 'has 3 items in the text, not 4: correct'],
    ['an entry id used twice', YAML, 'id: han-dang-ky', 'id: giay-to', 25, 'already used in line 19: choose another'],
    ['a section id used twice', PLAN, '{#II.2}', '{#II.1}', 15, 'already used in line 11: choose another'],
    ['a heading without a section id', PLAN, ' {#I}', '', 5, 'a heading ends in its section id'],
    [
      'an id that differs from its folder',
      YAML,
      'id: an-binh',
      'id: an-hoa',
      1,
      'differs from its folder.*make them equal',
    ],
    [
      'a document that is missing',
      YAML,
      'file: ke-hoach.md',
      'file: phu-luc.md',
      9,
      'is missing: add it or correct "file"',
    ],
    [
      'a field nobody knows',
      YAML,
      'contact: not_stated',
      'contact: not_stated\nphone: 113',
      18,
      '"phone" is no key here',
    ],
    ['text that is not NFC', PLAN, 'Tờ trình', 'Tờ trình'.normalize('NFD'), 17, 'save the file as NFC'],
    ['broken YAML', YAML, 'aliases: [', 'aliases: [[', 6, 'not valid YAML'],
    [
      'an alias of another plan',
      'campaigns/hoa-loi/campaign.yaml',
      '[phong trào Hòa Lợi]',
      '[phong trào An Bình]',
      1,
      'also names an-binh.*hints',
    ],
    [
      'a comparison of an unknown plan',
      'comparisons.yaml',
      'campaign: an-binh',
      'campaign: an-hoa',
      5,
      'no campaign "an-hoa": known are an-binh, hoa-loi',
    ],
    [
      'a comparison with a wrong quote',
      'comparisons.yaml',
      'quote: 02/3/2020',
      'quote: 02/3/2022',
      5,
      'is not in section II.1 of an-binh',
    ],
    [
      'a holiday that does not exist',
      'holidays.yaml',
      'days: []',
      'days: [{ date: "2021-02-29", name: Tết, kind: off }]',
      2,
      'must be a day that exists',
    ],
  ] as const)('reports %s with file, line and cure', (_what, file, from, to, line, cure) => {
    const faults = faultsOf(changed(smallKnowledge(), file, from, to))
    expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^${file}:${line}: .*${cure}`)))
  })

  it.each([
    ['a misspelt key', 'contact:', 'contacts:', '"contacts" is no key here: write "contact"'],
    [
      'a word of another list',
      'topic: dossier',
      'topic: papers',
      'lists.0.topic: "papers" is not known: write one of number',
    ],
    ['a word for a number', 'count: 3', 'count: ba', 'lists.0.count: write a number, not "ba"'],
    [
      'what is missing',
      '    what: Gửi bản đăng ký thi đua\n    who: Các phòng\n',
      '',
      'milestones.0: "what", "who" are missing: add them',
    ],
    ['too few items', '[Hạn đăng ký là ngày nào?, Hồ sơ gồm những gì?]', '[]', 'examples: write at least 2 items'],
    [
      'a form that no value has',
      'signer: not_stated',
      'signer: ông Ba',
      'documents.0.signer: "ông Ba" does not fit: write not_stated, or keys with values',
    ],
  ] as const)('says of %s in one line what to write', (_what, from, to, message) => {
    const faults = faultsOf(changed(smallKnowledge(), YAML, from, to))
    expect(faults).toEqual([expect.stringContaining(`: ${message}`)])
  })

  it('reports every fault at once, in the order of the files', () => {
    const one = changed(smallKnowledge(), YAML, 'count: 3', 'count: 4')
    const two = changed(one, 'comparisons.yaml', 'section: II.1', 'section: II.7')
    expect(faultsOf(two).map((fault) => fault.split(':')[0])).toEqual([YAML, 'comparisons.yaml'])
  })

  it('reports a file that is missing', () => {
    const files = smallKnowledge()
    files.delete('vocabulary.yaml')
    expect(faultsOf(files)).toEqual(['vocabulary.yaml:1: the file is missing: create it'])
  })
})

describe('the knowledge in use', () => {
  const today = () => Temporal.PlainDate.from('2020-02-10')
  const good = smallKnowledge()
  const faulty = changed(good, YAML, 'count: 3', 'count: 4')
  const better = changed(good, YAML, 'title: Phong trào', 'title: Cuộc vận động')

  it('changes with an update that has no fault', () => {
    const { knower } = createKnower({ files: good, fallback: null, today, reword: null })
    expect(knower.update(better)).toEqual([])
    expect(knower.current().campaigns[0]?.title).toBe('Cuộc vận động thi đua An Bình năm 2020')
  })

  it('stays as it was when an update is faulty', async () => {
    const { knower } = createKnower({ files: better, fallback: null, today, reword: null })
    expect(knower.update(faulty)).toHaveLength(1)
    expect(knower.current().campaigns[0]?.title).toMatch(/^Cuộc vận động/)
    const { kind, sources } = await knower.answer('Hạn đăng ký của xã An Bình là ngày nào?', {
      focus: 'an-binh',
      last: null,
    })
    expect([kind, sources[0]?.section]).toEqual(['answer', 'II.1'])
  })

  it('is the last good version when the files are faulty at start', () => {
    const { knower, faults } = createKnower({ files: faulty, fallback: better, today, reword: null })
    expect(faults).toHaveLength(1)
    expect(knower.current().campaigns[0]?.title).toMatch(/^Cuộc vận động/)
  })

  it('is nothing when there is no good version: the start names every fault', () => {
    const start = () => createKnower({ files: faulty, fallback: faulty, today, reword: null })
    expect(start).toThrow(KnowledgeError)
    expect(start).toThrow(/campaign\.yaml:23: .*has 3 items in the text, not 4/)
  })
})

describe('the knowledge command', () => {
  it('prints one line per fault and fails', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'knowledge-'))
    for (const [file, content] of changed(smallKnowledge(), YAML, 'section: II.1', 'section: II.9')) {
      mkdirSync(join(dir, dirname(file)), { recursive: true })
      writeFileSync(join(dir, file), content)
    }
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'knowledge/check.ts', dir], { cwd: root })
    const failed = (await run.catch((error: unknown) => error)) as { code: number; stderr: string }
    expect(failed.code).toBe(1)
    expect(failed.stderr.trim().split('\n')).toEqual([expect.stringMatching(`^${YAML}:30: .*no section`), '1 fault'])
  })
})
