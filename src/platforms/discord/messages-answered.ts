import { z } from 'zod'
import { cacheKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import { questionSchema } from '../stored-question.ts'

const schema = z.object({ answerId: z.string(), text: z.string(), previous: questionSchema.optional() })

/** Our answer to a message, what the message said, and what it continued. */
type Answered = Readonly<z.infer<typeof schema>>

/** Answers that change with their question, or go with it. Nothing here fails. */
interface AnsweredMessages {
  keep(messageId: string, answered: Answered): Promise<void>
  recall(messageId: string): Promise<Answered | undefined>
}

/** Seconds in which a slip is mended. */
const mended = 60

export function createAnswered(store: Store): AnsweredMessages {
  const keyOf = (messageId: string) => cacheKeys.answerTo('discord', messageId)
  return {
    keep: (messageId, answered) => store.put(keyOf(messageId), answered, mended),
    recall: async (messageId) => schema.safeParse(await store.get(keyOf(messageId))).data,
  }
}
