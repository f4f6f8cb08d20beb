/** What is said where a question was heard in a channel. */
export const channelsEn = {
  notNow: 'Not now',
  quiet: 'Gone. For a day I answer you in this channel only when you mention me.',
  quietNotStored: 'Gone. The storage is away, so I cannot remember to stay quiet: press it again should I answer once more.',
  notYours: 'Whoever was answered can send this away, and those who manage the server.',
  removed: 'Gone.',
  turnOff:
    'I answer questions unasked where somebody who manages the server has turned that on. Turn it off with `/server-settings channels none`, or name the channels to keep: `/server-settings channels #one #two`.',
  slowDown: 'That was a lot of questions at once. I answer again in {{seconds}} s.',
}
