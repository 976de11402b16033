/** A call of another service. Both labels are from a small closed set, because metrics carry them. */
export interface ServiceCall {
  dependency: 'postgresql' | 'authsignal' | 'smtp';
  operation: string;
}

/** What telemetry/start.server brings. Before, nothing of OpenTelemetry is loaded. */
export interface Telemetry {
  observe<T>(call: ServiceCall, work: () => Promise<T>): Promise<T>;
  countLine(line: object): void;
  traceId(): string | undefined;
}

/** One per process, because Next.js bundles instrumentation.ts, pages and API routes apart. */
const kept = globalThis as typeof globalThis & { passkeyTelemetry?: Telemetry };

/** Undefined unless `OTEL_EXPORTER_OTLP_ENDPOINT` is set. */
export const telemetry = () => kept.passkeyTelemetry;

export function setTelemetry(telemetry: Telemetry): void {
  kept.passkeyTelemetry = telemetry;
}

/** Runs `work`, and if telemetry is on, as a span that is measured. */
export const observeCall = <T>(call: ServiceCall, work: () => Promise<T>): Promise<T> =>
  telemetry()?.observe(call, work) ?? work();
