/** Texts of the room about a choice that was made, in French: the source of every other language. */
export const fr = {
  'ask': 'Pourquoi ce choix ?',
  'close': 'Fermer « Pourquoi ce choix ? »',
  'title': 'La proposition telle qu’elle était à {time}',
  'weighed.units': '{n} vecteurs examinés',
  'weighed.wards': '{n} services examinés',
  'need.medicalised': 'médecin à bord exigé',
  'need.any': 'médecin à bord non exigé',
  'chosen': 'choisi',
  'time.unknown': 'durée inconnue',
  'no_place': 'Lieu inconnu à ce moment : aucune durée ne pouvait être calculée.',
  'more': 'Toute la liste ({n})',
  'fewer': 'Moins',
  'whole': 'Intacte : l’empreinte est celle de l’événement du journal.',
  'whole.row': 'Intacte : l’empreinte est celle de sa ligne.',
  'changed': 'Modifiée depuis qu’elle a été écrite : ne pas s’y fier.',
  'same': 'Les règles d’aujourd’hui donnent la même liste.',
  'other': 'Les règles d’aujourd’hui donneraient une autre liste.',
} as const

export type Key = keyof typeof fr
