import { strFromU8, unzipSync } from 'fflate'

interface Cell {
  readonly type: string
  readonly value: string
  readonly style: { readonly format: string; readonly font: string }
}
/** A sheet as it is read back. */
export interface Read {
  readonly rows: Cell[][]
  readonly xml: string
}

/** The sheets of a file by name, as a spreadsheet program reads them: parts of the zip, shared strings, styles. */
export function readWorkbook(content: Uint8Array): Map<string, Read> {
  const parts = unzipSync(content)
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  const plain = (xml: string) =>
    xml
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;|&apos;/g, "'")
      .replace(/&amp;/g, '&')
  const strings = [...part('xl/sharedStrings.xml').matchAll(/<si>.*?<t[^>]*>(.*?)<\/t>.*?<\/si>/gs)].map(
    ([, text = '']) => plain(text),
  )
  const styles = part('xl/styles.xml')
  const formats = new Map(
    [...styles.matchAll(/<numFmt [^>]*>/g)].map(([tag]) => [
      /numFmtId="(\d+)"/.exec(tag)?.[1] ?? '',
      plain(/formatCode="([^"]*)"/.exec(tag)?.[1] ?? ''),
    ]),
  )
  const fonts = [...styles.matchAll(/<font>.*?<\/font>/gs)].map(([tag]) => /<name val="([^"]*)"/.exec(tag)?.[1] ?? '')
  const cellXfs = /<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? ''
  const xfs = [...cellXfs.matchAll(/<xf [^>]*>/g)].map(([tag]) => ({
    format: formats.get(/numFmtId="(\d+)"/.exec(tag)?.[1] ?? '') ?? /numFmtId="(\d+)"/.exec(tag)?.[1] ?? '',
    font: fonts[Number(/fontId="(\d+)"/.exec(tag)?.[1] ?? 0)] ?? '',
  }))
  const names = [...part('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = '']) => plain(name))
  return new Map(
    names.map((name, index) => {
      const xml = part(`xl/worksheets/sheet${index + 1}.xml`)
      const rows = [...xml.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) =>
        [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', inner = '']): Cell => {
          const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n'
          const raw = /<v>(.*?)<\/v>/s.exec(inner)?.[1] ?? ''
          const style = xfs[Number(/s="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? { format: '', font: '' }
          return { type, value: type === 's' ? (strings[Number(raw)] ?? '') : raw, style }
        }),
      )
      return [name, { rows, xml }]
    }),
  )
}
