import type { Campaign } from './load.ts'

/** The body that issued the plan itself, whatever letters lie beside it. */
export function issuerOf({ documents }: Pick<Campaign, 'documents'>): string {
  const plan = documents.find(({ meta }) => meta.kind === 'Kế hoạch') ?? documents[0]
  return plan?.meta.issuer ?? ''
}
