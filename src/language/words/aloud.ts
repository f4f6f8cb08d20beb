const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Begin a question with the subject behind them: "can a 3090 …". */
export const auxiliaries = words('can could does do is are am will would should has may isnt doesnt wont')
/** Behind one of them: its subject was dropped, and it tells or advises. "should be fine", "can confirm", "do not buy". */
export const barePredicates = words(
  'be fit fits work works run need do try confirm recommend say love like get go have add take buy see use make also probably definitely easily totally still always only not what why how when yourself been gonna going wait',
)
/** Those of them that stand before their subject only in a question. */
export const modals = words('can could will would should')
/** Before one of them it agrees or compares. */
export const agreeing = words('so neither nor as than that which who what how')
/** "trying to see whether …". */
export const searches = words('work find decide choose pick see figure understand determine gauge estimate know learn size')
export const interrogatives = words('what whats which why how hows')
/** "what i did", "how it went", "what a beast": a tale or an exclamation. */
export const subjects = words('i we they he she it you people')
/** The verb is in them: "whats it cost", "hows it run". */
export const contractions = words('whats hows whichs whatre')
/** Greeted, or told of. */
export const people = words('bro man dude guys everyone folks')
/** "at 8 bit does a 22b fit", "on a 3090 will it run": the verb stands before its subject. */
export const prepositions = words('at on in with for from given using under within')
export const articles = words('a an the my this that these those')
/** What a verb of being asks: "for a 32b is a 3090 enough". */
export const judgements = words('enough cheaper better faster worth ok okay possible sufficient fine good doable realistic feasible')
export const behindJudgements = words('for to than or with')
/** "it does a great job" praises. */
export const praise = words('great good better decent nice fine solid amazing lot bit whole number')
/** What else a clause begins with that asks, mark or not. */
export const clauseOpeners = words('any min minimum best largest biggest strongest smartest cheapest fastest eli suggest')
/** What is wanted of something, and nothing said of it: "cost of 4x a100", "vram for 13b", "bf16 tflops of the a100". */
export const figures = words('cost price pricing vram memory ram bandwidth speed tdp tflops specs requirements')
/** In the names of cards and of their figures. */
export const cardWords = words('memory vram hbm x ti super xt xtx pro max ultra ada pcie sxm nvl gb')
/** Of a card and of nothing else. */
export const specFigures = words('size bus bandwidth tdp tflops specs price pricing')
/** Behind the figure of a card: of which, or when. */
export const figureEnds = words('used new now today rn currently please pls plz atm')
export const ofWords = words('of for on to per req needed required expected estimated recommended')
/** "…, which is better": asked, where "…, which is enough" tells. */
export const comparatives = words('better best faster fastest cheaper cheapest one')

/** What may stand before it. */
export const greetings = words(
  'hi hey hello yo guys all everyone folks so ok okay and but or well also just quick question questions dumb stupid silly basic simple random beginner quickie genuine noob newbie new here please sorry um hmm then btw wondering if lol uh uhh er man bro dude like seriously honestly realistically actually basically legit ngl tbh fr now alright anyway maybe curious also',
)

/** What is wanted of whoever is there: "anyone got numbers for a 5090". */
export const sharedFigures = words(
  'way ways estimate estimates numbers figures pricing prices ballpark recs recommendations recommendation suggestions specs',
)
/** Asks of a person what no bot does: "please test", "pls send". */
export const askedOfUs = words(
  'explain recommend suggest tell help advise give list estimate calculate compare clarify describe enlighten what which how can for and',
)
/** Words that ask wherever they stand. */
export const requests = words(
  'recommend recommendation recommendations suggestions please pls plz eli wondering specs requirements explain',
)

/** The same in two or three words. */
export const askingWords: ReadonlySet<string> = new Set([
  'how much',
  'how many',
  'how long',
  'how fast',
  'how big',
  'how slow',
  'what gpu',
  'what gpus',
  'what card',
  'what hardware',
  'what models',
  'what model',
  'what size',
  'what quant',
  'which gpu',
  'which card',
  'which model',
  'which models',
  'which llm',
  'which quant',
  'can i',
  'could i',
  'should i',
  'would i',
  'do i',
  'can it',
  'will it',
  'would it',
  'does it',
  'at what',
  'any idea',
  'or no',
  'or not',
  'or nay',
  'idk if',
  'idk what',
  'idk which',
  'sure if',
  'sure what',
  'sure which',
  'curious if',
  'help me choose',
  'help me pick',
  'help me find',
  'help choosing',
  'help picking',
  'or nah',
  'whats the',
  'any models',
  'any recommendations',
  'any recs',
  'any suggestions',
  'any advice',
  'any tips',
  'any good',
  ...['need', 'want'].flatMap((verb) =>
    ['smallest', 'cheapest', 'best', 'fastest', 'largest', 'biggest'].map((most) => `${verb} the ${most}`),
  ),
  ...['what', 'which'].flatMap((asked) => ['would', 'should', 'could'].map((verb) => `${asked} ${verb}`)),
  ...['cost', 'price', 'vram', 'memory', 'quick', 'rough'].map((figure) => `${figure} estimate`),
  'sanity check',
  ...['decent', 'good', 'better', 'usable', 'worth'].map((kind) => `anything ${kind}`),
  'a quote',
  'gimme a',
  'need recs',
  'price check',
  'help me',
  'i need a',
  'i need something',
  'like to know',
  'want to know',
  'need to know',
  'wanna know',
  'know whether',
  'is there',
  'are there',
  'any chance',
  'any way',
  'give me',
  'tell me',
  'need something',
  'want something',
  'need help',
  'need advice',
  'need recommendations',
  'anyone know',
  'figure out',
  'looking for',
  'vram needed',
  'possible or',
])

