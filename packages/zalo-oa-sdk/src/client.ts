import type { z } from 'zod'
import { readData } from './envelope.ts'
import { ZaloApiError } from './errors.ts'
import { type CallOptions, request } from './http.ts'
import { checkLength, checkRange, checkSize, ZALO_LIMITS } from './limits.ts'
import { appSecretProof } from './oauth.ts'
import {
  toFileBody,
  toMediaBody,
  toPhoneTemplateBody,
  toReactionBody,
  toTemplateBody,
  toTextBody,
  toUserInfoBody,
} from './requests.ts'
import type { ZaloClient, ZaloClientOptions } from './types/client.ts'
import type { Upload } from './types/messages.ts'
import {
  attachmentReply,
  fileReply,
  nothing,
  oaQuotasReply,
  oaReply,
  pastMessagesReply,
  phoneTemplateReply,
  sendReply,
  templateQuotaReply,
  templateStatusReply,
  userQuotaReply,
  userReply,
  usersReply,
} from './types/replies.ts'

interface Call<T> {
  readonly call: string
  readonly url: string
  readonly reply: z.ZodType<T>
  readonly options: CallOptions | undefined
}

/**
 * Makes a client. It keeps no token, no connection of its own and no state: make one, or many.
 *
 * Costs nothing; each method is one HTTP call, never repeated by the client.
 *
 * @example
 * const client = createZaloClient({ accessToken: async () => (await store.tokens()).accessToken })
 * await client.sendText({ userId: '186729651760683225', text: 'Xin chào' })
 *
 * Source: Zalo docs; header `access_token` without `Bearer` as in the official zaloplatform/zalo-php-sdk.
 */
export function createZaloClient({
  accessToken,
  appSecret,
  apiRoot = 'https://openapi.zalo.me',
  zbsRoot = 'https://business.openapi.zalo.me',
  fetch = globalThis.fetch,
  timeoutMs = 15_000,
}: ZaloClientOptions): ZaloClient {
  async function run<T>({ call, url, reply, options }: Call<T>, init: RequestInit): Promise<T> {
    const token = await accessToken()
    // fetch would repeat a token it cannot put into a header in its error.
    if (!/^[\x21-\x7e]+$/.test(token)) throw new ZaloApiError({ call, errorCode: -216, answeredBy: 'client' })
    const proof = appSecret === undefined ? {} : { appsecret_proof: appSecretProof(token, appSecret) }
    const headers = { ...(init.headers as Record<string, string>), access_token: token, ...proof }
    const http = await request({ call, url, init: { ...init, headers }, fetch, timeoutMs, ...options })
    return readData(call, http, reply)
  }
  const post = <T>(call: Call<T>, body: unknown) =>
    run(call, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const send = (call: string, body: unknown, options?: CallOptions) =>
    post({ call, url: `${apiRoot}/v3.0/oa/message/cs`, reply: sendReply, options }, body)
  // The OpenAPI takes one query parameter, JSON inside.
  const read = <T>(path: string, data: unknown, call: Omit<Call<T>, 'url'>) =>
    run({ ...call, url: `${apiRoot}${path}?data=${encodeURIComponent(JSON.stringify(data))}` }, { method: 'GET' })
  const upload = <T>(path: string, { data, fileName, contentType }: Upload, call: Omit<Call<T>, 'url'>) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(data)], { type: contentType }), fileName)
    return run({ ...call, url: `${apiRoot}/v2.0/oa/upload/${path}` }, { method: 'POST', body: form })
  }

  return {
    sendText: async (message, options) => send('sendText', toTextBody(message), options),
    sendMedia: async (message, options) => send('sendMedia', toMediaBody(message), options),
    sendFile: async (message, options) => send('sendFile', toFileBody(message), options),
    requestUserInfo: async (message, options) => send('requestUserInfo', toUserInfoBody(message), options),
    react: async (reaction, options) =>
      post({ call: 'react', url: `${apiRoot}/v2.0/oa/message`, reply: nothing, options }, toReactionBody(reaction)),
    uploadImage: async (one, options) => {
      checkSize('uploadImage', one.data.byteLength, ZALO_LIMITS.imageBytes)
      return upload('image', one, { call: 'uploadImage', reply: attachmentReply, options })
    },
    uploadGif: async (one, options) => {
      checkSize('uploadGif', one.data.byteLength, ZALO_LIMITS.gifBytes)
      return upload('gif', one, { call: 'uploadGif', reply: attachmentReply, options })
    },
    uploadFile: async (one, options) => {
      checkSize('uploadFile', one.data.byteLength, ZALO_LIMITS.fileBytes)
      return upload('file', one, { call: 'uploadFile', reply: fileReply, options })
    },
    sendTemplate: async (message, options) =>
      post(
        { call: 'sendTemplate', url: `${apiRoot}/v3.0/oa/message/template`, reply: sendReply, options },
        toTemplateBody(message),
      ),
    sendTemplateToPhone: async (message, options) =>
      post(
        { call: 'sendTemplateToPhone', url: `${zbsRoot}/message/template`, reply: phoneTemplateReply, options },
        toPhoneTemplateBody(message),
      ),
    templateStatus: (messageId, options) => {
      const url = `${zbsRoot}/message/status?message_id=${encodeURIComponent(messageId)}`
      return run({ call: 'templateStatus', url, reply: templateStatusReply, options }, { method: 'GET' })
    },
    templateQuota: (options) =>
      run(
        { call: 'templateQuota', url: `${zbsRoot}/message/quota`, reply: templateQuotaReply, options },
        { method: 'GET' },
      ),
    userQuota: (userId, options) =>
      post(
        { call: 'userQuota', url: `${apiRoot}/v3.0/oa/quota/message`, reply: userQuotaReply, options },
        { user_id: userId },
      ),
    oaQuotas: ({ productType, quotaType }, options) =>
      post(
        { call: 'oaQuotas', url: `${apiRoot}/v3.0/oa/quota/message`, reply: oaQuotasReply, options },
        { quota_owner: 'OA', product_type: productType, quota_type: quotaType },
      ),
    user: (userId, options) =>
      read('/v3.0/oa/user/detail', { user_id: userId }, { call: 'user', reply: userReply, options }),
    users: async ({ offset, count, tagName, lastInteractionPeriod, isFollower }, options) => {
      checkRange('users', 'count', count, 1, 50)
      checkRange('users', 'offset', offset, 0, 9951)
      const query = {
        offset,
        count,
        tag_name: tagName,
        last_interaction_period: lastInteractionPeriod,
        is_follower: isFollower,
      }
      return read('/v3.0/oa/user/getlist', query, { call: 'users', reply: usersReply, options })
    },
    oa: (options) => run({ call: 'oa', url: `${apiRoot}/v2.0/oa/getoa`, reply: oaReply, options }, { method: 'GET' }),
    conversation: async ({ userId, offset, count }, options) => {
      checkRange('conversation', 'count', count, 1, 10)
      checkLength('conversation', 'user id', userId, 64)
      const query = { user_id: userId, offset, count }
      return read('/v2.0/oa/conversation', query, { call: 'conversation', reply: pastMessagesReply, options })
    },
    recentChats: async ({ offset, count }, options) => {
      checkRange('recentChats', 'count', count, 1, 10)
      return read(
        '/v2.0/oa/listrecentchat',
        { offset, count },
        { call: 'recentChats', reply: pastMessagesReply, options },
      )
    },
  }
}
