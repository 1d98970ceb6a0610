// Our words → Zalo's. Checks the limits on the way.

import { checkButtons, checkLength, ZALO_LIMITS } from './limits.ts'
import type {
  FileMessage,
  MediaMessage,
  PhoneTemplateMessage,
  Reaction,
  TemplateMessage,
  TextMessage,
  UserInfoRequest,
  ZaloButton,
} from './types/messages.ts'

export function toTextBody({ userId, text, quoteMessageId, buttons }: TextMessage): unknown {
  const composed = text.normalize('NFC')
  checkLength('sendText', 'the text', composed, ZALO_LIMITS.text)
  if (buttons) checkButtons('sendText', buttons)
  return toBody(userId, {
    text: composed,
    quote_message_id: quoteMessageId,
    // Without `template_type`: with it Zalo takes the buttons for another kind of message.
    attachment: buttons && { type: 'template', payload: { buttons: buttons.map(toWireButton) } },
  })
}

export function toMediaBody(message: MediaMessage): unknown {
  const text = message.text?.normalize('NFC')
  if (text !== undefined) checkLength('sendMedia', 'the text', text, ZALO_LIMITS.text)
  const place = 'url' in message ? { url: message.url } : { attachment_id: message.attachmentId }
  const element = { media_type: message.mediaType, width: message.width, height: message.height, ...place }
  return toBody(message.userId, {
    text,
    attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } },
  })
}

export function toFileBody({ userId, token }: FileMessage): unknown {
  return toBody(userId, { attachment: { type: 'file', payload: { token } } })
}

export function toUserInfoBody({ userId, title, subtitle, imageUrl }: UserInfoRequest): unknown {
  checkLength('requestUserInfo', 'the title', title, ZALO_LIMITS.infoTitle)
  checkLength('requestUserInfo', 'the subtitle', subtitle, ZALO_LIMITS.infoSubtitle)
  const element = { title, subtitle, image_url: imageUrl }
  return toBody(userId, {
    attachment: { type: 'template', payload: { template_type: 'request_user_info', elements: [element] } },
  })
}

export function toReactionBody({ userId, messageId, icon }: Reaction): unknown {
  return { recipient: { user_id: userId }, sender_action: { react_icon: icon, react_message_id: messageId } }
}

export function toTemplateBody({ userId, templateId, data }: TemplateMessage): unknown {
  return { user_id: userId, template_id: templateId, template_data: data }
}

export function toPhoneTemplateBody(message: PhoneTemplateMessage): unknown {
  const { phone, templateId, data, trackingId, developmentMode } = message
  if (trackingId !== undefined)
    checkLength('sendTemplateToPhone', 'the tracking id', trackingId, ZALO_LIMITS.trackingId)
  return {
    phone,
    template_id: templateId,
    template_data: data,
    tracking_id: trackingId,
    mode: developmentMode ? 'development' : undefined,
  }
}

function toBody(userId: string, message: Record<string, unknown>): unknown {
  return { recipient: { user_id: userId }, message }
}

function toWireButton(button: ZaloButton): unknown {
  const { type, title } = button
  switch (button.type) {
    case 'oa.query.show':
    case 'oa.query.hide':
      return { type, title, payload: button.payload }
    case 'oa.open.url':
      return { type, title, payload: { url: button.url } }
    case 'oa.open.phone':
      return { type, title, payload: { phone_code: button.phone } }
    case 'oa.open.sms':
      return { type, title, payload: { content: button.content, phone_code: button.phone } }
  }
}
