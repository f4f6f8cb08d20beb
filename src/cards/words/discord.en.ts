/** What only Discord says: its buttons, its selects and its menus. */
export const discordEn = {
  more: '+{{count}} more',
  why: 'Why',
  compare: 'Compare',
  share: 'Share',
  back: 'Back',
  previous: 'Previous',
  next: 'Next',
  page: 'page {{page}} of {{pages}}',
  noWorking: 'This answer has no calculation behind it.',
  code: 'code {{id}}',
  refused: 'That cannot be answered yet',
  failed: 'Something went wrong',
  failedAnswer: 'It is not your question. Try again in a moment; if it stays, tell whoever runs this bot the code below.',
  pick: {
    quant: 'Another format',
    context: 'Another context',
    users: 'Another number of users',
    gpu: 'Another GPU',
    model: 'Another model',
  },
}
