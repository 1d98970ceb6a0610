// Spellings that sound alike, as people write them by ear: “phương trâm”, “phần chăm”, “xử dụng”, “fong trào”.

// Each row is one sound at the beginning of a syllable.
const INITIALS: readonly (readonly string[])[] = [
  ['tr', 'ch'],
  ['s', 'x'],
  ['gi', 'd', 'r'],
  ['ph', 'f'],
  ['qu', 'w'],
  ['ngh', 'ng'],
  ['gh', 'g'],
  ['l', 'n'],
]
// … and at its end.
const FINALS: readonly (readonly string[])[] = [
  ['n', 'ng', 'nh'],
  ['t', 'c', 'ch'],
]

/** Other spellings of a folded syllable that sound like it or nearly so; most of them are no words. */
export function soundAlikes(syllable: string): string[] {
  const heads = exchange(INITIALS, syllable, (sound) => syllable.startsWith(sound))
  const tails = exchange(FINALS, syllable, (sound) => syllable.endsWith(sound))
  return [
    ...heads.map(({ sound, other }) => other + syllable.slice(sound.length)),
    ...tails.map(({ sound, other }) => syllable.slice(0, -sound.length) + other),
  ]
}

// “ngh” is no “ng” with an h: of the sounds that fit, the longest is meant.
function exchange(
  rows: readonly (readonly string[])[],
  syllable: string,
  fits: (sound: string) => boolean,
): { sound: string; other: string }[] {
  const [found] = rows
    .flatMap((row) =>
      row.filter((sound) => fits(sound) && sound.length < syllable.length).map((sound) => ({ row, sound })),
    )
    .sort((a, b) => b.sound.length - a.sound.length)
  return found ? found.row.filter((other) => other !== found.sound).map((other) => ({ sound: found.sound, other })) : []
}
