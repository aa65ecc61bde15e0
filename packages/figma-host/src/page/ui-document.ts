import { type Theme, themeStyle } from "./theme.ts";

// Takes a theme switch to the style and class that Figma keeps, out of the plugin's sight.
const follower = `addEventListener("message",(event)=>{const theme=event.data&&event.data.figmaHostTheme;if(!theme)return;event.stopImmediatePropagation();document.getElementById("figma-style").textContent=theme.style;document.documentElement.classList.remove("figma-light","figma-dark");document.documentElement.classList.add("figma-"+theme.name)});`;

/** The plugin's html as Figma serves it: with the policy of its manifest and, where asked for, the theme. */
export function uiDocument(
  html: string,
  options: { readonly csp: string | undefined; readonly theme: Theme | undefined },
): string {
  const { csp, theme } = options;
  const policy = csp
    ? `<meta http-equiv="Content-Security-Policy" content="${csp.replaceAll('"', "&quot;")}">`
    : "";
  const colors = theme
    ? `<style id="figma-style">${themeStyle(theme)}</style><script>${follower}</script>`
    : "";
  const head = policy + colors;
  const withHead = /<head[^>]*>/i.test(html)
    ? html.replace(/<head[^>]*>/i, (tag) => tag + head)
    : /<html[^>]*>/i.test(html)
      ? html.replace(/<html[^>]*>/i, (tag) => `${tag}<head>${head}</head>`)
      : `<html><head>${head}</head><body>${html}</body></html>`;
  if (!theme) return withHead;
  return withHead.replace(/<html([^>]*)>/i, (tag, attributes: string) =>
    /\bclass=/i.test(attributes)
      ? tag.replace(/class=(["'])/i, `class=$1figma-${theme} `)
      : `<html class="figma-${theme}"${attributes}>`,
  );
}

/**
 * The two frames around it, as the error texts of real plugins tell: an outer data: document of an opaque origin that
 * passes messages on, and in it the plugin's own document, which inherits that origin. A plain srcdoc or sandboxed
 * frame is a secure context and would hide what a plugin lacks in Figma.
 */
export function nestedDocument(inner: string): string {
  const script = `
const frame=document.createElement("iframe");let ready=false;const waiting=[];
frame.srcdoc=decodeURIComponent("${encodeURIComponent(inner)}");
frame.onload=()=>{ready=true;for(const data of waiting.splice(0))frame.contentWindow.postMessage(data,"*")};
addEventListener("message",(event)=>{
  if(event.source===parent){if(ready)frame.contentWindow.postMessage(event.data,"*");else waiting.push(event.data)}
  else if(event.source===frame.contentWindow&&event.data&&("pluginMessage" in event.data||"pluginDrop" in event.data))parent.postMessage(event.data,"*")});
addEventListener("DOMContentLoaded",()=>document.body.append(frame))`;
  const style = "html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block}";
  return `<!doctype html><html><head><style>${style}</style><script>${script}</script></head><body></body></html>`;
}
