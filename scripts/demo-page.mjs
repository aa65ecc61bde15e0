// The page `npm start` leaves beside its images: no script, nothing from the network.

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text) => String(text).replace(/[&<>"]/g, (character) => escapes[character]);

export function demoPage({ prompt, shots, total }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Seedkit: ${escapeHtml(prompt)}</title>
<style>${style}</style>
</head>
<body>
<header>
  <p class="name">Seedkit</p>
  <h1>${escapeHtml(prompt)}</h1>
  <p class="lead">One image with each model, made by the real client over HTTP. The emulator on this machine
  answered: with a key they would have cost <strong>${escapeHtml(total)}</strong>, here they cost nothing.</p>
</header>
<main>
${shots.map(figure).join("\n")}
</main>
<footer>
  <p>Another prompt: <code>npm start -- "a red kite over wheat"</code></p>
  <p>From the terminal: <code>npx seedkit generate "a red kite over wheat" --emulator</code></p>
</footer>
</body>
</html>
`;
}

function figure({ file, image, model, generation }) {
  const facts = [
    ["Size", `${image.width} x ${image.height} px`],
    [
      "File",
      `${image.mediaType.replace("image/", "").toUpperCase()}, ${(image.bytes.length / 1024).toFixed(0)} kB`,
    ],
    ["Usual time", `${(model.typicalMs / 1000).toFixed(0)} s`],
    ["Would have cost", generation.cost.estimated.formatted],
  ];
  return `<figure>
  <a href="${escapeHtml(file)}"><img src="${escapeHtml(file)}" width="${image.width}" height="${image.height}" alt="${escapeHtml(model.title)}: ${escapeHtml(generation.input.prompt)}"></a>
  <figcaption>
    <h2>${escapeHtml(model.title)} <code>${escapeHtml(model.id)}</code></h2>
    <p>${escapeHtml(model.summary)}</p>
    <dl>${facts.map(([term, fact]) => `<div><dt>${term}</dt><dd>${escapeHtml(fact)}</dd></div>`).join("")}</dl>
  </figcaption>
</figure>`;
}

const style = `
:root { --ground: #f6f5f2; --card: #fff; --ink: #1d1c1a; --soft: #6b6862; --line: #e2dfd8; --leaf: #2f6f4f; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #141513; --card: #1d1f1c; --ink: #ecebe6; --soft: #9d9b94; --line: #30322e; --leaf: #7cc79f; }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; padding: 4rem 1.5rem 3rem; }
header, main, footer { max-width: 68rem; margin: 0 auto; }
.name { color: var(--leaf); font-weight: 650; letter-spacing: .02em; }
h1 { font-size: clamp(1.6rem, 4vw, 2.6rem); line-height: 1.15; letter-spacing: -.02em; margin: .3rem 0 .9rem; max-width: 24em; text-wrap: balance; overflow-wrap: anywhere; }
.lead { color: var(--soft); max-width: 42rem; text-wrap: pretty; }
.lead strong { color: var(--ink); }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.5rem; margin-top: 2.5rem; }
figure { background: var(--card); border: 1px solid var(--line); border-radius: 14px; overflow: hidden; }
figure img { display: block; width: 100%; height: auto; }
figcaption { padding: 1.2rem 1.3rem 1.3rem; }
h2 { font-size: 1.1rem; display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
code { font: .85em ui-monospace, monospace; color: var(--leaf); }
figcaption p { color: var(--soft); margin-top: .2rem; }
dl { display: grid; grid-template-columns: 1fr 1fr; gap: .7rem 1.5rem; margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
dt { color: var(--soft); font-size: .8rem; }
dd { font-variant-numeric: tabular-nums; }
footer { margin-top: 2.5rem; color: var(--soft); font-size: .9rem; }
`;
