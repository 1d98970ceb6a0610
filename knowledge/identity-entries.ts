import { readable } from './document.ts'
import type { EntryDraft, States } from './entry.ts'
import { fold } from './fold.ts'
import type { Campaign, PlanDocument } from './load.ts'
import type { Topic } from './schema.ts'

const NOT_GIVEN = 'Văn bản hiện có không ghi'

/** Number, date, signer and issuer of each document, or that it does not have them. */
export function identityEntries(campaign: Campaign): EntryDraft[] {
  return campaign.documents.flatMap((document): EntryDraft[] => {
    const { meta } = document
    const first = document.sections[0]?.id ?? 'mo-dau'
    const title = documentTitle(document)
    const identity = (
      topic: Topic,
      label: string,
      asks: string[],
      value: { say: string; section: string; quote: string } | null,
    ): EntryDraft => ({
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
    const issued: States =
      date === 'not_stated' || number === 'not_stated'
        ? {}
        : {
            issued: {
              value: date.value,
              say: `ngày ${date.value.split('-').reverse().join('/')}`,
              of: fold(number.value),
            },
          }
    return [
      identity(
        'number',
        `Số hiệu ${what}`,
        [`${what} số mấy`, `số hiệu của ${what} là gì`, `${what} có số bao nhiêu`],
        number === 'not_stated'
          ? null
          : { say: `Số hiệu ${what}: ${number.value}.`, section: number.section, quote: number.quote },
      ),
      {
        ...identity(
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
        states: issued,
      },
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
