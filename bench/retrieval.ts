// How well and how fast the search finds, beside other engines on the same data in the same run.

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { stripMarks } from '../knowledge/fold.ts'
import { type BenchDocument, type Engine, otherEngines, ours } from './engines.ts'

const TOP = 10
const LARGE = 20_000 // documents; beyond, the other engines take hours; ours is measured with a sample of the questions
const SAMPLE = 100

const SAME_TEXT =
  'Documents with the same text count as one. The figures look at as many hits as hold ten different ones; the time is that of ten hits.'

const documentSchema = z.object({ id: z.string(), title: z.string().default(''), text: z.string() })
const querySchema = z.object({ id: z.string(), text: z.string() })
const relevanceSchema = z.object({ query: z.string(), doc: z.string() })

interface Dataset {
  readonly documents: readonly BenchDocument[]
  readonly queries: readonly { readonly text: string; readonly relevant: ReadonlySet<number> }[]
  /** Documents with the same words are one: a replica of a gold document is the gold document. */
  readonly groupOf: ReadonlyMap<string, number>
  /** How many replicas the most replicated document has. */
  readonly replicas: number
}

interface Figures {
  readonly recall1: number
  readonly recall5: number
  readonly mrr: number
  readonly ndcg: number
  readonly medianMs: number
}

/** Indexes DIR's corpus.jsonl, asks queries.jsonl as written and without diacritics, prints a line per engine. */
export async function benchRetrieval(dir: string, { replicate = 1 }: { replicate?: number } = {}): Promise<void> {
  const data = loadDataset(dir, replicate)
  const large = data.documents.length > LARGE
  const engines = large ? [ours({ prune: true }), ours({ prune: false })] : [ours({ prune: true }), ...otherEngines]
  print(`${basename(dir)}: ${data.documents.length} documents, ${data.queries.length} queries`)
  if (data.replicas > 1) print(SAME_TEXT)
  print(toRow(['engine', 'index ms', ...headings('as written'), ...headings('no diacritics')]))
  for (const engine of engines) print(toRow(await measure(engine, data)))
}

const headings = (kind: string) => [`${kind}: R@1`, 'R@5', 'MRR@10', 'nDCG@10', 'p50 ms']

async function measure(engine: Engine, data: Dataset): Promise<string[]> {
  const started = performance.now()
  const search = await engine.index(data.documents)
  const indexMs = performance.now() - started
  const columns: string[] = []
  for (const spell of [(text: string) => text, stripMarks]) {
    const { recall1, recall5, mrr, ndcg, medianMs } = await ask(search, data, spell)
    columns.push(...[recall1, recall5, mrr, ndcg].map((figure) => figure.toFixed(3)), medianMs.toFixed(2))
  }
  return [engine.name, indexMs.toFixed(0), ...columns]
}

async function ask(
  search: Awaited<ReturnType<Engine['index']>>,
  { queries, groupOf, replicas }: Dataset,
  spell: (text: string) => string,
): Promise<Figures> {
  const sums = { recall1: 0, recall5: 0, mrr: 0, ndcg: 0 }
  const times: number[] = []
  for (const { text, relevant } of queries) {
    const started = performance.now()
    const hits = await search(spell(text), TOP)
    times.push(performance.now() - started)
    const ids = replicas > 1 ? await search(spell(text), TOP * replicas) : hits
    const found = [...new Set(ids.map((id) => groupOf.get(id) ?? -1))].slice(0, TOP)
    const ranks = found.flatMap((group, at) => (relevant.has(group) ? at + 1 : []))
    sums.recall1 += ranks.filter((rank) => rank <= 1).length / relevant.size
    sums.recall5 += ranks.filter((rank) => rank <= 5).length / relevant.size
    sums.mrr += ranks[0] ? 1 / ranks[0] : 0
    sums.ndcg += gain(ranks) / gain(Array.from({ length: Math.min(TOP, relevant.size) }, (_, at) => at + 1))
  }
  const mean = (sum: number) => sum / Math.max(1, queries.length)
  const medianMs = times.sort((a, b) => a - b)[times.length >> 1] ?? 0
  return {
    recall1: mean(sums.recall1),
    recall5: mean(sums.recall5),
    mrr: mean(sums.mrr),
    ndcg: mean(sums.ndcg),
    medianMs,
  }
}

function gain(ranks: readonly number[]): number {
  return ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0)
}

function loadDataset(dir: string, replicate: number): Dataset {
  const originals = readLines(join(dir, 'corpus.jsonl'), documentSchema)
  const documents = Array.from({ length: replicate }, (_, copy) =>
    originals.map((document) => (copy === 0 ? document : { ...document, id: `${document.id}#${copy}` })),
  ).flat()
  const groups = new Map<string, number>()
  const sizes: number[] = []
  const groupOf = new Map<string, number>()
  for (const { id, title, text } of documents) {
    const words = `${title}\n${text}`
    const group = groups.get(words) ?? groups.size
    groups.set(words, group)
    groupOf.set(id, group)
    sizes[group] = (sizes[group] ?? 0) + 1
  }
  const relevant = new Map<string, Set<number>>()
  for (const { query, doc } of readLines(join(dir, 'qrels.jsonl'), relevanceSchema)) {
    const group = groupOf.get(doc)
    if (group !== undefined) relevant.set(query, (relevant.get(query) ?? new Set()).add(group))
  }
  const judged = readLines(join(dir, 'queries.jsonl'), querySchema).flatMap(({ id, text }) => {
    const groups = relevant.get(id)
    return groups ? { text, relevant: groups } : []
  })
  const every = documents.length > LARGE ? Math.ceil(judged.length / SAMPLE) : 1
  const queries = judged.filter((_, at) => at % every === 0)
  return { documents, queries, groupOf, replicas: Math.max(1, ...sizes) }
}

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line, at) => {
      const { data, error } = schema.safeParse(JSON.parse(line))
      if (error) throw new Error(`${file}:${at + 1}: ${z.prettifyError(error)}`)
      return data
    })
}

function toRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
