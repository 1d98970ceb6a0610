// The environment, read once: every mistake at once, each with its cure, and no mix that cannot work.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '../config.ts'
import { root } from './running-assistant.ts'

const TOKEN = '7000000001:AAFakeTokenThatOpensNothingAnywhere'
const SECRET = 'hush-hush-0123456789'
const ZALO = {
  ZALO_APP_ID: '1234567890123456789',
  ZALO_APP_SECRET: 'app-secret',
  ZALO_OA_ID: '1640000000000000001',
  ZALO_OA_SECRET_KEY: 'oa-secret',
}

/** The mistakes that are named, or none. */
function faultsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').slice(1)
  }
}

describe('a mistake', () => {
  it('is named with all others at once, each with its cure', () => {
    const env = {
      TELEGRAM_BOT_TOKEN: 'my bot',
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_API_ROOT: 'api.telegram.org',
      PUBLIC_URL: 'thidua.vn',
      ZALO_OA_ID: 'trang của sở',
      ACCESS: 'code',
      QUESTIONS_PER_MINUTE: 'nhiều',
      ORGANISERS: 'telegram:lan',
    }
    expect(faultsOf(env)).toEqual([
      expect.stringMatching(/^- PUBLIC_URL must be a URL such as https:/),
      '- ORGANISERS must look like telegram:123,zalo:456',
      '- QUESTIONS_PER_MINUTE must be a number from 1 to 100000',
      expect.stringMatching(/^- TELEGRAM_BOT_TOKEN must look like 123456:ABC-def, as @BotFather gives it/),
      expect.stringMatching(/^- TELEGRAM_API_ROOT must be a URL such as https:\/\/api.telegram.org/),
      '- ZALO_OA_ID must be the number of the Official Account',
      expect.stringMatching(/^- ACCESS_CODES is missing: name the codes, or set ACCESS=open/),
      expect.stringMatching(/^- TELEGRAM_WEBHOOK_SECRET is missing: make one with .*, or set TELEGRAM_MODE=polling/),
      expect.stringMatching(/^- ZALO_APP_ID is missing: .*, or unset the other ZALO_ variables/),
    ])
  })

  it.each([
    ['a webhook without a secret', { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_MODE: 'webhook' }, 'TELEGRAM_WEBHOOK_SECRET'],
    ['a mode without a bot', { TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: SECRET }, 'TELEGRAM_BOT_TOKEN'],
    [
      'a secret that Telegram refuses',
      { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: 'bí mật' },
      'TELEGRAM_WEBHOOK_SECRET',
    ],
    ['an app of Zalo without its secret', { ...ZALO, ZALO_APP_SECRET: '' }, 'ZALO_APP_SECRET'],
    ['an app of Zalo without an OA', { ...ZALO, ZALO_OA_ID: '' }, 'ZALO_OA_ID'],
    ['an OA whose webhooks could be forged', { ...ZALO, ZALO_OA_SECRET_KEY: '' }, 'ZALO_OA_SECRET_KEY'],
    ['a signature of a kind that is not', { ...ZALO, ZALO_SIGNED_WITH: 'both' }, 'ZALO_SIGNED_WITH'],
    ['a verifier that is too short', { ...ZALO, ZALO_CODE_VERIFIER: 'short' }, 'ZALO_CODE_VERIFIER'],
    ['a file of the domain without content', { ...ZALO, ZALO_DOMAIN_FILE: 'zalo_v.html' }, 'ZALO_DOMAIN_CONTENT'],
    [
      'a file outside the root of the domain',
      { ...ZALO, ZALO_DOMAIN_FILE: '../chat.html', ZALO_DOMAIN_CONTENT: 'x' },
      'ZALO_DOMAIN_FILE',
    ],
    ['codes that are easily guessed', { ACCESS: 'code', ACCESS_CODES: '1234' }, 'ACCESS_CODES'],
    ['a code without a letter', { ACCESS: 'code', ACCESS_CODES: 'thidua-1,12345678' }, 'ACCESS_CODES'],
    ['a code of signs that people mistype', { ACCESS: 'code', ACCESS_CODES: 'thi.đua#1' }, 'ACCESS_CODES'],
    ['a code that is masked when it is typed', { ACCESS: 'code', ACCESS_CODES: 'ma-0912345678' }, 'ACCESS_CODES'],
    ['a code that holds an identity number', { ACCESS: 'code', ACCESS_CODES: 'the-001099012345' }, 'ACCESS_CODES'],
    ['a code between two commas', { ACCESS: 'code', ACCESS_CODES: 'thidua-1,,thidua-2' }, 'ACCESS_CODES'],
    ['no question at all in a minute', { QUESTIONS_PER_MINUTE: '0' }, 'QUESTIONS_PER_MINUTE'],
    ['organisers of no channel', { ORGANISERS: 'lan' }, 'ORGANISERS'],
  ])('is %s, and is the only one', (_what, env, name) => {
    expect(faultsOf(env)).toEqual([expect.stringMatching(new RegExp(`^- ${name} `))])
  })

  it('is told without the secrets around it', () => {
    const env = { ...ZALO, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: `${SECRET} `, ACCESS_CODES: 'ab' }
    const told = faultsOf(env).join('\n')
    expect(told).not.toBe('')
    for (const secret of [TOKEN, SECRET, ZALO.ZALO_APP_SECRET, ZALO.ZALO_OA_SECRET_KEY])
      expect(told).not.toContain(secret)
  })
})

