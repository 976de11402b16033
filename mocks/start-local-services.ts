import { lockFolder } from './lock-folder';
import { type RunningService, type Service, services, type StartOptions } from './services';

/** Variables by name; an empty one counts as not set. */
export type Variables = Record<string, string | undefined>;

/** Where one service runs, as the terminal shows it. */
export interface ServiceAddress {
  name: string;
  address: string;
  isLocal: boolean;
}

interface LocalServices {
  /** The variables by which the app finds the local services. */
  env: Record<string, string>;
  /** All services, the real ones too. */
  services: ServiceAddress[];
  close(): Promise<void>;
}

/**
 * Starts a local service in place of each one whose variables are not set. If one fails to start, the
 * others are stopped, and the error is thrown. Throws too if another process uses the data folder.
 */
export async function startLocalServices(options: StartOptions, variables: Variables) {
  const missing = services.filter((service) => !isSet(service, variables));
  const running: Pick<RunningService, 'close'>[] = [];
  const local: LocalServices = {
    env: {},
    services: [],
    async close() {
      for (const { close } of running.splice(0).reverse()) await close();
    },
  };

  try {
    // If every service is real, nothing is written to the folder, and no lock is needed.
    if (missing.length > 0) running.push({ close: await lockFolder(options.folder) });
    for (const service of services) {
      const { name } = service;
      if (!missing.includes(service)) {
        local.services.push({ name, address: readHost(service, variables), isLocal: false });
        continue;
      }
      const started = await service.start(options);
      running.push(started);
      Object.assign(local.env, started.env);
      local.services.push({ name, address: started.address, isLocal: true });
    }
  } catch (error) {
    await local.close();
    throw error;
  }
  return local;
}

function isSet(service: Service, variables: Variables): boolean {
  const missing = service.variables.filter((name) => !variables[name]);
  if (missing.length > 0 && missing.length < service.variables.length) {
    throw new Error(
      `${service.name} is only partly configured. Also set, or clear the others: ${missing.join(', ')}`,
    );
  }
  return missing.length === 0;
}

/** Returns the host of the service's URL, without user name and password. */
function readHost({ variables: [name = ''] }: Service, variables: Variables): string {
  const url = variables[name] ?? '';
  return URL.canParse(url) ? new URL(url).host : name;
}
