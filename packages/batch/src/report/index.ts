export { type Report, type ReportOptions, writeReport } from "./write-report.ts";
