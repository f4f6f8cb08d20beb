import type { Gateway } from './gateway.ts'
import type { Reply, Request, Route } from './http.ts'
import type { Interactions } from './interactions.ts'
import { messageFlag } from './limits.ts'
import type { Stored } from './messages.ts'
import { Refusal, refusal } from './refusals.ts'

/** Answers to interactions. The token in the path is all they need. */
export function interactionRoutes(applicationId: string, interactions: Interactions, gateway: Gateway): Route[] {
  const told =
    (event: string, { message, channel, onlyFor }: Stored) =>
    () => {
      if (onlyFor === undefined) gateway.dispatchMessage(event, message, channel)
    }
  const route = (method: string, path: string, answer: (request: Request, token: string) => Reply): Route => ({
    method,
    path,
    open: true,
    answer: (request) => {
      const token = request.params.token ?? ''
      try {
        if (request.params.app !== undefined && request.params.app !== applicationId) throw refusal('unknownWebhook')
        return answer(request, token)
      } catch (error) {
        if (error instanceof Refusal) interactions.refused(token, error.code)
        throw error
      }
    },
  })
  const message = '/webhooks/:app/:token/messages/:message'
  return [
    route('POST', '/interactions/:id/:token/callback', ({ params, query, body, files }, token) => {
      const live = interactions.respond(params.id ?? '', token, body, files)
      const { original, first } = live
      const event = first?.type === 7 ? 'MESSAGE_UPDATE' : 'MESSAGE_CREATE'
      const after = original && first?.type !== 6 ? { after: told(event, original) } : {}
      if (query.get('with_response') !== 'true') return { status: 204, ...after }
      const flags = original?.message.flags ?? 0
      const interaction = {
        id: live.id,
        type: live.type,
        ...(original && {
          response_message_id: original.message.id,
          response_message_loading: (flags & messageFlag.loading) !== 0,
          response_message_ephemeral: (flags & messageFlag.ephemeral) !== 0,
        }),
      }
      return {
        status: 200,
        body: { interaction, resource: { type: first?.type, ...(original && { message: original.message }) } },
        ...after,
      }
    }),
    route('POST', '/webhooks/:app/:token', ({ body, files }, token) => {
      const { stored, isNew } = interactions.followUp(token, body, files)
      return { status: 200, body: stored.message, after: told(isNew ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE', stored) }
    }),
    route('GET', message, ({ params }, token) => ({ status: 200, body: interactions.message(token, params.message ?? '').message })),
    route('PATCH', message, ({ params, body, files }, token) => {
      const stored = interactions.edit(token, params.message ?? '', body, files)
      return { status: 200, body: stored.message, after: told('MESSAGE_UPDATE', stored) }
    }),
    route('DELETE', message, ({ params }, token) => {
      interactions.remove(token, params.message ?? '')
      return { status: 204 }
    }),
  ]
}
