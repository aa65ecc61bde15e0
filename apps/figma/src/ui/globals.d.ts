/** Where the API is: the build puts it here, and the same address into the manifest. */
declare const __API_URL__: string;
/** The ratios all models know. */
declare const __RATIOS__: readonly string[];
declare module "*.css";
