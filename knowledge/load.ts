// From files to knowledge, or to a list of faults: every fault names its file, its line and the cure.

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { z } from 'zod'
import { findWrongFigures } from './check-figures.ts'
import { findFormFaults } from './check-forms.ts'
import { findUnitFaults } from './check-units.ts'
import { idsOf } from './data-faults.ts'
import { DocumentError, parseDocument, quotesOf, readable, type Section, sectionLines } from './document.ts'
import {
  type CampaignData,
  type Comparison,
  campaignSchema,
  comparisonsSchema,
  type Holidays,
  holidaysSchema,
  type Unit,
  unitsSchema,
  type Vocabulary,
  vocabularySchema,
} from './schema.ts'
import { readYaml, type YamlFile } from './yaml.ts'
import { toYamlFaults } from './yaml-faults.ts'

export interface PlanDocument {
  readonly meta: CampaignData['documents'][number]
  readonly sections: readonly Section[]
}

export interface Campaign extends Omit<CampaignData, 'documents'> {
  readonly documents: readonly PlanDocument[]
}

export interface Knowledge {
  readonly campaigns: readonly Campaign[]
  readonly vocabulary: Vocabulary
  readonly comparisons: readonly Comparison[]
  readonly holidays: Holidays
  /** Empty where there is no `units.yaml`. */
  readonly units: readonly Unit[]
}

