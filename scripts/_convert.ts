import { readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { stringify } from 'yaml'
const ev = readFileSync('/work/shared/facts/events.jsonl','utf8').trim().split('\n').map(l=>JSON.parse(l))
const next=(d:string)=>{const t=new Date(d+'T00:00:00Z');t.setUTCDate(t.getUTCDate()+1);return t.toISOString().slice(0,10)}
const does:Record<string,string>={tariff:'tariff','tariff-suspension':'suspension',extension:'extension','tariff-removal':'removal',exclusion:'exclusion','export-control':'export-control','export-control-suspension':'suspension','entity-listing':'listing','port-fee':'port-fee',sanction:'sanction',investigation:'investigation',other:'other'}
const topicRules:[string,RegExp][]=[['rare-earths',/rare.?earth|magnet|dysprosium|scandium|holmium|\bree\b/i],['minerals',/gallium|germanium|antimony|graphite|tungsten|mineral|lithium|superhard/i],['soybeans',/soy|\bsoja/i],['agriculture',/farm|\bag\b|pork|sorghum|poultry|cotton|beef|logs/i],['fentanyl',/fentanyl|opioid|precursor/i],['ports',/port.fee|ship|vessel|crane|hanwha|port due/i],['technology',/chip|semicond|nvidia|huawei|entity|tiktok|\bAI\b|export-control|technology|zte|smic|micron|drone|affiliate|micro/i],['courts',/court|scotus|\bcit\b|ruling|\bwto\b|cafc|hmtx|litig/i],['companies',/boeing|nexperia|qualcomm|google|nvidia|micron|dupont|hanwha|huawei|tiktok|illumina/i],['tariffs',/tariff|duty|duties|\b301\b|\b232\b|exclusion|surcharge|reciprocal|points/i],['diplomacy',/talks|summit|met |call|visit|round/i]]
for(const e of ev){
 const text=[e.id,e.kind,e.summary,e.target].join(' ')
 let topics=topicRules.filter(([,r])=>r.test(text)).map(([t])=>t); if(!topics.length) topics=['diplomacy']
 const rel:any={}; for(const [k,n] of [['suspends','suspends'],['amends','amends'],['supersedes','supersedes'],['in_response_to','inResponseTo']] as const) if(e[k].length) rel[n]=e[k]
 let kind='act'; const extra:any={}
 if(e.kind==='threat'){kind='threat';extra.trigger='none stated';extra.terms=e.summary}
 else if(e.kind==='talks')kind='talks'
 else if(e.kind==='court-ruling'){kind='ruling';extra.court='REVIEW';extra.stage='other'}
 else if(e.kind==='purchase-commitment'){kind='commitment';extra.pledges=[{what:e.summary}]}
 else if(e.kind==='aid')kind='aid'
 else extra.does=does[e.kind]
 if(e.scheduled_default){kind='report';delete extra.does}
 const inc=kind==='talks'
 const o:any={id:e.id,kind,...(extra.does?{does:extra.does}:{}),party:e.actor,target:e.target,title:e.summary,known:e.date_announced,
  ...(e.date_effective?{from:e.date_effective}:{}),...(e.date_ends?{until:inc?next(e.date_ends):e.date_ends}:{}),
  ...(e.instrument?{instrument:e.instrument}:{}),...Object.fromEntries(Object.entries(extra).filter(([k])=>k!=='does')),
  ...(e.quantities.length?{quantities:e.quantities.map((q:any)=>({what:q.what,value:q.value,...(q.unit?{unit:q.unit}:{})}))}:{}),
  ...(Object.keys(rel).length?{relations:rel}:{}),topics,grade:e.verification,sources:e.sources,...(e.note?{notes:[e.note]}:{})}
 const dir=`ledger/${({US:'us',CN:'cn',both:'both',other:'other'} as any)[e.actor]}/events/${e.date_announced.slice(0,4)}`
 mkdirSync(dir,{recursive:true})
 writeFileSync(`${dir}/${e.id}.yaml`,stringify(o,{lineWidth:120,flowCollectionPadding:false}))
}
