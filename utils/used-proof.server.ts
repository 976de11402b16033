/**
 * What a sign-in has used up, a token or a mailed link. `giveBack` undoes that while no session has
 * come of it: who could not be signed in because the database was out tries again with the same.
 */
export interface UsedProof {
  giveBack?: () => Promise<unknown>;
}
