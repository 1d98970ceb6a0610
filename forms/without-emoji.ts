// What is drawn beside the words: “Nguyễn Văn An 😊”.

// “©” and “™” are drawn too, and may stand in a name.
const DRAWN =
  /(?![©®™‼⁉])\p{Extended_Pictographic}(?:[\u{1F3FB}-\u{1F3FF}\uFE0F]|\u200D\p{Extended_Pictographic})*|[\u{1F1E6}-\u{1F1FF}\uFE0F\u20E3]/gu

/** The text without pictures; as it is where it holds nothing else. */
export function withoutEmoji(text: string): string {
  const words = text
    .replace(DRAWN, '')
    .replace(/[^\S\n]+$/gmu, '')
    .replace(/[^\S\n]{2,}/gu, ' ')
    .trim()
  return words === '' ? text : words
}
