import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIUser } from 'discord.js'
import { deafSources } from '../support/deaf-sources.ts'
import type { Acted } from '../support/discord/acted.ts'
import { type FakeDiscord, startFakeDiscord } from '../support/discord/fake.ts'
import type { FakeChannel } from '../support/discord/world.ts'
import { asShipped, startRedis } from '../support/redis-server.ts'
import { at, label, ms } from './figures.ts'
import { bench, program } from './files.ts'

/** The program, where each answer is promised first (discord-bot.ts). */
const deferring = [bench, 'discord-bot']

/** What is asked, over and over, as people do: forty jobs, each drawn once. */
const sizes = ['7b', '8b', '13b', '32b', '70b', '120b', 'llama 3.1 8b', 'qwen3-30b-a3b', 'gemma 3 27b', 'deepseek v3']
const endings = ['q4_k_m', 'fp16', 'int4 on a 4090', 'fp8 on 8x h100 x16']
const questions = sizes.flatMap((size) => endings.map((ending) => `${size} ${ending}`))
/** Nobody asks what somebody has asked: nothing that is remembered helps. A core holds about a hundred of them a second. */
const different = (index: number) => `${questions[index % questions.length]} ${1 + (index % 97)}k x${1 + (index % 31)}`
const typed = ['', 'l', 'llama', 'llama 70', 'qwen3 ', 'deepsek', 'gem', 'mistral 7', 'lama 70b', 'zzz']

const servers = 600
const people = 6000
/** Seconds that are not counted: the engine compiles, charts are drawn, and the heap grows as far as it does. */
const warming = 10

interface Stage {
  readonly name: string
  readonly perSecond: number
  readonly seconds: number
  readonly act: (at: Place, index: number) => Acted
}

interface Place {
  readonly channel: FakeChannel
  readonly user: APIUser
}

/** Discord with so many servers, and the program connected to it, started as it is in the world. */
interface Scene {
  readonly discord: FakeDiscord
  readonly places: readonly Place[]
  readonly env: NodeJS.ProcessEnv
}