describe('a configuration', () => {
  it('with a bot polls, and shuts the web chat unless it is wanted', () => {
    const config = loadConfig({ TELEGRAM_BOT_TOKEN: TOKEN })
    expect(config.telegram).toEqual({ token: TOKEN, apiRoot: 'https://api.telegram.org', mode: 'polling' })
    expect([config.zalo, config.webChat]).toEqual([null, false])
    expect(loadConfig({ TELEGRAM_BOT_TOKEN: TOKEN, WEB_CHAT: 'on' }).webChat).toBe(true)
  })

  it('for a webhook carries its secret', () => {
    const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: SECRET }
    expect(loadConfig(env).telegram).toMatchObject({ mode: 'webhook', secret: SECRET })
  })

  it('of nothing is the web chat alone, open to all', () => {
    const config = loadConfig({ TELEGRAM_BOT_TOKEN: '', ZALO_APP_ID: '' })
    expect(config).toMatchObject({
      telegram: null,
      zalo: null,
      webChat: true,
      access: { mode: 'open' },
      organisers: [],
    })
  })

  it('of Zalo pays for nothing and allows one way of signing, unless told', () => {
    expect(loadConfig(ZALO).zalo).toMatchObject({
      signedWith: ['app_id'],
      buttons: true,
      paidMessages: false,
      agentSilenceMinutes: 60,
      refreshToken: null,
      reminderTemplate: null,
      domainProof: null,
    })
    const more = { ZALO_SIGNED_WITH: 'app_id,oa_id', ZALO_PAID_MESSAGES: 'on', ZALO_DOMAIN_CONTENT: 'abc' }
    expect(loadConfig({ ...ZALO, ...more }).zalo).toMatchObject({
      signedWith: ['app_id', 'oa_id'],
      paidMessages: true,
      domainProof: { file: null, content: 'abc' },
    })
  })

  it('takes codes, organisers and addresses as people write them', () => {
    const config = loadConfig({
      ACCESS: 'code',
      ACCESS_CODES: 'thidua-1, thidua-2',
      ORGANISERS: 'telegram:601234501, zalo:5510000000000000001',
      PUBLIC_URL: 'https://thidua.example.vn/',
    })
    expect(config).toMatchObject({
      access: { mode: 'code', codes: ['thidua-1', 'thidua-2'] },
      organisers: ['telegram:601234501', 'zalo:5510000000000000001'],
      publicUrl: 'https://thidua.example.vn',
    })
  })

  it('is what the example shows', () => {
    const lines = readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)
    expect(faultsOf(Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value])))).toEqual([])
  })
})
