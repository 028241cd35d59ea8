/** Words for capabilities and context flags; the ids are those of the protocols' vocabulary. */
import { pick } from '$lib/i18n'
import type { Text } from '$lib/wire'

const CAPABILITIES: Readonly<Record<string, Text>> = {
  ed: { fr: 'Service d’urgences', en: 'Emergency department' },
  icu_adult: { fr: 'Réanimation adulte', en: 'Adult intensive care' },
  picu: { fr: 'Réanimation pédiatrique', en: 'Paediatric intensive care' },
  nicu: { fr: 'Réanimation néonatale', en: 'Neonatal intensive care' },
  cath_lab: { fr: 'Salle de coronarographie', en: 'Catheter laboratory' },
  fibrinolysis: { fr: 'Thrombolyse', en: 'Fibrinolysis' },
  cardiac_surgery: { fr: 'Chirurgie cardiaque', en: 'Cardiac surgery' },
  stroke_unit_ct: { fr: 'Unité neurovasculaire avec scanner', en: 'Stroke unit with CT' },
  thrombectomy: { fr: 'Thrombectomie', en: 'Stroke thrombectomy' },
  neurosurgery: { fr: 'Neurochirurgie', en: 'Neurosurgery' },
  trauma_centre: { fr: 'Centre de traumatologie grave', en: 'Major trauma centre' },
  general_surgery: { fr: 'Chirurgie viscérale', en: 'General surgery' },
  ortho: { fr: 'Orthopédie', en: 'Orthopaedics' },
  vascular_surgery: { fr: 'Chirurgie vasculaire', en: 'Vascular surgery' },
  obstetric_surgery: { fr: 'Bloc obstétrical (SONU complet)', en: 'Obstetric surgery (CEmONC)' },
  maternity: { fr: 'Maternité (SONU de base)', en: 'Maternity (BEmONC)' },
  neonatal_care: { fr: 'Soins néonatals', en: 'Newborn care' },
  paediatrics: { fr: 'Pédiatrie', en: 'Paediatrics' },
  burn_unit: { fr: 'Centre de brûlés', en: 'Burn unit' },
  dialysis: { fr: 'Dialyse', en: 'Renal dialysis' },
  antivenom: { fr: 'Sérum antivenimeux', en: 'Antivenom' },
  antitoxin_antidote: { fr: 'Antidotes', en: 'Antidotes and antitoxins' },
  hyperbaric: { fr: 'Caisson hyperbare', en: 'Hyperbaric chamber' },
  ophthalmology: { fr: 'Ophtalmologie', en: 'Ophthalmology' },
  ent_endoscopy: { fr: 'ORL et endoscopie', en: 'ENT and endoscopy' },
  urology: { fr: 'Urologie', en: 'Urology' },
  psychiatry: { fr: 'Psychiatrie', en: 'Psychiatry' },
  blood_bank: { fr: 'Banque de sang', en: 'Blood bank' },
  isolation_ipc: { fr: 'Isolement infectieux', en: 'Infection isolation' },
  cholera_treatment: { fr: 'Centre de traitement du choléra', en: 'Cholera treatment centre' },
  replantation: { fr: 'Réimplantation', en: 'Replantation surgery' },
  forensic_unit: { fr: 'Unité médico-judiciaire', en: 'Forensic unit' },
  rabies_pep: { fr: 'Prophylaxie de la rage', en: 'Rabies prophylaxis' },
  haematology_scd: { fr: 'Hématologie et drépanocytose', en: 'Haematology and sickle cell' },
}

/** Age and pregnancy are not here: they are known from the patient's own fields. */
export const CONTEXT_FLAGS: Readonly<Record<string, Text>> = {
  pregnant_20wk_plus: { fr: 'Enceinte de 20 semaines ou plus', en: 'Pregnant 20 weeks or more' },
  post_partum_6wk: { fr: 'Accouchée depuis moins de 6 semaines', en: 'Gave birth within 6 weeks' },
  previous_caesarean: { fr: 'Césarienne antérieure', en: 'Previous caesarean' },
  previous_pph: { fr: 'Hémorragie de la délivrance antérieure', en: 'Previous postpartum haemorrhage' },
  previous_precipitate_birth: { fr: 'Accouchement rapide antérieur', en: 'Previous rapid birth' },
  diabetes: { fr: 'Diabète', en: 'Diabetic' },
  hypertension: { fr: 'Hypertension artérielle', en: 'High blood pressure' },
  heart_disease: { fr: 'Maladie cardiaque connue', en: 'Known heart disease' },
  anticoagulant: { fr: 'Traitement anticoagulant', en: 'On anticoagulants' },
  severe_asthma: { fr: 'Asthme avec réanimation antérieure', en: 'Asthma with previous intensive care' },
  home_oxygen: { fr: 'Oxygène à domicile', en: 'Oxygen at home' },
  sickle_cell: { fr: 'Drépanocytose', en: 'Sickle cell disease' },
  immunosuppressed: { fr: 'Immunodépression ou dialyse', en: 'Immunosuppressed or on dialysis' },
  epilepsy: { fr: 'Épilepsie connue', en: 'Known epilepsy' },
  severe_allergy: { fr: 'Allergie grave connue', en: 'Known severe allergy' },
  story_not_obtained: { fr: 'Récit impossible à obtenir', en: 'Story cannot be obtained' },
  alone_or_unsafe: { fr: 'Personne seule ou en insécurité', en: 'Alone or unsafe' },
}

export const capabilityText = (id: string): string => pick(CAPABILITIES[id]) || id
export const contextText = (id: string): string => pick(CONTEXT_FLAGS[id]) || id
