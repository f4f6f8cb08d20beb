/** What is said in English of a budget beside a model. */
export const budgetEn = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  buy: 'For ${{budget}} one can buy, by the prices known: {{list}}.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  rent: 'For ${{budget}} an hour one can rent: {{list}}.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  one: '{{gpu}} in {{format}}, about ${{usd}}, {{speed}} tokens/s',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  buyOver: 'Nothing that runs it is known to be sold for ${{budget}}: the cheapest is {{gpu}} at about ${{usd}}.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  rentOver: 'Nothing that runs it is rented out for ${{budget}} an hour: the cheapest is {{gpu}} at about ${{usd}}.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  buyUnknown: 'What runs it has no known price to buy, so ${{budget}} is not compared.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
  rentUnknown: 'What runs it has no known rent, so ${{budget}} is not compared.',
}
