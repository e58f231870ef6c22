/** Badges, filters, groups of findings and what stands inside of them. */
export const findingsStyle = `
.badge,.chip{display:inline-block;border-radius:.3rem;padding:0 .45rem;font-size:.78rem;line-height:1.5;font-weight:600;white-space:nowrap;border:1px solid currentColor}
.badge{text-transform:none}
.badge.critical{color:var(--card);background:var(--critical);border-color:var(--critical)}
.badge.high{color:var(--high)}
.badge.medium{color:var(--medium)}
.badge.low{color:var(--low)}
.badge.info{color:var(--info)}
.chip{font-weight:500;color:var(--muted);border-color:var(--line)}
.chip.new{color:var(--link);border-color:currentColor;font-weight:650}
.chip.bad{color:var(--fail);border-color:currentColor;white-space:normal}
.chip.warn{color:var(--warn);border-color:currentColor}
summary{cursor:pointer}
summary:hover{background:var(--sunk)}
.board{display:grid;grid-template-columns:13rem minmax(0,1fr);gap:1.75rem;align-items:start}
.filters{position:sticky;top:3.6rem;max-height:calc(100vh - 4.5rem);overflow:auto;font-size:.9rem;padding-top:.35rem}
.filters>summary{font-weight:650;padding:.2rem 0}
.filters fieldset{border:0;margin:.8rem 0 0;padding:0}
.filters legend,.filters label[for]{font-weight:600;font-size:.8rem;color:var(--muted);padding:0}
.filters fieldset label{display:block;padding:.1rem 0}
.filters input[type=checkbox]{width:1rem;height:1rem;vertical-align:-.15rem;margin:0 .35rem 0 0;accent-color:var(--link)}
.filters input[type=search],.filters select{display:block;width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--muted);border-radius:.35rem;padding:.3rem .5rem}
.filters .js{margin-top:.8rem}
.filters .js[hidden]{display:none}
.buttons{display:flex;flex-wrap:wrap;gap:.4rem}
button{font:inherit;font-size:.8rem;color:var(--text);background:var(--card);border:1px solid var(--muted);border-radius:.35rem;padding:.15rem .55rem;cursor:pointer}
button:hover{background:var(--sunk)}
#shown{color:var(--muted);min-height:1.5em}
.chosen{display:none;border-left:3px solid var(--link);padding-left:.6rem}
.chosen:target{display:block}
.answers h3.answer{font-size:1.05rem;margin:0 0 .1rem}
.answers+.answers{margin-top:2rem}
.answers .lead{color:var(--muted);margin:0 0 .6rem}
.group{background:var(--card);border:1px solid var(--line);border-radius:.6rem;margin:.5rem 0;content-visibility:auto;contain-intrinsic-size:auto 2.9rem}
.group[open]{contain-intrinsic-size:auto 20rem}
.group>summary,.finding>summary,div.finding{list-style:none;display:grid;align-items:baseline;gap:.15rem .6rem}
.group>summary::-webkit-details-marker,.finding>summary::-webkit-details-marker{display:none}
.group>summary::before,.finding>summary::before{content:"›";color:var(--muted);font-weight:700;width:.6rem;text-align:center;transform-origin:50% 58%}
details[open]>summary::before{rotate:90deg}
.group>summary{grid-template-columns:.6rem 4.2rem minmax(0,1fr) auto;padding:.55rem .9rem;border-radius:.6rem}
.group>summary .badge{justify-self:start}
.group>summary h3,.group>summary h5{display:inline;font-size:.95rem;font-weight:600;margin:0 .4rem 0 0}
.group>summary code,.group>summary .many{color:var(--muted)}
.title code{display:inline-block}
.group>summary .many{font-size:.85rem;white-space:nowrap}
.inside{padding:0 .9rem .6rem}
.about{display:grid;grid-template-columns:2fr 3fr;gap:.5rem 2rem;padding:.1rem 0 .8rem;font-size:.9rem}
.label{display:block;color:var(--muted);font-size:.8rem}
.about p{margin:.15rem 0}
.step{display:grid;grid-template-columns:5.5rem minmax(0,1fr)}
.step>b{font-weight:600}
.step>*{grid-column:2}
.step>b:first-child{grid-column:1}
.fix code.copy,.fix pre{background:var(--sunk);border-radius:.3rem;padding:.15rem .4rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}
.clauses{color:var(--muted);font-size:.85rem}
.finding{border-top:1px solid var(--line);contain-intrinsic-size:auto 2.2rem}
.finding>summary,div.finding{grid-template-columns:.6rem minmax(0,1fr) auto;padding:.4rem .2rem}
div.finding::before{content:""}
.finding[open]>summary{font-weight:550}
.inside,.body,.account>div{scroll-margin-top:7.5rem}
div.finding:target,.finding:has(>.body:target),.group:has(>.inside:target),.account:has(>div:target){outline:2px solid var(--focus);outline-offset:2px}
.chips{font-weight:400;text-align:right;max-width:26rem}
.chips .place{color:var(--muted);display:block}
.body{padding:.2rem 0 .8rem 1.4rem;font-size:.9rem}
.body dl{display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;margin:.2rem 0 .6rem}
.body dl div{display:flex;gap:.4rem;max-width:100%}
.body dt{color:var(--muted);flex:none}
.body dd{margin:0;min-width:0}
.body table{font-size:.85rem}
.body tbody th{font-weight:450;white-space:normal}
.note{border-left:3px solid var(--line);padding-left:.7rem}
.note.expired{border-left-color:var(--fail)}
.copied{margin-left:.4rem;padding:0 .35rem;vertical-align:baseline}
.step>.copied{justify-self:start;margin:.2rem 0 0}
.account{background:var(--card);border:1px solid var(--line);border-radius:.6rem;margin:.75rem 0}
.account>summary{padding:.7rem 1rem}
.account>summary h3{display:inline;margin-right:.5rem}
.account>div{padding:0 1rem 1rem}
.account h4.answer{margin-top:1.2rem}
.account .group{background:var(--back)}
@media (max-width:56rem){
.board{grid-template-columns:minmax(0,1fr);gap:.75rem}
.filters{position:static;max-height:none;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.4rem .9rem .8rem}
.filters .controls{columns:2;column-gap:1.5rem}
.filters .controls>*{break-inside:avoid}
.tiles{grid-template-columns:1fr 1fr}
.about{grid-template-columns:minmax(0,1fr)}
header,main,footer,nav ul{padding-left:1rem;padding-right:1rem}
.group>summary{grid-template-columns:.6rem minmax(0,1fr) auto}
.group>summary .title{grid-column:2/-1;grid-row:2}
.group>summary .many{grid-column:3}
.finding>summary,div.finding{grid-template-columns:.6rem minmax(0,1fr)}
.chips{grid-column:2;text-align:left}
.step{grid-template-columns:minmax(0,1fr)}
.step>*{grid-column:1}
}`;
