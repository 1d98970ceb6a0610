import { fold } from '../../knowledge/fold.ts'
import { type Handler, type PersonMessage, reply } from '../handler.ts'
import { findCalled } from '../named-campaign.ts'
import { say } from '../replies.vi.ts'
import { followCampaign } from './follow-campaign.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { followedBy } from './settings-of.ts'
import { showSettings } from './show-settings.ts'
import { wished } from './wished.ts'

const COMMAND = /^\/nhac(?:@\S+)? +(?:cho |ve |cua )?(.+?)[?.! ]*$/
// “Theo dõi”, “nhắc hạn này”: what was just spoken of.
const THIS = /\btheo doi\b|\b(?:han|phong trao|ke hoach|viec) (?:nay|do)\b/

/**
 * “/nhac nội vụ”, “nhắc em hạn đăng ký nội vụ với”, “theo dõi phong trào này”: its settings; where it is not
 * followed, it is offered, or begins.
 */
export const remindOfNamed: Handler = async (message, state, tools) => {
  if (message.kind !== 'text') return null
  const said = fold(message.text).trim()
  const { campaigns } = tools.knower.current()
  const [, name] = COMMAND.exec(said) ?? []
  const wish = wished(message, tools)
  const inFocus = THIS.test(said) ? campaigns.find((one) => one.id === state.focus) : null
  const meant = wish?.kind === 'follow' ? (wish.campaign ?? inFocus) : null
  const campaign = name ? findCalled(name, campaigns) : meant
  if (!campaign) return null
  const { id, title } = campaign
  const as = (action: string): PersonMessage => ({ ...message, kind: 'choice', action })
  const isFollowed = (await followedBy(message.person, tools)).some((one) => one.campaign.id === id)
  if (isFollowed) return showSettings(as(`remind:settings:${id}`), state, tools)
  if (!name) return followCampaign(as(`remind:follow:${id}`), state, tools)
  return reply(
    tools,
    { ...state, focus: id },
    {
      ...say('action', replies.notFollowed(title)),
      choices: [{ label: replies.choices.follow, action: `remind:follow:${id}`, campaign: id }],
    },
  )
}
