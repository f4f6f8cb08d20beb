import { translate } from './words.ts'

export const quickTranslate = translate
