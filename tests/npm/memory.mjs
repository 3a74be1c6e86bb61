// A store of oidc-provider that uses a code or a token up in one step, or, like many, in two.

const SLOW = new Set(["AuthorizationCode", "RefreshToken"]);

const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class MemoryAdapter {
  constructor(model, store, { isAtomic, keepsGrants = false }) {
    this.model = model;
    this.store = store;
    this.isAtomic = isAtomic;
    this.keepsGrants = keepsGrants;
  }

  key(id) {
    return `${this.model}:${id}`;
  }

  async upsert(id, payload, seconds) {
    const until = seconds ? Date.now() + seconds * 1000 : Infinity;
    this.store.set(this.key(id), { payload: { ...payload }, until });
  }

  async find(id) {
    const held = this.store.get(this.key(id));
    const read = held && held.until > Date.now() ? { ...held.payload } : undefined;
    // Whoever reads meanwhile reads that it is not used yet.
    if (!this.isAtomic && SLOW.has(this.model)) await later(300);
    return read;
  }

  async findByUid(uid) {
    return this.#only((payload) => payload.uid === uid);
  }

  async findByUserCode(userCode) {
    return this.#only((payload) => payload.userCode === userCode);
  }

  async consume(id) {
    const held = this.store.get(this.key(id));
    if (!held) return;
    if (this.isAtomic && held.payload.consumed) {
      await this.revokeByGrantId(held.payload.grantId);
      throw Object.assign(new Error("invalid_grant"), {
        error: "invalid_grant",
        statusCode: 400,
        status: 400,
        expose: true,
      });
    }
    held.payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    if (this.keepsGrants && this.model === "Grant") return;
    this.store.delete(this.key(id));
  }

  async revokeByGrantId(grantId) {
    if (this.keepsGrants) return;
    for (const [key, { payload }] of this.store) {
      if (payload.grantId === grantId || key === `Grant:${grantId}`) this.store.delete(key);
    }
  }

  #only(isWanted) {
    const prefix = `${this.model}:`;
    for (const [key, { payload, until }] of this.store) {
      if (key.startsWith(prefix) && until > Date.now() && isWanted(payload)) return { ...payload };
    }
    return undefined;
  }
}
