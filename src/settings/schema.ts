import { z } from 'zod'
import { areas } from '../catalog/areas.ts'
import { currencies } from '../catalog/currencies.ts'
import { runtimes } from '../catalog/runtimes.ts'
import { digestManagers, languages, replies } from './values.ts'

/** What one version does not understand of another's is left out, and the rest holds. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

const names = z.array(z.string().min(1).max(100)).min(1).max(50)

/** Settings as they are stored: of a person, or of a place (a server, a workspace). */
export const settingsSchema = z.object({
  gpu: lenient(z.object({ id: z.string(), count: z.int().positive().nullable(), memoryGb: z.number().positive().nullable() })),
  runtime: lenient(z.enum(runtimes)),
  currency: lenient(z.enum(currencies)),
  language: lenient(z.enum(languages)),
  providers: lenient(names),
  regions: lenient(z.array(z.enum(areas)).min(1)),
  replies: lenient(z.enum(replies)),
  channels: lenient(names),
  digests: lenient(z.enum(digestManagers)),
})
