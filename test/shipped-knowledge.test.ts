import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { listItems, sectionsById, sectionText } from '../knowledge/campaign-text.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'

describe('the shipped content', () => {
  const files = readKnowledgeFiles(join(import.meta.dirname, '../knowledge'))
  const { knowledge, faults } = loadKnowledge(files)
  const plan = (id: string) => {
    const found = knowledge?.campaigns.find((campaign) => campaign.id === id)
    if (!found) throw new Error(`no campaign ${id}`)
    return found
  }

  it('has no fault', () => {
    expect(faults).toEqual([])
  })

  it('says the same to the quick YAML parser as to the one that counts lines', () => {
    const yaml = [...files].filter(([file]) => file.endsWith('.yaml'))
    expect(yaml).toHaveLength(9)
    for (const [file, content] of yaml) expect(load(content), file).toEqual(parse(content))
  })

  it('holds the five plans with all their numbered sections', () => {
    const sections = (knowledge?.campaigns ?? []).map((campaign) => [campaign.id, sectionsById(campaign).size])
    expect(Object.fromEntries(sections)).toEqual({
      'van-hoa-cong-so-hung-yen': 29,
      'noi-vu-hung-yen-2020': 36,
      'van-hoa-cong-so-truc-ninh': 37,
      'chi-thi-19-lang-son': 33,
      'so-tai-chinh-2020': 33,
    })
  })

  it('skips no number and no letter of a plan', () => {
    const next = ['I II III IV V', '1 2 3 4 5 6 7', 'a b c d đ e'].map((order) => order.split(' '))
    const ids = (knowledge?.campaigns ?? []).flatMap((campaign) =>
      [...sectionsById(campaign).keys()].map((id) => `${campaign.id}/${id.replaceAll('.', '/')}`),
    )
    const before = (id: string) => {
      const [last = '', ...rest] = id.split('/').reverse()
      const order = next.find((one) => one.includes(last)) ?? []
      return [order[order.indexOf(last) - 1] ?? last, ...rest].reverse().join('/')
    }
    expect(ids.filter((id) => !ids.includes(before(id)))).toEqual([])
    expect(ids).toEqual([...new Set(ids)])
  })

  it.each([
    ['van-hoa-cong-so-hung-yen', 'IV.1.a', [5, 3, 0, 2, 0]],
    ['van-hoa-cong-so-hung-yen', 'IV.1.b', [4, 3, 4, 4, 6, 3, 0]],
    ['van-hoa-cong-so-truc-ninh', 'III.1.b', [4, 3, 4, 4, 6, 3, 0]],
  ])('%s keeps every criterion of %s', (id, section, subItems) => {
    expect(listItems(plan(id), section).map(({ items }) => items.length)).toEqual(subItems)
  })

  it('keeps the eight fields of registration', () => {
    const fields =
      sectionText(plan('noi-vu-hung-yen-2020'), 'III.1.a')
        .split(/lĩnh vực:?\s/i)
        .at(-1) ?? ''
    expect(fields.split(';')).toHaveLength(8)
  })

  it('leaves a number missing that the document does not print', () => {
    expect(sectionText(plan('van-hoa-cong-so-hung-yen'), 'IV.1.a')).toMatch(/cắt giảm\s+%\s+chi phí tối thiểu/)
  })
})
