/** Understood, and meaning nothing here. */
export const noiseWords =
  "i i'm im ive i've id my me mine we we're our us you your u ur it its it's they them their he she this that these those there here the a an " +
  "be been being am was were will would could should shall may might must can can't cant cannot do does dose did doing don doesn't didn't " +
  'please pls plz thanks thank thx hi hello hey ok okay yes yeah nope well so then than as if else but also too very really quite still even ever ' +
  'for from into onto over by via through during after before since while when where who whom whose because due up down off again further once ' +
  'all any both each few more most other some such only own same just now today currently already yet always never maybe perhaps probably likely ' +
  "what's whats that's thats there's let's lets try tried trying want wants wanted like liked know think guess wonder wondering hear heard see look looking make makes made go going " +
  'anyone anybody someone somebody people everyone one ones thing things something anything everything nothing way ways kind sort type types case part end start ' +
  'good great nice best decent comfortably smoothly flawlessly properly successfully successful realistic realistically acceptable okay fine normal expected actual actually simply basically ' +
  'model models qat language large big huge small smaller bigger larger size sized sizes version versions variant ai ml weights weight checkpoint release open source opensource ' +
  'machine computer pc desktop rig setup system hardware build gaming home workstation server config configuration device devices platform stack env environment linux windows ubuntu macos docker ' +
  'trained air tb right wrong gpu gpus card cards graphics video vram memory full entire whole max maximum min minimum least total amount number quantity level rate ratio extra additional spare free ' +
  'time times long short hours done take takes took keep leave give given add added set setting settings option options default mode flag enabled disable enable offload launch launching ' +
  'help question questions ask asking advice idea ideas opinion tip tips reason reasons sorry junior newbie noob beginner lol btw imo fyi rn tbh eli hmm wow ' +
  'about around between against without within per vs etc eg ie aka e g inc incl including include includes everything else besides instead rather ' +
  'chat instruct embedding embeddings vlm ocr programming it base hf community ngl lr swap alpha warmup ggml imatrix medium sub ish latest preview text multimodal vision vl reasoning thinking distill distilled distillation coder code coding assistant agent rag bot app production ' +
  'quant quants quantized quantised precision format dtype bit bits byte bytes gb g params param parameters parameter attention flash flashattention fa cache cuda rocm metal vulkan driver ' +
  'token tokens window length second seconds minute data dataset samples tokenizer decode generation generate generating output input prompt prompts ' +
  'mean average usual usually typical typically exactly approximately roughly nearly almost quick fastest higher lower high low enough ' +
  "isnt isn't aren't wasn't won't wont shouldn't wouldn't couldn't haven't hasn't hadn't had has have having get got getting gets vs. v x s t m re ve d ll n " +
  'doesnt didnt dont couldnt shouldnt wouldnt arent wasnt hasnt havent offloading offloads offloaded ipad android phone phones smartphone galaxy samsung pixel xiaomi ' +
  'buy bought purchase own owned pick choose chosen decide deciding prefer consider considering plan planning planned upgrade switching switch replace new old used second hand pcie sxm sxm4 sxm5 nvl nvlink nvswitch infiniband ib ethernet ' +
  'cloud provider providers instance instances aws gcp azure runpod lambda vast vastai autodl modal cluster datacenter fast slow er'

