/** Professional callers, in French: the source of every other language. */
export const fr = {
  'known.rings': '{name}, {type}',
  'known.short': 'Formulaire court',
  'known.long': 'Formulaire complet',
  'known.hint': 'Identité et lieu sont proposés, rien n’est imposé.',
  'short.title': 'Appel d’un professionnel',
  'short.place': 'Lieu',
  'short.at_post': 'Au poste : {place}',
  'short.elsewhere': 'Le patient est ailleurs',
  'short.here': 'Le patient est au poste',
  'short.said': 'Où est le patient',
  'short.no_place': 'Aucun lieu : précisez, ou passez au formulaire complet.',
  'short.years': 'Âge (ans)',
  'short.sex': 'Sexe',
  'short.send': 'Transmettre au médecin',
  'short.answers': 'La conscience et la respiration mesurées répondent aux deux premières questions.',
} as const

export type Key = keyof typeof fr
