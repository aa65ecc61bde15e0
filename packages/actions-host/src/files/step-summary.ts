/** The most a step may write, bytes. */
const mostBytes = 1024 * 1024;

/**
 * What GitHub shows of a step's summary. Images whose source is a `data:` URL lose it.
 * @returns the problem that the runner reports where the file is too large
 */
export function readSummary(
  bytes: Uint8Array,
  mask: (text: string) => string,
): { readonly markdown: string; readonly problem?: string } {
  if (bytes.length > mostBytes) {
    const size = Math.floor(bytes.length / 1024);
    return {
      markdown: "",
      problem: `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${size}k.`,
    };
  }
  return { markdown: stripDataImages(mask(Buffer.from(bytes).toString("utf8"))) };
}

function stripDataImages(markdown: string): string {
  return markdown
    .replace(/(!\[[^\]]*\]\()\s*<?data:[^)]*\)/gi, "$1)")
    .replace(/(\[[^\]]*\]:)\s*<?data:\S*/gi, "$1")
    .replace(/\b(src|srcset|href)\s*=\s*("|')\s*data:.*?\2/gis, "$1=$2$2")
    .replace(/\b(src|srcset|href)\s*=\s*data:[^\s>]*/gi, '$1=""');
}
