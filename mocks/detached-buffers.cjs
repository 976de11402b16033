/**
 * Node.js 20 lacks `ArrayBuffer.prototype.detached`, with which React tells an empty buffer from one that is
 * gone. Without it, React warns at the first page. (Each page of Next.js has an empty attribute.)
 */
if (!('detached' in ArrayBuffer.prototype)) {
  Object.defineProperty(ArrayBuffer.prototype, 'detached', {
    configurable: true,
    get() {
      try {
        return this.byteLength === 0 && new Uint8Array(this) === undefined;
      } catch {
        return true;
      }
    },
  });
}
