import type { Field } from "@seedkit/core";
import type { Destination } from "../host.ts";
import { Row } from "./row.tsx";

type Props = { readonly field: Field; readonly place: Destination };

/** Stands where a field would: what is entered there would go nowhere. */
export const PlaceSets = ({ field, place }: Props) => (
  <Row label={field.label}>
    <p class="sk-given">{`Set by “${place.label}”`}</p>
  </Row>
);
