"""How a page of blocks looks: ink on paper, one accent; a phone's width, a screen's and print from one sheet."""

STYLE = """
:root { --accent: #5b3e96; --ink: #241c30; --quiet: #5b5566; --rule: #ddd9e3; --tint: #f6f3f9;
  --delayed: #ab2a21; --at_risk: #8a5300; --on_track: #0f6b57; --ahead: #2a5ca8; --unavailable: #665e70; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.2rem clamp(1rem, 4vw, 3rem) 3rem; max-width: 64rem; color: var(--ink);
  background: #fff; font: 1rem/1.5 "Noto Sans", "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
  font-variant-numeric: lining-nums tabular-nums; overflow-wrap: break-word; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999em; }
.skip:focus { position: static; display: inline-block; padding: .5rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: .3rem 0; }
h2 { font-size: 1.35rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.08rem; margin: 1.3rem 0 .35rem; }
h2 small, h3 small { font-weight: 400; font-size: .9rem; color: var(--quiet); }
p { margin: 0 0 .6rem; max-width: 75ch; }
ul { margin: 0 0 .8rem; padding-left: 1.2rem; }
small.quiet, .quiet { color: var(--quiet); font-size: .88rem; }
.lead { font-size: 1.15rem; line-height: 1.5; }
.warning { border: 2px dashed var(--at_risk); color: var(--at_risk); font-weight: 600; padding: .4rem .7rem; }
.kicker { color: var(--quiet); margin: 0; }
.kicker b { color: var(--accent); }
.subtitle { font-size: 1.15rem; }
.emblem { max-height: 4.5rem; max-width: 14rem; display: block; margin: 0 0 1rem; }
nav { border-left: 4px solid var(--accent); padding: .1rem 0 .1rem 1rem; margin: 1.2rem 0; }
nav ol { margin: 0; padding-left: 1.2rem; columns: 2 18rem; }
nav a { display: inline-block; padding: .15rem 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .5rem 1.5rem;
  margin: .8rem 0; }
.facts dt, .then dt { color: var(--quiet); font-size: .88rem; }
.facts dd { margin: 0; }
.then { margin: 0 0 .5rem; }
.then div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 .6rem; }
.then dd { margin: 0; }
.code { white-space: nowrap; }
.mark { white-space: normal; font-weight: 600; }
.mark > span { font-size: .9em; }
.mark.delayed { color: var(--delayed); } .mark.at_risk { color: var(--at_risk); }
.mark.on_track { color: var(--on_track); } .mark.ahead { color: var(--ahead); }
.mark.unavailable { color: var(--unavailable); font-weight: 400; }
.key-figures { list-style: none; margin: 1rem 0; padding: 0; display: grid;
  grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); border-top: 2px solid var(--ink);
  border-bottom: 1px solid var(--rule); }
.key-figures li { padding: .5rem .8rem; border-left: 1px solid var(--rule); }
.key-figures p { margin: 0; font-size: .88rem; line-height: 1.35; }
.key-figures .what { font-weight: 600; min-height: 2.4em; }
.key-figures .figure { font-size: 1rem; }
b.big { font-size: 1.5rem; line-height: 1.3; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1.2rem; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--rule);
  font-weight: 400; }
thead th { font-weight: 600; border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tr.group th { font-weight: 600; padding-top: .9rem; background: none; color: var(--accent); }
th.number, td.number { text-align: right; padding-right: 1rem; }
.case { border-left: 5px solid var(--unavailable); padding: .1rem 0 .1rem 1rem; margin: 1.2rem 0; }
.case h3 { margin-top: 0; }
.case.delayed { border-color: var(--delayed); } .case.at_risk { border-color: var(--at_risk); }
figure { margin: 1rem 0; max-width: 46rem; }
figure svg { display: block; max-width: 100%; height: auto; }
.narrow { display: none; }
figcaption { color: var(--quiet); font-size: .88rem; }
summary { cursor: pointer; padding: .3rem 0; font-size: .9rem; }
sup.call { line-height: 0; }
sup.call a { padding: 0 .2em; text-decoration: none; }
.notes ol { list-style: none; padding: 0; font-size: .88rem; }
.notes li { margin: 0 0 .35rem; padding-left: 1.6rem; text-indent: -1.6rem; }
.notes .sign { display: inline-block; width: 1.6rem; text-indent: 0; font-weight: 600; }
.notes a { display: inline-block; min-width: 24px; text-align: center; text-indent: 0; }
footer { margin-top: 2.5rem; padding-top: .8rem; border-top: 1px solid var(--rule); color: var(--quiet);
  font-size: .88rem; }
.draft-mark { position: fixed; inset: 40% 0 auto 0; text-align: center; font-size: 18vw; font-weight: 700;
  color: rgb(171 42 33 / .12); transform: rotate(-25deg); pointer-events: none; z-index: -1; }
@media screen and (min-width: 60rem) { td .mark { white-space: nowrap; } }
@media screen and (max-width: 40rem) {
  body { padding-top: .8rem; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 1.6rem; }
  .lead { font-size: 1.05rem; }
  .key-figures { grid-template-columns: 1fr 1fr; }
  .key-figures li { border-bottom: 1px solid var(--rule); }
  .key-figures li:nth-child(odd) { border-left: 0; padding-left: 0; }
  .case { border-left-width: 4px; padding-left: .7rem; }
  .then div { grid-template-columns: 6.5rem 1fr; margin-bottom: .2rem; }
  .wide { display: none; } .narrow { display: block; }
  table.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.cards, table.cards tbody, table.cards tr, table.cards th, table.cards td,
  table.cards caption { display: block; }
  table.cards tr { padding: .5rem 0; border-bottom: 1px solid var(--rule); }
  table.cards th, table.cards td { border: 0; padding: .1rem 0; text-align: left; }
  table.cards th[scope="row"] { font-weight: 600; }
  table.cards td { display: grid; grid-template-columns: 8.5rem 1fr; gap: .5rem; }
  table.cards td::before { content: attr(data-label); color: var(--quiet); font-size: .88rem; }
}
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  body { padding: 0; max-width: none; font-size: 9.5pt; }
  nav, .skip, details { display: none; }
  h2, h3, caption { break-after: avoid; }
  tr, .case, figure, .key-figures li { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""

# Within a notebook, whose own sheet sets cells to the right and knows none of the above. Layout alone: the page behind
# may be dark. Every rule begins with the blocks' own class, so that nothing else in the notebook changes.
NOTEBOOK_STYLE = """
.released .narrow { display: none; }
.released svg { max-width: 100%; height: auto; }
.released table.cards { clear: both; margin: .8em 0; }
.released table.cards caption { text-align: left; font-weight: 600; }
.released table.cards th, .released table.cards td { text-align: left; vertical-align: top; }
.released table.cards th.number, .released table.cards td.number { text-align: right; }
.released .notes ol { list-style: none; padding-left: 0; }
.released .key-figures { display: flex; flex-wrap: wrap; list-style: none; padding: 0; gap: .5em 2em; }
.released .key-figures p { margin: 0; }
.released dl div { display: grid; grid-template-columns: 10em 1fr; }
.released dl dt, .released dl dd { float: none; width: auto; margin: 0; }
"""
