import getPort, { portNumbers } from 'get-port';

/** The usual port where it is free, else one close by. */
export const findPort = (usual: number) => getPort({ port: portNumbers(usual, usual + 99) });
