import type { Logger } from 'pino'
import type { Reword } from './knower.ts'
export function createReworder(_model: { baseUrl: string; name: string; apiKey: string }, _log: Logger): Reword {
  return async (_question, answer) => answer
}
