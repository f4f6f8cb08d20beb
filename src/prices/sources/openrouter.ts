import { z } from 'zod'
import { apiReading } from '../api-reading.ts'
import { inShape, wellFormed } from '../sieve.ts'
import type { PriceSource } from '../source.ts'

/** OpenRouter's list: USD per token, as text; models by their Hugging Face id. */
export const openrouter: PriceSource = {
  name: 'openrouter',
  variable: 'OPENROUTER_API_URL',
  address: 'https://openrouter.ai/api/v1',
  parts: ['models'],
  everyMinutes: 1440,
  async read({ ask }) {
    const answer = await ask({ path: '/models', ifChanged: true })
    if (answer === 'unchanged') return answer
    const { good, bad } = wellFormed(modelSchema, inShape(answerSchema, answer.body).data)
    const open = good.filter((model) => model.hugging_face_id)
    return apiReading(
      open.map(({ id, hugging_face_id, context_length, pricing }) => ({
        provider: 'openrouter',
        providerModel: id,
        model: hugging_face_id ?? '',
        usdPerMillionInput: pricing.prompt * 1e6,
        usdPerMillionOutput: pricing.completion * 1e6,
        contextTokens: context_length,
      })),
      bad,
      answer.mark,
    )
  },
}

const answerSchema = z.object({ data: z.array(z.unknown()) })

/** -1: it depends. */
const usdPerToken = z
  .string()
  .regex(/^-?\d+(\.\d+)?(e-\d+)?$/)
  .transform(Number)

const modelSchema = z.object({
  id: z.string(),
  hugging_face_id: z.string().nullish(),
  context_length: z.number().nullish(),
  pricing: z.object({ prompt: usdPerToken, completion: usdPerToken }),
})
