// `{error, message, data}`: every answer of the OpenAPI and of ZBS, with HTTP 200 whatever it says.

import { z } from 'zod'
import { toDecision, ZaloApiError, ZaloNetworkError } from './errors.ts'
import type { HttpReply } from './http.ts'
import { parseOrNothing } from './json.ts'

const envelope = z.looseObject({ error: z.union([z.number(), z.string().regex(/^-?\d+$/)]).transform(Number) })

/** The `data` of a yes; throws ZaloApiError for a no, and ZaloNetworkError for what cannot be read. */
export function readData<T>(call: string, { status, text }: HttpReply, data: z.ZodType<T>): T {
  const answer = envelope.safeParse(parseOrNothing(text)).data
  const code = answer?.error || -status
  if (status === 401) throw new ZaloApiError({ call, errorCode: code, decision: 'token', httpStatus: status })
  if (status === 429) throw new ZaloApiError({ call, errorCode: code, decision: 'rate', httpStatus: status })
  if (answer && answer.error !== 0 && (status < 500 || toDecision(answer.error)))
    throw new ZaloApiError({ call, errorCode: answer.error, httpStatus: status })
  // 4xx without Zalo's envelope: something in front of it refused, so nothing was done.
  if (!answer && status >= 400 && status < 500)
    throw new ZaloApiError({ call, errorCode: status, decision: 'bad_request', httpStatus: status })
  const parsed = data.safeParse(answer?.data)
  if (answer?.error === 0 && status < 400 && parsed.success) return parsed.data
  throw new ZaloNetworkError({ call, reason: 'unreadable', mayHaveBeenDelivered: true, httpStatus: status })
}
