import type { Option } from '../estimator/types.ts'
import { follyOf, missOf } from './fit-sound.ts'
import { type FitView, ratePerUser } from './fit-view.ts'
import { spokenName } from './names.ts'
import { grouped, significant } from './numbers.ts'

/** From here on a number of users may well be one of people, who do not all wait for an answer at the same moment. */
export const manyPeople = 8
/** Of people who share a server, about this share wait for an answer at the same moment. */
const activeShare = 0.15

/** How many of so many people wait for an answer at the same moment. */
export const activeOf = (people: number) => Math.max(1, Math.round(activeShare * people))

/** Users, and what was asked for each of them: `for 50 users at 20 tok/s each with the first token within 1 s`; empty for one user and no target. */
export function loadWords({ t, estimate }: FitView): string {
  const { concurrency, targetTokensPerSecond: rate, targetTtftSeconds: wait } = estimate.workload
  const words: string[] = []
  if (concurrency > 1) words.push(t('fit.load.users', { users: grouped(concurrency) }))
  if (rate !== undefined) words.push(t(concurrency > 1 ? 'fit.load.rateEach' : 'fit.load.rate', { rate: significant(rate) }))
  if (wait !== undefined) words.push(t('fit.load.firstToken', { seconds: wait }))
  return words.join(t('fit.load.and'))
}

/** What is wrong with an option that holds the job, in a sentence; none where nothing is. */
export function flaws(view: FitView, option: Option): readonly string[] {
  const { t, estimate } = view
  const { concurrency, targetTokensPerSecond, targetTtftSeconds } = estimate.workload
  const rate = significant(ratePerUser(option, concurrency)?.value ?? 0)
  const seconds = significant(option.timeToFirstTokenSeconds?.value ?? 0)
  const gpu = spokenName(option)
  const folly = follyOf(option)
  if (folly !== undefined) return [t(`fit.flaw.${folly}`, { gpu, rate, seconds })]
  switch (missOf(option)) {
    case 'speed':
      return [t('fit.flaw.speed', { gpu, rate, target: significant(targetTokensPerSecond ?? 0) })]
    case 'first-token':
      return [t('fit.flaw.first-token', { gpu, seconds, target: targetTtftSeconds ?? 0 })]
    case undefined:
      return []
  }
}