export const noiseHan =
  '请,优化器,名字,名字里,提问,混合精度,省了,弱弱问一句,弱弱的问,弱弱地问,弱弱问,问一句,问一嘴,问个事,问个问题,冒昧问,斗胆问,借楼问,插个嘴,歪个楼,有一说一,话说,救命,求教,求问,到手,先,报价单,省,翻倍,翻一倍,聚合,增量,训练的,训练出来的,请问,请教,求助,想问下,想问,问一下,问下,大佬,老哥,各位,你好,您好,谢谢,感谢,新手,小白,刚入坑,求,我,我的,我们,你,你们,他,它,这,这个,那,那个,这些,这种,哪,哪些,什么,怎样,怎么样,' +
  '的,了,着,过,地,得,吧,啊,哇,呀,哦,嗯,哈,啦,嘛,呢,吗,么,能,能否,能够,可以,可,会,应该,需,要,想,想要,就,才,都,也,还,又,再,只,仅,只有,只要,已经,正在,一直,如果,要是,的话,但,但是,不过,而且,因为,所以,' +
  '和,与,跟,及,或,或者,对,对于,关于,从,到,向,把,被,给,让,使,用,使用,缓存,后面,前面,里面,在,里,上,下,中,内,外,后,前,时,时候,以,以上,以下,左右,之类,大约,大概,大致,差不多,一般,通常,目前,现在,今天,最近,实际,理论,理论上,' +
  '有,没,没有,无,不,不会,不能,不行,是,是否,是不是,为,成,做,弄,搞,试,试了下,试试,看,看看,知道,了解,听说,感觉,觉得,说,提示,显示,出现,发现,一下,一点,一些,一样,同样,其他,其它,另外,以及,比如,例如,' +
  '模型,大,小,多,少,高,低,快,慢,好,最,最大,最小,最多,最少,更,很,太,挺,比较,非常,真,真的,确切,大小,版,版本,系列,类型,方式,方法,方案,情况,问题,原因,条件,效果,' +
  '电脑,机器,主机,服务器,硬件,设备,环境,本地,线上,卡,显卡,内存,显存,参数,精度,格式,文件,数据,数据集,代码,写代码,编程,聊天,多模态,多模态模型,视觉,向量,嵌入,思考,对话,多轮,客服,企业,公司,个人,家用,' +
  '单,双,多,多卡,单机,多机,张,块,台,个,种,次,条,位,名,组,套,份,件,款,项,吃,占,占了,占用,用到,达到,超过,支持,放,放在,放到,换,换成,买,选,选择,入手,升级,搭配,加上,搭,配,来,去,出,起,开,关,停,' +
  '标准,完整,完全,全部,所有,整个,部分,主要,基本,直接,继续,同时,分别,每,每个,每条,各,某,任何,多长,长,短,期间,平均,左右,多大,有没有,坑,踩,新,旧,二手,蒸馏,蒸馏版,动态,静态,输出,输入,回答,生成,加速,优化,' +
  '资料,文档,作者,官方,社区,论文,表里,按,算,算的,哪里,咋样,咋,啥,呗,咯,唉,哎,滴,这样,那么,这么,然后,最后,首先,其实,毕竟,估计,估算,预计,建议,调研,满足,适合,合适,划分,分配,加载,之间,之前,之后,同理,' +
  '老板,老铁,老铁们,兄弟,兄弟们,佬,本子,实验室,学生,接受,架设,搭建,团队,部门,手上,手里,手头,懂,拿,离线,到底,新人,闲置,折腾,目标,稳,顶住,撑住,多人,同事,员工,老师,课题组,工作室,医院,学校'

/** Before a word these make a family name doubtful: they are also plain English. */
export const plainFamilies: ReadonlySet<string> = new Set(
  (
    'step command solar dots arctic palm helium curie gopher nemo spark moonlight trinity dolphin open stable code tiny all ring ling seed ' +
    'multilingual nous k r h t v e b a x snowflake mini llm mt nvidia meta gpt afm aya yi deep tongyi nemotronh ai gte bge stablelm'
  ).split(' '),
)

/** Families that are asked about and not in the catalog: named as unknown instead of being taken for a bare size. */
export const unlistedFamilies: ReadonlySet<string> = new Set(
  (
    'wizardlm wizardcoder wizard llava visualglm xrayglm minimind starling mpt alpaca guanaco koala openchat openhermes hermes orca airoboros platypus goliath dolly redpajama stablevicuna ' +
    'claude gemini chatgpt glm cogvlm internvl minicpm moss aquila skywork yuan orion xverse telechat bluelm codeshell codegeex zephyr tulu nous samantha longchat fastchat pangu ' +
    'zamba jais sailor seallm viking poro latxa molmo idefics fuyu cogagent deepseekvl janus bagel phind magicoder fimbulvetr noromaid midnight euryale behemoth nemomix magnum cydonia'
  ).split(' '),
)

/** What sees or hears beside the model of the bare name, and is another one with other weights. */
export const variants: ReadonlySet<string> = new Set(['vl', 'ocr', 'omni', 'audio'])
