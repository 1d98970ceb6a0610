// Words that differ by one slip of the finger.

const LEAST = 4 // letters

/** Whether two folded words differ by one letter added, dropped, changed or swapped; short words must be equal. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < LEAST || long.length - short.length > 1) return false
  // Most changes of one letter in a short syllable make another syllable: “bóng” is no slip of “công”.
  if (short.length === long.length && short.length === LEAST) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return hasOneSlipAt(at, short, long) && !/\d/.test(a + b)
}

function hasOneSlipAt(at: number, short: string, long: string): boolean {
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2))
  )
}