export interface Fault {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** File name (relative, with `/`) → content: the curated folder as it was at one moment. */
export type KnowledgeFiles = ReadonlyMap<string, string>

/** Reads every `.yaml` and `.md` below `dir`. */
export function readKnowledgeFiles(dir: string): KnowledgeFiles {
  const files = new Map<string, string>()
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(yaml|md)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    files.set(relative(dir, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'))
  }
  return files
}

/** Checks and builds the knowledge. With any fault there is no knowledge: faulty content is never half in use. */
export function loadKnowledge(
  files: KnowledgeFiles,
): { knowledge: Knowledge; faults: [] } | { knowledge: null; faults: Fault[] } {
  const faults: Fault[] = []
  for (const [file, content] of files) reportNotNfc(file, content, faults)
  const vocabulary = parseFile(files, 'vocabulary.yaml', vocabularySchema, faults)
  const holidays = parseFile(files, 'holidays.yaml', holidaysSchema, faults)
  const comparisons = parseFile(files, 'comparisons.yaml', comparisonsSchema, faults)
  const units = files.has('units.yaml') ? parseFile(files, 'units.yaml', unitsSchema, faults) : null
  const directory = files.has('units.yaml') ? (units?.data ?? null) : []
  const campaignFiles = [...files.keys()].filter((file) => /^campaigns\/[^/]+\/campaign\.yaml$/.test(file)).sort()
  const folders = new Set(campaignFiles.map((file) => file.split('/')[1] ?? ''))
  const campaigns = campaignFiles.flatMap((file) => readCampaign(files, file, directory, faults) ?? [])
  if (campaigns.length === 0)
    faults.push({ file: 'campaigns/', line: 1, message: 'no campaign: add campaigns/<id>/campaign.yaml' })
  if (units)
    for (const { path, message } of findUnitFaults(units.data, folders))
      faults.push({ file: units.file, line: units.lineOf(path), message })
  reportSharedAliases(
    campaigns.map(({ campaign }) => campaign),
    faults,
  )
  if (comparisons)
    checkComparisons(
      comparisons,
      campaigns.map(({ campaign }) => campaign),
      folders,
      faults,
    )
  if (!vocabulary || !holidays || !comparisons || faults.length > 0) return { knowledge: null, faults: inOrder(faults) }
  return {
    knowledge: {
      campaigns: campaigns.map(({ campaign }) => campaign),
      vocabulary: vocabulary.data,
      holidays: holidays.data,
      comparisons: comparisons.data,
      units: units?.data ?? [],
    },
    faults: [],
  }
}

function inOrder(faults: Fault[]): Fault[] {
  return faults.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

interface Parsed<T> {
  readonly file: string
  readonly data: T
  readonly lineOf: YamlFile['lineOf']
}

function parseFile<T>(files: KnowledgeFiles, file: string, schema: z.ZodType<T>, faults: Fault[]): Parsed<T> | null {
  const content = files.get(file)
  if (content === undefined) {
    faults.push({ file, line: 1, message: 'the file is missing: create it' })
    return null
  }
  const { data, errors, lineOf } = readYaml(content)
  for (const error of errors) faults.push({ file, ...error })
  if (errors.length > 0) return null
  const result = schema.safeParse(data)
  if (!result.success) {
    for (const { path, message } of toYamlFaults(result.error.issues, data))
      faults.push({ file, line: lineOf(path), message })
    return null
  }
  return { file, data: result.data, lineOf }
}

function readCampaign(
  files: KnowledgeFiles,
  file: string,
  units: readonly Unit[] | null,
  faults: Fault[],
): { campaign: Campaign } | null {
  const parsed = parseFile(files, file, campaignSchema, faults)
  if (!parsed) return null
  const { data, lineOf } = parsed
  const folder = file.split('/')[1]
  if (data.id !== folder)
    faults.push({
      file,
      line: lineOf(['id']),
      message: `id "${data.id}" differs from its folder "${folder}": make them equal`,
    })
  for (const { path, message } of findFormFaults(data, units)) faults.push({ file, line: lineOf(path), message })
  const documents = data.documents.flatMap((meta, index) => {
    const path = `campaigns/${folder}/${meta.file}`
    const sections = readDocument(files, path, file, () => lineOf(['documents', index, 'file']), faults)
    return sections ? [{ meta, sections }] : []
  })
  const campaign: Campaign = { ...data, documents }
  if (documents.length === data.documents.length) checkEvidence(campaign, parsed, faults)
  return { campaign }
}

function readDocument(
  files: KnowledgeFiles,
  path: string,
  from: string,
  lineOfFile: () => number,
  faults: Fault[],
): Section[] | null {
  const markdown = files.get(path)
  if (markdown === undefined) {
    faults.push({
      file: from,
      line: lineOfFile(),
      message: `the document ${path} is missing: add it or correct "file"`,
    })
    return null
  }
  try {
    const sections = parseDocument(markdown)
    reportDuplicates(
      sections.map((section) => ({ id: section.id, line: () => section.line })),
      path,
      'section',
      faults,
    )
    return sections
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    faults.push({ file: path, line: error.line, message: error.message })
    return null
  }
}

function reportNotNfc(file: string, content: string, faults: Fault[]): void {
  if (content === content.normalize('NFC')) return
  for (const [index, line] of content.split('\n').entries())
    if (line !== line.normalize('NFC'))
      faults.push({ file, line: index + 1, message: 'text is not in Unicode NFC: save the file as NFC' })
}

function reportDuplicates(
  named: { id: string; line: () => number }[],
  file: string,
  what: string,
  faults: Fault[],
): void {
  const seen = new Map<string, () => number>()
  for (const { id, line } of named) {
    const first = seen.get(id)
    if (first !== undefined)
      faults.push({
        file,
        line: line(),
        message: `${what} id "${id}" is already used in line ${first()}: choose another`,
      })
    else seen.set(id, line)
  }
}

function reportSharedAliases(campaigns: Campaign[], faults: Fault[]): void {
  const owner = new Map<string, string>()
  for (const campaign of campaigns)
    for (const alias of campaign.aliases) {
      const key = alias.toLowerCase()
      const other = owner.get(key)
      if (other && other !== campaign.id)
        faults.push({
          file: `campaigns/${campaign.id}/campaign.yaml`,
          line: 1,
          message: `alias "${alias}" also names ${other}: an alias means one campaign; move it to hints`,
        })
      owner.set(key, campaign.id)
    }
}

/** Sections of all documents of a campaign by id. */
export function sectionsById(campaign: Campaign): Map<string, { section: Section; document: PlanDocument }> {
  return new Map(
    campaign.documents.flatMap((document) =>
      document.sections.map((section) => [section.id, { section, document }] as const),
    ),
  )
}

/** A section's whole text with everything below it, as shown. */
export function sectionText(campaign: Campaign, id: string): string {
  return campaign.documents
    .flatMap((document) => document.sections)
    .filter((section) => section.id === id || section.id.startsWith(`${id}.`))
    .flatMap(sectionLines)
    .map(readable)
    .join('\n')
}

/** All words of a campaign's documents, as shown. */
export function planText({ documents }: Campaign): string {
  const lines = documents.flatMap(({ sections }) => sections.flatMap(sectionLines))
  return lines.map(readable).join(' ')
}

/** Whether a section holds a quote; each section is read once. */
function createProof(campaign: Campaign): (section: string, quote: string) => boolean {
  const known = new Map<string, (quote: string) => boolean>()
  return (section, quote) => {
    const holds = known.get(section) ?? quotesOf(sectionText(campaign, section).replace(/\n/g, ' '))
    known.set(section, holds)
    return holds(quote)
  }
}

interface Evidence {
  readonly section: string
  readonly quote: string | readonly string[]
}

// Walks the whole structure: wherever `section` and `quote` stand together, the words must be in that section.
function checkEvidence(campaign: Campaign, { data, file, lineOf }: Parsed<CampaignData>, faults: Fault[]): void {
  const known = sectionsById(campaign)
  const isProven = createProof(campaign)
  const fault = (path: readonly PropertyKey[], message: string) => faults.push({ file, line: lineOf(path), message })
  const checkOne = (value: Evidence, path: readonly PropertyKey[]) => {
    if (!known.has(value.section))
      return fault(
        [...path, 'section'],
        `no section "${value.section}" in this campaign's documents: known are ${[...known.keys()].slice(0, 60).join(', ')}`,
      )
    for (const quote of [value.quote].flat())
      if (!isProven(value.section, quote))
        fault(
          [...path, 'quote'],
          `the quote "${quote}" is not in section ${value.section}: copy it from the text or correct the section`,
        )
  }
  walk(data, [], (value, path) => {
    if (typeof value.section === 'string' && value.quote !== undefined) checkOne(value as unknown as Evidence, path)
  })
  for (const [index, dossier] of data.dossiers.entries())
    for (const [paper, { quote }] of dossier.papers.entries())
      checkOne({ section: dossier.section, quote }, ['dossiers', index, 'papers', paper])
  for (const [index, list] of data.lists.entries()) {
    const found = known.get(list.section)
    if (!found) fault(['lists', index, 'section'], `no section "${list.section}"`)
    else {
      const count = listItems(campaign, list.section, list.under).length
      if (count !== list.count)
        fault(
          ['lists', index, 'count'],
          `the list "${list.id}" has ${count} items in the text, not ${list.count}: correct section, under or count`,
        )
    }
  }
  for (const [index, { id, after }] of data.milestones.entries())
    for (const first of after)
      if (first === id || !data.milestones.some((one) => one.id === first))
        fault(['milestones', index, 'after'], `no other milestone "${first}": known are ${idsOf(data.milestones)}`)
  for (const { path, message } of findWrongFigures(data)) fault(path, message)
  const named = (
    [
      'facts',
      'lists',
      'milestones',
      'quotas',
      'targets',
      'dossiers',
      'awards',
      'duties',
      'references',
      'notStated',
      'faq',
    ] as const
  ).flatMap((group) => data[group].map((entry, index) => ({ id: entry.id, line: () => lineOf([group, index, 'id']) })))
  reportDuplicates(named, file, 'entry', faults)
}

function walk(
  value: unknown,
  path: PropertyKey[],
  visit: (value: Record<string, unknown>, path: PropertyKey[]) => void,
): void {
  if (Array.isArray(value))
    value.forEach((item, index) => {
      walk(item, [...path, index], visit)
    })
  else if (value !== null && typeof value === 'object') {
    visit(value as Record<string, unknown>, path)
    for (const [key, child] of Object.entries(value)) walk(child, [...path, key], visit)
  }
}

/** The items of a section (its own list, or else its subsections) or of the item that begins with `under`; marks kept. */
export function listItems(
  campaign: Campaign,
  section: string,
  under?: string,
): { text: string; items: string[]; section: string }[] {
  const sections = campaign.documents.flatMap((document) => document.sections)
  const found = sections.find((candidate) => candidate.id === section)
  const own = (found?.blocks ?? []).flatMap((block) =>
    block.kind === 'item' ? [{ text: block.text, items: block.items.map((item) => item.text), section }] : [],
  )
  if (under) {
    const owner = own.find((item) => readable(item.text).toLowerCase().startsWith(under.toLowerCase()))
    return (owner?.items ?? []).map((text) => ({ text, items: [], section }))
  }
  if (own.length > 0) return own
  return sections
    .filter((candidate) => candidate.parent === section && !candidate.id.endsWith('.cuoi'))
    .map((candidate) => {
      const [first = '', ...rest] = [candidate.title, ...candidate.blocks.map((block) => block.text)].filter(Boolean)
      return { text: first, items: rest, section: candidate.id }
    })
}

function checkComparisons(
  { data, file, lineOf }: Parsed<Comparison[]>,
  campaigns: Campaign[],
  folders: ReadonlySet<string>,
  faults: Fault[],
): void {
  reportDuplicates(
    data.map((comparison, index) => ({ id: comparison.id, line: () => lineOf([index, 'id']) })),
    file,
    'comparison',
    faults,
  )
  const known = new Map(
    campaigns.map((campaign) => [campaign.id, { sections: sectionsById(campaign), isProven: createProof(campaign) }]),
  )
  for (const [index, comparison] of data.entries())
    for (const [rowIndex, row] of comparison.rows.entries()) {
      const path = [index, 'rows', rowIndex]
      const campaign = known.get(row.campaign)
      // A campaign that failed to load has its own faults; its rows would only repeat them.
      if (!campaign && folders.has(row.campaign)) continue
      if (!campaign)
        faults.push({
          file,
          line: lineOf([...path, 'campaign']),
          message: `no campaign "${row.campaign}": known are ${campaigns.map(({ id }) => id).join(', ')}`,
        })
      else if (!campaign.sections.has(row.section))
        faults.push({
          file,
          line: lineOf([...path, 'section']),
          message: `no section "${row.section}" in ${row.campaign}`,
        })
      else if (!campaign.isProven(row.section, row.quote))
        faults.push({
          file,
          line: lineOf([...path, 'quote']),
          message: `the quote "${row.quote}" is not in section ${row.section} of ${row.campaign}`,
        })
    }
}
