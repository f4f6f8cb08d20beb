// `npm run bench` runs what takes seconds; `npm run bench -- redis` runs those that are named, whatever they take.
// Each is loaded when it is run: what the others load stays out of the memory that is measured.

interface Bench {
  /** Takes seconds, so it runs where none is named. */
  readonly fast: boolean
  run(): Promise<void>
}

const benches: ReadonlyMap<string, Bench> = new Map([
  ['answers', { fast: true, run: async () => (await import('./bench/answers.ts')).benchAnswers() }],
  ['start', { fast: true, run: async () => (await import('./bench/start.ts')).benchStart() }],
  ['charts', { fast: true, run: async () => (await import('./bench/charts.ts')).benchCharts() }],
  ['prices', { fast: true, run: async () => (await import('./bench/prices.ts')).benchPrices() }],
  ['redis', { fast: false, run: async () => (await import('./bench/redis.ts')).benchRedis() }],
  ['cards', { fast: false, run: async () => (await import('./bench/cards.ts')).benchCards() }],
  ['discord', { fast: false, run: async () => (await import('./bench/discord.ts')).benchDiscord() }],
  // What the one before starts: not a bench of its own.
  ['discord-bot', { fast: false, run: async () => (await import('./bench/discord-bot.ts')).runDeferringBot() }],
])

const named = process.argv.slice(2)
const unknown = named.filter((name) => !benches.has(name))
if (unknown.length > 0) {
  console.error(`No bench called ${unknown.join(', ')}: there is ${[...benches.keys()].join(', ')}.`)
  process.exit(2)
}
for (const [name, { fast, run }] of benches) if (named.length === 0 ? fast : named.includes(name)) await run()

export {}
