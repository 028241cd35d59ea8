/** What the room can order, each act one request; the answer is shown without waiting for the feed. */
import { act, type Method } from '$lib/api'
import type { Closing } from '$lib/diversion/standing'
import type { Live } from '$lib/live.svelte'
import type { ConditionBody } from '$lib/unit/condition'
import type {
  Answers,
  Call,
  CallBackOutcome,
  CallClass,
  Caller,
  CareLevel,
  Case,
  CaseState,
  DecisionType,
  KnownPlace,
  LinkGiven,
  Mission,
  MissionStatus,
  Notice,
  Outcome,
  Patient,
  PlaceIn,
  Task,
  Unit,
  Vitals,
  Ward,
} from '$lib/wire'

interface Changed {
  n: Record<string, number>
}
export interface Said {
  caller: Caller
  place: PlaceIn
  what: string
}
export interface CaseIn {
  call_id: string | null
  centre_id: string
  caller: Caller
  place: PlaceIn
  /** Places that other sources gave before. */
  also: PlaceIn[]
  /** The call's own statement that counts instead of `place`. */
  adopt: number | null
  what: string
  patient: Patient
  vitals?: Vitals | null
  measured_by?: string
}
export interface SafetyNet {
  /** Null for the service's own delay. */
  call_back_in_s: number | null
  /** Null when the patient is rung. */
  no_call_back_reason: string | null
}
/** `mission` is the reflex departure that the command ordered, if it did. */
export type CaseChanged = Changed & { case: Case; call?: Call | null; mission?: Mission | null }

export class Commands {
  readonly #live: Live

  constructor(live: Live) {
    this.#live = live
  }

  receiveCall = (centre_id: string, number: string) =>
    this.#do<Changed & { call: Call }>('/calls', { centre_id, number })
  takeCall = (id: string) => this.#do<Changed & { call: Call }>(`/calls/${id}/take`)
  classify = (id: string, as: CallClass) =>
    this.#do<Changed & { call: Call }>(`/calls/${id}/classify`, { as })
  undoClass = (id: string) => this.#do<Changed & { call: Call }>(`/calls/${id}/undo`)
  split = (id: string) => this.#do<Changed & { call: Call }>(`/calls/${id}/split`)
  /** `said`: what this caller told before it was clear that the case is open already. */
  join = (id: string, case_id: string, said: Said) =>
    this.#do<Changed & { call: Call; case?: Case }>(`/calls/${id}/join`, { case_id, ...said })
  /** The two cases are about one event: the later one follows the first. */
  tie = (id: string, case_id: string) => this.#case(`/cases/${id}/same-event`, { case_id })
  part = (id: string) => this.#case(`/cases/${id}/own-event`, {})

  openCase = (body: CaseIn) => this.#do<CaseChanged>('/cases', body)
  place = (id: string, place: PlaceIn) => this.#do<CaseChanged>(`/cases/${id}/place`, { place })
  /** One more source's word; what is in force stays. */
  state = (id: string, place: PlaceIn) => this.#case(`/cases/${id}/statements`, { place })
  putInForce = (id: string, number: number, keep_outside: boolean) =>
    this.#case(`/cases/${id}/statements/${number}/in-force`, { keep_outside })
  teachPlace = (id: string, number: number, name: string) =>
    this.#do<Changed & { place: KnownPlace }>(`/cases/${id}/known-places`, { number, name })
  withdrawPlace = (id: string, reason: string) =>
    this.#do<Changed & { place: KnownPlace }>(`/known-places/${id}/withdrawal`, { reason })
  makeLink = (kind: 'call' | 'case', id: string) =>
    this.#do<Changed & { call: Call | null; case: Case | null; link: LinkGiven }>(`/${kind}s/${id}/location-link`)
  describe = (id: string, what: string, caller: Caller, patient: Patient) =>
    this.#do<CaseChanged>(`/cases/${id}/description`, { what, caller, patient }, 'PUT')
  note = (id: string, text: string) => this.#case(`/cases/${id}/notes`, { text })
  line = (id: string, on_line: boolean) => this.#case(`/cases/${id}/line`, { on_line })
  assess = (id: string, protocol_id: string, answers: Answers, context: string[]) =>
    this.#do<CaseChanged>(`/cases/${id}/assessments`, { protocol_id, answers, context })

  takeCase = (id: string, over: boolean) => this.#case(`/cases/${id}/take`, { over })
  /** `net`: when the patient is rung after an advice that sends nobody, or why not. */
  decide = (id: string, type: DecisionType, care_level: CareLevel, note: string, net: SafetyNet) =>
    this.#case(`/cases/${id}/decisions`, { type, care_level, note, ...net })
  move = (id: string, state: CaseState, outcome: Outcome | null) =>
    this.#case(`/cases/${id}/state`, { state, outcome })

