// Everything that can be an answer, as one kind of thing: passages of the text and the structured facts of campaign.yaml.

import { readable, type Section, sectionName } from './document.ts'
import { fold } from './fold.ts'
import { type Campaign, listItems, type PlanDocument, sectionsById } from './load.ts'
import type { Milestone, Topic } from './schema.ts'

export interface Evidence {
  readonly section: string
  readonly quote: string
}

/** How an entry is told; `compose.ts` turns it into a reply. */
export type Content =
  | { readonly kind: 'passage'; readonly text: string }
  | {
      readonly kind: 'list'
      readonly lead: string
      readonly items: readonly { text: string; items: readonly string[] }[]
      readonly note?: string
    }
  | { readonly kind: 'fact'; readonly say: string; readonly quotes: readonly string[] }
  | { readonly kind: 'milestone'; readonly milestone: Milestone }
  | { readonly kind: 'not_stated'; readonly say: string; readonly quotes: readonly string[] }

/** A figure that can be asked for and claimed. */
export type Figure = 'collectives' | 'individuals' | 'items' | 'percent' | 'day' | 'year'

/** `say` is how the figure is named in an answer; `orMore` where it is the least. */
export type States = { readonly [figure in Figure]?: { value: string; say: string; orMore?: boolean } }

export interface Entry {
  readonly id: string
  readonly campaign: string
  readonly topics: readonly Topic[]
  /** What it is about, in a few words: shown as a choice. */
  readonly label: string
  /** Ways people ask for it. */
  readonly asks: readonly string[]
  /** The heading chain above it. */
  readonly chain: string
  readonly text: string
  readonly evidence: readonly Evidence[]
  readonly content: Content
  /** The figures it states: what a question claims is held against them. */
  readonly states?: States
  /** Curated by hand, or cut from the text by structure alone. */
  readonly curated: boolean
  /** A curated question with its answer. */
  readonly isPair: boolean
  /** The folded kind of the document beside the plan that it stands in: “cong van”. */
  readonly beside?: string
  /** The folded number of the document that it tells of. */
  readonly reference?: string
}

const HEAD = 140

type Draft = Omit<Entry, 'campaign' | 'id' | 'curated' | 'isPair'> & { id: string }

/** All entries of a campaign: curated ones first, then the text itself. */
export function toEntries(campaign: Campaign): Entry[] {
  const curated = [
    ...identityEntries(campaign),
    ...factEntries(campaign),
    ...deadlineEntries(campaign),
    ...rewardEntries(campaign),
    ...roleEntries(campaign),
    ...listEntries(campaign),
  ]
  const cut = passageEntries(campaign)
  const besides = createBesides(campaign)
  const toEntry = (draft: Draft, isCurated: boolean): Entry => ({
    ...draft,
    id: `${campaign.id}/${draft.id}`,
    campaign: campaign.id,
    curated: isCurated,
    isPair: draft.id.startsWith('faq/'),
    ...besides(draft.evidence),
  })
  return [...curated.map((draft) => toEntry(draft, true)), ...cut.map((draft) => toEntry(draft, false))]
}

// The first document is the plan itself.
function createBesides({ documents: [plan, ...others] }: Campaign) {
  const kinds = new Map(
    others
      .filter(({ meta }) => meta.kind !== plan?.meta.kind)
      .flatMap(({ meta, sections }) => sections.map(({ id }) => [id, fold(meta.kind)] as const)),
  )
  return ([first]: readonly Evidence[]): { beside?: string } => {
    const beside = first && kinds.get(first.section)
    return beside ? { beside } : {}
  }
}

function evidenceOf({ section, quote }: { section: string; quote: string | readonly string[] }): Evidence[] {
  return [quote].flat().map((words) => ({ section, quote: words }))
}

interface Proven {
  readonly id: string
  readonly section: string
  readonly quote: string | string[]
  readonly asks: string[]
}

function told(
  group: string,
  entry: Proven,
  topics: Topic[],
  label: string,
  say: string,
  { more = [], asks = [], states = {} }: { more?: string[]; asks?: string[]; states?: States } = {},
): Draft {
  const evidence = evidenceOf(entry)
  const quotes = evidence.map(({ quote }) => quote)
  return {
    id: `${group}/${entry.id}`,
    topics,
    label,
    asks: [...entry.asks, ...asks],
    chain: '',
    text: [say, ...quotes, ...more].join('\n'),
    evidence,
    content: { kind: 'fact', say, quotes },
    states,
  }
}

const COUNTED = /(?<!\p{L})(?:gồm|nêu|có) (\d+) (\p{L}+ \p{L}+)/u

