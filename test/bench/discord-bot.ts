import { setTimeout } from 'node:timers/promises'
import { commands } from '../../commands/index.ts'
import { keepHeapSmall } from '../../src/operations/heap.ts'
import { discord } from '../../src/platforms/discord/platform.ts'
import { startDiscord } from '../../src/platforms/discord/start.ts'
import type { Service } from '../../src/service.ts'
import { start } from '../../src/start.ts'

/** Milliseconds an answer takes here: longer than it is waited for. */
const slowness = 10

/** The program with Discord alone, where every answer takes longer than it is waited for, so that each is promised first. */
export async function runDeferringBot(): Promise<void> {
  keepHeapSmall()
  const patience = { claim: 200, answer: 0, keep: 200, picture: 2000, newer: 400, again: 1000 }
  process.exitCode = await start({
    env: process.env,
    language: 'en',
    version: '0.0.0',
    commands,
    platforms: [{ ...discord, start: (services) => startDiscord({ ...services, service: slow(services.service) }, { patience }) }],
    planned: [],
    say: async (line) => console.error(line),
    onSignal: (stop) => process.once('SIGTERM', () => stop('SIGTERM')),
    onCrash: (crashed) => process.once('uncaughtException', crashed),
    exit: (code) => process.exit(code),
  })
}

function slow(service: Service): Service {
  return {
    ...service,
    async answer(asked) {
      await setTimeout(slowness)
      return await service.answer(asked)
    },
  }
}
