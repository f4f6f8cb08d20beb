import type { budgetEn } from './budget.en.ts'

/** What is said in Chinese of a budget beside a model; the same keys as in budget.en.ts. */
export const budgetZh = {
  buy: '{{budget}} 美元以内，按已知售价可以买：{{list}}。',
  rent: '每小时 {{budget}} 美元以内可以租：{{list}}。',
  one: '{{gpu}}（{{format}}），约 {{usd}} 美元，{{speed}} token/s',
  buyOver: '已知售价里没有 {{budget}} 美元以内能跑它的：最便宜的是 {{gpu}}，约 {{usd}} 美元。',
  rentOver: '没有每小时 {{budget}} 美元以内能跑它的：最便宜的是 {{gpu}}，约 {{usd}} 美元。',
  buyUnknown: '能跑它的都没有已知售价，无法和 {{budget}} 美元比较。',
  rentUnknown: '能跑它的都没有已知租金，无法和 {{budget}} 美元比较。',
} satisfies Readonly<Record<keyof typeof budgetEn, string>>
