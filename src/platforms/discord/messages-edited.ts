import { z } from 'zod'
import { cacheKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import { questionSchema } from '../stored-question.ts'

const answeredSchema = z.object({ answerId: z.string(), text: z.string(), previous: questionSchema.optional() })

/** Our answer to a message, what the message said, and what it continued. */
type Answered = Readonly<z.infer<typeof answeredSchema>>

/** Answers that change with their question. Nothing here fails. */
export interface Editable {
  keep(messageId: string, answered: Answered): Promise<void>
  recall(messageId: string): Promise<Answered | undefined>
}

/** Seconds in which a slip is mended. */
const mended = 60

export function createEditable(store: Store): Editable {
  return {
    keep: (messageId, answered) => store.put(cacheKeys.answerTo('discord', messageId), answered, mended),
    recall: async (messageId) => answeredSchema.safeParse(await store.get(cacheKeys.answerTo('discord', messageId))).data,
  }
}
