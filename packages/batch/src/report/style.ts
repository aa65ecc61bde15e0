/** The look of the contact sheet: the system's own fonts, light or dark as the reader has it. */
export const style = `
:root{--page:#f6f5f2;--card:#fff;--ink:#1c1b1a;--soft:#6b6863;--line:#e3e0da;--well:#eceae5;--accent:#2563eb;
--generated:#15803d;--recovered:#0e7490;--reused:#6b6863;--failed:#c02626;--ambiguous:#a15c07;--pending:#6d4fc4;--skipped:#8a867f}
@media(prefers-color-scheme:dark){:root{--page:#141413;--card:#1e1d1c;--ink:#f0eeea;--soft:#a09c95;--line:#32302d;--well:#292725;--accent:#7aa7ff;
--generated:#4ade80;--recovered:#4cc9dd;--reused:#a09c95;--failed:#ff7b72;--ambiguous:#f0b054;--pending:#b7a2ff;--skipped:#8a867f}}
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
body{margin:0}
input[name=show]{position:fixed;opacity:0;pointer-events:none}
header{position:sticky;top:0;z-index:1;background:var(--page);border-bottom:1px solid var(--line);padding:18px clamp(16px,3vw,40px) 12px}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:flex-end;gap:10px 40px}
h1{font-size:22px;line-height:1.2;letter-spacing:-.01em;margin:0;overflow-wrap:anywhere}
.when{margin:2px 0 0;color:var(--soft)}
dl{display:flex;flex-wrap:wrap;gap:6px 32px;margin:0}
dt{color:var(--soft);font-size:12px}
dd{margin:0;font-size:19px;font-weight:600;font-variant-numeric:tabular-nums}
nav{display:flex;flex-wrap:wrap;gap:6px;margin-top:14px}
label{border:1px solid var(--line);background:var(--card);border-radius:99px;padding:4px 12px;cursor:pointer;user-select:none}
label b{font-weight:500;opacity:.65;font-variant-numeric:tabular-nums}
label:hover{border-color:var(--soft)}
#show-all:checked~header label[for=show-all]{background:var(--ink);color:var(--page);border-color:var(--ink)}
#show-all:focus-visible~header label[for=show-all]{outline:2px solid var(--accent);outline-offset:2px}
.stopped{margin:18px clamp(16px,3vw,40px) 0;padding:10px 14px;border-left:3px solid var(--ambiguous);background:var(--card)}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,260px),1fr));gap:20px;padding:22px clamp(16px,3vw,40px) 60px}
.card{margin:0;display:flex;flex-direction:column;background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden;content-visibility:auto;contain-intrinsic-size:auto 260px auto 330px}
.picture{display:block;position:relative;aspect-ratio:4/3;background:var(--well)}
.picture img{position:absolute;inset:0;width:100%;height:100%;object-fit:contain;font-size:12px;color:var(--soft)}
.picture:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
.reason{padding:16px;overflow:auto;color:var(--soft);font-size:13px}
.reason p{margin:6px 0 0;overflow-wrap:anywhere}
.reason b{color:var(--ink);font-weight:500}
.reason code{color:var(--state);font:600 12px ui-monospace,Menlo,Consolas,monospace}
figcaption{padding:11px 14px 12px;display:flex;flex-direction:column;gap:5px;flex:1}
.name{display:flex;justify-content:space-between;align-items:baseline;gap:12px}
.name strong{font-weight:600;overflow-wrap:anywhere}
.name small{font-weight:400;color:var(--soft);font-size:12px;margin-left:2px}
.state{color:var(--state);font-size:12px;white-space:nowrap}
.state::before{content:"";display:inline-block;width:7px;height:7px;border-radius:50%;background:var(--state);margin-right:6px}
.prompt{margin:0;color:var(--soft);overflow-wrap:anywhere;white-space:pre-line;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
details[open]>.prompt{display:block}
.facts{margin:auto 0 0;padding-top:3px;color:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
.facts i{display:inline-block;width:3px;height:3px;border-radius:50%;background:currentColor;opacity:.5;margin:0 7px;vertical-align:middle}
.rescued{margin:0;font-size:12px;color:var(--ambiguous);overflow-wrap:anywhere}
.generated{--state:var(--generated)}.recovered{--state:var(--recovered)}.reused{--state:var(--reused)}.failed{--state:var(--failed)}
.ambiguous{--state:var(--ambiguous)}.pending{--state:var(--pending)}.skipped{--state:var(--skipped)}
@media print{header{position:static}nav{display:none}.card{break-inside:avoid;content-visibility:visible}}
`;
