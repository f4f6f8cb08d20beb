import type { Answer } from '../../../commands/command.ts'
import type { Card } from '../../cards/card.ts'
import type { ChartImages } from '../../charts/images.ts'
import { withTrend } from '../../charts/with-trend.ts'
import type { Reply } from '../../headroom.ts'
import { errorFields } from '../../operations/error-fields.ts'
import type { Log } from '../../operations/log.ts'
import { readPriceDays } from '../../prices/trend.ts'
import type { Failure } from '../../service.ts'
import { inTime } from '../../storage/in-time.ts'
import type { Store } from '../../storage/store.ts'
import type { DiscordContext, Shown, ShowOptions } from './context.ts'
import type { Rendered } from './payload.ts'
import { renderCard } from './render.ts'
import { renderError, renderFailure } from './render-error.ts'
import { renderOnce } from './render-once.ts'
import { renderWhy } from './render-why.ts'
import type { ButtonStates } from './show-states.ts'

interface Showing {
  readonly store: Store
  readonly states: ButtonStates
  readonly charts: ChartImages
  readonly log: Log
  /** Milliseconds a picture is waited for. */
  readonly pictureMs: number
  readonly now?: () => Date
}

/** A command's name for who named none: it is chosen by the text. */
const anyCommand = 'ask'
const chartName = 'chart.png'

/** Makes `DiscordContext.show`. */
export function createShow({ store, states, charts, log, pictureMs, now = () => new Date() }: Showing): DiscordContext['show'] {
  const asCard = renderOnce(renderCard)
  const asWhy = renderOnce(renderWhy)

  async function drawn(card: Card, mostBytes: number | undefined): Promise<Buffer | undefined> {
    const { chart } = card
    if (chart === undefined || mostBytes === undefined || !showsMore(card)) return undefined
    try {
      const png = await inTime(pictureMs, charts.png(chart))
      return png !== undefined && png.length <= mostBytes ? png : undefined
    } catch (error) {
      log.warn('a chart could not be drawn, the answer goes without it', errorFields(error))
      return undefined
    }
  }

  /** While the storage is away a card keeps its own chart. */
  async function trended({ card, trend }: Answer): Promise<Card> {
    const today = now().toISOString().slice(0, 10)
    return await withTrend({ card, ...(trend && { trend }) }, (gpu) => readPriceDays(store, gpu, today)).catch(() => card)
  }

  async function answered(reply: Extract<Reply, { kind: 'answer' }>, how: ShowOptions): Promise<Made> {
    const { command, answer } = reply
    const back = how.backTo === undefined ? undefined : ({ action: 'card', command: how.backTo, shorthand: how.text } as const)
    const options = { command, shorthand: answer.shorthand, private: how.isPrivate === true, ...(back && { back }) }
    if (how.whyPage !== undefined) return shown(asWhy(answer.card, options, how.whyPage))
    const card = how.mostBytes === undefined ? answer.card : await trended(answer)
    const png = await drawn(card, how.mostBytes)
    const chart = png === undefined || card.chart === undefined ? undefined : { name: chartName, alt: card.chart.alt }
    return shown(asCard(card, { ...options, ...(chart && { chart }) }), png)
  }

  return async (reply, how) => {
    const made = reply.kind === 'answer' ? await answered(reply, how) : refused(reply, how)
    await states.keep(made.keep)
    return made
  }
}

/** Memory by part stands in the embed: a picture of it shows more where something does not fit, or only just. */
function showsMore({ chart, tone }: Card): boolean {
  return chart?.kind !== 'memory' || tone === 'too-big' || tone === 'tight'
}

type Made = Shown & { readonly keep: Rendered['keep'] }

function shown({ payload, keep }: Rendered, png?: Buffer): Made {
  const files = payload.attachments.length === 0 || png === undefined ? [] : [{ name: chartName, data: png, contentType: 'image/png' }]
  return { payload, keep, files, isRefusal: false }
}

function refused(
  reply: Exclude<Reply, { kind: 'answer' }> | Failure,
  { text, command = anyCommand, isPrivate = false }: ShowOptions,
): Made {
  const asked = { command, text, language: reply.language, private: isPrivate }
  const rendered = reply.kind === 'refusal' ? renderError(reply.error, asked) : renderFailure({ ...asked, logId: reply.id })
  return { ...shown(rendered), isRefusal: true }
}