// “Kế hoạch nêu 6 phong trào”
function countIn(say = ''): States {
  const [, value, counted] = COUNTED.exec(say) ?? []
  return value ? { items: { value, say: `${value} ${counted}` } } : {}
}

const NOT_GIVEN = 'Văn bản hiện có không ghi'

function identityEntries(campaign: Campaign): Draft[] {
  return campaign.documents.flatMap((document): Draft[] => {
    const { meta } = document
    const first = document.sections[0]?.id ?? 'mo-dau'
    const title = documentTitle(document)
    const identity = (
      topic: Topic,
      label: string,
      asks: string[],
      value: { say: string; section: string; quote: string } | null,
    ): Draft => ({
      id: `${meta.id}/${topic}`,
      topics: [topic],
      label,
      asks,
      chain: '',
      text: value ? `${value.say}\n${value.quote}` : label,
      evidence: value ? [{ section: value.section, quote: value.quote }] : [{ section: first, quote: title }],
      content: value
        ? { kind: 'fact', say: value.say, quotes: [value.quote] }
        : { kind: 'not_stated', say: `${NOT_GIVEN} ${label.toLowerCase()}.`, quotes: [title] },
    })
    const what = meta.kind.toLowerCase()
    const { number, date, signer } = meta
    return [
      identity(
        'number',
        `Số hiệu ${what}`,
        [`${what} số mấy`, `số hiệu của ${what} là gì`, `${what} có số bao nhiêu`],
        number === 'not_stated'
          ? null
          : { say: `Số hiệu ${what}: ${number.value}.`, section: number.section, quote: number.quote },
      ),
      identity(
        'date',
        `Ngày ban hành ${what}`,
        [`${what} ban hành ngày nào`, `${what} ký ngày nào`, `ngày ban hành ${what}`],
        date === 'not_stated'
          ? null
          : {
              say: `Ngày ban hành ${what}: ${date.value.split('-').reverse().join('/')}.`,
              section: date.section,
              quote: date.quote,
            },
      ),
      identity(
        'signer',
        `Người ký ${what}`,
        [`ai ký ${what}`, `người ký ${what} là ai`, `${what} do ai ký ban hành`],
        signer === 'not_stated'
          ? null
          : {
              say: `Người ký ${what}: ${signer.position} ${signer.name}.`,
              section: signer.section,
              quote: signer.quote,
            },
      ),
      {
        ...identity(
          'issuer',
          `Cơ quan ban hành ${what}`,
          [`cơ quan nào ban hành ${what}`, `${what} của ai`, `ai ban hành ${what}`],
          null,
        ),
        text: `Cơ quan ban hành ${what}: ${meta.issuer}`,
        content: { kind: 'fact', say: `Cơ quan ban hành ${what}: ${meta.issuer}.`, quotes: [title] },
      },
    ]
  })
}

// The opening paragraph that names the document: the one that says what kind of document it is.
function documentTitle({ meta, sections }: PlanDocument): string {
  const texts = (sections[0]?.blocks ?? []).map((block) => readable(block.text))
  return (
    texts.find((text) => text.toLowerCase().startsWith(meta.kind.toLowerCase())) ??
    texts.find((text) => text.length > 40) ??
    texts[0] ??
    ''
  )
}

function factEntries(campaign: Campaign): Draft[] {
  const { period, contact } = campaign
  return [
    told(
      'period',
      {
        id: 'period',
        asks: [
          'giai đoạn nào',
          'từ năm nào đến năm nào',
          'phong trào kéo dài bao lâu',
          'thời gian thực hiện phong trào',
        ],
        ...period,
      },
      ['period'],
      'Thời gian thực hiện phong trào',
      period.from === period.to
        ? `Phong trào thực hiện trong năm ${period.from}.`
        : `Phong trào thực hiện từ năm ${period.from} đến năm ${period.to}.`,
    ),
    ...(contact === 'not_stated'
      ? []
      : [
          told(
            'contact',
            {
              id: 'contact',
              asks: [
                'có vướng mắc thì liên hệ ai',
                'cần hỏi thì hỏi ai',
                'khó khăn phản ánh về đâu',
                'đầu mối liên hệ',
              ],
              ...contact,
            },
            ['contact'],
            'Nơi liên hệ khi có vướng mắc',
            `Liên hệ: ${contact.name}.`,
          ),
        ]),
    ...campaign.facts.map((fact) =>
      told('facts', fact, [fact.topic], fact.label, fact.say ?? '', { more: [fact.label], states: countIn(fact.say) }),
    ),
    ...campaign.references.map((reference) => ({
      ...told(
        'references',
        reference,
        ['references'],
        `${reference.number}`,
        [`${reference.number}: ${reference.about}.`, reference.note ?? ''].filter(Boolean).join(' '),
      ),
      reference: fold(reference.number),
    })),
    ...campaign.notStated.map(
      (missing): Draft => ({
        id: `not-stated/${missing.id}`,
        topics: [missing.topic],
        label: missing.label,
        asks: missing.asks,
        chain: '',
        text: [missing.label, missing.say].join('\n'),
        evidence: missing.see,
        content: { kind: 'not_stated', say: missing.say, quotes: missing.see.map(({ quote }) => quote) },
      }),
    ),
    ...campaign.faq.map((pair): Draft => {
      const quotes = pair.sources.map(({ quote }) => quote)
      return {
        id: `faq/${pair.id}`,
        topics: pair.topic ? [pair.topic] : [],
        label: pair.asks[0] ?? '',
        asks: pair.asks,
        chain: '',
        text: [pair.answer, ...quotes].join('\n'),
        evidence: pair.sources,
        content: { kind: pair.kind === 'answer' ? 'fact' : 'not_stated', say: pair.answer, quotes },
      }
    }),
  ]
}