  stateCondition = (unit_id: string, body: ConditionBody) =>
    this.#do<Changed & { unit: Unit }>(`/units/${unit_id}/condition`, body)

  send = (id: string, unit_id: string, override_reason: string | null) =>
    this.#do<Changed & { mission: Mission }>(`/cases/${id}/missions`, { unit_id, override_reason })
  reserve = (id: string, unit_id: string) => this.#do<Changed & { unit: Unit }>(`/cases/${id}/reservations`, { unit_id })
  release = (id: string, unit_id: string) => this.#do<Changed & { unit: Unit }>(`/cases/${id}/reservations/${unit_id}/release`)
  moveMission = (id: string, status: MissionStatus) =>
    this.#mission(`/missions/${id}/moves`, { status, at_device: null })
  correctMission = (id: string) => this.#mission(`/missions/${id}/correction`, { at_device: null })
  cancelMission = (id: string, reason: string) =>
    this.#mission(`/missions/${id}/cancellation`, { reason })

  notify = (id: string, ward_id: string, message: string, override_reason: string | null) =>
    this.#do<Changed & { notice: Notice }>(`/cases/${id}/notices`, {
      ward_id,
      message,
      override_reason,
    })
  /** The ward answered by telephone: the room records it in its name. */
  answerNotice = (id: string, answer: 'ACCEPTED' | 'REFUSED', reason: string | null) =>
    this.#do<Changed & { notice: Notice }>(`/notices/${id}/answer`, { answer, reason })

  withdrawNotice = (id: string, reason: string) =>
    this.#do<Changed & { notice: Notice }>(`/notices/${id}/withdrawal`, { reason })

  closeWard = (id: string, closing: Closing) => this.#ward(`/wards/${id}/diversion`, closing)
  reopenWard = (id: string, whole_hospital: boolean) =>
    this.#ward(`/wards/${id}/reopening`, { whole_hospital })

  bookCallBack = (id: string, at: string, number: string, who: string) =>
    this.#case(`/cases/${id}/call-backs`, { at, number, who })
  answerCallBack = (id: string, call_back: string, outcome: CallBackOutcome, note: string) =>
    this.#case(`/cases/${id}/call-backs/${call_back}/answer`, { outcome, note })
  moveCallBack = (id: string, call_back: string, at: string) =>
    this.#case(`/cases/${id}/call-backs/${call_back}/time`, { at })
  cancelCallBack = (id: string, call_back: string, reason: string) =>
    this.#case(`/cases/${id}/call-backs/${call_back}/cancellation`, { reason })

  takeTask = (id: string, over: boolean) => this.#task(`/tasks/${id}/take`, { over })
  giveBackTask = (id: string) => this.#task(`/tasks/${id}/return`, {})
  finishTask = (id: string, how: string) => this.#task(`/tasks/${id}/result`, { how })

  #ward(path: string, body: unknown) {
    return this.#do<Changed & { ward: Ward }>(path, body)
  }

  #task(path: string, body: unknown) {
    return this.#do<Changed & { task: Task }>(path, body)
  }

  /** Any other act on a case; `key` is for queues that keep their own. */
  onCase = (id: string, path: string, body: unknown, method: Method = 'POST', key?: string) =>
    this.#do<CaseChanged>(`/cases/${id}/${path}`, body, method, key)

  #case(path: string, body: unknown) {
    return this.#do<CaseChanged>(path, body)
  }

  #mission(path: string, body: unknown) {
    return this.#do<Changed & { mission: Mission }>(path, body)
  }

  async #do<T extends Changed>(path: string, body: unknown = {}, method: Method = 'POST', key?: string) {
    const answer = await act<T>(method, path, body, key)
    const views = answer as {
      call?: Call | null
      case?: Case | null
      mission?: Mission | null
      notice?: Notice
      task?: Task
      ward?: Ward
      unit?: Unit
    }
    if (views.call) this.#live.absorb(answer.n, 'call', views.call)
    if (views.case) this.#live.absorb(answer.n, 'case', views.case)
    if (views.mission) this.#live.absorb(answer.n, 'mission', views.mission)
    if (views.notice) this.#live.absorb(answer.n, 'notice', views.notice)
    if (views.ward) this.#live.absorb(answer.n, 'ward', views.ward)
    if (views.unit) this.#live.absorb(answer.n, 'unit', views.unit)
    if (views.task) this.#live.absorb(answer.n, 'task', views.task)
    return answer
  }
}
