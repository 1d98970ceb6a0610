import { normalise } from '../../knowledge/fold.ts'
import { maskPersonalData } from '../../store/mask.ts'

/** “Nguyễn Văn A, Văn phòng Sở”, as it is shown to colleagues; null if the text cannot be a name. */
export function readName(text: string): string | null {
  const name = normalise(text).trim().replace(/ +/g, ' ')
  if (!/^\p{L}[\p{L}\p{M}\p{N} .,()/'’-]{1,79}$/u.test(name)) return null
  return maskPersonalData(name) === name ? name : null
}
