interface Certificate {
  key: string;
  cert: string;
}

/** For localhost, from the tests' mail server. It has expired, nobody has signed it, and its key is public. */
export function testCertificate(): Certificate {
  const { key, cert } = jest.requireActual<() => Certificate>('smtp-server/lib/tls-options.js')();
  return { key, cert };
}
