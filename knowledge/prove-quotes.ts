import { sectionText } from './campaign-text.ts'
import { quotesOf } from './document.ts'
import type { Campaign } from './load.ts'

/** Whether a section holds a quote; each section is read once. */
export function createProof(campaign: Campaign): (section: string, quote: string) => boolean {
  const known = new Map<string, (quote: string) => boolean>()
  return (section, quote) => {
    const holds = known.get(section) ?? quotesOf(sectionText(campaign, section).replace(/\n/g, ' '))
    known.set(section, holds)
    return holds(quote)
  }
}
