const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** What a clause begins with that asks, also where nobody types its mark. */
export const clauseOpeners = words(
  'can could does do did is are will would should has have how what whats which why when where who any anyone anybody someone may min minimum vram best cheapest fastest',
)

/** What may stand before it. */
export const greetings = words(
  'hi hey hello yo guys all everyone folks so ok okay and but or well also just quick question noob newbie new here please sorry um hmm then btw wondering if lol',
)

/** Words that ask wherever they stand. */
export const requests = words(
  'recommend recommendation recommendations suggestions please pls plz wondering specs requirements explain eli5',
)

/** The same in two words. */
export const askingWords: ReadonlySet<string> = new Set([
  'how much',
  'how many',
  'how long',
  'how fast',
  'what gpu',
  'what gpus',
  'what card',
  'what hardware',
  'what models',
  'what model',
  'which gpu',
  'which card',
  'which model',
  'which llm',
  'can i',
  'could i',
  'should i',
  'would i',
  'do i',
  'can it',
  'will it',
  'would it',
  'does it',
  'any idea',
  'anyone know',
  'looking for',
  'vram needed',
  'possible or',
])

/** Before "you": what asks somebody about himself. */
export const personalBefore = words('did have had are were was')
/** After "do you": the same. "do you need", "do you calculate" ask everybody. */
export const personalAfter = words('use run have think like prefer own guys want get mean all plan still ever remember play')

/** 你们用什么卡, 你的卡: 你好 greets. */
export const personalHan = /你们|你(?:的|用|跑|是|家|在|觉得|那)|您(?!好)/

/** What asks in Chinese, mark or not. 没什么 and 怎么这么 do not. */
export const requestHan =
  /吗|呢|么(?:$|[。！!,，])|是[^。，]{1,20}还是|够不|多少|几张|几块|几台|几卡|多大|多快|多久|多长|(?<!没)什么|哪|如何|能不能|够不够|行不行|会不会|是不是|可不可以|是否|求推荐|推荐(?:个|一|什么|哪)|请问|求教|求问|求助|有何|为何|区别|参数$|怎么(?!这|那)|怎样|咋|啥(?!都)/
