import type { Tenant } from '../tenant';

type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** A request to one operation of the API. */
export type Call<Name extends string = string> = {
  /** The decoded parts of the path. */
  params: Record<Name, string>;
  query: URLSearchParams;
  headers: Headers;
  /** The body's JSON, not checked yet; undefined if it is none. */
  json: unknown;
  /** Where the caller has found the emulator, such as `http://localhost:8787`. */
  origin: string;
};

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type Answer = object | Promise<object>;

/** One operation of the API. */
export type Operation = {
  /** The name by which reports and settings know it. */
  id: string;
  method: Method;
  /** The address after `/v1`, with `:name` for what varies. */
  path: string;
  /** Returns the JSON of a 200, or throws a Refusal. */
  answer(tenant: Tenant, call: Call): Answer;
};

/** Makes an operation, in which the path's names are the keys of `params`. */
export function operation<Path extends string>(
  id: string,
  method: Method,
  path: Path,
  answer: (tenant: Tenant, call: Call<Names<Path>>) => Answer,
): Operation {
  return { id, method, path, answer };
}
