// What is named here is public. Adding a name is a decision.
export { type ClientHostOptions, createClientHost } from "./client-host.ts";
export type {
  Delivered,
  Delivery,
  Destination,
  JobCall,
  JobRequest,
  JobResult,
  KeyStore,
  PanelHost,
  PanelImage,
  PanelStorage,
  Place,
  ReferencePicker,
  ReferenceSource,
  ResultAction,
  Stored,
} from "./host.ts";
export { createMemoryStorage } from "./memory-storage.ts";
export { createPanelStore, type PanelStore, type PanelStoreOptions } from "./store/create-store.ts";
export type {
  HistoryEntry,
  Job,
  PanelError,
  PanelReference,
  PanelState,
  Result,
  Settings,
  View,
} from "./store/state.ts";
export { mountPanel, Panel, type PanelProps } from "./view/panel.tsx";
