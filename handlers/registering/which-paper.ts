// Which of the papers a file is, by what was said, shown, or stands in its name.

import { matchOptions } from '../../forms/match-options.ts'
import { fold } from '../../knowledge/fold.ts'
import type { PersonMessage, State } from '../handler.ts'
import type { OpenPaper } from './dossier-papers.ts'

const POLITE =
  /^(?:(?:dạ|da|em|tôi|toi|mình|minh|xin|gửi|gui|nộp|nop|bổ sung|bo sung|đây là|day la|là|la|file|tệp|tep)\s+)+|(?:\s+(?:đây|day|ạ|a|nhé|nhe))+[.!]*$/giu

/** The one that is missing of those shown; right after a file of another paper only if the file is called like it. */
export function onlyPaper(
  open: readonly OpenPaper[],
  { files }: PersonMessage,
  { paper: shown }: State,
): OpenPaper | null {
  const [missing, ...others] = open.filter(({ isMore }) => !isMore)
  const [file, ...more] = files
  if (!shown || !missing || others.length > 0 || !file || more.length > 0) return null
  return open.length === 1 || isCalledLike(file.name, missing.paper.name) ? missing : null
}

// “xac-nhan.pdf” of “Xác nhận của Giám đốc Sở”.
function isCalledLike(fileName: string, paper: string): boolean {
  const stem = fold(fileName.replace(/\.\w+$/, ''))
  const words = stem.split(/[^\p{L}]+/u).filter((word) => word !== '')
  const known = new Set(fold(paper).split(/[^\p{L}]+/u))
  return words.length > 0 && words.every((word) => known.has(word))
}

/** “tờ trình” where only one paper is called so. */
export function namedPaper(open: readonly OpenPaper[], text: string): OpenPaper | null {
  const options = open.map(({ paper }, at) => ({ id: String(at), label: paper.name, aliases: [], if: [] }))
  const [best, ...others] = matchOptions(text.replace(POLITE, ''), options)
  const isMeant = best?.isSure && !others.some(({ isSure }) => isSure)
  return isMeant ? (open[Number(best.option.id)] ?? null) : null
}
