/** Of an address, in characters: RFC 5321, section 4.5.3.1.3, less the angle brackets. */
export const MAX_ADDRESS_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64; // RFC 5321, section 4.5.3.1.1

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/; // RFC 5322 dot-atom
// RFC 1123, section 2.1: the last part is no number, as it would be in an IP address.
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one spelling of an address that we show, store, look up and write to. Undefined unless `input` is
 * exactly one plain address. Look-alike letters are folded before the check (NFKC), so that a look-alike
 * of "@" cannot add a second recipient: GHSA-7rqj-j65f-68wh, GHSA-5jpx-9hw9-2fx4.
 */
export function canonicalAddress(input: unknown): string | undefined {
  if (typeof input !== 'string' || input.length > 4 * MAX_ADDRESS_LENGTH) return undefined;

  const address = input.normalize('NFKC').trim().toLowerCase();
  const [local = '', domain = '', ...rest] = address.split('@');
  const isPlain =
    rest.length === 0 &&
    address.length <= MAX_ADDRESS_LENGTH &&
    local.length <= MAX_LOCAL_LENGTH &&
    LOCAL.test(local) && // guard: plain-address
    DOMAIN.test(domain);

  return isPlain ? address : undefined;
}

/**
 * The mailbox that an address probably leads to, for limits on mails and never for identity: many services
 * deliver `name+anything` to `name`, and Gmail ignores dots and has two domains.
 */
export const mailboxOf = (address: string): string =>
  address
    .replace(/\+.*@/, '@') // guard: one-mailbox
    .replace(/@googlemail\.com$/, '@gmail.com')
    .replace(/.*(?=@gmail\.com$)/, (local) => local.replaceAll('.', ''));
