/** On paper: dark on white, folds open, nothing to click. Of what passes, the rules and how often: the rest fills a book. */
export const printStyle = `
@page{margin:15mm 12mm}
@media print{
:root{color-scheme:light;--back:#fff;--card:#fff;--sunk:#fff;--line:#b9c0ca;--text:#000;--muted:#444;--link:#000;--fail:#9b1c15;--fail-back:#fff;--unknown:#4f3a80;--unknown-back:#fff;--pass:#14522d;--pass-back:#fff;--warn:#6b3a00;--warn-back:#fff;--critical:#7a1029;--high:#8f3600;--medium:#5c4800;--low:#123f82;--info:#444}
html{font-size:8.5pt}
body{font-size:1rem}
nav,.filters,.skip,button,.only{display:none!important}
.board{display:block}
.account{contain:none}
header,main,footer{max-width:none;padding-left:0;padding-right:0}
details::details-content{content-visibility:visible;display:block;block-size:auto}
.served::details-content,[data-v=passes] .group::details-content{content-visibility:hidden;display:none}
summary{list-style:none}
summary::-webkit-details-marker{display:none}
.group>summary::before,.finding>summary::before{visibility:hidden}
.group,.finding{content-visibility:visible;contain:none}
.group>summary,h2,h3,h4,.finding>summary{break-after:avoid}
tr,.finding,.tile,.card{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
.fix a[href^="http"]::after,.clauses a[href^="http"]::after{content:" (" attr(href) ")"}
a{text-decoration:none}
}`;
