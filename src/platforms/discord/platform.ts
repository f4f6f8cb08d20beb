import type { Platform } from '../platform.ts'
import { startShard } from './sharding-shard.ts'

/** Discord, by its gateway. discord.js is loaded when it starts. */
export const discord: Platform = {
  name: 'discord',
  configured: ({ discord: { token } }) => token !== undefined,
  missing: {
    en: 'set DISCORD_TOKEN to the token on the Bot page of an application at https://discord.com/developers/applications',
    zh: '请把 DISCORD_TOKEN 设为 https://discord.com/developers/applications 上某个应用的 Bot 页面中的令牌',
  },
  async start(services) {
    if (services.config.discord.sharding === 'processes') {
      if ('SHARDS' in process.env) return await startShard(services)
      const { startShards } = await import('./sharding.ts')
      return await startShards(services)
    }
    const { startDiscord } = await import('./start.ts')
    return await startDiscord(services)
  },
}
