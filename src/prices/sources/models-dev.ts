import { z } from 'zod'
import { findModel } from '../../catalog/names.ts'
import { apiReading } from '../api-reading.ts'
import { inShape, wellFormed } from '../sieve.ts'
import type { PriceSource } from '../source.ts'

/** models.dev: what providers ask for a million tokens, in USD; open models are told by the catalog's lookup of their names. */
export const modelsDev: PriceSource = {
  name: 'models.dev',
  variable: 'MODELS_DEV_API_URL',
  address: 'https://models.dev',
  parts: ['models'],
  everyMinutes: 1440,
  async read({ ask }) {
    const answer = await ask({ path: '/api.json', ifChanged: true })
    if (answer === 'unchanged') return answer
    const { good, bad } = wellFormed(providerSchema, Object.values(inShape(answerSchema, answer.body)))
    const listed = good.flatMap(({ id, models }) => Object.entries(models).map(([name, model]) => ({ provider: id, name, model })))
    const { good: open, bad: badModels } = wellFormed(
      listedSchema,
      listed.filter(({ model }) => isOpen(model)),
    )
    return apiReading(
      open.map(({ provider, name, model: { cost, limit } }) => ({
        provider,
        providerModel: name,
        model: openModel(name),
        usdPerMillionInput: cost?.input ?? 0,
        usdPerMillionOutput: cost?.output ?? 0,
        contextTokens: limit?.context,
      })),
      bad + badModels,
      answer.mark,
    )
  },
}

const answerSchema = z.record(z.string(), z.unknown())
const providerSchema = z.object({ id: z.string(), models: z.record(z.string(), z.unknown()) })

const listedSchema = z.object({
  provider: z.string(),
  name: z.string(),
  model: z.object({
    cost: z.object({ input: z.number(), output: z.number() }).optional(),
    limit: z.object({ context: z.number() }).optional(),
  }),
})

const isOpen = (model: unknown) => typeof model === 'object' && model !== null && 'open_weights' in model && model.open_weights === true

/**
 * The Hugging Face id of a provider's name. A name that leaves out the size ("qwen3-coder") or says another edition ("-2411") is of
 * nothing that can be told: people may be guessed at, prices not.
 */
function openModel(name: string): string | undefined {
  const id = findModel(name)?.id
  if (id === undefined) return undefined
  const [said, listed] = [partsOf(name), partsOf(id)]
  const sizes = listed.filter((part) => /^\d+(\.\d+)?b$/.test(part))
  const editions = said.filter((part) => /^\d{4}$/.test(part))
  return sizes.every((part) => said.includes(part)) && editions.every((part) => listed.includes(part)) ? id : undefined
}

const partsOf = (name: string) => name.toLowerCase().split(/[^a-z0-9.]+/)
