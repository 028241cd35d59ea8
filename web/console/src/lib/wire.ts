/** What the server sends and takes, field by field (API v1). Times are ISO 8601 in UTC. */

export type Role = 'call_taker' | 'physician' | 'crew' | 'ward' | 'telephony' | 'service'
export type Priority = 'P0' | 'P1' | 'P2' | 'P3' | 'NR'
export type CareLevel = 'R1' | 'R2' | 'R3' | 'R4'
export type DecisionType = 'CONSEIL' | 'PMT' | 'INTER' | 'ORIENT' | 'PASPLUS'
export type CallClass = 'NUISANCE' | 'WRONG_NUMBER' | 'SILENT' | 'INFORMATION'
export type CallState = 'RINGING' | 'TAKEN' | 'CASE' | CallClass | 'ABANDONED'
export type CaseState =
  | 'PROGRAM'
  | 'ACTIF'
  | 'ACHEVE'
  | 'VALIDE'
  | 'CLOTURE'
  | 'CLASSE'
  | 'ARCHIVE'
export type MissionStatus =
  | 'DECISION'
  | 'DECLENCHE'
  | 'DEPART'
  | 'ANNULE'
  | 'ARRIVEE'
  | 'PEC'
  | 'BILAN'
  | 'ORIENTAT'
  | 'TRANSP'
  | 'ETAPE1'
  | 'TRANSP2'
  | 'ETAPE2'
  | 'TRANSP3'
  | 'DESTIN'
  | 'FINPEC'
  | 'RETOUR'
  | 'RET-BASE'
  | 'REN-BASE'
export type NoticeStatus =
  | 'SENT'
  | 'DELIVERED'
  | 'OPENED'
  | 'ACCEPTED'
  | 'REFUSED'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'ARRIVED'
  | 'HANDED_OVER'
export type Team = 'MED' | 'PARAMED' | 'SECOURS' | 'SANS'
export type Precision = 'VILLE' | 'RUE' | 'ADRESSE' | 'EXACTE' | 'INCONNUE'
export type PlaceSource = 'map' | 'coordinates' | 'plus_code' | 'gazetteer' | 'caller' | 'none'
export type Sex = 'M' | 'F' | 'O' | 'UN'
export type Freshness = 'fresh' | 'ageing' | 'stale' | 'unknown'
/** How far a position may be trusted. */
export type Trust = 'live' | 'late' | 'stale'
export type Outcome =
  | 'TRANSPORTED'
  | 'TREATED_ON_SCENE'
  | 'ADVICE_GIVEN'
  | 'OWN_MEANS'
  | 'CARE_DECLINED'
  | 'DECEASED'
  | 'NOT_FOUND'
  | 'FALSE_ALARM'
export type Facts = Record<string, unknown>

/** A text the server keeps in several languages; French is always there. */
export interface Text {
  fr: string
  en?: string | null
  wo?: string | null
}
export interface Person {
  id: string
  name: string
  role: Role
}
export interface Duty {
  role: Role
  centre_id: string | null
  unit_id: string | null
  ward_id: string | null
}
export interface Session {
  person: Person
  login: string
  duties: Duty[]
  expires_at: string
  demo: boolean
}
export interface LatLon {
  lat: number
  lon: number
}
export interface Position extends LatLon {
  accuracy_m: number | null
}
export interface Centre {
  id: string
  code: string
  name: string
  city: string
  position: LatLon
  regions: string[]
}
export interface Territory {
  kind: 'inside' | 'gambia' | 'outside'
  centre_id: string | null
  region: string | null
  region_name: string | null
  near_border_centre_ids: string[]
}
export interface Candidate {
  position: Position
  precision: Precision
  source: PlaceSource
  name: string | null
  region: string | null
  kind: string | null
  territory: Territory
}
export interface PlaceSearch {
  said: string
  candidates: Candidate[]
}
export interface ProtocolAnswer {
  id: string
  label: Text
}
export interface Question {
  id: string
  text: Text
  help: Text | null
  kind: string
  critical: boolean
  vital: boolean
  ask_if: Record<string, string[]>
  answers: ProtocolAnswer[]
}
export interface Protocol {
  id: string
  version: string
  status: string
  title: Text
  entry: Record<string, string[]>
  motif: string | null
  questions: Question[]
}
export interface ProtocolHit {
  id: string
  title: Text
}
export interface FiredRule {
  rule_id: string
  priority: Priority
  rationale: Text
}
export type Answers = Record<string, string>
export interface Result {
  protocol_id: string
  version: string
  sha256: string
  priority: Priority
  complete: boolean
  lower_bound: Priority
  fired: FiredRule[]
  resources: string[]
  side: string[]
  capabilities_all: string[]
  capabilities_any: string[]
  instructions: string[]
  care_level: CareLevel | null
  reflex: string | null
  next_question: string | null
}
export interface Instruction {
  id: string
  title: Text
  steps: Text[]
  requires: 'physician' | null
}

