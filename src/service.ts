import { randomBytes } from 'node:crypto'
import type { PriceBook } from './catalog/types.ts'
import { UserError } from './errors.ts'
import type { Headroom, Reply } from './headroom.ts'
import type { Language, Question } from './language/question.ts'
import { errorFields } from './operations/error-fields.ts'
import type { Log } from './operations/log.ts'
import type { Metrics, Outcome } from './operations/metrics.ts'
import type { Asker, Keeper } from './settings/keeper.ts'
import type { HeldSettings } from './settings/settings.ts'

/** One question as a platform hands it on. Ids are the platform's own. */
interface Asked {
  readonly platform: string
  readonly userId: string
  /** The server or workspace it was asked in; absent in a direct message. */
  readonly placeId?: string | undefined
  /** Name of the command it was asked with; absent: chosen by what the text asks. */
  readonly command?: string | undefined
  readonly text: string
  /** Of the reply, whatever is set; absent: what is set, else that of the question. */
  readonly language?: Language | undefined
  /** The question of the last reply, which this one may continue. */
  readonly previous?: Question | undefined
  /** What the asker and the place have set, where the platform has read it already. */
  readonly held?: HeldSettings | undefined
  /** Whether the asker may change what holds for the place. */
  readonly manages?: boolean | undefined
  /** Whether the platform is told what is said in channels to nobody in particular; absent: it is. */
  readonly hears?: boolean | undefined
  /** IANA name, for dates in the text; absent: UTC. */
  readonly zone?: string | undefined
  readonly all?: boolean | undefined
  readonly why?: boolean | undefined
}

/** An error nobody foresaw: `id` is that of the line in the log. The words are the platform's. */
export interface Failure {
  readonly kind: 'failure'
  readonly id: string
  readonly language: Language
}

/** The one way for a platform to answer. */
export interface Service {
  /** Throws nothing; gives up on the storage after 50 ms, or 2 s where a setting is to be stored. */
  answer(asked: Asked): Promise<Reply | Failure>
  /** Resolves when everything that was asked is answered. */
  idle(): Promise<void>
}

interface ServiceOptions {
  readonly headroom: Headroom
  /** Settings; of one that remembers them, an answer has them also while the storage is away (settings/last-known.ts). */
  readonly keeper: Keeper
  /** Of every reply that is not asked for in another. */
  readonly language?: Language | undefined
  /** The newest known; undefined: those the application was made with. */
  readonly prices: () => PriceBook | undefined
  readonly log: Log
  readonly metrics: Pick<Metrics, 'answered'>
  readonly now?: () => Date
}

export function createService({
  headroom,
  keeper,
  language: always,
  prices,
  log,
  metrics,
  now = () => new Date(),
}: ServiceOptions): Service {
  const underway = new Set<Promise<unknown>>()
  const commands = new Map(headroom.commands.map((command) => [command.name, command]))

  async function reply(asked: Asked): Promise<Reply> {
    const {
      platform,
      userId: person,
      placeId: place,
      text,
      previous,
      zone = 'UTC',
      manages = false,
      hears,
      all = false,
      why = false,
    } = asked
    const asker: Asker = { platform, person, ...(place !== undefined && { place }) }
    const held = asked.held ?? (await keeper.read(asker))
    const options = { now: now(), zone, language: asked.language ?? always, previous, held, manages, hears, all, why, prices: prices() }
    return await stored(headroom.reply(text, options, commands.get(asked.command ?? '')), asker, keeper)
  }

  async function answer(asked: Asked): Promise<Reply | Failure> {
    const id = randomBytes(4).toString('hex')
    const started = performance.now()
    const done = (outcome: Outcome, command: string, code?: string) => {
      const ms = performance.now() - started
      metrics.answered({ platform: asked.platform, command, outcome, seconds: ms / 1000 })
      log.info('answered', { id, platform: asked.platform, command, ms: Math.round(ms * 10) / 10, outcome, ...(code && { code }) })
    }
    const named = commands.has(asked.command ?? '') ? (asked.command ?? 'none') : 'none'
    try {
      const made = await reply(asked)
      if (made.kind === 'answer') done('answer', made.command)
      else done('refusal', named, made.error.code)
      return made
    } catch (error) {
      log.error('an answer failed', { id, platform: asked.platform, command: named, ...withoutText(errorFields(error), asked.text) })
      done('failure', named)
      return { kind: 'failure', id, language: asked.language ?? always ?? (/\p{Script=Han}/u.test(asked.text) ? 'zh' : 'en') }
    }
  }

  return {
    answer(asked) {
      const answering = answer(asked).finally(() => underway.delete(answering))
      underway.add(answering)
      return answering
    },
    async idle() {
      while (underway.size > 0) await Promise.all(underway)
    },
  }
}

/** The reply once what it changes is stored; a refusal where it could not be. */
export async function stored(reply: Reply, asker: Asker, keeper: Keeper | undefined): Promise<Reply> {
  const change = reply.kind === 'answer' ? reply.answer.change : undefined
  if (reply.kind === 'refusal' || change === undefined) return reply
  const { language } = reply.question
  if (keeper === undefined) return { kind: 'refusal', error: new UserError('not-stored', { said: change.key }), language }
  try {
    await keeper.change(asker, change)
    return reply
  } catch (error) {
    if (error instanceof UserError) return { kind: 'refusal', error, language }
    throw error
  }
}

/** A log never holds what was asked, though the message and the stack of an error may. */
function withoutText(fields: object, text: string): object {
  const asked = text.trim()
  if (asked === '') return fields
  return JSON.parse(JSON.stringify(fields, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll(asked, '…') : value)))
}
