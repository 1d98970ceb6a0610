import { Temporal } from 'temporal-polyfill'
import type { Feature, Image } from 'write-excel-file/node'
import { createUnitDirectory, type UnitDirectory } from '../../../forms/units.ts'
import { fold } from '../../../knowledge/fold.ts'
import { issuerOf } from '../../../knowledge/issuer-of.ts'
import type { Campaign } from '../../../knowledge/load.ts'
import type { Unit } from '../../../knowledge/schema.ts'
import type { Sent } from '../read-sent.ts'
import { collectivesTable } from './collectives-table.ts'
import { type CamePaper, dossiersTable } from './dossiers-table.ts'
import { frameSheet, type Letterhead } from './frame-sheet.ts'
import { individualsTable } from './individuals-table.ts'
import { summaryTable } from './summary-table.ts'
import { sheetWords as words } from './words.vi.ts'

/** Plain data: it goes to another thread. */
export interface WorkbookNeeds {
  readonly campaign: Campaign
  readonly sent: readonly Sent[]
  readonly units: readonly Unit[]
  readonly ticked: readonly CamePaper[]
  /** YYYY-MM-DD */
  readonly today: string
}

/** The four lists of a campaign as .xlsx: Times New Roman, A4 landscape, as wide as the page. */
export async function writeWorkbook({ campaign, sent, units: all, ticked, today }: WorkbookNeeds): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const isNomination = campaign.forms.length > 0 && campaign.forms.every(({ kind }) => kind === 'nomination')
  const title = isNomination ? words.titles.nomination : words.titles.registration
  const units = createUnitDirectory(all)
  const head = toLetterhead(campaign, sent, units, Temporal.PlainDate.from(today))
  const tables = [
    collectivesTable(sent, units, title),
    individualsTable(sent, title),
    summaryTable(campaign.id, sent, units),
    dossiersTable(sent, ticked, units),
  ]
  const sheets = tables.map((table) => frameSheet(table, head))
  return writeExcelFile(sheets, { fontFamily: 'Times New Roman', fontSize: 11, features: [fitToWidth] }).toBuffer()
}

function toLetterhead(
  { id: campaign, title, period, forms, ...plan }: Campaign,
  sent: readonly Sent[],
  units: UnitDirectory,
  today: Temporal.PlainDate,
): Letterhead {
  const issuer = issuerOf(plan)
  const named = issuerIn(campaign, issuer, units)
  const above = named ? units.chainOf(named.id)[1]?.name : undefined
  const opened = forms.filter(
    ({ id, opened }) => opened === 'organiser' && sent.some(({ registration }) => registration.form === id),
  )
  return {
    above: above?.toUpperCase() ?? words.unknown,
    unit: issuer.toUpperCase(),
    campaign: title,
    period: words.year(period.from, period.to),
    notes: opened.map((form) => words.openedByOrganiser(form.title)),
    day: words.day(today.day, today.month, today.year),
  }
}

// Of bodies of one name in several places the one whose units this plan is for: what is above it, the plan may not say.
function issuerIn(campaign: string, issuer: string, units: UnitDirectory): Unit | undefined {
  const called = units.all.filter(({ name, aliases }) => [name, ...aliases].some((one) => fold(one) === fold(issuer)))
  const due = units.all.filter(({ campaigns }) => campaigns.includes(campaign))
  const chains = due.flatMap(({ id }) => units.chainOf(id).map((one) => one.id))
  return called.find(({ id }) => chains.includes(id)) ?? (called.length === 1 ? called[0] : undefined)
}

// One page wide, as many as it takes high. ECMA-376, 18.3.1.65 (pageSetUpPr) and 18.3.1.63 (pageSetup).
const fitToWidth: Feature<Image['content']> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        insert: () => '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        transformElementAttributes: (tag, attributes) =>
          tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
      },
    },
  },
}
