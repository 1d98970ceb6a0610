// Properties play the same cases in every run, so that a change is judged by itself; SEED=<number> plays others.

import { configureGlobal } from 'fast-check'
import { z } from 'zod'

configureGlobal({ seed: z.coerce.number().int().default(17_02_2020).parse(process.env.SEED) })
