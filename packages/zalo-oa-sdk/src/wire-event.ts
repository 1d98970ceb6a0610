// A webhook body as Zalo spells it. Lenient in every field: an event must not be lost over one of them.

import { z } from 'zod'
import type { SubmittedInfo, ZaloAttachment } from './types/events.ts'

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)

const party = z
  .looseObject({ id: text, admin_id: text, conversation_id: text })
  .prefault({})
  .catch(() => ({ id: null, admin_id: null, conversation_id: null }))

const texts = z
  .array(text)
  .prefault([])
  .catch(() => [])
  .transform((all) => all.filter((one) => one !== null))

const coordinates = z
  .looseObject({ latitude: text, longitude: text })
  .prefault({})
  .catch(() => ({ latitude: null, longitude: null }))

const attachment = z.looseObject({
  type: z.string(),
  payload: z
    .looseObject({
      url: text,
      thumbnail: text,
      title: text,
      description: text,
      id: text,
      name: text,
      size: text,
      checksum: text,
      coordinates,
    })
    .nullish()
    .catch(null),
})

const message = z.looseObject({
  msg_id: text,
  msg_ids: texts,
  text,
  quote_msg_id: text,
  conversation_id: text,
  react_icon: text,
  delivery_time: text,
  tracking_id: text,
  rate: text,
  note: text,
  attachments: z
    .array(attachment.nullable().catch(null))
    .prefault([])
    .catch(() => [])
    .transform((all) => all.filter((one) => one !== null)),
})

const fullAddress = z
  .looseObject({ user_city: text, user_district: text, user_ward: text, user_address: text })
  .prefault({})
  .catch(() => ({ user_city: null, user_district: null, user_ward: null, user_address: null }))

const info = z.looseObject({
  name: text,
  phone: text,
  address: text,
  city: text,
  district: text,
  ward: text,
  user_dob: text,
  gender: text,
  full_address: fullAddress,
  status: text,
  call_id: text,
})

const tag = z.looseObject({ name: text, user_ids: texts })

const quota = z.looseObject({ prev_value: text, new_value: text })

export const wireEvent = z.looseObject({
  event_name: text,
  app_id: text,
  oa_id: text,
  // One event spells it so.
  oaId: text,
  user_id: text,
  user_id_by_app: text,
  timestamp: text,
  source: text,
  group_id: text,
  template_id: text,
  user_consent: text,
  status_code: text,
  call_id: text,
  sender: party,
  recipient: party,
  follower: party,
  message: message.prefault({}).catch(() => message.parse({})),
  info: info.prefault({}).catch(() => info.parse({})),
  tag: tag.prefault({}).catch(() => tag.parse({})),
  quota: quota.prefault({}).catch(() => quota.parse({})),
})

export type WireEvent = z.output<typeof wireEvent>

export function toAttachments(all: WireEvent['message']['attachments']): ZaloAttachment[] {
  return all.map(({ type, payload }) => ({
    type,
    url: payload?.url ?? null,
    thumbnail: payload?.thumbnail ?? null,
    title: payload?.title ?? null,
    description: payload?.description ?? null,
    id: payload?.id ?? null,
    fileName: payload?.name ?? null,
    sizeBytes: payload?.size && /^\d{1,12}$/.test(payload.size) ? Number(payload.size) : null,
    checksum: payload?.checksum ?? null,
    coordinates: toCoordinates(payload?.coordinates),
  }))
}

function toCoordinates(place: { latitude: string | null; longitude: string | null } | undefined) {
  const [latitude, longitude] = [Number.parseFloat(place?.latitude ?? ''), Number.parseFloat(place?.longitude ?? '')]
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : null
}

// Zalo nests the address since 2026; before, all was flat.
export function toSubmittedInfo(one: WireEvent['info']): SubmittedInfo {
  const nested = one.full_address
  return {
    name: one.name,
    phone: one.phone,
    address: nested.user_address ?? one.address,
    city: nested.user_city ?? one.city,
    district: nested.user_district ?? one.district,
    ward: nested.user_ward ?? one.ward,
    dateOfBirth: one.user_dob,
    gender: one.gender,
  }
}
