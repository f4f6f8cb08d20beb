import { DiscordAPIError, InteractionResponseType, type REST, RESTJSONErrorCodes, type RequestData, Routes } from 'discord.js'
import type { Choice } from './autocomplete.ts'
import type { Asking } from './interactions-asking.ts'
import { checkChoices } from './limits.ts'
import { messageRequest } from './message-request.ts'
import { ephemeral, type Outgoing } from './payload.ts'
import { insistently, isAnswered, isLost } from './refusals.ts'

/** The ways to answer one interaction. Each throws what Discord's REST throws; of a message, Unsendable. */
export interface Responder {
  reply(message: Outgoing): Promise<void>
  /** Changes the message whose button was pressed. */
  update(message: Outgoing): Promise<void>
  /** Promises an answer; who sees it is settled then. */
  defer(isPrivate: boolean): Promise<void>
  deferUpdate(): Promise<void>
  /** Fills in what was promised. */
  edit(message: Outgoing): Promise<void>
  /** A message beside it. Discord takes no nonce here: where it is not heard that it arrived, it may stand twice, which is better than not at all. */
  followUp(message: Outgoing): Promise<void>
}

/** Needs the asking's token and nothing else: any process can answer. */
export function respondTo(rest: REST, { id, token, applicationId }: Pick<Asking, 'id' | 'token' | 'applicationId'>): Responder {
  const first = (request: RequestData) => sent(() => rest.post(Routes.interactionCallback(id, token), { ...request, auth: false }))
  const promise = (type: InteractionResponseType, data?: object) => first({ body: { type, ...(data && { data }) } })
  const patch = (request: RequestData) => sent(() => rest.patch(Routes.webhookMessage(applicationId, token), { ...request, auth: false }))
  const post = (request: RequestData) => sent(() => rest.post(Routes.webhook(applicationId, token), { ...request, auth: false }))
  return {
    reply: (message) =>
      light(message, (one) => first(messageRequest(one, (data) => ({ type: InteractionResponseType.ChannelMessageWithSource, data })))),
    update: (message) =>
      light(message, (one) => first(messageRequest(one, (data) => ({ type: InteractionResponseType.UpdateMessage, data: settled(data) })))),
    defer: (isPrivate) => promise(InteractionResponseType.DeferredChannelMessageWithSource, isPrivate ? { flags: ephemeral } : undefined),
    deferUpdate: () => promise(InteractionResponseType.DeferredMessageUpdate),
    edit: (message) => light(message, (one) => patch(messageRequest(one, settled))),
    followUp: (message) => light(message, (one) => post(messageRequest(one))),
  }
}

/** From memory, in one go: what somebody types next makes it worthless. */
export async function suggest(rest: REST, { id, token }: { readonly id: string; readonly token: string }, choices: readonly Choice[]) {
  checkChoices(choices)
  const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } }
  await sent(() => rest.post(Routes.interactionCallback(id, token), { body, auth: false }))
}

/** Where an earlier try had arrived after all, Discord says that it is answered: it is, by this process. */
async function sent(send: () => Promise<unknown>): Promise<void> {
  await insistently(isLost, async (tried) => {
    try {
      await send()
    } catch (error) {
      if (tried === 0 || !isAnswered(error)) throw error
    }
  })
}

/** Codes that say a picture was what Discord did not take. */
const tooMuch: readonly (string | number)[] = [RESTJSONErrorCodes.RequestEntityTooLarge, RESTJSONErrorCodes.MissingPermissions]

/** Sends again without the picture where that is what was not taken. */
async function light(message: Outgoing, send: (message: Outgoing) => Promise<void>): Promise<void> {
  try {
    await send(message)
  } catch (error) {
    const isPicture = error instanceof DiscordAPIError && (tooMuch.includes(error.code) || error.status === 413)
    if (message.files.length === 0 || !isPicture) throw error
    await send(withoutChart(message))
  }
}

function withoutChart({ payload }: Outgoing): Outgoing {
  const embeds = payload.embeds.map(({ image: _, ...embed }) => embed)
  return { payload: { ...payload, embeds, attachments: [] }, files: [] }
}

/** Who sees a message is settled when it is made. */
const settled = ({ flags: _, ...payload }: Outgoing['payload']): object => payload
