// `npm run zalo:connect`: the link by which an admin of the Official Account lets the assistant in.

import { createConsentLink } from './bot/zalo-consent.ts'
import { createClock } from './clock.ts'
import { loadConfig } from './config.ts'
import { openDatabase } from './store/database.ts'

try {
  const { zalo, publicUrl, databaseUrl } = loadConfig(process.env)
  if (!zalo) throw new Error('Zalo is not configured: set ZALO_APP_ID and what docs/zalo.md names with it')
  if (!publicUrl) throw new Error('PUBLIC_URL is missing: Zalo sends the consent to <PUBLIC_URL>/zalo/oauth/callback')
  await using db = await openDatabase(databaseUrl)
  const link = await createConsentLink({ db, clock: createClock() }, zalo, publicUrl)
  console.log(
    `Let an admin of the Official Account open this within an hour, while the service is running:\n\n${link}\n`,
  )
  console.log(`The app's console must know the callback address ${publicUrl}/zalo/oauth/callback`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
