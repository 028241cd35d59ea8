/** What somebody types about one patient stays in this browser until it is saved. */
export interface Kept<Typed> {
  typed: Typed
  saved_ms: number
}

export const draftName = (case_id: string, number: number): string => `casualty.${case_id}.${number}`
