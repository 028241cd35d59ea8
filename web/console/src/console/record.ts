/** What an entry of the record says beyond its name: a few short lines by the kind of event. */
import { priorityRank } from '$lib/codes'
import { coordinates, hourMinute, patientLine, span } from '$lib/format'
import { pick, t } from '$lib/i18n'
import type { Live } from '$lib/live.svelte'
import { landmarkText } from '$lib/place/words'
import { refusalText } from '$lib/refusals'
import type {
  CaseState,
  Decision,
  Facts,
  MissionStatus,
  NoticeStatus,
  Outcome,
  Patient,
  Place,
  Priority,
  RecordEntry,
} from '$lib/wire'

import { FOLLOW_LINES } from './follow/record'
import { CALL_LINES } from './callers/record'
import { PATIENT_LINES } from './patients/record'
import { PLACE_LINES } from './place/record'
import { reference } from './reference.svelte'
import { say } from './text'

type Line = string | false | null | undefined
type Lines = (facts: Facts, live: Live) => Line[]

/** A rule as the journal holds it. */
interface Fired {
  priority: Priority
  rationale_fr: string
  rationale_en: string
}

const LINES: Readonly<Record<string, Lines>> = {
  ...CALL_LINES,
  ...PLACE_LINES,
  ...FOLLOW_LINES,
  ...PATIENT_LINES,
  CallReceived: (facts) => [words(facts['number'])],
  CallClassed: (facts) => [t(`call.${facts['as_'] as 'NUISANCE'}`)],
  CaseOpened: (facts) => [placeLine(facts), words(facts['what']), patientOf(facts)],
  CaseLocated: (facts) => [placeLine(facts)],
  CaseHandedOver: (facts) => [`${reference.cityOf(words(facts['from_centre_id']))} → ${reference.cityOf(words(facts['to_centre_id']))}`],
  CaseShared: (facts) => [reference.centreName(words(facts['with_centre_id']))],
  CaseDescribed: (facts) => [words(facts['what']), patientOf(facts)],
  NoteAdded: (facts) => [words(facts['text'])],
  CaseAssessed: assessed,
  ReflexNoted: (facts) => [say(`reflex.${facts['state'] as 'no_place' | 'no_unit'}`, { unit: '' }).replace(/\s*:\s*$/, '')],
  LineKept: (facts) => [say(facts['on_line'] ? 'record.line_on' : 'record.line_off')],
  DecisionMade: decided,
  CaseMoved: (facts) => [
    t(`state.${facts['state'] as CaseState}`),
    facts['outcome'] ? say(`outcome.${facts['outcome'] as Outcome}`) : null,
  ],
  MissionOrdered: (facts) => [
    words(facts['unit_name']),
    typeof facts['eta_s'] === 'number' && say('record.arrives', { time: span(facts['eta_s']) }),
    facts['override_reason'] ? `${say('override.was')} ${words(facts['override_reason'])}` : null,
  ],
  MissionMoved: missionState,
  MissionCorrected: missionState,
  MissionCancelled: (facts, live) => [unitOf(facts, live), words(facts['reason'])],
  MissionDestined: (facts, live) => [unitOf(facts, live), `→ ${words(facts['ward_name'])}`],
  NoticeSent: (facts) => [
    `${words(facts['hospital_name'])} – ${words(facts['ward_name'])}`,
    facts['message'] ? say('text.quoted', { text: words(facts['message']) }) : null,
    facts['override_reason'] ? `${say('override.was')} ${words(facts['override_reason'])}` : null,
  ],
  NoticeMoved: (facts, live) => [
    `${wardOf(facts, live)} : ${t(`notice.${facts['status'] as NoticeStatus}`)}`,
    facts['reason'] ? refusalText(words(facts['reason'])) : null,
  ],
  NoticeEtaChanged: (facts) => [hourMinute(words(facts['eta_at']))],
}

export function entryLines(entry: RecordEntry, live: Live): string[] {
  if (entry.facts === null) return [say('record.purged')]
  const lines = LINES[entry.type]?.(entry.facts, live) ?? []
  return lines.filter((line): line is string => Boolean(line))
}

const words = (fact: unknown): string => (typeof fact === 'string' ? fact : '')

function placeLine(facts: Facts): string {
  const place = facts['place'] as Place
  const at = place.position ? coordinates(place.position.lat, place.position.lon) : say('trouble.no_place')
  return [place.said, landmarkText(place), place.found_name, at].filter(Boolean).join(', ')
}

const patientOf = (facts: Facts): string => patientLine(facts['patient'] as Patient)

function assessed(facts: Facts): Line[] {
  const result = facts['result'] as { protocol_id: string; priority: Priority; fired: Fired[] }
  const title = pick(reference.protocols.get(result.protocol_id)?.title) || result.protocol_id
  const reasons = [...result.fired]
    .sort((a, b) => priorityRank(a.priority) - priorityRank(b.priority))
    .map((rule) => `${rule.priority} : ${pick({ fr: rule.rationale_fr, en: rule.rationale_en })}`)
  return [`${title} → ${result.priority}`, ...reasons]
}

function decided(facts: Facts): Line[] {
  const decision = facts['decision'] as Decision
  return [`${t(`decision.${decision.type}`)} · ${decision.care_level}`, decision.note]
}

function missionState(facts: Facts, live: Live): Line[] {
  return [`${unitOf(facts, live)} : ${t(`mission.${facts['status'] as MissionStatus}`)}`]
}

const unitOf = (facts: Facts, live: Live): string =>
  live.missions.get(words(facts['mission_id']))?.unit_name ?? ''

const wardOf = (facts: Facts, live: Live): string =>
  live.notices.get(words(facts['notice_id']))?.ward_name ?? ''
