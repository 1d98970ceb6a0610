// How long what is kept stays, unless the office says otherwise (config.ts).

/** Each period counts from the last thing that happened to what is kept. */
export interface Retention {
  /** Messages and replies: long enough to look back, and for buttons to work. */
  readonly messagesDays: number
  /** Questions: what was not answered is curated once a year at the latest. */
  readonly questionsDays: number
  /** Drafts that expired or were given up, withdrawn registrations, and what hangs on them: to ask back what happened. */
  readonly draftsDays: number
  /** Registrations that were sent, with their papers, after the last year of their campaign: for appeals and audits. */
  readonly registrationsYears: number
}

export const RETENTION: Retention = { messagesDays: 180, questionsDays: 365, draftsDays: 90, registrationsYears: 5 }
