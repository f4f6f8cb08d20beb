import { DiscordAPIError, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { DiscordRefused, isTokenRefused, sentences } from './start-problems.ts'

const gatewaySchema = z.object({
  url: z.url({ protocol: /^wss?$/ }),
  shards: z.int().positive(),
  session_start_limit: z.object({ max_concurrency: z.int().positive() }),
})

/**
 * What Discord says of its gateway. Throws DiscordRefused, an error that names DISCORD_API_URL where something else answers, and what `rest`
 * throws. The client believes whatever answers: an address that is none would end the program.
 */
export async function gatewayOf(rest: REST): Promise<z.infer<typeof gatewaySchema>> {
  try {
    return gatewaySchema.parse(await rest.get(Routes.gatewayBot()))
  } catch (error) {
    if (isTokenRefused(error)) throw new DiscordRefused(sentences.token.en, { cause: error })
    if (isSomethingElse(error)) throw new Error(sentences.where.en, { cause: error })
    throw error
  }
}

function isSomethingElse(error: unknown): boolean {
  return error instanceof z.ZodError || error instanceof SyntaxError || (error instanceof DiscordAPIError && error.status === 404)
}
