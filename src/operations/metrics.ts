import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What became of a question: a card, a sentence saying what to mend, or an error nobody foresaw. */
export type Outcome = 'answer' | 'refusal' | 'failure'

/** What is counted of an answer. `command` is the name of a command, or `none`: never what somebody typed. */
export interface Answered {
  readonly platform: string
  readonly command: string
  readonly outcome: Outcome
  readonly seconds: number
}

export interface Metrics {
  answered(answered: Answered): void
  /** In the text format of Prometheus. */
  page(): Promise<string>
  readonly contentType: string
}

/** Looked at when the page is asked for. */
interface Watched {
  /** When the oldest rows of each price source were seen. */
  readonly priceSources: () => readonly { readonly source: string; readonly seenAt: string }[]
  readonly storageOk: () => boolean
  readonly platforms: () => readonly { readonly name: string; readonly connected: boolean }[]
  readonly now: () => number
}

export function createMetrics({ priceSources, storageOk, platforms, now }: Watched): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({
    name: 'headroom_answers_total',
    help: 'Questions answered, by what became of them',
    labelNames: ['platform', 'command', 'outcome'] as const,
    registers,
  })
  const duration = new Histogram({
    name: 'headroom_answer_seconds',
    help: 'From a question to its answer, without the way to the platform',
    labelNames: ['platform', 'command'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  new Gauge({
    name: 'headroom_price_source_age_seconds',
    help: 'Since the oldest prices of a source were seen',
    labelNames: ['source'] as const,
    registers,
    collect() {
      this.reset()
      for (const { source, seenAt } of priceSources()) this.set({ source }, Math.max(0, (now() - Date.parse(seenAt)) / 1000))
    },
  })
  new Gauge({
    name: 'headroom_storage_ok',
    help: '1 while the storage answers, 0 while it is away',
    registers,
    collect() {
      this.set(storageOk() ? 1 : 0)
    },
  })
  new Gauge({
    name: 'headroom_platform_connected',
    help: '1 while a configured platform is connected, else 0',
    labelNames: ['platform'] as const,
    registers,
    collect() {
      for (const { name: platform, connected } of platforms()) this.set({ platform }, connected ? 1 : 0)
    },
  })
  return {
    answered({ platform, command, outcome, seconds }) {
      answers.inc({ platform, command, outcome })
      duration.observe({ platform, command }, seconds)
    },
    page: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
