import { fold } from '../../knowledge/fold.ts'
import { type Handler, type PersonMessage, reply } from '../handler.ts'
import { findCalled } from '../named-campaign.ts'
import { say } from '../replies.vi.ts'
import { followCampaign } from './follow-campaign.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { followedBy } from './settings-of.ts'
import { showSettings } from './show-settings.ts'

const NAMED =
  /^(\/nhac|nhac (?:toi |minh |em )?(?:truoc )?han|(?:(?:toi|em|minh) )?(?:muon |dang ki )?theo doi)(?: cua| ve| cho)?(?: (.+?))??(?: nhe| voi)?[?.! ]*$/
const THIS = /^(?:phong trao|ke hoach)(?: nay| do)?$/

/**
 * “/nhac nội vụ”, “nhắc tôi trước hạn nội vụ Hưng Yên”, “theo dõi phong trào này”: its settings; where it is not
 * followed, it is offered, or begins.
 */
export const remindOfNamed: Handler = async (message, state, tools) => {
  const [, word, name] = (message.kind === 'text' && NAMED.exec(fold(message.text).trim())) || []
  const { campaigns } = tools.knower.current()
  const inFocus = word?.endsWith('theo doi') && (name === undefined || THIS.test(name)) ? state.focus : null
  const campaign = name && !inFocus ? findCalled(name, campaigns) : campaigns.find((one) => one.id === inFocus)
  if (!campaign) return null
  const { id, title } = campaign
  const as = (action: string): PersonMessage => ({ ...message, kind: 'choice', action })
  const isFollowed = (await followedBy(message.person, tools)).some((one) => one.campaign.id === id)
  if (isFollowed) return showSettings(as(`remind:settings:${id}`), state, tools)
  if (word !== '/nhac') return followCampaign(as(`remind:follow:${id}`), state, tools)
  return reply(
    tools,
    { ...state, focus: id },
    {
      ...say('action', replies.notFollowed(title)),
      choices: [{ label: replies.choices.follow, action: `remind:follow:${id}`, campaign: id }],
    },
  )
}
