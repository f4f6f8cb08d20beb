/**
 * Plain English: understood, and meaning nothing here. What is in no list is taken for a name, and a question about a name nobody knows
 * may be about another world ("can Foo run on a 3060?"), so that everyday words have to be known for what they are.
 */
export const plainWords =
  'nowadays internally suggestions suggestion recs uncensored roleplay everyday agentic multilingual draw draws potato toaster beast sweet warning warnings above absolutely chinese english much tiny diff nah boss lol many run running hour accept access account across act add address adjust advance afterwards again age agree ahead aim allow ' +
  'allows almost alone along alright also although amazing among amounts another answer answers anymore anyway anywhere apart app ' +
  'apparently appear apply approach appropriate approx apps area aren argue arrive article aside assume attach attempt available ' +
  'average avoid aware away awesome back bad badly barely based basic basis batches become becomes before began begin behave behind ' +
  'believe below benefit beside beyond bigger bit blended blow boost both bottleneck bottom bought bound box branch break brief ' +
  'bring brings broken brought build builds built bunch burn busy cached calculated call called came capable capacity care careful ' +
  'carry case cases catch cause caused causes certain chance change changed changes changing charge check checked checking chip ' +
  'chips choice choices circumstances claim claims class clean clear clearly clever close closer cold colleague combination combine ' +
  'combined come comes comfortable coming comment comments common commonly company comparable compared compatible compete complete ' +
  'completely complex complicated component components compute computers concern concerned conclusion condition conditions confirm ' +
  'connect connected connection consumer contain container containers contains content continue continues contribute control ' +
  'convenient conversation convert cool copy correct correctly count couple course cover crazy create created creating critical ' +
  'curiosity curious currently custom customer customers cut daily damn deal deals dear decent decided decision dedicated deep ' +
  'definitely degree delay deliver demand demo dense depend depending depends describe described desktop despite detail detailed ' +
  'details determine developer developers development didn die differ difference differences different difficult direct directly ' +
  'disappointed discuss discussion display distribute distributed doable docs document documentation documented doesn dollars door ' +
  'doubt drop dropped due dumb early easier easily easy edge edit effect effective efficient effort eight either element empty end ' +
  'ended ends energy enjoy entry equal equals equivalent especially essentially estimated estimates estimation everybody everyday ' +
  'exact example examples excellent except exist existing exists expect expecting expects experience experienced experiment ' +
  'gigabyte gigabytes megabytes lowest brand clarify explainer relation relationship fully entirely partly partially experiments explained extend extent extremely fact fail fair fairly fall false familiar family faq far father favorite feasible ' +
  'feature features feel feels felt few field figure figured fill filled fills final finally find finding fine finish finished ' +
  'finishing fire first fits five fix fixed flexible folks follow followed following forget form former forum forward found four ' +
  'framework frequency friend friendly friends front fun function functions future gain gap gave general generally gentle getting ' +
  'given gives giving glad goal goes gone gonna got gotta gradually graph grateful ground group growing guess guide guys half hand ' +
  'handles handling hands happen happened happening happens happy hard harder hardly hat haven having head heavy held hello hence ' +
  'hesitate hey hidden hit hobby hold holding holds honest honestly hope hopefully hoping hot house however humble idea ideal ' +
  'ideally ideas identical ignore imagine immediately impact implement important impossible impression improve improved improvement ' +
  'include increased indeed independent indicate individual industry info inform information initial inside insight insights ' +
  'install installed instance instead instruction instructions intend intended interest interested interesting internal internet ' +
  'introduce investigate issue issues item items itself job join joined journey keeping keeps kept key keys kid kill kinda kindly ' +
  'knew knowing knowledge known knows lab lack laid last lastly late lately later latter lead learn learned learning least leave ' +
  'leaves leaving left less lesson let letting level levels lifetime light likely limit limited limits line lines link list listed ' +
  'little live lives loads locally logic lol longer looks lose losing lost lot lots lovely luck lucky main mainly maintain major ' +
  'majority making manage managed manual many mark market master match matches matching material matter matters maximise maximize ' +
  'meaning means meant meanwhile measure measured meet meets member members mention mentioned mess message messages method methods ' +
  'mid middle might mighty mine mini minimal minimize minor minus miss missing mistake mix mixed mode moderate moment monster month ' +
  'moreover morning mostly mother mount move moved moving multi multiple myself name named namely names native natural naturally ' +
  'near nearby necessarily necessary needing negligible neither newer news next nine nobody none nor normally note noted notes ' +
  'notice noticed nowhere obvious obviously occasional occur odd off offer offers office often oh old older once ones online open ' +
  'opens operate operation opposed optimal optimistic optimization optimize optimized options order ordinary organization original ' +
  'originally other others otherwise ought ourselves out outside overall overhead overkill own owner page pages pain pair paper ' +
  'parallelize parent part particular particularly parts party pass passed past path pay paying pc peak percentage perfect ' +
  'perfectly perform performs period person personal personally perspective piece pieces place places planning plenty plug plus ' +
  'point points poor popular position positive possibility possibly post posted posts potential potentially power practical ' +
  'practically practice predict present pretty prevent previous previously primary principle print prior private problem problems ' +
  'proceed process processed processes processing produce product production professional profile program programming progress ' +
  'project projects promise proper proposal protect prove provide provided provides public publish published pull pure purpose ' +
  'purposes push put puts putting quality quarter query questionable quickly quit raise ran random range ranges rare rarely rather ' +
  'ratio raw reach reached reaching read reader reading reads ready realize reasonable reasonably recall receive received recent ' +
  'recently reckon recognize record reduce reduced reduces reducing refer reference referring regard regarding regardless regards ' +
  'region regular related relation relative relatively relevant rely remain remaining remember remote remove removed repeat replace ' +
  'replaced reply repo report reported reports repository represent reproduce reproducing research researcher researchers respect ' +
  'respond response responses rest restart restrict restricted result results retail return returns review reviews rich rid risk ' +
  'road role root rough round rounds row rule rules safe safely said sake same save saved saving savings saw say saying says scale ' +
  'scaled scales scaling scenario scenarios scenes schedule school science scripts search sec section see seeing seem seemed seems ' +
  'seen select selected selection send sense sentence separate separately serious seriously served serverless set sets seven ' +
  'several shall share shared sharing shell shift shop short shot show showed showing shown shows side sides sight sign significant ' +
  'significantly similar similarly simple simpler simplest single site sitting situation situations six skip slight slightly slower ' +
  'slowly smallest smart smooth snippet social software sold solid solution solutions solve solved somebody somehow sometimes ' +
  'somewhat somewhere sort sound sounds source sources space speaking special specific specifically specify spent split spot ' +
  'squeeze stable stack stage stand standard start started starter starting starts startup state stated statement states static ' +
  'stay stays stick still stop stopped stops storage story straight strange strategy strict strong structure struggle struggling ' +
  'stuck student students study stuff stupid style subject successful suddenly sufficient suggested suggests ' +
  'suit suitable sum summary super superior supply support supported supporting supports suppose supposed sure surely surprise ' +
  'surprised surprising surprisingly suspect swap switched table tables tag talk talking target task tasks teach team technical ' +
  'technically technique techniques technology tell telling ten tend term terms terrible test tested testing tests text textbook ' +
  'thanks the theoretical theoretically theory therefore theres thinking third thorough though thought thoughts thousand thousands ' +
  'threshold throw throwing thus tight till timeline timely tips tldr today together told ton tons too took tool tools top topic ' +
  'total totally touch tough toward towards trade transfer translate trick tricks tricky tried trouble true truly trust truth try ' +
  'turn turned turns tutorial tweak twice typical ultimate unable unclear under understanding understood unfortunately unique unit ' +
  'units universal university unless unlike unlikely unlimited until unusual upcoming update updated updates upgraded upgrades ' +
  'upper urgent useful useless uses usually utilize valid value values variants varies variety various vary verify versus viable ' +
  'view visible visit vital volume wait waiting wall wanna warm warning waste watch water weak wear web weekend weeks weird welcome ' +
  'went whatever whenever whereas wherever whether white whoever whole wide widely willing win wish within wondered wonderful word ' +
  'words worked worker workload workloads workstations world worry worse worst worth worthwhile wow write writes writing written ' +
  'wrong wrote yeah yes yet yourself ' +
  'file files q allround absurd adequate afaik agency aiming airgapped ancient annotate annotation answering approval arabic asap asked assistant ' +
  'assistants atm awful ballpark bang bank bare barebones bearable beefy books bother boyfriend bro bros brother browsing btw ' +
  'building burst calc campus chats church classes classification classify client clients clinic college combining companion ' +
  'compliance compression confidential consider considering contemplating contract contracts cope couldn coworker coworkers cram ' +
  'cramming crappy crawl crawling credits dad daughter deadass debating decide deciding department dissertation doctor doctors ' +
  'documents doomed downgrade downgrading dreadful dreaming dunno elderly email emails employee employees enthusiast essay essays ' +
  'estimate explode extraction eyeing factory faculty fiction firm founder founders fr freelancer french frfr fyi gained gdpr ' +
  'german gimme girlfriend government grab guesstimate guesstimates hadn hasn headroom helpdesk hers highend highkey hindi hipaa ' +
  'his hitting homework hopes horrible hospital hosted hosting hunt hunting husband idle iirc ikr imma inhouse insane instant ' +
  'instantly institute invoice invoices isn istg italian jam japanese kids korean labeling labels law lawyer lawyers lecture ' +
  'lectures leftover legal legit lemme library logs looking love lowkey lying mails manager managers math medical mediocre ' +
  'midrange mixing modest mom municipality napkin nda nonprofit novel novels offline offsite ong onsite overnight owners owning ' +
  'painful painfully paired pairing papers parsing plan poem poems pooled portuguese ppl prebuilt privacy prof professor prompts ' +
  'prosumer provider providers questions quoted real realistic refurbished regulated replacing replies researching reserved ' +
  'retailer retrieval ridiculous rn roughly rows rush russian sane sanity scraping searching secondhand seeking sensitive ' +
  'sentiment session shitty shopping shouldn shove sidegrade silly sirs sister sizing sluggish smh snappy son sorta spanish spare ' +
  'speeds spill splitting spread spreading squeezes squeezing staff store stories stretch stretching studios stuffing summaries ' +
  'summarise summarising summarize summarizing survive sustained swapping targets tbf teacher teams thesis thumb ticket tickets ' +
  'tolerable transcripts translating translation tryna tutor uncle underpowered unused upgrading usable vendor vendors wanting ' +
  'warehouse wasn wasting wdym weekly weren wife wiki wise won wouldn ya yall'
