import { findingsStyle } from './style-findings.ts';
import { printStyle } from './style-print.ts';

const colours = `
:root{color-scheme:light dark;--back:#f5f6f8;--card:#fff;--sunk:#f0f2f5;--line:#d8dde4;--text:#1b2430;--muted:#525e6e;--link:#1a56b0;--focus:#1a56b0;
--fail:#b3261e;--fail-back:#fdecea;--unknown:#6a4fa3;--unknown-back:#f1edfa;--pass:#1c6b3c;--pass-back:#e6f4ea;--warn:#8a4b00;--warn-back:#fff3dd;
--critical:#8e1530;--high:#b04300;--medium:#735a00;--low:#1a56b0;--info:#525e6e}
@media (prefers-color-scheme:dark){:root{--back:#10151c;--card:#181f28;--sunk:#12181f;--line:#323c49;--text:#e5eaf1;--muted:#a7b3c2;--link:#8cb8ff;--focus:#8cb8ff;
--fail:#ff9a90;--fail-back:#3a1a19;--unknown:#c5b0f5;--unknown-back:#2a2240;--pass:#83d3a0;--pass-back:#152d1e;--warn:#f2bd6d;--warn-back:#35260f;
--critical:#ff9db1;--high:#ffb084;--medium:#e8cd6c;--low:#8cb8ff;--info:#a7b3c2}}`;

const frame = `
*{box-sizing:border-box}
html{scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:break-word}
header,main,footer,nav ul{max-width:84rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:1.75rem;padding-bottom:1.25rem}
h1{font-size:1.6rem;line-height:1.25;margin:0;overflow-wrap:anywhere;font-weight:650}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem}
h3{font-size:1rem;margin:0}
h4,h5{font-size:.95rem;margin:0}
p{margin:.4rem 0}
a{color:var(--link)}
code{font:.86em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--card);padding:.5rem 1rem;z-index:3}
.skip:focus{top:.5rem}
.muted{color:var(--muted)}
time{white-space:nowrap}
.kind{color:var(--muted);font-weight:450}
.tool{margin:0 0 .5rem;color:var(--muted);font-size:.85rem}
.head{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center;justify-content:space-between}
.gate{margin:0;padding:.35rem .9rem;border-radius:2rem;font-weight:650;border:1px solid currentColor}
.gate.pass{color:var(--pass);background:var(--pass-back)}
.gate.fail{color:var(--fail);background:var(--fail-back)}
.gate.unknown{color:var(--warn);background:var(--warn-back)}
.meta{display:flex;flex-wrap:wrap;gap:.15rem 1.5rem;margin:.9rem 0 0;font-size:.875rem}
.meta div{display:flex;gap:.4rem}
.meta dt{color:var(--muted)}
.meta dd{margin:0}
nav{position:sticky;top:0;z-index:2;background:var(--card);border-block:1px solid var(--line)}
nav ul{display:flex;gap:.25rem;list-style:none;overflow-x:auto}
nav a{display:block;padding:.6rem .7rem;color:var(--text);text-decoration:none;white-space:nowrap;font-size:.9rem}
nav a:hover{background:var(--sunk)}
nav b{font-weight:600}
nav .many{color:var(--muted);font-size:.85em}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--muted);font-size:.85rem}
.reason{margin:0 0 1rem}
.tiles{display:grid;grid-template-columns:2fr 1fr 1fr 1fr;gap:.75rem;list-style:none;margin:0 0 .75rem;padding:0}
.tile,.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem}
.tile>b{font-size:1.7rem;line-height:1.1;font-weight:650;margin-right:.25rem;font-variant-numeric:tabular-nums}
.tile p{margin:.5rem 0 0;display:flex;flex-wrap:wrap;gap:.3rem}
.tile.fail>b{color:var(--fail)}
.tile.unknown>b{color:var(--unknown)}
.tile.pass>b{color:var(--pass)}
.cards{display:flex;flex-wrap:wrap;gap:.75rem}
.card{flex:1 1 14rem}
.card.wide{flex:3 1 26rem}
.card h3{margin-bottom:.4rem}
.change{list-style:none;margin:0;padding:0;display:flex;gap:1.25rem;flex-wrap:wrap}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.5rem 0;padding:0;font-size:.9rem}
.key{display:inline-block;width:.7rem;height:.7rem;border-radius:2px;margin-right:.4rem;background:var(--line)}
.key.fail{background:var(--fail)}
.key.unknown{background:var(--unknown)}
.key.pass{background:var(--pass)}
svg.bar{display:block;width:100%;height:.7rem;border-radius:.35rem}
svg .fail{fill:var(--fail)}
svg .unknown{fill:var(--unknown)}
svg .pass{fill:var(--pass)}
svg .not-applicable{fill:var(--line)}
.trend{display:flex;align-items:center;gap:.6rem;font-size:.82rem;min-width:17.5rem}
.trend svg{flex:none}
.trend.big{margin:.75rem 0 .25rem;font-size:.9rem}
.move.worse{color:var(--fail)}
.move.better{color:var(--pass)}
.move.lost{color:var(--unknown)}`;

const tables = `
.scroll{position:relative;overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .8rem;border-top:1px solid var(--line)}
thead th{border-top:0;background:var(--sunk);color:var(--muted);font-weight:600;font-size:.8rem;white-space:nowrap}
tbody th{font-weight:600;white-space:nowrap}
tbody th code{white-space:normal}
.n{text-align:right;font-variant-numeric:tabular-nums}
.none{color:var(--muted)}
.date{white-space:nowrap}
tr:target{outline:2px solid var(--focus);outline-offset:-2px}
.state{white-space:nowrap;font-weight:600}
.state span{display:inline-block;width:1.1em;text-align:center}
.state.fail{color:var(--fail)}
.state.unknown{color:var(--unknown)}
.state.pass{color:var(--pass)}
.state.not-applicable{color:var(--muted);font-weight:450}
.served{display:inline-block;margin-left:.5rem;font-size:.85rem}
.served[open]{display:block;margin:.3rem 0 0}
.served summary{color:var(--muted)}
.served ul{margin:.2rem 0;padding-left:1.1rem}
.only{font-size:.85rem;margin-left:.5rem;white-space:nowrap}
.up{writing-mode:vertical-rl;vertical-align:bottom;max-height:14rem}
.cell{text-align:center}
.cell .state span{width:auto}
.fold{margin:.75rem 0}
.fold>summary{padding:.5rem 0;font-weight:600}
.fold>.scroll{margin-top:.4rem}
.left{color:var(--muted);font-style:italic;padding:.3rem 0}
.gaps{border:1px solid var(--line);border-left:4px solid var(--info);background:var(--card);border-radius:.4rem;padding:.9rem 1.2rem;margin-top:1.25rem}
.gaps.open{border-left-color:var(--warn);background:var(--warn-back)}
.gaps h2,.gaps h4{margin:0 0 .3rem;font-size:1rem}
.gaps ul{margin:0;padding-left:1.1rem}`;

/** Everything a page looks like, of one colour scheme or the other, on screens and on paper. */
export const pageStyle = [colours, frame, tables, findingsStyle, printStyle].join('').trim();
