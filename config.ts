// Environment → Config. The only file that knows variable names.

import { z } from 'zod'

export interface Config {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  /** Where the clock starts; null for the machine's own time. */
  readonly clockStart: Date | null
  readonly webChat: boolean
  readonly demo: boolean
  readonly model: { readonly baseUrl: string; readonly name: string; readonly apiKey: string } | null
}

/** Mistakes in the environment, all at once, each with its cure. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'PORT must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'PORT must be a number from 0 to 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+/, 'DATABASE_URL must look like sqlite:data/assistant.db')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CLOCK_START: z.iso
    .datetime({ offset: true, error: 'CLOCK_START must look like 2020-02-10T08:00:00+07:00' })
    .optional(),
  WEB_CHAT: z.enum(['on', 'off'], 'WEB_CHAT must be on or off').optional(),
  LLM_BASE_URL: z.url('LLM_BASE_URL must be a URL such as http://127.0.0.1:11434/v1').optional(),
  LLM_MODEL: z.string().optional(),
  LLM_API_KEY: z.string().optional(),
})

const DEMO = { databaseUrl: 'sqlite:data/demo.db', clockStart: '2020-02-10T08:00:00+07:00' }

/** Reads the environment; an empty value counts as unset. Throws ConfigError naming every mistake. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, { demo = false } = {}): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(set)
  const faults = result.success
    ? []
    : result.error.issues.map(({ path, message }) =>
        message.startsWith(String(path[0])) ? message : `${String(path[0])}: ${message}`,
      )
  if (set.LLM_BASE_URL && !set.LLM_MODEL)
    faults.push('LLM_MODEL is missing: name the model that LLM_BASE_URL serves, or unset LLM_BASE_URL')
  if (set.LLM_MODEL && !set.LLM_BASE_URL)
    faults.push('LLM_BASE_URL is missing: say where LLM_MODEL is served, or unset LLM_MODEL')
  if (!result.success || faults.length > 0)
    throw new ConfigError(
      `the environment has ${faults.length} mistake${faults.length === 1 ? '' : 's'}:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    )
  const { PORT, HOST, DATABASE_URL, LOG_LEVEL, CLOCK_START, WEB_CHAT, LLM_BASE_URL, LLM_MODEL, LLM_API_KEY } =
    result.data
  const clockStart = CLOCK_START ?? (demo ? DEMO.clockStart : undefined)
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL ?? (demo ? DEMO.databaseUrl : 'sqlite:data/assistant.db'),
    logLevel: LOG_LEVEL,
    clockStart: clockStart ? new Date(clockStart) : null,
    // Without any other channel the web chat is the only door, so it is open unless it is shut on purpose.
    webChat: WEB_CHAT !== 'off',
    demo,
    model: LLM_BASE_URL && LLM_MODEL ? { baseUrl: LLM_BASE_URL, name: LLM_MODEL, apiKey: LLM_API_KEY ?? 'none' } : null,
  }
}
