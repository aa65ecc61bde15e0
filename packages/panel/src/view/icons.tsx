const paths = {
  close: "M4.5 4.5l7 7m0-7l-7 7",
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  left: "M9.5 4.5L6 8l3.5 3.5",
  right: "M6.5 4.5L10 8l-3.5 3.5",
  swap: "M3 6h9.5m-2.5-2.5L12.5 6M13 10H3.500m2.5 2.500L3.5 10",
  layers: "M8 2.500l5.5 3L8 8.500l-5.5-3zM2.5 8.500L8 11.500l5.5-3",
  image: "M3 3.500h10v9H3zM3 11l3-3 2.5 2.500L10.5 9l2.5 2.200M10 6.200v.1",
  check: "M3.5 8.500l3 3 6-7",
  warning: "M8 2.800l6 10.400H2zM8 6.800v2.900M8 11.400v.1",
  bin: "M3.5 4.500h9M6.5 4.500v-1.500h3v1.500M4.7 4.500l.5 8.500h5.600l.5-8.5",
  clock: "M8 2.500a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM8 5v3.200l2 1.3",
  key: "M9.8 9.700a3.3 3.3 0 10-3.4-3.400L2.5 10.200v3.300h2.800v-1.700h1.700v-1.700zM10.3 5.700v.1",
} as const;
export type IconName = keyof typeof paths;

/** A drawing of 16 px. It says nothing to screen readers: the button around it does. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="sk-icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** A box of a ratio, at most 16 px wide and 14 px high. */
export function RatioGlyph({ ratio }: { readonly ratio: number }) {
  const width = ratio >= 1 ? Math.min(16, 12 * Math.sqrt(ratio)) : 12 * Math.sqrt(ratio);
  const height = Math.min(14, width / ratio);
  const box = { x: 9 - (height * ratio) / 2, y: 8 - height / 2, width: height * ratio, height };
  return (
    <svg class="sk-icon" width="18" height="16" viewBox="0 0 18 16" aria-hidden="true" focusable="false">
      <rect {...box} rx="1.5" />
    </svg>
  );
}