function deadlineEntries(campaign: Campaign): Draft[] {
  return campaign.milestones.map((milestone) => ({
    id: `milestones/${milestone.id}`,
    topics: ['deadline'],
    label: milestone.what,
    asks: milestone.asks,
    chain: '',
    text: [
      milestone.what,
      milestone.who,
      milestone.toWhom ?? '',
      ...[milestone.quote].flat(),
      milestone.consequence?.quote ?? '',
      milestone.note ?? '',
    ].join('\n'),
    evidence: [...evidenceOf(milestone), ...(milestone.consequence ? evidenceOf(milestone.consequence) : [])],
    content: { kind: 'milestone', milestone },
    states: milestoneStates(milestone),
  }))
}

function milestoneStates({ kind, date, year }: Milestone): States {
  if (year) return { year: { value: String(year), say: `năm ${year}` } }
  if (!date) return {}
  const day = date.split('-').reverse().join('/')
  return { day: { value: date, say: kind === 'before' ? `trước ngày ${day}` : `ngày ${day}` } }
}

const two = (count: number) => String(count).padStart(2, '0')

function rewardEntries(campaign: Campaign): Draft[] {
  return [
    ...campaign.quotas.map((quota) =>
      told(
        'quotas',
        quota,
        ['quota'],
        `Số lượng đề nghị khen: ${quota.unit}, ${quota.occasion}`,
        `${quota.unit}, ${quota.occasion}: ${two(quota.collectives)} tập thể và ${two(quota.individuals)} cá nhân (${quota.award}).`,
        {
          asks: [`${quota.unit} được đề nghị mấy tập thể, mấy cá nhân khi ${quota.occasion}`],
          states: {
            collectives: { value: String(quota.collectives), say: `${two(quota.collectives)} tập thể` },
            individuals: { value: String(quota.individuals), say: `${two(quota.individuals)} cá nhân` },
          },
        },
      ),
    ),
    ...campaign.targets.map((target) =>
      told('targets', target, ['targets'], target.label, targetSentence(target), {
        more: [target.label],
        states: targetStates(target),
      }),
    ),
    ...campaign.awards.map((award) =>
      told(
        'awards',
        award,
        ['awards', 'eligibility'],
        `${award.name}: ai được, thế nào`,
        `${award.name} (${award.type}): ${award.who}${award.how ? `; ${award.how.charAt(0).toLowerCase()}${award.how.slice(1)}` : ''}.`,
        {
          asks: [
            `${award.name} tặng cho ai`,
            `ai được ${award.name}`,
            `${award.name} trao cho những tập thể, cá nhân nào`,
          ],
        },
      ),
    ),
    ...campaign.dossiers.map((dossier): Draft => {
      const items = dossier.papers.map(({ quote, when }) => ({ text: when ? `${quote} (${when})` : quote, items: [] }))
      return {
        id: `dossiers/${dossier.id}`,
        topics: ['dossier'],
        label: dossier.label,
        asks: dossier.asks,
        chain: '',
        text: [
          dossier.label,
          ...dossier.papers.flatMap(({ name, quote, when }) => [name, quote, when ?? '']),
          dossier.note ?? '',
        ].join('\n'),
        evidence: dossier.papers.map(({ quote }) => ({ section: dossier.section, quote })),
        content: {
          kind: 'list',
          lead: `${dossier.label} gồm ${items.length} loại giấy tờ:`,
          items,
          ...(dossier.note ? { note: dossier.note } : {}),
        },
        states: { items: { value: String(items.length), say: `${items.length} loại giấy tờ` } },
      }
    }),
  ]
}

type Target = Campaign['targets'][number]