export interface Call {
  id: string
  centre_id: string
  number: string
  state: CallState
  received_at: string
  taken_by: Person | null
  taken_at: string | null
  case_id: string | null
}
export interface Caller {
  number: string
  callback_number: string
  name: string
  relation: string
  language: string
}
export interface Patient {
  count: number
  age_years: number | null
  age_months: number | null
  sex: Sex
  pregnant: boolean | null
  name: string
}
export interface Place {
  said: string
  landmark: string
  position: Position | null
  precision: Precision
  source: PlaceSource
  found_name: string | null
  region: string | null
}
/** `keep_outside`: the person has read that the pin is abroad and keeps it. */
export type PlaceIn = Place & { keep_outside?: boolean }
export interface Assessment {
  answers: Answers
  context: string[]
  result: Result
  by: Person
  at: string
}
export interface Decision {
  type: DecisionType
  care_level: CareLevel
  note: string
  by: Person
  at: string
}
export interface Note {
  text: string
  by: Person
  at: string
}
export interface Case {
  id: string
  number: string
  centre_id: string
  shared_with: string[]
  state: CaseState
  opened_at: string
  opened_by: Person
  caller: Caller
  place: Place
  what: string
  patient: Patient
  priority: Priority
  assessments: Assessment[]
  capabilities_needed: string[]
  reflex: 'none' | 'ordered' | 'no_place' | 'no_unit'
  on_line: boolean
  physician: Person | null
  taken_at: string | null
  decisions: Decision[]
  notes: Note[]
  outcome: Outcome | null
  waits_for_physician: boolean
  allowed_states: CaseState[]
}
export interface MissionStep {
  status: MissionStatus
  at: string
  at_device: string | null
  by: Person
  corrected: boolean
}
export interface Mission {
  id: string
  case_id: string
  case_number: string
  case_centre_id: string
  unit_id: string
  unit_name: string
  unit_centre_id: string
  status: MissionStatus
  active: boolean
  reflex: boolean
  ordered_at: string
  ordered_by: Person
  override_reason: string | null
  history: MissionStep[]
  destination_ward_id: string | null
  destination_name: string | null
  cancel_reason: string | null
  allowed_moves: MissionStatus[]
  next_move: MissionStatus | null
  correctable_to: MissionStatus | null
  priority: Priority
}
export interface Unit {
  id: string
  centre_id: string
  name: string
  kind: string
  team: Team
  medicalised: boolean
  transports: boolean
  home: LatLon
  home_name: string
  equipment: string[]
  in_service: boolean
  out_reason: string | null
}
export interface Ward {
  id: string
  hospital_id: string
  hospital_name: string
  name: string
  centre_id: string
  region: string | null
  position: LatLon
  capabilities: string[]
  beds_free: number | null
  beds_at: string | null
  phone: string | null
  confirmed: boolean
}
export interface NoticeStep {
  status: NoticeStatus
  at: string
  by: Person
  reason: string | null
}
export interface Notice {
  id: string
  case_id: string
  case_number: string
  ward_id: string
  ward_name: string
  hospital_name: string
  mission_id: string | null
  unit_name: string | null
  status: NoticeStatus
  priority: Priority
  care_level: CareLevel | null
  patient: Patient
  what: string
  needs: string[]
  message: string
  eta_at: string | null
  sent_at: string
  sent_by: Person
  expires_at: string
  answered_at: string | null
  answered_by: Person | null
  refusal_reason: string | null
  override_reason: string | null
  history: NoticeStep[]
  allowed_moves: NoticeStatus[]
}
export interface Reason {
  code: string
  facts: Facts
}
export interface RankedUnit {
  unit_id: string
  name: string
  kind: string
  team: Team
  centre_id: string
  other_centre: boolean
  travel_s: number | null
  distance_m: number | null
  method: string
  via: string | null
  position_age_s: number | null
  free: boolean
  rank: number
  proposed: boolean
  reasons: Reason[]
}
export interface RankedWard {
  ward_id: string
  name: string
  hospital_name: string
  centre_id: string
  other_centre: boolean
  travel_s: number | null
  distance_m: number | null
  via: string | null
  beds_free: number | null
  beds_at: string | null
  beds_age_s: number | null
  freshness: Freshness
  has: string[]
  missing: string[]
  rank: number
  proposed: boolean
  answer: NoticeStatus | null
  reasons: Reason[]
}
export interface Proposal {
  case_id: string
  made_at: string
  place_known: boolean
  units: RankedUnit[]
  wards: RankedWard[]
}
export interface RecordEntry {
  n: number
  centre_id: string
  at: string
  at_device: string | null
  actor: Person
  type: string
  /** Null once retention has purged the personal data. */
  facts: Facts | null
}
export interface CaseRecord {
  entries: RecordEntry[]
}
export interface Fix extends LatLon {
  unit_id: string
  fix_at: string
  speed_kmh: number | null
  heading_deg: number | null
  freshness: Trust
}

/** One row of a room that changed; `view` is null when it left this room. */
export type Change =
  | { kind: 'call'; id: string; view: Call | null }
  | { kind: 'case'; id: string; view: Case | null }
  | { kind: 'mission'; id: string; view: Mission | null }
  | { kind: 'notice'; id: string; view: Notice | null }
  | { kind: 'unit'; id: string; view: Unit | null }
  | { kind: 'ward'; id: string; view: Ward | null }
export interface EventHead {
  type: string
  actor: Person
  case_id: string | null
  at: string
}
export type ServerMessage =
  | {
      type: 'hello'
      server_time: string
      version: string
      centre_id: string
      view: string
      heartbeat_s: number
    }
  | {
      type: 'snapshot'
      n: number
      at: string
      calls: Call[]
      cases: Case[]
      missions: Mission[]
      notices: Notice[]
      units: Unit[]
      wards: Ward[]
      positions: Fix[]
    }
  | { type: 'event'; n: number; at: string; event: EventHead; changes: Change[] }
  | {
      type: 'catch_up'
      from_n: number
      n: number
      at: string
      events: (EventHead & { n: number })[]
      changes: Change[]
    }
  | { type: 'positions'; at: string; fixes: Fix[] }
  /** `degraded`: the server itself lost a part of what it runs on. */
  | { type: 'heartbeat'; at: string; n: number; degraded?: boolean }
