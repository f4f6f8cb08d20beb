import { z } from 'zod'

/** One question that somebody put to the bot and how it is to be answered: plain data, so that another process can finish it. */
export const askingSchema = z.object({
  /** Of the interaction; with the token, all that answering it needs. */
  id: z.string(),
  token: z.string(),
  applicationId: z.string(),
  /** Milliseconds since 1970. */
  askedAt: z.number(),
  userId: z.string(),
  channelId: z.string().optional(),
  /** The server; absent in a conversation. */
  placeId: z.string().optional(),
  /** In a direct message with the bot, where nobody else is. */
  alone: z.boolean().optional(),
  manages: z.boolean(),
  /** The largest file the channel takes, bytes; absent: none. */
  mostBytes: z.number().optional(),
  /** A message of its own, or the one whose button was pressed, changed. */
  as: z.enum(['reply', 'update']),
  /** What a message that is changed is known by: the interaction it answers, else its own id. */
  answerId: z.string().optional(),
  /** `set`: as the settings say. */
  seen: z.enum(['private', 'public', 'set']),
  command: z.string().optional(),
  text: z.string(),
  /** Of the answer, whatever is set. */
  language: z.enum(['en', 'zh']).optional(),
  /** The asker's Discord is in Chinese: then the answer is, unless something else is set. */
  readsChinese: z.boolean().optional(),
  /** The working of the numbers, from this page, in place of the card. */
  whyPage: z.number().optional(),
  /** The command whose answer to the same text a comparison was opened from: a button leads back to it. */
  backTo: z.string().optional(),
})

export type Asking = Readonly<z.infer<typeof askingSchema>>

/** Milliseconds a token can be answered with. */
export const tokenLife = 15 * 60_000
