import { fold } from '../../knowledge/fold.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import { findCalled } from '../named-campaign.ts'
import { fittingForms } from './fitting-forms.ts'
import type { FormInUse } from './form-in-use.ts'

const PLAN = /^(?:(?:thi dua|khen thuong|tham gia|theo|cho|cua) )*(?:phong trao|ke hoach) (?:(?:thi dua|cua|nam) )*/

const SUBJECT = /^(?:thi dua )?(?:cho )?(?:ca nhan|tap the) (?:o |cua |theo |nganh )?/
const LABEL_WORDS = 3

/**
 * A plan named in the first words: “/dangky nội vụ”, “đăng ký phong trào của Sở Nội vụ”, “thi đua cá nhân nội vụ hưng yên”.
 * Words that one plan alone holds, those that can be registered for first; not what answers a form, “phòng Nội vụ Ân Thi”.
 */
export function findLoosely(text: string, open: readonly FormInUse[], { receivedAt }: PersonMessage, tools: Tools) {
  const [first = ''] = text.split(/[,;\n]/, 1)
  const plan = PLAN.exec(fold(first))?.[0] ?? ''
  const [whom = ''] = SUBJECT.exec(fold(first.slice(plan.length))) ?? []
  const name = first.slice(plan.length + whom.length).trim()
  const { campaigns } = tools.knower.current()
  const ready = campaigns.filter(({ id }) => open.some(({ campaign }) => campaign.id === id))
  const labelled = name.split(/\s+/).length >= LABEL_WORDS ? findLabelled(name, campaigns) : null
  const isName = /\S\s+\S/.test(name) && (plan !== '' || fittingForms(open, first, receivedAt, tools).length === 0)
  const campaign = labelled ?? (isName ? (findCalled(name, ready) ?? findCalled(name, campaigns)) : null)
  const kept = first.slice(plan.length, plan.length + whom.length)
  return campaign && { campaign, rest: `${kept}${text.slice(first.length)}`.replace(/^[,;\s]+/, '').trim() }
}

// “Nội vụ Hưng Yên”: all its words stand in the label of one plan alone.
function findLabelled(name: string, campaigns: readonly Campaign[]): Campaign | null {
  const words = fold(name).split(/\s+/)
  const found = campaigns.filter(({ label }) =>
    words.every((word) =>
      fold(label)
        .split(/[^\p{L}\p{N}]+/u)
        .includes(word),
    ),
  )
  return found.length === 1 ? (found[0] ?? null) : null
}
