/** The words of the /compare card in English. */
export const compareEn = {
  versus: ' vs ',
  and: ' and ',
  list: ', ',
  semicolon: '; ',
  stop: '.',
  sentence: '{{text}}.',
  context: '{{context}} context',
  title: {
    fast: '{{versus}} — {{fast}} is fastest',
    none: '{{gpu}} against no GPU at all: the card wins',
    only: '{{versus}} — only {{only}} holds it',
    both: '{{versus}} — {{fast}} is fastest and cheapest per token',
    cheap: '{{versus}} — {{cheap}} is cheapest per token',
    each: '{{versus}} — {{fast}} is fastest, {{cheap}} cheapest per token',
  },
  titleOfTwo: {
    fast: '{{versus}} — {{fast}} is faster',
    both: '{{versus}} — {{fast}} is faster and cheaper per token',
    cheap: '{{versus}} — {{cheap}} is cheaper per token',
    each: '{{versus}} — {{fast}} is faster, {{cheap}} cheaper per token',
  },
  titleOn: '{{names}} on {{gpu}}',
  job: '{{job}}: {{sentence}}',
  jobTitle: '{{model}} in {{format}}',
  jobTitlePlain: '{{model}}',
  winner: '{{names}} is {{wins}}',
  winners: '{{names}} are {{wins}}',
  win: {
    speed: 'fastest for one user ({{value}} tok/s, {{ratio}}× {{next}})',
    full: 'strongest at full load ({{value}} tok/s, {{ratio}}× {{next}})',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
    million: 'cheapest per million output tokens when always busy (${{value}}; {{next}} ${{nextValue}})',
    joule: 'most frugal ({{value}} tok/J, {{ratio}}× {{next}})',
  },
  beats: {
    speed: 'faster for one user ({{value}} tok/s, {{ratio}}× {{next}})',
    full: 'stronger at full load ({{value}} tok/s, {{ratio}}× {{next}})',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
    million: 'cheaper per million output tokens when always busy (${{value}}; {{next}} ${{nextValue}})',
    joule: 'more frugal ({{value}} tok/J, {{ratio}}× {{next}})',
  },
  tie: {
    speed: 'equally fast for one user ({{value}} tok/s)',
    full: 'equal at full load ({{value}} tok/s)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
    million: 'equally cheap per million output tokens (${{value}})',
    joule: 'equally frugal ({{value}} tok/J)',
  },
  failing: '{{names}} cannot hold it',
  nobody: 'none of them holds it.',
  only: 'only {{gpu}} holds it ({{need}} GiB, {{speed}} tok/s for one user); {{short}}.',
  unsupported: '{{gpu}} does not run {{format}}',
  withoutGpu:
    '{{job}}: {{gpu}} writes {{speed}} tok/s for one user, a desktop CPU alone {{cpu}}: {{ratio}} times as fast, and more with long prompts.',
  short: '{{gpu}} is {{gib}} GiB short',
  row: {
    fits: '{{label}}: {{need}} GiB on {{gpu}}, {{speed}} tok/s for one user{{hour}}.',
    tight: '{{label}}: {{need}} GiB, only just on {{gpu}}, {{speed}} tok/s for one user{{hour}}.',
    holds: '{{label}}: {{need}} GiB, {{gpu}} holds it.',
    no: '{{label}}: {{need}} GiB, {{short}} GiB too much for {{gpu}}.',
    none: '{{label}}: {{need}} GiB, and it does not run there.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
    hour: ', about ${{usd}}/h',
  },
  col: {
    on: 'Runs on',
    one: 'tok/s, one user',
    full: 'tok/s, full',
    hour: '$/h',
    million: '$/M out, full',
    perUsd: 'M tok/$, full',
    watts: 'W',
    joule: 'tok/J, full',
    prefill: 'tok/s read',
    memory: 'GiB usable',
    gib: 'GiB',
    link: 'Link GB/s',
    buy: 'Buy $',
    released: 'Released',
    model: 'Model',
    format: 'Format',
    length: 'Context',
    flop: 'FLOP per token',
    trainFlop: 'to train, FLOP per token',
    millionOne: '1M tokens, one user',
    millionFull: '1M tokens, full',
    provider: 'Provider',
    ratio: '× cheapest',
    month: '$/month',
    machine: 'Sold by',
    date: 'Seen',
  },
  hardware: 'What the cards are (× of {{gpu}}; dense TFLOPS)',
  resources: 'What it takes',
  providers: '{{gpu}} on demand, per GPU',
  assumed: {
    jobs: 'no model said: a typical 8B and 70B',
    rivals: 'only one card said: beside it the common ones nearest in bandwidth',
    several: 'one of either does not hold it: as many of each as it takes',
    levelled: 'all in 4-bit: left to itself each card would take another format',
    standIn: '{{gpu}} stands for cards of that size',
    load: '{{context}} context, {{prompt}} tokens in, {{output}} out',
    full: 'full: as many requests as memory holds',
  },
  note: {
    runtimes:
      'Runtimes ({{names}}) are no side of this comparison: each row has the one that suits its card. Ask /fit with one of them at a time.',
    training: 'Speeds are of inference; training follows the FP16 column, memory and the link.',
    quality: 'Speed and memory are compared here, not how good the answers are.',
  },
  quality: {
    full: '{{names}}: no loss that shows.',
    slight: '{{names}}: a loss that hardly shows.',
    some: '{{names}}: some loss, more on small models.',
    clear: '{{names}}: a clear loss.',
  },
  provider: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
    title: '{{gpu}}: {{provider}} is cheapest at ${{usd}} an hour',
    none: '{{gpu}}: nobody in the price list rents it out',
    few: 'There is no second price to compare with.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
    answer: '{{cheapest}} ${{usd}} an hour; {{others}}. Over a month that runs always the dearest here costs ${{month}} more.',
    missing: 'No price of this card from {{names}}.',
    note: 'On-demand prices per GPU without tax, storage and traffic; marketplaces (vastai, salad, akash) are of single machines that differ. Each has its day: check before you decide.',
  },
  source: {
    runs: 'Ranges should hold 80 % of real measurements; watts: 60–80 % of board power; tok/J counts the GPUs alone',
    offers: 'Each provider’s newest on-demand price in the price list, with its day',
  },
  side: 'Side by side',
  tap: { users: '{{users}} users', fit: '{{label}} in full', price: 'prices of {{gpu}}', facts: 'about {{gpu}}' },
  hint: {
    job: 'Name a model (“for qwen3 32b”) or a format (“fp8”) to compare on your own job.',
    load: 'Add users (“x8”) or a context (“32k”): what wins for one may lose for many.',
    card: 'Name a card (“on a 4090”) to compare on what you have.',
    provider: 'Ask “/price” for other cards, or name a model to see tokens per dollar.',
  },
  api: {
    title: {
      never: '{{model}}: the API is cheaper, however busy {{gpu}} is',
      from: '{{model}}: {{gpu}} beats the API above {{tokens}} tokens a day ({{busy}} % busy)',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
      none: '{{model}}: no API price known; {{gpu}} costs ${{usd}} per million tokens when always busy',
      noPrice: '{{model}}: {{gpu}} runs it, but no price of it is known',
      noMachine: '{{model}}: nothing tried here holds it',
    },
    answerFrom:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
      'With {{gpu}} always busy a million tokens cost ${{full}}; the API asks ${{api}} [{{low}}–{{high}}]. Below {{tokens}} tokens a day the idle hours cost more than the API.',
    answerNever:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
      'Even with {{gpu}} always busy a million tokens cost ${{full}}, and the API asks only ${{api}} [{{low}}–{{high}}]: a rented machine is for privacy or control, not for the price.',
    answerCapacity: 'Always busy, {{gpu}} does {{tokens}} tokens a day.',
    answerNoPrice:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
      'Always busy, {{gpu}} does {{tokens}} tokens a day, which the API sells for ${{usd}}: set its price and power against that.',
    answerNone:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
      'Nobody in the list serves these weights. With {{gpu}} always busy a million tokens cost ${{full}}, five times that at 20 %.',
    assumed: {
      model: 'no model said: {{model}}',
      mix: '{{prompt}} tokens in and {{output}} out a request, both priced, without caching discounts',
      rented: 'rented all day, busy or not',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
      owned: 'bought: the price over {{years}} years with nothing left, and power at ${{kwh}}/kWh; the rest of the computer not counted',
      asMany: 'one does not hold it: {{gpu}}',
      weights: 'weights in {{format}}',
      chosen: '{{gpu}} ({{format}}): the cheapest hour among what has cheap tokens',
      standIn: 'API price of {{model}}: a model of that size',
    },
    ways: 'Cost of a million tokens, prompts included',
    col: {
      way: 'Way',
      hour: '$/h',
      full: 'always busy',
      busy20: '20 % busy',
      even: 'Pays above, a day',
      share: '% busy then',
      capacity: 'Most a day',
    },
    rented: '{{gpu}}, rented',
    owned: '{{gpu}}, bought',
    theApi: 'API, median of {{offers}}',
    theCheapest: 'API, cheapest: {{provider}}',
    otherOwned: 'Bought instead, it pays above {{tokens}} tokens a day ({{busy}} % busy).',
    otherOwnedNever: 'Bought instead, it does not pay either.',
    otherRented: 'Rented instead, it pays above {{tokens}} tokens a day ({{busy}} % busy).',
    otherRentedNever: 'Rented instead, it never pays.',
    days: 'Cost of a day by load ($)',
    dayCol: { tokens: 'Tokens a day', api: 'API', own: '{{gpu}}', machines: 'Machines', wins: 'Cheaper' },
    winsApi: 'API',
    winsOwn: 'own',
    noteIdle: 'A machine is paid for by the hour, so the load decides: at half the load a token costs twice as much.',
    noteClosed:
      'Compared with the API of the same open weights. Closed models (GPT, Claude, Gemini) are other models at other prices, which are not in the list.',
    noteCached:
      'Cached prompts cost less at an API (often a tenth) and hardly anything on a machine of your own: long shared prompts favour both, and move the break-even up.',
    noteApi:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
      'API: ${{input}} in [{{inputLow}}–{{inputHigh}}], ${{output}} out [{{outputLow}}–{{outputHigh}}] per million, {{offers}} providers, {{date}}.',
    noteUnused: 'The budget you said is not used here.',
    source: 'API prices of {{date}}: list prices, one per provider, routers left out',
    hint: 'Say your requests (“4000 in 500 out”) or another card (“on 2x 4090”) to move the break-even.',
    tapGpu: 'on {{gpu}}',
  },
}
