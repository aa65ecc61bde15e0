/** How a document writes images. */
export type Syntax = "markdown" | "mdx" | "html" | "jsx" | "css" | "latex" | "rst" | "asciidoc" | "path";

const byLanguage: Readonly<Record<string, Syntax>> = {
  markdown: "markdown",
  quarto: "markdown",
  rmd: "markdown",
  mdx: "mdx",
  html: "html",
  astro: "html",
  "django-html": "html",
  erb: "html",
  handlebars: "html",
  liquid: "html",
  php: "html",
  razor: "html",
  svelte: "html",
  twig: "html",
  vue: "html",
  "vue-html": "html",
  javascriptreact: "jsx",
  typescriptreact: "jsx",
  css: "css",
  less: "css",
  scss: "css",
  sass: "css",
  stylus: "css",
  latex: "latex",
  tex: "latex",
  restructuredtext: "rst",
  asciidoc: "asciidoc",
};

// Languages whose extension may not be installed: the editor takes their files for plain text.
const byExtension: Readonly<Record<string, Syntax>> = {
  adoc: "asciidoc",
  asciidoc: "asciidoc",
  astro: "html",
  mdx: "mdx",
  qmd: "markdown",
  rmd: "markdown",
  rst: "rst",
  svelte: "html",
  tex: "latex",
  vue: "html",
};

/** What a document's language, or else its name, says. */
export function syntaxOf(languageId: string, path: string): Syntax {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return byLanguage[languageId] ?? byExtension[extension] ?? "path";
}
