import type { Commands } from './commands.ts'
import { type Gateway, intent } from './gateway.ts'
import type { Reply, Route } from './http.ts'
import { refusal } from './refusals.ts'
import { guildPayload, memberPayload, type World } from './world.ts'

export interface Sharding {
  shards: number
  maxConcurrency: number
  /** How often the bot may still connect anew today; absent: as often as it does. */
  sessionsLeft?: number
}

const ok = (body: unknown): Reply => ({ status: 200, body })

/** Who the bot is, where it connects, and the commands it registers. */
export function applicationRoutes(world: World, commands: Commands, gateway: Gateway, sharding: Sharding): Route[] {
  const sessions = () => ({
    total: 1000,
    remaining: sharding.sessionsLeft ?? 1000 - gateway.counts.identifies,
    reset_after: 86_400_000,
    max_concurrency: sharding.maxConcurrency,
  })
  const application = () => ({
    id: world.bot.id,
    name: world.bot.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '',
    flags: gateway.options.granted & intent.messageContent ? 1 << 19 : 0,
    bot: world.bot,
    team: null,
    integration_types_config: { 0: {}, 1: {} },
  })
  /** A route of the application itself: the bot's token opens no other. */
  const own =
    (answer: Route['answer']): Route['answer'] =>
    (request) => {
      if (request.params.app !== world.bot.id) throw refusal('notYourApplication')
      if (request.params.guild !== undefined && !world.guilds.get(request.params.guild)?.hasBot) throw refusal('missingAccess')
      return answer(request)
    }
  const everywhere = '/applications/:app/commands'
  const inGuild = '/applications/:app/guilds/:guild/commands'
  const commandRoutes = [everywhere, inGuild].flatMap((path): Route[] => [
    {
      method: 'GET',
      path,
      answer: own(({ params, query }) => ok(commands.list(params.guild, query.get('with_localizations') === 'true'))),
    },
    { method: 'PUT', path, answer: own(({ params, body }) => ok(commands.replaceAll(world.bot.id, body, params.guild))) },
    {
      method: 'POST',
      path,
      answer: own(({ params, body }) => {
        const { isNew, command } = commands.upsert(world.bot.id, body, params.guild)
        return { status: isNew ? 201 : 200, body: command }
      }),
    },
    {
      method: 'GET',
      path: `${path}/:command`,
      answer: own(({ params }) => ok(commands.byId(params.command ?? '', params.guild))),
    },
    {
      method: 'DELETE',
      path: `${path}/:command`,
      answer: own(({ params }) => {
        commands.remove(params.command ?? '', params.guild)
        return { status: 204 }
      }),
    },
  ])
  const guild = (id: string | undefined) => {
    const found = world.guilds.get(id ?? '')
    if (!found?.hasBot) throw refusal('unknownGuild')
    return found
  }
  return [
    { method: 'GET', path: '/gateway', answer: () => ok({ url: gateway.url }) },
    {
      method: 'GET',
      path: '/gateway/bot',
      answer: () => ok({ url: gateway.url, shards: sharding.shards, session_start_limit: sessions() }),
    },
    { method: 'GET', path: '/users/@me', answer: () => ok(world.bot) },
    { method: 'GET', path: '/oauth2/applications/@me', answer: () => ok(application()) },
    { method: 'GET', path: '/applications/@me', answer: () => ok(application()) },
    { method: 'GET', path: '/applications/:app', answer: own(() => ok(application())) },
    ...commandRoutes,
    {
      method: 'GET',
      path: '/users/:user',
      answer: ({ params }) => {
        const user = world.users.get(params.user ?? '')
        if (!user) throw refusal('unknownUser')
        return ok(user)
      },
    },
    { method: 'GET', path: '/guilds/:guild', answer: ({ params }) => ok(guildPayload(guild(params.guild), world.ids.clock.iso())) },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      answer: ({ params }) => {
        const member = guild(params.guild).members.get(params.user ?? '')
        if (!member) throw refusal('unknownMember')
        return ok(memberPayload(member))
      },
    },
  ]
}
