/** The words of what to buy in English. */
export const shopEn = {
  title: {
    open: 'Cards worth buying for language models, cheapest first',
    both: 'For {{budget}}: {{gpu}} holds the most and is the fastest',
    two: 'For {{budget}}: {{gpu}} holds the most, {{fast}} is the fastest',
    over: 'Nothing worth buying is known for {{budget}}: the cheapest is {{gpu}}',
    nothing: 'No price to buy a card is known',
  },
  answer: '{{gpu}} (about {{usd}}) holds up to {{size}} in 4-bit with 8k of context, at {{speed}} tokens/s.',
  small: '{{gpu}} (about {{usd}}) holds no model of the usual sizes in 4-bit.',
  table: {
    title: 'US dollars to buy, and what runs for one user',
    gpu: 'GPU',
    buy: 'buy ~$',
    largest: 'holds, 4-bit',
    speed: 'tok/s there',
    usual: 'tok/s, 8B',
    date: 'price of',
  },
  note: {
    worth:
      'Each card here holds more, or reads faster, than every cheaper one with a known price; what is missing is no better for language models.',
    prices: 'Prices to buy are known of some cards only, used ones among them, and some are a year old: see the day beside each.',
  },
  source: 'Prices to buy: medians of what was seen until the day beside each (bundled and fetched rows)',
  hint: 'Say what is to run (“gpu for 32b under $800”), or compare cards (“3090 vs 5070 ti”).',
}
