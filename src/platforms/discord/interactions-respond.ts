import { DiscordAPIError, InteractionResponseType, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { Choice } from './autocomplete.ts'
import type { Shown } from './context.ts'
import type { Asking } from './interactions-asking.ts'
import { withFiles } from './multipart.ts'
import { ephemeral } from './payload.ts'
import { insistently, isAnswered, isLost } from './refusals.ts'

/** The ways to answer one interaction. Each throws what Discord's REST throws. */
export interface Responder {
  reply(shown: Shown): Promise<void>
  /** Changes the message whose button was pressed. */
  update(shown: Shown): Promise<void>
  /** Promises an answer; who sees it is settled then. */
  defer(isPrivate: boolean): Promise<void>
  deferUpdate(): Promise<void>
  /** Fills in what was promised. */
  edit(shown: Shown): Promise<void>
  followUp(shown: Shown): Promise<void>
}

/** Needs the asking's token and nothing else: any process can answer. */
export function respondTo(rest: REST, { id, token, applicationId }: Pick<Asking, 'id' | 'token' | 'applicationId'>): Responder {
  const first = (type: InteractionResponseType, data?: object, files: Shown['files'] = []) =>
    sent(() => rest.post(Routes.interactionCallback(id, token), { ...withFiles({ type, ...(data && { data }) }, files), auth: false }))
  return {
    reply: (shown) => light(shown, ({ payload, files }) => first(InteractionResponseType.ChannelMessageWithSource, payload, files)),
    update: (shown) => light(shown, ({ payload, files }) => first(InteractionResponseType.UpdateMessage, withoutFlags(payload), files)),
    defer: (isPrivate) => first(InteractionResponseType.DeferredChannelMessageWithSource, isPrivate ? { flags: ephemeral } : undefined),
    deferUpdate: () => first(InteractionResponseType.DeferredMessageUpdate),
    edit: (shown) =>
      light(shown, ({ payload, files }) =>
        sent(() => rest.patch(Routes.webhookMessage(applicationId, token), { ...withFiles(withoutFlags(payload), files), auth: false })),
      ),
    followUp: (shown) =>
      light(shown, ({ payload, files }) =>
        sent(() => rest.post(Routes.webhook(applicationId, token), { ...withFiles(payload, files), auth: false })),
      ),
  }
}

/** From memory, in one go: what somebody types next makes it worthless. */
export async function suggest(rest: REST, { id, token }: { readonly id: string; readonly token: string }, choices: readonly Choice[]) {
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
async function light(shown: Shown, send: (shown: Shown) => Promise<void>): Promise<void> {
  try {
    await send(shown)
  } catch (error) {
    const isPicture = error instanceof DiscordAPIError && (tooMuch.includes(error.code) || error.status === 413)
    if (shown.files.length === 0 || !isPicture) throw error
    await send(withoutChart(shown))
  }
}

function withoutChart(shown: Shown): Shown {
  const embeds = shown.payload.embeds.map(({ image: _, ...embed }) => embed)
  return { ...shown, payload: { ...shown.payload, embeds, attachments: [] }, files: [] }
}

/** Who sees a message is settled when it is made. */
function withoutFlags({ flags: _, ...payload }: Shown['payload']): Shown['payload'] {
  return payload
}
