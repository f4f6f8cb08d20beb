/** Traditional characters and their simplified ones, as far as questions about machines use them: one stands for one. */
const pairs =
  '請请問问預预萬万億亿麼么麽么嗎吗會会個个張张塊块顯显記记憶忆體体機机電电腦脑筆笔買买賣卖錢钱價价還还選选對对從从來来過过這这裡里裏里為为爲为時时間间開开關关練练訓训調调運运載载雲云處处務务據据數数參参線线級级' +
  '樣样點点給给讓让夠够強强單单雙双幾几兩两長长區区別别實实際际應应該该當当與与後后論论議议讀读寫写碼码檔档頻频寬宽優优劃划費费貴贵較较輕轻薦荐壓压縮缩釋释義义詞词語语裝装佔占產产業业題题無无沒没見见覺觉試试測测' +
  '結结構构網网絡络層层節节總总啟启動动態态內内連连續续們们誰谁經经驗验學学習习術术員员發发嘗尝獨独顆颗風风遊游戲戏畫画圖图聲声視视聽听說说話话講讲順顺帶带慮虑類类積积蘋苹華华爾尔達达階阶隨随離离難难頭头適适' +
  '組组維维執执環环壞坏聰聪穩稳滿满臺台檯台儲储備备終终誤误報报錯错鐘钟僅仅兒儿麗丽響响騰腾燒烧獎奖擇择換换傳传輸输歡欢謝谢嘆叹純纯緩缓' +
  '設设幫帮鏈链併并並并進进補补邊边隻只雖虽確确證证轉转尋寻導导幣币歐欧鎊镑圓圆韓韩國国灣湾認认識识許许計计評评詳详談谈護护變变豐丰貨货負负責责質质賽赛購购贊赞趕赶軟软辦办遲迟遠远錄录鍵键鏡镜隊队頁页項项須须願愿餘余驅驱鬆松幀帧幹干彈弹愛爱慣惯戶户' +
  '掛挂採采損损撐撑擁拥擴扩敗败斷断暫暂歷历曆历決决況况減减溫温漲涨瀏浏熱热狀状現现異异疊叠盡尽監监盤盘眾众礎础種种稱称競竞範范簡简簽签約约細细絕绝統统緊紧緒绪編编績绩繪绘繼继職职聯联臨临舉举舊旧著着蓋盖虛虚號号衝冲製制複复規规觀观訂订訊讯託托訴诉' +
  '註注譯译資资賬账車车輝辉針针門门陽阳頂顶額额馬马齊齐龍龙殘残'

const simple: ReadonlyMap<string, string> = new Map(
  Array.from({ length: pairs.length / 2 }, (_, at) => [pairs[2 * at] ?? '', pairs[2 * at + 1] ?? ''] as const),
)

const traditional = new RegExp(`[${[...simple.keys()].join('')}]`, 'gu')

/** A text in simplified characters, each where it stood: what is known in Chinese is written so. */
export function simplified(text: string): string {
  return text.replace(traditional, (char) => simple.get(char) ?? char)
}
