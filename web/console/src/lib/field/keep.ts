/**
 * A small drawer in this device's IndexedDB: acts waiting to be sent, and last known states.
 *
 * Acts get a growing number when they are put in: their order is the order of the taps.
 */
const VERSION = 1
const ACTS = 'acts'
const STATES = 'states'

export class Keep {
  readonly #name: string
  #opening: Promise<IDBDatabase> | null = null

  constructor(name: string) {
    this.#name = `samu.${name}`
  }

  /** Puts an act in and returns its number; raises when the device keeps nothing. */
  async add(act: object): Promise<number> {
    return Number(await this.#do(ACTS, 'readwrite', (store) => store.add(act)))
  }

  /** Every act with its number, oldest first. */
  async acts<T>(): Promise<(T & { seq: number })[]> {
    const database = await this.#open()
    const store = database.transaction(ACTS).objectStore(ACTS)
    const [numbers, acts] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
    return acts.map((act: T, i) => ({ ...act, seq: Number(numbers[i]) }))
  }

  async remove(seq: number): Promise<void> {
    await this.#do(ACTS, 'readwrite', (store) => store.delete(seq))
  }

  async get<T>(name: string): Promise<T | null> {
    return ((await this.#do(STATES, 'readonly', (store) => store.get(name))) as T | undefined) ?? null
  }

  async put(name: string, value: unknown): Promise<void> {
    await this.#do(STATES, 'readwrite', (store) => store.put(value, name))
  }

  async forget(name: string): Promise<void> {
    await this.#do(STATES, 'readwrite', (store) => store.delete(name))
  }

  #open(): Promise<IDBDatabase> {
    this.#opening ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(this.#name, VERSION)
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore(ACTS, { autoIncrement: true })
        asked.result.createObjectStore(STATES)
      }
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error ?? new Error('IndexedDB'))
    })
    return this.#opening
  }

  async #do<T>(name: string, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) {
    const transaction = (await this.#open()).transaction(name, mode)
    const result = done(work(transaction.objectStore(name)))
    // A write counts once its transaction is complete, not when it was merely accepted.
    if (mode === 'readwrite') await completed(transaction)
    return result
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
  })
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'))
  })
}
