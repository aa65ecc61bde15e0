import { createImageStore, type ImageStore } from "../images/store.ts";
import { place } from "./changes.ts";
import { defaultProps } from "./defaults.ts";
import { createHistory, type History } from "./history.ts";
import { repeatInto } from "./instances.ts";
import { type FigmaNode, makeNode, type NodeProps, pageOf, subtree } from "./node.ts";
import type { NodeType } from "./node-types.ts";
import { reflow } from "./reflow.ts";

/** Which Figma product the file is of. */
export type Editor = "figma" | "figjam" | "slides";

export type FigmaDocument = {
  readonly editor: Editor;
  readonly root: FigmaNode;
  /** The page the user looks at. */
  page: FigmaNode;
  selection: FigmaNode[];
  readonly history: History;
  readonly images: ImageStore;
  /** Slides: the slide the user looks at, and whether that slide fills the view. */
  focusedSlide: FigmaNode | undefined;
  slidesView: "grid" | "single-slide";
  /** Adds a node as a test's starting point: no undo step, no event. The parent is the current page unless given. */
  add(type: NodeType, props?: Partial<NodeProps>, parent?: FigmaNode): FigmaNode;
  /** Adds an instance of a component, with copies of all that is in it. */
  instantiate(component: FigmaNode, props?: Partial<NodeProps>, parent?: FigmaNode): FigmaNode;
  addPage(name: string): FigmaNode;
  /** Stores an image as a file has it, whatever its format; returns the hash for an image paint. */
  addImage(bytes: Uint8Array): string;
  /** A node of the document by its id or, first in layer order, its name. Throws if there is none. */
  find(idOrName: string): FigmaNode;
  byId(id: string): FigmaNode | undefined;
  /** Makes an instance that is nowhere yet. */
  repeat(component: FigmaNode, props?: Partial<NodeProps>): FigmaNode;
  /** Makes a node that is nowhere yet. */
  create(type: NodeType, props?: Partial<NodeProps>): FigmaNode;
};

/** An empty file with one page (and, for slides, one row with one slide). */
export function createDocument({
  editor = "figma",
  name = "Untitled",
  pages = ["Page 1"],
}: {
  editor?: Editor;
  name?: string;
  pages?: readonly string[];
} = {}): FigmaDocument {
  const history = createHistory();
  const known = new Map<string, FigmaNode>();
  let last = 0;
  const keep = (node: FigmaNode) => {
    known.set(node.id, node);
    return node;
  };
  const create = (type: NodeType, props: Partial<NodeProps> = {}) => {
    last += 1;
    const defined = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
    const id = `${type === "PAGE" ? 0 : 1}:${last}`;
    const node = makeNode(id, type, { ...defaultProps(type), ...defined });
    // A text layer with a name of its own no longer takes that of its text.
    if ("name" in defined) node.overrides.add("name");
    return keep(node);
  };
  const root = keep(makeNode("0:0", "DOCUMENT", { ...defaultProps("DOCUMENT"), name }));
  const insert = (node: FigmaNode, parent: FigmaNode) =>
    history.quietly(() => {
      place(history, node, parent, parent.children.length);
      reflow(history, node);
      return node;
    });

  const document: FigmaDocument = {
    editor,
    root,
    page: root,
    selection: [],
    history,
    images: createImageStore(),
    focusedSlide: undefined,
    slidesView: "grid",
    create,
    add: (type, props = {}, parent = document.page) => insert(create(type, props), parent),
    repeat(component, props = {}) {
      last += 1;
      const own = { ...component.props, x: 0, y: 0, ...props } as NodeProps;
      const instance = keep(makeNode(`1:${last}`, "INSTANCE", own, component));
      history.quietly(() => repeatInto(history, instance, component, keep));
      return instance;
    },
    instantiate: (component, props = {}, parent = document.page) =>
      insert(document.repeat(component, props), parent),
    addPage: (title) => insert(create("PAGE", { name: title }), root),
    addImage: (bytes) => document.images.keep(bytes).hash,
    byId: (id) => known.get(id),
    find(idOrName) {
      const exact = known.get(idOrName);
      const found = exact ?? [...subtree(root)].find(({ props }) => props.name === idOrName);
      if (!found) throw new Error(`the document has no node "${idOrName}"`);
      return found;
    },
  };
  for (const title of pages) document.addPage(title);
  document.page = root.children[0] ?? document.addPage("Page 1");
  if (editor === "slides") addFirstSlide(document);
  return document;
}

function addFirstSlide(document: FigmaDocument): void {
  const grid = document.add("SLIDE_GRID", { name: "Slide grid" });
  const row = document.add("SLIDE_ROW", { name: "Row 1" }, grid);
  document.focusedSlide = document.add("SLIDE", { name: "Slide 1", x: 240, y: 240 }, row);
}

/** What is selected and still there, on the current page. */
export const liveSelection = (document: FigmaDocument): FigmaNode[] =>
  document.selection.filter((node) => !node.removed && pageOf(node) === document.page);
