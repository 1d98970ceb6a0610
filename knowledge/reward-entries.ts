import { type EntryDraft, type States, told } from './entry.ts'
import type { Campaign } from './load.ts'

const two = (count: number) => String(count).padStart(2, '0')

/** How many may be proposed, what is to be reached, who is given which award for which papers. */
export function rewardEntries(campaign: Campaign): EntryDraft[] {
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
      told('awards', award, ['awards', 'eligibility'], `${award.name}: ai được, thế nào`, awardSentence(award), {
        asks: [
          `${award.name} tặng cho ai`,
          `ai được ${award.name}`,
          `${award.name} trao cho những tập thể, cá nhân nào`,
        ],
      }),
    ),
    ...campaign.dossiers.map((dossier): EntryDraft => {
      const always = dossier.papers.filter(({ when }) => !when).length
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
          lead: `${dossier.label} gồm ${always} loại giấy tờ${items.length > always ? `, và ${items.length - always} loại chỉ trong trường hợp ghi bên cạnh` : ''}:`,
          items,
          ...(dossier.note ? { note: dossier.note } : {}),
        },
        // With papers for some cases only, neither number is simply right.
        states: items.length > always ? {} : { items: { value: String(always), say: `${always} loại giấy tờ` } },
      }
    }),
  ]
}

// “Bằng khen … (khen sơ kết)” bears one pair of brackets already.
function awardSentence({ name, type, who, how }: Campaign['awards'][number]): string {
  const called = name.endsWith(')') ? name : `${name} (${type})`
  return [`${called}: ${who}`, how ?? '']
    .filter(Boolean)
    .map((part) => `${part}.`)
    .join(' ')
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
