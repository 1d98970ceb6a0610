// Environment → Config. The only file that knows variable names.

import { dirname, join, parse } from 'node:path'
import { z } from 'zod'
import type { TelegramSettings } from './bot/telegram-channel.ts'
import { DEMO_ORGANISER } from './bot/web-windows.ts'
import type { ZaloSettings } from './bot/zalo-channel.ts'
import type { Access } from './handlers/admit-visitor.ts'
import { maskPersonalData } from './store/mask.ts'
import { RETENTION, type Retention } from './store/retention.ts'

export interface Config {
  readonly port: number
  readonly host: string
  /** Where people and platforms reach this machine, without a slash at the end; null if nobody said. */
  readonly publicUrl: string | null
  readonly databaseUrl: string
  /** Where files are kept; null for a folder that goes with the run. */
  readonly filesDir: string | null
  /** Where nightly copies of the database go. */
  readonly backupDir: string
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  /** Where the clock starts; null for the machine's own time. */
  readonly clockStart: Date | null
  readonly webChat: boolean
  readonly demo: boolean
  /** Conversations of the organisers, such as `telegram:123`. */
  readonly organisers: readonly string[]
  readonly access: Access
  readonly questionsPerMinute: number
  readonly retention: Retention
  readonly telegram: TelegramSettings | null
  readonly zalo: ZaloSettings | null
  readonly model: { readonly baseUrl: string; readonly name: string; readonly apiKey: string } | null
}

