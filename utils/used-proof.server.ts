/** What a sign-in has used up, a token or a mailed link, and what has come of it. */
export interface UsedProof {
  /** Left out while nobody can say: the database was out, perhaps. */
  outcome?: 'signed_in' | 'invalid';
  /**
   * Has the use undone, beside the request, while no session has come of it: who could not be signed
   * in because the database was out tries again with the same.
   */
  giveBack?: () => void;
}
