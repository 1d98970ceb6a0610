// From files to knowledge, or to a list of faults: every fault names its file, its line and the cure.

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { z } from 'zod'
import { checkComparisons } from './check-comparisons.ts'
import { checkEvidence } from './check-evidence.ts'
import { findFormFaults } from './check-forms.ts'
import { findUnitFaults } from './check-units.ts'
import { DocumentError, parseDocument, type Section } from './document.ts'
import type { Parsed } from './parsed-file.ts'
import { reportDuplicates } from './report-duplicates.ts'
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
import { readYaml } from './yaml.ts'
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
