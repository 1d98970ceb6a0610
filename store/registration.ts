// A draft or a registration as the domain knows it.

/**
 * nháp → đã gửi → cần bổ sung → đã duyệt / không duyệt; đã rút; hết hạn (a draft nobody finished). What comes after the
 * deadline is sent all the same and marked late: the organiser decides.
 */
export const REGISTRATION_STATES = [
  'draft',
  'submitted',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const
export type RegistrationState = (typeof REGISTRATION_STATES)[number]

/** Sent, whatever was decided of it; what is a draft yet or was withdrawn is not. */
export const SENT_STATES: readonly RegistrationState[] = ['submitted', 'returned', 'approved', 'rejected']

export interface Registration {
  readonly id: string
  /** What a person quotes: “NV20-7K3F9Q”; null until it is sent. */
  readonly code: string | null
  readonly campaign: string
  readonly form: string
  /** Which wording of the form the answers were given to. */
  readonly formVersion: string
  readonly person: string
  readonly state: RegistrationState
  /** Step id → answer, as forms/values.ts reads it. */
  readonly answers: unknown
  /** Where the conversation stands, as handlers/registering reads it. */
  readonly progress: unknown
  /** The steps an organiser wants mended, while it is returned. */
  readonly returnedSteps: readonly string[]
  /** What makes two registrations the same; null while it is a draft, and once it was withdrawn or expired. */
  readonly duplicateKey: string | null
  readonly isLate: boolean
  /** Why it waits for an organiser's word, or null; `isHeld` tells whether it still does. For organisers alone. */
  readonly hold: string | null
  /** Of what was sent, so that the receipt proves it. */
  readonly hash: string | null
  /** Counts every change: who decides on an older one is told so. */
  readonly revision: number
  readonly startedAt: Date
  readonly updatedAt: Date
  readonly submittedAt: Date | null
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly decisionReason: string | null
  readonly remindedAt: Date | null
}

/** Whether it waits for an organiser's word: what was decided waits for none, until that is taken back. */
export function isHeld({ hold, state }: Pick<Registration, 'hold' | 'state'>): boolean {
  return hold !== null && (state === 'submitted' || state === 'returned')
}

/** The row as the domain knows it. */
export function toRegistration(row: {
  id: string
  code: string | null
  campaign: string
  form: string
  form_version: string
  person_id: string
  state: string
  answers: string
  progress: string
  returned_steps: string | null
  duplicate_key: string | null
  is_late: number
  hold: string | null
  hash: string | null
  revision: number
  started_at: string
  updated_at: string
  submitted_at: string | null
  decided_at: string | null
  decided_by: string | null
  decision_reason: string | null
  reminded_at: string | null
}): Registration {
  const date = (value: string | null) => (value === null ? null : new Date(value))
  return {
    id: row.id,
    code: row.code,
    campaign: row.campaign,
    form: row.form,
    formVersion: row.form_version,
    person: row.person_id,
    state: row.state as RegistrationState,
    answers: JSON.parse(row.answers),
    progress: JSON.parse(row.progress),
    returnedSteps: JSON.parse(row.returned_steps ?? '[]') as string[],
    duplicateKey: row.duplicate_key,
    isLate: row.is_late === 1,
    hold: row.hold,
    hash: row.hash,
    revision: row.revision,
    startedAt: new Date(row.started_at),
    updatedAt: new Date(row.updated_at),
    submittedAt: date(row.submitted_at),
    decidedAt: date(row.decided_at),
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
    remindedAt: date(row.reminded_at),
  }
}
