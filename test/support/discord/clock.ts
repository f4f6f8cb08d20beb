const discordEpochMs = 1_420_070_400_000

/** Discord's clock. It stands still unless `now` moves it or a test calls `advance`. Milliseconds since 1970. */
export class FakeClock {
  #advancedMs = 0
  readonly source: () => number

  constructor(source: () => number) {
    this.source = source
  }

  now(): number {
    return this.source() + this.#advancedMs
  }

  advance(ms: number): void {
    this.#advancedMs += ms
  }

  iso(): string {
    return new Date(this.now()).toISOString()
  }
}

/** Snowflakes: the time in the upper bits, a counter in the lower ones. */
export class Ids {
  #count = 0
  #guilds = 0
  readonly clock: FakeClock

  constructor(clock: FakeClock) {
    this.clock = clock
  }

  next(): string {
    return snowflake(this.clock.now(), ++this.#count)
  }

  /** Guilds are made in different milliseconds, so that they spread over shards. */
  nextGuild(): string {
    return snowflake(discordEpochMs + 100_000_000_000 + ++this.#guilds, 1)
  }
}

function snowflake(ms: number, count: number): string {
  return ((BigInt(Math.floor(ms) - discordEpochMs) << 22n) | BigInt(count & 0x3fffff)).toString()
}
