/**
 * What the server sends and takes: names for the types that `npm run types` makes from openapi.json.
 * Times are ISO 8601 in UTC. Only what OpenAPI cannot say is written here by hand.
 */
import type { components } from './schema'

type Schemas = components['schemas']

export type Role = Schemas['Role']
export type Priority = Schemas['Priority']
export type CareLevel = Schemas['CareLevel']
export type DecisionType = Schemas['DecisionType']
export type CallState = Schemas['CallState']
/** The ways a call ends without a case. */
export type CallClass = Extract<CallState, 'NUISANCE' | 'WRONG_NUMBER' | 'SILENT' | 'INFORMATION'>
export type CaseState = Schemas['CaseState']
export type Outcome = Schemas['Outcome']
export type MissionStatus = Schemas['MissionStatus']
export type NoticeStatus = Schemas['NoticeStatus']
export type Team = Schemas['Team']
export type Precision = Schemas['Precision']
export type PlaceSource = Schemas['PlaceSource']
/** How a place lies to its landmark. */
export type Relation = Schemas['Relation']
export type Sex = Schemas['Sex']
export type CallerType = Schemas['CallerType']
export type Communication = Schemas['Communication']
export type Language = Schemas['Language']
export type VocabularyLists = Schemas['VocabularyView']
/** How far a bed count may be trusted. */
export type Freshness = Schemas['BedFreshness']
/** How far a position may be trusted. */
export type Trust = Schemas['Freshness']
export type Facts = Record<string, unknown>
export type Answers = Record<string, string>

/** A text in the languages the server keeps; French is always there. */
export interface Text {
  fr: string
  en?: string | null
}
export type Person = Schemas['PersonView']
export type Duty = Schemas['DutyView']
export type Session = Schemas['SessionView']
export interface LatLon {
  lat: number
  lon: number
}
export type Position = Schemas['PositionView']
export type Centre = Schemas['CentreView']
export type Territory = Schemas['TerritoryView']
export type Candidate = Schemas['CandidateView']
export type Understood = Schemas['UnderstoodView']
export type PlaceSearch = Schemas['PlacesView']
export type Question = Schemas['QuestionView']
export type Protocol = Schemas['ProtocolView']
/** A protocol file that is not in use, and what is used instead. */
export type ProtocolTrouble = Schemas['TroubleView']
/** An instruction in a further language, step for step. */
export type Spoken = Schemas['SpokenView']
export type ProtocolHit = Schemas['ProtocolHit']
export type FiredRule = Schemas['FiredView']
export type Result = Schemas['ResultView']
export type Instruction = Schemas['InstructionView']

export type Call = Schemas['CallView']
export type CallHistory = Schemas['CallHistoryView']
export type CallCount = Schemas['CountView']
export type PastCase = Schemas['PastCaseView']
export type Alike = Schemas['AlikeView']
export type Evidence = Schemas['EvidenceView']
export type EventCase = Schemas['EventCaseView']
export type Caller = Schemas['CallerView']
export type Patient = Schemas['PatientView']
export type Place = Schemas['PlaceView']
/** One source's word on where it is. */
export type Statement = Schemas['StatementView']
/** A link made for the caller's phone; its address is told once, in `LinkGiven`. */
export type CallerLink = Schemas['LinkView']
export type LinkGiven = Schemas['LinkGiven']
/** A description of a place that crews have confirmed. */
export type KnownPlace = Schemas['KnownPlaceView']
/** `keep_outside`: the person has read that the pin is abroad and keeps it. */
export type PlaceIn = Place & { keep_outside?: boolean }
export type Assessment = Schemas['AssessmentView']
export type Vitals = Schemas['VitalsValues']
export type VitalsRound = Schemas['VitalsView']
export type KnownCaller = Schemas['KnownCallerView']
/** What raises a case beside its protocols. */
export type Raise = Schemas['RaiseView']
export type Tag = Schemas['Tag']
export type TagMethod = Schemas['TagMethod']
export type TagGiven = Schemas['TagView']
export type AgeBand = Schemas['AgeBand']
export type CasualtyState = Schemas['CasualtyState']
export type Casualty = Schemas['CasualtyView']
export type CasualtyFacts = Required<Schemas['CasualtyDescriptionBody']>
export type Scene = Schemas['SceneView']
export type SceneIn = Required<Schemas['SceneBody']>
export type Decision = Schemas['DecisionView']
export type Note = Schemas['NoteView']
export type Case = Schemas['CaseView']
export type MissionStep = Schemas['MissionStepView']
export type Mission = Schemas['MissionView']
export type Unit = Schemas['UnitView']
export type Ward = Schemas['WardView']
export type NoticeStep = Schemas['NoticeStepView']
export type Notice = Schemas['NoticeView']
export type Task = Schemas['TaskView']
export type CallBack = Schemas['CallBackView']
export type CallBackOutcome = Schemas['CallBackOutcome']
export type TaskKind = Schemas['TaskKind']
/** How long a case may wait, by its priority. */
export type Clocks = Schemas['ClocksView']
export type Reason = Schemas['ReasonView']
export type RankedUnit = Schemas['UnitOptionView']
export type Diversion = Schemas['DiversionView']
export type Orientation = Schemas['OrientationView']
export type TimeCriticalPath = Schemas['PathView']
export type TwoSteps = Schemas['TwoStepsView']
export type RankedWard = Schemas['WardOptionView']
export type Meeting = Schemas['MeetingView']
export type Proposal = Schemas['ProposalView']
export type Price = Schemas['PriceView']
export type PricePlace = Schemas['PricePlaceView']
export type Reach = Schemas['ReachView']
export type StoredProposal = Schemas['StoredProposalView']
export type CaseRecord = Schemas['RecordView']
/** `facts` is null once retention has purged the personal data. */
export type RecordEntry = CaseRecord['entries'][number]
export type Fix = Schemas['FixView']
/** The way a crew is to drive. */
export type Route = Schemas['RouteView']
export type Manoeuvre = Schemas['Manoeuvre']
/** When a unit under way is expected. */
export type Eta = Schemas['EtaView']

/** One row of a room that changed; `view` is null when it left this room. */
export type Change =
  | { kind: 'call'; id: string; view: Call | null }
  | { kind: 'case'; id: string; view: Case | null }
  | { kind: 'mission'; id: string; view: Mission | null }
  | { kind: 'notice'; id: string; view: Notice | null }
  | { kind: 'unit'; id: string; view: Unit | null }
  | { kind: 'ward'; id: string; view: Ward | null }
  | { kind: 'task'; id: string; view: Task | null }

type WithChanges<T> = Omit<T, 'changes'> & { changes: Change[] }
export type ServerMessage =
  | Schemas['Hello']
  | Schemas['Snapshot']
  | WithChanges<Schemas['EventMessage']>
  | WithChanges<Schemas['CatchUp']>
  | Schemas['PositionsMessage']
  | Schemas['EtasMessage']
  | Schemas['Heartbeat']
