import type { CDPSession, Page } from '@playwright/test';

/** A fingerprint reader and what is enrolled with it. Its owner touches it whenever it asks. */
export class Device {
  private constructor(
    private readonly cdp: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** In the page's own machine, or a security key that is plugged in. */
  static async attach(page: Page, transport: 'internal' | 'usb' = 'internal'): Promise<Device> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport,
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Device(cdp, authenticatorId);
  }

  /** Whether the owner touches the reader when it asks, or lets it wait. */
  async setTouched(enabled: boolean) {
    const { authenticatorId } = this;
    await this.cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  }

  /** Whether the reader knows the finger. If not, the ceremony ends as one that is cancelled does. */
  async setRecognised(isUserVerified: boolean) {
    const { authenticatorId } = this;
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  }

  async passkeys() {
    const { authenticatorId } = this;
    const { credentials } = await this.cdp.send('WebAuthn.getCredentials', { authenticatorId });
    return credentials;
  }
}
