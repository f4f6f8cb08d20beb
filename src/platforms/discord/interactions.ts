import { setTimeout } from 'node:timers/promises'
import type { APIInteraction, REST } from 'discord.js'
import type { HeldSettings } from '../../settings/settings.ts'
import { inTime } from '../../storage/in-time.ts'
import { claimKeys } from '../../storage/keys.ts'
import { createConversations } from '../conversation.ts'
import { autocomplete, type Choice } from './autocomplete.ts'
import type { DiscordContext, Shown } from './context.ts'
import { type Answered, answerOf, expired, isSeenByAskerOnly, tooOften } from './interactions-answer.ts'
import { type Asking, tokenLife } from './interactions-asking.ts'
import { askedByPress } from './interactions-press.ts'
import { type Heard, readInteraction } from './interactions-read.ts'
import { type Responder, respondTo, suggest } from './interactions-respond.ts'
import { Unsendable } from './limits.ts'
import type { Pending } from './pending.ts'
import { isAnswered, isFinal, refusalFields, sendOr } from './refusals.ts'
import { failed } from './show-failed.ts'
import type { ButtonStates } from './show-states.ts'
import { createTurns } from './turns.ts'
import type { UseLimits } from './use-limits.ts'

/** Milliseconds each thing is waited for before going on without it: the first three together less than a second, and Discord waits three. */
export interface Patience {
  /** Whose event it is, and whether it is one too many: the storage says each. */
  readonly claim: number
  readonly answer: number
  readonly keep: number
  /** Of an answer that is not waited for: it takes some 20 ms, unless another process that had begun it is gone. */
  readonly picture: number
  /** Before it is said that nobody knows what was asked: a newer process may, and goes first. */
  readonly newer: number
  /** Before another look at what another process is at. */
  readonly again: number
}

export const usualPatience: Patience = { claim: 150, answer: 450, keep: 150, picture: 2000, newer: 400, again: 5000 }

/** With so many waiting, the picture is left out: it takes as long as several answers. */
const rush = 3

const withoutPicture = ({ mostBytes: _, ...asking }: Asking): Asking => asking

export interface Interactions {
  /** Answers one event of the gateway, if it is one. Throws nothing. */
  hear(data: APIInteraction | null): void
  /** Answers what an earlier process had put off. Throws nothing. */
  finishOld(): Promise<void>
  /** Takes no more; resolves when everything that was heard is answered. */
  stop(): Promise<void>
}

interface Parts {
  readonly context: DiscordContext
  readonly rest: REST
  readonly states: ButtonStates
  readonly pending: Pending
  readonly uses: UseLimits
  readonly patience: Patience
  readonly now: () => number
}

