/** What the device gives. The README says which Expo module stands behind each. */
export interface Phone {
  /** A store that other applications cannot read; it outlives the application. */
  readonly safe: {
    get(name: string): Promise<string | null>;
    set(name: string, text: string): Promise<void>;
    delete(name: string): Promise<void>;
  };

  /**
   * Opens the system's browser at an address, and resolves with the address of ours to which it was
   * sent back; null when the person closed it.
   */
  signInAt(address: string, redirect: string): Promise<string | null>;

  /** Opens a page or a document for reading. */
  open(address: string): Promise<void>;

  randomBytes(count: number): Uint8Array;
  sha256(text: string): Promise<Uint8Array>;
  readonly webSocket: unknown;
}

/** Where the brand's site is, and as what we are known there. */
export interface Settings {
  /** Such as https://pay.example, without a slash at the end. */
  readonly site: string;
  readonly clientId: string;
  /** A scheme of our own, such as com.example.orders:/back. */
  readonly redirect: string;
}

export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/** A name that nobody guesses and nobody else uses. */
export const randomName = (phone: Phone): string => base64url(phone.randomBytes(24));
