// The search as LangChain knows it, so that any chain can use it.

import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager'
import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import type { IndexedPassage, SearchIndex, SearchOptions } from './search-index.ts'

export interface PassageMetadata extends Record<string, unknown> {
  id: string
  group: string
  title: string
  score: number
}

export interface PassageRetrieverFields extends BaseRetrieverInput {
  index: SearchIndex
  passages: Iterable<IndexedPassage>
  /** Given to every search. */
  search?: SearchOptions
}

/** Finds passages by meaning of their words; the same hits in the same order as the index gives. */
export class PassageRetriever extends BaseRetriever<PassageMetadata> {
  override lc_namespace = ['tro-ly-thi-dua', 'retrievers']
  readonly #index: SearchIndex
  readonly #passages: ReadonlyMap<string, IndexedPassage>
  readonly #options: SearchOptions

  constructor({ index, passages, search = {}, ...fields }: PassageRetrieverFields) {
    super(fields)
    this.#index = index
    this.#passages = new Map(Array.from(passages, (passage) => [passage.id, passage]))
    this.#options = search
  }

  static override lc_name(): string {
    return 'PassageRetriever'
  }

  override async _getRelevantDocuments(
    query: string,
    _run?: CallbackManagerForRetrieverRun,
  ): Promise<Document<PassageMetadata>[]> {
    return this.#index.search(query, this.#options).flatMap(({ id, score }) => {
      const passage = this.#passages.get(id)
      if (!passage) return []
      const { text, title, group = '' } = passage
      return new Document({ pageContent: text, metadata: { id, group, title, score }, id })
    })
  }
}
