import { LRUCache } from 'lru-cache'
import type { AskOptions, Headroom, Reply } from './headroom.ts'

/** A reply weighs some 100 KB with its estimate, which alike ones share. */
const mostKept = 100
/** Milliseconds in which what a text says of dates means the same. */
const aMoment = 60_000

/** Each text has a minute of its own: what a rush has asked is not worked out anew all at once. */
function shiftOf(text: string): number {
  let shift = 0
  for (let at = 0; at < text.length; at++) shift = (shift * 31 + text.charCodeAt(at)) % aMoment
  return shift
}

/**
 * The same application, which remembers what it has just said: what many ask in a rush, and what is asked again with a button, is worked
 * out once a minute. A reply is pure, so all that it depends on is what it is known by. Kept in this process alone: Redis would be slower
 * than working it out.
 */
export function rememberReplies(headroom: Headroom): Headroom {
  const kept = new LRUCache<string, Reply>({ max: mostKept })
  const books = new WeakMap<object, number>()
  let lastBook = 0

  function numberOf(prices: object): number {
    const number = books.get(prices) ?? ++lastBook
    books.set(prices, number)
    return number
  }

  function keyOf(text: string, { now, prices, ...options }: AskOptions, command: string | undefined): string {
    const moment = Math.floor((now.getTime() + shiftOf(text)) / aMoment)
    return JSON.stringify([text, command, moment, prices && numberOf(prices), options])
  }

  return {
    commands: headroom.commands,
    reply(text, options, command) {
      // What continues a conversation is nobody else's question.
      if (options.previous !== undefined) return headroom.reply(text, options, command)
      const key = keyOf(text, options, command?.name)
      const known = kept.get(key)
      if (known !== undefined) return known
      const reply = headroom.reply(text, options, command)
      kept.set(key, reply)
      return reply
    },
  }
}
