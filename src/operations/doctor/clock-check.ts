import type { Translate } from '../../cards/words/words.ts'
import { broken, type Check, note, ok } from './check.ts'

/** Somebody else's clock less ours. */
export interface ClockFinding {
  readonly other: string
  readonly secondsAhead: number
}

/** Seconds: what is signed or expires goes wrong beyond it. */
const mostApart = 30

export function clockCheck(found: ClockFinding | undefined, online: boolean, words: Translate): Check {
  if (found === undefined) return note(words(online ? 'operations.doctor.noClockOnline' : 'operations.doctor.noClock'))
  const seconds = Math.abs(found.secondsAhead)
  const params = { seconds, other: found.other }
  return seconds > mostApart ? broken(words('operations.doctor.clockOff', params)) : ok(words('operations.doctor.clock', params))
}

/** What the first of the servers to answer says the time is, in its Date header; undefined where none says. */
export async function clockOf(addresses: readonly string[]): Promise<ClockFinding | undefined> {
  const ask = async (address: string): Promise<ClockFinding> => {
    const before = Date.now()
    const response = await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) })
    const said = Date.parse(response.headers.get('date') ?? '')
    if (Number.isNaN(said)) throw new Error('no date')
    return { other: new URL(address).host, secondsAhead: Math.round((said - (before + Date.now()) / 2) / 1000) }
  }
  return await Promise.any(addresses.map(ask)).catch(() => undefined)
}
