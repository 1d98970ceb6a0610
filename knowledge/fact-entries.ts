import { listItems } from './campaign-text.ts'
import { readable } from './document.ts'
import { kindOf } from './document-kinds.ts'
import { type EntryDraft, evidenceOf, listHead, type States, told } from './entry.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import type { Milestone } from './schema.ts'

const REVIEW = /^(sơ|tổng) kết/i
const ISSUED = /ngày (\d{1,2})\/(\d{1,2})\/(\d{4})/
const COUNTED = /(?<!\p{L})(?:gồm|nêu|có) (\d+) (\p{L}+ \p{L}+)/u

/** Period, contact, single facts, cross-references, what is not stated, questions with their answers. */
export function factEntries(campaign: Campaign): EntryDraft[] {
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
      reference: { number: fold(reference.number), kind: kindOf(reference.about) },
      states: issuedOn(reference.number, [reference.quote].flat().join('\n')),
    })),
    ...campaign.notStated.map(
      (missing): EntryDraft => ({
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
    ...campaign.faq.map((pair): EntryDraft => {
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

/** Who has to do what by when. */
export function deadlineEntries(campaign: Campaign): EntryDraft[] {
  return campaign.milestones.map((milestone) => ({
    id: `milestones/${milestone.id}`,
    topics: ['deadline', ...(REVIEW.test(milestone.what) ? (['review'] as const) : [])],
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

/** Who is given which work. */
export function roleEntries(campaign: Campaign): EntryDraft[] {
  return campaign.duties.map((duty) =>
    told('duties', duty, ['duties'], `${duty.who}: ${duty.what}`, '', {
      more: [duty.who, duty.what, duty.toWhom ?? ''],
      asks: [`${duty.who} phải làm gì`, `nhiệm vụ của ${duty.who}`, `${duty.who} được giao việc gì`],
    }),
  )
}

/** Lists of criteria, contents, measures. */
export function listEntries(campaign: Campaign): EntryDraft[] {
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

// “Chỉ thị số 19/CT-TTg ngày 16/7/2021”: the day that stands right behind the number of the document.
function issuedOn(number: string, quote: string): States {
  const [, day = '', month = '', year] = ISSUED.exec(quote.slice(Math.max(0, quote.indexOf(number)))) ?? []
  if (!year) return {}
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return { issued: { value, say: `ngày ${day}/${month}/${year}`, of: fold(number) } }
}

// “Kế hoạch nêu 6 phong trào”
function countIn(say = ''): States {
  const [, value, counted] = COUNTED.exec(say) ?? []
  return value ? { items: { value, say: `${value} ${counted}` } } : {}
}
