import type { launchEn } from './launch.en.ts'

/** The words around commands in Chinese. */
export const launchZh = {
  start: '启动命令：{{gpu}}，{{format}}（{{runtime}}）',
  check: '自己测速：{{gpu}}，{{format}}（{{runtime}}）',
  server: '第 {{number}} 台服务器，共 {{count}} 台',
} satisfies Readonly<Record<keyof typeof launchEn, string>>
