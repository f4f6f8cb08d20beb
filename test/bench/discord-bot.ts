import { commands } from '../../commands/index.ts'
import { keepHeapSmall } from '../../src/operations/heap.ts'
import { discord } from '../../src/platforms/discord/platform.ts'
import { startDiscord } from '../../src/platforms/discord/start.ts'
import { start } from '../../src/start.ts'

/** Name of the bench that is the bot of another one. */
export const botOfBench = 'discord-bot'

/** The program with Discord alone, which puts every answer off before it gives it: nothing takes so long that it would do that by itself. */
export async function runDeferringBot(): Promise<void> {
  keepHeapSmall()
  const patience = { claim: 200, answer: 0, keep: 200, again: 1000 }
  process.exitCode = await start({
    env: process.env,
    language: 'en',
    version: '0.0.0',
    commands,
    platforms: [{ ...discord, start: (services) => startDiscord(services, { patience }) }],
    planned: [],
    say: async (line) => console.error(line),
    onSignal: (stop) => process.once('SIGTERM', () => stop('SIGTERM')),
    onCrash: (crashed) => process.once('uncaughtException', crashed),
    exit: (code) => process.exit(code),
  })
}
