import { lockFolder } from './folder-lock';
import { type Running, type Service, services, type Surroundings } from './services';

/** Variables by name; an empty one counts as not set. */
export type Variables = Record<string, string | undefined>;

/** Where one service runs, for the table that people read. */
export interface Place {
  name: string;
  address: string;
  isLocal: boolean;
}

interface StandIns {
  /** The variables with which the app finds them. */
  env: Record<string, string>;
  places: Place[];
  close(): Promise<void>;
}

/**
 * Starts a stand-in for each service whose variables are not `given`. All of them run, or none:
 * where one fails, those before it are stopped and the error is thrown. Throws as well while the
 * stand-ins of another process run in the same folder.
 */
export async function startStandIns(surroundings: Surroundings, given: Variables) {
  const local = services.filter((service) => !isSet(service, given));
  const running: Pick<Running, 'close'>[] = [];
  const standIns: StandIns = {
    env: {},
    places: [],
    async close() {
      for (const { close } of running.splice(0).reverse()) await close();
    },
  };

  try {
    // Where every service is real, nothing here writes to the folder, and whoever uses it goes on.
    if (local.length > 0) running.push({ close: await lockFolder(surroundings.folder) });
    for (const service of services) {
      const { name } = service;
      if (!local.includes(service)) {
        standIns.places.push({ name, address: realAddress(service, given), isLocal: false });
        continue;
      }
      const standIn = await service.start(surroundings);
      running.push(standIn);
      Object.assign(standIns.env, standIn.env);
      standIns.places.push({ name, address: standIn.address, isLocal: true });
    }
  } catch (error) {
    await standIns.close();
    throw error;
  }
  return standIns;
}

function isSet({ name, variables }: Service, given: Variables): boolean {
  const missing = variables.filter((variable) => !given[variable]);
  if (missing.length > 0 && missing.length < variables.length) {
    throw new Error(`${name} is set up by halves. Set as well, or clear: ${missing.join(', ')}`);
  }
  return missing.length === 0;
}

/** The host of the first variable, which is a URL; never its password. */
function realAddress({ variables: [variable = ''] }: Service, given: Variables): string {
  const url = given[variable] ?? '';
  return URL.canParse(url) ? new URL(url).host : variable;
}
