import { type ButtonInteraction, PermissionFlagsBits } from 'discord.js'
import { translate } from '../../cards/words/words.ts'
import { inTime } from '../../storage/in-time.ts'
import { claimKeys } from '../../storage/keys.ts'
import type { Store } from '../../storage/store.ts'
import { respondTo } from './interactions-respond.ts'
import type { Sender } from './messages-send.ts'
import type { Quiet } from './not-now.ts'
import { ephemeral, textMessage } from './payload.ts'

interface Parts {
  readonly quiet: Quiet
  readonly store: Store
  readonly sender: Sender
}

/** Seconds an interaction can be answered in. */
const tokenLife = 15 * 60

/** Milliseconds the storage is waited for: Discord waits three seconds. */
const patience = { claim: 150, begin: 1000 }

/**
 * Takes an unasked answer away for whom it was made, who is then left alone in the channel for a day, and for whoever manages the server, who
 * is told how to turn such answers off.
 */
export async function pressNotNow(interaction: ButtonInteraction, askerId: string, { quiet, store, sender }: Parts): Promise<void> {
  const mine = await inTime(
    patience.claim,
    store.claim(claimKeys.answering('discord', interaction.id), tokenLife).catch(() => true),
  )
  if (mine === false) return
  const words = translate(interaction.locale.startsWith('zh') ? 'zh' : 'en')
  const to = respondTo(interaction.client.rest, interaction)
  const say = (content: string) => to.reply({ payload: { ...textMessage(content), flags: ephemeral }, files: [] })
  const isAsker = interaction.user.id === askerId
  const manages = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true
  if (!isAsker && !manages) {
    await say(words('channels.notYours'))
    return
  }
  const isKept = isAsker && (await inTime(patience.begin, succeeds(quiet.begin(interaction.channelId, askerId)))) === true
  const gone = isKept ? 'channels.quiet' : 'channels.quietNotStored'
  const done = words(isAsker ? gone : 'channels.removed')
  const told = manages ? `${done}\n${words('channels.turnOff')}` : done
  await say(told)
  await sender.remove(interaction.channelId, interaction.message.id)
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}
