/** The system's key store, which encrypts small secrets for this user and this program. It may ask the user first. */
export interface KeyStore {
  isAvailable(): Promise<boolean>;
  encrypt(secret: Buffer): Promise<Buffer>;
  /** @throws Error when it was not encrypted here, or the user refuses */
  decrypt(encrypted: Buffer): Promise<Buffer>;
}
