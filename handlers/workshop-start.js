// Node reads the TypeScript of a thread only if the loader is registered inside it.
import { register } from 'tsx/esm/api'

register()
await import('./workshop-thread.ts')
