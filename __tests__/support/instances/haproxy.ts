import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { reaches } from '../processes/dev-command';
import { startProgram } from './program';

/** Puts HAProxy before instances. Its answers name in the header `Instance` the one that each met. */
export async function startHaproxy(url: string, ports: string[], folder: string) {
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, settings(new URL(url).port, ports));
  const isUp = async () => (await reaches(`${url}/api/health`)) === 200;
  return startProgram('haproxy', ['-db', '-f', file], {}, isUp);
}

/** A request may choose its instance, by the same header. Only what changes nothing is tried again elsewhere. */
const settings = (port: string, ports: string[]) => `
defaults
  mode http
  timeout connect 1s
  timeout client 20s
  timeout server 20s
  timeout check 5s
  option httpclose
  option redispatch 1
  retry-on conn-failure empty-response
frontend app
  bind 127.0.0.1:${port}
  http-after-response set-header Instance %s
  default_backend instances
backend instances
  balance roundrobin
  option forwardfor
  http-request disable-l7-retry unless METH_GET
  option httpchk GET /api/health
  default-server check inter 250ms fall 1 rise 1
${ports.map((name) => `  use-server ${name} if { req.hdr(Instance) ${name} }`).join('\n')}
${ports.map((name) => `  server ${name} localhost:${name}`).join('\n')}
`;
