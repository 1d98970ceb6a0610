import type { YamlFile } from './yaml.ts'

/** A curated file as its schema read it, with the line of everything in it. */
export interface Parsed<T> {
  readonly file: string
  readonly data: T
  readonly lineOf: YamlFile['lineOf']
}