/** Verbs that say something of what they stand with. */
export const predicates = words(
  'is are was were be will would should could can cant do does did dont doesnt has have had works work worked runs ran fits gets got get goes went beats beat use wins makes made seems feels looks costs said says',
)
/** Of two things either is as good: nothing is asked. */
export const settledWords = words('either whichever both neither regardless debate dilemma eternal 都 随便 无论 不管')

/** "how do I …". */
export const doers = words('i we you u one')
export const reckoning = words('calculate compute estimate know tell figure work choose pick decide understand read measure get size')
export const howToHan = /(?:怎么|如何|怎样)(?:把|给|自己)?(?:量化|转|部署|安装|设|开|关|用|加载|合并|调|改|限制|查|下载)/

/** Whoever is there. */
export const socialWords = words('anyone anybody someone somebody everyone everybody nobody who')
/** Behind a word that asks: of what was, not of what is. */
export const pastVerbs = words('did was were happened')
/** "would not recommend", "my specs": nothing is requested. */
export const noRequest = words('my our not would wouldnt dont t d i id highly always usually')
/** What is asked of him is what he knows. */
export const helpers = words('know knows remember recall tell help explain advise recommend suggest idea ideas advice can could please eli')

/** Before "you": what asks somebody about himself. */
export const personalBefore = words('did have had are were was of cost')
/** "so you're telling me", "you mean": what was said is not believed. */
export const doubted = words('telling saying mean serious kidding joking sure')
/** After "do you": the same. "do you need", "do you calculate" ask everybody. */
export const personalAfter = words(
  'feel believe mind care expect use run like prefer own guys want get mean all plan still ever remember play',
)

/** 你们用什么卡, 你的卡, 楼主, 问他几张卡: 你好 greets. */
export const personalHan =
  /你(?!好|知道)|您(?!好|知道)|[楼层版群]主|楼上|[问跟和][他她]|的(?:哥们|兄弟|老哥|大哥|大佬|朋友|同学|那位)(?:呢|在|还|后来)|@\p{L}/u

/** 有人试过…吗: of what people do. 我试了: a tale. */
export const socialHan =
  /(?:有人|有谁|有没有(?:人|大佬|群友|朋友|兄弟)|谁|大家|各位)[^，。？?]{0,8}(?:试|用|跑|玩|买|遇到|踩|测|部署|搞|入手)过|(?:有人|有没有(?:人|大佬|群友|朋友|兄弟|同学)|有(?:兄弟|同学|朋友|老哥|小伙伴|群友))[^，。？?]{0,8}(?:一起|拼|合租|组队|收|出)|我(?:试|测|跑|用)了/
/** 难道…吗, 真就没人管吗: what is said so is not asked. */
export const rhetoricalHan = /难道|真就|真的?有人|别问|甭问|别管|还有人|怎么还|不会真|何必|至于吗|没人管|不是吧/
/** Ends a clause. */
export const stopsHan = /[，。！？；,!?;\n]/

/** What asks in Chinese, mark or not. 没什么 and 怎么这么 do not. */
export const requestHan =
  /[吗呢]|么(?:$|[。！!,，])|不(?:$|[。！!,，])|是[^。，]{1,20}还是|够不|多少|几 ?(?:美|万|千|百|并发|token|tps|t\/s|位|bit|比特|钱|刀|毛|成|倍|款|种|路|秒|w|小时|个?[gt]|个(?:小时|钟头|月|星期|字|token)|[个]?[gb]|张|块|台|卡|人|个人|用户|天|周)|多大|多快|多久|多长|(?<!没)什么|哪|如何|(\p{Script=Han})[不没]\1(?!人|大佬|群友|朋友|哪位|谁)|是否|能否|可否|求(?:推荐|个|一个|一款)|推荐(?:个|一|什么|哪)|谁[^，。？?]{0,8}(?:更|快|慢|强|好|便宜|划算|省|高|香|值|猛|稳)|求[^，。]{0,10}模型|求推|求安利|选谁|谁知道|谁懂(?!啊|呀|了)|够否|否(?:$|[。！!])|请推荐|推荐(?:下|点|几|款)|[有给帮].{0,3}推荐|查(?:一下|下|询)|帮(?:我|忙)?(?:算|查|估|选|推荐)|[给帮为][^，。]{0,14}[找挑选]个|求[^，。]{0,4}(?:方案|配置|建议|指点|指教|解答|支招)|(?:科普|介绍|解释|讲)(?:一下|下)|求科普|求解释|有[^。，]{1,8}没(?:$|[。！!])|(?<![都还也就])没(?:$|[。！!])|到底[^。，]{1,12}还是|请问|求教|求问|求助|有何|为何|(?<!没|没有|没啥|没什么)区别|干嘛|最[大强好快]的?[\w ]{0,8}大?模型$|参数$|^[\w\s.×*卡张台块一两双四八年月时个小每天二手现在的服务器整机-]+(?:(?:fp|bf|int)\d+)?(?:显存|带宽|显存带宽|功耗|价格|租金|租价|二手价|算力|规格)$|怎么(?!这|那)|怎样|咋|啥(?!都)/iu
