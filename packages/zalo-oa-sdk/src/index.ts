export { createZaloClient } from './client.ts'
export {
  toDecision,
  ZaloApiError,
  type ZaloDecision,
  ZaloNetworkError,
  type ZaloOAuthDecision,
  ZaloOAuthError,
  ZaloTimeoutError,
} from './errors.ts'
export { parseEvent } from './events.ts'
export type { CallOptions } from './http.ts'
export { parseZaloJson } from './json.ts'
export { ZALO_LIMITS } from './limits.ts'
export {
  appSecretProof,
  authoriseUrl,
  createPkce,
  exchangeCode,
  type OAuthOptions,
  refreshTokens,
  type TokenPair,
  toCodeChallenge,
} from './oauth.ts'
export type { UsersQuery, ZaloClient, ZaloClientOptions } from './types/client.ts'
export type { SubmittedInfo, ZaloAttachment, ZaloEvent, ZaloEventBase } from './types/events.ts'
export type {
  FileMessage,
  MediaMessage,
  PhoneTemplateMessage,
  Reaction,
  TemplateMessage,
  TextMessage,
  Upload,
  UserInfoRequest,
  ZaloButton,
} from './types/messages.ts'
export type {
  OaQuota,
  OaReply,
  PastMessage,
  PhoneTemplateReply,
  SendReply,
  TemplateQuotaReply,
  TemplateStatusReply,
  UserQuotaReply,
  UsersReply,
  ZaloUser,
} from './types/replies.ts'
export {
  isProbe,
  type SignatureMatch,
  type SignatureRules,
  type SignedDelivery,
  verifySignature,
} from './webhook.ts'
