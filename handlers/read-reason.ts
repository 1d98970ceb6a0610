import { readYesNo } from '../forms/commands.ts'
import { agrees } from './agrees.ts'

const LEAST = 5 // characters: what others are to read says more than “sai”

/** The reason that a text gives, on one line or several; null if it is too short, or says no more than yes or no. */
export function readReason(text: string): string | null {
  const reason = text.trim()
  return reason.length < LEAST || agrees(reason) || readYesNo(reason) === false ? null : reason
}
