/** How long a mailed link works, in seconds (OWASP ASVS 5.0, 6.5.5: at most ten minutes). */
export const LINK_LIFE_S = 10 * 60;