export function createInteractions({ context, rest, states, pending, uses, patience, now }: Parts): Interactions {
  const { store, log, commands } = context
  const underway = new Set<Promise<void>>()
  let isStopping = false
  const turn = createTurns()
  const conversations = createConversations('discord', store)

  /** Without the storage every process answers, and Discord takes the first. */
  async function isOurs({ id }: Pick<APIInteraction, 'id'>): Promise<boolean> {
    const claim = store.claim(claimKeys.answering('discord', id), tokenLife / 1000).catch(() => true)
    return (await inTime(patience.claim, claim)) ?? true
  }

  async function handle(data: APIInteraction): Promise<void> {
    const heard = readInteraction(data, commands, now())
    if (heard === undefined) return
    // Every process knows the same names: the first to say them is taken, and asking the storage would take longer.
    if (heard.kind === 'typing') return await suggest(rest, data, choicesFor(heard)).catch(tooLate)
    // Read with the claim, in one go; where it is another process's, nobody waits for it.
    const held = context.settings(heard.asking.userId, heard.asking.placeId)
    held.catch(() => undefined)
    const asking = await askingOf(heard)
    if (asking === undefined) await setTimeout(patience.newer)
    if (!(await isOurs(data))) return
    const to = respondTo(rest, heard.asking)
    if (asking === undefined) return await to.reply(expired(heard.asking))
    const taken = await inTime(patience.claim, uses.take(asking))
    if (taken?.ok === false) return await to.reply(tooOften(asking, taken.retrySeconds))
    await answer(asking, held, to)
  }

  /** Who types goes on typing: that is no trouble. */
  function tooLate(error: unknown): void {
    if (isAnswered(error) || error instanceof Unsendable) throw error
    log.debug('suggestions came too late', refusalFields(error))
  }

  function choicesFor({ command, option, typed }: Extract<Heard, { kind: 'typing' }>): readonly Choice[] {
    try {
      return autocomplete(command, option, typed)
    } catch (error) {
      log.warn('nothing could be suggested', refusalFields(error))
      return []
    }
  }

  async function askingOf(heard: Exclude<Heard, { kind: 'typing' }>): Promise<Asking | undefined> {
    if (heard.kind === 'pressed') return await askedByPress(heard.asking, heard.press, { store, states })
    return heard.kind === 'asked' ? heard.asking : undefined
  }

  const send = (asking: Asking, answered: Answered, how: (shown: Shown) => Promise<void>) =>
    sendOr<Shown, void>(answered, how, (error) => failed(asking, error, context))

  /** At once where the answer is there at once; else it is promised, and filled in. */
  async function answer(asking: Asking, held: Promise<HeldSettings>, to: Responder): Promise<void> {
    const making = Promise.all([held, turn()]).then(([set, waiting]) =>
      answerOf(waiting > rush ? withoutPicture(asking) : asking, set, context),
    )
    const soon = await inTime(patience.answer, making)
    if (soon !== undefined) {
      await send(asking, soon, (shown) => (asking.as === 'reply' || shown.isRefusal ? to.reply(shown) : to.update(shown)))
      return await remember(asking, soon)
    }
    await inTime(patience.keep, pending.keep(asking))
    try {
      // Where even the settings are slow: what was shown to everybody cannot be taken back.
      const set = await inTime(0, held)
      await (asking.as === 'update' ? to.deferUpdate() : to.defer(set === undefined || isSeenByAskerOnly(asking, set)))
    } catch (error) {
      await pending.done(asking)
      throw error
    }
    const answered = await making
    if (await pending.take(asking)) await fill(asking, answered, to)
  }

  async function fill(asking: Asking, answered: Answered, to: Responder): Promise<void> {
    try {
      await send(asking, answered, (shown) => (asking.as === 'update' && shown.isRefusal ? to.followUp(shown) : to.edit(shown)))
      await Promise.all([pending.done(asking), remember(asking, answered)])
    } catch (error) {
      if (isFinal(error)) await pending.done(asking)
      throw error
    }
  }

  /** What the asker says next in the channel, or anybody in reply to the answer, may go on with it. */
  async function remember({ id, as, answerId, channelId, userId }: Asking, { question }: Answered): Promise<void> {
    if (question !== undefined && channelId !== undefined)
      await conversations.remember({ channelId, userId }, question, as === 'reply' ? id : answerId)
  }

  async function finish(asking: Asking): Promise<void> {
    const held = await context.settings(asking.userId, asking.placeId)
    await fill(asking, await answerOf(asking, held, context), respondTo(rest, asking))
    log.info('answered what an earlier process had put off', { interaction: asking.id })
  }

  function follow(work: Promise<void>, id: string): Promise<void> {
    const followed = work
      .catch((error) => {
        if (isAnswered(error)) log.debug('another process has answered', { interaction: id })
        else log.warn('an answer did not reach Discord', { interaction: id, ...refusalFields(error) })
      })
      .finally(() => underway.delete(followed))
    underway.add(followed)
    return followed
  }

  return {
    hear(data) {
      if (!isStopping && data !== null) follow(handle(data), data.id)
    },
    async finishOld() {
      for (let isLeft = true; isLeft; ) {
        const old = await pending.unfinished()
        // While the storage is away nobody knows.
        isLeft = old === undefined
        for (const asking of old ?? []) {
          if (isStopping) return
          const whose = await pending.resume(asking)
          if (whose === 'ours') await follow(finish(asking), asking.id)
          // Ours as well: what did not reach Discord is tried again.
          isLeft ||= whose !== 'done'
        }
        if (isStopping) return
        if (isLeft) await setTimeout(patience.again, undefined, { ref: false })
      }
    },
    async stop() {
      isStopping = true
      while (underway.size > 0) await Promise.all(underway)
    },
  }
}