/** Mistakes in the environment, all at once, each with its cure. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const whole = (name: string, least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `${name} must be a number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `${name} must be a number from ${least} to ${most}`)
const onOff = (name: string) => z.enum(['on', 'off'], `${name} must be on or off`)
const url = (name: string, example: string) =>
  z
    .url({ protocol: /^https?$/, error: `${name} must be a URL such as ${example}` })
    .transform((value) => value.replace(/\/+$/, ''))
const list = (pattern: RegExp, error: string) =>
  z.string().transform((value, context) => {
    const items = value.split(',').map((item) => item.trim())
    if (!items.every((item) => pattern.test(item))) context.addIssue(error)
    return items
  })

const schema = z.object({
  PORT: whole('PORT', 0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('PUBLIC_URL', 'https://thidua.hungyen.gov.vn').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:.+/, 'DATABASE_URL must look like sqlite:data/assistant.db')
    .optional(),
  FILES_DIR: z.string().min(1).optional(),
  BACKUP_DIR: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CLOCK_START: z.iso
    .datetime({ offset: true, error: 'CLOCK_START must look like 2020-02-10T08:00:00+07:00' })
    .optional(),
  WEB_CHAT: onOff('WEB_CHAT').optional(),
  ORGANISERS: list(/^(telegram|zalo):\d+$/, 'ORGANISERS must look like telegram:123,zalo:456').default([]),
  ACCESS: z.enum(['open', 'code'], 'ACCESS must be open or code').default('open'),
  ACCESS_CODES: list(
    /^(?=.*[a-z])[\w-]{8,64}$/i,
    'ACCESS_CODES must be codes of 8 to 64 letters, digits, - or _, with a letter in each, parted by commas',
  ).default([]),
  QUESTIONS_PER_MINUTE: whole('QUESTIONS_PER_MINUTE', 1, 100_000).default(20),
  RETENTION_MESSAGES_DAYS: whole('RETENTION_MESSAGES_DAYS', 30, 3_650).default(RETENTION.messagesDays),
  RETENTION_QUESTIONS_DAYS: whole('RETENTION_QUESTIONS_DAYS', 30, 3_650).default(RETENTION.questionsDays),
  RETENTION_DRAFTS_DAYS: whole('RETENTION_DRAFTS_DAYS', 1, 3_650).default(RETENTION.draftsDays),
  RETENTION_REGISTRATIONS_YEARS: whole('RETENTION_REGISTRATIONS_YEARS', 0, 100).default(RETENTION.registrationsYears),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'TELEGRAM_BOT_TOKEN must look like 123456:ABC-def, as @BotFather gives it')
    .optional(),
  TELEGRAM_MODE: z.enum(['polling', 'webhook'], 'TELEGRAM_MODE must be polling or webhook').default('polling'),
  TELEGRAM_API_ROOT: url('TELEGRAM_API_ROOT', 'https://api.telegram.org').default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'TELEGRAM_WEBHOOK_SECRET must be 1 to 256 letters, digits, _ or -')
    .optional(),
  ZALO_APP_ID: z.string().regex(/^\d+$/, 'ZALO_APP_ID must be the number of the app').optional(),
  ZALO_APP_SECRET: z.string().optional(),
  ZALO_OA_ID: z.string().regex(/^\d+$/, 'ZALO_OA_ID must be the number of the Official Account').optional(),
  ZALO_OA_SECRET_KEY: z.string().optional(),
  ZALO_REFRESH_TOKEN: z.string().optional(),
  ZALO_CODE_VERIFIER: z
    .string()
    .regex(/^[\w.~-]{43,128}$/, 'ZALO_CODE_VERIFIER must be 43 to 128 letters, digits, -, ., _ or ~')
    .optional(),
  ZALO_API_ROOT: url('ZALO_API_ROOT', 'https://openapi.zalo.me').default('https://openapi.zalo.me'),
  ZALO_OAUTH_ROOT: url('ZALO_OAUTH_ROOT', 'https://oauth.zaloapp.com').default('https://oauth.zaloapp.com'),
  ZALO_ZBS_ROOT: url('ZALO_ZBS_ROOT', 'https://business.openapi.zalo.me').default('https://business.openapi.zalo.me'),
  ZALO_FILE_HOSTS: list(
    /^([a-z0-9-]+\.)+[a-z]{2,}$/,
    'ZALO_FILE_HOSTS must be names of hosts, such as zdn.vn,dlfl.vn',
  ).default(['zdn.vn', 'zadn.vn', 'dlfl.vn', 'zalo.me']),
  ZALO_ZBS_TEMPLATE_REMINDER: z.string().optional(),
  ZALO_SIGNED_WITH: z
    .enum(['app_id', 'oa_id', 'app_id,oa_id'], 'ZALO_SIGNED_WITH must be app_id, oa_id or app_id,oa_id')
    .default('app_id'),
  ZALO_BUTTONS: onOff('ZALO_BUTTONS').default('on'),
  ZALO_PAID_MESSAGES: onOff('ZALO_PAID_MESSAGES').default('off'),
  ZALO_AGENT_SILENCE_MINUTES: whole('ZALO_AGENT_SILENCE_MINUTES', 0, 10_080).default(60),
  ZALO_DOMAIN_FILE: z
    .string()
    .regex(/^[\w.-]+\.html$/, 'ZALO_DOMAIN_FILE must be the name of the HTML file that Zalo gave')
    .optional(),
  ZALO_DOMAIN_CONTENT: z.string().optional(),
  LLM_BASE_URL: z.url('LLM_BASE_URL must be a URL such as http://127.0.0.1:11434/v1').optional(),
  LLM_MODEL: z.string().optional(),
  LLM_API_KEY: z.string().optional(),
})
type Environment = z.infer<typeof schema>

const DEMO = { databaseUrl: 'sqlite:data/demo.db', clockStart: '2020-02-10T08:00:00+07:00' }

/** Reads the environment; an empty value counts as unset; `databaseUrl` holds where none is named. Throws ConfigError naming every mistake. */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  options: { readonly demo?: boolean; readonly databaseUrl?: string } = {},
): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(set)
  const faults = [
    ...(result.success
      ? []
      : result.error.issues.map(({ path, message }) =>
          message.startsWith(String(path[0])) ? message : `${String(path[0])}: ${message}`,
        )),
    ...missing(set),
  ]
  if (!result.success || faults.length > 0)
    throw new ConfigError(
      `the environment has ${faults.length} mistake${faults.length === 1 ? '' : 's'}:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    )
  const { demo = false, databaseUrl = demo ? DEMO.databaseUrl : 'sqlite:data/assistant.db' } = options
  return toConfig(result.data, demo, databaseUrl)
}

// What one variable demands of another.
function missing(set: Readonly<Record<string, string | undefined>>): string[] {
  const zalo = ['ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY']
  return [
    set.LLM_BASE_URL &&
      !set.LLM_MODEL &&
      'LLM_MODEL is missing: name the model that LLM_BASE_URL serves, or unset LLM_BASE_URL',
    set.LLM_MODEL && !set.LLM_BASE_URL && 'LLM_BASE_URL is missing: say where LLM_MODEL is served, or unset LLM_MODEL',
    set.ACCESS === 'code' && !set.ACCESS_CODES && 'ACCESS_CODES is missing: name the codes, or set ACCESS=open',
    set.ACCESS_CODES &&
      maskPersonalData(set.ACCESS_CODES) !== set.ACCESS_CODES &&
      'ACCESS_CODES holds what looks like a telephone or identity number, which is masked when it is typed: take others',
    set.TELEGRAM_MODE === 'webhook' &&
      !set.TELEGRAM_WEBHOOK_SECRET &&
      'TELEGRAM_WEBHOOK_SECRET is missing: make one with `openssl rand -hex 32`, or set TELEGRAM_MODE=polling',
    set.TELEGRAM_MODE === 'webhook' &&
      !set.TELEGRAM_BOT_TOKEN &&
      'TELEGRAM_BOT_TOKEN is missing: @BotFather gives it, or unset TELEGRAM_MODE',
    ...zalo.map(
      (name) =>
        set.ZALO_APP_ID && !set[name] && `${name} is missing: docs/zalo.md says where to find it, or unset ZALO_APP_ID`,
    ),
    zalo.some((name) => set[name]) &&
      !set.ZALO_APP_ID &&
      'ZALO_APP_ID is missing: docs/zalo.md says where to find it, or unset the other ZALO_ variables',
    set.ZALO_DOMAIN_FILE &&
      !set.ZALO_DOMAIN_CONTENT &&
      'ZALO_DOMAIN_CONTENT is missing: it is what the file ZALO_DOMAIN_FILE holds',
  ].filter((fault) => typeof fault === 'string' && fault !== '') as string[]
}

function toConfig(env: Environment, demo: boolean, databaseUrl: string): Config {
  const clockStart = env.CLOCK_START ?? (demo ? DEMO.clockStart : undefined)
  const database = env.DATABASE_URL ?? databaseUrl
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? null,
    databaseUrl: database,
    filesDir: env.FILES_DIR ?? filesBeside(database),
    backupDir: env.BACKUP_DIR ?? backupsBeside(database),
    logLevel: env.LOG_LEVEL,
    clockStart: clockStart ? new Date(clockStart) : null,
    // On unless it is shut on purpose: without any other channel it is the only door.
    webChat: env.WEB_CHAT ? env.WEB_CHAT === 'on' : demo || (!env.TELEGRAM_BOT_TOKEN && !env.ZALO_APP_ID),
    demo,
    organisers: demo ? [...env.ORGANISERS, DEMO_ORGANISER] : env.ORGANISERS,
    access: env.ACCESS === 'code' ? { mode: 'code', codes: env.ACCESS_CODES } : { mode: 'open' },
    questionsPerMinute: env.QUESTIONS_PER_MINUTE,
    retention: {
      messagesDays: env.RETENTION_MESSAGES_DAYS,
      questionsDays: env.RETENTION_QUESTIONS_DAYS,
      draftsDays: env.RETENTION_DRAFTS_DAYS,
      registrationsYears: env.RETENTION_REGISTRATIONS_YEARS,
    },
    telegram: toTelegram(env),
    zalo: toZalo(env),
    model:
      env.LLM_BASE_URL && env.LLM_MODEL
        ? { baseUrl: env.LLM_BASE_URL, name: env.LLM_MODEL, apiKey: env.LLM_API_KEY ?? 'none' }
        : null,
  }
}

// Databases in one folder have a folder each for their files: one must not clear away another's.
function filesBeside(databaseUrl: string): string | null {
  const path = databaseUrl.replace(/^sqlite:(\/\/)?/, '')
  return path === ':memory:' ? null : join(dirname(path), 'files', parse(path).name)
}

// A folder for each database, as with files.
function backupsBeside(databaseUrl: string): string {
  const path = databaseUrl.replace(/^sqlite:(\/\/)?/, '')
  return join(dirname(path), 'backups', parse(path).name)
}

function toTelegram(env: Environment): TelegramSettings | null {
  if (!env.TELEGRAM_BOT_TOKEN) return null
  const common = { token: env.TELEGRAM_BOT_TOKEN, apiRoot: env.TELEGRAM_API_ROOT }
  return env.TELEGRAM_MODE === 'webhook' && env.TELEGRAM_WEBHOOK_SECRET
    ? { ...common, mode: 'webhook', secret: env.TELEGRAM_WEBHOOK_SECRET }
    : { ...common, mode: 'polling' }
}

function toZalo(env: Environment): ZaloSettings | null {
  if (!env.ZALO_APP_ID || !env.ZALO_APP_SECRET || !env.ZALO_OA_ID || !env.ZALO_OA_SECRET_KEY) return null
  return {
    appId: env.ZALO_APP_ID,
    appSecret: env.ZALO_APP_SECRET,
    oaId: env.ZALO_OA_ID,
    oaSecretKey: env.ZALO_OA_SECRET_KEY,
    refreshToken: env.ZALO_REFRESH_TOKEN ?? null,
    codeVerifier: env.ZALO_CODE_VERIFIER ?? null,
    apiRoot: env.ZALO_API_ROOT,
    oauthRoot: env.ZALO_OAUTH_ROOT,
    zbsRoot: env.ZALO_ZBS_ROOT,
    fileHosts: env.ZALO_FILE_HOSTS,
    reminderTemplate: env.ZALO_ZBS_TEMPLATE_REMINDER ?? null,
    signedWith: env.ZALO_SIGNED_WITH.split(',') as ZaloSettings['signedWith'],
    buttons: env.ZALO_BUTTONS === 'on',
    paidMessages: env.ZALO_PAID_MESSAGES === 'on',
    agentSilenceMinutes: env.ZALO_AGENT_SILENCE_MINUTES,
    domainProof: env.ZALO_DOMAIN_CONTENT
      ? { file: env.ZALO_DOMAIN_FILE ?? null, content: env.ZALO_DOMAIN_CONTENT }
      : null,
  }
}
