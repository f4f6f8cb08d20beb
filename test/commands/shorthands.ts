import { expect } from 'vitest'
import type { Command } from '../../commands/command.ts'
import { commands } from '../../commands/index.ts'
import { format } from '../../src/language/format.ts'
import { noon, read } from '../support/read.ts'
import { answerBy, headroom } from '../support/replies.ts'

/** Each example of a command has so many taps at least, all of them questions that the command they name answers, called or not. */
export function expectTaps(command: Command, least: number): void {
  for (const { text } of command.examples) {
    const { card } = answerBy(command, text)
    expect(card.refinements.length, text).toBeGreaterThanOrEqual(least)
    for (const { command: named, shorthand } of card.refinements) {
      expect(read(shorthand).unknown, shorthand).toEqual([])
      expect(format(read(shorthand)), shorthand).toBe(shorthand)
      const answered = { kind: 'answer', command: named }
      expect(headroom.reply(shorthand, noon), shorthand).toMatchObject(answered)
      expect(
        headroom.reply(
          shorthand,
          noon,
          commands.find(({ name }) => name === named),
        ),
        shorthand,
      ).toMatchObject(answered)
    }
  }
}

/** What a command answered to each of its examples can be asked again by the shorthand it gives. */
export function expectShorthands(command: Command, examples = command.examples): void {
  for (const { text } of examples) {
    const { shorthand } = answerBy(command, text)
    expect(format(read(shorthand)), text).toBe(shorthand)
  }
}