function targetSentence(target: Target): string {
  const { percent } = targetStates(target)
  return percent ? `Chỉ tiêu “${target.label}”: ${percent.say}${target.of ? ` ${target.of}` : ''}.` : ''
}

function targetStates({ percent, comparison }: Target): States {
  if (percent === undefined) return {}
  const orMore = comparison === 'at_least'
  return { percent: { value: String(percent), say: orMore ? `từ ${percent}% trở lên` : `${percent}%`, orMore } }
}

function roleEntries(campaign: Campaign): Draft[] {
  return campaign.duties.map((duty) =>
    told('duties', duty, ['duties'], `${duty.who}: ${duty.what}`, '', {
      more: [duty.who, duty.what, duty.toWhom ?? ''],
      asks: [`${duty.who} phải làm gì`, `nhiệm vụ của ${duty.who}`, `${duty.who} được giao việc gì`],
    }),
  )
}

function listEntries(campaign: Campaign): Draft[] {
  return campaign.lists.map((list) => {
    const items = listItems(campaign, list.section, list.under).map((item) => ({
      text: readable(item.text),
      items: item.items.map(readable),
    }))
    return {
      id: `lists/${list.id}`,
      topics: [list.topic],
      label: list.label,
      asks: list.asks,
      chain: '',
      text: [list.label, ...items.map(listHead)].join('\n'),
      evidence: items.map(({ text }) => ({ section: list.section, quote: text })),
      content: { kind: 'list', lead: `${list.label} (${list.count} ${'mục'}):`, items },
      states: { items: { value: String(list.count), say: `${list.count} mục` } },
    }
  })
}

// A list is found by its heads; what stands deeper is found as a passage of its own.
function listHead({ text }: { text: string }): string {
  return text.slice(0, HEAD)
}

/** The text itself: every paragraph and item alone, every item with its sub-items, every section with a list. */
function passageEntries(campaign: Campaign): Draft[] {
  const sections = sectionsById(campaign)
  return [...sections.values()].flatMap(({ section }) =>
    sectionEntries(campaign, section, headingChain(sections, section)),
  )
}

/** “III. ĐĂNG KÝ THI ĐUA … › 1. Đăng ký thi đua”: the titles above a section, its own included. */
export function headingChain(sections: ReadonlyMap<string, { section: Section }>, section: Section): string {
  const titles: string[] = []
  for (
    let current: Section | undefined = section;
    current;
    current = current.parent ? sections.get(current.parent)?.section : undefined
  ) {
    const title = readable(current.title) || shortLead(current)
    if (title) titles.unshift([current.marker, title].filter(Boolean).join(' '))
  }
  return titles.join(' › ')
}

// A section without a title of its own is known by how its text begins.
function shortLead(section: Section): string {
  const first = readable(section.blocks[0]?.text ?? '')
  return first.length > 90 ? `${first.slice(0, 90).replace(/\s+\S*$/, '')} …` : first
}

function sectionEntries(campaign: Campaign, section: Section, chain: string): Draft[] {
  const base = { topics: [] as Topic[], asks: [] as string[], label: `${sectionName(section.id)}` }
  const passage = (id: string, text: string, lead = ''): Draft => ({
    ...base,
    id: `text/${section.id}/${id}`,
    chain: [chain, lead].filter(Boolean).join(' › '),
    text,
    evidence: [{ section: section.id, quote: text }],
    content: { kind: 'passage', text },
  })
  const drafts = section.blocks.flatMap((block, index): Draft[] => {
    const text = readable(block.text)
    if (block.kind === 'paragraph' || block.items.length === 0) return [passage(`${index}`, text)]
    const items = block.items.map((item) => readable(item.text))
    return [
      {
        ...passage(`${index}`, [text, ...items].join('\n')),
        content: { kind: 'list', lead: text, items: items.map((item) => ({ text: item, items: [] })) },
      },
      ...items.map((item, sub) => passage(`${index}.${sub}`, item, text)),
    ]
  })
  const items = listItems(campaign, section.id).map((item) => ({
    text: readable(item.text),
    items: item.items.map(readable),
  }))
  if (items.length < 2) return drafts
  const lead = section.title || readable(section.blocks.find((block) => block.kind === 'paragraph')?.text ?? '')
  const whole: Draft = {
    ...base,
    label: lead.slice(0, 80),
    id: `text/${section.id}`,
    chain,
    text: [lead, ...items.map(listHead)].join('\n'),
    evidence: [{ section: section.id, quote: items[0]?.text ?? lead }],
    content: { kind: 'list', lead: lead.endsWith(':') ? lead : `${lead}:`, items },
  }
  return [whole, ...drafts]
}
