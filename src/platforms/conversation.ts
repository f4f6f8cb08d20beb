import type { Question } from '../language/question.ts'
import { cacheKeys } from '../storage/keys.ts'
import type { CacheKey, Store } from '../storage/store.ts'
import { questionSchema } from './stored-question.ts'

/** Who speaks where. Ids are the platform's. */
export interface Turn {
  readonly channelId: string
  readonly userId: string
}

/** What a conversation remembers, in any process, for a quarter of an hour: that is all it is for, so nothing here fails. */
export interface Conversations {
  /** The speaker's own last question there. */
  recall(turn: Turn): Promise<Question | undefined>
  /** That of an answer, whoever asked it. */
  recallAnswer(answerId: string): Promise<Question | undefined>
  /** What was answered; where the text was no question, what was known stays. `answerId`: the message of ours with the answer, where it is known. */
  remember(turn: Turn, question: Question, answerId?: string): Promise<void>
  /** What an answer answers, under another id that people go on from. */
  rememberAnswer(answerId: string, question: Question): Promise<void>
}

/** Seconds. */
const remembered = 15 * 60

export function createConversations(platform: string, store: Store): Conversations {
  const recalled = async (key: CacheKey) => questionSchema.safeParse(await store.get(key)).data

  return {
    recall: ({ channelId, userId }) => recalled(cacheKeys.conversation(platform, channelId, userId)),
    recallAnswer: (answerId) => recalled(cacheKeys.answered(platform, answerId)),
    rememberAnswer: (answerId, question) => store.put(cacheKeys.answered(platform, answerId), question, remembered),
    async remember({ channelId, userId }, question, answerId) {
      if (question.intent === 'none') return
      const keys = [cacheKeys.conversation(platform, channelId, userId)]
      if (answerId !== undefined) keys.push(cacheKeys.answered(platform, answerId))
      await Promise.all(keys.map((key) => store.put(key, question, remembered)))
    },
  }
}
