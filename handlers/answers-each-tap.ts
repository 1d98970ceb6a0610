const DECIDES =
  /^(review:(approve|approveshown|confirm|checked|checkedyes|givebackyes|set)|remind:confirm|announce:(send|cancel|stop|resume|retry))\b/

/**
 * Whether a tap is answered however soon it is repeated: a decision is made once, and who taps again is told when. Of
 * anything else a second tap so soon is impatience.
 */
export function answersEachTap(action: string | null): boolean {
  return action !== null && DECIDES.test(action)
}