/** From dispatch to the final embed, under load; and what becomes of those underway when the process is killed. */
export async function benchDiscord(): Promise<void> {
  const redis = await startRedis(asShipped)
  const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'))
  const discord = await startFakeDiscord({ now: Date.now, keep: 3000, keepRequests: 0 })
  const scene: Scene = {
    discord,
    places: populate(discord),
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LOG_LEVEL: 'warn',
      REDIS_URL: redis.url,
      HEADROOM_DATA_DIR: folder,
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.world.bot.id,
      DISCORD_API_URL: discord.api,
      ...deafSources,
    },
  }
  try {
    await ended(spawnBot(scene, [program, 'discord', 'register']))
    if (discord.commands.writes === 0) throw new Error('nothing was registered')
    await direct(scene)
    await deferred(scene)
    await killed(scene)
    const refused = [...discord.refused].map(([what, count]) => `${count} × ${what}`)
    console.log(`${label('refused by Discord')} ${refused.length === 0 ? 'nothing' : refused.join('; ')}; pinged ${discord.pinging.length}`)
  } finally {
    await discord.close()
    await redis.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

function populate(discord: FakeDiscord): Place[] {
  const channels = Array.from({ length: servers }, (_, index) => discord.world.channel(discord.world.guild(`server ${index}`), 'general'))
  return Array.from({ length: people }, (_, index) => {
    const channel = channels[index % servers]
    const user = discord.world.user(`person ${index}`)
    if (channel?.guild === undefined) throw new Error('a channel stands on a server')
    discord.world.join(channel.guild, user)
    return { channel, user }
  })
}

async function direct(scene: Scene): Promise<void> {
  const { discord } = scene
  const begun = performance.now()
  const bot = spawnBot(scene, [program, 'start'])
  await discord.gateway.ready(1)
  console.log(`${label('ready after start')} ${ms(performance.now() - begun)} (at most 1000)`)
  await after(5)
  console.log(`${label('at rest')} ${megabytes(bot).toFixed(0)} MB (at most 150)`)
  const ask = asking(discord)
  await run(scene, { name: 'warming', perSecond: 200, seconds: warming, act: ask }, bot, () => undefined)
  await run(scene, { name: 'commands, direct', perSecond: 200, seconds: 60, act: ask }, bot)
  await run(scene, { name: 'commands, direct', perSecond: 500, seconds: 20, act: ask }, bot)
  await run(scene, { name: 'commands, all different', perSecond: 100, seconds: 30, act: asking(discord, different) }, bot)
  await rush(scene, ask)
  await run(scene, { name: 'autocomplete', perSecond: 200, seconds: 20, act: typing(discord) }, bot)
  await ended(bot, 'SIGTERM')
}

async function deferred(scene: Scene): Promise<void> {
  const bot = spawnBot(scene, deferring)
  await scene.discord.gateway.ready(1)
  const ask = asking(scene.discord)
  await run(scene, { name: 'warming', perSecond: 200, seconds: warming, act: ask }, bot, () => undefined)
  await run(scene, { name: 'commands, deferred', perSecond: 200, seconds: 60, act: ask }, bot)
  await ended(bot, 'SIGTERM')
}

/** Killed under load, each answer put off first: the next process finishes what was promised, and answers nothing twice. */
async function killed(scene: Scene): Promise<void> {
  const { discord, places } = scene
  const bot = spawnBot(scene, deferring)
  await discord.gateway.ready(1)
  const acts: Acted[] = []
  const ask = asking(discord)
  const stop = steadily(200, (index) => {
    const place = places[index % places.length]
    if (place !== undefined) acts.push(ask(place, index))
  })
  await after(5)
  await ended(bot, 'SIGKILL')
  stop()
  const next = spawnBot(scene, [program, 'start'])
  await discord.gateway.ready(1)
  await after(5)
  const promised = acts.filter(({ live }) => live.first?.type === 5)
  const waiting = promised.filter(({ timings }) => timings.message === undefined)
  const twice = acts.filter(({ followups }) => followups.length > 0)
  console.log(
    `${label('killed under load, started again')} ${acts.length} asked, ${promised.length} promised an answer, ${waiting.length} still waiting, ${twice.length} answered twice`,
  )
  await ended(next, 'SIGTERM')
}

const asOften = (index: number) => questions[index % questions.length] ?? ''

const asking =
  (discord: FakeDiscord, question = asOften) =>
  (by: Place, index: number) =>
    discord.slash({ name: 'fit', options: { text: question(index) }, ...by })

const typing = (discord: FakeDiscord) => (by: Place, index: number) =>
  discord.autocomplete({ name: 'fit', options: { model: typed[index % typed.length] ?? '' }, focused: 'model', ...by })

/** Everybody at the same moment: the first sign of each, a promise or the answer, has to come in time. */
async function rush({ places }: Scene, ask: Stage['act']): Promise<void> {
  const acts = places.slice(0, 300).map((place, index) => ask(place, index))
  await Promise.all(acts.map((acted) => acted.message(undefined, 10_000)))
  const [signs, answers] = [acts.map(({ timings }) => timings.response), acts.map(({ timings }) => timings.message)]
  const longest = (taken: readonly (number | undefined)[]) => ms(Math.max(...taken.map((one) => one ?? Number.POSITIVE_INFINITY)))
  console.log(`${label('300 at once')} first sign within ${longest(signs)} (at most 1000), answer within ${longest(answers)}`)
}

/** Acts so many times a second and waits for the last answer; says how long the answers took and what memory the bot had. */
async function run({ discord, places }: Scene, stage: Stage, bot: ChildProcess, say: (line: string) => void = console.log): Promise<void> {
  const { name, perSecond, seconds, act } = stage
  const taken: number[] = []
  const memory: number[] = []
  let unanswered = 0
  const all: Promise<void>[] = []
  const isTyping = name === 'autocomplete'
  const one = async (index: number) => {
    const place = places[(index * 7) % places.length]
    if (place === undefined) return
    const acted = act(place, index)
    try {
      await (isTyping ? acted.response(10_000) : acted.message(undefined, 10_000))
      taken.push((isTyping ? acted.timings.response : acted.timings.message) ?? Number.NaN)
    } catch {
      unanswered += 1
    }
    acted.forget()
  }
  const begun = processorMs(bot)
  const stop = steadily(perSecond, (index) => all.push(one(index)))
  for (let second = 0; second < seconds; second += 1) {
    await after(1)
    memory.push(megabytes(bot))
  }
  stop()
  await Promise.all(all)
  const sorted = taken.sort((a, b) => a - b)
  say(
    `${label(`${name}, ${perSecond}/s for ${seconds} s`)} median ${ms(at(sorted, 0.5))}, p99 ${ms(at(sorted, 0.99))}, longest ${ms(sorted.at(-1) ?? 0)}; ${unanswered} of ${all.length} unanswered`,
  )
  say(`${label('  processor time of the bot for each')} ${ms((processorMs(bot) - begun) / all.length)}`)
  const half = Math.floor(memory.length / 2)
  const [first, last] = [mean(memory.slice(0, half)), mean(memory.slice(half))]
  say(
    `${label('  memory, first half and last')} ${first.toFixed(0)} MB, ${last.toFixed(0)} MB (${((last / first - 1) * 100).toFixed(1)} %)`,
  )
  discord.faults.clear()
}

/** Calls `act` so many times a second: a late timer is made up for. Returns what ends it. */
function steadily(perSecond: number, act: (index: number) => void): () => void {
  const begun = performance.now()
  let done = 0
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond)
    while (done < due) act(done++)
  }, 1)
  return () => clearInterval(timer)
}

function spawnBot({ env }: Scene, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: env.HEADROOM_DATA_DIR, env, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Waits for its end; with a signal, brings it about. */
async function ended(bot: ChildProcess, signal?: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const closed = new Promise((resolve) => bot.once('close', resolve))
  if (signal !== undefined) bot.kill(signal)
  await closed
}

/** Resident, as the system counts it. */
function megabytes({ pid }: ChildProcess): number {
  const kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  return (kib * 1024) / 1e6
}

/** User and system time, as the system counts it in hundredths. */
function processorMs({ pid }: ChildProcess): number {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = after.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const after = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))
